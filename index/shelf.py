"""What the index knows of one report: its rows (index/segments.py) and the vectors of the rows.

Equal texts, as a sentence of one clause and its own window, are encoded once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.folding import fold
from index.segments import Rows, Segments, segment
from report.model import Report

TABLES = ("passages", "sentences", "windows")
MATRICES = (*TABLES, "context")
"""`context` is parallel to `sentences`: each sentence with its heading path in front."""


class Tables(NamedTuple):
    """The rows of the three tables, in the order of TABLES."""

    passages: Rows
    sentences: Rows
    windows: Rows


class Vectors(NamedTuple):
    """(n, dim) float32 each, in the order of MATRICES; the rows of `context` are those of the sentences."""

    passages: NDArray[np.float32]
    sentences: NDArray[np.float32]
    windows: NDArray[np.float32]
    context: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One report, its rows, their vectors, and the words of its sentences."""

    report: Report
    tables: Tables
    vectors: Vectors
    words: tuple[tuple[str, ...], ...]


def make_shelf(report: Report, encoder: Encoder, progress: bool = False) -> Shelf:
    """Cut a report and encode it."""
    cut = segment(report)
    tables = Tables(cut.passages, cut.sentences, cut.windows)
    return Shelf(report, tables, _encoded(row_texts(report, cut), encoder, progress), cut.words)


def row_texts(report: Report, cut: Segments) -> tuple[Sequence[str], ...]:
    """What is encoded: the folded texts of the rows of each matrix, in the order of MATRICES.

    Folded, because m3e-small's vocabulary has neither capitals (GDP would be unknown to it) nor full-width digits.
    """
    tables = (cut.passages, cut.sentences, cut.windows)
    texts = (*([report.text[start:end] for start, end in rows.spans] for rows in tables), cut.contexts)
    return tuple([fold(text) for text in part] for part in texts)


def _encoded(texts: Sequence[Sequence[str]], encoder: Encoder, progress: bool) -> Vectors:
    places = {text: row for row, text in enumerate(dict.fromkeys(text for part in texts for text in part))}
    rows = encoder.encode_passages(list(places), progress)
    return Vectors(*(rows[np.array([places[text] for text in part], dtype=np.intp)] for part in texts))
