"""Files → text: encodings, line ends, docx, and what is said of a file that cannot be read."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report.reading
import report.reading.parts
from report.errors import ReadError
from report.layout import undo
from report.reading import read_file
from report.reading.text import decode, unify_line_ends

CHINESE = "邵阳市人大常委会工作报告\n——2023年,解决率为95.49%。\n本屆任期内,听取和审议专项工作报告24个。\n"
TEXTS = st.text(st.sampled_from("报告。,12 \u3000\u200b\x0c\u2028\u2029\x85\r\n"), min_size=1, max_size=60)


@given(TEXTS)
def test_line_ends_are_one_and_undone_to_the_character(text: str) -> None:
    unified, repairs = unify_line_ends(text)
    assert "\r" not in unified
    assert undo(unified, repairs) == text
    assert all(unified[r.start : r.start + len(r.after)] == r.after for r in repairs)


def test_each_line_end_that_is_not_a_line_feed_is_a_repair() -> None:
    unified, repairs = unify_line_ends("甲\r\n乙\r丙\n丁\r\r\n")
    assert unified == "甲\n乙\n丙\n丁\n\n"
    assert [(r.start, r.before) for r in repairs] == [(1, "\r\n"), (3, "\r"), (7, "\r"), (8, "\r\n")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_gives_the_same_text(encoding: str, line_end: str, tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes(CHINESE.replace("\n", line_end).encode(encoding))
    read = read_file(file)
    assert read.text == CHINESE
    assert undo(read.text, read.repairs) == CHINESE.replace("\n", line_end)
    assert read.source.file == "报告.txt"


@given(st.text(st.characters(exclude_categories=["C"], include_characters="\r\n\t"), min_size=1))
def test_utf8_comes_back_whatever_it_holds(text: str) -> None:
    assert decode(text.encode(), "甲.txt") == text.removeprefix("\ufeff")


def test_ascii_and_markdown_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"# Report\n\ntext")
    assert read_file(file).text == "# Report\n\ntext"


def archive(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def docx(body: str, **parts: str) -> bytes:
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="v" xmlns:wps="wps"'
    )
    wrapped = {f"word/{name}.xml": f"<w:root {names}>{content}</w:root>" for name, content in parts.items()}
    return archive({"word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>", **wrapped})


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], str]:
    def reading(data: bytes) -> str:
        file = tmp_path / "报告.docx"
        file.write_bytes(data)
        return read_file(file).text

    return reading


Read = Callable[[bytes], str]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("甲"), r("乙")) + p() + p(r(" 丙")), "甲乙\n\n 丙"),
        (p(r("甲"), "<w:r><w:br/></w:r>", r("乙"), "<w:r><w:cr/></w:r>", r("丙")), "甲\n乙\n丙"),
        (p(r("甲"), '<w:r><w:br w:type="page"/></w:r>', r("乙")), "甲乙"),
        (p(r("甲"), "<w:r><w:tab/></w:r>", r("乙")), "甲\t乙"),
        (p(r("增长"), f"<w:ins>{r('5%')}</w:ins>", "<w:del><w:r><w:delText>4%</w:delText></w:r></w:del>"), "增长5%"),
        (p(r("增长"), f"<w:del>{r('4%')}</w:del>"), "增长"),
        (p(f"<w:moveFrom>{r('旧')}</w:moveFrom>", f"<w:moveTo>{r('新')}</w:moveTo>"), "新"),
        (p(f"<w:hyperlink>{r('链接')}</w:hyperlink>", f"<w:fldSimple>{r('域')}</w:fldSimple>"), "链接域"),
        (p("<w:r><w:instrText>PAGE</w:instrText></w:r>", r("甲")), "甲"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('题'))}</w:sdtContent></w:sdt>" + p(r("文")), "题\n文"),
        (p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", r("前半")) + p(r("后半")), "前半后半"),
    ],
)
def test_docx_paragraphs(body: str, text: str, read: Read) -> None:
    assert read(docx(body)) == text


def test_docx_table_row_is_a_line_with_tabs(read: Read) -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{p(r(cell))}</w:tc>' for cell in cells)}</w:tr>"

    table = f"<w:tbl><w:tblPr/>{row('指标', '2024年')}{row('增速', '5.7%')}</w:tbl>"
    assert read(docx(p(r("前")) + table + p(r("后")))) == "前\n指标\t2024年\n增速\t5.7%\n后"
    frame = f"<w:tbl><w:tr><w:tc>{p(r('甲'))}{p(r('乙'))}</w:tc></w:tr></w:tbl>"
    assert read(docx(frame)) == "甲\n乙"


def test_docx_text_box_comes_once_and_beside_the_paragraph(read: Read) -> None:
    box = f"<w:txbxContent>{p(r('框中'))}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent>"
    )
    assert read(docx(p(r("甲"), f"<w:r>{both}</w:r>", r("乙")) + p(r("丙")))) == "甲乙\n框中\n丙"


def test_docx_notes_stand_at_the_end_heads_and_comments_stay_out(read: Read) -> None:
    notes = f'<w:footnote w:type="separator">{p(r("线"))}</w:footnote><w:footnote>{p(r("注文"))}</w:footnote>'
    assert read(docx(p(r("正文")), footnotes=notes, header1=p(r("页眉")), comments=p(r("批注")))) == "正文\n注文"


def bad(name: str, data: bytes, tmp_path: Path) -> str:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_file(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", b"", "0 字节"),
        ("白.txt", " \n\u3000\r\n".encode(), "没有文字"),
        ("甲.pdf", b"%PDF-1.7\n", "PDF"),
        ("甲.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office"),
        ("甲.rtf", rb"{\rtf1 x}", "RTF"),
        ("甲.txt", "<!DOCTYPE html><html>报告</html>".encode(), "网页"),
        ("甲.txt", b"text\x00\x01\x02 binary", "二进制"),
        ("甲.txt", "工作报告".encode() * 30 + b"\xe6\xb0", "UTF-8"),
        ("甲.txt", bytes(range(0x81, 0xFF)) * 9, "编码"),
        ("甲.csv", "指标,数值".encode(), "后缀"),
        ("甲.docx", archive({"word/other.xml": "<a/>"}), "word/document.xml"),
        ("甲.xlsx", archive({"xl/workbook.xml": "<a/>"}), "Excel"),
        ("甲.docx", b"PK\x03\x04 cut off", "损坏"),
        ("甲.docx", docx("<w:p>")[:-30], "损坏"),
        ("甲.docx", docx("<w:p>"), "XML"),
        ("甲.docx", archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DTD"),
        ("甲.docx", docx("<w:r>" * 5000 + "</w:r>" * 5000), "嵌套"),
        ("甲.docx", docx(p()), "没有文字"),
    ],
)
def test_a_file_that_is_no_report_is_named_with_what_was_found_and_expected(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    message = bad(name, data, tmp_path)
    assert name in message and said in message and "\n" not in message
    assert "请" in message, "says what to do"


def test_folder_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="文件夹"):
        read_file(tmp_path)
    with pytest.raises(ReadError, match="找不到"):
        read_file(tmp_path / "无.txt")


def test_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report.reading, "MAX_CHARS", 10)
    assert "上限 10 字" in bad("长.txt", ("字" * 11).encode(), tmp_path)
    monkeypatch.setattr(report.reading, "MAX_BYTES", 20)
    assert "上限" in bad("大.txt", b"x" * 21, tmp_path)


def test_an_archive_that_unpacks_to_more_than_the_limit_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report.reading.parts, "MAX_PART", 1_000_000)
    data = docx(p(r("0" * 1_000_001)))
    assert len(data) < 5000
    assert "解压后超过" in bad("弹.docx", data, tmp_path)


def test_big5_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "big5.txt"
    path.write_bytes(("政府工作報告,請予審議。一年來,我們堅持以經濟建設為中心,各項工作取得進展。" * 5).encode("big5"))
    with pytest.raises(ReadError, match="Big5"):
        read_file(path)


def test_a_name_that_is_no_utf8_is_made_readable(tmp_path: Path) -> None:
    path = tmp_path / b"\xb1\xa8.txt".decode("utf-8", "surrogateescape")
    path.write_text("一、抓经济工作。", encoding="utf-8")
    read_file(path).source.file.encode("utf-8")


def test_a_name_too_long_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read_file(tmp_path / ("长" * 300 + ".txt"))
