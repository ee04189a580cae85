"""A draft → what of it is looked up, each with the places found.

A sentence is looked up whole, then without the words that are the draft's own. Where it stands nowhere, its figures are
looked for in other words, then its quotations and the names in it one by one (retrieval/checking/elsewhere.py).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.model import Span
from retrieval.checking.borders import at_borders
from retrieval.checking.elsewhere import claimed, laws_beside, nowhere, own_words, with_rest
from retrieval.checking.found import Found, Unchecked
from retrieval.checking.grams import Grams
from retrieval.checking.likeness import SHORT, Draft, holds, is_close, is_near, listed, may_be, one_place
from retrieval.checking.locate import Place, locate, verbatim
from retrieval.checking.mended import mended
from retrieval.checking.names import laws
from retrieval.checking.overlong import TOO_LONG, cut, is_overlong
from retrieval.checking.own import core, is_compared, said_by, with_own, without_frame
from retrieval.checking.quoted import attributed, in_order, is_there
from retrieval.checking.rounding import agreement
from retrieval.checking.set_apart import all_told, drafts_own, without
from retrieval.checking.statements import (
    Sentence,
    fills_line,
    has_figure,
    is_numbering,
    outside,
    parts_of,
    unnumbered,
)

_MOST = 3  # statements that tell which report a draft speaks of
_CORE, _LEAST_CORE = 0.4, 8  # of a sentence, and characters, that tell its place without the draft's own words


def look_up(index: Grams, text: str) -> tuple[list[Found | Unchecked], tuple[str, ...]]:
    """In the order of the draft; and the ids of the reports it speaks of: those of the one place it names, else the one
    that most of it stands in, else (). What tells figures in its own words and stands nowhere is looked up once more in
    the latter."""
    draft = Draft(text, index, one_place(index, text))
    found = list(_looked_up(draft))
    if draft.about or not (main := _main(found)):
        return found, draft.about
    again = replace(draft, about=(main,))
    return [new for one in found for new in _second_look(again, one)], again.about


def _second_look(draft: Draft, one: Found | Unchecked) -> Sequence[Found | Unchecked]:
    absent = isinstance(one, Found) and one.kind == "statement" and not one.places
    told = claimed(draft, one.span) if absent else []
    return list(with_rest(draft, one.span, told)) if told else [one]


def _looked_up(draft: Draft) -> Iterator[Found | Unchecked]:
    for sentence in mended(draft.index, draft.text):
        yield from _stated(draft, sentence, alone=fills_line(draft.text, sentence.span))


def _main(found: Sequence[Found | Unchecked]) -> str | None:
    """The report that three statements at least, and most of them, stand in."""
    reports = Counter(one.places[0].report.id for one in found if isinstance(one, Found) and one.places)
    main, count = max(reports.items(), key=lambda one: one[1], default=("", 0))
    return main if count >= _MOST and 2 * count > reports.total() else None


def _stated(draft: Draft, sentence: Sentence, alone: bool) -> Iterator[Found | Unchecked]:
    """`alone`: the sentence is a line of its own, pasted to be looked up as it is."""
    if is_overlong(sentence):
        yield from _overlong(draft, sentence)
    elif sentence.quotes and not outside(draft.text, sentence.span, sentence.quotes):
        yield from _quotations(draft, sentence)
    else:
        found = list(_sentence(draft, sentence, alone))
        yield from sorted([*found, *laws_beside(draft, sentence.span, found)], key=lambda one: one.span)


def _overlong(draft: Draft, sentence: Sentence) -> Iterator[Found | Unchecked]:
    """Word for word, else in parts; what cannot be cut is not checked but for its quotations and the laws it names."""
    places, parts = verbatim(draft.index, draft.words(sentence.span)), cut(draft.text, sentence)
    if places:
        yield Found(sentence.span, "statement", tuple(places))
    elif len(parts) > 1:
        for part in parts:
            yield from _stated(draft, part, alone=False)
    else:
        left = [Unchecked(part, TOO_LONG) for part in outside(draft.text, sentence.span, sentence.quotes)]
        found: list[Found | Unchecked] = [*_quotations(draft, sentence), *left]
        yield from sorted([*found, *laws_beside(draft, sentence.span, found)], key=lambda one: one.span)


def _quotations(draft: Draft, sentence: Sentence) -> Iterator[Found]:
    """The quotations of a sentence; the parts of one that says by …… that it leaves something out."""
    for quote in sentence.quotes:
        whole = _quotation(draft, quote)
        parts = [] if is_there(whole) else parts_of(draft.text, quote)
        told = in_order([_quotation(draft, part) for part in parts]) if len(parts) > 1 else []
        yield from attributed(draft.text, sentence, quote, told or [whole])


def _quotation(draft: Draft, span: Span) -> Found:
    words = draft.words(span)
    places = locate(draft.index, words)
    near = is_near(draft, places, span, plain=False)
    return Found(span, "quotation", tuple(at_borders(words, place) for place in places) if near else ())


def _sentence(draft: Draft, sentence: Sentence, alone: bool) -> Iterator[Found | Unchecked]:
    span, inner, places = _best(draft, sentence)
    figured = has_figure(draft.words(span))
    if figured and (parts := listed(draft, places, sentence, inner)):
        for part in parts:
            yield from _stated(draft, part, alone=False)
        return
    near = is_near(draft, places, inner, plain=not (alone or figured))
    loose = figured and not sentence.quotes and not (near and is_close(draft, places[0], inner))
    other = figured and not sentence.quotes and not loose and _differs(draft, places[0], span)
    told = claimed(draft, sentence.span) if loose or other else []
    if told and (loose or _rounded(told)):
        yield from with_rest(draft, sentence.span, told)
    elif near and (not loose or may_be(draft, places[0], span, inner)) and holds(draft, places[0], sentence, inner):
        near_by = (at_borders(draft.words(inner), place) for place in places)
        told_there = (with_own(draft.text, span, inner, place) for place in near_by)
        yield from _with_quotations(draft, sentence, Found(span, "statement", tuple(told_there)))
    elif sentence.quotes:
        yield from _quoted(draft, sentence)
    else:
        yield from nowhere(draft, sentence.span, alone)


def _with_quotations(draft: Draft, sentence: Sentence, whole: Found) -> Iterator[Found | Unchecked]:
    """A sentence that was found, and where it was altered its quotations by themselves."""
    quotes = drafts_own(draft, sentence, whole)
    told = list(_quotations(draft, replace(sentence, quotes=quotes)))
    rest = without(draft, sentence, whole, told) if told else sentence
    found: list[Found | Unchecked] = [whole]
    if rest is not None and is_compared(draft.text, rest.span, told):
        found = list(own_words(draft, rest.span))
    elif rest is None or not (has_figure(draft.words(rest.span)) or draft.length(rest.span) >= SHORT):
        found = []
    elif rest.span != sentence.span:
        again = list(_sentence(draft, rest, alone=False))
        found = again if all_told(whole, rest.span, again) else found
    yield from [*told, *found]


def _differs(draft: Draft, place: Place, span: Span) -> bool:
    return agreement(draft.words(span), place.report.text[slice(*place.span)]) == "differ"


def _rounded(told: Sequence[Found]) -> bool:
    """Whether figures that the nearest sentence does not bear out are another's, rounded: 近80万人 is not of 70万人."""
    agreed = {one.figures for one in told}
    return "near" in agreed and agreed <= {"same", "near"}


def _quoted(draft: Draft, sentence: Sentence) -> Iterator[Found | Unchecked]:
    """The quotations of a sentence of the draft's own, and what it tells figures of around them."""
    told = list(_quotations(draft, sentence))
    yield from told
    for span in outside(draft.text, sentence.span, [one.span for one in told]):
        own = is_numbering(draft.text, span) or is_compared(draft.text, span, told)
        if has_figure(draft.words(span)) and not own:
            yield from _sentence(draft, Sentence(span, (), False), alone=False)
        elif not laws(draft.text, span):
            yield from own_words(draft, span)


def _best(draft: Draft, sentence: Sentence) -> tuple[Span, Span, list[Place]]:
    """What of a sentence is looked up (without its numbering or the words that say who says it, where that needs fewer
    edits), the part of it that the draft's own words do not hide, and the places of that part."""
    span = sentence.span
    places = first = locate(draft.index, draft.words(span))
    if not first or first[0].truth != "altered":
        return span, span, first
    for shorter in {unnumbered(draft.text, span), without_frame(draft.text, sentence, first[0])} - {span}:
        found = locate(draft.index, draft.words(shorter))
        own = said_by(draft.text[sentence.span.start : shorter.start], found)
        if found and not own and found[0].truth != "altered":
            return sentence.span, shorter, found
        if own and own[0].cost < places[0].cost:
            span, places = shorter, own
    inner = core(draft.text, span, sentence, first[0])
    if inner != span and draft.length(inner) >= max(_LEAST_CORE, _CORE * draft.length(span)):
        found = locate(draft.index, draft.words(inner))
        if found and found[0].cost < places[0].cost:
            return span, inner, found
    return span, span, places
