"""What of a report is encoded: passages, sentences, and windows of clauses, as rows of three tables.

Each table is ranges of the report's text beside the row of the passage they lie in; row i of the table is row i of
the matrix that is made from it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.lexical import words
from report.model import AsideKind, Passage, Report, Span
from report.passages import heading_path, passages
from report.segment import clauses, sentences

SEGMENTATION = 2
"""Raised whenever other rules (or another jieba) would cut the same report into other rows or words; then a library of
another number is rebuilt."""

WINDOW_CLAUSES = 3
WINDOW_CHARS = 120
LABELS: dict[AsideKind, str] = {"date": "报告的日期、时间和会议", "speaker": "报告人,作报告的人,职务"}
"""What a line of front matter tells. It has no heading that would say so, and only its words are searched."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Ranges in reading order, and for each the row of its passage among the passages of the same report."""

    spans: tuple[Span, ...]
    passage: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Segments:
    """The rows of one report. Parallel to `sentences` are `contexts`, the headings (but for the title) and then the
    sentence; `words`, what BM25 counts of it; and `clauses`, of which the windows are runs, sentence after sentence.
    Front matter, which has no heading, has its label in contexts and words."""

    passages: Rows
    sentences: Rows
    windows: Rows
    contexts: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    clauses: tuple[tuple[Span, ...], ...]


def segment(report: Report) -> Segments:
    """Cut a report into the rows that are encoded."""
    whole = passages(report)
    inside = _rows((row, span) for row, passage in enumerate(whole) for span in _sentences(report, passage))
    pieces = tuple(tuple(clauses(report.text, sentence)) for sentence in inside.spans)
    return Segments(
        passages=_rows((row, Span(p.start, p.end)) for row, p in enumerate(whole)),
        sentences=inside,
        windows=_rows((row, w) for row, cut in zip(inside.passage, pieces, strict=True) for w in windows(cut)),
        contexts=tuple(_headed(report, sentence) for sentence in inside.spans),
        words=tuple(tuple(words(searched(report, sentence))) for sentence in inside.spans),
        clauses=pieces,
    )


def windows(pieces: Sequence[Span]) -> list[Span]:
    """Runs of 1 to 3 consecutive clauses, at most 120 characters unless one clause alone is longer.

    >>> windows([Span(0, 10), Span(10, 30), Span(30, 150)])
    [Span(start=0, end=10), Span(start=0, end=30), Span(start=10, end=30), Span(start=30, end=150)]
    """
    return [Span(pieces[first].start, pieces[last - 1].end) for first, last in runs(pieces)]


def runs(pieces: Sequence[Span]) -> list[tuple[int, int]]:
    """The windows as (first, last): pieces[first:last]."""
    return [
        (first, last)
        for first in range(len(pieces))
        for last in range(first + 1, min(first + WINDOW_CLAUSES, len(pieces)) + 1)
        if last == first + 1 or pieces[last - 1].end - pieces[first].start <= WINDOW_CHARS
    ]


def _sentences(report: Report, passage: Passage) -> list[Span]:
    return sentences(report.text, Span(passage.start, passage.end))


def _headed(report: Report, sentence: Span) -> str:
    titles = [section.title.removesuffix("。") for section in heading_path(report, sentence.start) if section.level > 0]
    return ",".join([*titles, searched(report, sentence)])


def searched(report: Report, span: Span) -> str:
    """The words by which a range is found: its own, behind the label of the front matter it lies in."""
    labels = [LABELS[a.what] for a in report.asides if a.what in LABELS and a.start <= span.start < a.end]
    return ":".join([*labels, report.text[span.start : span.end]])


def _rows(pairs: Iterable[tuple[int, Span]]) -> Rows:
    found = list(pairs)
    return Rows(tuple(span for _, span in found), tuple(row for row, _ in found))
