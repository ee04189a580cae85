"""Nearest rows of one matrix by inner product. The only file that knows faiss.

faiss finds the rows, and two habits of it stop here: it fills up with row -1 when k is larger than the index, and of
equal scores it takes any. So it is asked for the k-th best score, then for every row that could reach it, and those
few are scored again, row by row, and sorted.
"""

import os
import sys
from typing import cast

import numpy as np
from numpy.typing import NDArray

if sys.platform == "darwin":
    # torch and faiss each bring an OpenMP runtime there, and two of them with threads crash (faiss-wheels issue 73).
    os.environ.setdefault("OMP_NUM_THREADS", "1")

import faiss


class Dense:
    """The rows of one (n, dim) float32 matrix, for search by inner product: higher is nearer.

    >>> Dense(np.eye(3, dtype=np.float32)).search(np.array([0.5, 1, 0], dtype=np.float32), 2)
    (array([1, 0]), array([1. , 0.5], dtype=float32))
    """

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        """Raises ValueError where `vectors` is not two-dimensional or holds a number that is not finite."""
        if vectors.ndim != 2 or vectors.shape[1] == 0:
            raise ValueError(f"Dense: vectors have shape {vectors.shape}, expected (n, dim) with dim > 0")
        if not np.isfinite(vectors).all():
            raise ValueError("Dense: vectors hold NaN or infinite numbers")
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        self._index = faiss.IndexFlatIP(rows.shape[1])
        self._index.add(rows)
        self.vectors = _view(self._index)
        self._longest = float(np.sqrt(np.einsum("ij,ij->i", self.vectors, self.vectors).max(initial=0.0)))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        return int(self._index.d)

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n,) float32, the inner product of every row, in the order of the rows. Equal rows score equal."""
        return _products(self.vectors, self._checked(vector))

    def search(self, vector: NDArray[np.float32], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The k best rows and their scores, best first, the lower row first where scores are equal.

        `k` is cut to n; there is no row -1. The scores are those of `scores`, to the bit.
        """
        query = self._checked(vector)
        if k < 0:
            raise ValueError(f"Dense: k is {k}, expected 0 or more")
        k = min(k, len(self))
        if k == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        rows = self._candidates(query, k)
        found = _products(self.vectors[rows], query)
        order = np.lexsort((rows, -found))[:k]
        return rows[order], found[order]

    def _candidates(self, query: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        """Every row whose exact score can be among the k best."""
        worst = float(self._index.search(query[None], k)[0][0, -1])
        slack = self._rounding(query)
        _, _, rows = self._index.range_search(query[None], worst - slack)
        return np.asarray(rows, np.int64)

    def _rounding(self, query: NDArray[np.float32]) -> float:
        """How far two float32 sums of the same dim products can lie apart, for the longest row (Higham 2002, 3.1)."""
        bound = 2.0 * self.dim * float(np.finfo(np.float32).eps) * self._longest * float(np.linalg.norm(query))
        return max(bound, float(np.finfo(np.float32).tiny))

    def _checked(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        if vector.shape != (self.dim,):
            raise ValueError(f"Dense: the query has shape {vector.shape}, expected ({self.dim},)")
        if not np.isfinite(vector).all():
            raise ValueError("Dense: the query holds NaN or infinite numbers")
        return np.ascontiguousarray(vector, dtype=np.float32)


def _products(rows: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float32]:
    # einsum, not `@`: BLAS adds up differently in the last rows of a block, and equal rows would score unequal.
    return cast(NDArray[np.float32], np.einsum("ij,j->i", rows, query))


def _view(index: faiss.IndexFlatIP) -> NDArray[np.float32]:
    """The rows where faiss keeps them, so that they lie in memory once; valid as long as the index lives."""
    shape = (int(index.ntotal), int(index.d))
    if shape[0] == 0:
        return np.empty(shape, np.float32)
    view = cast(NDArray[np.float32], faiss.rev_swig_ptr(index.get_xb(), shape[0] * shape[1]).reshape(shape))
    view.flags.writeable = False
    return view
