"""The parts of a .docx that hold text, out of its archive: their bytes, and the elements in them.

A .docx comes from anywhere: an archive that is cut off, encrypted or a bomb, or XML that is broken or has a DTD, is a
`ReadError` that says what to do.
"""

import io
import lzma
import zipfile
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from report.errors import ReadError

DOCUMENT, NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
MAX_PART = 40_000_000  # bytes of one unpacked part: a bomb unpacks to more
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same names under ISO/IEC 29500 Strict
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(NotImplementedError, RuntimeError, OSError, ValueError),
)


def text_parts(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """The name and the bytes of each part that holds text: the document, then its notes. ReadError as in `read`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = [part for part in NOTES if part in archive.namelist()]
            return [(part, _part(archive, part, name)) for part in (DOCUMENT, *held)]
    except DAMAGE as error:
        raise ReadError(f"{name}:docx 已损坏或加密({error});请用 Word 或 WPS 打开后另存一次。") from error


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    with archive.open(part) as stream:
        xml = stream.read(MAX_PART + 1)
    if len(xml) > MAX_PART:
        raise ReadError(f"{name}:{part} 解压后超过 {MAX_PART // 1_000_000} MB,不像报告;请用 Word 或 WPS 另存一次。")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ReadError(f"{name}:{part} 里有 DTD,正常的 docx 没有;请用 Word 或 WPS 打开后另存一次。")
    return xml


def parsed(xml: bytes, part: str, name: str) -> Element:
    try:
        return ElementTree.fromstring(xml.replace(STRICT.encode(), WORD.encode()))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ReadError(f"{name}:{part} 不是完好的 XML({error});请用 Word 或 WPS 打开后另存一次。") from error
