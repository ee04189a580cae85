"""Laws of the summary, on made-up reports of every shape and on real ones with the real model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sentences import sentence_library
from index.encoder import SentenceEncoder
from index.library import Library
from report.citation import verify_quotes
from report.figures import figures
from report.model import Report, Section, Span
from report.passages import body, heading_path
from report.segment import clauses, sentences
from retrieval import silence
from retrieval.errors import QuestionError
from retrieval.render import coverage_line
from retrieval.summary import ONE_SCREEN, ONE_SENTENCE, Summary, summarize
from retrieval.summing.about import Topic
from retrieval.summing.pieces import SHORTEST
from retrieval.summing.pool import pooled
from retrieval.summing.scope import scope
from retrieval.summing.taking import Length
from tests.fakes import BigramEncoder
from tests.reports import ANY, GENRE, made, shaoyang
from tests.soak import real_reports, size

MARKS = "，,；;：:、 \u3000"
LENGTHS = st.one_of(
    st.builds(Length, st.integers(1, 800)),
    st.builds(Length, st.none(), st.integers(1, 12)),
    st.builds(Length, st.integers(1, 800), st.integers(1, 12)),
)


def library_of(*texts: str) -> Library:
    return sentence_library([made(text, f"r{n}") for n, text in enumerate(texts)], BigramEncoder())


@pytest.fixture(name="library", scope="module")
def library_fixture(encoder: SentenceEncoder) -> Library:
    return sentence_library([shaoyang()], encoder)


@pytest.fixture(name="report", scope="module")
def report_fixture(library: Library) -> Report:
    return next(iter(library.reports.values()))


def ranges(summary: Summary) -> list[Span]:
    return [span for citation in summary.citations for span in citation.ranges]


def check(library: Library, summary: Summary, length: Length) -> None:
    """Verbatim, in reading order, one citation a sentence, cut only where clauses end, not too long."""
    place = -1
    for citation in summary.citations:
        report = library.reports[citation.report]
        verify_quotes(report, citation)
        around = next(s for s in sentences(report.text, Span(0, len(report.text))) if s.end >= citation.ranges[-1].end)
        edges = {c.start for c in clauses(report.text, around)}
        for start, end in citation.ranges:
            assert around.start <= start < end <= around.end
            assert start in edges
            assert any(not report.text[end : c.end].strip(MARKS) for c in clauses(report.text, around) if c.end >= end)
        here = list(library.reports).index(citation.report) * 10**6 + citation.ranges[0].start
        assert here > place
        place = here
    chars = sum(end - start for start, end in ranges(summary))
    assert chars == summary.chars
    assert length.chars is None or chars <= length.chars or (len(summary.citations) == 1 and len(ranges(summary)) <= 2)
    assert length.sentences is None or len(summary.citations) <= length.sentences


def counted(report: Report, summary: Summary) -> tuple[set[int], set[int], int, int]:
    """Headings held and all, figures held and all, counted another way than the summary does."""
    rows = body(report)
    lowest = {path[-1].start for row in rows for s in sentences(report.text, row) if (path := below(report, s.start))}
    held = {path[-1].start for start, _ in ranges(summary) if (path := below(report, start))}
    told = [f for f in figures(report) if any(a <= f.start < b for a, b in rows)]
    quoted = [f for f in told if any(a <= f.start and f.end <= b for a, b in ranges(summary))]
    return held, lowest, len(quoted), len(told)


def below(report: Report, at: int) -> list[Section]:
    return [section for section in heading_path(report, at) if section.level > 0]


@pytest.mark.soak
@given(st.one_of(GENRE, ANY), LENGTHS)
@settings(max_examples=size(5_000, least=150), deadline=None)
def test_any_report_is_quoted_verbatim_in_order_and_within_the_length(text: str, length: Length) -> None:
    library = library_of(text)
    summary = summarize(library, None, length)
    check(library, summary, length)
    assert summary == summarize(library, None, length)
    assert bool(summary.citations) == bool(body(library.reports["r0"]))


@given(GENRE, LENGTHS)
@settings(max_examples=80, deadline=None)
def test_the_coverage_is_what_another_count_finds(text: str, length: Length) -> None:
    library = library_of(text)
    report, summary = library.reports["r0"], summarize(library, None, length)
    held, lowest, quoted, told = counted(report, summary)
    if lowest:
        assert summary.coverage.sections == (len(held), len(lowest))
    assert summary.coverage.figures == (quoted, told)


@given(GENRE, st.integers(1, 400), st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_a_longer_one_covers_every_heading_of_a_shorter(text: str, chars: int, more: int) -> None:
    library = library_of(text)
    report = library.reports["r0"]
    short, long = (summarize(library, None, Length(n)) for n in (chars, chars + more))
    assert counted(report, short)[0] <= counted(report, long)[0]


def test_so_it_is_on_the_bundled_report(library: Library, report: Report) -> None:
    held: set[int] = set()
    for chars in range(60, 900, 24):
        longer = counted(report, summarize(library, None, Length(chars)))[0]
        assert held <= longer, chars
        held = longer


@given(st.lists(GENRE, min_size=2, max_size=3), LENGTHS)
@settings(max_examples=40, deadline=None)
def test_several_reports_stand_one_after_the_other(texts: list[str], length: Length) -> None:
    library = library_of(*texts)
    check(library, summarize(library, list(library.reports), length), length)


@pytest.mark.parametrize("chars", [50, 200, 600, 3000, 20_000])
def test_the_bundled_report(library: Library, report: Report, chars: int) -> None:
    summary = summarize(library, None, Length(chars))
    check(library, summary, Length(chars))
    held, lowest, quoted, told = counted(report, summary)
    assert summary.coverage.sections == (len(held), len(lowest))
    assert summary.coverage.figures == (quoted, told)


@pytest.mark.soak
def test_every_real_report_is_quoted_verbatim(library: Library, encoder: SentenceEncoder) -> None:
    for report in real_reports():
        one = (
            library
            if report.text in {r.text for r in library.reports.values()}
            else sentence_library([report], encoder)
        )
        for chars in (200, 600, 2_000):
            check(one, summarize(one, None, Length(chars)), Length(chars))


def test_one_screen_has_a_word_of_every_part_and_no_word_twice(library: Library) -> None:
    summary = summarize(library, None, ONE_SCREEN)
    assert summary.coverage.parts == (5, 5)
    quotes = [quote for citation in summary.citations for quote in citation.quotes]
    assert len(set(quotes)) == len(quotes)


def test_one_sentence_is_one_citation_that_can_be_read_at_a_glance(library: Library) -> None:
    summary = summarize(library, None, ONE_SENTENCE)
    assert len(summary.citations) == 1 and 10 <= summary.chars <= 80


def test_what_was_said_before_is_not_said_again() -> None:
    said = "全市新建代表联络站795个。"
    other = "制定法规3部,审议报告24个。"
    library = library_of(f"某市工作报告\n一、甲。{said}\n二、乙。{said}\n三、丙。{other}")
    quotes = [quote for c in summarize(library, None, Length(400)).citations for quote in c.quotes]
    assert quotes.count(said) == 1
    changed = library_of(f"某市工作报告\n一、甲。{said}\n二、乙。{said.replace('795', '796')}")
    quotes = [quote for c in summarize(changed, None, Length(400)).citations for quote in c.quotes]
    assert said in quotes and said.replace("795", "796") in quotes


def test_figures_and_firsts_come_before_words() -> None:
    said = "全省首个示范区建成,完成投资95亿元。"
    vague = [
        "坚持稳中求进。",
        "深化机关作风建设。",
        "推进学习常态化。",
        "健全各项规章。",
        "强化责任担当。",
        "统筹抓好落实。",
    ]
    library = library_of("\n".join(["某市工作报告", "一、甲。", *vague[:3], said, *vague[3:]]))
    assert "".join(summarize(library, None, Length(20)).citations[0].quotes) in said


def test_a_section_is_summarised_alone(library: Library, report: Report) -> None:
    part = next(s for s in report.sections if s.title.startswith("四、"))
    summary = summarize(library, None, Length(200), section="四、坚持优化服务,在保障代表依法履职中凝聚人大力量")
    assert all(part.start <= span.start and span.end <= part.end for span in ranges(summary))
    assert summary == summarize(library, None, Length(200), section="坚持优化服务")
    assert summary.section == part.title and summary.chars <= 200


def test_a_section_is_named_by_its_number_too() -> None:
    library = library_of("某市工作报告\n三、甲项\n开会7次。\n（三）乙项\n开会8次。\n四、三级联动\n开会9次。")
    sections = [summarize(library, None, Length(50), section=name).section for name in ("三", "三、", "（三）", "三级")]
    assert sections == ["三、甲项", "三、甲项", "（三）乙项", "四、三级联动"]


def test_what_says_nothing_alone_is_no_quotation() -> None:
    opening = "这一年,在市委的坚强领导下,在各方面的大力支持下,各级代表履职尽责,全市建设代表联络站795个,成效明显。"
    library = library_of(f"某市工作报告\n一、甲项\n{opening}\n二、乙项\n各位代表!\n制定法规3部,审议报告24个。\n谢谢!")
    for chars in range(10, 120, 5):
        for citation in summarize(library, None, Length(chars)).citations:
            assert all(len(quote) >= SHORTEST for quote in citation.quotes), citation.quotes


def test_what_cannot_be_summarised_is_named(library: Library, report: Report) -> None:
    wrong: Sequence[tuple[str, dict[str, object]]] = [
        (r"长沙.*邵阳市人大常委会工作报告2023", {"reports": ["长沙"]}),
        ("没有标题「区块链」", {"section": "区块链"}),
        (r"4 个标题含「建设」|个标题含", {"section": "建设"}),
        ("没有标题", {"section": "。"}),
        ("应为 1 字以上", {"length": Length(0)}),
        ("应为 1 句以上", {"length": Length(None, 0)}),
        ("没有写摘要的长度", {"length": Length()}),
        ("请写明要摘要的报告", {"reports": []}),
        ("空的", {"about": " "}),
    ]
    for told, asked in wrong:
        with pytest.raises(QuestionError, match=told):
            summarize(library, **asked)  # type: ignore[arg-type]
    two = library_of("某市工作报告\n一、甲。开会7次。", "某县工作报告\n一、甲。开会8次。")
    with pytest.raises(QuestionError, match="r0、r1"):
        summarize(two)
    with pytest.raises(QuestionError, match="只能写一份报告"):
        summarize(two, ["r0", "r1"], section="甲")


@pytest.mark.parametrize("text", ["", "某市工作报告", "今年工作扎实推进。", "某市工作报告\n今年开会7次,审议24件。"])
def test_next_to_nothing_is_summarised_too(text: str) -> None:
    library = library_of(text)
    summary = summarize(library)
    assert len(summary.citations) <= 1
    assert summary.coverage.sections == (len(summary.citations), len(summary.citations))


def test_about_something(bundled: Path, encoder: SentenceEncoder) -> None:
    library = Library.open(bundled, encoder)
    summary = summarize(library, None, Length(200), about="农村饮水安全立法")
    assert summary.silence is None and summary.chars <= 200
    assert any("饮用水" in quote for citation in summary.citations for quote in citation.quotes)
    none = summarize(library, None, Length(200), about="2019年地铁票价是多少")
    assert none.silence is not None and none.citations == () and none.coverage.sections == (0, 0)


def test_words_of_the_topic_that_stand_nowhere_are_told(bundled: Path, encoder: SentenceEncoder) -> None:
    library = Library.open(bundled, encoder)
    told = summarize(library, None, Length(200), about="农村饮水安全立法")
    assert told.citations and told.unsaid == ("饮水",)
    assert coverage_line(told).startswith("报告没有“饮水”的字样")
    held = summarize(library, None, Length(200), about="代表建议")
    assert held.citations and held.unsaid == () and coverage_line(held).startswith("覆盖")
    heading = summarize(library, None, Length(200), about="怎么完善激励机制")  # stands in a heading alone
    assert heading.citations and heading.unsaid == () and not any("激励" in row for row in library.lexical.folded)


def test_a_topic_in_doubt_is_told_so(bundled: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "sure", lambda *_: (silence.ENOUGH + silence.LIKELY) / 2)
    told = summarize(Library.open(bundled, encoder), None, Length(200), about="代表建议")
    assert told.citations and told.doubt is not None and told.silence is None
    assert coverage_line(told).startswith(f"拿不准:报告{told.doubt}")


def test_of_a_sentence_that_names_the_topic_only_the_clauses_that_do_are_taken() -> None:
    said = "今年全市经济稳中有进,完成固定资产投资95亿元,培育低空经济企业12家,新增就业8万人,粮食总产量达到20万吨。"
    other = "全年开会7次,审议报告24个。"
    library = library_of(f"某市工作报告\n一、甲项\n{said}\n二、乙项\n{other}")
    whole = scope(library, library.reports["r0"])
    topic = Topic((np.ones(len(whole.sentences), np.float32),), lambda text: float("低空" in text))
    taken = [whole.report.text[slice(*unit.pieces[0].span)] for unit in pooled(library, [whole], False, topic).units]
    assert taken == ["培育低空经济企业12家", other]
