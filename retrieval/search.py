"""A query → ranked hits. Meaning (dense) and words (BM25) find different things; neither may drown the other.

Every sentence gets one score, a sum of z-scores over the sentences looked at:

    meaning = z(sentence) + z(sentence with its headings) + z(its passage) / 2
    words   = (z(BM25 of words) + z(BM25 of bigrams) + z(share)) / 3
    score   = meaning + 3 · trust · words + (1 + 3 · trust) · (2 · kind + 2 · period + 6 · heading) + 3 · term

`share` in [0, 1] is how much of the IDF mass of the question's bigrams the sentence holds: it does not punish the long
sentences of this genre, as BM25 does. `trust` says how much of the question the lexicon can know: the largest share.
Where people do not use the report's words, BM25 sees little but noise, and trust is near 0. `kind` is 1 where a number,
a sum, a date or a name is asked for and the sentence holds one (retrieval/kinds.py), `period` where a year is asked for
and the sentence stands in the part of the report that is about it, half of it where none is and the sentence is one of
what was done, or planned, as asked (periods.py and leaning.py); `heading` where the question says a heading whole and
the sentence stands below it (headed.py); all in standard deviations of what is summed. `term` in [0, 1] is how near the
question is to what people say for an official term that the sentence holds
(retrieval/terms.py). A passage scores as its best sentence. Adding up normalised scores:
CombSUM of Fox and Shaw (TREC-2, 1994). docs/evaluation.md has the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.library import Library
from retrieval.errors import QuestionError
from retrieval.headed import below
from retrieval.hit import Hit
from retrieval.kinds import holds
from retrieval.leaning import leaning, leant
from retrieval.periods import AHEAD, in_period, relative, undated
from retrieval.query import Query
from retrieval.reranking import READ, reranked
from retrieval.runs import apart, scored_runs
from retrieval.terms import held_terms

Floats = NDArray[np.float32]

LEXICAL_WEIGHT = 3.0
KIND_WEIGHT = 2.0
PERIOD_WEIGHT = 2.0
TERM_WEIGHT = 3.0
HEADING_WEIGHT = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """What is known of the sentences for one question; all arrays are over `rows`, the sentences looked at.

    `score` is what ranks; `words` are those of the question that the lexicon looks for, `vector` is the question's,
    (dim,); `trust` in [0, 1] that of the lexicon in the question.
    """

    rows: NDArray[np.intp]
    score: Floats
    words: str
    vector: Floats
    trust: float


def search(library: Library, query: Query, k: int = 10) -> list[Hit]:
    """The best passages, best first, at most k; none where nothing is looked at."""
    return ranked(library, query, signals(library, query), k)


def signals(library: Library, query: Query) -> Signals:
    """The scores of every sentence within the query's reports. QuestionError for a report that the library lacks."""
    rows = _rows(library, query.within)
    folded = fold(query.understood)
    looked_in = [library.reports[i] for i in (library.reports if query.within is None else query.within)]
    lexical, asked = library.lexical, undated(folded, looked_in)
    vector = library.encoder.encode_query(folded)
    if not len(rows):
        return Signals(rows, np.empty(0, np.float32), asked, vector, 0.0)
    share = lexical.bigram_shares(asked)[rows]
    direction = 0 if query.years else leaning(folded, query.asks_for in ("number", "money"))
    if direction:
        period = leant(library, rows, direction)
    else:
        period = in_period(library, query.years, relative(folded), rows, bool(AHEAD.search(folded)))
    bonus = KIND_WEIGHT * _of_kind(library, query, rows) + PERIOD_WEIGHT * period
    bonus += HEADING_WEIGHT * below(library, looked_in, folded, rows)
    score = joined(
        nearness(library, vector, rows), lexical.words(asked)[rows], lexical.bigrams(asked)[rows], share, bonus
    )
    score += TERM_WEIGHT * held_terms(library, vector, rows)
    return Signals(rows, score, asked, vector, trust(share))


def nearness(library: Library, vector: Floats, rows: NDArray[np.intp]) -> Floats:
    """How near each sentence is by itself, with its headings and in its passage."""
    passages = library.whole.dense.scores(vector)[library.sentences.passage[rows]]
    return z(library.sentences.dense.scores(vector)[rows]) + z(library.context.scores(vector)[rows]) + 0.5 * z(passages)


def joined(meaning: Floats, words: Floats, bigrams: Floats, share: Floats, bonus: Floats) -> Floats:
    """The score without its terms: meaning is a sum of z-scores, BM25 and shares are as they come, the bonus is counted
    in standard deviations of what is summed."""
    weight = LEXICAL_WEIGHT * trust(share)
    return meaning + weight * (z(words) + z(bigrams) + z(share)) / 3 + (1 + weight) * bonus


def _of_kind(library: Library, query: Query, rows: NDArray[np.intp]) -> Floats:
    """1 for the sentences that hold the kind of answer asked for, 0 for the others and where no kind is asked for."""
    if query.asks_for is None:
        return np.zeros(len(rows), np.float32)
    folded = library.lexical.folded
    return np.array([holds(query.asks_for, folded[row]) for row in rows], np.float32)


def trust(share: Floats) -> float:
    """The largest part of the question's IDF mass that one sentence holds: 1 where one holds all of its bigrams."""
    return float(share.max())


def ranked(library: Library, query: Query, signals: Signals, k: int) -> list[Hit]:
    """The passages of the best sentences, those that stand close together read again (retrieval/reranking.py); of equal
    ones, the one that stands first."""
    best: dict[int, int] = {}
    for at in np.argsort(-signals.score, kind="stable"):
        passage = int(library.sentences.passage[signals.rows[at]])
        best.setdefault(passage, int(at))
        if len(best) >= max(k, READ):
            break
    found = [_hit(library, query, signals, passage, at) for passage, at in best.items()]
    return reranked(library, fold(query.understood), found)[:k]


def _hit(library: Library, query: Query, signals: Signals, passage: int, at: int) -> Hit:
    row, vector = signals.rows[at], signals.vector
    sentence = library.sentences.spans[row]
    every, near = scored_runs(library, query, signals.words, vector, passage, sentence)
    headed, mark = float(library.context.vectors[row] @ vector), every[0].span if every else sentence
    score, near = float(signals.score[at]), max(near, headed)
    return Hit(library.passages[passage], score, (mark,), near, runs=apart(every), every_run=every)


def _rows(library: Library, within: Sequence[str] | None) -> NDArray[np.intp]:
    """The sentences of the reports named; None: all sentences."""
    owner = library.sentences.passage
    if within is None:
        return np.arange(len(owner))
    for report_id in within:
        if report_id not in library.ranges:
            raise QuestionError(f"库中没有报告 {report_id};现有 {'、'.join(library.ranges) or '(空)'}。")
    ranges = [library.ranges[report_id] for report_id in dict.fromkeys(within)]
    kept = [np.flatnonzero((owner >= r.start) & (owner < r.stop)) for r in ranges]
    return np.sort(np.concatenate(kept)) if kept else np.empty(0, np.intp)


def z(scores: Floats) -> Floats:
    """Zero mean, unit variance; all zero where all are equal."""
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-6 else np.zeros_like(scores)
