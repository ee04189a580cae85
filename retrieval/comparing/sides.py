"""A report as one side of a comparison: its text cut into units, each with what it is compared by.

A unit is a sentence, a heading or a line of front matter; every character that is not white space lies in exactly one.
Headings are units like others, because what one version prints as a heading may be a sentence of the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.folding import fold
from index.library import Library
from report.model import Report, Section, Span
from report.parse import read_report
from report.passages import body, heading_path
from report.segment import sentences, strip
from retrieval.comparing.sameness import key
from retrieval.errors import QuestionError

OUTSIDE = Section("", 0, 0, 0, 0, run_in=False)
"""Stands for a section where there is none: a report without headings, the lines before its first one."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One report's units in reading order. Parallel to `units`: `keys`, what is left when punctuation and widths do not
    count; `owners`, the lowest section round each (OUTSIDE where there is none); `vectors`, (n, dim), of length 1, zero
    for what the library holds no vector of (headings)."""

    report: Report
    units: tuple[Span, ...]
    keys: tuple[str, ...]
    owners: tuple[Section, ...]
    vectors: NDArray[np.float32]

    def heading(self, unit: int) -> bool:
        """Whether a unit is the heading of its section."""
        return self.units[unit].start < self.owners[unit].body_start

    def stands_alone(self, unit: int) -> bool:
        """Whether a unit is a heading in a line of its own."""
        return self.heading(unit) and not self.owners[unit].run_in

    def span(self, units: range) -> Span:
        """The range from the first to the last of units in a row."""
        return Span(self.units[units[0]].start, self.units[units[-1]].end)

    def neighbours(self, units: range) -> bool:
        """Whether units in a row are running text: sentences, and what only looks like a run-in heading among them."""
        return not any(self.stands_alone(i) for i in units)


def sides_of(names: Sequence[str], library: Path, encoder: Encoder) -> list[Side]:
    """The sides of reports named by their id or by the path of a file, in this order. A library is opened for ids only.

    ReadError for a file that cannot be read, QuestionError for what is neither, LibraryError."""
    files = {name: Path(name) for name in names if Path(name).is_file()}
    found = dict(zip(files, file_sides([read_report(path) for path in files.values()], encoder), strict=True))
    if len(files) < len(set(names)):
        opened = Library.open(library, encoder)
        found |= {name: library_side(opened, _known(opened, name)) for name in names if name not in files}
    return [found[name] for name in names]


def _known(library: Library, name: str) -> Report:
    if name not in library.reports:
        known = "、".join(library.reports) or "(空)"
        raise QuestionError(f"{name} 既不是文件,也不是库中的报告;现有 {known}。")
    return library.reports[name]


def library_side(library: Library, report: Report) -> Side:
    """The report with the vectors of its sentences that the library holds."""
    table, passages = library.sentences, library.ranges[report.id]
    rows = np.flatnonzero((table.passage >= passages.start) & (table.passage < passages.stop))
    return _side(report, {table.spans[row]: table.dense.vectors[row] for row in rows}, library.encoder.dim)


def file_sides(reports: Sequence[Report], encoder: Encoder) -> list[Side]:
    """Reports that lie in no library; a sentence that stands in several is encoded once."""
    texts = [{span: fold(report.text[slice(*span)]) for span in _body_sentences(report)} for report in reports]
    unique = list(dict.fromkeys(text for part in texts for text in part.values()))
    rows = dict(zip(unique, encoder.encode_passages(unique), strict=True))
    return [
        _side(report, {span: rows[text] for span, text in part.items()}, encoder.dim)
        for report, part in zip(reports, texts, strict=True)
    ]


def units(report: Report) -> tuple[Span, ...]:
    """Headings, sentences of the body and of what stands beside it, in reading order.

    A run-in heading is one unit, the sentence it runs into another.
    """
    heads = [strip(report.text, Span(section.start, section.body_start)) for section in report.sections]
    beside = [part for a in report.asides for part in sentences(report.text, Span(a.start, a.end))]
    return tuple(sorted({*(head for head in heads if head.start < head.end), *beside, *_body_sentences(report)}))


def _body_sentences(report: Report) -> list[Span]:
    return [part for row in body(report) for part in sentences(report.text, row)]


def _side(report: Report, rows: dict[Span, NDArray[np.float32]], dim: int) -> Side:
    spans = units(report)
    zero = np.zeros(dim, dtype=np.float32)
    return Side(
        report=report,
        units=spans,
        keys=tuple(key(report.text[start:end]) for start, end in spans),
        owners=tuple((OUTSIDE, *heading_path(report, span.start))[-1] for span in spans),
        vectors=np.stack([rows.get(span, zero) for span in spans]) if spans else np.zeros((0, dim), np.float32),
    )
