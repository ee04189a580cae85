"""Whether a draft's sentence may be what stands at a place, or only shares a turn of phrase with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from report.model import Span
from retrieval.checking.folded import folded
from retrieval.checking.grams import Grams
from retrieval.checking.locate import Place
from retrieval.places import names

SHORT = 4  # characters; what is shorter stands everywhere
FEW = 0.3  # of the characters of a statement may differ: one in the middle of seven leaves no long run
_FEW_PLAIN = 0.2  # of those of a sentence that claims no figure
_NEAR = 0.5  # or so much of what is looked up must stand at its place
_LEAST = 6  # characters that must stand there in any case
_RARE = 3  # places that have a turn of phrase, at most, where it is to tell one of them
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


def may_mean(draft: Draft, span: Span, place: Place) -> bool:
    """Whether a sentence may speak of the report it was found in: it names its place or none."""
    ids = one_place(draft.index, draft.words(span))
    return not ids or place.report.id in ids


def covers(draft: Draft, place: Place, at: int, parts: Sequence[Span]) -> bool:
    """Whether half of these parts of the draft stand at the place; `at` is where the statement begins. A few characters
    tell nothing."""
    long = [part for part in parts if draft.length(part) >= SHORT]
    pairs = ((run.start + at, run.end + at, part) for run in place.held for part in long)
    inside = sum(max(0, min(end, part.end) - max(start, part.start)) for start, end, part in pairs)
    return 2 * inside >= sum(part.end - part.start for part in long)


def is_near(draft: Draft, places: Sequence[Place], span: Span, plain: bool) -> bool:
    """Whether enough of what was looked up stands at its place. `plain`: a sentence among others, without a figure:
    only what few places have counts, since reports share many a turn of phrase."""
    length = draft.length(span)
    if not places or length < SHORT:
        return False
    if places[0].truth != "altered" or places[0].cost <= length * (_FEW_PLAIN if plain else FEW):
        return True
    return _shared(draft, places[0], span, plain) >= max(_NEAR * length, _LEAST)


def is_close(draft: Draft, place: Place, span: Span) -> bool:
    """Whether the figures of a sentence need not be looked for in other words."""
    length = draft.length(span)
    if place.truth != "altered" or place.cost <= _CERTAIN * length:
        return True
    alike = place.cost <= FEW * length or _shared(draft, place, span, plain=False) >= _CLOSE * length
    return alike and may_mean(draft, span, place)


def _shared(draft: Draft, place: Place, span: Span, plain: bool) -> int:
    words = draft.words(span)
    held = [folded(words[run.start : run.end]).text for run in place.held]
    return sum(len(run) for run in held if not plain or draft.index.whole.count(run) <= _RARE)
