"""Where in many texts a statement may stand: by the runs of three characters it shares with them (q-grams; Ukkonen
1992), found in one sorted array over all texts and counted along diagonals.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from report.model import Report, Span
from retrieval.checking.folded import Folded, folded
from retrieval.checking.kept import Kept

_BREAK = "\n"  # between two texts; folded texts hold none
_BAND = 32  # diagonals counted together
_WORTH = 0.4  # of what the best band has; a stretch that has less is not worth a closer look
_COMMON = 3000  # places of one gram; more of them tell nothing that rarer ones do not


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """The folded texts of `reports` one behind the other: text i is `whole[firsts[i]:firsts[i] + len(texts[i].text)]`.

    `keys` are the grams of `whole`, sorted, `places` where each stands.
    """

    reports: tuple[Report, ...]
    texts: tuple[Folded, ...]
    firsts: NDArray[np.int64]
    whole: str
    keys: NDArray[np.int64]
    places: NDArray[np.int64]

    def owner(self, place: int) -> int:
        """Which text holds a place of `whole`."""
        return int(np.searchsorted(self.firsts, place, side="right")) - 1

    def window(self, place: int, start: int, end: int) -> Span:
        """`start` and `end` within the text that holds `place`."""
        own = self.owner(place)
        first = int(self.firsts[own])
        return Span(max(start, first), min(end, first + len(self.texts[own].text)))


def grams(reports: Sequence[Report]) -> Grams:
    """The grams of these reports; made once for the same texts."""
    return replace(_kept(tuple(report.text for report in reports)), reports=tuple(reports))


def _made(texts: tuple[str, ...]) -> Grams:
    made = tuple(folded(text) for text in texts)
    whole = _BREAK.join(one.text for one in made)
    firsts = np.cumsum([0, *(len(one.text) + 1 for one in made[:-1])]).astype(np.int64)
    keys = _keys(whole)
    places = np.argsort(keys, kind="stable")
    return Grams((), made, firsts, whole, keys[places], places)


_MOST = 2_000_000  # characters, of 26 bytes each: 52 MB. 31 reports, each by itself and all together, have 1.1 million
_kept = Kept(_made, lambda texts: sum(map(len, texts)), _MOST)


def _keys(text: str) -> NDArray[np.int64]:
    """(len(text) - 2,): each run of three characters as one number."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
    if len(codes) < 3:
        return np.zeros(0, np.int64)
    return (codes[:-2] << 42) | (codes[1:-1] << 21) | codes[2:]


def near(index: Grams, statement: str, most: int) -> list[Span]:
    """At most `most` stretches of `index.whole` that share most with the statement, the likeliest first.

    A stretch holds the statement with room on both sides for what was put in or left out.
    """
    keys = _keys(statement)
    low, high = (np.searchsorted(index.keys, keys, side=side) for side in ("left", "right"))
    counts = high - low
    used = np.flatnonzero((counts > 0) & (counts <= max(_COMMON, len(index.keys) // _COMMON)))
    if not len(used):
        return []
    rows = np.repeat(used, counts[used])
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(counts[used]) - counts[used], counts[used])
    diagonals = index.places[low[rows] + offsets] - rows + len(statement)
    weights = np.log(len(index.keys) / counts[rows])
    bands = np.bincount(diagonals // _BAND, weights)
    both = bands + np.append(bands[1:], 0.0)
    return [_stretch(index, int(band), len(statement)) for band in _best(both, most)]


def near_pairs(index: Grams, words: str, most: int) -> list[Span]:
    """At most `most` stretches of `index.whole` that hold most of the pairs of neighbours in a few words, likeliest
    first: 粮食产量 and 粮食总产量 share no run of three."""
    found = ((band * _BAND, (band + 2) * _BAND) for band in _paired(index.whole, words, most))
    return [index.window(min(start + _BAND, len(index.whole) - 1), start, end) for start, end in found]


@lru_cache(maxsize=64)  # a draft tells many figures of one thing; `whole` is one string for the same reports
def _paired(whole: str, words: str, most: int) -> tuple[int, ...]:
    codes = np.frombuffer(whole.encode("utf-32-le"), np.uint32)
    bands = np.zeros(len(codes) // _BAND + 1)
    for first, second in {(ord(a), ord(b)) for a, b in pairwise(words)}:
        at = np.flatnonzero((codes[:-1] == first) & (codes[1:] == second))
        bands[np.unique(at // _BAND)] += 1
    return tuple(_best(bands + np.append(bands[1:], 0.0), most))


def _best(score: NDArray[np.float64], most: int) -> list[int]:
    """The highest bands, none far below the highest; of two neighbours that share their marks the higher one."""
    found: list[int] = []
    for band in np.argsort(-score, kind="stable")[: 3 * most]:
        if score[band] <= _WORTH * score.max() or len(found) == most:
            break
        if not any(abs(band - other) <= 1 for other in found):
            found.append(int(band))
    return found


def _stretch(index: Grams, band: int, length: int) -> Span:
    first = band * _BAND - length
    room = 16 + length // 8
    middle = min(max(first + _BAND + length // 2, 0), len(index.whole) - 1)
    return index.window(middle, first - room, first + 2 * _BAND + length + room)
