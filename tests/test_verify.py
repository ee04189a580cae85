"""A draft against the reports: what may be called the same, where the rest stands, and what differs there."""

import cProfile
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from types import CodeType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.verify.__main__ import measured, mutants, quotations
from report.figures import figures_in
from report.model import Report
from report.parse import read_report
from retrieval.checking.amounts import same_amounts
from retrieval.checking.folded import folded
from retrieval.checking.overlong import TOO_LONG
from retrieval.checking.printed import whole_numbers
from retrieval.checking.render_checked import verified_lines
from retrieval.errors import QuestionError
from retrieval.verify import LONGEST, Statement, verify_in
from tests.reports import SHAOYANG, made
from tests.soak import real_reports, size

REPORT = read_report(SHAOYANG)
SEED = 1123  # of mutants and disguises; nothing was read of it while the rules were written
PLACES = """湖南省人民政府工作报告

一、2024年工作回顾

全年接待游客70余万人次。财政收入28.24亿元，增长15%。未发生重大安全事故。全省创新平台达到120个以上，
粮食总产量614.2亿斤。“五好园区”夯实主阵地，园区亩均税收增长5%—6%，贡献了74.6%的税收和40%左右的就业。

二、2025年工作安排

财政收入增长5%。严格执行《某省安全生产条例》，支持省人大常委会依法履职，培育20、30家企业。
"""
OTHER = "湖北省人民政府工作报告\n\n一、2024年工作回顾\n\n粮食总产量820.1亿斤。全年接待游客90万人次。\n"


def told(draft: str, *reports: Report) -> list[Statement]:
    return list(verify_in(reports or (made(PLACES),), draft).statements)


def only(draft: str, *reports: Report) -> Statement:
    (one,) = told(draft, *reports)
    return one


def quote(one: Statement) -> str:
    assert one.place is not None
    return one.place.report.text[one.place.span.start : one.place.span.end]


def differs(one: Statement) -> list[tuple[str, str]]:
    assert one.place is not None
    return [(change.was, change.words) for change in one.place.changes]


@pytest.mark.parametrize(
    ("draft", "truth"),
    [
        ("全年接待游客70余万人次。", "exact"),
        ("“全年接待游客70余万人次”", "exact"),
        ("财政收入28.24亿元,增长15%.", "equal"),
        ("財政收入 ２８．２４億元，\n增長１５％。", "equal"),
        ("财政收入2,824,000,000元，增长15%。", "equal"),
        ("财政收入282400万元，增长百分之十五。", "equal"),
        ("园区亩均税收增长5%-6%", "equal"),
        ("培育20、30家企业", "exact"),
        ("全年接待游客七十余万人次。", "equal"),
    ],
)
def test_what_is_the_same_is_found(draft: str, truth: str) -> None:
    assert only(draft).truth == truth


@pytest.mark.parametrize(
    ("draft", "was", "words"),
    [
        ("全年接待游客70万人次。", "70", "70余"),
        ("财政收入28.24亿美元，增长15%。", "美", ""),
        ("财政收入2824亿元，增长15%。", "2824", "28.24"),
        ("财政收入-28.24亿元，增长15%。", "-28.24", "28.24"),
        ("-120个以上", "-", "到"),
        ("财政收入28.240亿元，增长15%。", "28.240", "28.24"),
        ("财政收入28.24亿元，下降15%。", "下降", "增长"),
        ("“财政收入28.24亿元，增长5%”", "5", "15"),
        ("“.6%的税收和40%左右的就业”", ".6", "74.6"),
        ("“贡献了74.6%的税收和40%”", "", "左右"),
        ("“发生重大安全事故”", "", "未"),
        ("全省创新平台达到120个。", "", "以上"),
        ("园区亩均税收增长5%6%", "6", "-6"),
        ("全省创新平台达到1亿20个以上", "亿", ""),
        ("培育2030家企业", "2030", "20、30"),
        ("严格执行《某省安全生产办法》，支持省人大常委会依法履职。", "办法", "条例"),
        ("严格执行《某省安全生产条例》，支持省政协常委会依法履职。", "政协", "人大"),
        ("“贡献了74.6%的就业”", "", "税收和40%左右的"),
        ("“贡献了74.6%的税收和40%左右的经费”", "经费", "就业"),
    ],
)
def test_what_is_altered_is_shown_with_whole_numbers(draft: str, was: str, words: str) -> None:
    one = only(draft)
    assert one.truth in ("altered", "figure")
    assert [(a, folded(b).text if "-" in words else b) for a, b in differs(one)] == [(was, words)]


def test_a_statement_with_another_figure_is_told_what_the_report_says() -> None:
    assert (only("财政收入28.24亿元，增长16%。").truth, only("“财政收入28.24亿元，增长16%。”").truth) == (
        "figure",
        "altered",
    )


def test_a_figure_in_other_words_is_of_the_place_that_is_named() -> None:
    reports = (made(PLACES, "一"), made(OTHER, "二"))
    right, wrong = (
        only("2024年湖北省粮食产量为820.1亿斤。", *reports),
        only("2024年湖北省粮食产量为614.2亿斤。", *reports),
    )
    assert (right.truth, right.figures, quote(right)) == ("altered", "same", "粮食总产量820.1亿斤。")
    assert (wrong.truth, wrong.figures, quote(wrong)) == ("figure", "differ", "粮食总产量820.1亿斤。")
    assert differs(wrong) == [("614.2亿斤", "820.1亿斤")]


@pytest.mark.parametrize(
    "draft",
    [
        "湖南省去年经济平稳，地区生产总值经初步核算达14.16万亿元。",  # of the sea only
        "湖南省进出口总额已连续36年居全国首位。",  # of what else is told nowhere
        "去年，湖南省经济运行平稳，财政收入增速达6%。",  # 5% is of this year
    ],
)
def test_a_figure_is_of_the_year_and_of_the_thing_that_the_sentence_names(draft: str) -> None:
    report = made(PLACES.replace("财政收入28.24亿元，增长15%。", "海洋生产总值2万亿元。税收连续34年居全国首位。"))
    report = replace(report, meta=replace(report.meta, delivered="2025-01-14"))
    assert {one.truth for one in told(draft, report)} == {"absent"}


def test_a_sentence_that_names_one_place_is_not_held_to_be_of_another() -> None:
    reports = (made(PLACES, "一"), made(OTHER, "二"))
    assert only("湖北省全省创新平台数达到130个以上，位居全国前列，同比有增加。", *reports).truth == "absent"


def test_the_same_figure_in_other_numerals_is_equal_only_as_the_whole_sentence() -> None:
    report = made(PLACES + "\n新增1000名教师。5月至8月，收入翻两番。\n")
    drafts = ("新增一千名教师。", "二〇二三年五月至八月，收入翻两番。")
    assert [only(draft, report).truth for draft in drafts] == ["equal", "altered"]


def test_more_than_a_number_is_the_same_in_other_digits_and_not_of_another_place() -> None:
    report = made(PLACES + "\n收集意见建议3.1万余条，走访群众20余万人。\n")
    drafts = "收集意见建议31000余条。", "走访群众200000余人。", "走访群众20万余人。", "收集意见建议31000条。"
    assert [only(draft, report).truth in ("exact", "equal") for draft in drafts] == [True, False, False, False]


def test_a_rank_is_the_same_in_other_numerals_and_not_by_another_word() -> None:
    report = made(PLACES + "\n增幅居全国第一位。总量居全国第10位。\n")
    drafts = ("增幅居全国第1位。", "总量居全国第十位。", "增幅居全国第1名。", "总量居全国前10位。", "增幅居全国第2位。")
    assert [only(draft, report).truth in ("exact", "equal") for draft in drafts] == [True, True, False, False, False]


@pytest.mark.parametrize("turned", ["未能", "不得", "难以", "无法", "不再", "副"])
def test_what_turns_the_words_behind_it_is_never_left_out(turned: str) -> None:
    report = made(PLACES + f"\n有关方面{turned}主任办公会议通过议案。\n")
    assert differs(only("“主任办公会议通过议案”", report)) == [("", turned)]


def test_items_that_stand_here_and_there_are_looked_up_one_by_one_and_those_of_one_place_together() -> None:
    apart = "粮食总产量614.2亿斤；培育20、30家企业；投资5亿元"
    assert [one.truth for one in told(apart)] == ["exact", "exact", "absent"]
    assert [one.truth for one in told("增长15%；财政收入28.24亿元")] == ["altered"]


def test_a_year_alone_is_no_figure_that_reports_could_bear_out() -> None:
    found = verify_in([made(PLACES)], "关于2023年有关情况的说明\n大家辛苦啦！\n共计5万元整。")
    assert [(one.truth, one.kind) for one in found.statements] == [("absent", "statement")]
    assert len(found.unchecked) == 2


def test_the_lines_for_a_terminal_say_which_side_has_more_and_that_a_figure_is_right() -> None:
    drafts = {
        "2024年湖南省粮食产量为614.2亿斤。": "数字与报告相符,表述不同",
        "“贡献了74.6%的就业”": "报告多出「税收和40%左右的」",
        "全年接待游客70余万人次，创历史新高。": "稿作「创历史新高。」,报告没有",
    }
    for draft, line in drafts.items():
        assert line in "\n".join(verified_lines(draft, verify_in([made(PLACES)], draft)))


def test_the_year_tells_which_of_two_figures_is_meant() -> None:
    assert (only("2024年财政收入增幅为15%。").figures, only("2025年财政收入增幅为15%。").figures) == ("same", "differ")


def test_who_says_it_is_no_part_of_a_statement_and_other_words_of_the_draft_are_shown() -> None:
    draft = "会议听取了汇报。会议指出，全年接待游客70余万人次。全年接待游客70余万人次，创历史新高。我们要抓紧学习。"
    found = verify_in([made(PLACES)], draft)
    assert [(draft[s.span.start : s.span.end], s.truth) for s in found.statements] == [
        ("全年接待游客70余万人次。", "exact"),
        ("全年接待游客70余万人次，创历史新高。", "altered"),
    ]
    assert differs(found.statements[1]) == [("创历史新高。", "")]
    assert len(found.unchecked) == 2


def test_words_of_the_report_are_no_frame_of_the_draft() -> None:
    report = made(PLACES + "\n会议强调，要统筹发展和安全，坚持稳中求进工作总基调。\n")
    assert only("会议强调，坚持稳中求进工作总基调。", report).truth == "altered"
    assert only("会议指出，坚持稳中求进工作总基调。", report).truth == "exact"


def test_two_true_clauses_that_are_not_neighbours_are_not_the_same() -> None:
    joined = "全年接待游客70余万人次，粮食总产量614.2亿斤。"
    assert {one.truth for draft in (joined, f"“{joined}”") for one in told(draft)} == {"altered"}
    assert [one.truth for one in told("“" + joined.replace("，", "……") + "”")] == ["exact", "exact"]


def test_a_quotation_is_looked_up_apart_from_the_sentence_around_it() -> None:
    draft = "省长指出，“粮食总产量614.2亿斤。“五好园区”夯实主阵地”，这值得学习。"
    assert [(s.kind, s.truth, draft[s.span.start : s.span.end]) for s in told(draft)] == [
        ("quotation", "exact", "粮食总产量614.2亿斤。“五好园区”夯实主阵地")
    ]


def test_a_law_is_looked_up_by_its_whole_name() -> None:
    names = {
        name: told(f"我们学习了《{name}》，体会很深。")[0].truth
        for name in ("某省安全生产条例", "某省安全生产办法", "安全生产条例", "安全生产", "立法法")
    }
    assert names == {
        "某省安全生产条例": "exact",
        "某省安全生产办法": "altered",
        "安全生产条例": "altered",  # 某省 left out
        "安全生产": "absent",
        "立法法": "absent",
    }


def test_equally_good_places_are_told_and_the_drafts_report_comes_first() -> None:
    reports = (made(PLACES, "一"), made(OTHER + PLACES[14:], "二"))
    one = told("粮食总产量820.1亿斤。粮食总产量614.2亿斤。", *reports)[1]
    assert one.place is not None and one.place.report.id == "二"
    assert [place.report.id for place in one.also] == ["一"]


def test_what_has_no_end_is_looked_up_word_for_word_only(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = REPORT.text[:4000].replace("\n", "，").replace("。", "，")
    monkeypatch.setattr("retrieval.checking.locate.table", lambda *_: pytest.fail("4,000 × 4,000 cells"))
    assert only(endless.replace("，", ""), made(endless)).truth == "equal"
    told = verify_in([made(endless)], "7" * 4000)
    assert (told.statements, [one.why for one in told.unchecked]) == ((), [TOO_LONG])


def test_a_list_without_an_end_is_looked_up_in_parts() -> None:
    rows = [f"第{n}所学校增加学位{n + 7}个，" for n in range(10, 300)]
    text, at = "".join(rows), len("".join(rows[:200]))
    draft = text[:at] + text[at:].replace("学位217个", "学位271个", 1)
    told = verify_in([made(text[:-1] + "。")], draft)
    bad = [one for one in told.statements if one.truth not in ("exact", "equal")]
    assert [(c.was, c.words) for one in bad if one.place for c in one.place.changes] == [("271", "217")]
    assert len(told.statements) > 8 and not told.unchecked


def test_a_stretch_without_marks_is_listed_and_its_laws_and_quotations_are_looked_up() -> None:
    told = verify_in([made(PLACES)], "增长5.5%" * 500 + "《某某条例》" + "“粮食总产量514.2亿斤”")
    assert [(one.kind, one.truth) for one in told.statements] == [("name", "absent"), ("quotation", "altered")]
    assert [one.why for one in told.unchecked] == [TOO_LONG]


@pytest.mark.parametrize("unit", ["增长5.5%、", "增长5.5%", "增长5.5%。", "增长5.5%\n", "“增长5.5%", "《增长》5.5%，"])
def test_the_work_grows_with_the_draft_and_not_with_its_square(unit: str) -> None:
    assert _calls(unit * 1200) < 2.5 * _calls(unit * 600)


def test_the_sentences_of_a_report_are_read_once_for_all_the_figures_of_a_draft() -> None:
    report = made(OTHER + "".join(f"培育企业2{n}家，新建公园3{n}个，走访群众82{n}户。\n" for n in range(8)))
    draft = "去年，全省一共培育的企业达到45家，走访的群众为154户，" * 120
    assert 2 * 120 < _calls(draft, report, of=figures_in.__code__) < 6 * 120


@given(st.text("012.年", max_size=30), st.from_regex(r"[0-2]+(\.[0-2]+)?", fullmatch=True))
def test_digits_are_found_where_they_are_the_whole_number(text: str, digits: str) -> None:
    number = re.finditer(rf"(?<![\d.]){re.escape(digits)}(?![\d.]*\d)", text)
    assert list(whole_numbers(text, digits)) == [found.start() for found in number]


def _calls(draft: str, *reports: Report, of: CodeType | None = None) -> int:
    """How many calls verifying a draft takes; those of one function."""
    profile = cProfile.Profile()
    profile.runcall(verify_in, reports, draft)
    return sum(entry.callcount for entry in profile.getstats() if of is None or entry.code is of)


def test_what_cannot_be_verified_is_refused() -> None:
    for draft in ("", " 。\n", "长" * (LONGEST + 1)):
        with pytest.raises(QuestionError):
            verify_in([made(PLACES)], draft)
    assert verify_in([], "粮食总产量614.2亿斤。").statements[0].truth == "absent"


# --- laws ---

_PIECES = st.sampled_from([*"0123456789.,，、%％-~—余万亿元增减不未以上 \n。“”", "个百分点", "左右"])


@st.composite
def _drafts(draw: st.DrawFn) -> str:
    """A stretch of the report with a few characters left out, put in or changed."""
    start = draw(st.integers(0, len(REPORT.text) - 80))
    text = REPORT.text[start : start + draw(st.integers(8, 80))]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_PIECES) + text[at + draw(st.integers(0, 2)) :]
    return text


@pytest.mark.soak
@settings(max_examples=size(5_000, least=150), deadline=None)
@given(_drafts())
def test_nothing_is_accepted_that_the_report_does_not_say(draft: str) -> None:
    whole = folded(REPORT.text).text
    if not folded(draft).text:
        return
    for one in verify_in([REPORT], draft).statements:
        text = draft[one.span.start : one.span.end]
        if one.truth in ("exact", "equal"):
            assert folded(text).text in whole or same_amounts(text, quote(one))
            assert one.truth == "equal" or text == quote(one)


@pytest.mark.soak
@settings(max_examples=size(5_000, least=150), deadline=None)
@given(_drafts())
def test_the_changes_made_in_the_statement_give_the_reports_words(draft: str) -> None:
    if not folded(draft).text:
        return
    for one in verify_in([REPORT], draft).statements:
        if one.place is None or (one.figures is not None and not one.place.aligned and one.truth != "exact"):
            continue  # told in other words: only the number is shown
        for change in one.place.changes:
            assert draft[change.draft.start : change.draft.end] == change.was
            assert REPORT.text[change.report.start : change.report.end] == change.words
        assert _letters(_replaced(draft, one)) == _letters(quote(one))


def _letters(text: str) -> str:
    """Without all marks: one that stands beside a digit only after the change is no part of a number."""
    return re.sub(r"[^\w%‰]", "", folded(text).text)


def _replaced(draft: str, one: Statement) -> str:
    assert one.place is not None
    parts, at = list[str](), one.span.start
    for change in one.place.changes:
        parts += [draft[at : change.draft.start], change.words]
        at = change.draft.end
    return "".join([*parts, draft[at : one.span.end]])


# --- benchmarks/verify: a hundredth on the bundled report, all of it under `make soak` ---


@pytest.mark.soak
def test_mutants_are_found_and_never_accepted() -> None:
    asked = size(2_000, least=64)
    rows = measured(real_reports(), list(mutants(real_reports(), asked, SEED)))
    assert len(rows) >= 0.75 * asked
    assert [row["draft"] for row in rows if row["accepted"]] == []
    missed = [row["draft"] for row in rows if not row["located"]]
    assert len(missed) <= 0.02 * len(rows), missed


@pytest.mark.soak
def test_true_quotations_are_accepted_in_every_disguise() -> None:
    rows = measured(real_reports(), list(quotations(real_reports(), size(1_000, least=40), SEED)))
    missed = [row["draft"] for row in rows if not (row["accepted"] and row["located"])]
    assert len(missed) <= 0.01 * len(rows), missed


def shuffled(rng: random.Random) -> Iterator[str]:
    """Every sentence of the report in any order: each is found where it stands."""
    lines = [line for line in REPORT.text.split("\n") if line.strip()]
    rng.shuffle(lines)
    yield from lines


def test_every_line_of_the_report_is_exact_whatever_its_neighbours() -> None:
    draft = "\n\n".join(shuffled(random.Random(0)))
    assert {one.truth for one in told(draft, REPORT)} == {"exact"}
