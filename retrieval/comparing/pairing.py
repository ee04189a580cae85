"""Which units of one report answer to which of another: in order where possible, then those that were moved.

In order: the bead alignment of Gale and Church (1993) by dynamic programming, with likeness in place of lengths: what
has no answer is left out, and a sentence may answer to two or three in a row that it was split into or merged from.
What is left over is paired best first. A sentence that each report holds once is paired with itself or not at all (the
unique lines of patience diff, Cohen 2003).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from retrieval.comparing.sides import Side

ALIKE = 0.5
ALIKE_AND_MOVED = 0.65
NEAR = 4.5
ALIKE_IN_PARTS = 0.85
SPLIT_INTO = (2, 3)
Bead: TypeAlias = tuple[int, int]


class Pair(NamedTuple):
    """Runs of units `[start, stop)` of the old and of the new report that answer to one another; `moved`: out of the
    order of the others."""

    old: range
    new: range
    moved: bool


def pairs(old: Side, new: Side, letters: NDArray[np.float64], like: NDArray[np.float64]) -> list[Pair]:
    """Every unit is in one pair at most; in the order of the new report."""
    beads = in_order(_gains(old, new, like, letters), *like.shape)
    found = [Pair(range(i, i + p), range(j, j + q), moved=False) for i, j, p, q in beads]
    taken = {i for pair in found for i in pair.old}, {j for pair in found for j in pair.new}
    moved = best_first(like, ALIKE_AND_MOVED, *taken)
    found += [Pair(range(i, i + 1), range(j, j + 1), moved=True) for i, j in moved]
    return sorted(found, key=lambda pair: pair.new.start)


def likeness(old: Side, new: Side, letters: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, m): the share of characters in common, and a little more or less for what the sentences mean, the less the
    more characters they share; 1 where nothing but print differs."""
    like = letters + _meaning(old.vectors @ new.vectors.T) * np.minimum(1, 2 * (1 - letters))
    for row, column in _selfsame(old.keys, new.keys):
        like[row, :], like[:, column], like[row, column] = 0, 0, 1
    return like


def common_letters(old: Side, new: Side) -> NDArray[np.float64]:
    """2 · LCS / (a + b) over the keys, in [0, 1]."""
    return np.asarray(cdist(old.keys, new.keys, scorer=Indel.normalized_similarity, dtype=np.float32), np.float64)


def _meaning(cosines: NDArray[np.float32]) -> NDArray[np.float64]:
    """How much nearer in meaning than two sentences of these reports commonly are, in [-0.15, 0.15]; 0 for a unit that
    has no vector. In standard deviations, since the scale of cosines is the encoder's own."""
    told = cosines != 0
    if not told.any():
        return np.zeros(cosines.shape)
    z = (cosines - cosines[told].mean()) / (cosines[told].std() + 1e-9)
    return np.where(told, np.clip(0.1 * (z - NEAR), -0.15, 0.15), 0)


def _selfsame(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What each side holds exactly once."""
    counts = Counter(old), Counter(new)
    rows = {text: row for row, text in enumerate(old)}
    for column, text in enumerate(new):
        if counts[0][text] == counts[1][text] == 1:
            yield rows[text], column


def in_order(gains: Mapping[Bead, NDArray[np.float64]], n: int, m: int) -> list[tuple[int, int, int, int]]:
    """The beads of the most gain together, none crossing another: (i, j, p, q) joins p units from i and q from j.

    `gains[p, q]` is (n - p + 1, m - q + 1), -inf where there is no bead. To leave a unit out costs nothing.
    """
    best = _best(gains, n, m)
    i, j, found = n, m, []
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            p, q = next(bead for bead, gain in gains.items() if _reached(best, gain, bead, i, j))
            i, j = i - p, j - q
            found.append((i, j, p, q))
    return found[::-1]


def _best(gains: Mapping[Bead, NDArray[np.float64]], n: int, m: int) -> NDArray[np.float64]:
    """(n + 1, m + 1): the most that the first i and the first j units can gain."""
    best = np.zeros((n + 1, m + 1))
    for i in range(1, n + 1):
        row = best[i - 1].copy()
        for (p, q), gain in gains.items():
            if p <= i and q <= m:
                row[q:] = np.maximum(row[q:], best[i - p, : m + 1 - q] + gain[i - p])
        best[i] = np.maximum.accumulate(row)
    return best


def _reached(best: NDArray[np.float64], gain: NDArray[np.float64], bead: Bead, i: int, j: int) -> bool:
    p, q = bead
    return p <= i and q <= j and bool(best[i, j] == best[i - p, j - q] + gain[i - p, j - q])


def best_first(
    like: NDArray[np.float64], least: float, old_taken: Set[int], new_taken: Set[int]
) -> Iterator[tuple[int, int]]:
    """Of what is not taken, the most alike pairs first; of equal ones, those that stand at about the same place."""
    rows, columns = np.nonzero(like >= least)
    far = np.abs(rows / like.shape[0] - columns / like.shape[1])
    gone = set(old_taken), set(new_taken)
    for at in np.lexsort((far, -like[rows, columns])):
        i, j = int(rows[at]), int(columns[at])
        if i not in gone[0] and j not in gone[1]:
            gone[0].add(i)
            gone[1].add(j)
            yield i, j


def _gains(
    old: Side, new: Side, like: NDArray[np.float64], letters: NDArray[np.float64]
) -> dict[Bead, NDArray[np.float64]]:
    """What each bead from (i, j) on brings; -inf where its parts are not alike enough."""
    return {
        (1, 1): np.where(like >= ALIKE, like - ALIKE + 1e-3, -np.inf),
        **{(1, size): _parted(old, new, letters, size) for size in SPLIT_INTO},
        **{(size, 1): _parted(new, old, letters.T, size).T for size in SPLIT_INTO},
    }


def _parted(whole: Side, parts: Side, letters: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """What it brings that a unit of one side is `size` in a row of the other, (n, m - size + 1).

    Only looked at where it can be: a common subsequence of all is no longer than those of the parts together.
    """
    n, m = letters.shape
    gain = np.full((n, max(0, m - size + 1)), -np.inf)
    if m < size:
        return gain
    lengths = [np.array([len(key) for key in side.keys]) for side in (whole, parts)]
    common = letters * (lengths[0][:, None] + lengths[1]) / 2
    bound = 2 * sliding_window_view(common, size, axis=1).sum(-1)
    bound /= lengths[0][:, None] + sliding_window_view(lengths[1], size).sum(-1)
    for i, j in np.argwhere(bound >= ALIKE_IN_PARTS):
        run = range(j, j + size)
        if not whole.stands_alone(i) and parts.neighbours(run):
            like = Indel.normalized_similarity(whole.keys[i], "".join(parts.keys[k] for k in run))
            if like >= ALIKE_IN_PARTS:
                gain[i, j] = like - ALIKE + 1e-3
    return gain
