"""Hits → whether the report answers, and what it is silent about.

What decides is evidence, not a score: on one report, questions that it does not answer score as high as those it does
(another year, an attribute that the clause lacks). A year that is named must stand in the report, or be the one it
reviews or plans. Beyond that, a calibrated model weighs what the best sentences hold of what was asked
(retrieval/silence.py). For an encoder, cross-encoder or pointer that it was not calibrated with, two rules without a
scale stand in:

1. where a number, a sum, a date or a name is asked for, what it is about is not a word that the report never uses,
2. and the best passages hold an answer of that kind — asked only where the question is in words that the report
   knows (trust from a fifth on): of one in other words it cannot be said that its subject was found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.folding import fold
from index.library import Library
from report.model import Report
from retrieval.headed import said_headings
from retrieval.hit import Hit
from retrieval.kinds import SAID, Kind, asked, holds
from retrieval.pointing import Pointing
from retrieval.query import Query
from retrieval.readings import Reader
from retrieval.remarking import remarked
from retrieval.search import Signals, ranked, signals
from retrieval.silence import Verdict, silent_about, trees_for, verdict
from retrieval.support import support
from retrieval.trees import Trees
from retrieval.wanted import parts

JUDGED = 5  # passages that are judged, however many are asked for: what the trees were grown on
LOOKED_AT = 3  # passages in which the asked kind of answer must stand …
NARROW: tuple[Kind, ...] = ("money", "date")  # … but for these in the first: reports are full of other sums and dates
KNOWN = 0.2  # of the IDF mass of the question, in one sentence: from here on its subject is taken to be found


@dataclass(frozen=True, slots=True)
class Judged:
    """`missing` is what the report is silent about, to follow 报告未提及; None where nothing speaks against the hits.
    Of the `hits` the first is marked anew where there was doubt (retrieval/readings.py) or two places of its sentence
    are as near (retrieval/remarking.py)."""

    missing: str | None
    verdict: Verdict
    hits: tuple[Hit, ...]


def judged(library: Library, query: Query, found: Signals, hits: tuple[Hit, ...], pointing: Pointing) -> Judged:
    """Of at least one hit, best first: JUDGED of them, or all that there are. `pointing` keeps what is read of them."""
    reports = [library.reports[i] for i in (library.reports if query.within is None else query.within)]
    unheard = next((year for year in query.years if not any(_speaks_of(report, year) for report in reports)), None)
    if unheard is not None:
        return Judged(f"{unheard}年", "silent", hits)
    trees = trees_for(library.encoder.fingerprint)
    if trees is None:
        missing = _by_rule(library, query, found, hits)
        return Judged(missing, "silent" if missing else "answered", hits)
    if len(query.places) > 1:  # a relation of places: no one passage need hold it
        return Judged(None, "answered", hits)
    return _by_trees(library, query, found, hits, trees, pointing)


def _by_trees(
    library: Library, query: Query, found: Signals, hits: tuple[Hit, ...], trees: Trees, pointing: Pointing
) -> Judged:
    seen = support(library, query, hits, found.trust)
    said = fold(query.understood)
    reader = Reader(library, said, seen.readings, hits[0], pointing)
    told = verdict(seen, trees, reader)
    if told == "silent" and any(_is_found(library, query, trees, part, pointing) for part in parts(said)):
        told = "doubtful"  # no one sentence need hold all that is asked
    if told == "silent" and not seen.kinds and _stands_below(library, query, hits[0]):
        told = "doubtful"  # below the very heading that is said
    first = reader.marked()
    shown = (first if told == "silent" else remarked(library, query, first, pointing), *hits[1:])
    if told == "answered":
        return Judged(None, told, shown)
    lacked = (
        seen if shown[0].marks == hits[0].marks else support(library, query, shown, found.trust)
    )  # by the mark that is shown
    return Judged(silent_about(lacked), told, shown)


def _stands_below(library: Library, query: Query, hit: Hit) -> bool:
    """Whether the hit is what stands below a heading that the question says whole."""
    report, passage = library.reports[hit.passage.report_id], hit.passage
    said = said_headings(report, fold(query.understood))
    return any(one.start < passage.end and passage.start < one.end for one in said)


def _is_found(library: Library, query: Query, trees: Trees, part: str, pointing: Pointing) -> bool:
    """Whether a part of the question would not be refused by itself."""
    alone = replace(query, understood=part, asks_for=asked(part))
    found = signals(library, alone)
    hits = ranked(library, alone, found, JUDGED)
    seen = support(library, alone, hits, found.trust)
    return verdict(seen, trees, Reader(library, fold(part), seen.readings, hits[0], pointing)) != "silent"


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
