"""The manifest: which folders make up the library, by which encoder and cut they were made, and their sums.

It is the only file of a library that ever changes, and it changes at once: written beside, then swapped in. A reader
sees the library before or after, never between. docs/formats.md has it field by field.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.encoder import Encoder
from index.errors import LibraryError
from index.segments import SEGMENTATION

FORMAT = 1
KIND = "chuchu-library"
NAME = "manifest.json"
REPORTS = "reports"
LOCK = "write.lock"
FOLDER_NAME = re.compile(r"[0-9a-f]{12}-[0-9a-f]{8}")
"""A report's folder: the beginning of its file's SHA-256, then a number drawn for this writing of it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which encoder made the vectors: its name (to tell people), fingerprint (to compare) and dim."""

    name: str
    fingerprint: str
    dim: int

    @classmethod
    def of(cls, encoder: Encoder) -> "Stamp":
        return cls(encoder.name, encoder.fingerprint, encoder.dim)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a file must be: its length in bytes and its SHA-256 (hex)."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> "Sum":
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of the library: its id, the file it came from (name, SHA-256), its folder and what is in it."""

    id: str
    folder: str
    file: str
    sha256: str
    passages: int
    files: Mapping[str, Sum]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The library as it stands: entries in the order of adding."""

    encoder: Stamp
    segmentation: int = SEGMENTATION
    reports: tuple[Entry, ...] = field(default=())

    def entry(self, report_id: str) -> Entry:
        """Raises LibraryError, with the ids there are, for an id that is not in the library."""
        for entry in self.reports:
            if entry.id == report_id:
                return entry
        known = "、".join(entry.id for entry in self.reports) or "(空库)"
        raise LibraryError(f"库中没有报告 {report_id};库中有:{known}")


def read_manifest(library: Path) -> Manifest:
    """Raises LibraryError where there is no library, or one that is foreign, older, newer or damaged."""
    path = library / NAME
    if not path.is_file():
        raise LibraryError(_why_absent(library))
    try:
        data = json.loads(path.read_bytes())
    except ValueError as error:
        raise LibraryError(f"{path} 已损坏,不是完整的 JSON;{_ANEW}") from error
    _check_kind(path, data)
    try:
        return _from_json(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise LibraryError(f"{path} 已损坏,缺少或多出字段({error});{_ANEW}") from error


def write_manifest(library: Path, manifest: Manifest) -> None:
    """Swap the manifest in, so that a fall at any moment leaves the old one or the new one."""
    data = _to_json(manifest)
    data["sum"] = _sum(data)
    beside = library / f"{NAME}.tmp"
    write_file(beside, json.dumps(data, ensure_ascii=False, indent=1).encode())
    beside.replace(library / NAME)
    sync_folder(library)


def check_fit(library: Path, manifest: Manifest, encoder: Encoder) -> None:
    """Raises LibraryError where the library was made by another encoder or with another cut than ours."""
    made, now = manifest.encoder, Stamp.of(encoder)
    if made != now:
        raise LibraryError(
            f"库 {library} 由编码器 {_told(made)} 建立,当前为 {_told(now)};"
            f"请运行 python -m index rebuild,或设 CHUCHU_MODEL={made.name}"
        )
    if manifest.segmentation != SEGMENTATION:
        raise LibraryError(
            f"库 {library} 的切分版本为 {manifest.segmentation},本程序为 {SEGMENTATION};请运行 python -m index rebuild"
        )


def is_vacant(library: Path) -> bool:
    """Nothing is there, or no more than a first write leaves that was cut off before its manifest."""
    if not library.exists():
        return True
    own = {REPORTS, LOCK, f"{NAME}.tmp"}
    return library.is_dir() and all(
        child.name in own and not (child.is_dir() and any(child.iterdir())) for child in library.iterdir()
    )


def is_library(folder: Path) -> bool:
    """Whether a folder is a library of ours, even a damaged one: by the kind in its manifest, where that is no JSON by
    the folders of its reports. Other programs have a manifest.json too."""
    try:
        data = json.loads((folder / NAME).read_bytes())
    except OSError:
        return False
    except ValueError:
        return any(FOLDER_NAME.fullmatch(child.name) for child in (folder / REPORTS).glob("*"))
    return isinstance(data, dict) and data.get("kind") == KIND


def write_file(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on the disk; a link that stands in its place is not followed."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_ANEW = "请删去该库文件夹,再运行 python -m index add 重建"


def _why_absent(library: Path) -> str:
    if is_vacant(library):
        return f"没有库 {library};请先运行 python -m index add 报告文件"
    if not library.is_dir():
        return f"{library} 是文件,不是库;请用 --library 指定库的文件夹"
    if (library / REPORTS).is_dir():
        return f"库 {library} 缺 {NAME}(被删,或初次写入时中断);{_ANEW}"
    return f"{library} 不是出处的库(没有 {NAME});请用 --library 指定库,或先运行 python -m index add"


def _check_kind(path: Path, data: Any) -> None:
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise LibraryError(f"{path} 不是出处的库的清单;请用 --library 指定别的文件夹")
    if data.get("format") != FORMAT:
        raise LibraryError(f"库 {path.parent} 的格式版本为 {data.get('format')},本程序只读版本 {FORMAT};{_ANEW}")
    if data.get("sum") != _sum({key: value for key, value in data.items() if key != "sum"}):
        raise LibraryError(f"{path} 已损坏(校验和不符);{_ANEW}")


def _to_json(manifest: Manifest) -> dict[str, Any]:
    return {"kind": KIND, "format": FORMAT, **asdict(manifest)}


def _from_json(data: dict[str, Any]) -> Manifest:
    entries = tuple(_entry(row) for row in data["reports"])
    return Manifest(Stamp(**data["encoder"]), data["segmentation"], entries)


def _entry(row: dict[str, Any]) -> Entry:
    if not FOLDER_NAME.fullmatch(row["folder"]):  # a library may come from elsewhere: no `..` out of it
        raise KeyError(row["folder"])
    return Entry(**{**row, "files": {name: Sum(**told) for name, told in row["files"].items()}})


def _sum(data: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _told(stamp: Stamp) -> str:
    return f"{stamp.name}({stamp.fingerprint[:16]},{stamp.dim} 维)"
