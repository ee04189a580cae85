"""Which sentences hold an official term that people say otherwise, in words near the question (index/everyday.py)."""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.everyday import Everyday, everyday_for
from index.library import Library

TERMS = 5


def held_terms(library: Library, vector: NDArray[np.float32], rows: NDArray[np.intp]) -> NDArray[np.float32]:
    """(n,) for the sentences in `rows`: the cosine of the nearest of the five terms that the sentence holds, 0 where it
    holds none. The five are the nearest of those that stand anywhere in `rows`. All 0 for an encoder for which no
    thesaurus was made ready."""
    found = np.zeros(len(rows), np.float32)
    everyday = everyday_for(library.encoder.fingerprint)
    if everyday is not None:
        texts = [library.lexical.folded[row] for row in rows]
        for near, holders in islice(_standing(everyday, vector, texts), TERMS):
            found[holders] = np.maximum(found[holders], near)
    return found


def _standing(
    everyday: Everyday, vector: NDArray[np.float32], texts: list[str]
) -> Iterator[tuple[float, NDArray[np.intp]]]:
    """The terms that stand in the texts, the nearest first: how near, and in which texts."""
    for term, near in everyday.nearest(vector):
        holders = [at for at, text in enumerate(texts) if term in text]
        if holders:
            yield near, np.array(holders, np.intp)
