"""A report → a first summary: one telling verbatim sentence for each heading, in reading order, to a length.

A sentence tells the more, the nearer it is to the middle of its section (the cosine with the mean of the section's
sentences: the centroid of Radev et al. 2004) and the more it reports (a figure, a law by name). Headings are served in
the order of their depth, so that a short summary has one sentence of every part before a second of any.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from report.citation import Citation, cite
from report.model import Report, Section, Span
from retrieval.errors import QuestionError

LONGEST_SENTENCE = 160  # longer ones are lists that would fill the whole summary
_RESULT = re.compile(r"\d|《[^》]+》")
_RESULT_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Summary:
    """Citations in reading order. `sections_*` count the headings that have text of their own; `chars` those taken."""

    report: str
    citations: tuple[Citation, ...]
    sections_covered: int
    sections_total: int
    chars: int


def summarize(library: Library, report_id: str | None = None, chars: int = 600) -> Summary:
    """At most `chars` characters, always at least one sentence. None: the only report of the library."""
    report = _report(library, report_id)
    if chars < 1:
        raise QuestionError(f"摘要长度为 {chars};应为 1 字以上。")
    owners = list(_owners(library, report))
    best = {section.start: _telling(library, report, rows) for section, rows in owners}
    order = sorted(owners, key=lambda owner: (owner[0].level, owner[0].start))
    taken = _fitting([best[section.start] for section, _ in _in_turns(order)], chars)
    citations = tuple(cite(report, [span]) for span in sorted(taken))
    return Summary(report.id, citations, len(taken), len(owners), sum(s.end - s.start for s in taken))


def _report(library: Library, report_id: str | None) -> Report:
    known = "、".join(library.reports) or "(空)"
    if report_id is None and len(library.reports) == 1:
        return next(iter(library.reports.values()))
    if report_id is None or report_id not in library.reports:
        asked = f"库中没有报告 {report_id}" if report_id else "请写明要摘要的报告"
        raise QuestionError(f"{asked};现有 {known}。")
    return library.reports[report_id]


def _owners(library: Library, report: Report) -> Iterator[tuple[Section, list[int]]]:
    """Each heading that has sentences of its own (not those of its sub-headings), with their rows; for a report
    without headings the whole text as one."""
    rows: dict[int, list[int]] = {}
    sections = {s.start: s for s in report.sections if s.level > 0}
    sections = sections or {0: Section("", 1, 0, 0, len(report.text), False)}
    spans, passage = library.sentences.spans, library.sentences.passage
    for row in np.flatnonzero(np.isin(passage, np.asarray(library.ranges[report.id]))):
        around = [s.start for s in sections.values() if s.body_start <= spans[row].start < s.end]
        if around:
            rows.setdefault(around[-1], []).append(int(row))
    for start, found in rows.items():
        yield sections[start], found


def _telling(library: Library, report: Report, rows: list[int]) -> Span:
    vectors: NDArray[np.float32] = library.sentences.dense.vectors[rows]
    near = vectors @ vectors.mean(axis=0)
    spans = [library.sentences.spans[row] for row in rows]
    result = [_RESULT_WEIGHT * bool(_RESULT.search(report.text[a:b])) for a, b in spans]
    short = [0.0 if b - a <= LONGEST_SENTENCE else -1.0 for a, b in spans]
    return spans[int(np.argmax(near + np.array(result) + np.array(short)))]


def _in_turns(order: list[tuple[Section, list[int]]]) -> list[tuple[Section, list[int]]]:
    """Of each depth, the sections taken from all over the report: first, middle, quarter, …"""
    turns = []
    for level in sorted({section.level for section, _ in order}):
        peers = [owner for owner in order if owner[0].level == level]
        turns += [peers[i] for i in sorted(range(len(peers)), key=lambda i: (_halvings(i), i))]
    return turns


def _halvings(i: int) -> int:
    """The base-2 radical inverse (van der Corput) order: 0, 4, 2, 6, 1, 5, … for eight."""
    return int(f"{i:010b}"[::-1], 2)


def _fitting(spans: list[Span], chars: int) -> list[Span]:
    taken: list[Span] = []
    left = chars
    for span in spans:
        if span.end - span.start <= left or not taken:
            taken.append(span)
            left -= span.end - span.start
    return taken
