"""A draft against the reports: each quotation, each sentence and each name of a law, with what the reports say.

    exact    word for word                       altered   its place, and the characters that differ
    equal    the same after folding              figure    a statement's words stand there, with another figure
    absent   nothing like it stands anywhere

A sentence is looked up whole. Only where it stands nowhere are its quotations and the names in it looked up one by one;
a sentence with none of these and no figure is nothing that reports could bear out, and is listed as unchecked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from index.library import Library
from report.model import Report, Span
from retrieval.amounts import numbers
from retrieval.errors import QuestionError
from retrieval.folded import folded
from retrieval.grams import Grams, grams
from retrieval.locate import Place, locate
from retrieval.names import locate_name, named
from retrieval.statements import Sentence, has_figure, is_parted, joined, outside, sentences_of, unnumbered

Truth: TypeAlias = Literal["exact", "equal", "altered", "figure", "absent"]
What: TypeAlias = Literal["quotation", "statement", "name"]

LONGEST = 100_000  # characters of a draft
_NEAR = 0.5  # of a quotation or of a sentence with figures must stand where it is said to
_PLAIN_NEAR = 0.75  # of a sentence without: reports share many a turn of phrase
_FEW_EDITS = 0.7  # of a short statement: one character changed in seven leaves no long run


@dataclass(frozen=True, slots=True)
class Statement:
    """What was looked up: `span` in the draft, and the place found (None: absent). `also` are other places where it
    stands as well. `figures` says whether the numbers agree with those of the place; None: it has none."""

    span: Span
    kind: What
    truth: Truth
    place: Place | None
    also: tuple[Place, ...] = ()
    figures: Literal["same", "differ"] | None = None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What could not be looked up, and why, in Chinese."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Both in the order of the draft."""

    statements: tuple[Statement, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    kind: What
    places: tuple[Place, ...]


def verify(library: Library, draft: str, within: Sequence[str] | None = None) -> Verified:
    """The statements of a draft against the reports `within` (None: all). QuestionError for an empty or over-long
    draft, an unknown report or none."""
    return verify_in(_reports(library, within), draft)


def verify_in(reports: Sequence[Report], draft: str) -> Verified:
    """As `verify`, against these reports."""
    if not folded(draft).text:
        raise QuestionError("没有可核对的文字:是空的。请贴入引文、句子或整篇稿件。")
    if len(draft) > LONGEST:
        raise QuestionError(f"要核对的文字有 {len(draft)} 字,最多 {LONGEST} 字;请分段核对。")
    index = grams(reports)
    found = list(_found(index, draft))
    looked_up = [one for one in found if isinstance(one, _Found)]
    return Verified(
        tuple(_told(draft, one) for one in _settled(looked_up)),
        tuple(one for one in found if isinstance(one, Unchecked)),
    )


def _reports(library: Library, within: Sequence[str] | None) -> list[Report]:
    if not library.reports:
        raise QuestionError("库里还没有报告,无从核对。请先运行 python -m index add 加入报告。")
    for name in within or ():
        if name not in library.reports:
            raise QuestionError(f"库里没有报告「{name}」;现有:{'、'.join(library.reports)}。")
    return [report for name, report in library.reports.items() if within is None or name in within]


def _found(index: Grams, draft: str) -> Iterator[_Found | Unchecked]:
    sentences = _mended(index, draft, sentences_of(draft))
    for sentence in sentences:
        if sentence.quotes and not outside(draft, sentence):
            yield from _quotations(index, draft, sentence)
        else:
            yield from _sentence(index, draft, sentence, alone=len(sentences) == 1)


def _mended(index: Grams, draft: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, those joined that a line end cut and a report has in one piece."""
    found: list[Sentence] = []
    for sentence in sentences:
        if found and is_parted(draft, found[-1], sentence) and _is_one(index, draft, found[-1], sentence):
            found[-1] = joined(found[-1], sentence)
        else:
            found.append(sentence)
    return found


def _is_one(index: Grams, draft: str, first: Sentence, second: Sentence) -> bool:
    """Whether a report has the two as one; a line of its own there (a heading) stays one."""
    whole = joined(first, second).span
    places = locate(index, draft[whole.start : whole.end])
    if not places or not all(_covers(places[0], whole.start, part.span) for part in (first, second)):
        return False
    seam = first.span.end - whole.start
    return not any(c.draft.start <= seam <= c.draft.end for c in places[0].changes) and not _ends_line(
        locate(index, draft[first.span.start : first.span.end])
    )


def _covers(place: Place, at: int, part: Span) -> bool:
    """Half of a part of the draft stands at the place; `at` is where the statement begins."""
    inside = sum(max(0, min(k.end + at, part.end) - max(k.start + at, part.start)) for k in place.kept)
    return 2 * inside >= part.end - part.start


def _ends_line(places: Sequence[Place]) -> bool:
    """Whether the report has a line end behind what is there word for word."""
    return any(
        place.truth != "altered" and place.report.text[place.span.end :].lstrip(" \u3000").startswith("\n")
        for place in places[:1]
    )


def _quotations(index: Grams, draft: str, sentence: Sentence) -> Iterator[_Found]:
    for quote in sentence.quotes:
        places = locate(index, draft[quote.start : quote.end])
        yield _Found(quote, "quotation", tuple(places) if _is_near(places, draft, quote, _NEAR) else ())


def _sentence(index: Grams, draft: str, sentence: Sentence, alone: bool) -> Iterator[_Found | Unchecked]:
    span, places = _looked_up(index, draft, sentence.span)
    figured = has_figure(draft, span)
    near = _is_near(places, draft, span, _NEAR if figured else _PLAIN_NEAR)
    rest = outside(draft, sentence) if sentence.quotes else []
    if near and (not rest or places[0].truth != "altered" or all(_covers(places[0], span.start, p) for p in rest)):
        yield _Found(span, "statement", tuple(places))
    elif sentence.quotes:
        yield from _quotations(index, draft, sentence)
        for part in rest:
            if has_figure(draft, part):
                yield from _sentence(index, draft, Sentence(part, (), False), alone=False)
    else:
        yield from _nowhere(index, draft, span, figured, alone)


def _looked_up(index: Grams, draft: str, span: Span) -> tuple[Span, list[Place]]:
    """The places of a sentence, without its numbering where it stands word for word only without."""
    places = locate(index, draft[span.start : span.end])
    bare = unnumbered(draft, span)
    if bare != span and (not places or places[0].truth == "altered"):
        without = locate(index, draft[bare.start : bare.end])
        if without and (not places or without[0].cost < places[0].cost):
            return bare, without
    return span, places


def _nowhere(index: Grams, draft: str, span: Span, figured: bool, alone: bool) -> Iterator[_Found | Unchecked]:
    """A sentence that stands nowhere: with a figure, or pasted alone, it is absent; else its names are looked up."""
    names = named(draft, span)
    if figured or (alone and not names):
        yield _Found(span, "statement", ())
    for name in names:
        yield _Found(name, "name", tuple(locate_name(index.reports, draft[name.start : name.end])))
    if not (figured or alone or names):
        yield Unchecked(span, "库中没有相近的话,其中也没有引文、数字或法规名称")


def _is_near(places: Sequence[Place], draft: str, span: Span, least: float) -> bool:
    if not places:
        return False
    length = len(folded(draft[span.start : span.end]).text)
    return places[0].share >= least or 1 - places[0].cost / length >= max(least, _FEW_EDITS)


def _settled(found: Sequence[_Found]) -> list[_Found]:
    """Of several equally good places the one in the report that most of the draft stands in comes first, and in it the
    one nearest behind the statement before."""
    weight = dict[str, float]()
    for one in found:
        reports = {place.report.id for place in one.places}
        for name in reports:
            weight[name] = weight.get(name, 0.0) + 1 / len(reports)
    last: dict[str, int] = {}
    settled = []
    for one in found:
        order = sorted(one.places, key=lambda place: (-weight[place.report.id], _behind(last, place)))
        settled.append(replace(one, places=tuple(order)))
        if order:
            last[order[0].report.id] = order[0].span.end
    return settled


def _behind(last: dict[str, int], place: Place) -> int:
    """How far behind the last place in its report; in front of it counts more than any."""
    away = place.span.start - last.get(place.report.id, 0)
    return away if away >= 0 else len(place.report.text) - away


def _told(draft: str, one: _Found) -> Statement:
    if not one.places:
        return Statement(one.span, one.kind, "absent", None)
    place, *also = one.places
    mine = numbers(draft[one.span.start : one.span.end])
    theirs = numbers(place.report.text[place.span.start : place.span.end])
    same = mine == theirs or place.truth != "altered"
    figures: Literal["same", "differ"] | None = ("same" if same else "differ") if mine else None
    other = one.kind == "statement" and not same and len(mine) == len(theirs)
    truth: Truth = "figure" if place.truth == "altered" and other else place.truth
    return Statement(one.span, one.kind, truth, _moved(place, one.span.start), tuple(also), figures)


def _moved(place: Place, by: int) -> Place:
    """The place with its changes told in offsets of the draft."""
    told = (replace(c, draft=Span(c.draft.start + by, c.draft.end + by)) for c in place.changes)
    return replace(place, changes=tuple(told))
