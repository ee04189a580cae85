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
from retrieval.align import Gap, Run, Table, cheapest, gaps, table, trace
from retrieval.amounts import same_amounts
from retrieval.differ import Change, changes
from retrieval.edges import whole
from retrieval.folded import Folded, folded, unblanked
from retrieval.grams import Grams, near

Sameness: TypeAlias = Literal["exact", "equal", "altered"]

_STRETCHES = 24  # laid along each statement
_OFTEN = 50  # places looked at of words that stand in many
_REACH = 2  # times the edits of the cheapest stretch: dearer ones are not traced
_SLACK = 4  # farther than one edit in so many is far: others a quarter farther may be meant
_SHARED = 8  # edits more: two figures that have changed places
_FEW = 3  # one shared character in so many: what stands on another line than the rest is no more than a chance
_GAP = 4  # characters: what more a report has between two runs makes a place no less likely
_LONG = 4  # characters that the two share in a row and that are no chance
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARK = re.compile(r"[，,。；;：:！？!?\n]")


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
    found = found if any(place.truth != "altered" for place in found) else found + _nearest(index, statement, mine)
    for truth in ("exact", "equal"):
        if same := [place for place in found if place.truth == truth]:
            return same
    return found


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
    found: dict[tuple[int, Span], tuple[int, Place]] = {}
    for span, costs in laid:
        if cheapest(costs) <= _REACH * best + _SHARED:
            own, runs, at = _traced(index, mine, span, costs)
            if (own, at) not in found:
                place = _place(index, own, statement, mine, runs, at, cheapest(costs))
                found[own, at] = (_distance(place, len(mine.text), gaps(runs, (0, len(mine.text), *at))), place)
    return _equally_good(sorted(found.values(), key=lambda one: (one[0], one[1].cost)), len(mine.text))


def _distance(place: Place, length: int, between: list[Gap]) -> int:
    """How far a statement of so many characters is from a place: what was changed or put in, and what was left out, at
    most four a gap; or what does not stand there in any order, where parts have changed places."""
    changed = sum(b - a + min(d - c, _GAP) for a, b, c, d in between)
    return min(changed, length - sum(held.end - held.start for held in place.held) + _GAP)


def _equally_good(ranked: list[tuple[int, Place]], length: int) -> list[Place]:
    """The first of the ranked and those that are as near; where even that is far, those a little farther too."""
    if not ranked:
        return []
    least, best = ranked[0]
    if least * _SLACK > length:
        return [place for distance, place in ranked if distance <= least + least // _SLACK]
    return [place for distance, place in ranked if (distance, place.cost) == (least, best.cost)]


def _traced(index: Grams, mine: Folded, span: Span, costs: Table) -> tuple[int, tuple[Run, ...], Span]:
    """The text that a stretch is of, the runs shared, and the range of that text that the statement lies along."""
    way = trace(costs, mine.text, index.whole[span.start : span.end])
    own = index.owner(span.start)
    shift = span.start - int(index.firsts[own])
    runs = tuple(Run(run.first, run.second + shift, run.length) for run in way.runs)
    runs = _in_its_lines(index, own, runs)
    return own, runs, _between_marks(index, own, runs, Span(way.start + shift, way.end + shift))


def _in_its_lines(index: Grams, own: int, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without the few characters that stand on another line (a heading) than the rest does."""
    text, theirs = index.reports[own].text, index.texts[own]
    lines = [text.count("\n", 0, int(theirs.places[run.second])) for run in runs]
    shared = Counter[int]()
    for line, run in zip(lines, runs, strict=True):
        shared[line] += run.length
    return tuple(run for line, run in zip(lines, runs, strict=True) if shared[line] * _FEW >= shared.total())


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
    aligned = tuple(mine.span(run.first, run.first + run.length) for run in runs if run.length > 1)
    around = theirs.text[max(0, at.start - len(mine.text)) : at.end + len(mine.text)]
    held = tuple(mine.span(*run) for run in _held(mine.text, around))
    return Place(report, span, truth, tuple(found), cost, aligned, held)


def _held(text: str, around: str) -> list[Span]:
    """The runs of `text` that stand in `around`, wherever, and the numbers; those that only touch stay apart."""
    found: list[Span] = []
    grams = [Span(i, i + _LONG) for i in range(len(text) - _LONG + 1) if text[i : i + _LONG] in around]
    there = set(_NUMBER.findall(around))
    for run in sorted([*grams, *(Span(*m.span()) for m in _NUMBER.finditer(text) if m[0] in there)]):
        if found and run.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, run.end))
        else:
            found.append(run)
    return found


def _with_marks(text: str, span: Span, statement: str, mine: Folded) -> Span:
    """The span with the marks that open and close it, at most as many as the statement has there."""
    start, end = span
    for _ in range(int(mine.places[0])):
        start -= bool(start) and _is_mark(text[start - 1])
    for _ in range(len(statement) - 1 - int(mine.places[-1])):
        end += end < len(text) and _is_mark(text[end])
    return Span(start, end)


def _is_mark(char: str) -> bool:
    """A mark that folding drops; a dash is none, it may be part of a number."""
    return not is_blank(char) and not folded(char).text and unblanked(char) not in "-~"
