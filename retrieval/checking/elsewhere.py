"""What becomes of a sentence that no report has: its figures in other words, the names in it, or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.model import Span
from retrieval.checking.amounts import same_amounts
from retrieval.checking.claims import Claim, claims
from retrieval.checking.found import Found, Unchecked
from retrieval.checking.likeness import SHORT, Draft, one_place
from retrieval.checking.names import bodies, laws, locate_body, locate_law
from retrieval.checking.statements import has_figure, outside

_NO_CLAIM = "库中没有相近的话,其中也没有引文、年份以外的数字或法规名称"
_BESIDE = "引文和数字之外的话,没有核对"
_NO_BODY = "库中没有这个机构名称"
_ALONE = 8  # characters of a sentence that somebody may have pasted to learn where it stands
_YEAR = re.compile(r"(?:19|20)\d\d ?年")
_TOOSHORT = "太短,无从判断出处"


def claimed(draft: Draft, span: Span) -> list[Found]:
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


def nowhere(draft: Draft, span: Span, alone: bool) -> Iterator[Found | Unchecked]:
    """A sentence that stands nowhere: with a figure that is no year, or pasted alone and no 谢谢大家, it is absent;
    the names in it are looked up."""
    named = list(_names(draft, span))
    if draft.length(span) < SHORT:
        yield Unchecked(span, _TOOSHORT)
    elif has_figure(_YEAR.sub("", draft.words(span))) or (alone and not named and draft.length(span) >= _ALONE):
        yield Found(span, "statement", ())
    elif not laws(draft.text, span):
        yield Unchecked(span, _NO_CLAIM)  # 市人大常委会 may be right, and what it is said to have done wrong
    yield from named


def own_words(draft: Draft, span: Span) -> Iterator[Unchecked]:
    """What a draft says around its quotations and figures; a few words are no claim."""
    if draft.length(span) >= SHORT:
        yield Unchecked(span, _BESIDE)


def with_rest(draft: Draft, span: Span, told: Sequence[Found]) -> Iterator[Found | Unchecked]:
    """The clauses of a sentence that tell figures, and what else it says, which was not looked up."""
    yield from told
    for rest in outside(draft.text, span, [one.span for one in told]):
        yield from own_words(draft, rest)


def laws_beside(draft: Draft, span: Span, found: Sequence[Found | Unchecked]) -> list[Found]:
    """The laws of a sentence but for those that were looked up with their words; of a figure that is told in the
    draft's own words nothing else was."""
    looked_up = [one.span for one in found if isinstance(one, Found) and one.figures is None]
    return [
        Found(law, "name", tuple(locate_law(draft.index.reports, draft.words(law))))
        for law in laws(draft.text, span)
        if not any(law.start < at.end and at.start < law.end for at in looked_up)
    ]


def _names(draft: Draft, span: Span) -> Iterator[Found | Unchecked]:
    """Laws, present or absent; bodies where a report has a name like it: who else there is, no report tells."""
    for law in laws(draft.text, span):
        yield Found(law, "name", tuple(locate_law(draft.index.reports, draft.words(law))))
    for body in bodies(draft.text, span):
        places = locate_body(draft.index, draft.words(body))
        yield Found(body, "name", tuple(places)) if places else Unchecked(body, _NO_BODY)
