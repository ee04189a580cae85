"""The first mark, chosen anew by where the answer stands in its sentence (retrieval/pointing.py).

Nearness tells which clauses of a sentence are about the matter; which of them says what is asked, reading the sentence
with the question tells. What is set here was set with the marks of benchmarks/silence, benchmarks/organs and the known
questions in view, and to hold the time (docs/decisions.md, 64).
"""

from dataclasses import replace

from index.folding import fold
from index.library import Library
from report.model import Span
from retrieval.hit import Hit
from retrieval.pointing import Pointing, stretch_of
from retrieval.query import Query

CLOSE = 0.12  # a place that is nearer than the next by more than this stays marked, and nothing is read
KNOWN = 0.35  # … nor where the nearest has so much of the question's words: there words tell
POINTED = 0.4  # what a run gains that has the whole answer …
KEPT = 0.1  # … and what one gains that meets the mark so far


def remarked(library: Library, query: Query, hit: Hit, pointing: Pointing) -> Hit:
    """The hit with the run marked that nearness, the mark so far and the pointer speak for; its odds are of the mark so
    far, and None where that is another. As it is where nothing is close or nothing was trained for the encoder."""
    if len(hit.runs) < 2 or hit.runs[0].known >= KNOWN or hit.runs[0].score - hit.runs[1].score > CLOSE:
        return hit
    asked, report_id = fold(query.understood), hit.passage.report_id
    read = stretch_of(hit)
    if not pointing.read(asked, report_id, [read]):
        return hit
    runs = [run for run in hit.every_run if read.start <= run.span.start and run.span.end <= read.end]
    scores = [
        run.score + POINTED * pointing.share(asked, report_id, read, run.span) + KEPT * _meet(run.span, hit.marks[0])
        for run in runs
    ]
    mark = runs[scores.index(max(scores))].span
    return hit if mark == hit.marks[0] else replace(hit, marks=(mark,), odds=None)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
