"""The quotations of a sentence of which the rest was found: which are looked up by themselves, and what is left.

    全年共召开会议7次，“制定地方性法规3部”。   →   全年共召开会议7次   and   制定地方性法规3部

A quotation that is a clause at either end can be left out of the sentence. One in the middle cannot, nor one for which
the place has other words: what the sentence says there was altered, wherever else the quotation may stand.
"""

from collections.abc import Sequence

from report.model import Span
from report.segment import CLOSERS, strip
from retrieval.checking.found import Found, Unchecked
from retrieval.checking.likeness import Draft
from retrieval.checking.statements import Sentence

_PARTS = "，,；;：:。"


def drafts_own(draft: Draft, sentence: Sentence, whole: Found) -> tuple[Span, ...]:
    """The quotations of a sentence that was altered, but for those that its place has with their marks."""
    place = whole.places[0]
    if place.truth != "altered":
        return ()
    there = place.report.text[max(0, place.span.start - 1) : place.span.end + 1]
    return tuple(quote for quote in sentence.quotes if draft.text[quote.start - 1 : quote.end + 1] not in there)


def without(draft: Draft, sentence: Sentence, whole: Found, told: Sequence[Found]) -> Sentence | None:
    """The sentence without the quotations `told` at its ends that can be left out; None where nothing else is in it."""
    start, end = sentence.span
    quotes = list(sentence.quotes)
    while quotes and _closes(draft, quotes[-1], end) and _may_go(quotes[-1], whole, told):
        end = _trimmed(draft.text, start, quotes.pop().start - 1)
    while quotes and _opens(draft, quotes[0], start) and _may_go(quotes[0], whole, told):
        start = quotes.pop(0).end
        start += len(draft.text[start:end]) - len(draft.text[start:end].lstrip(CLOSERS + _PARTS))
    span = strip(draft.text, Span(start, max(start, end)))
    return Sentence(span, tuple(quotes), False) if draft.length(span) else None


def all_told(whole: Found, rest: Span, again: Sequence[Found | Unchecked]) -> bool:
    """Whether what differed in the `rest` of a sentence is told of it by itself too (`again`), or stands in a report
    so; what the place has more in front of the rest or behind it is none of it."""
    found = [one for one in again if isinstance(one, Found) and one.places]
    by = whole.span.start
    edges = [(change.draft.start + by, change.draft.end + by) for change in whole.places[0].changes]
    inside = [Span(max(a, rest.start), min(b, rest.end)) for a, b in edges if a < b and a < rest.end and rest.start < b]
    inside += [Span(a - 1, a + 1) for a, b in edges if a == b and rest.start < a < rest.end]
    return bool(found) and all(any(_tells(one, at) for one in found) for at in inside)


def _tells(one: Found, at: Span) -> bool:
    same = one.places[0].truth != "altered"
    return any(_meet(at, other) for other in ([one.span] if same else _differing(one)))


def _differing(one: Found) -> list[Span]:
    """Where a statement differs from its place; what it leaves out is seen between two characters."""
    by, changes = one.span.start, one.places[0].changes
    return [Span(c.draft.start + by - (not c.was), c.draft.end + by + (not c.was)) for c in changes]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _closes(draft: Draft, quote: Span, end: int) -> bool:
    """Whether a quotation is the last clause."""
    before = draft.text[: quote.start - 1].rstrip()
    return not draft.length(Span(quote.end, end)) and before[-1:] in tuple(_PARTS)


def _opens(draft: Draft, quote: Span, start: int) -> bool:
    """Whether it is the first."""
    behind = draft.text[quote.end :].lstrip(CLOSERS)
    return not draft.length(Span(start, quote.start)) and behind[:1] in tuple(_PARTS)


def _may_go(quote: Span, whole: Found, told: Sequence[Found]) -> bool:
    """Whether the place has all of it or nothing in its stead, or it was altered by itself too."""
    own = [one for one in told if quote.start <= one.span.start and one.span.end <= quote.end]
    if not own:
        return False
    by = whole.span.start
    met = [c for c in whole.places[0].changes if c.draft.start + by < quote.end and quote.start < c.draft.end + by]
    gone = any(c.draft.start + by <= quote.start and quote.end <= c.draft.end + by and not c.words for c in met)
    altered = any(not one.places or one.places[0].truth == "altered" for one in own)
    return not met or gone or altered


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(_PARTS + " \u3000"))
