"""Whether two pieces say the same: then a summary takes one of them.

Pieces with different figures never do (就业23万人 done, 21万人 planned). Others do where the shorter one's pairs of
characters stand in the longer one too, or where their sentences mean nearly the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from report.model import Figure

SHARED = 0.7  # of the shorter one's bigrams
NEAR = 0.95  # cosine of the two sentences


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """The bigrams of a piece, the values of its figures, and the vector of its sentence, (dim,)."""

    bigrams: frozenset[str]
    values: frozenset[str]
    vector: NDArray[np.float32]


def gist(text: str, figures: Sequence[Figure], vector: NDArray[np.float32]) -> Gist:
    """What is compared of a piece."""
    plain = "".join(char for char in fold(text) if char.isalnum())
    bigrams = frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
    return Gist(bigrams, frozenset(f"{figure.value}{figure.unit}" for figure in figures), vector)


def says_same(one: Gist, other: Gist) -> bool:
    """Whichever stands first."""
    if one.values != other.values:
        return False
    shorter = min(len(one.bigrams), len(other.bigrams))
    shared = len(one.bigrams & other.bigrams) / shorter if shorter else 1.0
    return shared >= SHARED or float(one.vector @ other.vector) >= NEAR
