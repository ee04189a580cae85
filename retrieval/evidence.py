"""What speaks for a candidate of a short answer, and against it, as one score.

Each piece of evidence is in [0, 1] (but for `passage`, the place of its passage among the hits) and has one weight. The
weights (but for `averaged`, which is a rule) are a conditional logit (McFadden 1974), fitted to the `number` questions
of benchmarks/silence and those of its paraphrases whose answer has a number, rounded; cross-validated by report they
choose as well (docs/history). Where sentences were read for where the answer stands (retrieval/pointing.py) the
weights are others, POINTED_WEIGHTS, fitted by benchmarks/short/fit.py; of these, `averaged` and `beside` are rules, and
those of the time are twice what they are without reading, lest the pointer outweigh a year: these questions ask one
report, and name no year.
"""

import re
from collections.abc import Mapping, Sequence
from math import log1p

from index.folding import fold
from index.lexical import bigrams
from index.library import Library
from report.model import Span
from retrieval.candidates import Candidate
from retrieval.hit import Hit
from retrieval.leaning import leaning
from retrieval.query import Query
from retrieval.wanted import NUMBERS, Want

WEIGHTS = {
    "unit": 1.5, "sort": 1.0, "other sort": -0.7, "change unasked": -1.9, "change asked": 1.0,
    "counted": 1.9, "nothing else": 3.3, "sentence": 1.5, "near": 1.3, "marked": 2.3, "passage": -1.2,
    "period": 1.7, "other period": -1.7, "kind": 1.3, "other kind": -1.3, "in question": -2.0, "beside": 2.0,
    "averaged": -3.0,
}  # fmt: skip
POINTED_WEIGHTS = {
    "unit": 1.2, "sort": 0.2, "other sort": -0.4, "change unasked": -0.6, "change asked": 0.8,
    "counted": 0.3, "nothing else": 2.0, "sentence": 3.9, "near": -1.0, "marked": 1.4, "passage": -2.2,
    "period": 3.4, "other period": -3.4, "kind": 2.6, "other kind": -2.6, "in question": -0.3, "beside": 2.0,
    "averaged": -3.0, "pointed": 1.1,
}  # fmt: skip
FAINT = 0.01  # of the answer: less says nothing
NEAR = 12  # characters on either side of a candidate, in its clause
_AHEAD = re.compile(r"[要想]|计划|准备|目标|力争|安排|拟")
_BEHIND = re.compile(r"去年|上年|[^为除]了(?!多少年)|已")
_LAST, _THIS = re.compile("去年|上年"), re.compile("今年")
_AVERAGE = re.compile("年均|平均每年|年平均")  # of several years, where one is asked for
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def score(evidence: Mapping[str, float]) -> float:
    """Higher is likelier."""
    return sum(WEIGHTS[name] * value for name, value in evidence.items())


def pointed_score(evidence: Mapping[str, float], pointed: float) -> float:
    """The same where the sentences were read; `pointed`, in [0, 1], is how much of the answer stands in the
    candidate."""
    known = sum(POINTED_WEIGHTS[name] * value for name, value in evidence.items())
    return known + POINTED_WEIGHTS["pointed"] * log1p(pointed / FAINT)


def evidence(
    library: Library, query: Query, hits: Sequence[Hit], want: Want, this: Candidate, told: Sequence[Candidate]
) -> dict[str, float]:
    """What speaks for a candidate and against it, under the names of `WEIGHTS`; what is absent is 0."""
    hit = hits[this.hit]
    text = library.reports[hit.passage.report_id].text
    said = fold(query.understood)
    near = Span(max(this.clause.start, this.span.start - NEAR), min(this.clause.end, this.span.end + NEAR))
    mark = hit.marks[0] if hit.marks else Span(0, 0)
    digits = set(_DIGITS.findall(fold(text[slice(*this.span)])))
    share = library.lexical.bigram_share
    known = want.sort not in ("number", "amount") and want.sort in NUMBERS
    return {
        "unit": bool(want.unit) and this.unit.split("/")[0] == want.unit,
        "sort": this.sort == want.sort,
        "other sort": known and this.sort != want.sort,
        "change unasked": this.grows and not want.grows,
        "change asked": this.grows and want.grows,
        "counted": share(want.focus, text[slice(*this.what)]),
        "sentence": share(want.focus, text[slice(*this.sentence)]),
        "near": share(want.focus, text[slice(*near)]),
        "marked": mark.start <= this.span.start and this.span.end <= mark.end,
        "passage": this.hit,
        "in question": bool(digits) and digits <= set(_DIGITS.findall(said)),
        "averaged": "均" not in said and bool(_AVERAGE.search(text[this.clause.start : this.span.start])),
        "nothing else": _asked_for(want.focus, fold(text[slice(*this.what)])),
        "beside": any(c.sentence == this.sentence and c.hit == this.hit for c in told),
        **_time(library, query, hit, this),
    }


def _asked_for(focus: str, what: str) -> float:
    """The share of what is counted that the question has too: 全团建议 where 建议 is asked for has more than that."""
    held, asked = bigrams(what), set(bigrams(focus))
    return sum(pair in asked for pair in held) / len(held) if held else 0.0


def _time(library: Library, query: Query, hit: Hit, this: Candidate) -> dict[str, float]:
    """Whether the year and the kind of the figure, reached or promised, are those of the question."""
    year, said = _year(library, query, hit), query.understood
    this_year = bool(_THIS.search(said))
    ends = this_year and year == library.reports[hit.passage.report_id].meta.year_covered  # given as its year ends
    leans = 0 if query.years else leaning(fold(said), True)  # 有多少家 asks how many there are
    ahead = (bool(_AHEAD.search(said)) or leans > 0 or (this_year and not ends)) and not _LAST.search(said)
    behind = (bool(_BEHIND.search(said)) or leans < 0 or ends or _reviewed(library, query)) and not ahead
    told = {"target": (ahead, behind), "actual": (behind, ahead)}.get(this.kind or "", (False, False))
    return {
        "period": year is not None and this.period == str(year),
        "other period": year is not None and this.period not in (None, str(year)),
        "kind": told[0],
        "other kind": told[1],
    }


def _reviewed(library: Library, query: Query) -> bool:
    """Whether a report that is looked in reviews the year that is named."""
    looked_in = library.reports if query.within is None else query.within
    return bool(query.years) and any(library.reports[i].meta.year_covered == query.years[0] for i in looked_in)


def _year(library: Library, query: Query, hit: Hit) -> int | None:
    """The year that is named; 去年 and 今年 as the report says them, which may be given as the year it reviews ends."""
    meta = library.reports[hit.passage.report_id].meta
    given = int(meta.delivered[:4]) if meta.delivered else meta.year_planned
    if query.years:
        return query.years[0]
    if _LAST.search(query.understood):
        return given - 1 if given else meta.year_covered
    return given if _THIS.search(query.understood) else None
