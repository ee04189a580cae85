"""A run of Word cut at the places of marks, its properties and everything else in it kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from report.reading.parts import WORD
from report.reading.placed import Tree
from retrieval.marking.word_xml import Pen

_W = f"{{{WORD}}}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something at the characters `[start, end)` of a w:t, numbered in the order that holds at one place: what ends
    comes before what begins, and what is put in stands inside its comment."""

    INSERT: ClassVar[int] = 2
    END: ClassVar[int] = 3
    BEGIN: ClassVar[int] = 4
    DELETE: ClassVar[int] = 5

    start: int
    end: int
    what: int
    xml: bytes = b""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    tree: Tree
    element: Element

    def raw(self, element: Element) -> bytes:
        place = self.tree.places[element]
        return self.tree.xml[place.start : place.end]

    @property
    def properties(self) -> bytes:
        """Its w:rPr as it stands in the file, b"" for none."""
        found = self.element.find(f"{_W}rPr")
        return b"" if found is None else self.raw(found)


class _Writing:
    """Pieces of a run that gather until something must stand between them."""

    def __init__(self, run: Run) -> None:
        place = run.tree.places[run.element]
        self._head = run.tree.xml[place.start : place.inner] + run.properties
        self._foot = run.tree.xml[place.stop : place.end]
        self._held: list[bytes] = []
        self._out: list[bytes] = []

    def add(self, piece: bytes) -> None:
        self._held.append(piece)

    def between(self, xml: bytes) -> None:
        """Ends the run, if anything is in it, and puts `xml` behind it."""
        if any(piece.strip() for piece in self._held):
            self._out.append(self._head + b"".join(self._held) + self._foot)
        self._held = []
        self._out.append(xml)

    def done(self) -> bytes:
        self.between(b"")
        return b"".join(self._out)


def rewritten(run: Run, events: Mapping[Element, Sequence[Event]], pen: Pen) -> bytes:
    """The run and what is put between its pieces."""
    writing, tree = _Writing(run), run.tree
    at = tree.places[run.element].inner
    for child in run.element:
        place = tree.places[child]
        writing.add(tree.xml[at : place.start])
        if child in events:
            _cut(writing, run, child, events[child], pen)
        elif child.tag != f"{_W}rPr":
            writing.add(run.raw(child))
        at = place.end
    writing.add(tree.xml[at : tree.places[run.element].stop])
    return writing.done()


def _cut(writing: _Writing, run: Run, held: Element, events: Sequence[Event], pen: Pen) -> None:
    text, tag = held.text or "", run.raw(held)[1:].split(b">")[0].split()[0]
    edges = sorted({0, len(text), *(e.start for e in events), *(e.end for e in events)})
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        for event in sorted((e for e in events if e.start == start and e.what != Event.DELETE), key=lambda e: e.what):
            put_in = event.xml or pen.inserted(event.words, run.properties)
            writing.between(put_in)
        if start == end:
            continue
        if any(e.what == Event.DELETE and e.start <= start and end <= e.end for e in events):
            writing.between(pen.deleted(text[start:end], run.properties))
        else:
            words = escape(text[start:end]).encode()
            writing.add(b"<" + tag + b' xml:space="preserve">' + words + b"</" + tag + b">")
