"""What changes a library: add, replace, remove, one writer at a time, readers undisturbed."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from index import manifest as manifest_file
from index.__main__ import main, report_files
from index.check import check
from index.errors import LibraryError
from index.library import Library
from index.manifest import LOCK, NAME, REPORTS, read_manifest
from index.writing import add, remove
from tests.fakes import BigramEncoder
from tests.libraries import (  # noqa: F401 - fixtures
    HENGYANG,
    SHAOYANG,
    answers,
    bigrams_fixture,
    files_fixture,
    folder_of,
    path_fixture,
    written,
)


def test_the_same_file_again_changes_nothing(path: Path, bigrams: BigramEncoder, files: tuple[Path, Path]) -> None:
    before = (path / NAME).read_bytes()
    added = add(path, bigrams, files)
    assert (added.reports, added.unchanged, added.failed) == ((), ("邵阳", "衡阳"), ())
    assert (path / NAME).read_bytes() == before


def test_a_changed_file_replaces_its_report_and_keeps_id_and_place(
    path: Path, bigrams: BigramEncoder, files: tuple[Path, Path]
) -> None:
    old = folder_of(path, "邵阳")
    written(files[0], SHAOYANG.replace("795", "801"))
    assert add(path, bigrams, [files[0]]).reports == ("邵阳",)
    library = Library.open(path, bigrams)
    assert list(library.reports) == ["邵阳", "衡阳"]
    assert "801" in library.reports["邵阳"].text
    assert not old.exists()
    assert check(path, bigrams) == []


def test_another_file_of_the_same_id_gets_one_of_its_own(path: Path, tmp_path: Path, bigrams: BigramEncoder) -> None:
    other = written(tmp_path / "邵阳.md", SHAOYANG + "\n另有一句,说明此文不同。\n")
    assert add(path, bigrams, [other]).reports == ("邵阳-2",)
    assert list(Library.open(path, bigrams).reports) == ["邵阳", "衡阳", "邵阳-2"]
    written(other, SHAOYANG + "\n另有一句,说明此文又改。\n")
    assert add(path, bigrams, [other]).reports == ("邵阳-2",)


def test_files_that_fail_are_named_and_the_others_added(path: Path, tmp_path: Path, bigrams: BigramEncoder) -> None:
    bad = [written(tmp_path / "空.txt", ""), tmp_path / "没有.txt"]
    twins = [written(tmp_path / d / "同名.txt", SHAOYANG.replace("795", d)) for d in ("1", "2")]
    added = add(path, bigrams, [bad[0], twins[0], bad[1], twins[1]])
    assert added.reports == ("同名",)
    assert [failure.path for failure in added.failed] == [*bad, twins[1]]
    assert "同名" in added.failed[2].why
    assert list(Library.open(path, bigrams).reports) == ["邵阳", "衡阳", "同名"]


def test_remove_deletes_the_text_and_tells_the_known_ids(path: Path, bigrams: BigramEncoder) -> None:
    folder = folder_of(path, "邵阳")
    with pytest.raises(LibraryError, match="没有报告 长沙;库中有:邵阳、衡阳"):
        remove(path, "长沙")
    remove(path, "邵阳")
    assert list(Library.open(path, bigrams).reports) == ["衡阳"]
    assert not folder.exists()
    assert check(path, bigrams) == []


def test_leavings_are_swept_even_by_a_write_that_fails_and_nothing_else_is(path: Path, bigrams: BigramEncoder) -> None:
    leaving, stranger = path / REPORTS / "0123456789ab-01234567.tmp", path / REPORTS / "照片"
    written(leaving / "text.txt", "半")
    written(stranger / "一.txt", "一张")
    assert Library.open(path, bigrams)
    with pytest.raises(LibraryError):
        remove(path, "长沙")
    assert not leaving.exists()
    assert (stranger / "一.txt").exists()


def test_an_open_library_stays_what_it_was(path: Path, bigrams: BigramEncoder) -> None:
    library = Library.open(path, bigrams)
    before = answers(library)
    remove(path, "邵阳")
    assert answers(library) == before


def test_one_writer_at_a_time(path: Path, bigrams: BigramEncoder, files: tuple[Path, Path]) -> None:
    with FileLock(path / LOCK):
        with pytest.raises(LibraryError, match="另一个程序正在写库"):
            add(path, bigrams, files)
        Library.open(path, bigrams)  # a reader needs no lock


def test_a_reader_overtaken_by_a_writer_sees_the_new_library(
    path: Path, bigrams: BigramEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = manifest_file.read_manifest(path)
    remove(path, "邵阳")
    expected = answers(Library.open(path, bigrams))
    told = iter([old])
    monkeypatch.setattr("index.library.read_manifest", lambda p: next(told, None) or read_manifest(p))
    assert answers(Library.open(path, bigrams)) == expected


def test_the_bytes_of_another_report_replace_the_one_of_that_name(path: Path, bigrams: BigramEncoder) -> None:
    with_its_bytes = written(path.parent / "new" / "邵阳.txt", HENGYANG)
    assert add(path, bigrams, [with_its_bytes]).reports == ("邵阳",)
    assert Library.open(path, bigrams).reports["邵阳"].text == HENGYANG


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_file_that_is_none_is_refused_before_it_is_read(path: Path, bigrams: BigramEncoder, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe.txt" in add(path, bigrams, [tmp_path / "pipe.txt"]).failed[0].why


def test_a_link_in_place_of_the_new_manifest_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = written(tmp_path / "victim", "keep")
    (path / "manifest.json.tmp").symlink_to(victim)
    remove(path, "邵阳")
    assert victim.read_text("utf-8") == "keep" and not (path / "manifest.json").is_symlink()


def test_a_folder_that_holds_a_library_gives_only_its_reports(path: Path) -> None:
    taken, left = report_files([path.parent])
    assert {file.name for file in taken} == {"邵阳.txt", "衡阳.txt"} and left == [path]
    (path / NAME).write_text("{")  # damaged, it is still none of a person's folders
    assert report_files([path.parent]) == (taken, left)


@pytest.mark.parametrize("manifest", ['{"kind": "other"}', '{"name": "app"}', "[]", "{"])
def test_the_manifest_of_another_program_hides_nothing(tmp_path: Path, manifest: str) -> None:
    there = written(tmp_path / "资料" / "报告.txt", SHAOYANG), written(tmp_path / "资料" / NAME, manifest)
    assert report_files([tmp_path]) == ([there[0]], [there[1]])


def test_a_file_without_a_suffix_is_a_report_only_where_it_is_named(tmp_path: Path) -> None:
    report, licence = written(tmp_path / "报告.txt", SHAOYANG), written(tmp_path / "LICENSE", "Permission is granted")
    assert report_files([tmp_path]) == ([report], [licence])
    assert report_files([licence]) == ([licence], [])


def test_what_is_left_out_is_told(
    path: Path, bigrams: BigramEncoder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("index.__main__.load_encoder", BigramEncoder)
    written(path.parent / "Makefile", "all:")
    assert main(["add", str(path.parent), "--library", str(path)]) == 0
    assert "2 项:库(报告库)、Makefile" in capsys.readouterr().err


def test_equal_bytes_under_two_names_change_nothing_either(path: Path, bigrams: BigramEncoder) -> None:
    same = written(path.parent / "new" / "衡阳.txt", SHAOYANG)
    assert add(path, bigrams, [same]).reports == ("衡阳",)
    before = (path / NAME).read_bytes()
    assert add(path, bigrams, [same]).unchanged == ("衡阳",)
    third = written(path.parent / "new" / "第三.txt", SHAOYANG)
    assert add(path, bigrams, [third]).unchanged == ("邵阳",)
    assert (path / NAME).read_bytes() == before


def test_a_full_disk_says_which_files_were_added_before(
    path: Path, bigrams: BigramEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = [written(path.parent / f"{n}.txt", SHAOYANG.replace("795", n)) for n in "12"]
    wait = os.fsync

    def full(handle: int) -> None:
        if any(path.glob("reports/*.tmp")) and len(read_manifest(path).reports) == 3:
            raise OSError(28, "No space left on device")
        wait(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryError, match=r"No space left.*已写入1,其余仍是写之前的样子"):
        add(path, bigrams, new)
    with pytest.raises(LibraryError, match=r"库仍是写之前的样子$"):
        add(path, bigrams, new[1:])
    monkeypatch.undo()
    assert list(Library.open(path, bigrams).reports) == ["邵阳", "衡阳", "1"]
