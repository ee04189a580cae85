"""Which sections of one report answer to which of another, by what they say.

Three shares of likeness are added, each at most 1: the words of the heading; the characters of the sentences that were
paired; and the cosine of the mean vectors of what stands under the headings, from which the mean of both reports is
taken (work reports are near one another: without it the median cosine of two sections is 0.9, with it 0.1). Sections
are then paired in order by dynamic programming, what is left over best first, as the sentences are.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from report.model import Section, Span
from retrieval.comparing.pairing import Pair, best_first, in_order
from retrieval.comparing.sameness import key
from retrieval.comparing.sides import OUTSIDE, Side

ALIKE = 0.75
ALIKE_THERE = 0.4


def section_pairs(old: Side, new: Side, pairs: Sequence[Pair]) -> dict[Section, Section]:
    """New section → old section, for those that have one."""
    sections = _sections(old), _sections(new)
    like = _titles(*sections) + _shared(old, new, *sections, pairs) + _meaning(old, new, *sections)
    found = in_order({(1, 1): np.where(like >= ALIKE, like, -np.inf)}, *like.shape)
    taken = {i for i, _, _, _ in found}, {j for _, j, _, _ in found}
    found += [(i, j, 1, 1) for i, j in best_first(like, ALIKE, *taken)]
    return {sections[1][j]: sections[0][i] for i, j, _, _ in found}


def settled(
    old: Side, new: Side, like: NDArray[np.float64], pairs: Sequence[Pair], before: Mapping[Section, Section]
) -> list[Pair]:
    """The pairs in the light of the sections: a heading answers to that of its own section or to its very words, and
    under headings that answer to one another, sentences that are less alike are paired too."""
    kept = [pair for pair in pairs if _stands(old, new, pair, before)]
    free = like.copy()
    free[[i for pair in kept for i in pair.old]] = 0
    free[:, [j for pair in kept for j in pair.new]] = 0
    free[~_answering(old, new, before)] = 0
    found = in_order({(1, 1): np.where(free >= ALIKE_THERE, free, -np.inf)}, *like.shape)
    passed = [pair for pair in kept if not pair.moved]
    kept += [Pair(range(i, i + 1), range(j, j + 1), _crosses(i, j, passed)) for i, j, _, _ in found]
    return sorted(kept, key=lambda pair: pair.new.start)


def _stands(old: Side, new: Side, pair: Pair, before: Mapping[Section, Section]) -> bool:
    i, j = pair.old.start, pair.new.start
    headings = old.heading(i) and new.heading(j)
    return not headings or old.keys[i] == new.keys[j] or before.get(new.owners[j]) == old.owners[i]


def _answering(old: Side, new: Side, before: Mapping[Section, Section]) -> NDArray[np.bool_]:
    """(n, m): whether two units stand under headings that answer to one another."""
    numbers = {section: number for number, section in enumerate(_sections(old))}
    was = [numbers[owner] for owner in old.owners]
    now = [numbers[before[owner]] if owner in before else -1 for owner in new.owners]
    return np.equal.outer(was, now)


def _crosses(i: int, j: int, pairs: Sequence[Pair]) -> bool:
    return any((pair.old.start < i) != (pair.new.start < j) for pair in pairs)


def _sections(side: Side) -> list[Section]:
    """Those that have units of their own, in the order of these."""
    return list(dict.fromkeys(side.owners))


def _titles(old: Sequence[Section], new: Sequence[Section]) -> NDArray[np.float64]:
    titles = [[key(section.title) for section in side] for side in (old, new)]
    return np.asarray(cdist(*titles, scorer=Indel.normalized_similarity), np.float64)


def _shared(
    old: Side, new: Side, olds: Sequence[Section], news: Sequence[Section], pairs: Sequence[Pair]
) -> NDArray[np.float64]:
    """2 · the characters of paired units / all characters of the units of both sections' own."""
    rows, columns = [olds.index(owner) for owner in old.owners], [news.index(owner) for owner in new.owners]
    shared = np.zeros((len(olds), len(news)))
    for pair in pairs:
        sizes = (sum(len(old.keys[i]) for i in pair.old), sum(len(new.keys[j]) for j in pair.new))
        shared[rows[pair.old.start], columns[pair.new.start]] += min(sizes)
    whole = [np.bincount(at, [len(k) for k in side.keys]) for at, side in ((rows, old), (columns, new))]
    return np.asarray(2 * shared / (whole[0][:, None] + whole[1]))


def _meaning(old: Side, new: Side, olds: Sequence[Section], news: Sequence[Section]) -> NDArray[np.float64]:
    told = [side.vectors[side.vectors.any(axis=1)] for side in (old, new)]
    middle = np.concatenate(told).mean(axis=0) if len(told[0]) + len(told[1]) else 0
    means = [
        np.stack([_mean(side, section, middle) for section in found]) for side, found in ((old, olds), (new, news))
    ]
    return np.maximum(means[0] @ means[1].T, 0)


def _mean(side: Side, section: Section, middle: NDArray[np.float32] | int) -> NDArray[np.float64]:
    """The mean vector of all sentences under a heading, those under its sub-headings too, of length 1 (0 for none)."""
    if section is OUTSIDE:
        under = [unit for unit, owner in enumerate(side.owners) if owner is OUTSIDE]
    else:
        under = list(range(*(bisect_left(side.units, Span(at, 0)) for at in (section.start, section.end))))
    rows = side.vectors[under]
    mean = (rows[rows.any(axis=1)] - middle).sum(axis=0, dtype=np.float64)
    return np.asarray(mean / (np.linalg.norm(mean) + 1e-9))
