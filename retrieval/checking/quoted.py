"""What holds of a quotation beyond its words: its parts stand in order, and in a report that is said to say so; a word
that makes a plan of it may stand in front of its mark (力争“增长8%”)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from report.model import Span
from retrieval.checking.edges import is_plan, leaves_plan, whole
from retrieval.checking.found import Found
from retrieval.checking.locate import Place
from retrieval.checking.occasions import LEADS
from retrieval.checking.own import only_day, said_by, tells_of_another, with_own
from retrieval.checking.sources import SAYS
from retrieval.checking.statements import Sentence

_WHO = re.compile(  # 某市政府工作报告指出,去年,“
    rf"{LEADS}[^，,：:。；;”」』\"]{{0,40}}(?:{SAYS}|报告中?)[，,：:]?(?:[^，,：:。；;“”「」『』\"]{{1,8}}[，,])?\s*[“「『\"]$"
)
_REACH = 200  # characters of a clause in front; no clause of a report or a draft is longer
_CLAUSE = re.compile("[^，,：:。；;”」』]*$")


def in_order(parts: Sequence[Found]) -> list[Found]:
    """The parts of a quotation that leaves something out, those that stand as they are in the reports in which they
    stand one behind the other; [] where there is no such report: the quotation does not stand so."""
    there = [one.places for one in parts if is_there(one)]
    reports = {place.report.id for place in (there[0] if there else ()) if _follow(there, place.report.id)}
    if there and not reports:
        return []
    kept = ([p for p in one.places if not is_there(one) or p.report.id in reports] for one in parts)
    return [replace(one, places=tuple(own)) for one, own in zip(parts, kept, strict=True)]


def _follow(rows: Sequence[Sequence[Place]], report: str) -> bool:
    """Whether each row has a place in the report behind one of the row before."""
    at = 0
    for row in rows:
        ends = [place.span.end for place in row if place.report.id == report and place.span.start >= at]
        if not ends:
            return False
        at = min(ends)
    return True


def attributed(draft: str, sentence: Sentence, quote: Span, told: Sequence[Found]) -> list[Found]:
    """What was found of a quotation. What stands in no report that the words in front may mean (国务院报告显示,“…”) is
    told with them, as put in."""
    told = [_planned(draft, sentence, one) for one in told]
    found = _WHO.search(draft, sentence.span.start, quote.start)
    who = Span(found.start(), quote.start) if found else Span(quote.start, quote.start)
    return [_said(draft, who, one) if is_there(one) else one for one in told]


def _planned(draft: str, sentence: Sentence, one: Found) -> Found:
    """As it stands, where nothing is left out but a word in front that the clause before the mark has too, or of a plan
    where it has another of a plan."""
    place = one.places[0] if one.places else None
    if place is None or len(place.changes) != 1:
        return one
    (left,) = place.changes
    if left.was or left.draft.start or not _says(draft, sentence, one.span, left.words):
        return one
    span = Span(left.report.end, place.span.end)
    if leaves_plan(left.words) and whole(place.report.text, span).start < span.start:  # 拟不: what denies it too
        return one
    same = place.report.text[slice(*span)] == draft[slice(*one.span)]
    return replace(one, places=(replace(place, span=span, truth="exact" if same else "equal", changes=()),))


def _says(draft: str, sentence: Sentence, quote: Span, left: str) -> bool:
    """Whether the words in front of a quotation say what it leaves out. 将“…”变为现实 plans nothing."""
    end = len(draft[: quote.start].rstrip('“「『" '))
    before = _CLAUSE.search(draft, max(sentence.span.start, end - _REACH), end)
    if before is None or before.start() == end - _REACH:  # in doubt it does not
        return False
    if leaves_plan(left):
        behind = draft[quote.end : sentence.span.end].lstrip('”」』" ')
        front = draft[max(sentence.span.start, end - 10 * _REACH) : before.start()]
        return is_plan(front, before[0], behind) and not (behind[:1].isalnum() and before[0].endswith("将"))
    own = Span(end - len(left), quote.end)
    return before[0].endswith(left) and whole(draft, own).start == own.start


def _said(draft: str, who: Span, one: Found) -> Found:
    words = draft[slice(*who)]
    if own := said_by(words, one.places):
        return replace(one, places=tuple(own))
    if only_day(words) and any(tells_of_another(words, place) for place in one.places):
        return one
    span = Span(who.start, one.span.end)
    return Found(span, "statement", tuple(with_own(draft, span, one.span, place) for place in one.places))


def is_there(one: Found) -> bool:
    """It stands so, but for what folding makes equal."""
    return bool(one.places) and one.places[0].truth != "altered"
