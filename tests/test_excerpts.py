"""Excerpts handed out: every quotation verbatim in the file, its source beside it, and nothing that is not there."""

import io
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from index.library import Library
from index.writing import add, create
from report.citation import cite, gbt7714, joined, permalink
from report.model import Report, Span
from report.parse import read_report
from report.segment import sentences
from retrieval.errors import ExportError
from retrieval.excerpts import Excerpt, Wanted, excerpt_sheet, excerpts
from retrieval.sheets.export import written
from tests.fakes import BigramEncoder
from tests.libraries import HENGYANG, SHARED
from tests.libraries import SHAOYANG as SHORT
from tests.libraries import written as wrote
from tests.reports import made, shaoyang
from web.app import create as create_app
from web.desk import Desk

REPORTS = {"邵阳": made(SHORT, "邵阳"), "衡阳": made(HENGYANG, "衡阳")}


def place(report: Report, words: str) -> Span:
    return Span(report.text.index(words), report.text.index(words) + len(words))


def paragraphs(data: bytes) -> list[str]:
    """What python-docx finds in the file: line breaks and tabs inside a paragraph come back as characters."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def asked(report: str, words: str, note: str = "") -> Wanted:
    span = place(REPORTS[report], words)
    return Wanted(report, (span,), permalink(cite(REPORTS[report], [span]))[-8:], note)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_each_quotation_is_a_paragraph_of_the_docx_to_the_character(data: st.DataObject) -> None:
    report = shaoyang()
    places = st.tuples(st.integers(0, len(report.text) - 1), st.integers(1, 400))
    starts = data.draw(st.lists(places, min_size=1, max_size=4))
    gathered = [Excerpt(cite(report, [Span(a, min(a + n, len(report.text)))])) for a, n in starts]
    found = paragraphs(written(excerpt_sheet({report.id: report}, gathered), "docx"))
    for one in gathered:
        assert joined(one.citation) in found


def test_sources_notes_and_the_list_at_the_end() -> None:
    wanted = [asked("邵阳", SHARED, "与初稿核对"), asked("衡阳", "代表满意率达到98%"), asked("邵阳", "专题询问2次")]
    found = paragraphs(written(excerpt_sheet(REPORTS, excerpts(REPORTS, wanted)), "docx"))
    headings = [text for text in found if text.startswith("《") and "自然段" not in text]
    assert [head[:4] for head in headings] == ["《邵阳市", "《衡阳市"]  # grouped, in the order given
    at = found.index(SHARED)
    assert found[at + 1].endswith("一、加强代表工作 › 完善参与机制,第1自然段[1]") and found[at + 2] == "按:与初稿核对"
    assert found.index("专题询问2次") < found.index("代表满意率达到98%")
    assert found[-3:] == ["参考文献", *(f"[{n}] {gbt7714(REPORTS[name])}" for n, name in ((1, "邵阳"), (2, "衡阳")))]


def test_a_shortened_sentence_has_an_omission_between_its_pieces() -> None:
    report = REPORTS["邵阳"]
    wanted = Wanted("邵阳", (place(report, "代表通过热线反映问题377个"), place(report, "已解决360个")))
    sheet = excerpt_sheet(REPORTS, excerpts(REPORTS, [wanted]))
    assert "代表通过热线反映问题377个……已解决360个" in paragraphs(written(sheet, "docx"))


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ([], "没有要导出的摘录"),
        ([Wanted("长沙", (Span(0, 5),))], "第1条摘录:库中没有报告 长沙"),
        ([asked("邵阳", SHARED), Wanted("邵阳", (Span(0, 99_999),))], "第2条摘录"),
        ([Wanted("邵阳", ())], "第1条摘录"),
        ([Wanted("邵阳", (Span(0, 5),), "00000000")], "现在是「邵阳市人民"),
    ],
)
def test_what_is_not_there_is_refused_and_named(wanted: list[Wanted], says: str) -> None:
    with pytest.raises(ExportError, match=says):
        excerpts(REPORTS, wanted)


def test_markdown_and_html_escape_what_they_would_read_as_marks() -> None:
    hostile = made("某县工作报告\n\n一、<script>alert(1)</script>*甲*_乙_|丙|`丁`#戊 1. 己[庚](辛)\n", "某县")
    quote = hostile.text[hostile.text.index("<") :].strip()
    sheet = excerpt_sheet({"某县": hostile}, [Excerpt(cite(hostile, [place(hostile, quote)]))])
    page, text = (written(sheet, form).decode() for form in ("html", "md"))
    assert "<script>" not in page + text and "&lt;script&gt;alert(1)&lt;/script&gt;*甲*_乙_|丙|" in page
    assert r"\*甲\*\_乙\_\|丙\|\`丁\`\#戊 1. 己\[庚\](辛)" in text


def test_a_character_that_docx_cannot_hold_is_named() -> None:
    report = made("某县工作报告\n\n甲\x0b乙。\n", "某县")
    sheet = excerpt_sheet({"某县": report}, [Excerpt(cite(report, [place(report, "甲\x0b乙。")]))])
    with pytest.raises(ExportError, match=r"U\+000B"):
        written(sheet, "docx")
    assert "甲\x0b乙。" in written(sheet, "md").decode()


def test_over_http(tmp_path: Path) -> None:
    encoder = BigramEncoder()
    create(tmp_path / "library", encoder)
    add(tmp_path / "library", encoder, [wrote(tmp_path / "邵阳.txt", SHORT)])
    client = TestClient(create_app(Desk(Library.open(tmp_path / "library", encoder)), "0.1.0", "bigrams"))
    report = read_report(tmp_path / "邵阳.txt")
    spans = sentences(report.text, Span(0, len(report.text)))[-3:]
    citations = [
        {"report": "邵阳", "ranges": [list(span)], "hash": permalink(cite(report, [span]))[-8:], "note": "按语"}
        for span in spans
    ]
    saved = client.post("/api/export", json={"citations": citations, "form": "docx"})
    assert saved.status_code == 200 and "chuchu.docx" in saved.headers["content-disposition"]
    found = paragraphs(saved.content)
    assert all(report.text[slice(*span)] in found for span in spans) and "按:按语" in found
    (tmp_path / "摘录.docx").write_bytes(saved.content)
    ours = read_report(tmp_path / "摘录.docx").text  # our own reader finds them too
    assert all(report.text[slice(*span)] in ours for span in spans)
    stale = client.post("/api/export", json={"citations": [citations[0] | {"hash": "00000000"}], "form": "md"})
    assert stale.status_code == 400 and "第1条摘录" in stale.json()["error"]
    assert client.post("/api/export", json={"citations": []}).status_code == 400
