"""Marks in a .docx: what they may change and what they must leave as it was."""

import io
import random
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.marked import held
from report.errors import ReadError
from report.model import Span
from report.reading import placed
from report.reading.left_out import left_out
from report.reading.placed import read_placed
from retrieval.marking import package
from retrieval.marking.marked import Mark, Marked, marked
from tests.docx_files import docx, dressed, p, packed, part, parts, r, refused, text_of
from tests.reports import shaoyang
from tests.soak import BESIDE, SHARED, size

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
BOLD = "<w:rPr><w:b/></w:rPr>"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def mark(data: bytes, *marks: Mark) -> Marked:
    return marked(data, read_placed(data, "稿.docx"), marks, WHEN)


def place(data: bytes, words: str) -> Span:
    start = text_of(data).index(words)
    return Span(start, start + len(words))


_CHARS = st.text(st.sampled_from("增长5.3%、<&>\"' 甲乙丙"), min_size=1, max_size=6)
_ESCAPED = _CHARS.map(lambda s: s.replace("&", "&amp;").replace("<", "&lt;"))
_RUN = st.builds(r, _ESCAPED, st.sampled_from(["", BOLD, "<w:rPr><w:i/><w:sz w:val='24'/></w:rPr>"]))
_PIECE = st.one_of(
    _RUN,
    st.builds("<w:hyperlink>{}</w:hyperlink>".format, _RUN),
    st.builds("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format, _RUN),
    st.builds("<w:r><w:tab/><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r>".format, _ESCAPED, _ESCAPED),
    st.just('<w:bookmarkStart w:id="7" w:name="甲"/><w:bookmarkEnd w:id="7"/>'),
    st.builds('<w:ins w:id="3" w:author="他人">{}</w:ins>'.format, _RUN),
)
_BODY = st.lists(st.lists(_PIECE, max_size=4).map(lambda row: p(*row)), min_size=1, max_size=3).map("".join)


@st.composite
def marked_up(draw: st.DrawFn) -> tuple[bytes, list[Mark]]:
    data = docx(draw(_BODY))
    edges = sorted(draw(st.sets(st.integers(0, len(text_of(data))), max_size=8)))
    marks = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        inside = sorted(draw(st.tuples(st.integers(start, end), st.integers(start, end))))
        words = draw(st.one_of(_CHARS, st.just("") if inside[0] < inside[1] else _CHARS))
        changes = ((Span(*inside), words),) if draw(st.booleans()) else ()
        marks.append(Mark(Span(start, end), draw(_CHARS), changes))
    return data, marks


@pytest.mark.soak
@settings(max_examples=size(10_000), deadline=None)
@given(marked_up())
def test_refused_it_is_the_document_as_it_was_and_accepted_the_one_proposed(case: tuple[bytes, list[Mark]]) -> None:
    data, marks = case
    done = mark(data, *marks)
    proposed = text_of(data)
    unchanged = {one.span for one in done.unmarked}
    for one in reversed(marks):
        for span, words in one.changes if one.span not in unchanged else ():
            proposed = proposed[: span.start] + words + proposed[span.end :]
    assert text_of(done.data) == proposed
    assert text_of(refused(done.data)) == text_of(data)
    assert dressed(refused(done.data)) == dressed(data)


@pytest.mark.soak
@settings(max_examples=size(10_000), deadline=None)
@given(marked_up())
def test_every_other_part_is_as_it_was_and_the_file_opens(case: tuple[bytes, list[Mark]]) -> None:
    data, marks = case
    done = mark(data, *marks)
    before, after = parts(data), parts(done.data)
    new = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name: after[name] for name in before if name not in new} == {n: before[n] for n in before if n not in new}
    opened = python_docx.Document(io.BytesIO(done.data))
    said = {one.span: one.comment for one in marks}
    for one in done.unmarked:
        if "只加批注" not in one.why:
            del said[one.span]
    assert sorted(c.text for c in opened.comments) == sorted(said.values())
    assert {c.author for c in opened.comments} <= {"出处"}
    ids = [c.get(f"{{{NAMES[9:-1]}}}id") for c in ElementTree.fromstring(after["word/document.xml"]).iter() if
           c.tag.endswith(("}ins", "}del", "}commentReference"))]  # fmt: skip
    assert len(set(ids) - {"3"}) == len([i for i in ids if i != "3"])


def documents(folder: Path) -> list[Path]:
    """The Word files beside the repository under `make soak`; otherwise the bundled report as one."""
    if BESIDE:
        return sorted(SHARED.rglob("*.docx"))
    bundled = folder / "邵阳.docx"
    bundled.write_bytes(docx("".join(p(r(line)) for line in shaoyang().text.split("\n"))))
    return [bundled]


@pytest.mark.soak
def test_random_marks_all_over_a_report_hold_the_laws(tmp_path: Path) -> None:
    rng, files = random.Random(2026), documents(tmp_path)
    rows = [(file.name, *held(file, rng)) for file in files for _ in range(max(1, size(100) // len(files)))]
    assert [name for name, _, _, right in rows if not right] == []
    made, left = sum(row[1] for row in rows), sum(row[2] for row in rows)
    assert made >= size(5_000) and left <= 0.05 * made


def test_without_marks_the_document_is_byte_for_byte_the_same() -> None:
    data = docx(p(r("甲")))
    assert parts(mark(data).data) == parts(data)


def test_a_change_keeps_the_look_of_what_it_replaces() -> None:
    data = docx(p(r("增长"), r("5.3%", BOLD), r("。")))
    done = mark(data, Mark(place(data, "增长5.3%"), "有出入", ((place(data, "5.3"), "8.3"),)))
    assert ("8", '<ns0:rPr xmlns:ns0="http') in [(char, look[:24]) for char, look in dressed(done.data)]
    assert text_of(done.data) == "增长8.3%。" and done.unmarked == ()
    assert dressed(refused(done.data)) == dressed(data)


def test_only_touched_runs_are_written_anew() -> None:
    data = docx(p(r("甲"), r("乙"), '<w:proofErr w:type="x" />') + p(r("丙")))
    before, after = part(data, "word/document.xml"), part(mark(data, Mark(Span(1, 2), "注")).data, "word/document.xml")
    untouched = before.index("乙".encode()) - 40
    assert after.startswith(before[:untouched]) and after.endswith(before[before.index(b"<w:proofErr") :])


def test_comments_that_stand_there_stay_and_numbers_are_not_used_twice() -> None:
    body = p('<w:commentRangeStart w:id="1"/>', r("甲乙"), '<w:commentRangeEnd w:id="1"/>')
    once = mark(docx(body), Mark(Span(0, 1), "一"))
    again = mark(once.data, Mark(Span(1, 2), "二"))
    comments = list(python_docx.Document(io.BytesIO(again.data)).comments)
    assert [(c.comment_id, c.text) for c in comments] == [(2, "一"), (3, "二")]
    assert set(parts(again.data)) == set(parts(once.data))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (p(r("外"), f"<w:r><w:pict><v:t><w:txbxContent>{p(r('内文'))}</w:txbxContent></v:t></w:pict></w:r>"), "文本框"),
        (p(r("外"), f"<w:r><w:ruby><w:rubyBase>{r('内文')}</w:rubyBase></w:ruby></w:r>"), "拼音"),
    ],
)
def test_where_word_allows_no_comment_it_is_told(body: str, why: str) -> None:
    data = docx(body)
    done = mark(data, Mark(place(data, "内文"), "注"))
    assert [u.span for u in done.unmarked] == [place(data, "内文")] and why in done.unmarked[0].why
    assert parts(done.data) == parts(data)


def test_notes_are_read_but_not_marked() -> None:
    data = docx(p(r("正文")), footnotes=f"<w:footnote>{p(r('注文'))}</w:footnote>")
    done = mark(data, Mark(place(data, "注文"), "注"), Mark(place(data, "正文"), "注"))
    assert [u.why for u in done.unmarked] == ["在脚注或尾注中,未加批注"]
    assert part(done.data, "word/footnotes.xml") == part(data, "word/footnotes.xml")


def test_nested_tables_are_marked() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('内甲'))}</w:tc><w:tc>{p(r('内乙'))}</w:tc></w:tr></w:tbl>"
    data = docx(f"<w:tbl><w:tr><w:tc>{p(r('外'))}{inner}</w:tc><w:tc>{p(r('旁'))}</w:tc></w:tr></w:tbl>")
    done = mark(data, Mark(place(data, "内乙"), "注", ((place(data, "乙"), "丙"),)))
    assert text_of(done.data) == text_of(data).replace("内乙", "内丙") and not done.unmarked


def test_a_change_in_what_another_put_in_is_only_commented_on() -> None:
    data = docx(p(r("增长"), f'<w:ins w:id="1" w:author="他人">{r("5%")}</w:ins>'))
    done = mark(data, Mark(place(data, "增长5%"), "注", ((place(data, "5"), "6"),)))
    assert text_of(done.data) == "增长5%" and "只加批注" in done.unmarked[0].why


def test_other_names_for_the_same_name_space_are_understood() -> None:
    run = "<x:r><x:rPr><x:b/></x:rPr><x:t>甲乙丙</x:t></x:r>"
    xml = f"<x:document xmlns:x={NAMES[8:]}><x:body><x:p>{run}</x:p></x:body></x:document>"
    data = packed({**parts(docx("")), "word/document.xml": xml.encode()})
    done = mark(data, Mark(Span(1, 2), "注", ((Span(1, 2), "丁"),)))
    assert text_of(done.data) == "甲丁丙" and text_of(refused(done.data)) == "甲乙丙"


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_damaged_file_is_refused_in_words(cut: int) -> None:
    with pytest.raises(ReadError, match="另存"):
        read_placed(docx(p(r("甲")))[:cut], "稿.docx")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p(r("甲")), settings="0" * 100_000)
    monkeypatch.setattr(package, "MAX_WHOLE", 50_000)
    with pytest.raises(ReadError, match="解压后"):
        mark(data, Mark(Span(0, 1), "注"))


@pytest.mark.parametrize("missing", ["[Content_Types].xml"])
def test_a_file_without_what_every_docx_has_is_refused(missing: str) -> None:
    whole = parts(docx(p(r("甲"))))
    data = packed({name: content for name, content in whole.items() if name != missing})
    with pytest.raises(ReadError, match="另存"):
        mark(data, Mark(Span(0, 1), "注"))


def test_entities_in_any_part_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><Relationships>&b;</Relationships>'
    data = packed({**parts(docx(p(r("甲")))), "word/_rels/document.xml.rels": bomb})
    with pytest.raises(ReadError, match="DTD"):
        mark(data, Mark(Span(0, 1), "注"))


def test_more_elements_than_a_draft_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed, "MAX_ELEMENTS", 100)
    with pytest.raises(ReadError, match="标记过多"):
        read_placed(docx(p("<w:r/>" * 300, r("甲"))), "稿.docx")


def test_what_is_not_read_is_told() -> None:
    data = docx(
        p("<w:pPr><w:numPr/></w:pPr>", r("甲"), "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"), header1=p()
    )
    told = left_out(data, "稿.docx")
    assert [line[:4] for line in told] == ["页眉页脚", "修订中已", "自动编号"]
    assert left_out(docx(p(r("甲"))), "稿.docx") == ()
