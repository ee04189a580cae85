"""Whether a draft's sentence may be what stands at a place, or only shares a turn of phrase with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from report.model import Span
from retrieval.checking.folded import folded
from retrieval.checking.grams import Grams
from retrieval.checking.locate import Place
from retrieval.checking.names import bodies, laws
from retrieval.checking.statements import Sentence, has_figure, items, outside
from retrieval.places import names

SHORT = 4  # characters; what is shorter stands everywhere
_FEW = 0.3  # of the characters of a statement may differ: one in the middle of seven leaves no long run
_FEW_PLAIN = 0.2  # of those of a sentence that claims no figure
_NEAR = 0.5  # or so much of what is looked up must stand at its place
_LEAST = 6  # characters that must stand there in any case
_RARE = 3  # places that have a turn of phrase, at most, where it is to tell one of them
_AROUND = 200  # characters of a report on either side of a place
_CLOSE = 0.8  # of a sentence stands there: its figures need not be looked for in other words
_CERTAIN = 0.15  # or so few of its characters differ that it is this one, whatever place it names


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


def one_place(index: Grams, text: str) -> tuple[str, ...]:
    """The reports of the place that a text names, in two characters or more; () where it names several or none."""
    words = folded(text).text
    found: dict[str, list[str]] = {}
    for report in index.reports:
        place = report.meta.place or ""
        if any(len(name) > 1 and name in words for name in names(place)):
            found.setdefault(place, []).append(report.id)
    return tuple(*found.values()) if len(found) == 1 else ()


def _may_mean(draft: Draft, span: Span, place: Place) -> bool:
    """Whether a sentence may speak of the report it was found in: it names its place or none."""
    ids = one_place(draft.index, draft.words(span))
    return not ids or place.report.id in ids


def is_near(draft: Draft, places: Sequence[Place], span: Span, plain: bool) -> bool:
    """Whether enough of what was looked up stands at its place. `plain`: a sentence among others, without a figure:
    only what few places have counts, since reports share many a turn of phrase."""
    length = draft.length(span)
    if not places or length < SHORT:
        return False
    if places[0].truth != "altered" or places[0].cost <= length * (_FEW_PLAIN if plain else _FEW):
        return True
    return _shared(draft, places[0], span, plain) >= max(_NEAR * length, _LEAST)


def is_close(draft: Draft, place: Place, span: Span) -> bool:
    """Whether the figures of a sentence need not be looked for in other words."""
    length = draft.length(span)
    if place.truth != "altered" or place.cost <= _CERTAIN * length:
        return True
    alike = place.cost <= _FEW * length or _shared(draft, place, span, plain=False) >= _CLOSE * length
    return alike and has_figure(place.report.text[slice(*place.span)]) and _may_mean(draft, span, place)


def may_be(draft: Draft, place: Place, span: Span, inner: Span) -> bool:
    """Whether a sentence whose figures were not found in other words may be this one: of another place than it names it
    is where little differs, the words around what was looked up of it (`inner`) counted."""
    length = draft.length(span)
    return _may_mean(draft, span, place) or place.cost + length - draft.length(inner) <= _FEW * length


def holds(draft: Draft, place: Place, sentence: Sentence, inner: Span) -> bool:
    """Whether the place has what the sentence says around its quotations and names of laws, and more than the names of
    bodies in it: 谈到了省水利厅,收获很大 is the draft's own, wherever 省水利厅 stands. Of what differs there only short
    runs are left, which count then."""
    marked, named = [*sentence.quotes, *laws(draft.text, sentence.span)], bodies(draft.text, sentence.span)
    around, rest = (outside(draft.text, sentence.span, names) if names else [] for names in (marked, named))
    told = place.truth != "altered" or _covers(draft, (*place.held, *place.aligned), inner.start, rest)
    return told and _covers(draft, place.held, inner.start, around)


def listed(draft: Draft, places: Sequence[Place], sentence: Sentence, inner: Span) -> list[Sentence]:
    """What stands between the ； of a sentence where one of it does not stand around the place of the others; [] where
    all of it does: then the order counts too."""
    parts = items(draft.text, sentence)
    if not places or len(parts) < 2 or all(_is_around(draft, places[0], inner.start, part.span) for part in parts):
        return []
    return parts


def _is_around(draft: Draft, place: Place, at: int, part: Span) -> bool:
    around = place.report.text[max(0, place.span.start - _AROUND) : place.span.end + _AROUND]
    return _covers(draft, place.held, at, [part]) or folded(draft.words(part)).text in folded(around).text


def _covers(draft: Draft, runs: Sequence[Span], at: int, parts: Sequence[Span]) -> bool:
    """Whether half of these parts of the draft stand at a place. `runs` do, of the statement that begins at `at`. A few
    characters tell nothing."""
    long = [part for part in parts if draft.length(part) >= SHORT]
    there = {place for run in runs for place in range(run.start + at, run.end + at)}
    inside = sum(place in there for part in long for place in range(*part))
    return 2 * inside >= sum(map(draft.length, long))


def _shared(draft: Draft, place: Place, span: Span, plain: bool) -> int:
    words = draft.words(span)
    held = [folded(words[run.start : run.end]).text for run in place.held]
    return sum(len(run) for run in held if not plain or draft.index.whole.count(run) <= _RARE)
