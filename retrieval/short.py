"""Hits → the shortest spans that answer a how many, how much, which law, who or when; nothing where that is not sure.

    for short in short_answers(library, query, hits):
        print(library.reports[short.report_id].text[short.span.start : short.span.end])

For each part of the question (retrieval/wanted.py) every candidate in the first passages (retrieval/candidates.py)
gets a score of what speaks for it (retrieval/evidence.py). A softmax makes shares of the scores; the best one is said
if candidates with the same words have at least `SURE` of the whole. Where a number is asked for and the best one has
less than `CLEAR`, or its clause was read before, the sentences are read for where the answer stands
(retrieval/pointing.py), and the scores are counted again with that.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from index.folding import fold
from index.library import Library
from report.model import Span
from retrieval.candidates import Candidate, candidates
from retrieval.evidence import evidence, pointed_score, score
from retrieval.fitting import contradicts, is_speaker, measures, possible
from retrieval.hit import Hit
from retrieval.pointing import Pointing, stretch
from retrieval.query import Query
from retrieval.subject import brought, is_of
from retrieval.wanted import NUMBERS, SEVERAL, Sort, Want, wants

LOOKED_AT = 5  # passages
READ = 3  # … of which the sentences may be read
SURE = 0.4
CLEAR = 0.85
SLIGHT = 0.1  # share from which on the clause of a candidate is read
IN_CLAUSE = 0.1  # share of the question in the clause of what is marked in no first passage …
NAMED: Mapping[Sort, float] = {"name": 0.25, "who": 0.25}  # … and of these wherever they are

_BEFORE = re.compile(
    r"(?:(?<![赶反])超过?|突破|逾|(?<![附最邻])近|将近|接近|大约|(?<![节制合条契])约|不低于|不少于|不超过|不高于|至少)了?$"
)
_NEARLY = re.compile("以上|左右|以内|以下")
_AIM = re.compile(r"(?:以上|左右)?[、,，](?:并?力争|争取)(?:达到|实现|突破)?[\d.]+[%％](?:以上|左右)?")
_JOINT = re.compile("(?:以上|左右|以内|以下)?[、，和与及]?|以及")


@dataclass(frozen=True, slots=True)
class Short:
    """`span` of the report's text answers; who shows it checks it as any quotation. `of`: which of the places or years
    that are compared it is of (四川, 2023年, 四川2023年), "" where none are."""

    report_id: str
    span: Span
    of: str = ""


def short_answers(
    library: Library, query: Query, hits: Sequence[Hit], pointing: Pointing | None = None
) -> tuple[Short, ...]:
    """In the order in which they are asked for. A relation of several places is left to the passages; where they are
    compared, each is asked by itself (retrieval/comparison.py). `pointing` has what was read for the question before,
    None where nothing was: a longer stretch that was read is not read again, and what is told by it may differ."""
    asked = wants(fold(query.understood))
    if not hits or len(query.places) > 1:
        return ()
    pointing = pointing or Pointing(library)
    found: list[Candidate] = []
    for want in asked:
        best = _best(library, query, hits[:LOOKED_AT], want, found, pointing)
        whole = len(asked) == 1 and SEVERAL.search(fold(query.understood))
        found += [] if not best else _list(library, hits, want, best) if whole else [best]
    return tuple(
        dict.fromkeys(Short(hits[c.hit].passage.report_id, _whole(_text(library, hits[c.hit]), c)) for c in found)
    )


def _best(
    library: Library,
    query: Query,
    hits: Sequence[Hit],
    want: Want,
    told: Sequence[Candidate],
    pointing: Pointing,
) -> Candidate | None:
    """The candidate that is sure enough; None where none is. Of a follow-up on another thing, one of that thing."""
    left = [
        c for c in possible(library, query, hits, want) if measures(c, want) and all(c.span != t.span for t in told)
    ]
    left = _of_what_is_new(library, query, hits, left)
    if not left:
        return None
    seen = [evidence(library, query, hits, want, c, told) for c in left]
    words = [_text(library, hits[c.hit])[slice(*c.span)] for c in left]
    shares = _shares([score(one) for one in seen])
    top, same = _surest(words, shares)
    known = pointing.knows(want.asked, hits[left[top].hit].passage.report_id, left[top].clause)
    if want.sort in NUMBERS and (same < CLEAR or known):
        pointed = _pointed(hits, want, left, shares, pointing)
        if pointed:
            shares = _shares([pointed_score(one, at) for one, at in zip(seen, pointed, strict=True)])
            top, same = _surest(words, shares)
    best, hit = left[top], hits[left[top].hit]
    named = _names_it(want, seen[top]) or is_speaker(library, hit, best)
    return best if same >= SURE and named and not contradicts(library, hit, best, want) else None


def _of_what_is_new(library: Library, query: Query, hits: Sequence[Hit], left: Sequence[Candidate]) -> list[Candidate]:
    """Of a follow-up on another thing those that tell of it, by the words they count or else by their clause; and of
    its verb, where any does: 改建 may be said otherwise."""
    things, deeds = brought(query)
    found = list(left)
    for subjects, needed in ((things, True), (deeds, False)):
        own = [c for c in found if is_of(_folded(library, hits, c, c.what), subjects)]
        own = own or [c for c in found if is_of(_folded(library, hits, c, c.clause), subjects)]
        found = own if needed else own or found
    return found


def _folded(library: Library, hits: Sequence[Hit], this: Candidate, span: Span) -> str:
    return fold(_text(library, hits[this.hit])[slice(*span)])


def _shares(scores: Sequence[float]) -> list[float]:
    """A softmax."""
    most = max(scores)
    parts = [exp(one - most) for one in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def _surest(words: Sequence[str], shares: Sequence[float]) -> tuple[int, float]:
    """The candidate with the highest share, and the share of all with its words."""
    top = max(range(len(shares)), key=lambda i: shares[i])
    return top, sum(share for share, word in zip(shares, words, strict=True) if word == words[top])


def _pointed(
    hits: Sequence[Hit], want: Want, left: Sequence[Candidate], shares: Sequence[float], pointing: Pointing
) -> list[float]:
    """Of each candidate, how much of the answer stands in it, by a stretch of its sentence round the likeliest ones, or
    one that holds it and was read before; none where nothing was read, or trained for the encoder."""
    likely = sorted(zip(shares, left, strict=True), key=lambda one: -one[0])
    clauses: dict[tuple[str, Span], list[Span]] = {}
    for share, c in likely:
        if share >= SLIGHT and c.hit < READ:
            clauses.setdefault((hits[c.hit].passage.report_id, c.sentence), []).append(c.clause)
    read = {of: pointing.holding(want.asked, of[0], stretch(spans)) for of, spans in clauses.items()}
    if not read or not all(pointing.read(want.asked, report_id, [span]) for (report_id, _), span in read.items()):
        return []
    where = ((hits[c.hit].passage.report_id, c) for c in left)
    return [pointing.share(want.asked, of, pointing.holding(want.asked, of, c.span), c.span) for of, c in where]


def fit(library: Library, query: Query, hits: Sequence[Hit]) -> tuple[float, Mapping[str, float]] | None:
    """How well the best figure fits the number asked for, and what speaks for it; of several parts the worst. None
    where no number is asked for; a score of 0 and nothing where there is no figure of that sort."""
    found = [
        _fit(library, query, hits[:LOOKED_AT], want) for want in wants(fold(query.understood)) if want.sort in NUMBERS
    ]
    return min(found, key=lambda one: one[0]) if found else None


def _fit(library: Library, query: Query, hits: Sequence[Hit], want: Want) -> tuple[float, Mapping[str, float]]:
    seen = [evidence(library, query, hits, want, c, ()) for c in possible(library, query, hits, want)]
    return max(((score(one), one) for one in seen), key=lambda pair: pair[0], default=(0.0, {}))


def _names_it(want: Want, seen: Mapping[str, float]) -> bool:
    """A passage holds few names: a share of the whole says little, so the question's words must stand in the clause, or
    in the sentence where a person is asked for."""
    first = seen["marked"] and not seen["passage"] and want.sort not in NAMED
    held = seen["sentence" if want.sort == "who" else "counted"]  # a person's deed is told in the next clause
    return want.sort in NUMBERS or bool(first) or held >= NAMED.get(want.sort, IN_CLAUSE)


def _list(library: Library, hits: Sequence[Hit], want: Want, best: Candidate) -> list[Candidate]:
    """All of its list: 《A》《B》和《C》; 分别增长8%和10%."""
    text = _text(library, hits[best.hit])
    row = candidates(library.reports[hits[best.hit].passage.report_id], hits[best.hit], best.hit, want.sort)
    at = next(i for i, c in enumerate(row) if c.span == best.span)
    first = last = at
    while first and _JOINT.fullmatch(text[row[first - 1].span.end : row[first].span.start]):
        first -= 1
    while last + 1 < len(row) and _JOINT.fullmatch(text[row[last].span.end : row[last + 1].span.start]):
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
