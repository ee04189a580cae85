"""What changes a library: create, add, remove, rebuild. Each ends with one swap of the manifest, or changes nothing.

One writer at a time (write.lock). Folders that no manifest names, left by a fall or replaced, go with the next write.
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout
from tqdm import tqdm

from index.encoder import Encoder
from index.errors import LibraryError
from index.folder import place_shelf, stored_report
from index.manifest import (
    FOLDER_NAME,
    LOCK,
    REPORTS,
    Entry,
    Manifest,
    Stamp,
    check_fit,
    is_vacant,
    read_manifest,
    write_manifest,
)
from index.shelf import make_shelf
from report.errors import ReadError
from report.layout import undo
from report.parse import id_from, parse, read_report
from report.reading import Decoded, file_bytes, readable
from report.reading.text import unify_line_ends


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not added, and why, in one line."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files: ids added or replaced, ids whose bytes were there already, files that failed."""

    reports: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[Failure, ...]


def create(library: Path, encoder: Encoder) -> None:
    """An empty library in a folder that is absent or empty. Raises LibraryError where something is there."""
    _refuse_occupied(library)
    with _disk_errors_told(library):
        (library / REPORTS).mkdir(parents=True, exist_ok=True)
        with _locked(library):
            _refuse_occupied(library)  # another program may have been faster
            write_manifest(library, Manifest(Stamp.of(encoder)))


def add(library: Path, encoder: Encoder, files: Sequence[Path], progress: bool = False) -> Added:
    """Add files one after the other; each is in the library when its turn is over. A file that fails is named.

    A file with the bytes of a report that is there changes nothing; one with the file name of a report that is there
    replaces it and keeps its id. Raises LibraryError where the library or the disk is at fault, not a file.
    """
    reports, unchanged, failed = list[str](), list[str](), list[Failure]()
    seen: dict[str, Path] = {}
    alone = len(files) == 1
    with _writing(library) as manifest:
        check_fit(library, manifest, encoder)
        for path in tqdm(files, desc="加入报告", unit="份", disable=alone or not progress):
            try:
                if there := _already_there(library, path):
                    unchanged.append(there.id)
                else:
                    _refuse_twin(path, seen)
                    reports.append(_add_one(library, encoder, path, progress and alone))
                seen.setdefault(path.name, path)
            except ReadError as error:
                failed.append(Failure(path, str(error)))
    return Added(tuple(reports), tuple(unchanged), tuple(failed))


def remove(library: Path, report_id: str) -> None:
    """Take a report out and delete its folder. Raises LibraryError, with the ids there are, for an unknown one."""
    with _writing(library) as manifest:
        gone = manifest.entry(report_id)
        write_manifest(library, replace(manifest, reports=tuple(e for e in manifest.reports if e != gone)))


def rebuild(library: Path, encoder: Encoder, progress: bool = False) -> None:
    """Read every stored text anew and encode it with this encoder; all reports change in one swap.

    For a library of another encoder or another cut. Raises LibraryError where a stored text is damaged; the library
    is then as it was.
    """
    with _writing(library) as manifest:
        alone = len(manifest.reports) == 1
        bar = tqdm(manifest.reports, desc="重建", unit="份", disable=alone or not progress)
        entries = tuple(_rebuilt(library, entry, encoder, progress and alone) for entry in bar)
        write_manifest(library, Manifest(Stamp.of(encoder), reports=entries))


def _add_one(library: Path, encoder: Encoder, path: Path, progress: bool) -> str:
    manifest = read_manifest(library)
    old = next((e for e in manifest.reports if e.file == readable(path.name)), None)
    report_id = old.id if old else _free_id(manifest, id_from(path.name))
    new = place_shelf(library, make_shelf(read_report(path, report_id), encoder, progress))
    kept = [new if e == old else e for e in manifest.reports] + ([] if old else [new])
    write_manifest(library, replace(manifest, reports=tuple(kept)))
    return report_id


def _refuse_twin(path: Path, seen: dict[str, Path]) -> None:
    """Two files of one name in one call are two reports by mistake or by chance: replacing one would lose it."""
    if path.name in seen:
        raise ReadError(f"{path} 与同时加入的 {seen[path.name]} 同名而内容不同,库以文件名认报告;请改名后再加入")


def _free_id(manifest: Manifest, stem: str) -> str:
    taken = {entry.id for entry in manifest.reports}
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _rebuilt(library: Path, entry: Entry, encoder: Encoder, progress: bool) -> Entry:
    stored = stored_report(library, entry)
    unified, ends = unify_line_ends(undo(stored.text, stored.repairs))
    report = parse(Decoded(unified, ends, stored.source), entry.id)
    return place_shelf(library, make_shelf(report, encoder, progress))


def _already_there(library: Path, path: Path) -> Entry | None:
    """The report that this file would only make again: the one of its name if that has its bytes, any that has them if
    none has its name. None where it is new or is to replace one. ReadError for what cannot be read."""
    name = readable(path.name)
    digest = hashlib.sha256(file_bytes(path, name)).hexdigest()
    reports = read_manifest(library).reports
    rivals = [entry for entry in reports if entry.file == name] or reports
    return next((entry for entry in rivals if entry.sha256 == digest), None)


def _refuse_occupied(library: Path) -> None:
    if not is_vacant(library):
        raise LibraryError(f"{library} 已存在且不是空文件夹;请用 --library 指定别处")


@contextmanager
def _writing(library: Path) -> Iterator[Manifest]:
    """The library to oneself, its leavings swept before and after. Raises LibraryError if someone else is writing."""
    read_manifest(library)  # no lock file in a folder that is no library
    with _disk_errors_told(library), _locked(library):
        manifest = read_manifest(library)
        with _disk_errors_told(library, manifest):
            _sweep(library, manifest)
            yield manifest
            _sweep(library, read_manifest(library))


@contextmanager
def _locked(library: Path) -> Iterator[None]:
    lock = FileLock(library / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryError(f"另一个程序正在写库 {library};请等它完成后再试") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _disk_errors_told(library: Path, before: Manifest | None = None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        stands = _stands(library, before) if before else "尚未写入"
        raise LibraryError(f"库 {library} 写不进去({error});请检查磁盘空间与权限,{stands}") from error


def _stands(library: Path, before: Manifest) -> str:
    """What the library is after a write that failed: each file of several is swapped in by itself."""
    now = read_manifest(library).reports
    written = [entry.id for entry in now if entry not in before.reports]
    gone = [entry.id for entry in before.reports if entry.id not in {one.id for one in now}]
    told = [f"已{what}{'、'.join(ids)}" for what, ids in (("写入", written), ("移除", gone)) if ids]
    return f"{';'.join(told)},其余仍是写之前的样子" if told else "库仍是写之前的样子"


def _sweep(library: Path, manifest: Manifest) -> None:
    """Delete the folders of ours that the manifest does not name; nothing of another name is touched."""
    named = {entry.folder for entry in manifest.reports}
    for folder in (library / REPORTS).iterdir():
        if FOLDER_NAME.fullmatch(folder.name.removesuffix(".tmp")) and folder.name not in named:
            shutil.rmtree(folder, ignore_errors=True)  # on Windows a reader may hold it: the next write tries again
