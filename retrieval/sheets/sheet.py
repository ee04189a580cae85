"""A sheet to hand out: headings, paragraphs and tables of pieces of text. sheet_docx.py and sheet_text.py write it.

A piece of a quotation holds the report's characters and nothing else; what marks it is its style.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["plain", "gone", "new", "faint"]
Role: TypeAlias = Literal["text", "quote", "source", "note"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one style; `gone` is struck out, `new` underlined, `faint` in grey."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of depth 1 (the title of the sheet) or more."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line ends inside it stay line ends."""

    pieces: tuple[Piece, ...]
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heads of its columns, their shares of the width, and rows of cells, each cell some pieces."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


Block: TypeAlias = Heading | Paragraph | Table
