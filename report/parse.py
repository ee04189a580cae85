"""A file → a `Report`: read, repair, front matter, sections, metadata; each step a function of those before."""

import re
from pathlib import Path

from report.front import continuation, front_matter
from report.headings import sections
from report.layout import compose, repair
from report.meta import metadata
from report.model import Report
from report.reading import Decoded, read_file, readable

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
_LONGEST_ID = 200  # bytes of UTF-8; file systems hold 255 in a name


def read_report(path: Path, report_id: str | None = None) -> Report:
    """The report in a file. ReadError if it cannot be read; `report_id` None: made from the file's name."""
    return parse(read_file(path), report_id)


def parse(decoded: Decoded, report_id: str | None = None) -> Report:
    """The report that a decoded file holds."""
    text, joints = repair(decoded.text)
    front = front_matter(text)
    tree = sections(text, front)
    return Report(
        id=report_id or id_from(decoded.source.file),
        text=text,
        sections=tree,
        asides=tuple(sorted((*front.asides, *continuation(text)), key=lambda aside: aside.start)),
        meta=metadata(text, front, [section.title for section in tree if section.level in (1, 2)]),
        source=decoded.source,
        repairs=compose(decoded.repairs, joints),
    )


def id_from(file: str) -> str:
    """The file's name without folder and suffix, fit for a folder's name: 市:报告?.txt → 市_报告_."""
    name = _UNSAFE.sub("_", readable(Path(file).stem)).strip(". ")
    return name.encode()[:_LONGEST_ID].decode(errors="ignore") or "report"
