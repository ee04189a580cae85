"""A sheet → Word's .docx. The only file of this floor that writes with python-docx."""

import io
import re
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Written

from retrieval.errors import ExportError
from retrieval.sheets.sheet import Block, Heading, Paragraph, Piece, Role, Table

_GREY, _RED, _GREEN = RGBColor(0x66, 0x66, 0x66), RGBColor(0xA6, 0x1B, 0x1B), RGBColor(0x1B, 0x5E, 0x20)
_STYLES: dict[Role, str] = {"text": "Normal", "quote": "Quote", "source": "Normal", "note": "Normal"}
PRINTED_CM = 16.6  # of the 21 of an A4 sheet
_FONTS = (("Normal", "Times New Roman", "宋体"), *((f"Heading {depth}", "Arial", "黑体") for depth in (1, 2, 3)))
_NO_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx_bytes(blocks: Sequence[Block]) -> bytes:
    """The file. ExportError where the text holds a control character, which XML has no way to write."""
    for piece in (piece for block in blocks for piece in _pieces(block)):
        if found := _NO_XML.search(piece.text):
            raise ExportError(f"文字中有控制字符 U+{ord(found[0]):04X},docx 存不下;请改用 Markdown 导出。")
    document = docx.Document()
    _dress(document)
    for block in blocks:
        _add(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _pieces(block: Block) -> Iterator[Piece]:
    if isinstance(block, Heading):
        yield Piece(block.text)
    elif isinstance(block, Paragraph):
        yield from block.pieces
    else:
        yield from (Piece(head) for head in block.heads)
        yield from (piece for row in block.rows for cell in row for piece in cell)


def _dress(document: Document) -> None:
    """A4, and fonts for Chinese: python-docx's template is of letter size and knows Latin fonts only."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21 - PRINTED_CM) / 2)
    for name, latin, chinese in _FONTS:
        font = document.styles[name].font
        font.name, font.color.rgb = latin, RGBColor(0, 0, 0)
        font.element.rPr.rFonts.set(qn("w:eastAsia"), chinese)
    quote = document.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Pt(21)
    document.core_properties.author = "出处"


def _add(document: Document, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, block.depth)
    elif isinstance(block, Paragraph):
        _write(document.add_paragraph(style=_STYLES[block.role]), block.pieces)
    else:
        _add_table(document, block)


def _add_table(document: Document, block: Table) -> None:
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.heads), style="Table Grid")
    rows = [tuple((Piece(head),) for head in block.heads), *block.rows]
    table.autofit = False
    widths = [Cm(PRINTED_CM * width / sum(block.widths)) for width in block.widths]
    for written, row in zip(table.rows, rows, strict=True):
        for cell, width, pieces in zip(written.cells, widths, row, strict=True):
            cell.width = width
            _write(cell.paragraphs[0], pieces)


def _write(paragraph: Written, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        font = paragraph.add_run(piece.text).font
        if piece.style == "gone":
            font.strike, font.color.rgb = True, _RED
        elif piece.style == "new":
            font.underline, font.color.rgb = True, _GREEN
        elif piece.style == "faint":
            font.size, font.color.rgb = Pt(9), _GREY
