"""Names of laws: 《…》 in a draft against the 《…》 of the reports.

A name is the same only as a whole: 《预算法》 is not in a report that has 《预算法实施条例》 alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from report.model import Report, Span
from retrieval.align import cheapest, table, trace
from retrieval.differ import changes
from retrieval.folded import Folded, folded
from retrieval.locate import Place

_NAME = re.compile(r"《([^《》\n]{2,60})》")
_UNLIKE = 4  # one character in so many may differ


def named(draft: str, span: Span) -> list[Span]:
    """The names between 《》 in a span of the draft, without the marks."""
    return [Span(*found.span(1)) for found in _NAME.finditer(draft, *span)]


def locate_name(reports: Sequence[Report], name: str) -> list[Place]:
    """The places of a name; of the likest names where no report has it so, [] where none is like it."""
    mine, known = folded(name), _known(tuple(report.text for report in reports))
    best = [mine.text] if mine.text in known else _likest(mine.text, known)
    return [_place(reports[own], span, name, mine) for text in best for own, span in known[text]]


@lru_cache(maxsize=4)
def _known(texts: tuple[str, ...]) -> dict[str, list[tuple[int, Span]]]:
    """Each folded name with the texts and the places it stands in."""
    found: dict[str, list[tuple[int, Span]]] = {}
    for own, text in enumerate(texts):
        for span in named(text, Span(0, len(text))):
            found.setdefault(folded(text[span.start : span.end]).text, []).append((own, span))
    return found


def _likest(name: str, known: dict[str, list[tuple[int, Span]]]) -> list[str]:
    """The names that differ least, over their whole length, and by one character in four at most."""
    costs = {other: _cost(name, other) for other in known if abs(len(other) - len(name)) * _UNLIKE <= len(name)}
    least = min(costs.values(), default=len(name))
    return [other for other, cost in costs.items() if cost == least and cost * _UNLIKE <= len(name)]


def _cost(name: str, other: str) -> int:
    """The edits between two whole names: a mark no name holds stands at either end of both."""
    return cheapest(table(f"\n{name}\n", f"\n{other}\n"))


def _place(report: Report, span: Span, name: str, mine: Folded) -> Place:
    theirs = folded(report.text[span.start : span.end])
    runs = trace(table(mine.text, theirs.text), mine.text, theirs.text).runs
    printed, bounds = report.text[span.start : span.end], (0, len(mine.text), 0, len(theirs.text))
    told = changes(name, printed, mine, theirs, runs, bounds)
    moved = tuple(replace(c, report=Span(c.report.start + span.start, c.report.end + span.start)) for c in told)
    return Place(report, span, "altered" if moved else "exact" if printed == name else "equal", moved)
