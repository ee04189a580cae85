"""The library in memory: all reports, their rows in one numbering, and the indexes over them.

A `Library` is what the disk held when it was opened and does not change; a write (index/writing.py) shows in the next
one that is opened. So a server swaps one name for another, and a search never sees half of a change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense import Dense
from index.encoder import Encoder
from index.errors import LibraryError
from index.folder import read_shelf
from index.lexical import Lexical
from index.manifest import Manifest, check_fit, is_vacant, read_manifest
from index.segments import Rows, searched
from index.shelf import Shelf
from index.writing import create
from report.model import Passage, Report, Span

_TRIES = 5


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Places and their vectors: row i of `dense` is the vector of `spans[i]`.

    `spans` are ranges of the text of their own report; `passage` is (n,) int32, the row of the passage in
    `Library.passages` that each lies in, which also tells the report. Rows are in reading order, report by report.
    """

    spans: tuple[Span, ...]
    passage: NDArray[np.int32]
    dense: Dense

    def __len__(self) -> int:
        return len(self.spans)


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Reports and the indexes over their rows.

    `passages[i]` is the place of row i of `whole`; `ranges[id]` are the rows of one report's passages. `context` is
    parallel to `sentences` (the vectors of the sentences with their headings in front), `lexical` is over the texts
    of the sentences, `lexical_passages` over those of the passages.
    """

    path: Path
    encoder: Encoder
    reports: Mapping[str, Report]
    ranges: Mapping[str, range]
    passages: tuple[Passage, ...]
    whole: Table
    sentences: Table
    windows: Table
    context: Dense
    lexical: Lexical
    lexical_passages: Lexical

    @classmethod
    def open(cls, path: Path, encoder: Encoder) -> "Library":
        """Raises LibraryError, saying what to run, for a library that is absent, foreign, older, damaged or made by
        another encoder. Sizes and shapes are checked, sums are not (`index.check` does)."""
        for attempt in range(_TRIES):
            manifest = read_manifest(path)
            check_fit(path, manifest, encoder)
            try:
                shelves = [read_shelf(path, entry, encoder.dim) for entry in manifest.reports]
                return _assembled(path, encoder, shelves)
            except LibraryError:
                # A writer may have swapped the manifest and swept a folder while we read; then the new one counts.
                if attempt == _TRIES - 1 or not _swapped(path, manifest):
                    raise
        raise AssertionError("unreachable")

    @classmethod
    def open_or_create(cls, path: Path, encoder: Encoder) -> "Library":
        """As `open`, an empty library where there is nothing yet."""
        if is_vacant(path):
            create(path, encoder)
        return cls.open(path, encoder)

    def text(self, row: int) -> str:
        """The words of a passage."""
        passage = self.passages[row]
        return self.reports[passage.report_id].text[passage.start : passage.end]

    def row_text(self, table: Table, row: int) -> str:
        """The words of a row of one of the tables."""
        start, end = table.spans[row]
        return self.reports[self.passages[table.passage[row]].report_id].text[start:end]


def _swapped(path: Path, manifest: Manifest) -> bool:
    return read_manifest(path) != manifest


def _assembled(path: Path, encoder: Encoder, shelves: Sequence[Shelf]) -> Library:
    firsts = list(accumulate((len(shelf.tables.passages.spans) for shelf in shelves), initial=0))
    return Library(
        path=path,
        encoder=encoder,
        reports={shelf.report.id: shelf.report for shelf in shelves},
        ranges={s.report.id: range(a, b) for s, a, b in zip(shelves, firsts, firsts[1:], strict=False)},
        passages=tuple(Passage(s.report.id, *span) for s in shelves for span in s.tables.passages.spans),
        whole=_table([(s.tables.passages, s.vectors.passages) for s in shelves], firsts, encoder.dim),
        sentences=_table([(s.tables.sentences, s.vectors.sentences) for s in shelves], firsts, encoder.dim),
        windows=_table([(s.tables.windows, s.vectors.windows) for s in shelves], firsts, encoder.dim),
        context=_dense([s.vectors.context for s in shelves], encoder.dim),
        lexical=_lexical([(_texts(s, s.tables.sentences), s.words) for s in shelves]),
        lexical_passages=_lexical([(_texts(s, s.tables.passages), _by_passage(s)) for s in shelves]),
    )


def _table(parts: Sequence[tuple[Rows, NDArray[np.float32]]], firsts: Sequence[int], dim: int) -> Table:
    """One table of many: the passage rows of each report move behind those of the reports before it."""
    spans = tuple(span for rows, _ in parts for span in rows.spans)
    owners = [first + row for first, (rows, _) in zip(firsts, parts, strict=False) for row in rows.passage]
    return Table(spans, np.array(owners, dtype=np.int32), _dense([vectors for _, vectors in parts], dim))


def _lexical(parts: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]]) -> Lexical:
    return Lexical([text for texts, _ in parts for text in texts], [row for _, words in parts for row in words])


def _texts(shelf: Shelf, rows: Rows) -> list[str]:
    return [searched(shelf.report, span) for span in rows.spans]


def _by_passage(shelf: Shelf) -> list[list[str]]:
    """The words of each passage: those of its sentences."""
    found: list[list[str]] = [[] for _ in shelf.tables.passages.spans]
    for row, words in zip(shelf.tables.sentences.passage, shelf.words, strict=True):
        found[row] += words
    return found


def _dense(parts: Sequence[NDArray[np.float32]], dim: int) -> Dense:
    return Dense(np.concatenate([np.empty((0, dim), np.float32), *parts]))
