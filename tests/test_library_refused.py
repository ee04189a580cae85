"""Libraries that are not opened: of another encoder, cut or format, foreign, damaged; each is named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import manifest as manifest_file
from index.check import check
from index.errors import LibraryError
from index.library import Library
from index.manifest import FORMAT, NAME, REPORTS
from index.segments import SEGMENTATION
from index.writing import add, create, rebuild, remove
from tests.fakes import BigramEncoder
from tests.libraries import answers, bigrams_fixture, files_fixture, folder_of, path_fixture, resum, written  # noqa: F401 - fixtures


def test_another_encoder_is_named(path: Path, files: tuple[Path, Path]) -> None:
    other = BigramEncoder(64)
    for use in (lambda: Library.open(path, other), lambda: add(path, other, files)):
        with pytest.raises(LibraryError, match=r"由编码器 bigrams\(bigrams-256.*当前为 bigrams\(bigrams-64.*rebuild"):
            use()
    assert any("rebuild" in line for line in check(path, other))
    rebuild(path, other)
    assert answers(Library.open(path, other))
    assert check(path, other) == []


def test_rebuild_reads_the_stored_texts(path: Path, bigrams: BigramEncoder, files: tuple[Path, Path]) -> None:
    before = answers(Library.open(path, bigrams))
    for file in files:
        file.unlink()
    rebuild(path, bigrams)
    assert answers(Library.open(path, bigrams)) == before


def test_another_cut_is_named(path: Path, bigrams: BigramEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest_file, "SEGMENTATION", SEGMENTATION + 1)
    with pytest.raises(LibraryError, match=f"切分版本为 {SEGMENTATION},本程序为 {SEGMENTATION + 1}.*rebuild"):
        Library.open(path, bigrams)


def change_manifest(path: Path, **fields: object) -> None:
    data = json.loads((path / NAME).read_text("utf-8")) | fields
    del data["sum"]
    (path / NAME).write_text(json.dumps(data | {"sum": manifest_file._sum(data)}), "utf-8")


@pytest.mark.parametrize("number", [FORMAT - 1, FORMAT + 1, None, "1"])
def test_another_format_is_named(path: Path, bigrams: BigramEncoder, number: object) -> None:
    change_manifest(path, format=number)
    with pytest.raises(LibraryError, match=f"格式版本为 {number},本程序只读版本 {FORMAT}"):
        Library.open(path, bigrams)


def test_a_manifest_that_leads_elsewhere_is_refused(path: Path, bigrams: BigramEncoder) -> None:
    rows = json.loads((path / NAME).read_text("utf-8"))["reports"]
    change_manifest(path, reports=[rows[0] | {"folder": "../../etc"}])
    with pytest.raises(LibraryError, match="已损坏"):
        Library.open(path, bigrams)


def test_what_is_no_library_is_named_and_left_alone(tmp_path: Path, bigrams: BigramEncoder) -> None:
    foreign = written(tmp_path / "照片" / "一.txt", "一张").parent
    programs = written(tmp_path / "别的" / NAME, '{"kind": "app"}').parent
    file = written(tmp_path / "文件", "x")
    for path, told in [(foreign, "不是出处的库"), (programs, "不是出处的库"), (file, "是文件,不是库")]:
        for use in (Library.open, Library.open_or_create, add_nothing):
            with pytest.raises(LibraryError, match=told):
                use(path, bigrams)
        with pytest.raises(LibraryError, match="已存在且不是空文件夹"):
            create(path, bigrams)
    for use in (Library.open, add_nothing):
        with pytest.raises(LibraryError, match=r"没有库 .*python -m index add"):
            use(tmp_path / "没有", bigrams)
    assert sorted(p.name for p in tmp_path.rglob("*")) == sorted(["照片", "一.txt", "别的", NAME, "文件"])


def add_nothing(path: Path, encoder: BigramEncoder) -> None:
    add(path, encoder, [])


def test_a_lost_manifest_is_named_and_nothing_is_swept(path: Path, bigrams: BigramEncoder) -> None:
    (path / NAME).unlink()
    for use in (Library.open, Library.open_or_create):
        with pytest.raises(LibraryError, match="缺 manifest"):
            use(path, bigrams)
    assert len(list((path / REPORTS).iterdir())) == 2


def test_a_missing_folder_is_named(path: Path, bigrams: BigramEncoder) -> None:
    shutil.rmtree(folder_of(path, "衡阳"))
    with pytest.raises(LibraryError, match="缺报告 衡阳 的文件夹"):
        Library.open(path, bigrams)
    assert len(check(path)) == 1
    remove(path, "衡阳")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda matrix: matrix[:-1], r"应为 \(\d+, 256\)"),
        (lambda matrix: matrix[:, :-1], r"应为 \(\d+, 256\)"),
        (lambda matrix: matrix.astype(np.float64), "float64"),
        (lambda matrix: matrix * np.float32(np.nan), "NaN"),
    ],
)
def test_a_matrix_of_another_shape_does_not_open(
    change: Callable[[Any], Any], told: str, path: Path, bigrams: BigramEncoder
) -> None:
    file = folder_of(path, "邵阳") / "sentences.npy"
    np.save(file, change(np.load(file)))
    resum(path, "邵阳")
    with pytest.raises(LibraryError, match=told):
        Library.open(path, bigrams)
