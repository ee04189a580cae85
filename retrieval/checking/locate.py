"""Where in the reports a statement stands: word for word, the same after folding, or with characters changed.

Word for word and folded it is looked up in the whole text; what is left is laid along the stretches that share most
with it (grams.py, align.py). What is not the same after folding is never called the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from report.model import Report, Span
from report.segment import CLOSERS, is_blank
from retrieval.checking.align import Run, cheapest, table
from retrieval.checking.amounts import same_amounts
from retrieval.checking.differ import Change, changes
from retrieval.checking.edges import meant
from retrieval.checking.folded import Folded, folded, unblanked
from retrieval.checking.grams import Grams, near
from retrieval.checking.restricted import restricted
from retrieval.checking.ways import Way, around_of, held_in, way_along

Sameness: TypeAlias = Literal["exact", "equal", "altered"]

STOPS = "，,、；;：:。.！!？?…"
_LONGEST = 3000  # characters that are laid along a stretch: the tables grow with the square; longer ones only verbatim
_STRETCHES = 24  # laid along each statement
_OFTEN = 50  # places looked at of words that stand in many
_REACH = 2  # times the edits of the cheapest stretch: dearer ones are not traced
_SLACK = 4  # farther than one edit in so many is far: others a quarter farther may be meant
_SHARED = 8  # edits more: two figures that have changed places


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a report that a statement is, or is nearest to. `changes` are told in offsets of the statement.

    `cost`: edits after folding. Ranges of the statement: `aligned` are the runs of two characters or more that it
    shares with the stretch in order, `held` those of four or more, and the numbers, that stand there in any order.
    """

    report: Report
    span: Span
    truth: Sameness
    changes: tuple[Change, ...] = ()
    cost: int = 0
    aligned: tuple[Span, ...] = ()
    held: tuple[Span, ...] = ()


def locate(index: Grams, statement: str) -> list[Place]:
    """The best places, none of them better than the others by much; [] where nothing is shared."""
    mine = folded(statement)
    if not mine.text:
        return []
    found = list(_verbatim(index, statement, mine))
    if len(mine.text) <= _LONGEST and all(place.truth == "altered" for place in found):
        found += _nearest(index, statement, mine)
    return _same(found) or found


def verbatim(index: Grams, statement: str) -> list[Place]:
    """The places that have a statement word for word, else those that have it so after folding."""
    mine = folded(statement)
    return _same(list(_verbatim(index, statement, mine))) if mine.text else []


def _same(found: Sequence[Place]) -> list[Place]:
    for truth in ("exact", "equal"):
        if same := [place for place in found if place.truth == truth]:
            return same
    return []


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
    found: dict[tuple[int, Span], Way] = {}
    for span, costs in laid:
        if cheapest(costs) <= _REACH * best + _SHARED:
            way = way_along(index, mine, span, costs)
            found.setdefault((way.own, way.at), way)
    ranked = sorted(found.values(), key=lambda way: (way.distance, way.cost))
    return [_place(index, way.own, statement, mine, way.runs, way.at, way.cost) for way in _equal(ranked, mine)]


def _equal(ranked: list[Way], mine: Folded) -> list[Way]:
    """The first of the ranked and those that are as near; where even that is far, those a little farther too."""
    if not ranked:
        return []
    least, cost = ranked[0].distance, ranked[0].cost
    if least * _SLACK > len(mine.text):
        return [way for way in ranked if way.distance <= least + least // _SLACK]
    return [way for way in ranked if (way.distance, way.cost) == (least, cost)]


def _place(index: Grams, own: int, statement: str, mine: Folded, runs: tuple[Run, ...], at: Span, cost: int) -> Place:
    """What lies at `at` of the folded text `own`, widened to whole numbers, against the statement."""
    report, theirs = index.reports[own], index.texts[own]
    span = meant(report.text, restricted(report.text, theirs.span(*at)))
    low, high = np.searchsorted(theirs.places, span)
    bounds = (0, len(mine.text), int(low), int(high))
    found = changes(statement, report.text, mine, theirs, runs, bounds)
    span = with_marks(report.text, span, statement, mine)
    truth: Sameness = "altered" if found else "equal"
    if found and same_amounts(statement, report.text[span.start : span.end]):
        truth = "equal"
    if report.text[span.start : span.end] == statement:
        truth = "exact"
    aligned = tuple(mine.span(run.first, run.first + run.length) for run in runs if run.length > 1)
    held = tuple(mine.span(*run) for run in held_in(mine.text, around_of(theirs, at, mine)))
    return Place(report, span, truth, tuple(found), cost, aligned, held)


def with_marks(text: str, span: Span, statement: str, mine: Folded) -> Span:
    """The span with the marks that open and close it, at most as many as the statement has there. What ends or closes
    the words in front is none of them, unless the statement itself begins with it."""
    start, end = span
    for char in reversed(statement[: int(mine.places[0])]):
        start -= bool(start) and _is_mark(text[start - 1]) and _may_open(text[start - 1], char)
    for _ in range(len(statement) - 1 - int(mine.places[-1])):
        end += end < len(text) and _is_mark(text[end])
    return Span(start, end)


def _may_open(mark: str, own: str) -> bool:
    return mark in "\"'" or mark not in STOPS + CLOSERS or unblanked(mark) == unblanked(own)


def _is_mark(char: str) -> bool:
    """A mark that folding drops; a dash is none, it may be part of a number."""
    return not is_blank(char) and not folded(char).text and unblanked(char) not in "-~"
