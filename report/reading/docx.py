"""Word's .docx → text: its paragraphs in document order, one a line; a table row is a line, its cells apart by tabs.

Read from word/document.xml (ECMA-376 part 1, chapter 17) with the standard library: tracked insertions stay, deletions
go; content controls, hyperlinks and fields give the text they show; a text box comes once (Word writes it twice, for
old and new readers), as lines behind the paragraph that holds it; footnotes and endnotes come as lines at the end.
Left out: heads and feet of pages, comments, and the numbers that Word counts by itself (numbering.xml).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from report.errors import ReadError
from report.reading.parts import parsed, text_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "rt",
                                    "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")}  # fmt: skip
_SIGNS = {f"{_W}tab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}


class Piece(NamedTuple):
    """Characters that a paragraph shows, and the w:t they stand in (None: a tab, a line break, a joint of cells)."""

    text: str
    source: Element | None


Line: TypeAlias = list[Piece]


def read(data: bytes, name: str) -> str:
    """The text of a .docx. ReadError, with `name` in it, where the archive or its XML is damaged or far too large."""
    body, *notes = (parsed(xml, part, name) for part, xml in text_parts(data, name))
    return "\n".join("".join(piece.text for piece in line) for line in shown_lines(body, notes, name))


def shown_lines(body: Element, notes: Sequence[Element], name: str) -> list[Line]:
    """What the document shows, line by line, then its notes. ReadError where it is nested too deep to be Word's."""
    try:
        return [*_blocks(body), *(line for part in notes for line in _notes(part))]
    except RecursionError:
        raise ReadError(f"{name}:docx 的标记嵌套过深,不像 Word 所写;请用 Word 或 WPS 打开后另存一次。") from None


def _notes(part: Element) -> Iterator[Line]:
    """The lines of the notes; those with a type are separators."""
    for note in part:
        if f"{_W}type" not in note.attrib:
            yield from (line for line in _blocks(note) if not _blank(line))


def _blank(line: Line) -> bool:
    return not any(piece.text.strip() for piece in line)


def _blocks(parent: Element) -> Iterator[Line]:
    """The lines of everything in `parent`, in document order."""
    kept: Line = []  # a paragraph whose mark is deleted runs on into the next one
    for block in _flat(parent):
        if block.tag == f"{_W}tbl":
            yield from _rows(block)
            continue
        boxes: list[Element] = []
        kept += _shown(block, boxes)
        if not _mark_deleted(block):
            yield kept
            kept = []
        for box in boxes:
            yield from _blocks(box)
    if any(piece.text for piece in kept):
        yield kept


def _flat(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, out of content controls, tracked insertions and the like."""
    for child in _chosen(parent):
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag not in _GONE:
            yield from _flat(child)


def _chosen(parent: Element) -> Iterator[Element]:
    """The children, one branch of each mc:AlternateContent: the new one, or the old where the new is not there."""
    for child in parent:
        if child.tag == f"{_MC}AlternateContent":
            branches = [*child.findall(f"{_MC}Choice"), *child.findall(f"{_MC}Fallback")]
            yield from (branches[:1] and _chosen(branches[0])) or ()
        else:
            yield child


def _shown(parent: Element, boxes: list[Element]) -> Line:
    """What a paragraph or a part of it shows. Text boxes are put into `boxes`: they stand beside the paragraph."""
    shown: Line = []
    for child in _chosen(parent):
        if child.tag == f"{_W}t":
            shown.append(Piece(child.text or "", child))
        elif child.tag == f"{_W}br":
            shown.append(Piece("" if child.get(f"{_W}type") in ("page", "column") else "\n", None))
        elif child.tag in _SIGNS:
            shown.append(Piece(_SIGNS[child.tag], None))
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _GONE:
            shown += _shown(child, boxes)
    return shown


def _mark_deleted(paragraph: Element) -> bool:
    return any(paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{change}") is not None for change in ("del", "moveFrom"))


def _rows(table: Element) -> Iterator[Line]:
    """A line for each row. A row of one cell is a frame around ordinary paragraphs, which come as they are."""
    for row in _rows_of(table):
        cells = [[*_blocks(cell)] for cell in _cells_of(row)]
        if len(cells) == 1:
            yield from cells[0]
        else:
            yield _joined(
                [_joined([_flattened(line) for line in cell if not _blank(line)], " ") for cell in cells], "\t"
            )


def _flattened(line: Line) -> Line:
    return [Piece(piece.text.replace("\n", " "), piece.source) for piece in line]


def _joined(parts: Sequence[Line], joint: str) -> Line:
    joined: Line = []
    for at, part in enumerate(parts):
        joined += [Piece(joint, None)] if at else []
        joined += part
    return joined


def _rows_of(table: Element) -> Iterator[Element]:
    for child in _chosen(table):
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag not in _GONE:
            yield from _rows_of(child)


def _cells_of(row: Element) -> Iterator[Element]:
    for child in _chosen(row):
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag not in _GONE:
            yield from _cells_of(child)
