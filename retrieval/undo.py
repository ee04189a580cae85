"""What was understood of a question → the same question without some of it.

>>> understand_without("那解决了多少?", ("热线反映了多少问题?",), None, {}, ("understood",)).understood
'那解决了多少?'
>>> understand_without("2022年解决了多少?", (), None, {}, ("years",)).years
()
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from report.model import Report
from retrieval.query import Query, understand

UNDOABLE = ("understood", "places", "years")
"""Fields of Query, in the order in which they are told."""


def understand_without(
    text: str,
    before: Sequence[str],
    within: Sequence[str] | None,
    reports: Mapping[str, Report],
    undone: Collection[str],
) -> Query:
    """`undone` are names of UNDOABLE: `understood` leaves the questions before aside and takes the words
    as they were typed, `places` looks in all reports
    where none were named, `years` asks of no year."""
    if "places" in undone and within is None:
        within = tuple(reports)
    query = understand(text, before, within, reports, literal="understood" in undone)
    return replace(query, years=()) if "years" in undone else query
