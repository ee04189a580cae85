"""What of the hits is to be read with the question, and what was said: one question's work, no one text read twice.

By name: the best clauses of the first three passages, and the runs of clauses of the best sentence, of which the best
counts, by the cross-encoder; and whether the pointer finds an answer in the stretch round the best clauses. A sentence
of this genre is longer than what is read at once (index/crossencoder.py), and which of its clauses answers nearness
does not tell in doubt: so the first hit is marked anew where the runs were read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.folding import fold
from index.library import Library
from retrieval.hit import Hit
from retrieval.pointing import Pointing
from retrieval.reading import at_home
from retrieval.reranking import limited

RUN, POINTED = "answers run", "pointed"
PASSAGES = ("answers", "answers second", "answers third")
READINGS = (PASSAGES[0], POINTED, *PASSAGES[1:], RUN)
NOTHING = -99.0  # the log odds of a second or third passage where there is none
MARK_ODDS = 0.02  # a cosine of 0.02 for a run of clauses of which it is surer by one


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, put as the report of the texts would put it (retrieval/reading.py), and texts, of which the best
    counts; all of them folded. `odds` are the log odds that the first answers, where they were read in ranking; None
    elsewhere."""

    asked: str
    texts: tuple[str, ...]
    odds: float | None = None


def readings(library: Library, said: str, hits: Sequence[Hit]) -> dict[str, Reading]:
    """What the cross-encoder is to read, by the names of PASSAGES, those alone that there are, and RUN. `said` is the
    folded question; at least one hit."""
    found = [_reading(library, said, hit) for hit in hits[: len(PASSAGES)]]
    text = library.reports[hits[0].passage.report_id].text
    runs = tuple(fold(text[slice(*run.span)]) for run in hits[0].runs)
    return {**dict(zip(PASSAGES, found, strict=False)), RUN: Reading(found[0].asked, runs or found[0].texts)}


def _reading(library: Library, said: str, hit: Hit) -> Reading:
    report = library.reports[hit.passage.report_id]
    start, end = hit.marks[0] if hit.marks else (hit.passage.start, hit.passage.end)
    return Reading(at_home(said, report), (fold(report.text[start:end]),), hit.odds)


class Reader:
    """Asks the cross-encoder, and keeps what it said; and the pointer, which keeps that itself. `said` is the folded
    question, `first` the hit that the readings are of."""

    def __init__(
        self, library: Library, said: str, readings: Mapping[str, Reading], first: Hit, pointing: Pointing
    ) -> None:
        self._library = library
        self._asked = said
        self._readings = readings
        self._first = first
        self._pointing = pointing
        self._said = {(one.asked, one.texts[0]): one.odds for one in readings.values() if one.odds is not None}

    def __call__(self, names: Sequence[str]) -> dict[str, float]:
        """By name the log odds that the text answers, the best where there are several; very low for a passage that is
        not there. Without those that nothing was trained for."""
        told = self._by_cross_encoder([name for name in names if name != POINTED])
        odds = self._pointing.odds(self._asked, self._first) if POINTED in names else None
        if odds is not None:
            told[POINTED] = odds
        return {name: told[name] for name in names if name in told}

    def _by_cross_encoder(self, names: Sequence[str]) -> dict[str, float]:
        there = [self._readings[name] for name in names if name in self._readings]
        left = dict.fromkeys((one.asked, text) for one in there for text in one.texts)
        for asked in dict.fromkeys(asked for asked, _ in left):
            texts = [text for own, text in left if own == asked and (own, text) not in self._said]
            said = self._library.encoder.answers(asked, texts) if texts else ()
            if said is None:
                return {}
            self._said |= {(asked, text): float(one) for text, one in zip(texts, said, strict=True)}
        return {name: self._best(name) for name in names}

    def _best(self, name: str) -> float:
        one = self._readings.get(name)
        return max(self._said[one.asked, text] for text in one.texts) if one else NOTHING

    def marked(self) -> Hit:
        """The first hit with the mark that nearness and odds speak for; as it is where its runs were not read."""
        one = self._readings[RUN]
        if not self._first.runs or any((one.asked, text) not in self._said for text in one.texts):
            return self._first
        odds = [self._said[one.asked, text] for text in one.texts]
        scores = [run.score + MARK_ODDS * limited(odd) for run, odd in zip(self._first.runs, odds, strict=True)]
        at = scores.index(max(scores))
        mark = self._first.runs[at].span
        return replace(self._first, marks=(mark,), odds=odds[at])
