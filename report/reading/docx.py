"""Word's .docx → text: its paragraphs in document order, one a line; a table row is a line, its cells apart by tabs.

Read from word/document.xml (ECMA-376 part 1, chapter 17) with the standard library: tracked insertions stay, deletions
go; content controls, hyperlinks and fields give the text they show; a text box comes once (Word writes it twice, for
old and new readers), as lines behind the paragraph that holds it; footnotes and endnotes come as lines at the end.
Left out: heads and feet of pages, comments, and the numbers that Word counts by itself (numbering.xml).
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from report.errors import ReadError

MAX_PART = 40_000_000  # bytes of one unpacked part: a bomb unpacks to more
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same names under ISO/IEC 29500 Strict
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "rt",
                                    "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")}  # fmt: skip
_SIGNS = {f"{_W}tab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}


_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(NotImplementedError, RuntimeError, OSError, ValueError),
)


def read(data: bytes, name: str) -> str:
    """The text of a .docx. ReadError, with `name` in it, where the archive or its XML is damaged or far too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", name)
            notes = [_part(archive, part, name) for part in ("word/footnotes.xml", "word/endnotes.xml")
                     if part in archive.namelist()]  # fmt: skip
    except _DAMAGE as error:
        raise ReadError(f"{name}:docx 已损坏或加密({error});请用 Word 或 WPS 打开后另存一次。") from error
    try:
        return "\n".join([*_blocks(body), *(line for part in notes for line in _notes(part))])
    except RecursionError:
        raise ReadError(f"{name}:docx 的标记嵌套过深,不像 Word 所写;请用 Word 或 WPS 打开后另存一次。") from None


def _part(archive: zipfile.ZipFile, part: str, name: str) -> Element:
    with archive.open(part) as stream:
        xml = stream.read(MAX_PART + 1)
    if len(xml) > MAX_PART:
        raise ReadError(f"{name}:{part} 解压后超过 {MAX_PART // 1_000_000} MB,不像报告;请用 Word 或 WPS 另存一次。")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ReadError(f"{name}:{part} 里有 DTD,正常的 docx 没有;请用 Word 或 WPS 打开后另存一次。")
    try:
        return ElementTree.fromstring(xml.replace(_STRICT, _W[1:-1].encode()))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ReadError(f"{name}:{part} 不是完好的 XML({error});请用 Word 或 WPS 打开后另存一次。") from error


def _notes(part: Element) -> Iterator[str]:
    """The lines of the notes; those with a type are separators."""
    for note in part:
        if f"{_W}type" not in note.attrib:
            yield from (line for line in _blocks(note) if line.strip())


def _blocks(parent: Element) -> Iterator[str]:
    """The lines of everything in `parent`, in document order."""
    kept = ""  # a paragraph whose mark is deleted runs on into the next one
    for block in _flat(parent):
        if block.tag == f"{_W}tbl":
            yield from _rows(block)
            continue
        boxes: list[Element] = []
        kept += _text(block, boxes)
        if not _mark_deleted(block):
            yield kept
            kept = ""
        for box in boxes:
            yield from _blocks(box)
    if kept:
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


def _text(parent: Element, boxes: list[Element]) -> str:
    """What a paragraph or a part of it shows. Text boxes are put into `boxes`: they stand beside the paragraph."""
    shown = ""
    for child in _chosen(parent):
        if child.tag == f"{_W}t":
            shown += child.text or ""
        elif child.tag == f"{_W}br":
            shown += "" if child.get(f"{_W}type") in ("page", "column") else "\n"
        elif child.tag in _SIGNS:
            shown += _SIGNS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _GONE:
            shown += _text(child, boxes)
    return shown


def _mark_deleted(paragraph: Element) -> bool:
    return any(paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{change}") is not None for change in ("del", "moveFrom"))


def _rows(table: Element) -> Iterator[str]:
    """A line for each row. A row of one cell is a frame around ordinary paragraphs, which come as they are."""
    for row in _rows_of(table):
        cells = [[*_blocks(cell)] for cell in _cells_of(row)]
        if len(cells) == 1:
            yield from cells[0]
        else:
            yield "\t".join(" ".join(line.replace("\n", " ") for line in cell if line.strip()) for cell in cells)


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
