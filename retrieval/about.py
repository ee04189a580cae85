"""A topic or a question → how much each sentence is about it, and the sentences that are about it at all.

The scores are those of the search (retrieval/search.py); the square of a sentence's share of the best one is its
factor, so that what is near comes first and telling decides among equals.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from retrieval.answer import decide
from retrieval.query import Query, understand
from retrieval.scope import Scope, only
from retrieval.search import signals

LEAST = 0.5  # of the best score; sentences below it are about something else
MOST = 200  # sentences

Floats = NDArray[np.float32]


def narrowed(library: Library, scopes: Sequence[Scope], text: str) -> tuple[list[Scope], list[Floats], str | None]:
    """The scopes with those sentences alone, their factors in (0, 1], and why there are none. QuestionError for a text
    without words."""
    query = understand(text, within=[scope.report.id for scope in scopes])
    refusal = decide(library, query).refusal
    if refusal is not None or not any(scope.sentences for scope in scopes):
        return (
            [replace(scope, sentences=(), figures=()) for scope in scopes],
            [np.empty(0, np.float32)] * len(scopes),
            refusal,
        )
    factors = _factors(library, query, scopes)
    kept = [np.flatnonzero(row) for row in factors]
    near = [only(scope, rows.tolist()) for scope, rows in zip(scopes, kept, strict=True)]
    return near, [row[rows] for row, rows in zip(factors, kept, strict=True)], None


def _factors(library: Library, query: Query, scopes: Sequence[Scope]) -> list[Floats]:
    found = signals(library, query)
    score = dict(zip(map(int, found.rows), map(float, found.score), strict=True))
    best = max(score[said.row] for scope in scopes for said in scope.sentences)
    cut = sorted((score[said.row] for scope in scopes for said in scope.sentences), reverse=True)[:MOST][-1]
    least = max(LEAST * best, cut, 1e-6)
    rows = [np.array([score[said.row] for said in scope.sentences], np.float32) for scope in scopes]
    return [np.where(row >= least, (row / max(best, 1e-6)) ** 2, 0).astype(np.float32) for row in rows]
