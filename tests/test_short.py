"""Short answers: the span that answers, several where several are asked for, nothing where it is not sure."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.encoder import SentenceEncoder
from index.library import Library
from index.writing import add, create
from report.figures import figures, figures_in
from report.model import Span
from report.passages import passages
from retrieval.answer import ask
from retrieval.candidates import _CLOCK, _PARTS
from retrieval.evaluate import run_row
from retrieval.query import understand
from retrieval.render import to_json
from retrieval.search import search
from retrieval.short import short_answers
from retrieval.wanted import wants
from tests.fakes import BigramEncoder
from tests.libraries import SHAOYANG, written
from web import cards

TOWN = """柳镇政府工作报告

一、2024年工作回顾

全年新建公厕12座,改建公厕7座,投入资金350万元。粮食产量超过41万吨、增长3.5%。办事窗口由3个增至8个。\
12345热线诉求解决率、满意率分别达96.7%和97%。获评县先进单位,排名全县第2位。第七届龙舟节成功举办。单项冠军企业72家。推进“美丽乡村”建设,甲村修桥3座、乙村修桥4座、丙村修桥5座。

二、2025年工作安排

粮食产量达到43万吨以上。培育单项冠军企业40家以上、单项冠军企业产品12个。工业投资增长15%以上、力争达到20%。

三、法治建设

制定《柳镇公厕管理办法》《柳镇河道管理办法》,编制了《养老服务规划》。定于2025年6月18日举办龙舟节。镇人大代表刘秀兰提出的增设路灯建议已经办结。

信访总量下降12.5%。客运量减少5%,货运量增长8%。绿化率提高0.9个百分点,现为31%。道路硬化覆盖率为88%。
西河大桥新建引桥12处、全长860米,桥下停车场占地20亩。村民与镇里按5∶3∶2分担,全年开支48万元。惠民演出下乡600场次。
抽检批次由每月40批增加到每月120批。田头冷库按造价的三成补助。末班公交车延至22时30分。老人就餐每餐补贴4元。
全年发生山林火情6起，设防火卡口37个。
"""

WORDS = ("公厕", "多少", "几座", "粮食", ",哪", "热线", "去年", "是", "办法", "增长", "第几", "什么时候")


@pytest.fixture(name="library", scope="module")
def library_fixture(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder, encoder = tmp_path_factory.mktemp("short"), BigramEncoder()
    create(folder / "库", encoder)
    files = [written(folder / "柳镇.txt", TOWN), written(folder / "邵阳.txt", SHAOYANG)]
    assert not add(folder / "库", encoder, files).failed
    return Library.open(folder / "库", encoder)


def told(library: Library, question: str, *before: str) -> list[str]:
    answer = ask(library, question, before)
    return [library.reports[s.report_id].text[slice(*s.span)] for s in answer.short]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("专题询问开展了几次", ["2次"]),
        ("满意度测评开展了几次", ["4次"]),
        ("新建公厕多少座", ["12座"]),
        ("改建公厕多少座", ["7座"]),
        ("公厕投入多少钱", ["350万元"]),
        ("去年粮食产量是多少", ["超过41万吨"]),
        ("今年粮食产量要达到多少", ["43万吨以上"]),
        ("去年粮食产量增长多少", ["3.5%"]),
        ("办事窗口增至多少个", ["8个"]),
        ("12345热线满意率是多少", ["97%"]),
        ("12345热线诉求解决率是多少", ["96.7%"]),
        ("排名全县第几", ["第2位"]),
        ("成功举办的是第几届龙舟节", ["第七届"]),
        ("今年工业投资要增长多少", ["15%以上、力争达到20%"]),
        ("编制了什么规划", ["《养老服务规划》"]),
        ("制定了哪几部管理办法", ["《柳镇公厕管理办法》", "《柳镇河道管理办法》"]),
        ("今年什么时候举办龙舟节", ["2025年6月18日"]),
        ("增设路灯的建议是哪位代表提的", ["刘秀兰"]),
        ("西河大桥有多长", ["860米"]),
        ("桥下停车场要占多少亩地", ["20亩"]),
        ("分担的开支全年一共多少", ["48万元"]),
        ("惠民演出下乡多少场", ["600场次"]),
        ("惠民演出下乡多少场次", ["600场次"]),
        ("提出增设路灯的代表叫什么名字", ["刘秀兰"]),
        ("抽检如今每月多少批", ["120批"]),
        ("田头冷库按造价补助几成", ["三成"]),
        ("末班公交车开到几点", ["22时30分"]),
        ("老人就餐每餐补贴几块钱", ["4元"]),
        ("老人就餐每餐补贴几块", ["4元"]),
        ("信访总量下降了多少", ["12.5%"]),
        ("绿化率提高了多少", ["0.9个百分点"]),
        ("绿化率是多少", ["31%"]),  # not what it rose by
        ("道路硬化率是多少", ["88%"]),
        ("单项冠军企业有多少家", ["72家"]),  # there are, not there shall be
        ("今年要培育多少家单项冠军企业", ["40家以上"]),
        ("新建公厕多少座,投入资金多少", ["12座", "350万元"]),
        ("12345热线诉求解决率和满意率分别是多少", ["96.7%", "97%"]),
    ],
)
def test_the_shortest_span_that_answers(library: Library, question: str, expected: list[str]) -> None:
    assert told(library, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "公厕怎么管理",
        "龙舟节办了没有",
        "公厕是哪一级管的",
        "谁获了奖",
        "增设路灯的建议是哪位副镇长提的",
        "各村修桥多少座",
        "吉祥物叫什么",
        "投入了多少年",
        "信访总量增长了多少",  # a fall is no rise
        "客运量增长多少",  # nor is another thing's rise
        "12345热线诉求回访率是多少",  # nor another rate
        "新建公厕有多少人",
    ],
)
def test_nothing_is_said_where_it_is_not_sure(library: Library, question: str) -> None:
    assert ask(library, question).short == ()


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("图书馆几点闭馆", "clock"), ("末班车延到几点了", "clock"), ("提了几点建议", "count"),
        ("合格率高了几点", "count"), ("绿地新增了几块", "count"), ("每平方米涨到几块了", "money"),
        ("成交额一年有多大", "money"), ("修桥的满意度是多少", "rate"),
        ("财政资金有多大比例用于民生", "rate"), ("支持率有多高", "rate"), ("投资力度有多大", "number"),
    ],
)  # fmt: skip
def test_what_is_asked_for(question: str, sort: str) -> None:
    assert [want.sort for want in wants(question)] == [sort]


@pytest.mark.parametrize(
    ("text", "parts", "clocks"),
    [
        ("按三成补助,七八成的,七成五,近三成年轻人", ["三成", "七八成", "七成五", "三成"], []),
        ("一成不变,三五成群,统一成一个,三成立案", [], []),
        (
            "延至22时30分,22:30,8：15,下午四点,五点半,上午九时三十分",
            [],
            ["22时30分", "22:30", "8：15", "下午四点", "五点半", "上午九时三十分"],
        ),
        ("提高2.5点,2024时,第12点,更多一点,一时难以,三点体会,12点建议", [], []),
    ],
)
def test_shares_and_hours_in_words(text: str, parts: list[str], clocks: list[str]) -> None:
    assert [m[0] for m in _PARTS.finditer(text)] == parts and [m[0] for m in _CLOCK.finditer(text)] == clocks


def test_a_follow_up_is_answered_as_the_question_it_became(library: Library) -> None:
    assert told(library, "那今年呢", "去年粮食产量是多少") == ["43万吨以上"]


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("新建公厕多少座?", "那路灯呢?", []),
        ("新建公厕多少座?", "其中公园有多少座", []),
        ("新建公厕多少座?", "那改建呢?", ["7座"]),
        ("新建公厕多少座?", "其中改建的有多少座?", ["7座"]),
        ("新建公厕多少座?", "那改建了多少座?", ["7座"]),
        ("12345热线诉求解决率是多少?", "那满意率呢?", ["97%"]),
    ],
)
def test_a_follow_up_on_another_thing_is_not_answered_with_the_one_before(
    library: Library, before: str, question: str, expected: list[str]
) -> None:
    assert told(library, question, before) == expected


def test_a_refusal_has_no_short_answer(library: Library) -> None:
    answer = ask(library, "2019年新建公厕多少座")
    assert answer.refusal and answer.short == ()
    assert to_json(library, answer)["answer"] is None


def test_what_measures_something_else_is_no_answer(library: Library) -> None:
    asked = {"去年粮食产量多少吨": ["超过41万吨"], "去年粮食产量多少千瓦": [], "山林火情发生了几回": ["6起"]}
    for question, right in asked.items():
        query = understand(question, within=["柳镇"])
        told = short_answers(library, query, search(library, query))
        assert [library.reports[one.report_id].text[slice(*one.span)] for one in told] == right


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_every_short_answer_is_a_place_in_a_passage_that_was_found(library: Library, words: list[str]) -> None:
    answer = ask(library, "问" + "".join(words))
    shown = to_json(library, answer)
    assert shown["answer"] == ("、".join(s["quote"] for s in shown["short"]) or None)
    for short in shown["short"]:
        place = Span(short["start"], short["end"])
        assert short["quote"] == library.reports[short["report"]].text[slice(*place)] != ""
        around = [h.passage for h in answer.hits if h.passage.report_id == short["report"]]
        assert any(p.start <= place.start and place.end <= p.end for p in around)


def test_the_figures_of_a_passage_are_those_of_the_report(bundled: Path, encoder: SentenceEncoder) -> None:
    report = next(iter(Library.open(bundled, encoder).reports.values()))
    whole = {f.start: f for f in figures(report)}
    read = [f for p in passages(report) for f in figures_in(report, Span(p.start, p.end))]
    missing = [f for f in read if f.start in whole and whole[f.start] != f]
    assert not missing and len({f.start for f in read} & whole.keys()) > 50


def test_with_the_real_model_the_rate_and_not_the_counts_beside_it(bundled: Path, encoder: SentenceEncoder) -> None:
    library = Library.open(bundled, encoder)
    assert told(library, "热线反映的问题解决率是多少") == ["95.49%"]


def test_the_run_for_the_scorer_has_the_answer(library: Library) -> None:
    assert run_row(library, {"id": "1", "question": "改建公厕多少座"})["answer"] == "7座"
    assert run_row(library, {"id": "1", "question": "公厕怎么管理"})["answer"] is None


def test_the_page_shows_it_first_as_a_link_to_its_clause_and_in_the_mark(library: Library) -> None:
    answer = ask(library, "改建公厕多少座")
    drawn = cards.answer(library, answer)
    (short,) = answer.short
    assert drawn.index('class="short"') < drawn.index('class="lead"') < drawn.index('class="card"')
    clause = next(m for m in answer.hits[0].marks if m.start <= short.span.start and short.span.end <= m.end)
    assert f'data-marks="{clause.start}-{clause.end}"' in drawn[: drawn.index('class="lead"')]
    assert "<b>7座</b>" in drawn[drawn.index("<mark>") : drawn.index("</mark>")]


@pytest.mark.parametrize(
    ("question", "sorts"),
    [
        ("收到多少件,其中全团建议几件", ["count", "count"]),
        ("产值是多少亿元,增速呢", ["money", "rate"]),
        ("地铁一共多长", ["size"]),
        ("隧道有多深", ["size"]),
        ("审理周期有多长", ["number"]),
        ("增速多高", ["rate"]),
        ("支出增长多少", ["rate"]),
        ("民生支出占一般公共预算支出多少", ["rate"]),
        ("案件移交了多少", ["number"]),
        ("绿地面积占全市多少", ["rate"]),
        ("占多少亩地", ["size"]),
        ("司法救助了多少名", ["people"]),
        ("全市现在有多少名人民陪审员", ["people"]),
        ("gdp全国多少名", ["rank"]),
        ("中欧班列跑了多少趟", ["count"]),
        ("运了多少旅客", ["amount"]),
        ("查处了多少名违纪干警", ["people"]),
        ("居民收入增长多少", ["rate"]),
        ("2015年安排的赤字率是多少", ["rate"]),
        ("排水管网建了多少公里", ["size"]),
        ("在全国排第几", ["rank"]),
        ("追回多少工资", ["money"]),
        ("成交额有多少", ["money"]),
        ("来了几个人", ["people"]),
        ("要建几个人民法庭", ["count"]),
        ("修了几个人行天桥", ["count"]),
        ("引进了几个人才", ["people"]),
        ("代表怎么学习", []),
    ],
)
def test_each_part_of_a_question_wants_its_own(question: str, sorts: list[str]) -> None:
    assert [want.sort for want in wants(question)] == sorts
