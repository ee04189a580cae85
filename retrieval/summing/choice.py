"""Which pieces, in which order: the greedy maximum of a submodular function (Lin & Bilmes, ACL 2011).

    F(S) = sum of telling(S) + SPREAD · sum over headings of root(telling of S below it)
         + PART · parts with a piece in S + COVER · cover(S)

Telling is the chance of telling.py. The roots are Lin and Bilmes's reward of diversity with the headings, of
every depth, as its clusters: the second piece of a heading is worth less than the first of another; root(x) is
sqrt(x + EASE), so that what tells nothing gains nothing. `cover` in [0, 1] is their first term: how much of all
sentences the chosen ones stand for, each saturated at SATURATED of what the whole text would give it. Each step takes
the piece that gains most for its length, so the order does not depend on the length asked for: a longer summary begins
with the shorter one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SPREAD = 1.0
PART = 0.5
COVER = 0.25
SATURATED = 0.2
EASE = 0.05
EACH = 8.0  # characters that a piece costs beside its own: many scraps read worse than a few clauses

Floats = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What is chosen from; all arrays are over the n pieces but `vectors`, (m, dim), those of the sentences.

    `rival` is one number for all pieces of which only the best counts; `groups` has a row for each depth of heading,
    (depths, n), with one number for all pieces below the same heading; `part` is the place of their part, -1 for pieces
    in none; `sentence` is the row in `vectors`; `share`
    in (0, 1] is how much of its sentence the piece is.
    """

    telling: Floats
    rival: Places
    groups: Places
    part: Places
    sentence: Places
    share: Floats
    vectors: Floats


def in_order(material: Material, cost: Callable[[int], int]) -> Iterator[int]:
    """The pieces in the order of their gain for `cost`, until none gains. The cost of a piece is what it adds to those
    that were yielded: it is asked again for the pieces of a sentence whenever one of it was. 0: nothing is added."""
    n = len(material.telling)
    cover = _Cover(material.vectors)
    held = np.zeros((len(material.groups), int(material.groups.max(initial=0)) + 1), np.float32)
    worth = material.telling.copy()
    missing = material.part >= 0
    costs = np.array([cost(i) for i in range(n)], np.float32)
    left = costs > 0
    while left.any():
        gain = worth.copy()
        for had, group in zip(held, material.groups, strict=True):
            gain += SPREAD * (np.sqrt(had[group] + worth + EASE) - np.sqrt(had[group] + EASE))
        gain += PART * missing
        gain += COVER * cover.gains()[material.sentence] * material.share
        best = int(np.argmax(np.where(left, gain / (costs + EACH), -1)))
        yield best
        left[best] = False
        cover.take(material.sentence[best], material.share[best])
        for had, group in zip(held, material.groups, strict=True):
            had[group[best]] += worth[best]
        missing &= material.part != material.part[best]
        rivals = material.rival == material.rival[best]
        worth[rivals] = np.maximum(worth[rivals] - worth[best], 0)
        for i in np.flatnonzero(left & (material.sentence == material.sentence[best])):
            costs[i] = cost(int(i))
            left[i] = costs[i] > 0


class _Cover:
    """How much each sentence would add to the cover of all sentences, as sentences are taken."""

    def __init__(self, vectors: Floats) -> None:
        near = vectors @ vectors.T
        middle = float(near.mean()) if len(vectors) else 0.0
        self._near = np.maximum(near - middle, 0) / max(1 - middle, 1e-6)
        self._cap = SATURATED * self._near.sum(axis=1)
        self._had = np.zeros(len(vectors), np.float32)
        self._whole = max(float(self._cap.sum()), 1e-6)

    def gains(self) -> Floats:
        """(m,): what a whole sentence would add, out of 1."""
        missing = self._cap - self._had
        open_ = missing > 0
        added = np.minimum(self._near[open_], missing[open_, None]).sum(axis=0)
        return np.asarray(added / self._whole, np.float32)

    def take(self, sentence: int, share: float) -> None:
        """Count a part of a sentence as taken."""
        self._had += share * self._near[:, sentence]
