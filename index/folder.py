"""One report on the disk: a folder of readable files, written beside, renamed into place and never changed.

docs/formats.md has the files field by field.
"""

import io
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import LibraryError
from index.manifest import REPORTS, Entry, Sum, sync_folder, write_file
from index.segments import Rows
from index.shelf import MATRICES, TABLES, Shelf, Tables, Vectors
from report.model import Aside, Meta, Repair, Report, Section, Source, Span

WORDS = "words.txt"
TOLD = ("text.txt", "report.json", "sections.jsonl")
FILES = (*TOLD, WORDS, *(f"{table}.jsonl" for table in TABLES), *(f"{matrix}.npy" for matrix in MATRICES))
MEND = "请运行 python -m index check 查看,再 remove 该报告并重新 add"
Unreadable = (ValueError, KeyError, TypeError, OSError)
"""What comes of reading a damaged folder."""


def write_shelf(folder: Path, shelf: Shelf) -> dict[str, Sum]:
    """Write the files of a new folder; the sums of what was meant to be written, for the manifest."""
    folder.mkdir()
    sums = {}
    for name, data in _files(shelf):
        write_file(folder / name, data)
        sums[name] = Sum.of(data)
    sync_folder(folder)
    return sums


def place_shelf(library: Path, shelf: Shelf) -> Entry:
    """Write a report's folder beside the others, then rename it to its name. Nobody sees it before a manifest does."""
    name = f"{shelf.report.source.sha256[:12]}-{secrets.token_hex(4)}"
    beside = library / REPORTS / f"{name}.tmp"
    sums = write_shelf(beside, shelf)
    beside.rename(library / REPORTS / name)
    sync_folder(library / REPORTS)
    source = shelf.report.source
    return Entry(shelf.report.id, name, source.file, source.sha256, len(shelf.tables.passages.spans), sums)


def read_shelf(library: Path, entry: Entry, dim: int) -> Shelf:
    """Raises LibraryError, naming the file, where something is absent, of another length, or not what it should be.

    Cheap: the sums are not computed here (`python -m index check` does).
    """
    folder = library / REPORTS / entry.folder
    try:
        _check_files(folder, entry)
        report = read_report_files(folder)
        shelf = Shelf(
            report=report,
            tables=Tables(*(_read_rows(folder / f"{name}.jsonl") for name in TABLES)),
            vectors=Vectors(*(np.load(folder / f"{name}.npy", allow_pickle=False) for name in MATRICES)),
            words=tuple(tuple(line.split()) for line in (folder / WORDS).read_bytes().decode().split("\n")[:-1]),
        )
    except Unreadable as error:
        raise LibraryError(f"报告 {entry.id} 的文件夹 {folder} 读不出({error});{MEND}") from error
    if (report.id, report.source.sha256) != (entry.id, entry.sha256):
        raise LibraryError(f"{folder} 是报告 {report.id} 的文件夹,清单记为 {entry.id} 的;{MEND}")
    _check_shapes(folder, entry, shelf, dim)
    return shelf


def stored_report(library: Path, entry: Entry) -> Report:
    """The report alone, its files checked by their sums. Raises LibraryError where one is damaged."""
    folder = library / REPORTS / entry.folder
    for name in TOLD:
        if damage := file_damage(folder / name, entry):
            raise LibraryError(f"{damage};{MEND}")
    try:
        return read_report_files(folder)
    except Unreadable as error:
        raise LibraryError(f"报告 {entry.id} 的文件夹 {folder} 读不出({error});{MEND}") from error


def file_damage(path: Path, entry: Entry) -> str | None:
    """How a file differs from what the manifest says of it, byte for byte; None where it does not."""
    expected = entry.files.get(path.name)
    found = Sum.of(path.read_bytes()) if path.is_file() else None
    if found == expected:
        return None
    if found is None or expected is None or found.size != expected.size:
        return f"{path} 为 {_bytes(found)},清单记为 {_bytes(expected)}"
    return f"{path} 的 SHA-256 为 {found.sha256[:16]}…,清单记为 {expected.sha256[:16]}…"


def read_report_files(folder: Path) -> Report:
    """The report of a folder, without its tables. Raises ValueError, KeyError, TypeError or OSError for a bad one."""
    told = json.loads((folder / "report.json").read_bytes())
    return Report(
        id=told["id"],
        text=(folder / "text.txt").read_bytes().decode("utf-8"),
        sections=tuple(Section(**row) for row in _lines(folder / "sections.jsonl")),
        asides=tuple(Aside(**row) for row in told["asides"]),
        meta=Meta(**told["meta"]),
        source=Source(**told["source"]),
        repairs=tuple(Repair(**row) for row in told["repairs"]),
    )


def _files(shelf: Shelf) -> Iterable[tuple[str, bytes]]:
    report = shelf.report
    told = {
        "id": report.id,
        "meta": asdict(report.meta),
        "source": asdict(report.source),
        "repairs": [asdict(repair) for repair in report.repairs],
        "asides": [asdict(aside) for aside in report.asides],
    }
    yield "text.txt", report.text.encode("utf-8")
    yield "report.json", json.dumps(told, ensure_ascii=False, indent=1).encode()
    yield WORDS, "".join(" ".join(row) + "\n" for row in shelf.words).encode()
    yield "sections.jsonl", _json_lines(asdict(section) for section in report.sections)
    for name, rows in zip(TABLES, shelf.tables, strict=True):
        pairs = zip(rows.spans, rows.passage, strict=True)
        yield f"{name}.jsonl", _json_lines({"start": s.start, "end": s.end, "passage": row} for s, row in pairs)
    for name, matrix in zip(MATRICES, shelf.vectors, strict=True):
        buffer = io.BytesIO()
        np.save(buffer, matrix, allow_pickle=False)
        yield f"{name}.npy", buffer.getvalue()


def _json_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def _read_rows(path: Path) -> Rows:
    rows = _lines(path)
    return Rows(tuple(Span(row["start"], row["end"]) for row in rows), tuple(row["passage"] for row in rows))


def _check_files(folder: Path, entry: Entry) -> None:
    if not folder.is_dir():
        raise LibraryError(f"库缺报告 {entry.id} 的文件夹 {folder};{MEND}")
    for name in FILES:
        path, expected = folder / name, entry.files.get(name)
        if not path.is_file() or expected is None or path.stat().st_size != expected.size:
            raise LibraryError(f"{file_damage(path, entry) or path};{MEND}")


def _check_shapes(folder: Path, entry: Entry, shelf: Shelf, dim: int) -> None:
    passages, sentences, _ = counts = [len(rows.spans) for rows in shelf.tables]
    for name, count, matrix in zip(MATRICES, [*counts, sentences], shelf.vectors, strict=True):
        if matrix.shape != (count, dim) or matrix.dtype != np.float32:
            found = f"{matrix.shape} {matrix.dtype}"
            raise LibraryError(f"{folder / name}.npy 为 {found},应为 {(count, dim)} float32;{MEND}")
        if not np.isfinite(matrix).all():
            raise LibraryError(f"{folder / name}.npy 含 NaN 或无穷;{MEND}")
    for what, found_rows, expected in (("段", passages, entry.passages), ("句的词", len(shelf.words), sentences)):
        if found_rows != expected:
            raise LibraryError(f"{folder} 有 {found_rows} 行{what},应为 {expected} 行;{MEND}")


def _bytes(told: Sum | None) -> str:
    return "不存在" if told is None else f"{told.size} 字节"
