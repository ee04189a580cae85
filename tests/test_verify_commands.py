"""`python -m retrieval verify` and `POST /api/verify`, on a library of two short reports."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from index.writing import create
from retrieval.__main__ import main
from tests.fakes import BigramEncoder
from tests.libraries import bigrams_fixture, files_fixture, path_fixture, written
from web import words
from web.app import create as create_app
from web.desk import Desk

_ = (bigrams_fixture, files_fixture, path_fixture)
RIGHT = "代表通过热线反映问题377个,已解决360个。\n"
WRONG = "“督办代表建议219件”，还开展了卫星发射。听取和审议专项工作报告24个。"
KEYS = {"text", "truth", "report", "quote", "headings", "start", "end", "difference"}  # what the scorer reads


@pytest.fixture(autouse=True)
def _bigram_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.__main__.ensure_model", lambda: None)
    monkeypatch.setattr("retrieval.__main__.load_encoder", BigramEncoder)


def verified(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[Any]]:
    code = main(["verify", *arguments, "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_true_draft_is_0_and_a_wrong_one_1(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong = written(tmp_path / "a.txt", RIGHT), written(tmp_path / "b.md", WRONG)
    code, (one,) = verified(capsys, str(right), "--library", str(path))
    assert (code, one["truth"], len(one["also"])) == (0, "exact", 1)  # both reports have the sentence
    code, rows = verified(capsys, str(wrong), "--library", str(path))
    assert (code, [row["truth"] for row in rows]) == (1, ["altered", "equal"])
    text = Library.open(path, BigramEncoder()).reports["衡阳"].text
    assert all(row.keys() >= KEYS for row in rows)
    assert rows[0]["report"] == "衡阳" and rows[0]["quote"] == text[rows[0]["start"] : rows[0]["end"]]
    assert [(d["was"], d["is"]) for d in rows[0]["difference"]] == [("219", "218")]
    assert rows[1]["headings"][-1] == "二、加强监督工作"


def test_within_and_standard_input(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for within, truth in ((["--within", "衡阳"], "absent"), ([], "exact")):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("组织执法检查5次".encode())))
        code, (one,) = verified(capsys, "-", *within, "--library", str(path))
        assert (code, one["truth"]) == (int(truth == "absent"), truth)
        assert one["report"] == (None if truth == "absent" else "邵阳")


def test_plain_output_shows_what_differs_and_where(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(written(tmp_path / "b.txt", WRONG)), "--library", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "稿作「219」,报告作「218」" in shown and "一、聚焦民生实事" in shown


@pytest.mark.parametrize(("text", "named"), [(" \n。", "空"), ("长" * 100_001, "100001")])
def test_bad_input_is_one_line(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, named: str
) -> None:
    assert main(["verify", str(written(tmp_path / "a.txt", text)), "--library", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and len(err.splitlines()) == 1 and named in err


def test_over_http_the_same_with_counts_and_what_was_not_checked(path: Path) -> None:
    client = TestClient(create_app(Desk(Library.open(path, BigramEncoder())), "0", "bigrams"))
    told = client.post("/api/verify", json={"text": WRONG + "我们要努力工作。"}).json()
    assert told["counts"] == {"exact": 0, "equal": 1, "altered": 1, "figure": 0, "absent": 0}
    first = told["statements"][0]
    assert first["kind"] == "quotation" and WRONG[slice(*first["at"])] == first["text"]
    assert first["citation"]["quotes"] == [first["quote"]]
    assert [WRONG[slice(*change["draft"])] for change in first["difference"]] == ["219"]
    assert told["unchecked"] and all(row["why"] for row in told["unchecked"])
    assert client.post("/api/verify", json={"text": "文", "within": ["没有"]}).status_code == 404
    assert client.post("/api/verify", json={"text": ""}).status_code == 400
    assert client.post("/api/verify", json={"text": RIGHT, "within": []}).json()["counts"]["absent"] == 1


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    create(tmp_path / "库", BigramEncoder())
    client = TestClient(create_app(Desk(Library.open(tmp_path / "库", BigramEncoder())), "0", "bigrams"))
    answer = client.post("/api/verify", json={"text": RIGHT})
    assert answer.status_code == 400 and "index add" in answer.json()["error"] and words.BROKEN not in answer.text
