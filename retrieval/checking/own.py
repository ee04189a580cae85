"""What of a sentence is the draft's own, and stands in the way of finding the place of the rest.

Words in front that say who says it (会议指出,) are none of what is quoted, unless they name another than the report
(国务院报告显示,). Other clauses at either end that have little
in common with the place are left out only to find it: the statement is the whole sentence, they are shown as put in.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from report.model import Meta, Span
from report.segment import clauses
from retrieval.checking.differ import Change
from retrieval.checking.folded import folded
from retrieval.checking.found import Found
from retrieval.checking.locate import Place
from retrieval.checking.occasions import LEADS, is_told, told_then
from retrieval.checking.sources import SAYS, other_than
from retrieval.checking.statements import Sentence

_NEAR, _NOBODY = 60, 2  # characters in front of a place; of 会议, 大会
_LITTLE = 0.5  # of a clause that was only altered more stands at the place
_IN = r"[^，,：:。；;\d]"
_GIVING = rf"{_IN}{{2,20}}(?:代表{_IN}{{2,12}}|受{_IN}{{2,12}}委托)(?:向大会)?作{_IN}{{0,10}}报告时"
_LEADS = re.compile(LEADS)
_FRAME = re.compile(rf"{LEADS}(?:{_GIVING}|(?:{_IN}|(?:19|20)\d\d年){{0,20}})(?:{SAYS})(?:[，,：:]|(?=[“「『\"]))")


def without_frame(draft: str, sentence: Sentence, place: Place) -> Span:
    """The sentence without the words in front that say who says it, unless the report of the place has them too."""
    span = sentence.span
    found = _FRAME.match(draft, *span)
    if not found or found.end() >= span.end or folded(found[0]).text in folded(place.report.text).text:
        return span
    if tells_of_another(found[0], place):
        return span
    return Span(found.end(), span.end)


def is_compared(draft: str, span: Span, told: Sequence[Found]) -> bool:
    """Whether nothing stands there but who says it, and when (1月14日上午,省长张三丰说,), of a quotation right behind
    it that is as it stands in a report which that may mean: it needs no place of its own."""
    found = _FRAME.match(draft, span.start)
    if not found or found.end() < span.end or not is_told(found[0]):
        return False
    behind = (one for one in told if 0 <= one.span.start - span.end <= 2)
    there = [p for one in behind for p in one.places if p.truth != "altered" and not tells_of_another(found[0], p)]
    return bool(said_by(found[0], there))


def tells_of_another(words: str, place: Place) -> bool:
    """Whether the report itself says at the place who says it: 9月26日,中央政治局会议强调,. The day and the meeting may
    be others in the draft. Not where the words name nobody (会议指出)."""
    bare = folded(_LEADS.sub("", words, count=1)).text
    near = place.report.text[max(0, place.span.start - _NEAR) : place.span.end]
    return len(re.sub(rf"(?:{SAYS})$", "", bare)) > _NOBODY and bare in folded(near).text


def only_day(words: str) -> bool:
    """Whether a day with digits is all that stands in front of who says it: it is looked up by itself."""
    lead = _LEADS.match(words)
    return bool(lead and re.search(r"\d", lead[0]) and not lead["at"])


def said_by(words: str, places: Sequence[Place]) -> list[Place]:
    """The places in the reports that these words in front may mean (sources.py), or that have them themselves."""
    said = folded(words).text
    return [p for p in places if _may_mean(words, p.report.meta) or said in folded(p.report.text).text]


def _may_mean(words: str, meta: Meta) -> bool:
    return not other_than(words, meta) and told_then(words, meta)


def core(draft: str, span: Span, sentence: Sentence, place: Place) -> Span:
    """The clauses of a span but for the draft's own at either end; the span itself where all or none are. `place` is
    where the sentence was found."""
    parts = clauses(draft, span)
    own = [_is_own(part, sentence.span, place) and not _is_quoted(part, sentence) for part in parts]
    if all(own):
        return span
    return Span(parts[own.index(False)].start, parts[len(own) - 1 - own[::-1].index(False)].end)


def with_own(draft: str, span: Span, inner: Span, place: Place) -> Place:
    """The place of `inner` as that of `span`, with the words around it shown as put in."""
    by, size = inner.start - span.start, span.end - span.start
    lead, tail = draft[span.start : inner.start], draft[inner.end : span.end]
    found = [replace(c, draft=Span(c.draft.start + by, c.draft.end + by)) for c in place.changes]
    if folded(lead).text:
        found.insert(0, Change(Span(0, by), Span(place.span.start, place.span.start), lead, ""))
    if folded(tail).text:
        found.append(Change(Span(size - len(tail), size), Span(place.span.end, place.span.end), tail, ""))
    aligned = tuple(Span(run.start + by, run.end + by) for run in place.aligned)
    held = tuple(Span(run.start + by, run.end + by) for run in place.held)
    more = len(folded(lead).text) + len(folded(tail).text)
    truth = "altered" if more else place.truth
    return replace(place, truth=truth, changes=tuple(found), cost=place.cost + more, aligned=aligned, held=held)


def _is_own(part: Span, span: Span, place: Place) -> bool:
    """Whether little of a part of the draft stands at the place of the sentence `span`."""
    runs = ((run.start + span.start, run.end + span.start) for run in place.aligned)
    there = sum(max(0, min(end, part.end) - max(start, part.start)) for start, end in runs)
    return there < _LITTLE * (part.end - part.start)


def _is_quoted(part: Span, sentence: Sentence) -> bool:
    return any(quote.start < part.end and part.start < quote.end for quote in sentence.quotes)
