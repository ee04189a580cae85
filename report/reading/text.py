"""Plain text and Markdown: bytes → characters, and one line end for all.

Encodings are tried from the surest to the most tolerant: a byte order mark, strict UTF-8, UTF-16 without a mark where
the bytes leave no doubt, GB18030 (which holds GBK and GB2312). GB18030 decodes nearly anything, so what it gives must
look like Chinese, and a UTF-8 file with a damaged byte is reported instead of being read as GB18030.
"""

import re

from report.errors import ReadError
from report.model import Repair

LINE_END = "行尾统一为 \\n"
_MARKS = ((b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"), (b"\xef\xbb\xbf", "utf-8"),
          (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\x09-\x0d\x20-\x7e“”‘’—…·]")
_FREQUENT = re.compile(r"[的一是在和了年工作发展人民大会报告国家全面實為國會]")
_OTHER_LINE_END = re.compile(r"\r\n?")
_ASK = "应为 UTF-8、UTF-16 或 GB18030 编码的文字,请用文本编辑器另存为 UTF-8 再读。"


def decode(data: bytes, name: str) -> str:
    """The characters of a text file, line ends as they are. ReadError, with `name` in it, if it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _clean(_strict(data[len(mark) :], encoding, name), name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _clean(_not_utf8(data, error, name), name)
    unmarked = _utf16_without_mark(data) if "\x00" in text else None
    return _clean(unmarked or text, name)


def unify_line_ends(text: str) -> tuple[str, tuple[Repair, ...]]:
    """`\\r\\n` and a lone `\\r` become `\\n`; each change is recorded at its place in the text given back."""
    repairs: list[Repair] = []
    shorter = 0
    for end in _OTHER_LINE_END.finditer(text):
        repairs.append(Repair(end.start() - shorter, end[0], "\n", LINE_END))
        shorter += len(end[0]) - 1
    return _OTHER_LINE_END.sub("\n", text), tuple(repairs)


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> str:
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return unmarked
    if _nearly_utf8(data):
        raise ReadError(f"{name}:像是 UTF-8 文件,但第 {error.start + 1} 个字节损坏;请重新下载或另存一次。")
    text = _strict(data, "gb18030", name)
    if len(text) > 50 and len(_FREQUENT.findall(text)) < 0.04 * len(text):
        raise ReadError(f"{name}:编码认不出(按 GB18030 解读不成文,可能是 Big5);{_ASK}")
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}:按 {encoding.upper()} 解读时第 {error.start + 1} 个字节出错;{_ASK}") from error


def _clean(text: str, name: str) -> str:
    """The text, or ReadError if it holds characters that no text holds."""
    found = _CONTROL.search(text)
    if found:
        raise ReadError(f"{name}:是二进制文件(第 {found.start() + 1} 个字符是 U+{ord(found[0]):04X});{_ASK}")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """The text if the bytes are UTF-16 beyond doubt: read so, nearly all of it is Chinese or ASCII."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CHINESE.findall(text)) > 0.95 * len(text) and _FREQUENT.search(text):
            return text
    return None


def _nearly_utf8(data: bytes) -> bool:
    """Damaged in a few places only: GB18030 text has hardly a valid UTF-8 sequence of three bytes."""
    text = data.decode("utf-8", errors="replace")
    bad, wide = text.count("\ufffd"), sum(ord(c) > 0x7FF for c in text)
    return wide - bad > 20 * bad
