"""Where in the reports a statement stands: word for word, the same after folding, or with characters changed.

Word for word and folded it is looked up in the whole text; what is left is laid along the stretches that share most
with it (retrieval/grams.py, retrieval/align.py). What is not the same after folding is never called the same.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from report.model import Report, Span
from report.segment import is_blank
from retrieval.align import Run, Table, cheapest, table, trace
from retrieval.amounts import numbers, same_amounts
from retrieval.differ import Change, changes
from retrieval.edges import whole
from retrieval.folded import Folded, folded
from retrieval.grams import Grams, near

Sameness: TypeAlias = Literal["exact", "equal", "altered"]

_STRETCHES = 8  # laid along each statement
_OFTEN = 50  # places looked at of words that stand in many
_REACH = 2  # times the edits of the cheapest stretch: dearer ones are not traced
_SLACK = 4  # one edit in so many: where even the cheapest is far from the statement, others may be meant
_SHARED = 3  # edits that a number is worth which the place has too
_LONG = 4  # characters that the two share in a row and that are no chance
_MARK = re.compile(r"[，,。；;：:！？!?\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a report that a statement is, or is nearest to. `changes` are told in offsets of the statement.

    `cost`: edits after folding. `shared`: how many characters of the statement stand there in runs of four or more.
    `kept` are all runs of two or more, as ranges of the statement.
    """

    report: Report
    span: Span
    truth: Sameness
    changes: tuple[Change, ...] = ()
    cost: int = 0
    shared: int = 0
    kept: tuple[Span, ...] = ()


def locate(index: Grams, statement: str) -> list[Place]:
    """The best places, none of them better than the others by much; [] where nothing is shared."""
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
    """The best of the likely stretches, laid along each and traced where few edits are needed."""
    laid = [(span, table(mine.text, index.whole[span.start : span.end])) for span in near(index, mine.text, _STRETCHES)]
    best = min((cheapest(costs) for _, costs in laid), default=0)
    wanted = Counter(value for value, _ in numbers(statement))
    found: dict[tuple[int, Span], tuple[int, Place]] = {}
    for span, costs in laid:
        if cheapest(costs) <= _REACH * best + _SHARED:
            own, runs, at = _traced(index, mine, span, costs)
            if (own, at) not in found:
                place = _place(index, own, statement, mine, runs, at, cheapest(costs))
                found[own, at] = (_distance(mine, runs, wanted, place), place)
    least = min((distance for distance, _ in found.values()), default=0)
    return [place for distance, place in found.values() if distance <= least + best // _SLACK]


def _distance(mine: Folded, runs: tuple[Run, ...], wanted: Counter[str], place: Place) -> int:
    """How far a statement is from a place: its characters that do not stand there, and the gaps between those that do,
    however long; a number that stands there, wherever, counts for it (two figures may have changed places)."""
    there = Counter(value for value, _ in numbers(place.report.text[place.span.start : place.span.end]))
    return len(mine.text) - sum(run.length for run in runs) + len(runs) - _SHARED * (wanted & there).total()


def _traced(index: Grams, mine: Folded, span: Span, costs: Table) -> tuple[int, tuple[Run, ...], Span]:
    """The text that a stretch is of, the runs shared, and the range of that text that the statement lies along."""
    way = trace(costs, mine.text, index.whole[span.start : span.end])
    own = index.owner(span.start)
    shift = span.start - int(index.firsts[own])
    runs = tuple(Run(run.first, run.second + shift, run.length) for run in way.runs)
    return own, runs, _between_marks(index, own, runs, Span(way.start + shift, way.end + shift))


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
    shared = sum(run.length for run in runs if run.length >= _LONG)
    kept = tuple(mine.span(run.first, run.first + run.length) for run in runs if run.length > 1)
    return Place(report, span, truth, tuple(found), cost, shared, kept)


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
