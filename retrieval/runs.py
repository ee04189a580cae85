"""The runs of clauses of a sentence that are nearest to a question: the first of them is marked.

Both by meaning and by words; only such as hold the kind of answer asked for, if there are any. Of runs that are for the
most part the same only the nearest: the others are to be other places of the sentence, not longer marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.library import Library
from report.model import Span
from retrieval.held import prints
from retrieval.kinds import holds
from retrieval.query import Query

RUNS = 6  # of them the mark is chosen again where the cross-encoder reads them (retrieval/readings.py)
SAME = 0.5  # of the shorter one: runs that share more than this are taken for the same place
MARK_WORDS = 0.3  # a cosine of 0.3 for a run of clauses that has all the words of the question


@dataclass(frozen=True, slots=True)
class Run:
    """A run of clauses; `score` is its cosine with the question and what it has of the question's words, which is
    `known` by itself, in [0, 1]."""

    span: Span
    score: float
    known: float


def scored_runs(
    library: Library, query: Query, words: str, vector: NDArray[np.float32], passage: int, sentence: Span
) -> tuple[tuple[Run, ...], float]:
    """The runs of a sentence of that passage (a row of the library) that hold what is asked for, nearest first; and the
    cosine of the first, -1 for a sentence without runs. `vector` (dim,) is the question's, `words` are those that the
    lexicon looks for."""
    windows = library.windows
    first, last = np.searchsorted(windows.passage, [passage, passage + 1])
    inside = [row for row in range(first, last) if _in(windows.spans[row], sentence)]
    texts = [library.row_text(windows, row) for row in inside]
    fit = [i for i, text in enumerate(texts) if query.asks_for and holds(query.asks_for, fold(text))]
    asked = fold(query.understood)
    printed = [i for i in fit if prints(asked, fold(texts[i]))]
    looked_at = printed or fit or list(range(len(inside)))
    if not looked_at:
        return (), -1.0
    shares = [library.lexical.bigram_share(words, texts[i]) for i in looked_at]
    near = windows.dense.vectors[[inside[i] for i in looked_at]] @ vector
    scores = near + MARK_WORDS * np.array(shares)
    best = np.argsort(-scores, kind="stable")
    runs = tuple(Run(windows.spans[inside[looked_at[i]]], float(scores[i]), float(shares[i])) for i in best)
    return runs, float(near[best[0]])


def apart(runs: Sequence[Run]) -> tuple[Run, ...]:
    """At most RUNS of them, without those that are mostly one of the nearer ones, or hold most of one."""
    kept: list[Run] = []
    for run in runs:
        if len(kept) < RUNS and not any(_same(run.span, one.span) for one in kept):
            kept.append(run)
    return tuple(kept)


def _same(a: Span, b: Span) -> bool:
    return min(a.end, b.end) - max(a.start, b.start) > SAME * min(a.end - a.start, b.end - b.start)


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
