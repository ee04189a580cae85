"""A draft checked against the reports and against itself: the library, the command, and the interface agree."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx as python_docx
import pytest
from starlette.testclient import TestClient

from index.library import Library
from report.errors import ReadError
from retrieval.checking.checked import check_docx, check_text
from retrieval.checking.verify_command import run_verify
from retrieval.sheets.export import MEDIA
from tests.docx_files import docx, p, r, refused, text_of
from tests.fakes import BigramEncoder
from tests.libraries import bigrams_fixture, files_fixture, path_fixture
from web import words
from web.app import create as create_app
from web.desk import Desk

__all__ = ["bigrams_fixture", "files_fixture", "path_fixture"]
TRUE = "代表通过热线反映问题377个,已解决360个。"
QUOTED = "建设代表联络站795个、基层立法联系点81个"
BODY = p(r("报告指出，“"), r("建设代表联络站795个、基层立法联系点8"), r("1个", "<w:rPr><w:b/></w:rPr>"), r("”。")) + p(
    r(f"{TRUE}解决率为99.5%。")
)


@pytest.fixture
def library(path: Path, bigrams: BigramEncoder) -> Library:
    return Library.open(path, bigrams)


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(Desk(library), "0.1.0", "bigrams"), raise_server_exceptions=False) as client:
        yield client


def test_a_draft_is_checked_both_ways(library: Library) -> None:
    done = check_text(library, f"“{QUOTED}”。\n{TRUE}解决率为99.5%。")
    truths = {done.text[slice(*one.span)]: one.truth for one in done.verified.statements}
    assert truths[QUOTED] == "altered" and truths[TRUE] == "exact" and not done.right
    assert [c.kind for c in done.contradictions] == ["rate"]
    assert check_text(library, TRUE).right


def test_a_docx_comes_back_with_the_quotation_as_the_report_has_it(library: Library) -> None:
    data = docx(BODY)
    done = check_docx(library, data, "稿.docx")
    assert text_of(done.marked.data) == text_of(data).replace("联系点81个", "联系点18个")
    assert text_of(refused(done.marked.data)) == text_of(data) == done.checked.text
    assert done.marked.unmarked == ()
    told = [comment.text for comment in python_docx.Document(io.BytesIO(done.marked.data)).comments]
    assert any(text.startswith("与原文有出入") and "基层立法联系点18个" in text and "邵阳" in text for text in told)
    assert any(text.startswith("前后不一致") and "99.5%" in text for text in told)
    assert not any(TRUE[:6] in text.split("\n")[0] for text in told)


def test_what_is_the_drafts_own_is_not_rewritten(library: Library) -> None:
    data = docx(p(r("建设代表联络站759个、基层立法联系点18个。")))
    done = check_docx(library, data, "稿.docx")
    assert [one.truth for one in done.checked.verified.statements] == ["figure"]
    assert text_of(done.marked.data) == text_of(data)


def test_marks_and_widths_of_a_quotation_become_the_reports_too(library: Library) -> None:
    data = docx(p(r("“代表通过热线反映问题３７７个，已解决390个”")))
    done = check_docx(library, data, "稿.docx")
    assert text_of(done.marked.data) == "“代表通过热线反映问题377个,已解决360个”"


@pytest.mark.parametrize("data", [b"%PDF-1.7", "文字".encode(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_docx_is_refused_in_words(library: Library, data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^稿:.*docx"):
        check_docx(library, data, "稿")


def test_the_command_writes_a_copy_and_tells_contradictions(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, out = tmp_path / "稿.docx", tmp_path / "核对.docx"
    draft.write_bytes(docx(BODY, header1=p(r("页眉"))))
    assert run_verify(lambda: library, str(draft), None, out, False) == 1
    told = capsys.readouterr().out
    assert "前后不一致  " in told and "与原文有出入  " in told and "页眉页脚 1 个" in told
    assert text_of(out.read_bytes()) == text_of(draft.read_bytes()).replace("81个", "18个")
    assert run_verify(lambda: library, str(draft), None, None, True) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[-1]["truth"] == "inconsistent" and set(rows[-1]) >= {"text", "message", "at", "report", "difference"}
    assert {row["truth"] for row in rows[:-1]} == {"altered", "exact", "absent"}


def test_the_command_never_writes_over_the_draft_nor_text_as_docx(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from retrieval.errors import ExportError, QuestionError

    draft, plain = tmp_path / "稿.docx", tmp_path / "稿.txt"
    draft.write_bytes(docx(BODY))
    plain.write_text(TRUE, encoding="utf-8")
    before = draft.read_bytes()
    with pytest.raises(ExportError, match="同一个文件"):
        run_verify(lambda: library, str(draft), None, draft, False)
    with pytest.raises(QuestionError, match="不是 docx"):
        run_verify(lambda: library, str(plain), None, tmp_path / "甲.docx", False)
    with pytest.raises(ExportError, match="写不进去"):
        run_verify(lambda: library, str(draft), None, tmp_path / "没有" / "甲.docx", False)
    assert draft.read_bytes() == before
    assert run_verify(lambda: library, str(plain), None, None, False) == 0


def test_the_interface_gives_the_same_and_the_file(client: TestClient, library: Library) -> None:
    data = docx(BODY)
    told = client.post("/api/verify/docx", content=data).json()
    text = client.post("/api/verify", json={"text": told["text"]}).json()
    assert {key: told[key] for key in text} == text and told["text"] == text_of(data)
    assert told["unread"] == [] and told["unmarked"] == []
    assert [c["kind"] for c in text["consistency"]] == ["rate"] and text["counts"]["altered"] == 1
    for start, end in text["consistency"][0]["at"]:
        assert told["text"][start:end] in text["consistency"][0]["message"]
    file = client.post("/api/verify/docx?return=docx&within=邵阳", content=data)
    assert file.headers["content-type"] == MEDIA["docx"] and "attachment" in file.headers["content-disposition"]
    assert text_of(file.content) == text_of(check_docx(library, data, "稿", ["邵阳"]).marked.data)


@pytest.mark.parametrize(
    ("query", "content", "status", "says"),
    [
        ("", b"", 400, "空的"),
        ("", b"%PDF-1.7", 400, "PDF"),
        ("?return=pdf", docx(BODY), 400, "return"),
        ("?within=没有", docx(BODY), 404, "没有"),
        ("", docx(p()), 400, "空的"),
    ],
)
def test_a_bad_draft_is_told_in_one_sentence(
    client: TestClient, query: str, content: bytes, status: int, says: str
) -> None:
    answer = client.post(f"/api/verify/docx{query}", content=content)
    assert answer.status_code == status and says in answer.json()["error"]


def test_a_draft_that_is_too_large_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.files.LIMIT", 100)
    answer = client.post("/api/verify/docx", content=docx(BODY))
    assert (answer.status_code, answer.json()["error"]) == (400, words.TOO_BIG.format(limit=0))
