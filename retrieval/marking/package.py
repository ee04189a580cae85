"""The archive of a .docx with another document and comments in it; every other part is copied as it is.

Comments go into the part that has some, or into a new one that the document's relationships and the list of content
types are told of (ECMA-376 part 2).
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence

from report.errors import ReadError
from report.reading.parts import DAMAGE, DOCUMENT, STRICT
from report.reading.placed import tree

MAX_WHOLE = 200_000_000  # bytes of all parts unpacked
_LINKS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def with_comments(data: bytes, word: str, document: bytes, comments: Sequence[bytes]) -> bytes:
    """The file with `document` in place of its own and `comments` behind those it has; `word` is the name space of its
    elements. ReadError for an archive that is damaged or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at(archive)
            changed = {DOCUMENT: document, **(_comments(archive, word, comments) if comments else {})}
            return _copied(archive, changed)
    except (*DAMAGE, KeyError) as error:  # KeyError: a part that every docx has is not there
        raise ReadError(f"docx 已损坏或加密({error});请用 Word 或 WPS 打开后另存一次。") from error


def _look_at(archive: zipfile.ZipFile) -> None:
    whole, names = sum(info.file_size for info in archive.infolist()), archive.namelist()
    if whole > MAX_WHOLE:
        limit = MAX_WHOLE // 1_000_000
        raise ReadError(f"docx 解压后有 {whole // 1_000_000} MB,超过上限 {limit} MB;请删去其中的大图再试。")
    if len(set(names)) < len(names):
        raise ReadError("docx 里有重名的部分,不像 Word 所写;请用 Word 或 WPS 打开后另存一次。")


def _copied(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some parts changed, new ones at the end."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in archive.infolist():
            copy.writestr(info, changed.get(info.filename) or archive.read(info))
        for name in sorted(changed.keys() - set(archive.namelist())):
            copy.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _comments(archive: zipfile.ZipFile, word: str, comments: Sequence[bytes]) -> dict[str, bytes]:
    """The parts that change where comments are added."""
    names = archive.namelist()
    links = (
        archive.read(_LINKS)
        if _LINKS in names
        else f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    )
    there = _target(links)
    if there in names:
        return {there: _behind(archive.read(there), b"".join(comments), there)}
    part = next(name for n in range(len(names) + 1) if (name := f"word/comments{n or ''}.xml") not in names)
    fresh = f'{_HEAD}<w:comments xmlns:w="{word}"/>'.encode()
    return {
        part: _behind(fresh, b"".join(comments), part),
        _LINKS: _behind(links, _link(links, word, part), _LINKS),
        _TYPES: _behind(archive.read(_TYPES), _type(part), _TYPES),
    }


def _target(links: bytes) -> str:
    """The part that the document's relationships name for its comments; "" for none."""
    for link in tree(links, _LINKS, "docx").root:
        if link.get("Type") in (_OFFICE, _OFFICE_STRICT):
            return posixpath.normpath(posixpath.join("/word", link.get("Target", ""))).lstrip("/")
    return ""


def _link(links: bytes, word: str, part: str) -> bytes:
    used = {link.get("Id") for link in tree(links, _LINKS, "docx").root}
    number = next(f"rId{n}" for n in range(1, len(used) + 2) if f"rId{n}" not in used)
    kind = _OFFICE_STRICT if word == STRICT else _OFFICE
    target = part.removeprefix("word/")
    return f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{number}" Type="{kind}" Target="{target}"/>'.encode()


def _type(part: str) -> bytes:
    return f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{part}" ContentType="{_CONTENT}"/>'.encode()


def _behind(xml: bytes, more: bytes, part: str) -> bytes:
    """The part with `more` as the last of its root's content; every other byte as it was."""
    read = tree(xml, part, "docx")
    place = read.places[read.root]
    if place.stop < place.end:
        return xml[: place.stop] + more + xml[place.stop :]
    head = xml[place.start : place.inner].rstrip(b"/>").rstrip()
    name = head[1:].split()[0]
    return xml[: place.start] + head + b">" + more + b"</" + name + b">" + xml[place.inner :]
