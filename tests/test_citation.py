"""Citations: the quote is the source to the character, and a quotation off by one is caught."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.citation import cite, follow, gbt7714, joined, permalink, source_line, verify_quotes
from report.errors import QuoteError
from report.model import Report, Source, Span
from report.parse import parse, read_report
from report.reading import Decoded

REPORT = read_report(Path(__file__).parent.parent / "data" / "reports" / "邵阳市人大常委会工作报告2023.txt")
RATE = "代表通过热线反映问题377个,已解决360个,解决率为95.49%"


def place(quote: str, report: Report = REPORT) -> Span:
    start = report.text.index(quote)
    return Span(start, start + len(quote))


@st.composite
def ranges(draw: st.DrawFn) -> list[Span]:
    ends = sorted(draw(st.sets(st.integers(0, len(REPORT.text)), min_size=2, max_size=6)))
    return [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]


@given(ranges())
def test_quote_equals_source(spans: list[Span]) -> None:
    citation = cite(REPORT, spans)
    assert citation.quotes == tuple(REPORT.text[start:end] for start, end in spans)
    verify_quotes(REPORT, citation)
    assert follow(permalink(citation), REPORT) == citation


@given(ranges(), st.sampled_from([(1, 1), (-1, -1), (0, 1), (1, 0)]))
def test_a_quotation_off_by_one_is_caught(spans: list[Span], by: tuple[int, int]) -> None:
    citation = cite(REPORT, spans)
    moved = tuple(Span(start + by[0], end + by[1]) for start, end in citation.ranges)
    same = [REPORT.text[max(0, s) : e] if s >= 0 else "" for s, e in moved] == list(citation.quotes)
    if not same:  # 各各: a run of one character reads the same one further
        with pytest.raises(QuoteError):
            verify_quotes(REPORT, replace(citation, ranges=moved))


def test_an_altered_figure_is_named_with_what_is_printed() -> None:
    citation = cite(REPORT, [place(RATE)])
    altered = replace(citation, quotes=(RATE.replace("95.49%", "94.59%"),))
    with pytest.raises(QuoteError, match=r"94\.59%.*95\.49%"):
        verify_quotes(REPORT, altered)


def test_another_report_and_missing_quotes_are_caught() -> None:
    citation = cite(REPORT, [place(RATE)])
    for wrong in (replace(citation, report="别的"), replace(citation, quotes=()), replace(citation, ranges=())):
        with pytest.raises(QuoteError):
            verify_quotes(REPORT, wrong)


@pytest.mark.parametrize(
    "spans", [[], [(3, 3)], [(5, 4)], [(-1, 4)], [(0, 10**9)], [(5, 9), (8, 12)], [(9, 12), (1, 3)]]
)
def test_places_that_cannot_be_cited(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(QuoteError):
        cite(REPORT, [Span(*span) for span in spans])


def test_source_line_has_the_path_without_the_title() -> None:
    citation = cite(REPORT, [place(RATE)])
    assert citation.headings[0] == "邵阳市人民代表大会常务委员会工作报告"
    assert source_line(REPORT, citation) == (
        "《邵阳市人大常委会工作报告》(2023年12月26日),2023年主要工作 › "
        "四、坚持优化服务,在保障代表依法履职中凝聚人大力量 › 抓服务保障,增进代表“善为”的自觉 › 完善参与机制"
    )
    assert citation.paragraph == 17 and citation.page is None


def test_several_ranges_are_drawn_with_the_omission_between() -> None:
    citation = cite(REPORT, [place("已解决360个"), place("解决率为95.49%")])
    assert joined(citation) == "已解决360个……解决率为95.49%"
    (a, b), (c, d) = citation.ranges
    assert permalink(citation).startswith(f"#/{REPORT.id}/{a}-{b},{c}-{d}~")


def test_permalink_tells_when_the_words_have_changed() -> None:
    link = permalink(cite(REPORT, [place(RATE)]))
    changed = replace(REPORT, text=REPORT.text.replace("360个", "361个"))
    with pytest.raises(QuoteError, match="不符"):
        follow(link, changed)
    endless = f"#/{REPORT.id}/0-{'9' * 5000}~00000000"
    for wrong in (link[1:], link.replace(REPORT.id, "别的"), link[:-1], endless):
        with pytest.raises(QuoteError):
            follow(wrong, REPORT)


def test_permalink_escapes_what_an_address_would_read() -> None:
    report = replace(REPORT, id="100% #1 报告")
    citation = cite(report, [Span(0, 9)])
    assert permalink(citation).startswith("#/100%25%20%231%20报告/0-9~")
    assert follow(permalink(citation), report) == citation


def test_reference_names_what_is_missing() -> None:
    assert gbt7714(REPORT) == (
        "邵阳市人民代表大会常务委员会. 邵阳市人民代表大会常务委员会工作报告[R]. "
        "邵阳市: 邵阳市第十七届人民代表大会第三次会议, 2023-12-26."
    )
    bare = parse(Decoded("只有一句正文。", (), Source("甲.txt", "")))
    assert gbt7714(bare) == "[责任者不详]. [题名不详][R]. [出版地不详]: [会议不详], [日期不详]."
    assert source_line(bare, cite(bare, [Span(0, 3)])) == "《甲》(日期不详)"


def test_a_year_stands_in_for_a_date() -> None:
    text = "各位代表：\n一、2023年工作回顾\n办结案件12件。\n二、2024年工作安排\n努力工作，再创佳绩。"
    report = parse(Decoded(text, (), Source("甲.txt", "")))
    assert source_line(report, cite(report, [place("办结案件12件", report)])) == "《甲》(2023年),一、2023年工作回顾"
