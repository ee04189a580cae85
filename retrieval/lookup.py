"""A draft → what of it is looked up, each with the places found.

A sentence is looked up whole, then without the words that are the draft's own. Where it stands nowhere, its figures are
looked for in other words (retrieval/claims.py), then its quotations and the names in it one by one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from index.folding import fold
from report.model import Span
from retrieval.claims import Agreement, claims
from retrieval.folded import folded
from retrieval.grams import Grams
from retrieval.locate import Place, locate
from retrieval.mended import mended
from retrieval.names import bodies, laws, locate_body, locate_law
from retrieval.own import without_own
from retrieval.places import named as named_places
from retrieval.statements import Sentence, fills_line, has_figure, is_numbering, outside, parts_of, unnumbered

What: TypeAlias = Literal["quotation", "statement", "name"]

_NEAR = 0.5  # of what is looked up must stand at its place
_CLOSE = 0.8  # of a sentence stands there: its figures need not be looked for in other words
_CERTAIN = 0.15  # or so few of its characters differ that it is this one, whatever place it names
_FEW, _FEW_PLAIN = 0.3, 0.2  # or so few of its characters may differ: one in the middle of seven leaves no long run
_LEAST = 6  # characters that must stand there in any case
_RARE = 3  # places that have a turn of phrase, at most, where it is to tell one of them
_MOST = 3  # statements that tell which report a draft speaks of
_SHORT = 4  # characters; what is shorter stands everywhere
_NO_CLAIM = "库中没有相近的话,其中也没有引文、数字或法规名称"
_NO_BODY = "库中没有这个机构名称"
_TOO_SHORT = "太短,无从判断出处"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and the reports it is checked against; `about` are the ids of the reports of the one place it names."""

    text: str
    index: Grams
    about: tuple[str, ...]

    def words(self, span: Span) -> str:
        """What stands there."""
        return self.text[span.start : span.end]

    def length(self, span: Span) -> int:
        """How many characters stand there after folding."""
        return len(folded(self.words(span)).text)


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
    draft = Draft(text, index, _one_place(index, text))
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
        if sentence.quotes and not outside(draft.text, sentence):
            yield from _quotations(draft, sentence)
        else:
            yield from _sentence(draft, sentence, alone=fills_line(draft.text, sentence.span))


def _one_place(index: Grams, text: str) -> tuple[str, ...]:
    """The reports of the place that a text names; () where it names several or none."""
    places, ids = named_places(fold(text), {report.id: report for report in index.reports})
    return ids if len(places) == 1 else ()


def _main(found: Sequence[Found | Unchecked]) -> str | None:
    """The report that three statements at least, and most of them, stand in."""
    reports = Counter(one.places[0].report.id for one in found if isinstance(one, Found) and one.places)
    main, count = max(reports.items(), key=lambda one: one[1], default=("", 0))
    return main if count >= _MOST and 2 * count > reports.total() else None


def _quotations(draft: Draft, sentence: Sentence) -> Iterator[Found]:
    """The quotations of a sentence; the parts of one that says by …… that it leaves something out."""
    for quote in sentence.quotes:
        whole = _quotation(draft, quote)
        parts = parts_of(draft.text, quote)
        is_there = bool(whole.places) and whole.places[0].truth != "altered"
        yield from [whole] if is_there or len(parts) < 2 else [_quotation(draft, part) for part in parts]


def _quotation(draft: Draft, span: Span) -> Found:
    places = locate(draft.index, draft.words(span))
    return Found(span, "quotation", tuple(places) if _is_near(draft, places, span, plain=False) else ())


def _sentence(draft: Draft, sentence: Sentence, alone: bool) -> Iterator[Found | Unchecked]:
    """`alone`: the sentence is a line of its own, pasted to be looked up as it is."""
    span, places = _best(draft, sentence, alone)
    figured = has_figure(draft.text, span)
    near = _is_near(draft, places, span, plain=not (alone or figured))
    rest = outside(draft.text, sentence) if sentence.quotes else []
    told: list[Found] = []
    if figured and not sentence.quotes and not (near and _is_close(draft, places[0], span)):
        told = _claimed(draft, sentence.span)
        near = near and (_may_mean(draft, span, places[0]) or places[0].cost <= _FEW * draft.length(span))
    if told:
        yield from told
    elif near and (not rest or places[0].truth != "altered" or _covers(places[0], span.start, rest)):
        yield from _aside(draft, Span(sentence.span.start, span.start))
        yield Found(span, "statement", tuple(places))
        yield from _aside(draft, Span(span.end, sentence.span.end))
    elif sentence.quotes:
        yield from _quotations(draft, sentence)
        for part in rest:
            yield from _aside(draft, part)
    else:
        yield from _nowhere(draft, sentence.span, alone)


def _best(draft: Draft, sentence: Sentence, alone: bool) -> tuple[Span, list[Place]]:
    """The places of a sentence; of the sentence without its numbering, or without the draft's own words, where only
    that stands in a report or needs fewer edits."""
    span = sentence.span
    best = (span, locate(draft.index, draft.words(span)))
    if not best[1] or best[1][0].truth != "altered":
        return best
    shorter = {
        unnumbered(draft.text, span),
        without_own(draft.index, draft.text, sentence, best[1][0], frames_only=alone),
    }
    for part in sorted(shorter - {span}, key=lambda part: part.start - part.end):
        found = locate(draft.index, draft.words(part))
        if found and found[0].cost < best[1][0].cost:
            best = (part, found)
    return best


def _claimed(draft: Draft, span: Span) -> list[Found]:
    """The clauses of a sentence that tell figures in the draft's own words, each with the worst of its figures; []
    where the reports tell of none of them."""
    ids = _one_place(draft.index, draft.words(span)) or draft.about
    reports = [report for report in draft.index.reports if not ids or report.id in ids]
    told = claims(draft.text, span, reports, certain=bool(ids) or len(reports) == 1)
    if all(claim.place is None for claim in told):
        return []
    worst = {c.span: c for c in sorted(told, key=lambda c: (c.place is None, c.figures == "differ"))}
    return [
        Found(one.span, "statement", (one.place,) if one.place else (), one.figures)
        for one in sorted(worst.values(), key=lambda one: one.span)
    ]


def _may_mean(draft: Draft, span: Span, place: Place) -> bool:
    """Whether a sentence may speak of the report it was found in: it names its place or none."""
    ids = _one_place(draft.index, draft.words(span))
    return not ids or place.report.id in ids


def _aside(draft: Draft, part: Span) -> Iterator[Found | Unchecked]:
    """What the draft says of its own beside what it quotes: looked up only for its figures."""
    if has_figure(draft.text, part) and not is_numbering(draft.text, part):
        yield from _sentence(draft, Sentence(part, (), False), alone=False)


def _nowhere(draft: Draft, span: Span, alone: bool) -> Iterator[Found | Unchecked]:
    """A sentence that stands nowhere: with a figure, or pasted alone, it is absent; the names in it are looked up."""
    named = list(_names(draft, span))
    if draft.length(span) < _SHORT:
        yield Unchecked(span, _TOO_SHORT)
    elif has_figure(draft.text, span) or (alone and not named):
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


def _covers(place: Place, at: int, parts: Sequence[Span]) -> bool:
    """Whether half of these parts of the draft stand at the place; `at` is where the statement begins."""
    pairs = ((run.start + at, run.end + at, part) for run in place.held for part in parts)
    inside = sum(max(0, min(end, part.end) - max(start, part.start)) for start, end, part in pairs)
    return 2 * inside >= sum(part.end - part.start for part in parts)


def _is_near(draft: Draft, places: Sequence[Place], span: Span, plain: bool) -> bool:
    """Whether enough of what was looked up stands at its place. `plain`: a sentence among others, without a figure:
    only what few places have counts, since reports share many a turn of phrase."""
    length = draft.length(span)
    if not places or length < _SHORT:
        return False
    if places[0].truth != "altered" or places[0].cost <= length * (_FEW_PLAIN if plain else _FEW):
        return True
    return _shared(draft, places[0], span, plain) >= max(_NEAR * length, _LEAST)


def _is_close(draft: Draft, place: Place, span: Span) -> bool:
    """Whether the figures of a sentence need not be looked for in other words."""
    length = draft.length(span)
    if place.truth != "altered" or place.cost <= _CERTAIN * length:
        return True
    alike = place.cost <= _FEW * length or _shared(draft, place, span, plain=False) >= _CLOSE * length
    return alike and _may_mean(draft, span, place)


def _shared(draft: Draft, place: Place, span: Span, plain: bool) -> int:
    words = draft.words(span)
    held = [folded(words[run.start : run.end]).text for run in place.held]
    return sum(len(run) for run in held if not plain or draft.index.whole.count(run) <= _RARE)
