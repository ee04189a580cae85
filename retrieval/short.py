"""Hits → the shortest spans that answer a how many, how much, which law, who or when; nothing where that is not sure.

    for short in short_answers(library, query, hits):
        print(library.reports[short.report_id].text[short.span.start : short.span.end])

For each part of the question (retrieval/wanted.py) every candidate in the first passages (retrieval/candidates.py)
gets a linear score of what speaks for it: its unit, the question's words in what it counts, in its sentence and near
it, the mark of its passage, its period and whether it is reached or promised. A softmax makes shares of the scores; the
best one is said if candidates with the same words have at least `SURE` of the whole. The weights are a conditional
logit (McFadden 1974) of the `number` questions of benchmarks/silence, rounded.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from index.folding import fold
from index.library import Library
from report.model import Span
from retrieval.candidates import Candidate, candidates
from retrieval.query import Query
from retrieval.search import Hit
from retrieval.wanted import NUMBERS, SERIES, SEVERAL, Sort, Want, wants

LOOKED_AT = 5  # passages
SURE = 0.4
NAMED: Mapping[Sort, float] = {"name": 0.25}  # share of the question in the clause of a name; 0.1 of a law or a date
NEAR = 12  # characters on either side of a candidate, in its clause

WEIGHTS = {
    "unit": 1.6, "sort": 0.9, "other sort": -1.4, "change unasked": -1.7, "change asked": 1.4,
    "counted": 2.9, "sentence": 1.1, "near": 1.4, "marked": 2.7, "passage": -0.5,
    "period": 2.2, "other period": -1.4, "kind": 1.3, "other kind": -1.1, "in question": -3.0, "beside": 2.0,
    "head": 1.0,
}  # fmt: skip

_AHEAD = re.compile(r"今年|[要想]|计划|准备|目标|力争|安排|拟")
_BEHIND = re.compile(r"去年|上年|[^为除]了(?!多少年)|已")
_LAST, _THIS = re.compile("去年|上年"), re.compile("今年")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_BEFORE = re.compile(
    r"(?:(?<![赶反])超过?|突破|逾|(?<![附最邻])近|将近|接近|大约|(?<![节制合条契])约|不低于|不少于|不超过|不高于|至少)了?$"
)
_NEARLY = re.compile("以上|左右|以内|以下")
_AIM = re.compile(r"(?:以上|左右)?[、,，](?:并?力争|争取)(?:达到|实现|突破)?[\d.]+[%％](?:以上|左右)?")
_LIST = re.compile("(?:以上|左右|以内|以下)?[、，和与及]?|以及")


@dataclass(frozen=True, slots=True)
class Short:
    """`span` of the report's text answers; who shows it checks it as any quotation."""

    report_id: str
    span: Span


def short_answers(library: Library, query: Query, hits: Sequence[Hit]) -> tuple[Short, ...]:
    """In the order in which they are asked for. Places that are compared (苏、浙谁更高) are left to the passages."""
    asked = wants(fold(query.text)) or wants(fold(query.understood))
    if not hits or len(query.places) > 1:
        return ()
    found: list[Candidate] = []
    for want in asked:
        best = _best(library, query, hits[:LOOKED_AT], want, found)
        found += [c for c in (_with_list(library, hits, query, want, best) if best else []) if c not in found]
    return tuple(
        dict.fromkeys(Short(hits[c.hit].passage.report_id, _whole(_text(library, hits[c.hit]), c)) for c in found)
    )


def _best(
    library: Library, query: Query, hits: Sequence[Hit], want: Want, told: Sequence[Candidate]
) -> Candidate | None:
    """The candidate that is sure enough; None where none is."""
    possible = [c for c in _possible(library, query, hits, want) if all(c.span != t.span for t in told)]
    if not possible:
        return None
    seen = [evidence(library, query, hits, want, c, told) for c in possible]
    scores = [sum(WEIGHTS[name] * value for name, value in one.items()) for one in seen]
    top = max(range(len(possible)), key=lambda i: scores[i])
    words = [_text(library, hits[c.hit])[slice(*c.span)] for c in possible]
    share = [exp(score - scores[top]) for score in scores]
    same = sum(s for s, word in zip(share, words, strict=True) if word == words[top])
    return possible[top] if same >= SURE * sum(share) and _names_it(want, seen[top]) else None


def _names_it(want: Want, seen: Mapping[str, float]) -> bool:
    """A passage holds few names: a share of the whole says little, so the question's words must stand in the clause."""
    first = seen["marked"] and not seen["passage"] and want.sort != "name"
    return want.sort in NUMBERS or want.sort == "who" or bool(first) or seen["counted"] >= NAMED.get(want.sort, 0.1)


def _possible(library: Library, query: Query, hits: Sequence[Hit], want: Want) -> list[Candidate]:
    found = [
        c for at, hit in enumerate(hits) for c in candidates(library.reports[hit.passage.report_id], hit, at, want.sort)
    ]
    if want.sort in NUMBERS:
        return [c for c in found if _fits(c, want)]
    if want.sort in ("law", "name"):
        said = fold(query.understood)
        return [c for c in found if fold(_text(library, hits[c.hit])[slice(*c.span)]).strip("《》“”") not in said]
    return found


def _fits(this: Candidate, want: Want) -> bool:
    """Whether it can be the answer at all: a time is asked for, and it is a time."""
    if this.series:
        return this.unit == want.unit
    if want.unit in SERIES and this.unit != want.unit:
        return False
    if want.sort in ("time", "money", "rank") or (want.sort == "rate" and not want.grows):
        return this.sort == want.sort
    no_rate = ("rate",) if want.sort == "amount" else ()
    return this.sort not in ("rank", *no_rate, *(("money", "rate", "time") if want.sort in ("count", "people") else ()))


def evidence(
    library: Library, query: Query, hits: Sequence[Hit], want: Want, this: Candidate, told: Sequence[Candidate]
) -> dict[str, float]:
    """What speaks for a candidate and against it, under the names of `WEIGHTS`; what is absent is 0."""
    text, hit = _text(library, hits[this.hit]), hits[this.hit]
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
        "head": bool(want.head) and want.head in fold(text[slice(*this.what)]),
        "beside": any(c.sentence == this.sentence and c.hit == this.hit for c in told),
        **_time(library, query, hit, this),
    }


def _time(library: Library, query: Query, hit: Hit, this: Candidate) -> dict[str, float]:
    """Whether the year and the kind of the figure, reached or promised, are those of the question."""
    year, said = _year(library, query, hit), query.understood
    ahead = bool(_AHEAD.search(said)) and not _LAST.search(said)
    behind = bool(_BEHIND.search(said)) and not ahead
    told = {"target": (ahead, behind), "actual": (behind, ahead)}.get(this.kind or "", (False, False))
    return {
        "period": year is not None and this.period == str(year),
        "other period": year is not None and this.period not in (None, str(year)),
        "kind": told[0],
        "other kind": told[1],
    }


def _year(library: Library, query: Query, hit: Hit) -> int | None:
    meta = library.reports[hit.passage.report_id].meta
    if query.years:
        return query.years[0]
    if _LAST.search(query.understood):
        return meta.year_covered
    return meta.year_planned if _THIS.search(query.understood) else None


def _with_list(library: Library, hits: Sequence[Hit], query: Query, want: Want, best: Candidate) -> list[Candidate]:
    """The others of its list (《A》《B》和《C》; 分别增长8%和10%) where several are asked for."""
    if not SEVERAL.search(fold(query.text)):
        return [best]
    text = _text(library, hits[best.hit])
    row = candidates(library.reports[hits[best.hit].passage.report_id], hits[best.hit], best.hit, want.sort)
    at = next(i for i, c in enumerate(row) if c.span == best.span)
    first = last = at
    while first and _LIST.fullmatch(text[row[first - 1].span.end : row[first].span.start]):
        first -= 1
    while last + 1 < len(row) and _LIST.fullmatch(text[row[last].span.end : row[last + 1].span.start]):
        last += 1
    return row[first : last + 1]


def _whole(text: str, this: Candidate) -> Span:
    """With the words that say how near it is (超过, 以上), and a second aim behind it (15%以上、力争达到20%)."""
    if this.sort not in NUMBERS:
        return this.span
    before = _BEFORE.search(text[this.clause.start : this.span.start])
    start = this.clause.start + before.start() if before else this.span.start
    behind = _AIM.match(text, this.span.end, this.clause.end) or _NEARLY.match(text, this.span.end, this.clause.end)
    return Span(start, behind.end() if behind else this.span.end)


def _text(library: Library, hit: Hit) -> str:
    return library.reports[hit.passage.report_id].text
