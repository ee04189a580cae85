"""Follow-up questions: which lean on the ones before, what they become, what of them is carried on; years and parts."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from index.writing import add, create
from retrieval.answer import ask
from retrieval.follow import LONGEST, follow, leans
from retrieval.periods import in_period, named, relative
from retrieval.query import understand
from retrieval.search import search, signals
from tests.fakes import BigramEncoder
from tests.libraries import written

BEFORE = "去年全市开通了多少条公交线路?"
YEARLY = """{place}省人民政府工作报告

(2024年1月22日)

一、2023年工作回顾

{place}全年开行公交线路{done}条,新增停车位3万个。建成口袋公园52个,城市更加宜居。

二、2024年工作安排

{place}开行公交线路{planned}条,新增停车位4万个。建成口袋公园60个,城市更加宜居。
"""


@pytest.fixture(scope="module")
def provinces(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two reports that say the same of two places, each of two years."""
    folder = tmp_path_factory.mktemp("provinces")
    texts = {
        "湖南": YEARLY.format(place="湖南", done=31, planned=44),
        "云南": YEARLY.format(place="云南", done=27, planned=58),
    }
    files = [written(folder / f"{place}.txt", text) for place, text in texts.items()]
    create(folder / "库", encoder)
    assert not add(folder / "库", encoder, files).failed
    return Library.open(folder / "库", encoder)


def first(library: Library, question: str, *before: str) -> tuple[str, str]:
    """The report and the words of the first passage."""
    hit = search(library, understand(question, before, None, library.reports), 1)[0].passage
    return hit.report_id, library.reports[hit.report_id].text[hit.start : hit.end]


@pytest.mark.parametrize(
    "question",
    [
        "那今年呢?",
        "区里呢?",
        "它们通到哪里?",
        "都有哪些?",
        "今年的任务是多少?",
        "其中夜班车有几条?",
        "花了多少钱?",
        "什么时候开通?",
        "地铁呢?",
        "地鐵呢?",
        "跟前年比呢?",
    ],
)
def test_what_leaves_its_subject_out_leans(question: str) -> None:
    assert leans(question, BEFORE)
    assert follow(question, [BEFORE]).earlier == BEFORE


@pytest.mark.parametrize(
    "question",
    [
        "养老护理员培训了多少人?",
        "去年新建了多少所公办幼儿园?",
        "小型水库除险加固完成了几座?",
        "今年高标准农田要建设多少万亩?",
        "乱贴小广告由谁来管理?",
        "人大代表提的建议办理得怎么样?",
        "工作中还存在哪些不足?",
    ],
)
def test_a_new_subject_is_left_as_it_was_typed(question: str) -> None:
    assert follow(question, [BEFORE]).question == question
    assert understand(question, [BEFORE]) == replace(understand(question), before=(BEFORE,))


@pytest.mark.parametrize(
    ("question", "became"),
    [
        ("那今年呢?", "今年全市开通了多少条公交线路?"),
        ("2022年呢?", "2022年全市开通了多少条公交线路?"),
        ("区里呢?", "去年区里开通了多少条公交线路?"),
        ("今年要开多少?", "全市开通了公交线路,今年要开多少?"),
        ("目标是多少?", "全市开通了公交线路,今年目标是多少?"),
        ("其中夜班车有几条?", "去年全市开通了公交线路,夜班车有几条?"),
        ("那准点率呢?", "去年全市开通了公交线路,准点率是多少?"),  # a rate, not so many lines
        ("那公交车呢?", "公交车,去年全市开通了多少条公交线路?"),
    ],
)
def test_what_the_question_brings_takes_the_place_of_what_was_asked(question: str, became: str) -> None:
    assert follow(question, [BEFORE]).question == became


@pytest.mark.parametrize(
    ("question", "became"),
    [
        ("那2023年和2024年呢?", "2023年和2024年开通公交线路是多少?"),
        ("那2023年呢?", "2023年开通公交线路是多少?"),
        ("近三年呢?", "近三年开通公交线路是多少?"),
    ],
)
@pytest.mark.parametrize("years", ["2021年和2022年", "2021、2022年", "2020-2022年", "去年和今年", "近两年"])
def test_years_that_are_asked_next_take_the_place_of_all_before(years: str, question: str, became: str) -> None:
    assert follow(question, [f"{years}开通公交线路是多少?"]).question == became
    several = became if question == "那2023年呢?" else became.replace("是多少", "分别是多少")
    assert follow(question, [f"{years}开通公交线路分别是多少?"]).question == several


def test_the_chain_carries_the_subject_and_a_new_one_ends_it() -> None:
    chain = [BEFORE, "那今年呢?", "区里呢?"]
    assert follow(chain[-1], chain[:-1]).question == "今年区里开通了多少条公交线路?"
    assert follow(chain[-1], chain[:-1]).earlier == "那今年呢?"
    turned = [BEFORE, "养老护理员培训了多少人?", "那今年呢?"]
    assert follow(turned[-1], turned[:-1]).question == "今年养老护理员培训了多少人?"


def test_the_kind_of_answer_is_the_last_questions_own_or_that_of_the_one_before() -> None:
    assert understand("那今年呢?", [BEFORE]).asks_for == "number"
    assert understand("花了多少钱?", [BEFORE]).asks_for == "money"
    assert understand("那今年呢?", ["怎么联系群众?"]).asks_for is None


@pytest.mark.parametrize(
    ("before", "question", "became", "kind"),
    [
        ("去年一般公共预算收入多少亿元?", "增速呢?", "去年一般公共预算收入,增速是多少?", "number"),
        ("粮食产量多少万吨?", "播种面积呢?", "粮食产量,播种面积是多少?", "number"),
        ("公园建了几个?", "总面积呢?", "公园建,总面积是多少?", "number"),
        ("去年修路花了多少钱?", "里程呢?", "去年修路,里程是多少?", "number"),
        ("什么时候开通地铁?", "里程呢?", "里程,什么时候开通地铁?", "date"),
        ("什么是热线?", "满意度呢?", "满意度,什么是热线?", None),
        ("去年培训了多少人?", "效率呢?", "效率,去年培训了多少人?", "number"),
        ("开了几次会?", "出席率呢?", "开了会,出席率是多少?", "number"),
        ("第几次会议?", "出席率呢?", "出席率,第几次会议?", "number"),
        ("增长百分之几?", "占比呢?", "占比,增长百分之几?", "number"),
        ("有几位党员带头?", "那带头作表率呢?", "带头作表率,有几位党员带头?", "number"),
    ],
)
def test_a_measure_is_asked_for_in_place_of_how_many(before: str, question: str, became: str, kind: str | None) -> None:
    found = follow(question, [before])
    assert (found.question, found.asks_for) == (became, kind)


def test_what_would_be_too_long_stands_alone() -> None:
    assert follow("那今年呢?", ["问" * LONGEST]).earlier is None


def test_a_place_holds_until_another_is_named(provinces: Library) -> None:
    stays = understand("口袋公园建了多少个?", ["湖南去年开行多少条公交线路?"], None, provinces.reports)
    assert stays.understood == "口袋公园建了多少个?"
    assert (stays.places, stays.within, stays.follows) == (("湖南",), ("湖南",), "湖南去年开行多少条公交线路?")
    moved = understand("云南呢?", ["湖南去年开行多少条公交线路?"], None, provinces.reports)
    assert (moved.understood, moved.within) == ("云南去年开行多少条公交线路?", ("云南",))
    unknown = understand("青海口袋公园建了多少个?", ["湖南去年开行多少条公交线路?"], None, provinces.reports)
    assert (unknown.places, unknown.within) == ((), None)  # no report of it is no reason to ask another's
    anywhere = understand("哪个省口袋公园建得最多?", ["湖南去年开行多少条公交线路?"], None, provinces.reports)
    assert anywhere.within is None


def test_a_caller_who_names_reports_is_not_overruled(provinces: Library) -> None:
    query = understand("那今年呢?", ["湖南去年开行多少条公交线路?"], ["云南"], provinces.reports)
    assert query.within == ("云南",) and query.places == ()


def test_without_the_questions_before_nothing_is_left_of_them(provinces: Library) -> None:
    undone = ask(provinces, "那今年呢?", before=()).query
    assert (undone.understood, undone.follows, undone.within) == ("那今年呢?", None, None)


def test_a_conversation_finds_year_and_place(provinces: Library) -> None:
    done = "湖南去年开行了多少条公交线路?"
    assert first(provinces, done)[0] == "湖南" and "公交线路31条" in first(provinces, done)[1]
    assert "公交线路44条" in first(provinces, "那今年呢?", done)[1]
    place, text = first(provinces, "云南呢?", done, "那今年呢?")
    assert place == "云南" and "公交线路58条" in text


@pytest.mark.parametrize(
    ("question", "by_number", "by_distance"),
    [
        ("去年和今年各是多少", (), (-1, 0)),
        ("上一年", (), (-1,)),
        ("前年", (), (-2,)),
        ("明年", (), (1,)),
        ("目前年产多少", (), ()),
        ("2021年和去年", (2021,), (-1,)),
        ("本年级", (), ()),
    ],
)
def test_relative_years_are_distances_from_the_reports_own(
    question: str, by_number: tuple[int, ...], by_distance: tuple[int, ...]
) -> None:
    assert (named(fold(question)), relative(fold(question))) == (by_number, by_distance)


def test_a_sentence_is_of_the_period_of_its_part(provinces: Library) -> None:
    rows = np.arange(len(provinces.sentences))
    texts = [provinces.row_text(provinces.sentences, row) for row in range(len(rows))]
    for by_number, by_distance, count in (((), (-1,), "3万个"), ((2023,), (), "3万个"), ((), (0,), "4万个")):
        told = in_period(provinces, by_number, by_distance, rows)
        assert {text for text, at in zip(texts, told, strict=True) if at and "停车位" in text} == {
            text for text in texts if count in text
        }
    assert not in_period(provinces, (), (), rows).any() and not in_period(provinces, (2019,), (), rows).any()
    now = in_period(provinces, (), (0,), rows)
    assert in_period(provinces, (), (0,), rows[-2:]).tolist() == now[-2:].tolist()


def test_a_report_of_another_year_stands_back_where_one_is_of_the_year_named(tmp_path: Path) -> None:
    files = []
    for year in (2019, 2024):
        files.append(tmp_path / f"{year}.txt")
        said = f"一、{year - 1}年工作回顾\n\n国内生产总值增长5%。\n\n二、{year}年工作安排\n\n国内生产总值增长6%。"
        files[-1].write_text(f"{year}年国务院政府工作报告\n\n({year}年3月5日)\n\n{said}\n", encoding="utf-8")
    files.append(written(tmp_path / "undated.txt", "工作报告\n\n国内生产总值增长7%。\n"))
    create(tmp_path / "years", BigramEncoder())
    add(tmp_path / "years", BigramEncoder(), files)
    library = Library.open(tmp_path / "years", BigramEncoder())
    rows = np.arange(len(library.sentences))
    owner = [library.passages[p].report_id for p in library.sentences.passage]
    for year, own in ((2024, "2024"), (2023, "2024"), (2018, "2019")):
        told = in_period(library, (year,), (), rows)
        assert {report for report, at in zip(owner, told, strict=True) if at < 0} == {"2019", "2024"} - {own}
        assert all(at >= 0 for report, at in zip(owner, told, strict=True) if report in (own, "undated"))
        assert (told == 1).any()
    assert not in_period(library, (2001,), (), rows).any() and (in_period(library, (), (-1,), rows) >= 0).all()


def test_a_year_that_is_taken_back_prefers_no_part(provinces: Library) -> None:
    asked = understand("2024年停车位", (), ["云南"], provinces.reports)
    taken = signals(provinces, replace(asked, years=())).score
    told = in_period(
        provinces, (2024,), (), np.flatnonzero(provinces.sentences.passage >= provinces.ranges["云南"].start)
    )
    assert ((signals(provinces, asked).score > taken) == (told > 0))[: len(told)].all() and told.any()
