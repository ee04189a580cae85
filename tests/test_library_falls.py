"""A fall at every step of a write leaves the library as before or after, and the next write works."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.check import check
from index.errors import LibraryError
from index.folder import FILES
from index.library import Library
from index.manifest import REPORTS, read_manifest
from index.writing import add, create, rebuild, remove
from tests.fakes import BigramEncoder
from tests.libraries import HENGYANG, SHAOYANG, answers, bigrams_fixture, files_fixture, path_fixture, written  # noqa: F401 - fixtures


class Killed(BaseException):
    """The power is gone: nobody catches this."""


def falling_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], int]:
    """Fall at the step-th operation on the disk, a written file torn in half; the number of steps taken so far."""
    taken = 0

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*args: Any, **kwargs: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken > step:
                raise Killed
            if taken == step:
                if real is sync and stat.S_ISREG(os.fstat(args[0]).st_mode):
                    os.ftruncate(args[0], os.fstat(args[0]).st_size // 2)
                raise Killed
            return real(*args, **kwargs)

        return operation

    sync = os.fsync
    monkeypatch.setattr(os, "fsync", watched(os.fsync))
    for name in ("mkdir", "rename", "replace"):
        monkeypatch.setattr(Path, name, watched(getattr(Path, name)))
    monkeypatch.setattr(shutil, "rmtree", watched(shutil.rmtree))
    return lambda: taken


def every_fall(path: Path, write: Callable[[Path], object], encoder: BigramEncoder) -> Iterator[tuple[Path, list[Any]]]:
    """For each step of a write: a copy of the library that fell there, and what it answers."""
    for step in range(1, 100):
        copy = path.with_name(f"{path.name}-{step}")
        shutil.copytree(path, copy)
        with pytest.MonkeyPatch.context() as patch:
            falling_at(patch, step)
            try:
                write(copy)
            except Killed:
                pass
            else:
                assert step > 3
                return
        yield copy, answers(Library.open(copy, encoder))
    raise AssertionError("the write never ends")


@pytest.mark.parametrize("what", ["add", "replace", "remove", "rebuild"])
def test_a_fall_at_any_step_leaves_the_library_before_or_after(
    what: str, path: Path, tmp_path: Path, bigrams: BigramEncoder, files: tuple[Path, Path]
) -> None:
    new = written(tmp_path / "新.txt", SHAOYANG.replace("795", "1"))
    changed = written(tmp_path / "改" / "邵阳.txt", SHAOYANG.replace("795", "2"))
    write: Callable[[Path], object] = {
        "add": lambda library: add(library, bigrams, [new]),
        "replace": lambda library: add(library, bigrams, [changed]),
        "remove": lambda library: remove(library, "邵阳"),
        "rebuild": lambda library: rebuild(library, bigrams),
    }[what]
    before = answers(Library.open(path, bigrams))
    shutil.copytree(path, tmp_path / "done")
    write(tmp_path / "done")
    after = answers(Library.open(tmp_path / "done", bigrams))
    seen = []
    for fallen, state in every_fall(path, write, bigrams):
        assert state in (before, after)
        seen.append(state == after)
        for folder in (fallen / REPORTS).iterdir():
            assert folder.suffix == ".tmp" or {file.name for file in folder.iterdir()} == set(FILES)
        assert check(fallen, bigrams) == []
        write_again(fallen, bigrams, written(tmp_path / "再.txt", HENGYANG + "再。"))
    assert seen == sorted(seen)
    assert what == "rebuild" or {True, False} == set(seen)


def write_again(path: Path, encoder: BigramEncoder, file: Path) -> None:
    """The next write works and leaves nothing of the fall."""
    assert add(path, encoder, [file]).failed == ()
    named = {entry.folder for entry in read_manifest(path).reports}
    assert {folder.name for folder in (path / REPORTS).iterdir()} == named
    assert "再" in Library.open(path, encoder).reports


def test_a_fall_while_creating_can_be_begun_again(tmp_path: Path, bigrams: BigramEncoder) -> None:
    for step in range(1, 10):
        path = tmp_path / str(step)
        with pytest.MonkeyPatch.context() as patch:
            falling_at(patch, step)
            try:
                create(path, bigrams)
            except Killed:
                pass
            else:
                assert step > 2
                return
        assert Library.open_or_create(path, bigrams).reports == {}
    raise AssertionError("creating never ends")


def test_a_full_disk_is_told_and_the_library_is_as_before(
    path: Path, tmp_path: Path, bigrams: BigramEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(Library.open(path, bigrams))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryError, match="写不进去"):
        add(path, bigrams, [written(tmp_path / "新.txt", SHAOYANG + "又。")])
    assert answers(Library.open(path, bigrams)) == before
