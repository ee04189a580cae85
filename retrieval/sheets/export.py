"""A sheet in the form that was asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from retrieval.errors import ExportError
from retrieval.sheets.output import write_output
from retrieval.sheets.sheet import Block
from retrieval.sheets.sheet_docx import docx_bytes
from retrieval.sheets.sheet_text import html, markdown

Form: TypeAlias = Literal["docx", "md", "html"]
MEDIA: dict[Form, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
_SUFFIXES: dict[str, Form] = {".docx": "docx", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html"}


def written(blocks: Sequence[Block], form: Form) -> bytes:
    """The bytes of the file. ExportError for text that docx cannot hold."""
    if form == "docx":
        return docx_bytes(blocks)
    return (markdown(blocks) if form == "md" else html(blocks)).encode()


def form_of(path: Path) -> Form:
    """The form that a file's suffix asks for; ExportError for another."""
    form = _SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise ExportError(f"{path.name}:后缀是 {path.suffix or '(无)'};导出的文件应为 .docx、.md 或 .html。")
    return form


def write_file(path: Path, blocks: Sequence[Block], inputs: Sequence[Path] = ()) -> None:
    """Writes the sheet; ExportError where it cannot be written there, or `path` is one of the `inputs`."""
    write_output(path, written(blocks, form_of(path)), inputs)
