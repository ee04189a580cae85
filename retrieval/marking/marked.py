"""A .docx with marks: comments on ranges of its text, and tracked changes in them; all else stays as it is.

Only the runs that a mark touches are written anew, cut at its edges with their properties kept; every other byte of
word/document.xml is copied. Refusing all changes gives the text as it was, accepting them the text as proposed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from xml.etree.ElementTree import Element

from report.model import Span
from report.reading.parts import DOCUMENT, WORD
from report.reading.placed import Held, Placed, Tree
from retrieval.marking.package import with_comments
from retrieval.marking.runs import Event, Run, rewritten
from retrieval.marking.word_xml import Pen, free_numbers

_W = f"{{{WORD}}}"
_AROUND = {f"{_W}{name}" for name in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")}
_KEPT = {f"{_W}{name}" for name in ("ins", "moveTo", "fldSimple")}  # may be commented on, not changed
_BOX = f"{_W}txbxContent"
_EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"  # written twice


Change: TypeAlias = tuple[Span, str]
"""What the characters of a range should be: "" deletes them, an empty range inserts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment on a range of the text, and changes in it, in their order."""

    span: Span
    comment: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmarked:
    """What could not be written into the file, and why, in Chinese. The text there was read all the same."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Marked:
    data: bytes
    unmarked: tuple[Unmarked, ...]


def marked(data: bytes, placed: Placed, marks: Sequence[Mark], when: datetime) -> Marked:
    """The file with the marks of the author 出处, dated `when`. What Word allows no mark in (text boxes, notes) and
    changes that would touch other people's are left out and told."""
    tree = placed.trees[DOCUMENT]
    pen = Pen(tree.word, when, free_numbers(placed.trees.values()))
    events, comments, unmarked = dict[Element, list[Event]](), list[bytes](), list[Unmarked]()
    taken: list[Span] = []
    for mark in sorted(marks, key=lambda mark: mark.span):
        inside = [h for h in placed.held if h.start < mark.span.end and mark.span.start < h.end]
        open_to = [h for h in inside if _may_comment(tree, h)]
        if not open_to:
            unmarked.append(Unmarked(mark.span, _why_not(tree, inside)))
            continue
        changes = _changes(tree, open_to, mark.changes, taken)
        if changes is None:
            unmarked.append(Unmarked(mark.span, "改动跨段落,或在他人的修订、域、另一处改动之中:只加批注,未改动原文"))
        number = next(pen.numbers)
        comments.append(pen.comment(number, mark.comment))
        for element, event in _events(pen, number, mark.span, open_to, changes or ()):
            events.setdefault(element, []).append(event)
    return Marked(with_comments(data, tree.word, _written(tree, pen, events), comments), tuple(unmarked))


def _may_comment(tree: Tree, held: Held) -> bool:
    """A run of the document itself, in nothing but what may hold the edges of a comment, and not in a text box."""
    if held.part != DOCUMENT:
        return False
    run, *above = (element.tag for element in _ancestors(tree, held.element))
    if run != f"{_W}r" or f"{_W}p" not in above or _BOX in above or _EITHER in above:
        return False
    return {*above[: above.index(f"{_W}p")]} <= _AROUND | _KEPT


def _may_change(tree: Tree, held: Held) -> bool:
    return all(element.tag not in _KEPT for element in _ancestors(tree, held.element))


def _ancestors(tree: Tree, element: Element) -> list[Element]:
    found = []
    above = tree.parents[element]
    while above is not None:
        found.append(above)
        above = tree.parents[above]
    return found


def _why_not(tree: Tree, inside: Sequence[Held]) -> str:
    if any(held.part != DOCUMENT for held in inside):
        return "在脚注或尾注中,未加批注"
    if any(e.tag == _BOX for held in inside for e in _ancestors(tree, held.element)):
        return "在文本框中,Word 不能加批注"
    return "在公式、拼音或图形等特殊内容中,未加批注"


def _changes(
    tree: Tree, open_to: Sequence[Held], wanted: Sequence[Change], taken: list[Span]
) -> tuple[Change, ...] | None:
    """The changes if all of them can be made, else None; `taken` are the ranges that earlier marks change."""
    free = {at for held in open_to if _may_change(tree, held) for at in range(held.start, held.end)}
    for span, _ in wanted:
        around = range(span.start, span.end) if span.end > span.start else range(span.start - 1, span.start + 1)
        fits = all(at in free for at in around) if span.end > span.start else any(at in free for at in around)
        if not fits or any((span.start < t.end and t.start < span.end) or span == t for t in taken):
            return None
    taken += [span for span, _ in wanted]
    return tuple(wanted)


def _events(
    pen: Pen, number: int, span: Span, open_to: Sequence[Held], changes: Sequence[Change]
) -> Iterator[tuple[Element, Event]]:
    """What is put in and taken out, each at its place in a w:t."""
    first, last = open_to[0], open_to[-1]
    begin, end = max(span.start, first.start), min(span.end, last.end)
    yield first.element, Event(begin - first.start, begin - first.start, Event.BEGIN, pen.begin(number))
    for change, words in changes:
        touched = [h for h in open_to if h.start < change.end and change.start < h.end]
        for held in touched:
            yield (
                held.element,
                Event(max(change.start, held.start) - held.start, min(change.end, held.end) - held.start, Event.DELETE),
            )
        if words:
            at = touched[-1] if touched else next(h for h in open_to if h.start <= change.start <= h.end)
            place = min(change.end, at.end) - at.start
            yield at.element, Event(place, place, Event.INSERT, words=words)
    yield last.element, Event(end - last.start, end - last.start, Event.END, pen.end(number))


def _written(tree: Tree, pen: Pen, events: dict[Element, list[Event]]) -> bytes:
    """The document with the touched runs written anew."""
    runs = {run for element in events if (run := tree.parents[element]) is not None}
    out, at = list[bytes](), 0
    for run in sorted(runs, key=lambda run: tree.places[run].start):
        place = tree.places[run]
        out += [tree.xml[at : place.start], rewritten(Run(tree, run), events, pen)]
        at = place.end
    return b"".join([*out, tree.xml[at:]])
