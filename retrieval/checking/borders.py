"""A place that began or ended by chance in the middle of a clause of the report, moved to the clause's border.

What a statement has of its own at an end lies along whatever stands there: 2023年居民消费价格 along 5.2%。居民消费价格.
A clause at the end of a place that shares hardly anything with the statement is no part of it; one that does is shown
whole, unless the statement itself begins or ends with the words there. So are the clauses of the statement: those that
the place has nothing of are its own (own.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from report.model import Span
from report.segment import clauses, line_of, sentences
from retrieval.checking.align import Run, table, trace
from retrieval.checking.differ import changes
from retrieval.checking.folded import Folded, folded
from retrieval.checking.locate import STOPS, Place, with_marks
from retrieval.checking.own import with_own

_CHANCE, _CHANCE_APART = 2, 4  # characters shared, fewer of which are chance; in another sentence than the rest
_LONG = 8  # characters of a clause of which one is chance
_COVERED = 4  # of a clause of the draft one character in so many stands at its place
_ITEM = re.compile(r"(?<!\d)、|、(?!\d)")
_EDGE = "\n"  # stands at either end of both texts, so that they are laid along each other whole


@dataclass(frozen=True, slots=True)
class Laid:
    """A statement along its place: the folded texts, what they share, and the range of the report's."""

    mine: Folded
    theirs: Folded
    runs: tuple[Run, ...]
    at: Span


@dataclass(frozen=True, slots=True)
class _Piece:
    """A clause of the folded report; how many characters it shares with the statement; whether it ends its sentence."""

    at: Span
    shared: int
    ends: bool

    def is_chance(self, is_part: bool, is_apart: bool) -> bool:
        """Whether what it shares tells nothing, at the end of a place that has only a part of it (`is_part`) or, of a
        long one, all of it."""
        if is_part:
            return self.shared < (_CHANCE_APART if is_apart else _CHANCE)
        return self.shared < (_CHANCE if self.at.end - self.at.start >= _LONG else 1)


def at_borders(words: str, place: Place) -> Place:
    """`place`, of the statement `words`, with its edges at the borders of clauses."""
    if place.truth != "altered" or not place.changes or _stands(words, place):
        return place
    laid = along(words, place)
    inner = covered(words, place)
    if _at(laid, place, inner) == laid.at:
        return place
    own = folded_range(laid.mine, inner)
    runs = tuple(one for run in laid.runs if (one := _cut(run, own)))
    at = _at(replace(laid, runs=runs), place, inner)
    found = with_own(words, Span(0, len(words)), inner, _anew(words[slice(*inner)], place, laid.theirs, at))
    return replace(found, cost=place.cost, held=place.held)


def _stands(words: str, place: Place) -> bool:
    """Whether all of it stands there, and only what binds it at an end is left out (edges.py): that stays shown."""
    edges = (0, len(words.rstrip(f"{STOPS} ")), len(words))
    return all(not change.was and change.draft.start in edges for change in place.changes)


def covered(words: str, place: Place) -> Span:
    """The clauses of a statement from the first to the last that its place has something of; all where it has none."""
    parts = [part for part, shared in shares(words, place) if shared]
    return Span(parts[0].start, parts[-1].end) if parts else Span(0, len(words))


def shares(words: str, place: Place) -> list[tuple[Span, bool]]:
    """Each clause of a statement, and whether its place has something of it."""
    mine = folded(words)
    runs = [Span(run.first, run.first + run.length) for run in along(words, place).runs]
    found = []
    for part in clauses(words, Span(0, len(words))):
        own = folded_range(mine, part)
        found.append((part, _COVERED * _overlap(runs, own) >= max(1, own.end - own.start)))
    return found


def along(words: str, place: Place) -> Laid:
    mine, theirs = folded(words), folded(place.report.text)
    at = folded_range(theirs, place.span)
    runs, first, second = list[Run](), 0, at.start
    for change in place.changes:
        gap, other = folded_range(mine, change.draft), folded_range(theirs, change.report)
        runs.append(Run(first, second, gap.start - first))
        first, second = gap.end, other.end
    runs.append(Run(first, second, len(mine.text) - first))
    return Laid(mine, theirs, tuple(run for run in runs if run.length), at)


def _at(laid: Laid, place: Place, inner: Span) -> Span:
    """Where in the folded report the part `inner` of the statement lies, from border to border."""
    pieces, own = _pieces(place, laid), folded_range(laid.mine, inner)
    if not pieces:
        return laid.at
    runs = (one for run in laid.runs if (one := _cut(run, own)))
    long = [run for run in runs if run.length >= _CHANCE] or [Run(own.end, 0, 0)]
    head, tail = laid.mine.text[own.start : long[0].first], laid.mine.text[long[-1].first + long[-1].length : own.end]
    most = max(range(len(pieces)), key=lambda at: pieces[at].shared)
    first, last = 0, len(pieces) - 1
    while first < most and pieces[first].is_chance(pieces[first].at.start < laid.at.start, pieces[first].ends):
        first += 1
    while last > most and pieces[last].is_chance(laid.at.end < pieces[last].at.end, pieces[last - 1].ends):
        last -= 1
    start, end = pieces[first].at.start, pieces[last].at.end
    return Span(
        start if first or _is_word(head) else max(start, laid.at.start),
        end if last < len(pieces) - 1 or _is_word(tail) else min(end, laid.at.end),
    )


def _pieces(place: Place, laid: Laid) -> list[_Piece]:
    """The clauses of the report that the place touches, cut at 、."""
    text = place.report.text
    lines = line_of(text, place.span)
    ends = {sentence.end for sentence in sentences(text, lines)}
    shared = [Span(run.second, run.second + run.length) for run in laid.runs]
    near = [(folded_range(laid.theirs, one), one.end in ends) for one in pieces_of(text, lines)]
    touched = [(at, end) for at, end in near if at.start < laid.at.end and laid.at.start < at.end]
    return [_Piece(at, _overlap(shared, at), end) for at, end in touched]


def pieces_of(text: str, span: Span) -> list[Span]:
    """The clauses of a report, cut at 、 but for that between numbers (20、30家)."""
    found = list[Span]()
    for start, end in clauses(text, span):
        cuts = [start, *(start + mark.end() for mark in _ITEM.finditer(text[start:end])), end]
        found += [Span(a, b) for a, b in pairwise(cuts) if a < b]
    return found


def _anew(words: str, place: Place, theirs: Folded, at: Span) -> Place:
    """The words along that stretch of the report, all of it."""
    mine, text = folded(words), place.report.text
    first, second = f"{_EDGE}{mine.text}{_EDGE}", f"{_EDGE}{theirs.text[slice(*at)]}{_EDGE}"
    whole = (_cut(run, Span(1, len(first) - 1)) for run in trace(table(first, second), first, second).runs)
    runs = [Run(run.first - 1, run.second - 1 + at.start, run.length) for run in whole if run]
    told = changes(words, text, mine, theirs, runs, (0, len(mine.text), *at))
    aligned = tuple(mine.span(run.first, run.first + run.length) for run in runs if run.length > 1)
    span = with_marks(text, theirs.span(*at), words, mine)
    return replace(place, span=span, changes=tuple(told), aligned=aligned, held=())


def folded_range(text: Folded, span: Span) -> Span:
    """The range of the folded text that was made of a span."""
    return Span(*map(int, np.searchsorted(text.places, span)))


def _overlap(runs: Sequence[Span], span: Span) -> int:
    return sum(max(0, min(run.end, span.end) - max(run.start, span.start)) for run in runs)


def _cut(run: Run, within: Span) -> Run | None:
    """What of a run lies in a range of the statement."""
    start, end = max(run.first, within.start), min(run.first + run.length, within.end)
    return Run(start, run.second + start - run.first, end - start) if start < end else None


def _is_word(text: str) -> bool:
    return any(char.isalpha() for char in text)
