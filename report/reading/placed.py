"""A .docx as a text whose every character knows where it stands in the file's XML, so that it can be marked there.

placed = read_placed(data, "稿.docx")
placed.text                               what report/reading/docx.py reads, character by character
placed.held[0]                            text[start:end] is the content of one w:t
placed.trees["word/document.xml"]         the bytes of the part and the place of each element in them
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from report.errors import ReadError
from report.reading.docx import Line, shown_lines
from report.reading.parts import STRICT, WORD, text_parts

MAX_CHARS = 1_000_000  # a longer draft is no draft
MAX_ELEMENTS = 400_000  # each costs about 700 bytes of memory; a draft of 300 pages has fewer
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


class Place(NamedTuple):
    """Bytes of an element: the start tag `[start, inner)`, the content `[inner, stop)`, the end tag `[stop, end)`."""

    start: int
    inner: int
    stop: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A part: its bytes, its root, and of each element the place and the parent (None: the root). `word` is the name
    space that the file uses for Word's own elements; tags are always in the transitional one."""

    xml: bytes
    root: Element
    places: dict[Element, Place]
    parents: dict[Element, Element | None]
    word: str


@dataclass(frozen=True, slots=True)
class Held:
    """`text[start:end]` is the content of the w:t `element` of a part."""

    start: int
    end: int
    part: str
    element: Element


@dataclass(frozen=True, slots=True)
class Placed:
    """The text with `\\n` as its only line end; characters outside `held` are tabs, line ends and joints of cells."""

    text: str
    held: tuple[Held, ...]
    trees: dict[str, Tree]


def read_placed(data: bytes, name: str) -> Placed:
    """The text of a .docx with its places. ReadError as in report/reading/docx.py, and for a part that is not UTF-8."""
    trees = {part: tree(xml, part, name) for part, xml in text_parts(data, name)}
    body, *notes = (one.root for one in trees.values())
    lines = shown_lines(body, notes, name)
    if (chars := sum(len(piece.text) for line in lines for piece in line)) > MAX_CHARS:
        raise ReadError(f"{name}:全文 {chars} 字,超过上限 {MAX_CHARS} 字;请拆成几份再核对。")
    owner = {element: part for part, one in trees.items() for element in one.places}
    text = "\n".join("".join(piece.text for piece in line) for line in lines).replace("\r", "\n")
    return Placed(text, tuple(_held(lines, owner)), trees)


def _held(lines: Sequence[Line], owner: dict[Element, str]) -> Iterator[Held]:
    at = 0
    for line in lines:
        for text, source in line:
            if source is not None and text:
                yield Held(at, at + len(text), owner[source], source)
            at += len(text)
        at += 1


def tree(xml: bytes, part: str, name: str) -> Tree:
    """A part parsed with expat, which tells the byte where each tag begins. ReadError for what is no XML in UTF-8, and
    for what is far too much of it."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml.count(b"<") > 2 * MAX_ELEMENTS:
        raise ReadError(f"{name}:{part} 里有 DTD 或标记过多,不像 Word 所写;请用 Word 或 WPS 打开后另存一次。")
    try:
        xml.decode("utf-8")
        return _Reading(xml).done()
    except UnicodeDecodeError:
        raise ReadError(f"{name}:{part} 不是 UTF-8 编码;请用 Word 或 WPS 打开后另存一次。") from None
    except (expat.ExpatError, ValueError) as error:
        raise ReadError(f"{name}:{part} 不是完好的 XML({error});请用 Word 或 WPS 打开后另存一次。") from error


class _Reading:
    """Builds the tree while expat goes through the bytes: state is what its handlers are called with."""

    def __init__(self, xml: bytes) -> None:
        self._xml, self._builder, self._word = xml, TreeBuilder(), WORD
        self._open: list[Element] = []
        self._places: dict[Element, Place] = {}
        self._parents: dict[Element, Element | None] = {}
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data

    def done(self) -> Tree:
        self._parser.Parse(self._xml, True)
        return Tree(self._xml, self._builder.close(), self._places, self._parents, self._word)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.startswith(STRICT):
            self._word = STRICT
        element = self._builder.start(_name(tag), {_name(key): value for key, value in attributes.items()})
        start = self._parser.CurrentByteIndex
        found = _TAG.match(self._xml, start)
        inner = found.end() if found else start
        self._places[element] = Place(start, inner, inner, inner)
        self._parents[element] = self._open[-1] if self._open else None
        self._open.append(element)

    def _end(self, tag: str) -> None:
        self._builder.end(_name(tag))
        start, inner, *_ = self._places[element := self._open.pop()]
        stop = self._parser.CurrentByteIndex
        if not self._xml.endswith(b"/>", start, inner):
            self._places[element] = Place(start, inner, stop, self._xml.index(b">", stop) + 1)


def _name(tag: str) -> str:
    return ("{" + tag if "}" in tag else tag).replace(STRICT, WORD)
