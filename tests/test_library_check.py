"""`check` finds what opening does not, and the commands with their exit codes."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.__main__ import main
from index.check import check
from index.manifest import NAME
from tests.fakes import BigramEncoder
from tests.libraries import HENGYANG, SHAOYANG, bigrams_fixture, files_fixture, folder_of, path_fixture, resum, written  # noqa: F401 - fixtures

# What is wrong is found


@pytest.mark.parametrize("how", ["middle", "first", "last", "short"])
def test_a_damaged_byte_anywhere_makes_check_exit_1(
    how: str, path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.__main__.load_encoder", BigramEncoder)
    assert main(["check", "--library", str(path)]) == 0
    for file in [path / NAME, *sorted(folder_of(path, "邵阳").iterdir())]:
        good = file.read_bytes()
        at = {"first": 0, "last": len(good) - 1}.get(how, len(good) // 2)
        file.write_bytes(good[:at] if how == "short" else good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert main(["check", "--library", str(path)]) == 1, file.name
        assert file.name in capsys.readouterr().out
        file.write_bytes(good)
    assert main(["check", "--library", str(path)]) == 0


@pytest.mark.parametrize("name", ["passages", "sentences", "windows", "context"])
def test_rows_in_another_order_are_caught(name: str, path: Path, bigrams: BigramEncoder) -> None:
    file = folder_of(path, "邵阳") / f"{name}.npy"
    np.save(file, np.load(file)[::-1])
    assert any("SHA-256" in line for line in check(path))
    resum(path, "邵阳")  # as if they had been written so
    assert check(path) == []
    assert any(f"{name}.npy" in line and "不是该行文字的向量" in line for line in check(path, bigrams))


def test_laws_are_checked_where_the_sums_are_right(path: Path, bigrams: BigramEncoder) -> None:
    folder = folder_of(path, "邵阳")
    rows = [json.loads(line) for line in (folder / "sentences.jsonl").read_text("utf-8").splitlines()]

    def told(change: dict[str, int]) -> str:
        lines = [json.dumps(rows[0] | change), *map(json.dumps, rows[1:])]
        (folder / "sentences.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        resum(path, "邵阳")
        return "\n".join(check(path, bigrams))

    assert told({}) == ""
    assert "不在它的段落" in told({"end": rows[-1]["end"]})
    assert "不在全文" in told({"end": 10_000})
    assert "不在它的段落" in told({"passage": 99})
    assert "重新切分" in told({"start": rows[0]["start"] + 1})
    told({})
    cut = (folder / "words.txt").read_text("utf-8")
    (folder / "words.txt").write_text(cut.replace("热线", "冷线"), "utf-8")
    resum(path, "邵阳")
    assert "重新切分" in "\n".join(check(path))
    (folder / "words.txt").write_text(cut, "utf-8")
    np.save(folder / "windows.npy", np.load(folder / "windows.npy") * 2)
    resum(path, "邵阳")
    assert "长度不为 1" in "\n".join(check(path))


# The commands


def test_the_commands(
    tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.__main__.load_encoder", BigramEncoder)
    written(tmp_path / "报告" / "子" / "衡阳.txt", HENGYANG)
    written(tmp_path / "报告" / "README.md", "# 说明")
    library = ["--library", str(tmp_path / "库")]
    assert main(["add", str(files[0]), str(tmp_path / "报告"), *library]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ["已加入 邵阳", "已加入 衡阳"]
    assert "README.md" in err
    assert main(["list", *library]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["邵阳", "邵阳市人民代表大会常务委员会工作报告"],
        ["衡阳", "衡阳市人民代表大会常务委员会工作报告"],
    ]
    assert main(["rebuild", *library]) == 0
    assert main(["check", *library]) == 0
    assert main(["remove", "邵阳", *library]) == 0
    assert main(["add", str(files[0]), str(tmp_path / "没有.txt"), *library]) == 2
    out, err = capsys.readouterr()
    assert "已加入 邵阳" in out
    assert "没有.txt" in err


@pytest.mark.parametrize("command", [["remove", "长沙"], ["list"], ["check"], ["rebuild"], ["add", "没有.txt"]])
def test_bad_input_is_exit_2_and_one_line(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.__main__.load_encoder", BigramEncoder)
    assert main([*command, "--library", str(tmp_path / "库")]) == 2
    err = capsys.readouterr().err
    assert err.startswith("错误:")
    assert err.count("\n") == 1


def test_list_warns_of_an_incomplete_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.__main__.load_encoder", BigramEncoder)
    file = written(tmp_path / "报.txt", SHAOYANG + "\n(下转3版)\n")
    library = ["--library", str(tmp_path / "库")]
    assert main(["add", str(file), *library]) == 0
    capsys.readouterr()
    assert main(["list", *library]) == 0
    assert "原报下转3版" in capsys.readouterr().out
