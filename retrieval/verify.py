"""A draft against the reports: each quotation, each sentence and each name of a law, with what the reports say.

    exact    word for word                       altered   its place, and the characters that differ
    equal    the same after folding              figure    a statement's words stand there, with another figure
    absent   nothing like it stands anywhere

A sentence without a quotation, a figure or a name that stands nowhere is nothing that reports could bear out: it is
listed as unchecked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from index.library import Library
from report.model import Report, Span
from retrieval.checking.folded import folded
from retrieval.checking.found import Found, Unchecked, What
from retrieval.checking.grams import Grams, grams
from retrieval.checking.locate import Place
from retrieval.checking.lookup import look_up
from retrieval.checking.printed import printed
from retrieval.checking.rounding import Agreement, agreement, as_many
from retrieval.checking.unplaced import others
from retrieval.errors import QuestionError
from retrieval.typed import refuse_broken

Truth: TypeAlias = Literal["exact", "equal", "altered", "figure", "absent"]

LONGEST = 100_000  # characters of a draft


@dataclass(frozen=True, slots=True)
class Statement:
    """What was looked up: `span` in the draft, and the place found (None: absent). `also` are other places that are as
    good. `figures` says whether the numbers agree with those of the place ("near": one is rounded); None: it has none.
    `others` are the ids of reports of other places that tell the same of theirs, where a figure differs and nothing
    says which place is meant. `printed`, of what is absent, is where a report prints its figure, of whatever.
    """

    span: Span
    kind: What
    truth: Truth
    place: Place | None
    also: tuple[Place, ...] = ()
    figures: Agreement | None = None
    others: tuple[str, ...] = ()
    printed: Place | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """Both in the order of the draft."""

    statements: tuple[Statement, ...]
    unchecked: tuple[Unchecked, ...]


def verify(library: Library, draft: str, within: Sequence[str] | None = None) -> Verified:
    """The statements of a draft against the reports `within` (None: all). QuestionError for an empty or over-long
    draft, an unknown report and an empty library."""
    if not library.reports:
        raise QuestionError("库里还没有报告,无从核对。请先运行 python -m index add 加入报告。")
    for name in within or ():
        if name not in library.reports:
            raise QuestionError(f"库里没有报告「{name}」;现有:{'、'.join(library.reports)}。")
    return verify_in([one for name, one in library.reports.items() if within is None or name in within], draft)


def verify_in(reports: Sequence[Report], draft: str) -> Verified:
    """As `verify`, against these reports; against none, everything is absent."""
    refuse_broken(draft, "要核对的文字")
    if not folded(draft).text:
        raise QuestionError("没有可核对的文字:是空的。请贴入引文、句子或整篇稿件。")
    if len(draft) > LONGEST:
        raise QuestionError(f"要核对的文字有 {len(draft)} 字,最多 {LONGEST} 字;请分段核对。")
    index = grams(reports)
    found, about = look_up(index, draft)
    settled = _settled([one for one in found if isinstance(one, Found)])
    unchecked = tuple(one for one in found if isinstance(one, Unchecked))
    return Verified(tuple(_with_hints(index, draft, about, one) for one in settled), unchecked)


def _settled(found: Sequence[Found]) -> list[Found]:
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


def _with_hints(index: Grams, draft: str, about: tuple[str, ...], one: Found) -> Statement:
    """What else may be meant, where a figure differs or stands nowhere so."""
    told = _told(draft, one)
    if told.truth == "absent" and told.kind == "statement":
        return replace(told, printed=printed(index, draft, one.span, about))
    return replace(told, others=others(index, draft, one, about)) if told.truth == "figure" else told


def _told(draft: str, one: Found) -> Statement:
    if not one.places:
        return Statement(one.span, one.kind, "absent", None)
    place, *also = one.places
    moved = _moved(place, one.span.start)
    if one.figures is not None:
        truth: Truth = "figure" if one.figures == "differ" else "altered"
        return Statement(one.span, one.kind, truth, moved, (), one.figures)
    texts = draft[slice(*one.span)], place.report.text[slice(*place.span)]
    agreed = agreement(*texts)
    if agreed and place.truth != "altered":
        agreed = "same"
    if agreed == "near" and one.kind == "quotation":
        agreed = "differ"  # who quotes does not round
    figured = one.kind == "statement" and agreed == "differ" and as_many(*texts)
    return Statement(one.span, one.kind, "figure" if figured else place.truth, moved, tuple(also), agreed)


def _moved(place: Place, by: int) -> Place:
    """The place with its changes told in offsets of the draft."""
    told = (replace(c, draft=Span(c.draft.start + by, c.draft.end + by)) for c in place.changes)
    return replace(place, changes=tuple(told))
