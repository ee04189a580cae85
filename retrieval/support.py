"""What speaks for and against that the passages found answer the question, as numbers by name.

A score of the search says which passage is nearest, not whether it answers. Evidence does: is every word of the
question in the best sentence, by letter or by meaning (retrieval/cover.py); does it hold the kind of thing asked for
(retrieval/held.py); is it about the year and the place asked for; is there a figure that fits (retrieval/short.py).
The question can be read together with clauses, too (retrieval/readings.py): that takes longer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.folding import fold
from index.library import Library
from report.period import phases
from retrieval.cover import Read, covered, inside, lacking, read
from retrieval.held import Asked, held
from retrieval.hit import Hit
from retrieval.periods import relative
from retrieval.places import names
from retrieval.query import Query
from retrieval.readings import Reading, readings
from retrieval.short import fit

KNOWN = 0.4  # trust from which on a question is wholly in words that the report knows
LOOKED_AT = 3  # passages whose best sentence is read
IN_SENTENCE: tuple[Asked, ...] = ("unit", "money", "rank")  # a figure's unit may stand a clause away from its subject
IN_MARK: tuple[Asked, ...] = ("date", "where", "who", "name", "rate")


@dataclass(frozen=True, slots=True)
class Support:
    """`values` are numbers by name; what there is nothing to say about is left out and counts as 0.

    `kinds` are those asked for and not held. `lacking` are the question's nouns that the best clause misses, the most
    missed first, each with how much, in (0, 1]. `readings` by the names of PASSAGES and RUN, without those of a second
    or third passage where there is none.
    """

    values: Mapping[str, float]
    kinds: tuple[Asked, ...]
    lacking: tuple[tuple[str, float], ...]
    readings: Mapping[str, Reading]


def support(library: Library, query: Query, hits: Sequence[Hit], trust: float) -> Support:
    """For at least one hit; `trust` is that of the lexicon in the question (retrieval/search.py)."""
    said = fold(query.understood)
    asked, found = read(library, said, hits[:LOOKED_AT], _own(library, query, hits))
    best = found[0]
    mark = fold(best.report.text[slice(*hits[0].marks[0])]) if hits[0].marks else best.text
    kinds = _kinds(said, best, mark)
    values = {
        "known": min(trust / KNOWN, 1.0),
        "near": hits[0].near,
        **covered(library, asked, found, mark),
        **{f"{kind} {'held' if is_held else 'lacking'}": 1.0 for kind, is_held in kinds.items()},
        **_figure(library, query, hits),
        **_years(said, query, found),
    }
    missing = tuple(kind for kind, is_held in kinds.items() if not is_held)
    return Support(values, missing, lacking(asked, best, mark), readings(library, said, hits))


def _own(library: Library, query: Query, hits: Sequence[Hit]) -> set[str]:
    """What the places of the reports looked in are called; of all reports, that of the first hit."""
    looked_in = query.within or (hits[0].passage.report_id,)
    places = (library.reports[report_id].meta.place for report_id in looked_in)
    return {fold(name) for place in places if place for name in names(place)}


def _kinds(said: str, best: Read, mark: str) -> dict[Asked, bool]:
    near, far = held(said, mark, inside(best, mark)), held(said, best.text, best.words)
    return {
        k: is_held for part, kinds in ((far, IN_SENTENCE), (near, IN_MARK)) for k, is_held in part.items() if k in kinds
    }


def _figure(library: Library, query: Query, hits: Sequence[Hit]) -> dict[str, float]:
    """How well the best figure fits where a number is asked for."""
    found = fit(library, query, hits)
    if found is None:
        return {}
    score, seen = found
    return {"number asked": 1.0, "figure": score, "other period": float(seen.get("other period", 0.0))}


def _years(asked: str, query: Query, found: Sequence[Read]) -> dict[str, float]:
    """Whether the years asked for are those of the part in which the sentences stand, or printed in them."""
    meta = found[0].report.meta
    given = int(meta.delivered[:4]) if meta.delivered else None
    planned = meta.year_planned or (meta.year_covered + 1 if meta.year_covered else None)
    steps = [min(step, 0) if given == planned else step for step in relative(asked)]  # 明年: what it plans
    years = {*query.years, *(given + step for step in steps if given)}
    if not years:
        return {}
    unheard = [y for y in years if y not in (meta.year_covered, meta.year_planned)]
    elsewhere = [not _speaks_of(one, years) for one in found]
    return {
        "year unheard": float(sum(all(str(year) not in one.text for one in found) for year in unheard)),
        "other part": float(elsewhere[0]),
        "no part": float(all(elsewhere)),
    }


def _speaks_of(one: Read, years: set[int]) -> bool:
    part = next((p.year for p in phases(one.report) if p.span.start <= one.start < p.span.end), None)
    return part is None or part in years or any(str(year) in one.text for year in years)
