"""How a statement lies along one stretch of a report: the runs that the two share, and how far apart they are."""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from report.model import Span
from retrieval.checking.align import Run, Table, gaps, trace
from retrieval.checking.folded import Folded
from retrieval.checking.grams import Grams

_FEW = 3  # one shared character in so many: what stands on another line than the rest is no more than a chance
_GAP = 4  # characters: what more a report has between two runs makes a place no less likely
_LONG = 4  # characters that the two share in a row and that are no chance
_REACH = 40  # characters in which the words at an edge are looked for
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARK = re.compile(r"[，,。；;：:！？!?\n]")


@dataclass(frozen=True, slots=True)
class Way:
    """How a statement lies along the text `own`: the runs shared, and the range of it that the statement covers."""

    own: int
    runs: tuple[Run, ...]
    at: Span
    cost: int
    distance: int


def way_along(index: Grams, mine: Folded, span: Span, costs: Table) -> Way:
    """The way that costs least, by the table of the stretch `span`."""
    way = trace(costs, mine.text, index.whole[span.start : span.end])
    own = index.owner(span.start)
    shift = span.start - int(index.firsts[own])
    runs = tuple(Run(run.first, run.second + shift, run.length) for run in way.runs)
    runs = _in_its_lines(index, own, runs)
    at = _between_marks(index, own, runs, Span(way.start + shift, way.end + shift))
    runs, at = _to_its_edges(index, own, mine, runs, at)
    return Way(own, runs, at, way.cost, _distance(mine, around_of(index.texts[own], at, mine), runs, at))


def _distance(mine: Folded, around: str, runs: tuple[Run, ...], at: Span) -> int:
    """How far a statement is from a place: what was changed or put in, and what was left out, at most four a gap; or
    what does not stand around there in any order, where parts have changed places."""
    between = gaps(runs, (0, len(mine.text), *at))
    changed = sum(b - a + min(d - c, _GAP) for a, b, c, d in between)
    return min(changed, len(mine.text) - sum(end - start for start, end in held_in(mine.text, around)) + _GAP)


def around_of(theirs: Folded, at: Span, mine: Folded) -> str:
    """The text around a place, as far as the statement is long on either side."""
    return theirs.text[max(0, at.start - len(mine.text)) : at.end + len(mine.text)]


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


def _to_its_edges(
    index: Grams, own: int, mine: Folded, runs: tuple[Run, ...], at: Span
) -> tuple[tuple[Run, ...], Span]:
    """With the first and the last characters of the statement where they stand farther on in the clause: what a draft
    leaves out in front of its last word is left out, and no other word stands for that."""
    if not runs:
        return runs, at
    theirs = index.texts[own]
    clause = _clause(index.reports[own].text, theirs, runs)
    first, last = runs[0].second, runs[-1].second + runs[-1].length
    head, tail = Span(0, runs[0].first), Span(runs[-1].first + runs[-1].length, len(mine.text))
    if _is_word(mine.text, head) and (found := theirs.text.rfind(mine.text[: head.end], clause.start, first)) >= 0:
        runs, at = (Run(0, found, head.end), *runs), Span(found, at.end)
    if _is_word(mine.text, tail) and (found := theirs.text.find(mine.text[tail.start :], last, clause.end)) >= 0:
        size = tail.end - tail.start
        runs, at = (*runs, Run(tail.start, found, size)), Span(at.start, found + size)
    return runs, at


def _is_word(text: str, span: Span) -> bool:
    """Two characters at least and no number nor its unit (个百分点 stands behind many)."""
    near = text[max(0, span.start - 1) : span.end + 1]
    return span.end - span.start > 1 and not any(char.isdigit() or char in "%‰" for char in near)


def _clause(text: str, theirs: Folded, runs: tuple[Run, ...]) -> Span:
    """The clauses that the runs begin and end in, of the folded text."""
    first, last = int(theirs.places[runs[0].second]), int(theirs.places[runs[-1].second + runs[-1].length - 1])
    front = [found.end() for found in _MARK.finditer(text, max(0, first - _REACH), first)]
    back = _MARK.search(text, last + 1)
    end = min(back.start() if back else len(text), last + _REACH)
    start = front[-1] if front else max(0, first - _REACH)
    return Span(*map(int, np.searchsorted(theirs.places, (start, end))))


def held_in(text: str, around: str) -> list[Span]:
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
