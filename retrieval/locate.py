"""Where in the reports a statement stands: word for word, the same after folding, or with characters changed.

Word for word and folded it is looked up in the whole text; what is left is laid along the stretches that share most
with it (retrieval/grams.py, retrieval/align.py). What is not the same after folding is never called the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from report.model import Report, Span
from report.segment import is_blank
from retrieval.align import Run, Table, cheapest, table, trace
from retrieval.amounts import same_amounts
from retrieval.differ import Change, changes
from retrieval.edges import whole
from retrieval.folded import Folded, folded
from retrieval.grams import Grams, near

Sameness: TypeAlias = Literal["exact", "equal", "altered"]

_STRETCHES = 8  # laid along each statement
_OFTEN = 50  # places looked at of words that stand in many
_SLACK = 4  # one edit in so many: places a little dearer than the cheapest, where that is far from the statement
_LONG = 4  # characters that the two share in a row and that are no chance
_MARK = re.compile(r"[，,。；;：:！？!?\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a report that a statement is, or is nearest to. `changes` are told in offsets of the statement.

    `cost`: edits after folding. `share`, in [0, 1]: how much of the statement stands there in runs of four characters
    or more. `kept` are these runs, as ranges of the statement.
    """

    report: Report
    span: Span
    truth: Sameness
    changes: tuple[Change, ...] = ()
    cost: int = 0
    share: float = 1.0
    kept: tuple[Span, ...] = ()


def locate(index: Grams, statement: str) -> list[Place]:
    """The best places, the cheapest first; [] where nothing is shared."""
    mine = folded(statement)
    if not mine.text:
        return []
    found = list(_verbatim(index, statement, mine))
    for truth in ("exact", "equal"):
        if same := [place for place in found if place.truth == truth]:
            return same
    return found or _nearest(index, statement, mine)


def _verbatim(index: Grams, statement: str, mine: Folded) -> Iterator[Place]:
    """The places that hold the folded statement; altered where its edges cut a number there."""
    at = index.whole.find(mine.text)
    for _ in range(_OFTEN):
        if at < 0:
            return
        own = index.owner(at)
        first = at - int(index.firsts[own])
        run = Run(0, first, len(mine.text))
        yield _place(index, own, statement, mine, (run,), Span(first, first + len(mine.text)), 0)
        at = index.whole.find(mine.text, at + 1)


def _nearest(index: Grams, statement: str, mine: Folded) -> list[Place]:
    """The cheapest of the likely stretches, and those that cost a quarter more at most."""
    laid = [(start, table(mine.text, index.whole[start:end]), end) for start, end in near(index, mine.text, _STRETCHES)]
    best = min((cheapest(costs) for _, costs, _ in laid), default=0)
    found: dict[tuple[str, Span], Place] = {}
    for start, costs, end in sorted(laid, key=lambda one: cheapest(one[1])):
        if cheapest(costs) <= best + best // _SLACK:
            place = _traced(index, statement, mine, start, end, costs)
            found.setdefault((place.report.id, place.span), place)
    return list(found.values())


def _traced(index: Grams, statement: str, mine: Folded, start: int, end: int, costs: Table) -> Place:
    way = trace(costs, mine.text, index.whole[start:end])
    own = index.owner(start)
    shift = start - int(index.firsts[own])
    runs = tuple(Run(run.first, run.second + shift, run.length) for run in way.runs)
    at = _between_marks(index, own, runs, Span(way.start + shift, way.end + shift))
    return _place(index, own, statement, mine, runs, at, way.cost)


def _between_marks(index: Grams, own: int, runs: tuple[Run, ...], at: Span) -> Span:
    """Without what lies beyond the first mark in front of the first run and behind the last: where a statement has
    other words there, they do not stand for words of another clause."""
    if not runs:
        return at
    text, theirs = index.reports[own].text, index.texts[own]
    first, last = runs[0].second, runs[-1].second + runs[-1].length
    front, back = theirs.span(at.start, first), theirs.span(last, at.end)
    front_marks = [m.end() for m in _MARK.finditer(text, front.start, int(theirs.places[first]))]
    back_mark = _MARK.search(text, int(theirs.places[last - 1]) + 1, max(back.end, int(theirs.places[last - 1]) + 1))
    start = int(np.searchsorted(theirs.places, front_marks[-1])) if front_marks and first > at.start else at.start
    end = int(np.searchsorted(theirs.places, back_mark.start())) if back_mark and at.end > last else at.end
    return Span(start, end)


def _place(index: Grams, own: int, statement: str, mine: Folded, runs: tuple[Run, ...], at: Span, cost: int) -> Place:
    """What lies at `at` of the folded text `own`, widened to whole numbers, against the statement."""
    report, theirs = index.reports[own], index.texts[own]
    span = whole(report.text, theirs.span(*at))
    low, high = np.searchsorted(theirs.places, span)
    bounds = (0, len(mine.text), int(low), int(high))
    found = changes(statement, report.text, mine, theirs, runs, bounds)
    span = _with_marks(report.text, span, statement, mine)
    truth: Sameness = "altered" if found else "equal"
    if found and same_amounts(statement, report.text[span.start : span.end]):
        truth = "equal"
    if report.text[span.start : span.end] == statement:
        truth = "exact"
    long = [run for run in runs if run.length >= min(_LONG, len(mine.text))]
    share = sum(run.length for run in long) / len(mine.text)
    kept = tuple(mine.span(run.first, run.first + run.length) for run in long)
    return Place(report, span, truth, tuple(found), cost, share, kept)


def _with_marks(text: str, span: Span, statement: str, mine: Folded) -> Span:
    """The span with the marks that open and close it, at most as many as the statement has there."""
    start, end = span
    for _ in range(int(mine.places[0])):
        start -= bool(start) and _is_mark(text[start - 1])
    for _ in range(len(statement) - 1 - int(mine.places[-1])):
        end += end < len(text) and _is_mark(text[end])
    return Span(start, end)


def _is_mark(char: str) -> bool:
    return not is_blank(char) and not folded(char).text
