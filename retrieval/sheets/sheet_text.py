"""A sheet → Markdown, and a page of HTML that stands alone."""

import re
from collections.abc import Sequence
from html import escape

from retrieval.sheets.sheet import Block, Heading, Paragraph, Piece, Style

_MARKS = re.compile(r"([\\`*_{}\[\]#|~$])")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)
_TAGS: dict[Style, str] = {"gone": "del", "new": "ins", "faint": "small"}
_CSS = """body { max-width: 60em; margin: 2em auto; padding: 0 1em; font: 16px/1.7 "Noto Serif CJK SC", "Songti SC" }
table { table-layout: fixed; border-collapse: collapse; width: 100%; margin: 1em 0 }
td, th { border: 1px solid #999; padding: .3em .5em; text-align: left; vertical-align: top }
del { color: #a61b1b } ins { color: #1b5e20 } small { color: #666 }
blockquote { margin: 1em 2em }"""


def markdown(blocks: Sequence[Block]) -> str:
    """GitHub's Markdown. A quotation shows the report's characters: what Markdown would read as a mark is escaped."""
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.depth} {' '.join(_plain(block.text).split())}"
    if isinstance(block, Paragraph):
        text = "".join(map(_piece, block.pieces)).replace("\n", "<br>\n")
        return "\n".join(f"> {line}" for line in text.split("\n")) if block.role == "quote" else text
    rows = [[_plain(head) for head in block.heads], ["---"] * len(block.heads)]
    rows += [["".join(map(_piece, cell)).replace("\n", "<br>") for cell in row] for row in block.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _plain(text: str) -> str:
    return _LIST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", escape(text, quote=False)))


def _piece(piece: Piece) -> str:
    # Tags, not ** and ~~: those are not read as marks where they touch Chinese punctuation (CommonMark 0.31, 6.2).
    return _tagged(piece.style, _plain(piece.text))


def _tagged(style: Style, text: str) -> str:
    tag = _TAGS.get(style)
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def html(blocks: Sequence[Block]) -> str:
    """A whole page; it names no other host."""
    title = next((escape(block.text) for block in blocks if isinstance(block, Heading)), "")
    head = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><style>{_CSS}</style>'
    return head + "\n".join(map(_element, blocks)) + "</html>\n"


def _element(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.depth}>{escape(block.text)}</h{block.depth}>"
    if isinstance(block, Paragraph):
        tag = "blockquote" if block.role == "quote" else "p"
        return f"<{tag}>{_shown(block.pieces)}</{tag}>"
    heads = "".join(f"<th>{escape(head)}</th>" for head in block.heads)
    rows = ("".join(f"<td>{_shown(cell)}</td>" for cell in row) for row in block.rows)
    columns = "".join(f'<col style="width:{100 * width // sum(block.widths)}%">' for width in block.widths)
    return f"<table>{columns}<tr>{heads}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _shown(pieces: Sequence[Piece]) -> str:
    return "".join(_tagged(piece.style, escape(piece.text)) for piece in pieces).replace("\n", "<br>")
