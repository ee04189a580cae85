"""index/dense.py against plain numpy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from index.dense import Dense

Matrix = NDArray[np.float32]

SMALL = st.floats(-4, 4, width=16)


@st.composite
def matrix_and_query(draw: st.DrawFn) -> tuple[Matrix, Matrix]:
    """A matrix in which rows stand several times, far enough apart that faiss meets them in different blocks."""
    dim = draw(st.integers(1, 9))
    different = draw(hnp.arrays(np.float32, (draw(st.integers(1, 6)), dim), elements=SMALL))
    picked = draw(st.lists(st.integers(0, len(different) - 1), max_size=40))
    query = draw(hnp.arrays(np.float32, (dim,), elements=SMALL))
    return different[np.array(picked, dtype=np.intp)], query


@settings(deadline=None)
@given(matrix_and_query(), st.integers(0, 60))
def test_search_is_a_stable_sort_of_all_products(given_: tuple[Matrix, Matrix], k: int) -> None:
    matrix, query = given_
    dense = Dense(matrix)
    rows, scores = dense.search(query, k)

    exact = matrix.astype(np.float64) @ query.astype(np.float64)
    assert len(rows) == min(k, len(matrix))
    assert rows.dtype == np.int64
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, np.sort(exact)[::-1][:k], atol=1e-4)
    np.testing.assert_allclose(dense.scores(query), exact, atol=1e-4)
    # The order is that of the scores themselves, the lower row first where they are equal.
    assert rows.tolist() == np.argsort(-dense.scores(query), kind="stable")[:k].tolist()
    assert scores.tolist() == dense.scores(query)[rows].tolist()


@pytest.mark.parametrize("seed", range(40))
def test_equal_rows_come_in_their_order_wherever_they_stand(seed: int) -> None:
    # faiss alone takes any of them where k cuts through, and `matrix @ query` scores the last ones differently.
    random = np.random.default_rng(seed)
    matrix = random.standard_normal((1003, 33)).astype(np.float32)
    query = random.standard_normal(33).astype(np.float32)
    twins = sorted({*random.integers(0, 1001, 5).tolist(), 1001, 1002})
    matrix[twins] = query * 2
    dense = Dense(matrix)
    rows, scores = dense.search(query, len(twins) - 2)
    assert rows.tolist() == twins[:-2]
    assert len({*scores.tolist(), *dense.scores(query)[twins].tolist()}) == 1


def test_k_beyond_the_index_is_cut_and_no_row_is_minus_one() -> None:
    rows, scores = Dense(np.eye(3, dtype=np.float32)).search(np.array([0.5, 1.0, 0.25], np.float32), 10)
    assert rows.tolist() == [1, 0, 2]
    assert scores.tolist() == [1.0, 0.5, 0.25]


def test_an_empty_index_is_searched_to_nothing() -> None:
    dense = Dense(np.empty((0, 4), np.float32))
    rows, scores = dense.search(np.ones(4, np.float32), 5)
    assert len(dense) == len(rows) == len(scores) == len(dense.scores(np.ones(4, np.float32))) == 0


def test_the_rows_are_kept_when_the_matrix_is_gone() -> None:
    matrix = np.arange(6, dtype=np.float32).reshape(2, 3)
    dense = Dense(matrix)
    matrix[:] = 0
    assert dense.vectors.tolist() == [[0, 1, 2], [3, 4, 5]]
    with pytest.raises(ValueError, match="read-only"):
        dense.vectors[0, 0] = 1


@pytest.mark.parametrize(
    ("matrix", "told"),
    [
        (np.zeros(3, np.float32), r"\(3,\)"),
        (np.zeros((3, 0), np.float32), r"dim > 0"),
        (np.array([[0, np.nan]], np.float32), "NaN"),
    ],
)
def test_a_bad_matrix_is_refused(matrix: Matrix, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Dense(matrix)


@pytest.mark.parametrize("query", [np.ones(3, np.float32), np.ones((1, 2), np.float32), np.array([1, np.inf])])
def test_a_bad_query_is_refused(query: Matrix) -> None:
    dense = Dense(np.eye(2, dtype=np.float32))
    with pytest.raises(ValueError, match="the query"):
        dense.search(query, 1)
    with pytest.raises(ValueError, match="the query"):
        dense.scores(query)


def test_a_negative_k_is_refused() -> None:
    with pytest.raises(ValueError, match="k is -1"):
        Dense(np.eye(2, dtype=np.float32)).search(np.ones(2, np.float32), -1)
