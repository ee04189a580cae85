"""A file that a command is told to write (--out, --run): never over what it reads, and whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from retrieval.errors import ExportError


def refuse_input(path: Path, inputs: Sequence[Path]) -> None:
    """ExportError where `path` is one of the files that are read; asked before the work, not after it."""
    for one in inputs:
        if _are_one(path, one):
            raise ExportError(f"{path}:与要读的 {one} 是同一个文件;请另起一个文件名,原来的文件不改动。")


def _are_one(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one of them is not there
        return False


def write_output(path: Path, data: bytes, inputs: Sequence[Path] = ()) -> None:
    """Writes beside the file and renames, so that a full disk leaves what was there. ExportError where it cannot be
    written, or where it is one of the `inputs`."""
    refuse_input(path, inputs)
    try:
        _replace(Path(os.path.realpath(path)), data)  # a link stays a link
    except OSError as error:
        raise ExportError(f"{path}:写不进去({error.strerror or error});请检查文件夹、权限与磁盘空间。") from error


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():  # /dev/null is not put aside; a folder says so itself
        path.write_bytes(data)
        return
    if path.exists():
        path.open("ab").close()  # what may not be written is not replaced either
    with tempfile.TemporaryDirectory(prefix=".chuchu-", dir=path.parent) as beside:  # nobody else's, whatever runs here
        made = Path(beside, path.name)
        with made.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, made)
        made.replace(path)
