"""Hits → an answer, or silence with a reason and the nearest miss.

What decides is evidence, not a score: on one report, questions that it does not answer score as high as those it does
(another year, an attribute that the clause lacks). A year that is named must stand in the report, or be the one it
reviews or plans. Beyond that, a calibrated model weighs what the best sentences hold of what was asked
(retrieval/silence.py). For an encoder or cross-encoder that it was not calibrated with, two rules without a scale stand
in:

1. where a number, a sum, a date or a name is asked for, what it is about is not a word that the report never uses,
2. and the best passages hold an answer of that kind — asked only where the question is in words that the report
   knows (trust from a fifth on): of one in other words it cannot be said that its subject was found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from index.folding import fold
from index.library import Library
from report.model import Passage, Report, Span
from retrieval.comparison import each
from retrieval.kinds import SAID, Kind, asked, holds
from retrieval.query import Query, understand
from retrieval.search import Hit, Signals, ranked, signals
from retrieval.short import Short, short_answers
from retrieval.silence import Verdict, silent_about, trees_for, verdict
from retrieval.support import odds, support
from retrieval.trees import Trees
from retrieval.wanted import parts

JUDGED = 5  # passages that are judged, however many are asked for: what the trees were grown on
LOOKED_AT = 3  # passages in which the asked kind of answer must stand …
NARROW: tuple[Kind, ...] = ("money", "date")  # … but for these in the first: reports are full of other sums and dates
KNOWN = 0.2  # of the IDF mass of the question, in one sentence: from here on its subject is taken to be found
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
    judged = tuple(ranked(library, query, found, max(k, JUDGED)))
    hits = judged[:k]
    if not hits:
        return Answer(query, (), NOTHING)
    missing, told = _missing(library, query, found, judged)
    if missing is None or told == "doubtful":
        short = short_answers(library, query, hits) if missing is None else ()
        return Answer(query, hits, None, short, None if missing is None else f"未必提及{missing}")
    return Answer(query, hits, f"报告未提及{missing};相近的是「{_nearest(library, hits[0])}」")


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


def _missing(library: Library, query: Query, found: Signals, hits: Sequence[Hit]) -> tuple[str | None, Verdict]:
    """What the report is silent about, and how sure that is; None where nothing speaks against the hits."""
    reports = [library.reports[i] for i in (library.reports if query.within is None else query.within)]
    for year in query.years:
        if not any(_speaks_of(report, year) for report in reports):
            return f"{year}年", "silent"
    trees = trees_for(library.encoder.fingerprint)
    if trees is None:
        missing = _by_rule(library, query, found, hits)
        return missing, "silent" if missing else "answered"
    if len(query.places) > 1:  # a relation of places: no one passage need hold it
        return None, "answered"
    seen = support(library, query, hits, found.trust)
    told = verdict(seen, trees, partial(odds, library, seen))
    if told == "silent" and any(_found(library, query, trees, part) for part in parts(fold(query.understood))):
        told = "doubtful"  # no one sentence need hold all that is asked
    return None if told == "answered" else silent_about(seen), told


def _found(library: Library, query: Query, trees: Trees, part: str) -> bool:
    """Whether a part of the question would not be refused by itself."""
    alone = replace(query, understood=part, asks_for=asked(part))
    found = signals(library, alone)
    seen = support(library, alone, ranked(library, alone, found, JUDGED), found.trust)
    return verdict(seen, trees, partial(odds, library, seen)) != "silent"


def _by_rule(library: Library, query: Query, found: Signals, hits: Sequence[Hit]) -> str | None:
    if query.asks_for is None:
        return None
    absent = library.lexical.absent(found.words, found.rows)
    if absent and query.asks_for not in ("law", "name"):
        return f"“{absent[0]}”"
    if found.trust < KNOWN:
        return None
    looked_at = hits[: 1 if query.asks_for in NARROW else LOOKED_AT]
    texts = [library.reports[h.passage.report_id].text[h.passage.start : h.passage.end] for h in looked_at]
    return None if any(holds(query.asks_for, fold(text)) for text in texts) else f"所问的{SAID[query.asks_for]}"


def _speaks_of(report: Report, year: int) -> bool:
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    said = re.compile(rf"{year}|{chinese}|{chinese.replace('〇', '零')}")
    return year in (report.meta.year_covered, report.meta.year_planned) or bool(said.search(fold(report.text)))


def _nearest(library: Library, hit: Hit) -> str:
    start, end = hit.marks[0] if hit.marks else Span(hit.passage.start, hit.passage.end)
    return library.reports[hit.passage.report_id].text[start:end].rstrip(",，;；。")
