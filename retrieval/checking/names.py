"""Names of laws and of bodies in a draft against those of the reports.

A law's name is the same only as a whole: 《预算法》 is not in a report that has 《预算法实施条例》 alone. Nothing marks
where the name of a body begins: it is taken from the last word in front of it that no name holds.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from report.model import Report, Span
from report.quantities import quantities
from report.simplified import simplified
from retrieval.checking.align import cheapest, table, trace
from retrieval.checking.differ import changes
from retrieval.checking.edges import leaves_plan
from retrieval.checking.folded import Folded, folded
from retrieval.checking.grams import Grams
from retrieval.checking.locate import Place, locate

_LAW = re.compile(r"《([^《》\n]{2,60})》")
_NOT_IN_NAMES = "我你他们的和与及或由在向对经被将把请各该为了是据并等至到从以让使听取召开参加按照根据"
_BODY = re.compile(
    rf"[^\W\d_{_NOT_IN_NAMES}]{{1,14}}?(?:委员会|常委会|人民政府|人民法院|检察院|监察委|办公[厅室]|领导小组|指挥部|总队|"
    r"发展改革委|(?<![客大餐])厅|(?<![布格结大全当开时破政变战僵])局(?![面势部限]))(?![\u4e00-\u9fff]{0,2}(?:委员会|办公室))"
)
_OF_WHERE = re.compile(r"中华人民共和国|[\u4e00-\u9fff]{1,6}(?:省|市|州|县|区|自治区)")
_LONG = 5  # characters of a body's name, at least, where one may differ
_UNLIKE = 4  # one character in so many may differ


def laws(draft: str, span: Span) -> list[Span]:
    """The names between 《》 in a span of the draft, without the marks."""
    return [Span(*found.span(1)) for found in _LAW.finditer(draft, *span)]


def bodies(draft: str, span: Span) -> list[Span]:
    """The words in a span of the draft that end as the name of a body does; without the unit of a number in front of
    them (9个主管局)."""
    units = {at: q.end for q in quantities(draft, *span)[0] for at in range(q.start + 1, q.end)}
    found = (match.span() for match in _BODY.finditer(simplified(draft), *span))
    named = (Span(units.get(start, start), end) for start, end in found)
    return [name for name in named if name.start < name.end]


def locate_body(index: Grams, name: str) -> list[Place]:
    """The places of a body's name; of one that differs in one character behind its first, where no report has it so."""
    places = [_name_alone(name, place) for place in locate(index, name)]
    if not places or places[0].truth != "altered":
        return places
    at_front = any(change.draft.start == 0 for change in places[0].changes)
    return [] if at_front or places[0].cost > 1 or len(name) < _LONG else places


def _name_alone(name: str, place: Place) -> Place:
    """A name is no statement: what makes a plan of what is said (将审议) is no part of it."""
    left = place.changes[0] if len(place.changes) == 1 else None
    if left is None or left.was or left.draft.start or not leaves_plan(left.words):
        return place
    span = Span(left.report.end, place.span.end)
    same = place.report.text[slice(*span)] == name
    return replace(place, span=span, truth="exact" if same else "equal", changes=())


def locate_law(reports: Sequence[Report], name: str) -> list[Place]:
    """The places of a law's name; of the likest names where no report has it so, [] where none is like it."""
    mine, known = folded(name), _known(tuple(report.text for report in reports))
    best = [mine.text] if mine.text in known else _likest(mine.text, known)
    return [_place(reports[own], span, name, mine) for text in best for own, span in known[text]]


@lru_cache(maxsize=4)
def _known(texts: tuple[str, ...]) -> dict[str, list[tuple[int, Span]]]:
    """Each folded name with the texts and the places it stands in."""
    found: dict[str, list[tuple[int, Span]]] = {}
    for own, text in enumerate(texts):
        for span in laws(text, Span(0, len(text))):
            found.setdefault(folded(text[span.start : span.end]).text, []).append((own, span))
    return found


def _likest(name: str, known: dict[str, list[tuple[int, Span]]]) -> list[str]:
    """The names of which this is all but the state or the place in front (教师法); else those that differ least, over
    their whole length, and by one character in four at most."""
    if full := [other for other in known if other.endswith(name) and _OF_WHERE.fullmatch(other.removesuffix(name))]:
        return full
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
