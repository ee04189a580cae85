"""Libraries for benchmarks that look at sentences alone: a quarter of the work of index/writing.py."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense import Dense
from index.encoder import Encoder
from index.folding import fold
from index.lexical import Lexical
from index.library import Library, Table
from report.model import Passage, Report, Span
from report.passages import passages
from report.segment import sentences

Floats = NDArray[np.float32]


def sentence_library(reports: Sequence[Report], encoder: Encoder, known: Mapping[str, Floats] | None = None) -> Library:
    """A library in memory whose sentences alone have vectors and rows; its other tables are empty. `known` are vectors
    by folded text; without it all are encoded."""
    whole = [passages(report) for report in reports]
    inside = [(row, s) for row, (r, p) in enumerate(_flat(reports, whole)) for s in _sentences(r, p)]
    owners = [report for report, _ in _flat(reports, whole)]
    texts = [fold(owners[row].text[s.start : s.end]) for row, s in inside]
    rows = encoder.encode_passages(texts) if known is None else np.array([known[text] for text in texts], np.float32)
    vectors = rows.reshape(len(texts), encoder.dim)
    firsts = list(accumulate(map(len, whole), initial=0))
    empty = Table((), np.empty(0, np.int32), _nothing(encoder))
    return Library(
        path=Path(),
        encoder=encoder,
        reports={report.id: report for report in reports},
        ranges={r.id: range(a, b) for r, a, b in zip(reports, firsts, firsts[1:], strict=False)},
        passages=tuple(p for found in whole for p in found),
        whole=empty,
        sentences=Table(tuple(s for _, s in inside), np.array([row for row, _ in inside], np.int32), Dense(vectors)),
        windows=empty,
        context=_nothing(encoder),
        lexical=Lexical([], []),
        lexical_passages=Lexical([], []),
    )


def _flat(reports: Sequence[Report], whole: Sequence[Sequence[Passage]]) -> list[tuple[Report, Passage]]:
    return [(report, passage) for report, found in zip(reports, whole, strict=True) for passage in found]


def _sentences(report: Report, passage: Passage) -> list[Span]:
    return sentences(report.text, Span(passage.start, passage.end))


def _nothing(encoder: Encoder) -> Dense:
    return Dense(np.empty((0, encoder.dim), np.float32))
