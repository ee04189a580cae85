"""A question of several years: which are meant, what each year's reports are asked, what becomes of the answers."""

from dataclasses import replace

import pytest

from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from index.writing import add, create
from report.model import Report
from retrieval import answer
from retrieval.answer import Answer, ask, decide
from retrieval.comparison import each
from retrieval.errors import QuestionError
from retrieval.periods import AHEAD
from retrieval.query import understand
from retrieval.render import short_text, to_json
from retrieval.search import search, signals
from retrieval.undo import understand_without
from retrieval.years import meant
from tests.reports import made

OPENING = "{year}年政府工作报告\n一、{before}年工作回顾\n全年生产总值增长5.5%。\n二、{year}年工作安排\n力争平稳增长。"
REPORTS = {f"n{year}": made(OPENING.format(year=year, before=year - 1), f"n{year}") for year in range(2016, 2026)}
ONE = {"n2025": REPORTS["n2025"]}
PLACED = {
    f"{place}{year}": made(
        OPENING.format(year=year, before=year - 1).replace("年政府", f"年{place}政府"), f"{place}{year}"
    )
    for place in ("四川省", "湖北省")
    for year in (2024, 2025)
}
TOLD = {  # given in: reached the year before, promised
    2023: ("五年间粮食产量年均29.8万吨。全县粮食产量31.2万吨。新建农村公路120公里。", "粮食产量目标32万吨。"),
    2024: ("全县粮食产量32.4万吨。新建农村公路135公里。", "粮食产量目标33万吨。"),
    2025: ("全县粮食产量33.5万吨。举办龙舟赛3场。", "粮食产量目标34万吨。"),
}


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2022、2023和2024年的赤字率", (2022, 2023, 2024)),
        ("2022 2023 就业", (2022, 2023)),
        ("2023、2024这两年的赤字率", (2023, 2024)),
        ("2019年到2022年每年的赤字率", (2019, 2020, 2021, 2022)),
        ("2019-2021年的赤字率变化", (2019, 2020, 2021)),
        ("近三年的赤字率", (2022, 2023, 2024)),
        ("近三年的赤字率目标", (2023, 2024, 2025)),
        ("近三年累计新增就业多少", ()),
        ("去年和今年的赤字率", (2024, 2025)),
        ("2023年的赤字率比上一年高多少", (2023, 2022)),
        ("2023年出口比上年增长多少", (2023,)),
        ("今年出口比去年增长多少", ()),
        ("去年的赤字率", ()),
        ("到2027年的目标", (2027,)),
        ("2023 年和 2024 年的赤字率", (2023, 2024)),
        ("近 3 年公共预算支出", (2022, 2023, 2024)),
        ("2023和2024的赤字率", (2023, 2024)),
        ("农历年前后帮扶了多少户", ()),
        ("60岁以上年龄人口2023年多少", (2023,)),
        ("近三年虚拟现实产业产值", (2022, 2023, 2024)),
        ("2024年底比2020年末多多少", (2024, 2020)),
        ("2021年初到2023年末每年就业多少", (2021, 2022, 2023)),
        ("2021-2023赤字率", (2021, 2022, 2023)),
        ("2021-2023万元", ()),
        ("2021/2022/2023年赤字率", (2021, 2022, 2023)),
        ("2022年以来每年的赤字率", (2022, 2023, 2024)),
        ("2022年以来赤字率的变化", (2022, 2023, 2024)),
        ("2022年以来建成多少高铁", (2022,)),
    ],
)
def test_which_years_are_meant(question: str, years: tuple[int, ...]) -> None:
    assert meant(fold(question), REPORTS) == years


def test_years_of_one_report_are_those_named_by_number() -> None:
    for question, years in (("去年和今年的赤字率", ()), ("近三年赤字率", ()), ("2024年和2025年", (2024, 2025))):
        assert meant(question, ONE) == years and each(understand(question, reports=ONE), ONE) == []


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("2023年和2024年的赤字率分别是多少", ["2023年的赤字率是多少", "2024年的赤字率是多少"]),
        ("2024年的赤字率比2023年高多少", ["2024年的赤字率多少", "2023年的赤字率多少"]),
        ("2024年相比2023年粮食多收了多少", ["2024年粮食收了多少", "2023年粮食收了多少"]),
        ("2024年的出口和2023年相比是多了还是少了", ["2024年的出口是多少", "2023年的出口是多少"]),
        ("收入2024年比2023年涨得快还是慢", ["收入2024年涨了多少", "收入2023年涨了多少"]),
        ("2022、2023年哪一年的就业更多", ["2022年就业是多少", "2023年就业是多少"]),
        ("哪年就业更多,2022年还是2023年", ["2022年的就业是多少", "2023年的就业是多少"]),
        ("2021—2022年就业各是多少", ["2021年就业是多少", "2022年就业是多少"]),
        ("近两年的赤字率怎么变的", ["2023年的赤字率是多少", "2024年的赤字率是多少"]),
        ("近两年对房地产的说法有什么变化", ["2023年对房地产的说法", "2024年对房地产的说法"]),
        ("2023年建了多少公里路,2024年又建了多少", ["2023年建了多少公里路", "2024年建了多少公里路"]),
        ("想对比一下2023年和2024年的赤字率", ["2023年的赤字率", "2024年的赤字率"]),
        ("2023年和2024年各部门的预算", ["2023年各部门的预算", "2024年各部门的预算"]),
        ("2019年到2023年建成多少高铁", []),
        ("2023年的赤字率和2024年的出口分别是多少", []),
        ("到2024年和2027年的目标", []),
        ("去年的审议意见今年落实了吗", []),
        ("近两年的变化", []),
        ("2024年底的里程比2023年底多多少", ["2024年的里程多少", "2023年的里程多少"]),
        ("2022/2023年就业各是多少", ["2022年就业是多少", "2023年就业是多少"]),
        ("23年和24年的赤字率", ["2023年的赤字率", "2024年的赤字率"]),
        ("二〇二三年和二零二四年的赤字率", ["2023年的赤字率", "2024年的赤字率"]),
        ("2023年以来历年赤字率", ["2023年赤字率", "2024年赤字率"]),
        ("2023-2024年城镇新增就业人数", ["2023年城镇新增就业人数", "2024年城镇新增就业人数"]),
        ("2024年赤字率比2023年提高了多少", ["2024年赤字率提高了多少", "2023年赤字率提高了多少"]),
        ("与2023年相比2024年的目标有哪些调整", ["2023年的目标是多少", "2024年的目标是多少"]),
    ],
)
def test_each_year_is_asked_as_if_it_alone_were_meant(question: str, alone: list[str]) -> None:
    asked = each(understand(question, reports=REPORTS), REPORTS)
    assert [one.understood for _, one in asked] == alone
    for name, one in asked:
        assert len(one.years) == 1 and name == f"{one.years[0]}年" and name in one.understood
        assert set(one.within or ()) == {i for i in REPORTS if i in (f"n{one.years[0]}", f"n{one.years[0] + 1}")}


def test_of_places_and_years_the_places_come_first() -> None:
    asked = each(understand("四川和湖北2023年与2024年的外贸分别是多少", reports=PLACED), PLACED)
    assert [name for name, _ in asked] == ["四川", "湖北"]
    assert [[name for name, _ in each(one, PLACED)] for _, one in asked] == [["2023年", "2024年"]] * 2


@pytest.fixture(name="library", scope="module")
def library_fixture(tmp_path_factory: pytest.TempPathFactory, encoder: SentenceEncoder) -> Library:
    folder = tmp_path_factory.mktemp("years")
    for year, (reached, promised) in TOLD.items():
        text = f"{year}年云溪县政府工作报告\n\n一、{year - 1}年工作回顾\n\n{year - 1}年是极不平凡的一年。{reached}\n\n"
        text += f"二、{year}年工作安排\n\n{promised}办好{year}年民生实事。\n"
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    create(folder / "library", encoder)
    add(folder / "library", encoder, sorted(folder.glob("*.txt")))
    return Library.open(folder / "library", encoder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2022年和2023年的粮食产量分别是多少", "2022年:31.2万吨、2023年:32.4万吨"),
        ("近三年粮食产量是多少万吨", "2022年:31.2万吨、2023年:32.4万吨、2024年:33.5万吨"),
        ("2024年和2025年的粮食产量目标是多少", "2024年:33万吨、2025年:34万吨"),
        ("2023年新建农村公路多少公里,2022年又是多少", "2023年:135公里、2022年:120公里"),
    ],
)
def test_each_year_answers_for_itself_in_the_order_asked_for(library: Library, question: str, told: str) -> None:
    found = ask(library, question)
    assert found.refusal is None and found.doubt is None
    assert short_text(library, found) == to_json(library, found)["answer"] == told
    reports: dict[str, Report] = dict(library.reports)
    for one in found.short:
        assert reports[one.report_id].text[slice(*one.span)] in told and one.of in told


def test_a_year_that_is_silent_is_named_and_all_silent_is_a_refusal(library: Library) -> None:
    one = ask(library, "2023年和2024年龙舟赛各办了几场")
    assert one.refusal is None and one.doubt == "未必都提及所问的内容(2023年)"
    assert short_text(library, one) == "2024年:3场"
    none = ask(library, "2023年和2024年的幼儿园各有多少所")
    assert none.refusal is not None and all(f"{year}年:报告未提及" in none.refusal for year in (2023, 2024))


def test_years_that_are_undone_are_one_question_of_all_reports(library: Library) -> None:
    question = "2022年和2023年的粮食产量分别是多少"
    undone = understand_without(question, (), None, library.reports, ("years",))
    assert undone.years == () and [hit.passage for hit in decide(library, undone).hits] == [
        hit.passage for hit in search(library, undone, 10)
    ]


def test_the_words_looked_for_are_not_those_of_the_year(library: Library) -> None:
    """2022年是极不平凡的一年 has the year, and nothing that was asked; a year that no report is about is a word."""
    query = understand("2022年粮食产量", reports=library.reports)
    assert signals(library, query).words == "粮食产量"
    assert signals(library, understand("去年粮食产量", reports=library.reports)).words == "粮食产量"
    assert signals(library, understand("2030年碳达峰", reports=library.reports)).words == "2030年碳达峰"
    assert search(library, query, 1)[0].passage.report_id == "2023"


def test_a_passage_that_two_years_share_keeps_its_best_mark(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    query = understand("2022年和2023年的粮食产量分别是多少", reports=library.reports)
    first, second = search(library, query, 2)
    worse = replace(first, score=first.score - 1, marks=second.marks)
    found = {"2022年": Answer(query, (first,), None), "2023年": Answer(query, (second, worse), None)}
    monkeypatch.setattr(answer, "_judged", lambda _, one, __: found[one.text])
    alone = [(name, replace(query, text=name, years=())) for name in found]
    monkeypatch.setattr(answer, "each", lambda asked, _: alone if asked is query else [])
    compared = decide(library, query)
    assert compared.compared == 2 and compared.hits == (first, second)


def test_an_unknown_report_is_named(library: Library) -> None:
    with pytest.raises(QuestionError, match="nope"):
        ask(library, "2022年和2023年的粮食产量分别是多少", within=["nope"])


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("2024年粮食产量目标", True),
        ("2024年赤字率拟安排多少", True),
        ("2024年安排了多少救灾资金", False),
        ("2024年虚拟现实产业产值", False),
        ("2024年目标完成情况", False),
        ("计划生育奖励扶助", False),
    ],
)
def test_what_was_planned_is_asked_for_by_words_that_say_so(question: str, ahead: bool) -> None:
    assert bool(AHEAD.search(question)) == ahead
