"""A question of several places, or of several years → the same question of each of them.

What compares them is left out: each report is asked as if it alone were meant, so that its own words are found and
whether it answers can be judged. 湘鄂两省外贸差多少 asks 湖南外贸是多少 and 湖北外贸是多少; 近两年的赤字率怎么变 asks
2023年的赤字率是多少 and 2024年的赤字率是多少, of the reports that review or plan these years. What tells of a relation
(四川到重庆的高铁, 浙江对口支援四川) is no comparison, nor is what is told of a time (2015年到2019年建了多少高铁).
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from index.folding import fold
from report.model import Report
from retrieval import years
from retrieval.apart import YEARS, apart, compares, ordered, yearly
from retrieval.kinds import asked
from retrieval.places import COUNTED, short, spans
from retrieval.query import Query


def each(query: Query, reports: Mapping[str, Report]) -> list[tuple[str, Query]]:
    """One for each place, or for each year where no places are compared, in the order in which they are named, with
    what it is called; none where nothing is compared."""
    if len(query.places) > 1:
        return _by_place(query, reports)
    return _by_year(query, reports) if len(query.years) > 1 else []


def _by_place(query: Query, reports: Mapping[str, Report]) -> list[tuple[str, Query]]:
    folded = ordered(fold(query.understood))
    theirs: dict[str, list[str]] = {}
    for report_id in query.within or ():
        theirs.setdefault(reports[report_id].meta.place or "", []).append(report_id)
    at = spans(folded, theirs)
    if len(at) < len(theirs):
        return []
    alone = apart(folded, {place: (short(place), own) for place, own in at.items()}, COUNTED)
    return [
        (name := short(place), replace(_reworded(query, said), places=(name,), within=tuple(theirs[place])))
        for place, said in alone.items()
    ]


def _by_year(query: Query, reports: Mapping[str, Report]) -> list[tuple[str, Query]]:
    """A year that no report reviews or plans is asked of all that are looked in."""
    looked_in = {i: reports[i] for i in (reports if query.within is None else query.within) if i in reports}
    last = years.newest(looked_in.values())
    folded = years.tight(fold(query.understood), last)
    said = yearly(folded)
    at = {y: (f"{y}年", own) for y, own in years.spans(said, last).items()}
    if not years.asked_apart(looked_in, at) or (said == folded and _of_a_time(said)):
        return []
    return [
        (
            f"{year}年",
            replace(_reworded(query, alone), years=(year,), within=years.of_year(looked_in, year) or query.within),
        )
        for year, alone in apart(said, at, YEARS).items()
    ]


def _of_a_time(said: str) -> bool:
    """What is told of a range as a whole: 2019年到2023年建成多少高铁; not 2019-2023年的赤字率."""
    return bool(years.RANGE.search(said) and re.search("多少|几|了|建|完成", said)) and not compares(said)


def _reworded(query: Query, said: str) -> Query:
    """The query in other words."""
    return replace(query, understood=said, asks_for=asked(said))
