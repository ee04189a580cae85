"""A file → its text. What a file is, is told from its bytes; its suffix only says what its owner took it for.

Read here: plain text and Markdown (report/reading/text.py), Word's .docx (report/reading/docx.py). Everything else is
a `ReadError` that names the file, what was found, what was expected and what to do.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from report.errors import ReadError
from report.model import Repair, Source
from report.reading.docx import read as read_docx
from report.reading.sniff import what_it_is
from report.reading.text import decode, unify_line_ends

MAX_BYTES = 50_000_000
MAX_CHARS = 5_000_000  # the longest report known has 60 thousand
SUFFIXES = ("", ".txt", ".text", ".md", ".markdown", ".docx")
_EXPECTED = "应为 .txt、.md 文本或 .docx 文档"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file with `\\n` as its only line end. Undoing `repairs` gives back the characters that the file's
    bytes decode to (for a txt or md file, without a byte order mark, which is no character)."""

    text: str
    repairs: tuple[Repair, ...]
    source: Source


def read_file(path: Path) -> Decoded:
    """Reads a txt, md or docx file. ReadError for any other, and for a missing, empty, damaged or too long one."""
    name = " ".join(readable(path.name or str(path)).split())
    data = file_bytes(path, name)
    raw = _text(data, name)
    if not raw.strip():
        raise ReadError(f"{name}:文件里没有文字;{_EXPECTED},请检查文件内容。")
    if len(raw) > MAX_CHARS:
        raise ReadError(f"{name}:全文 {len(raw)} 字,超过上限 {MAX_CHARS} 字;请确认是一份报告,或拆成几份再读。")
    unified, repairs = unify_line_ends(raw)
    return Decoded(unified, repairs, Source(readable(path.name), hashlib.sha256(data).hexdigest()))


def readable(name: str) -> str:
    """A file name that can be printed and stored: bytes that are no UTF-8 (a zip of an older system) become ?."""
    return name.encode("utf-8", "replace").decode("utf-8")


def file_bytes(path: Path, name: str) -> bytes:
    """All bytes of the file, or the reason why there are none."""
    try:
        if path.is_dir():
            raise ReadError(f"{name}:是文件夹,不是文件;请给出其中的文件。")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(f"{name}:文件有 {size / 1e6:.0f} MB,超过上限 {MAX_BYTES / 1e6:.0f} MB;请确认是一份报告。")
        data = path.read_bytes() if path.is_file() else None
    except FileNotFoundError:
        raise ReadError(f"{path}:找不到这个文件;请检查路径。") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}:打不开({error});请检查权限和路径。") from error
    if data is None:
        raise ReadError(f"{name}:不是普通文件;{_EXPECTED}。")
    if not data:
        raise ReadError(f"{name}:文件是空的(0 字节);{_EXPECTED},请检查文件内容。")
    return data


def _text(data: bytes, name: str) -> str:
    found, advice = what_it_is(data)
    if found == "docx":
        return read_docx(data, name)
    if found:
        raise ReadError(f"{name}:{found};{_EXPECTED},{advice}。")
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadError(f"{name}:后缀是 {suffix};{_EXPECTED},若确是文字报告,请改名为 .txt 再读。")
    return decode(data, name)
