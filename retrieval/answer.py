"""Hits → an answer, or silence with a reason and the nearest miss (retrieval/judging.py)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from index.library import Library
from report.model import Passage, Span
from retrieval.comparison import each
from retrieval.hit import Hit
from retrieval.judging import JUDGED, judged
from retrieval.pointing import Pointing
from retrieval.query import Query, understand
from retrieval.search import ranked, signals
from retrieval.short import Short, short_answers

NOTHING = "库中没有可查的报告;请先加入报告。"


@dataclass(frozen=True, slots=True)
class Answer:
    """`refusal` is None where the hits answer; else the reason of silence, and the hits are the nearest misses.

    `short` are the shortest spans that answer, in the order asked for; none where that is not sure, and none in doubt.
    `doubt`: what the report may not tell, where that can neither be ruled out nor be said; None elsewhere. `compared`:
    how many places or years were asked one by one; the first hits are the best of each. 0 where none were."""

    query: Query
    hits: tuple[Hit, ...]
    refusal: str | None
    short: tuple[Short, ...] = ()
    doubt: str | None = None
    compared: int = 0


def ask(
    library: Library, text: str, before: Sequence[str] = (), within: Sequence[str] | None = None, k: int = 10
) -> Answer:
    """Understand, search and decide. QuestionError for a question that cannot be asked."""
    return decide(library, understand(text, before, within, library.reports), k)


def decide(library: Library, query: Query, k: int = 10) -> Answer:
    """The answer to a question that was understood. One that compares places or years is asked of each of them: the
    best passage of each comes before the second of any, and it is refused where none of them answers. One that tells
    of a relation of several places is not judged: no one passage need hold it."""
    alone = each(query, library.reports)
    return _compared(library, query, alone, k) if alone else _judged(library, query, k)


def _judged(library: Library, query: Query, k: int) -> Answer:
    found = signals(library, query)
    read = tuple(ranked(library, query, found, max(k, JUDGED)))
    if not read:
        return Answer(query, (), NOTHING)
    pointing = Pointing(library)
    told = judged(library, query, found, read, pointing)
    hits = told.hits[:k]
    if told.missing is None:
        return Answer(query, hits, None, short_answers(library, query, hits, pointing))
    if told.verdict == "doubtful":
        return Answer(query, hits, None, doubt=f"未必提及{told.missing}")
    return Answer(query, hits, f"报告未提及{told.missing};相近的是「{_nearest(library, told.hits[0])}」")


def _compared(library: Library, query: Query, alone: Sequence[tuple[str, Query]], k: int) -> Answer:
    """What one of them is silent or in doubt about is told as a doubt of the whole, where others answer. Short answers
    are of passages that are shown."""
    found = [(name, decide(library, one, k)) for name, one in alone]
    asked_of = sum(answer.compared or 1 for _, answer in found)
    turns = zip_longest(*(answer.hits for _, answer in found))
    best: dict[Passage, Hit] = {}
    for hit in (hit for turn in turns for hit in turn if hit):
        best.setdefault(hit.passage, hit)  # years side by side share a report
    hits = tuple(best.values())[:k]
    if all(answer.refusal is not None for _, answer in found):
        refusal = ";".join(f"{name}:{answer.refusal}" for name, answer in found)
        return Answer(query, hits, refusal, compared=asked_of)
    said = (replace(one, of=f"{name}{one.of}") for name, answer in found for one in answer.short)
    short = tuple(one for one in said if any(_holds(hit, one) for hit in hits))
    unsure = [name for name, answer in found if answer.refusal is not None or answer.doubt is not None]
    doubt = f"未必都提及所问的内容({'、'.join(unsure)})" if unsure else None
    return Answer(query, hits, None, short, doubt, asked_of)


def _holds(hit: Hit, short: Short) -> bool:
    passage = hit.passage
    return passage.report_id == short.report_id and passage.start <= short.span.start < passage.end


def _nearest(library: Library, hit: Hit) -> str:
    start, end = hit.marks[0] if hit.marks else Span(hit.passage.start, hit.passage.end)
    return library.reports[hit.passage.report_id].text[start:end].rstrip(",，;；。")
