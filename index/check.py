"""Everything a library on the disk must hold to, looked at in full: sums, ranges, vectors. It changes nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import LibraryError
from index.folder import FILES, file_damage, read_shelf
from index.manifest import REPORTS, Entry, Manifest, Stamp, is_vacant, read_manifest
from index.runs import Runs
from index.segments import SEGMENTATION, segment
from index.shelf import MATRICES, TABLES, Shelf, Tables, row_texts, window_runs
from report.model import Span

SAMPLED = 8  # rows of each matrix that are encoded again
TOLERANCE = 1e-3


def check(library: Path, encoder: Encoder | None = None) -> list[str]:
    """What is wrong, a line each; nothing wrong is the empty list.

    With an encoder some rows of each matrix, the first and the last among them, are encoded again and compared.
    Raises LibraryError where there is no library at all.
    """
    try:
        manifest = read_manifest(library)
    except LibraryError as error:
        if is_vacant(library) or not (library / REPORTS).is_dir():
            raise
        return [str(error)]
    same_encoder = encoder if encoder and Stamp.of(encoder) == manifest.encoder else None
    found = [*_fit(manifest, encoder), *_twice(manifest)]
    return found + [line for entry in manifest.reports for line in _entry(library, manifest, entry, same_encoder)]


def _fit(manifest: Manifest, encoder: Encoder | None) -> Iterator[str]:
    if encoder and Stamp.of(encoder) != manifest.encoder:
        yield f"库由编码器 {manifest.encoder.name} 建立,当前为 {encoder.name};请运行 python -m index rebuild"
    if manifest.segmentation != SEGMENTATION:
        yield f"切分版本为 {manifest.segmentation},本程序为 {SEGMENTATION};请运行 python -m index rebuild"


def _twice(manifest: Manifest) -> Iterator[str]:
    ids = [entry.id for entry in manifest.reports]
    yield from (f"清单有两份报告同为 {report_id}" for report_id in sorted({i for i in ids if ids.count(i) > 1}))


def _entry(library: Path, manifest: Manifest, entry: Entry, encoder: Encoder | None) -> list[str]:
    folder = library / REPORTS / entry.folder
    damaged = [line for name in FILES if (line := file_damage(folder / name, entry))] if folder.is_dir() else []
    try:
        shelf = read_shelf(library, entry, manifest.encoder.dim)
    except LibraryError as error:
        return damaged or [str(error)]
    current = manifest.segmentation == SEGMENTATION
    laws = [*_ranges(shelf), *_lengths(shelf), *(_cut(shelf, encoder) if current else ())]
    return damaged + [f"报告 {entry.id}:{line}" for line in laws]


def _ranges(shelf: Shelf) -> Iterator[str]:
    report, tables = shelf.report, shelf.tables
    held = [Span(s.start, s.end) for s in report.sections] + [Span(a.start, a.end) for a in report.asides]
    yield from _outside("章节与题前各行", held, Span(0, len(report.text)))
    passages = tables.passages.spans
    for name, rows in zip(TABLES, tables, strict=True):
        yield from _outside(f"{name}.jsonl", rows.spans, Span(0, len(report.text)))
        for i, (span, owner) in enumerate(zip(rows.spans, rows.passage, strict=True)):
            if not 0 <= owner < len(passages) or not _within(span, passages[owner]):
                yield f"{name}.jsonl 第 {i} 行 {tuple(span)} 不在它的段落 {owner} 之内"


def _outside(where: str, spans: Sequence[Span], whole: Span) -> Iterator[str]:
    bad = [span for span in spans if not (_within(span, whole) and span.start < span.end)]
    if bad:
        yield f"{where} 有 {len(bad)} 处不在全文 {whole.end} 字之内,第一处为 {tuple(bad[0])}"


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


def _lengths(shelf: Shelf) -> Iterator[str]:
    for name, matrix in zip(MATRICES, shelf.vectors, strict=True):
        off = np.flatnonzero(np.abs(np.linalg.norm(matrix, axis=1) - 1) > TOLERANCE)
        if len(off):
            yield f"{name}.npy 有 {len(off)} 行长度不为 1,第一行为 {off[0]}"


def _cut(shelf: Shelf, encoder: Encoder | None) -> Iterator[str]:
    """Cutting the stored report again must give the stored rows, encoding a row again its vector."""
    cut = segment(shelf.report)
    if (Tables(cut.passages, cut.sentences, cut.windows), cut.words) != (shelf.tables, shelf.words):
        yield "重新切分所得的段、句、窗、词与库中不同;请运行 python -m index rebuild"
    elif encoder:
        texts = row_texts(shelf.report, cut)
        for name, part in texts.items():
            yield from _sample(name, part, getattr(shelf.vectors, name), encoder)
        yield from _sample_windows(window_runs(shelf.report, cut), shelf.vectors.windows, encoder)


def _sample_windows(sentences: Sequence[Runs], matrix: NDArray[np.float32], encoder: Encoder) -> Iterator[str]:
    ends = np.cumsum([0, *(len(sentence.runs) for sentence in sentences)])
    for at in _spread(len(sentences)):
        again = encoder.encode_runs([sentences[at]])
        if np.abs(again - matrix[ends[at] : ends[at + 1]]).max(initial=0.0) > TOLERANCE:
            yield f"windows.npy 第 {ends[at]} 行起不是该行文字的向量(抽查第 {at} 句的各窗)"
            return


def _spread(n: int) -> NDArray[np.intp]:
    """Up to SAMPLED numbers below n, the first and the last among them."""
    return np.unique(np.linspace(0, n - 1, SAMPLED).astype(np.intp)) if n else np.empty(0, np.intp)


def _sample(name: str, texts: Sequence[str], matrix: NDArray[np.float32], encoder: Encoder) -> Iterator[str]:
    rows = _spread(len(texts))
    again = encoder.encode_passages([texts[row] for row in rows])
    far = rows[np.abs(again - matrix[rows]).max(axis=1, initial=0.0) > TOLERANCE]
    if len(far):
        yield f"{name}.npy 第 {far[0]} 行不是该行文字的向量(抽查 {len(rows)} 行,{len(far)} 行不符)"
