"""A question of several places: which are named together, what each report is asked, what becomes of the answers."""

import re

import pytest

from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from index.writing import add, create
from report.model import Report
from retrieval.answer import Answer, ask, decide
from retrieval.apart import plain
from retrieval.comparison import each
from retrieval.places import named
from retrieval.query import understand
from retrieval.render import short_text, to_json
from retrieval.search import search
from retrieval.undo import understand_without
from tests.reports import made
from web import cards

OPENING = "2025年{place}政府工作报告\n一、2024年工作回顾\n全年生产总值增长5.5%。"
PLACES = {"gd": "广东省", "sc": "四川省", "cq": "重庆市", "js": "江苏省", "zj": "浙江省", "nm": "内蒙古自治区"}
PLACES |= {"jx": "江西省", "hi": "海南省", "xz": "西藏自治区", "bj": "北京市", "nx": "宁夏回族自治区", "qh": "青海省"}
PLACES |= {
    "sh": "上海市",
    "sy": "邵阳市",
    "syx": "邵阳县",
    "hn": "湖南省",
    "hb": "湖北省",
    "tj": "天津市",
    "he": "河北省",
}
REPORTS = {report_id: made(OPENING.format(place=place), report_id) for report_id, place in PLACES.items()}
SAID = {
    "四川": "全省地区生产总值增长5.7%，高于全国水平。\n新改建农村公路1.4万公里。\n西昌完成航天发射17次。",
    "重庆": "全市地区生产总值增长5.6%，运行平稳。\n新建农村公路2200公里。\n农村常住居民收入稳步提高。",
}


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("川渝两地GDP增速差多少", ("四川省", "重庆市")),
        ("苏、浙两省今年的目标谁高", ("江苏省", "浙江省")),
        ("江浙粮食产量", ()),  # 江浙商人: which are meant is not said
        ("江浙粮食产量谁多", ("江苏省", "浙江省")),
        ("成渝两地的外贸各多少", ("四川省", "重庆市")),
        ("川渝高铁通车了吗,谁建的", ()),
        ("成渝地区双城经济圈建设谁牵头", ()),
        ("京、津、冀协同发展的进展", ()),
        ("武汉两湖隧道什么时候通车", ()),
        ("粤外贸多少", ("广东省",)),
        ("粤和四川外贸谁多", ("广东省", "四川省")),
        ("粵、川兩省外貿", ("广东省", "四川省")),
        ("南京和苏州GDP谁高", ()),  # no 京, no 苏
        ("银川和青岛谁多", ()),
        ("广东珠江西岸的产业带", ("广东省",)),  # no 江西
        ("上海南站改造投资多少", ("上海市",)),
        ("四川藏粮于地", ("四川省",)),
        ("邵阳市财政收入", ("邵阳市",)),
        ("邵阳县财政收入", ("邵阳县",)),
        ("湖南省邵阳市热线", ("邵阳市",)),
        ("邵阳财政收入", ("邵阳市", "邵阳县")),
        ("吉林和黑龙江、云南", ()),
    ],
)
def test_which_places_are_named(question: str, places: tuple[str, ...]) -> None:
    ids = named(fold(question), REPORTS)[1]
    assert {PLACES[i] for i in ids} == set(places)


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("川渝两地GDP增速各多少?", ["四川生产总值增速多少?", "重庆生产总值增速多少?"]),
        ("渝川两地GDP增速差多少", ["重庆生产总值增速是多少", "四川生产总值增速是多少"]),
        ("重庆与四川,今年外贸谁涨得快?", ["重庆今年外贸涨了多少", "四川今年外贸涨了多少"]),
        ("广东、江苏省外贸分别是多少", ["广东外贸是多少", "江苏外贸是多少"]),
        ("内蒙古自治区和四川谁的煤炭产量大", ["内蒙古煤炭产量是多少", "四川煤炭产量是多少"]),
        ("四川和重庆哪个GDP增速快", ["四川生产总值增速是多少", "重庆生产总值增速是多少"]),
        ("今年广东的目标比江苏高吗", ["今年广东的目标是多少", "今年江苏的目标是多少"]),
        ("四川比重庆GDP高多少", ["四川生产总值多少", "重庆生产总值多少"]),
        ("四川跟重庆比,GDP谁高", ["四川生产总值是多少", "重庆生产总值是多少"]),
        ("四川的增速超过重庆了吗", ["四川的增速是多少", "重庆的增速是多少"]),
        ("四川和重庆的GDP相比怎么样", ["四川的生产总值是多少", "重庆的生产总值是多少"]),
        ("广东外贸多少,四川呢", ["广东外贸多少", "四川外贸多少"]),
        ("四川和重庆都是怎么管河流的", ["四川是怎么管河流的", "重庆是怎么管河流的"]),
        ("四川和重庆各城市增速", ["四川各城市增速", "重庆各城市增速"]),
        ("四川和重庆怎么管河流", ["四川怎么管河流", "重庆怎么管河流"]),
        ("四川和重庆谁是市长", ["四川谁是市长", "重庆谁是市长"]),
        ("四川和重庆哪些产业增长较快", ["四川哪些产业增长较快", "重庆哪些产业增长较快"]),
        ("江苏和浙江几个市进入万亿", ["江苏几个市进入万亿", "浙江几个市进入万亿"]),
        ("江苏和浙江九个市进入万亿", ["江苏九个市进入万亿", "浙江九个市进入万亿"]),
        ("邵阳市和邵阳县收入谁多", ["邵阳市收入是多少", "邵阳县收入是多少"]),
    ],
)
def test_each_place_is_asked_as_if_it_alone_were_meant(question: str, alone: list[str]) -> None:
    asked = each(understand(question, reports=REPORTS), REPORTS)
    assert [one.understood for _, one in asked] == alone
    for _, one in asked:
        assert len(one.places) == len(one.within or ()) == 1
        assert PLACES[(one.within or ("",))[0]].startswith(one.places[0]) and one.places[0] in one.understood


@pytest.mark.parametrize(
    "question",
    [
        "四川到重庆的高铁多少公里",
        "四川到重庆的高铁通了吗",
        "广东对口支援四川哪些项目",
        "广东从四川引进多少劳务",
        "广东省的GDP和江苏的外贸分别是多少",
    ],
)
def test_a_relation_is_no_comparison(question: str) -> None:
    query = understand(question, reports=REPORTS)
    assert len(query.places) == 2 and each(query, REPORTS) == []


def test_the_names_are_those_that_stand_there() -> None:
    assert named("川渝两地和江苏省", REPORTS)[0] == ("川", "渝", "江苏省")
    assert named("两广", REPORTS)[0] == ("粤",)  # there is no report of 广西 here


def test_xinjiang_is_a_province_too() -> None:
    """Though no one character is said for it: 甘肃 in front of it is no address, its answers have its short name."""
    reports = {p: made(OPENING.format(place=p), p) for p in ("甘肃省", "新疆维吾尔自治区")}
    query = understand("甘肃新疆谁的棉花产量高", reports=reports)
    assert [one.understood for _, one in each(query, reports)] == ["甘肃棉花产量是多少", "新疆棉花产量是多少"]


def test_a_follow_up_takes_the_place_of_all_that_were_named_together() -> None:
    for question in ("川渝两地GDP增速各多少", "四川和重庆GDP增速各多少"):
        assert understand("江苏呢?", (question,), reports=REPORTS).understood == "江苏生产总值增速各多少?"
        assert understand("江苏和浙江呢?", (question,), reports=REPORTS).places == ("江苏", "浙江")


def test_what_compares_nothing_stays_as_it_is() -> None:
    for question in ("四川有没有提到低空经济", "四川外贸多少", "哪些地方增长最快的产业是什么", "差旅费是多少"):
        assert plain(question) == question


@pytest.fixture(name="library", scope="module")
def library_fixture(tmp_path_factory: pytest.TempPathFactory, encoder: SentenceEncoder) -> Library:
    folder = tmp_path_factory.mktemp("compared")
    for place, said in SAID.items():
        text = f"2025年{place}政府工作报告\n\n一、2024年工作回顾\n\n{said}\n\n二、2025年工作安排\n\n力争平稳增长。\n"
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    create(folder / "library", encoder)
    add(folder / "library", encoder, sorted(folder.glob("*.txt")))
    return Library.open(folder / "library", encoder)


def told(library: Library, answer: Answer) -> list[tuple[str, str]]:
    texts: dict[str, Report] = dict(library.reports)
    return [(one.report_id, texts[one.report_id].text[slice(*one.span)]) for one in answer.short]


def test_each_report_answers_for_itself_in_the_order_asked_for(library: Library) -> None:
    for question, order in (("川渝两地GDP增长多少", ["四川", "重庆"]), ("渝川两地GDP谁增长快", ["重庆", "四川"])):
        answer = ask(library, question)
        assert answer.refusal is None and [hit.passage.report_id for hit in answer.hits[:2]] == order
        assert dict(told(library, answer)) == {"四川": "5.7%", "重庆": "5.6%"}
        assert [place for place, _ in told(library, answer)] == order


def test_one_that_is_silent_is_named_and_all_silent_is_a_refusal(library: Library) -> None:
    one = ask(library, "四川和重庆航天发射各多少次")
    assert one.refusal is None and one.doubt == "未必都提及所问的内容(重庆)"
    assert told(library, one) == [("四川", "17次")]
    none = ask(library, "四川和重庆的幼儿园各有多少所")
    assert none.refusal is not None and all(f"{place}:报告未提及" in none.refusal for place in SAID)
    assert none.short == () and {hit.passage.report_id for hit in none.hits} == set(SAID)


def test_short_answers_say_whose_they_are(library: Library) -> None:
    both = ask(library, "川渝两地GDP增长多少")
    assert short_text(library, both) == to_json(library, both)["answer"] == "四川:5.7%、重庆:5.6%"
    assert re.sub("<[^>]+>", "", cards.answer(library, both)).count("四川:5.7%、重庆:5.6%") == 1
    assert short_text(library, ask(library, "四川GDP增长多少")) == "5.7%"


def test_a_comparison_that_is_undone_is_one_question_of_all_reports(library: Library) -> None:
    undone = understand_without("川渝两地GDP增长多少", (), None, library.reports, ("places",))
    assert undone.places == () and set(undone.within or ()) == set(library.reports)
    assert [hit.passage for hit in decide(library, undone).hits] == [h.passage for h in search(library, undone, 10)]
    within = ask(library, "川渝两地GDP增长多少", within=["四川"])
    assert within.query.places == () and {hit.passage.report_id for hit in within.hits} == {"四川"}
