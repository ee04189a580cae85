"""A topic or a question → how much each sentence and clause is about it, and the sentences that are at all.

The scores are those of the search (retrieval/search.py); the square of a sentence's share of the best one is its
factor, so that what is near comes first and telling decides among equals. Of a sentence that holds words of the topic
only the clauses that do are taken, and those that hold most of them count most.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.library import Library
from index.tagged import matters, tagged
from retrieval.answer import decide
from retrieval.cover import is_name, unprinted
from retrieval.query import Query, understand
from retrieval.search import signals
from retrieval.summing.pieces import Piece
from retrieval.summing.scope import Scope, only

LEAST = 0.5  # of the best score; sentences below it are about something else
MOST = 200  # sentences
OTHER = 0.1  # what a clause is worth that tells nothing, or holds no word of the topic where its sentence has none

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """`factors` has for each scope one in (0, 1] for each of its sentences; `share` is how much of the topic's words a
    clause holds, in [0, 1]; `unsaid` are the words of the topic that stand nowhere in the reports, headings included;
    `doubt` is that of the answer (retrieval/answer.py)."""

    factors: tuple[Floats, ...]
    share: Callable[[str], float]
    unsaid: tuple[str, ...] = ()
    doubt: str | None = None

    def near(self, text: str, cut: Sequence[Piece]) -> list[Piece]:
        """The pieces that hold a word of the topic; of a sentence that holds none, all."""
        holding = {piece for piece in cut if self.share(text[slice(*piece.span)])}
        named = {piece.sentence for piece in holding}
        return [piece for piece in cut if piece in holding or piece.sentence not in named]

    def weighed(self, at: int, text: str, cut: Sequence[Piece], telling: Floats) -> Floats:
        """The telling of the pieces of the `at`-th scope, as far as they are about the topic."""
        held = np.array([self.share(text[slice(*piece.span)]) for piece in cut], np.float32) + OTHER
        places = np.array([piece.sentence for piece in cut], np.intp)
        most = np.zeros(len(self.factors[at]), np.float32)
        np.maximum.at(most, places, held)
        return np.asarray((telling + OTHER) * self.factors[at][places] * held / most[places], np.float32)


def narrowed(library: Library, scopes: Sequence[Scope], text: str) -> tuple[list[Scope], Topic, str | None]:
    """The scopes with those sentences alone, what they are about, and why there are none. QuestionError for a text
    without words."""
    query = understand(text, within=[scope.report.id for scope in scopes])
    answer = decide(library, query)
    refusal = answer.refusal
    share = partial(library.lexical.bigram_share, query.understood)
    if refusal is not None or not any(scope.sentences for scope in scopes):
        nothing = [replace(scope, sentences=(), figures=()) for scope in scopes]
        return nothing, Topic(tuple(np.empty(0, np.float32) for _ in scopes), share), refusal
    unsaid = _unsaid(query, scopes)
    factors = _factors(library, query, scopes)
    kept = [np.flatnonzero(row) for row in factors]
    near = [only(scope, rows.tolist()) for scope, rows in zip(scopes, kept, strict=True)]
    theirs = tuple(row[rows] for row, rows in zip(factors, kept, strict=True))
    return near, Topic(theirs, share, unsaid, answer.doubt), None


def _unsaid(query: Query, scopes: Sequence[Scope]) -> tuple[str, ...]:
    words = [word for word in tagged(fold(query.understood)) if matters(word) and is_name(word)]
    text = "\n".join(fold(scope.report.text) for scope in scopes)
    return tuple(dict.fromkeys(word.text for word in unprinted(words, text)))


def _factors(library: Library, query: Query, scopes: Sequence[Scope]) -> list[Floats]:
    found = signals(library, query)
    score = dict(zip(map(int, found.rows), map(float, found.score), strict=True))
    best = max(score[said.row] for scope in scopes for said in scope.sentences)
    cut = sorted((score[said.row] for scope in scopes for said in scope.sentences), reverse=True)[:MOST][-1]
    least = max(LEAST * best, cut, 1e-6)
    rows = [np.array([score[said.row] for said in scope.sentences], np.float32) for scope in scopes]
    return [np.where(row >= least, (row / max(best, 1e-6)) ** 2, 0).astype(np.float32) for row in rows]
