"""Hits that stand close together → read again, question and marked clauses as one text, by the cross-encoder.

Nearness tells whether they are about the same, not whether what is asked is told (index/crossencoder.py). So that it
takes no longer for most questions, only the first `READ` are read, and of them those that it may bring to the front: of
the questions of benchmarks/silence and benchmarks/organs every fifth has two.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.folding import fold
from index.library import Library
from retrieval.hit import Hit
from retrieval.reading import at_home

READ = 3  # hits
WEIGHT = 0.2  # a hit gains 0.2 of its log odds
LIMIT = 5.0  # which count from -5 to 5


def reranked(library: Library, asked: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those that were read in their new order, with the scores of the places they come to: the others stay
    behind them. `asked` is the folded question, each hit has its marks. As they were where one stands alone in front,
    and with an encoder that has no cross-encoder."""
    close = [hit for hit in hits[:READ] if hits[0].score - hit.score < 2 * WEIGHT * LIMIT]
    if len(close) < 2:
        return list(hits)
    read = _read(library, asked, close)
    told = sorted(read, key=lambda hit: -hit.score - WEIGHT * limited(hit.odds or 0.0))
    return [*(replace(hit, score=place.score) for hit, place in zip(told, close, strict=True)), *hits[len(close) :]]


def _read(library: Library, asked: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits with their log odds, None where nothing tells. Those of reports that would ask in the same words are
    read together."""
    told = list(hits)
    reports = [library.reports[hit.passage.report_id] for hit in hits]
    put = [at_home(asked, report) for report in reports]
    for question in dict.fromkeys(put):
        own = [i for i, one in enumerate(put) if one == question]
        texts = [fold(reports[i].text[slice(*hits[i].marks[0])]) for i in own]
        found = library.encoder.answers(question, texts)
        for i, one in zip(own, found if found is not None else [], strict=found is not None):
            told[i] = replace(hits[i], odds=float(one))
    return told


def limited(odds: float) -> float:
    """The log odds of the cross-encoder or the pointer, as far as they count."""
    return min(max(odds, -LIMIT), LIMIT)
