"""A passage that was found: what ranking gives and all that judges, marks and answers takes."""

from dataclasses import dataclass

from report.model import Passage, Span
from retrieval.runs import Run


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; higher `score` is nearer. `marks` are whole clauses in it, most telling first; `near`
    is the cosine, in [-1, 1], of the question with the nearest run or with its sentence behind the headings, whichever
    is higher. `odds` are the log odds that the first of them answers, by the cross-encoder; None where it was not read
    again. `runs` are places of the sentence of the first mark, at most RUNS, nearest first, `every_run` all of its runs
    that were looked at; none for a sentence without clauses."""

    passage: Passage
    score: float
    marks: tuple[Span, ...]
    near: float
    odds: float | None = None
    runs: tuple[Run, ...] = ()
    every_run: tuple[Run, ...] = ()
