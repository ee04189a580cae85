"""What commands write: never over what they read, whole or not at all."""

import os
import resource
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retrieval.errors import ExportError
from retrieval.evaluate import evaluate
from retrieval.sheets.output import write_output


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    for data in (b"one", b"other"):
        write_output(tmp_path / "a.md", data)
        assert (tmp_path / "a.md").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_an_input_is_refused_under_every_name(tmp_path: Path) -> None:
    draft, link = tmp_path / "稿.docx", tmp_path / "另.docx"
    draft.write_bytes(b"draft")
    link.symlink_to(draft)
    for out in (draft, link, tmp_path / "." / ".." / tmp_path.name / "稿.docx"):
        with pytest.raises(ExportError, match="同一个文件"):
            write_output(out, b"new", [draft])
    assert draft.read_bytes() == b"draft"


def test_a_link_and_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_output(link, b"new")
    assert link.is_symlink() and file.read_bytes() == b"new" and file.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(ExportError, match="写不进去"):
            write_output(tmp_path / "a.md", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.md": b"old"}


def test_many_write_into_one_folder_at_once(tmp_path: Path) -> None:
    files = {tmp_path / f"{at}.md": str(at).encode() * 20_000 for at in range(200)}
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write_output, files, files.values()))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_a_link_that_somebody_put_there_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"theirs")
    planted = tmp_path / f".chuchu-{os.getpid()}.tmp"
    planted.symlink_to(tmp_path / "other")
    write_output(tmp_path / "a.md", b"new")
    assert (tmp_path / "other").read_bytes() == b"theirs" and planted.is_symlink()


def test_a_new_file_has_the_rights_that_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_output(tmp_path / "a.md", b"new")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_output(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()
    with pytest.raises(ExportError, match="写不进去"):
        write_output(tmp_path, b"a folder")


def test_a_run_never_replaces_its_questions(tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "a", "question": "热线"}\n', "utf-8")
    with pytest.raises(ExportError, match="同一个文件"):
        evaluate(questions, questions)
