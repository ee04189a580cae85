"""A draft → what of it is looked up, each with the places found.

A sentence is looked up whole, then without the words that are the draft's own. Where it stands nowhere, its figures are
looked for in other words (retrieval/checking/claims.py), then its quotations and the names in it one by one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from report.model import Span
from retrieval.checking.amounts import same_amounts
from retrieval.checking.claims import Agreement, Claim, claims
from retrieval.checking.grams import Grams
from retrieval.checking.likeness import SHORT, Draft, holds, is_close, is_near, listed, may_be, one_place
from retrieval.checking.locate import Place, locate
from retrieval.checking.mended import mended
from retrieval.checking.names import bodies, laws, locate_body, locate_law
from retrieval.checking.own import core, with_own, without_frame
from retrieval.checking.statements import (
    Sentence,
    fills_line,
    has_figure,
    is_numbering,
    outside,
    parts_of,
    unnumbered,
)

What: TypeAlias = Literal["quotation", "statement", "name"]

_MOST = 3  # statements that tell which report a draft speaks of
_CORE, _LEAST_CORE = 0.4, 8  # of a sentence, and characters, that tell its place without the draft's own words
_NO_CLAIM = "库中没有相近的话,其中也没有引文、年份以外的数字或法规名称"
_NO_BODY = "库中没有这个机构名称"
_ALONE = 8  # characters of a sentence that somebody may have pasted to learn where it stands
_YEAR = re.compile(r"(?:19|20)\d\d ?年")
_TOOSHORT = "太短,无从判断出处"


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked up, and the places, one as good as the other; none: absent. `figures`: whether the numbers agree,
    where the words are the draft's own (None: the words tell)."""

    span: Span
    kind: What
    places: tuple[Place, ...]
    figures: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What could not be looked up, and why, in Chinese."""

    span: Span
    why: str


def look_up(index: Grams, text: str) -> list[Found | Unchecked]:
    """In the order of the draft. What tells figures in its own words and stands nowhere is looked up once more in the
    report that most of the draft stands in, where the draft names no place."""
    draft = Draft(text, index, one_place(index, text))
    found = list(_looked_up(draft))
    if draft.about or not (main := _main(found)):
        return found
    again = replace(draft, about=(main,))
    return [new for one in found for new in _second_look(again, one)]


def _second_look(draft: Draft, one: Found | Unchecked) -> Sequence[Found | Unchecked]:
    absent = isinstance(one, Found) and one.kind == "statement" and not one.places
    return (absent and _claimed(draft, one.span)) or [one]


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
    if sentence.quotes and not outside(draft.text, sentence.span, sentence.quotes):
        yield from _quotations(draft, sentence)
    else:
        yield from _sentence(draft, sentence, alone)


def _quotations(draft: Draft, sentence: Sentence) -> Iterator[Found]:
    """The quotations of a sentence; the parts of one that says by …… that it leaves something out."""
    for quote in sentence.quotes:
        whole = _quotation(draft, quote)
        parts = parts_of(draft.text, quote)
        is_there = bool(whole.places) and whole.places[0].truth != "altered"
        yield from [whole] if is_there or len(parts) < 2 else [_quotation(draft, part) for part in parts]


def _quotation(draft: Draft, span: Span) -> Found:
    places = locate(draft.index, draft.words(span))
    return Found(span, "quotation", tuple(places) if is_near(draft, places, span, plain=False) else ())


def _sentence(draft: Draft, sentence: Sentence, alone: bool) -> Iterator[Found | Unchecked]:
    span, inner, places = _best(draft, sentence)
    figured = has_figure(draft.words(span))
    if figured and (parts := listed(draft, places, sentence, inner)):
        for part in parts:
            yield from _stated(draft, part, alone=False)
        return
    near = is_near(draft, places, inner, plain=not (alone or figured))
    loose = figured and not sentence.quotes and not (near and is_close(draft, places[0], inner))
    if loose and (told := _claimed(draft, sentence.span)):
        yield from told
    elif near and (not loose or may_be(draft, places[0], span, inner)) and holds(draft, places[0], sentence, inner):
        yield Found(span, "statement", tuple(with_own(draft.text, span, inner, place) for place in places))
    elif sentence.quotes:
        yield from _quoted(draft, sentence)
    else:
        yield from _nowhere(draft, sentence.span, alone)


def _quoted(draft: Draft, sentence: Sentence) -> Iterator[Found | Unchecked]:
    """The quotations of a sentence of the draft's own, and what it tells figures of around them."""
    yield from _quotations(draft, sentence)
    for span in outside(draft.text, sentence.span, sentence.quotes):
        if has_figure(draft.words(span)) and not is_numbering(draft.text, span):
            yield from _sentence(draft, Sentence(span, (), False), alone=False)


def _best(draft: Draft, sentence: Sentence) -> tuple[Span, Span, list[Place]]:
    """What of a sentence is looked up (without its numbering or the words that say who says it, where that needs fewer
    edits), the part of it that the draft's own words do not hide, and the places of that part."""
    span = sentence.span
    places = first = locate(draft.index, draft.words(span))
    if not first or first[0].truth != "altered":
        return span, span, first
    for shorter in {unnumbered(draft.text, span), without_frame(draft.text, sentence, first[0])} - {span}:
        found = locate(draft.index, draft.words(shorter))
        if found and found[0].cost < places[0].cost:
            span, places = shorter, found
    inner = core(draft.text, span, sentence, first[0])
    if inner != span and draft.length(inner) >= max(_LEAST_CORE, _CORE * draft.length(span)):
        found = locate(draft.index, draft.words(inner))
        if found and found[0].cost < places[0].cost:
            return span, inner, found
    return span, span, places


def _claimed(draft: Draft, span: Span) -> list[Found]:
    """The clauses of a sentence that tell figures in the draft's own words, each with the worst of its figures; []
    where the reports tell of none of them."""
    ids = one_place(draft.index, draft.words(span)) or draft.about
    reports = [report for report in draft.index.reports if not ids or report.id in ids]
    told = claims(draft.text, span, reports, certain=bool(ids) or len(reports) == 1)
    if all(claim.place is None for claim in told):
        return []
    worst = {c.span: c for c in sorted(told, key=lambda c: (c.place is None, c.figures == "differ"))}
    return [_claim(draft, span, worst[at]) for at in sorted(worst)]


def _claim(draft: Draft, span: Span, told: Claim) -> Found:
    """新增一千名教师 is all that 新增1000名教师 says: equal, where it is the whole sentence."""
    place, words = told.place, draft.words(span)
    if place and told.span == span and same_amounts(words, place.report.text[slice(*place.span)]):
        return Found(span, "statement", (replace(place, truth="equal"),))
    return Found(told.span, "statement", (place,) if place else (), told.figures)


def _nowhere(draft: Draft, span: Span, alone: bool) -> Iterator[Found | Unchecked]:
    """A sentence that stands nowhere: with a figure that is no year, or pasted alone and no 谢谢大家, it is absent;
    the names in it are looked up."""
    named = list(_names(draft, span))
    if draft.length(span) < SHORT:
        yield Unchecked(span, _TOOSHORT)
    elif has_figure(_YEAR.sub("", draft.words(span))) or (alone and not named and draft.length(span) >= _ALONE):
        yield Found(span, "statement", ())
    elif not named:
        yield Unchecked(span, _NO_CLAIM)
    yield from named


def _names(draft: Draft, span: Span) -> Iterator[Found | Unchecked]:
    """Laws, present or absent; bodies where a report has a name like it: who else there is, no report tells."""
    for law in laws(draft.text, span):
        yield Found(law, "name", tuple(locate_law(draft.index.reports, draft.words(law))))
    for body in bodies(draft.text, span):
        places = locate_body(draft.index, draft.words(body))
        yield Found(body, "name", tuple(places)) if places else Unchecked(body, _NO_BODY)
