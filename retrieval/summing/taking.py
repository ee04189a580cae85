"""The order of a pool → as many units as a length allows.

Units are taken from the front until one does not fit. From there on only such are taken as fit and stand under headings
that were reached before: so a longer summary covers the headings of every shorter one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from report.model import Span
from retrieval.summing.choice import in_order
from retrieval.summing.pieces import Piece
from retrieval.summing.pool import Pool, Unit
from retrieval.summing.quotes import length, quoted
from retrieval.summing.same import Gist, gist, says_same

TRIED = 100  # units that are looked at for the room that is left
SMALLEST = 6  # characters; room that no piece fills


@dataclass(frozen=True, slots=True)
class Length:
    """How long at most: `chars` counts quoted characters (the …… between ranges are none), `sentences` counts
    citations. None: that way there is no limit. Where only sentences are counted, each is cut to pool.SENTENCE."""

    chars: int | None = None
    sentences: int | None = None


@dataclass(slots=True)
class _Taken:
    """What was taken so far: the pieces of each sentence, by (scope, sentence)."""

    pool: Pool
    pieces: dict[tuple[int, int], list[Piece]] = field(default_factory=dict)
    gists: list[tuple[int, Gist]] = field(default_factory=list)
    chars: int = 0

    def adds(self, unit: Unit) -> int:
        """The characters that the unit adds to what is quoted."""
        had = self.pieces.get((unit.scope, unit.sentence), [])
        text = self.pool.scopes[unit.scope].report.text
        return length(quoted(text, [*had, *unit.pieces])) - length(quoted(text, had))

    def is_said(self, at: int) -> bool:
        """Whether another sentence says the same."""
        told = self._gist(at)
        return any(
            sentence != self.pool.units[at].sentence and says_same(told, other) for sentence, other in self.gists
        )

    def take(self, at: int) -> None:
        unit = self.pool.units[at]
        self.chars += self.adds(unit)
        self.pieces.setdefault((unit.scope, unit.sentence), []).extend(unit.pieces)
        self.gists.append((unit.sentence, self._gist(at)))

    def _gist(self, at: int) -> Gist:
        unit, material = self.pool.units[at], self.pool.material
        text = self.pool.scopes[unit.scope].report.text
        said = "".join(text[piece.span.start : piece.span.end] for piece in unit.pieces)
        figures = [figure for piece in unit.pieces for figure in piece.figures]
        return gist(said, figures, material.vectors[material.sentence[at]])


def take(pool: Pool, limit: Length) -> Mapping[tuple[int, int], tuple[Span, ...]]:
    """The ranges quoted of each sentence, by (scope, sentence), in reading order. The first unit is always taken."""
    taken = _Taken(pool)
    by_sentence = limit.chars is None
    reached: set[tuple[int, int | None]] = set()
    filling = 0
    for at in in_order(pool.material, lambda i: 1 if by_sentence else taken.adds(pool.units[i])):
        unit = pool.units[at]
        if taken.pieces and (_is_full(taken, limit) or filling > TRIED):
            break
        if taken.is_said(at):
            continue
        fits = not taken.pieces or _fits(taken, unit, limit)
        filling += not fits or filling > 0
        if fits and (not filling or (unit.scope, unit.section) in reached):
            taken.take(at)
            reached.add((unit.scope, unit.section))
    texts = [scope.report.text for scope in pool.scopes]
    return {key: quoted(texts[key[0]], taken.pieces[key]) for key in sorted(taken.pieces)}


def _is_full(taken: _Taken, limit: Length) -> bool:
    if limit.chars is None:
        return len(taken.pieces) >= (limit.sentences or 0)
    return limit.chars - taken.chars < SMALLEST


def _fits(taken: _Taken, unit: Unit, limit: Length) -> bool:
    new = (unit.scope, unit.sentence) not in taken.pieces
    if limit.sentences is not None and len(taken.pieces) + new > limit.sentences:
        return False
    return limit.chars is None or taken.chars + taken.adds(unit) <= limit.chars
