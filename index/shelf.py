"""What the index knows of one report: its rows (index/segments.py) and the vectors of the rows.

Equal texts, as a passage of one sentence and that sentence, are encoded once.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.folding import fold
from index.runs import Runs
from index.segments import Rows, Segments, runs, segment
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
    return Shelf(report, tables, _encoded(report, cut, encoder, progress), cut.words)


def row_texts(report: Report, cut: Segments) -> dict[str, list[str]]:
    """What is encoded of each matrix but that of the windows: the folded texts of its rows.

    Folded, because m3e-small's vocabulary has neither capitals (GDP would be unknown to it) nor full-width digits.
    """
    text = report.text
    return {
        "passages": [fold(text[start:end]) for start, end in cut.passages.spans],
        "sentences": [fold(text[start:end]) for start, end in cut.sentences.spans],
        "context": [fold(context) for context in cut.contexts],
    }


def window_runs(report: Report, cut: Segments) -> list[Runs]:
    """The windows, sentence by sentence: their rows are those of the window table, in order."""
    return [Runs([fold(report.text[a:b]) for a, b in pieces], runs(pieces)) for pieces in cut.clauses]


def _encoded(report: Report, cut: Segments, encoder: Encoder, progress: bool) -> Vectors:
    texts = row_texts(report, cut)
    places = {text: row for row, text in enumerate(dict.fromkeys(text for part in texts.values() for text in part))}
    rows = encoder.encode_passages(list(places), progress)
    made = {name: rows[np.array([places[text] for text in part], dtype=np.intp)] for name, part in texts.items()}
    return Vectors(**made, windows=encoder.encode_runs(window_runs(report, cut), progress))
