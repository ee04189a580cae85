"""Word documents for the tests: written by hand, and read back by ways that are not the project's own."""

import io
import re
import zipfile
from xml.etree import ElementTree

from report.reading.docx import read

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="v" xmlns:wps="wps"'
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def docx(body: str, **parts: str) -> bytes:
    """A whole document around a body; `parts` are contents of word/NAME.xml."""
    made = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:root {_NAMES}>{content}</w:root>" for name, content in parts.items()},
    }
    return packed({name: content.encode() for name, content in made.items()})


def packed(made: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in made.items():
            file.writestr(name, content)
    return out.getvalue()


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(data: bytes) -> bytes:
    """The document after all changes by 出处 are refused: what they put in goes, what they took out stays."""
    xml = part(data, "word/document.xml").decode()
    xml = re.sub(r'<w:ins [^>]*w:author="出处"[^>]*>.*?</w:ins>', "", xml, flags=re.S)
    xml = re.sub(r'<w:del [^>]*w:author="出处"[^>]*>(.*?)</w:del>', _restored, xml, flags=re.S)
    return packed({**parts(data), "word/document.xml": xml.encode()})


def _restored(found: re.Match[str]) -> str:
    return found[1].replace("w:delText", "w:t").replace("<w:r>", f'<w:r xmlns:w="{_W[1:-1]}">')


def text_of(data: bytes) -> str:
    return read(data, "稿.docx")


def dressed(data: bytes) -> list[tuple[str, str]]:
    """Each character of the body with the properties of its run, in order."""
    root = ElementTree.fromstring(part(data, "word/document.xml"))
    found = []
    for run in root.iter(f"{_W}r"):
        properties = run.find(f"{_W}rPr")
        look = "" if properties is None else ElementTree.tostring(properties, encoding="unicode").strip()
        found += [(char, look) for text in run.findall(f"{_W}t") for char in text.text or ""]
    return found
