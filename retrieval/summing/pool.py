"""Scopes → what can be taken of them, side by side in arrays for retrieval/summing/choice.py.

A *unit* is what is taken at once: one piece where characters are counted; where sentences are counted, the most telling
pieces of one sentence, as many as SENTENCE characters hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from retrieval.summing.about import Topic
from retrieval.summing.choice import Material
from retrieval.summing.pieces import Piece, pieces
from retrieval.summing.quotes import length, quoted
from retrieval.summing.scope import Scope, headings_above, parts
from retrieval.summing.telling import telling

SENTENCE = 80  # characters of a sentence that is one of so many
DEPTHS = 3  # of headings below the report: parts, sections, run-in ones
LARGEST = 1500  # sentences; of more, those with the most telling piece


@dataclass(frozen=True, slots=True)
class Unit:
    """Pieces of one sentence. `scope` is the place of its scope, `sentence` that of its sentence among those of all
    scopes, `section` that of its lowest heading in its report (None: there is none)."""

    scope: int
    sentence: int
    section: int | None
    pieces: tuple[Piece, ...]
    telling: float


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Row i of the arrays of `material` is `units[i]`."""

    scopes: tuple[Scope, ...]
    units: tuple[Unit, ...]
    material: Material


def pooled(library: Library, scopes: Sequence[Scope], whole: bool, topic: Topic | None = None) -> Pool:
    """`whole`: one unit a sentence. `topic`: what the scopes were narrowed to; None: nothing."""
    units = [unit for at, one in enumerate(scopes) for unit in _units(at, one, topic, whole)]
    firsts = np.cumsum([0, *(len(one.sentences) for one in scopes)])
    units = [replace(unit, sentence=unit.sentence + int(firsts[unit.scope])) for unit in units]
    kept = _most_telling(units)
    units = [unit for unit in units if unit.sentence in kept]
    return Pool(tuple(scopes), tuple(units), _material(library, scopes, units, kept))


def _units(at: int, scope: Scope, topic: Topic | None, whole: bool) -> Iterator[Unit]:
    cut = pieces(scope) if topic is None else topic.near(scope.report.text, pieces(scope))
    chances = telling(scope, cut)
    if topic is not None:
        chances = topic.weighed(at, scope.report.text, cut, chances)
    rated = zip(cut, map(float, chances), strict=True)
    for sentence, group in groupby(rated, key=lambda pair: pair[0].sentence):
        pairs = list(group)
        section = scope.sentences[sentence].section
        if whole:
            chosen = _best(scope.report.text, pairs)
            told = sum(chance for _, chance in chosen)
            yield Unit(at, sentence, section, tuple(sorted((p for p, _ in chosen), key=lambda p: p.span)), told)
        else:
            yield from (Unit(at, sentence, section, (piece,), chance) for piece, chance in pairs)


def _best(text: str, pairs: Sequence[tuple[Piece, float]]) -> list[tuple[Piece, float]]:
    """The pieces of a sentence that tell most for their length, together no longer than SENTENCE; one at least."""
    chosen: list[tuple[Piece, float]] = []
    for piece, chance in sorted(pairs, key=lambda pair: -pair[1] / (pair[0].span.end - pair[0].span.start)):
        tried = [p for p, _ in chosen] + [piece]
        if chosen and length(quoted(text, tried)) > SENTENCE:
            continue
        rivals = [pair for pair in chosen if pair[0].span.start == piece.span.start]
        if all(piece.span.end > rival.span.end for rival, _ in rivals):
            chosen = [pair for pair in chosen if pair not in rivals] + [(piece, chance)]
    return chosen


def _most_telling(units: Sequence[Unit]) -> dict[int, int]:
    """The sentences that are looked at, each with its row: all, or of very many the LARGEST with the best units."""
    best: dict[int, float] = {}
    for unit in units:
        best[unit.sentence] = max(best.get(unit.sentence, 0.0), unit.telling)
    order = sorted(best, key=lambda sentence: (-best[sentence], sentence))[:LARGEST]
    return {sentence: row for row, sentence in enumerate(sorted(order))}


def _material(library: Library, scopes: Sequence[Scope], units: Sequence[Unit], rows: dict[int, int]) -> Material:
    said = [sentence for scope in scopes for sentence in scope.sentences]
    vectors = library.sentences.dense.vectors[[said[sentence].row for sentence in rows]]
    quotes = [length(quoted(scopes[unit.scope].report.text, unit.pieces)) for unit in units]
    wholes = [said[unit.sentence].span for unit in units]
    paths = _paths(scopes, units)
    deep = [_deep(path) for path in paths]
    return Material(
        telling=np.array([unit.telling for unit in units], np.float32),
        rival=_numbered([(unit.scope, unit.pieces[0].span.start) for unit in units]),
        groups=np.array([_numbered([path[:depth] for path in deep]) for depth in range(1, DEPTHS + 2)], np.intp),
        part=_parts(scopes, paths),
        sentence=np.array([rows[unit.sentence] for unit in units], np.intp),
        share=np.array([q / max(1, end - start) for q, (start, end) in zip(quotes, wholes, strict=True)], np.float32),
        vectors=vectors.reshape(len(rows), library.encoder.dim),
    )


def _paths(scopes: Sequence[Scope], units: Sequence[Unit]) -> list[tuple[int, ...]]:
    """The report of each unit and the headings above it, outermost first."""
    places = dict.fromkeys((unit.scope, unit.section) for unit in units)
    above = {(at, low): (at, *headings_above(scopes[at].report.sections, low)) for at, low in places}
    return [above[unit.scope, unit.section] for unit in units]


def _deep(path: tuple[int, ...]) -> tuple[int, ...]:
    """As deep as the others: the lowest heading is repeated."""
    return (*path, *[path[-1]] * DEPTHS)[: DEPTHS + 1]


def _parts(scopes: Sequence[Scope], paths: Sequence[tuple[int, ...]]) -> NDArray[np.intp]:
    """The part of each unit, numbered over all reports; -1: it stands in none."""
    known = [set(parts(scope)) for scope in scopes]
    part = [next(((path[0], place) for place in path[1:] if place in known[path[0]]), None) for path in paths]
    numbers = {place: number for number, place in enumerate(dict.fromkeys(place for place in part if place))}
    return np.array([-1 if place is None else numbers[place] for place in part], np.intp)


def _numbered(keys: Sequence[tuple[int, ...]]) -> NDArray[np.intp]:
    known = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([known[key] for key in keys], np.intp)
