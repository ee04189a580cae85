"""Passages: every character of the body in exactly one, none across a heading; sentences and clauses as ranges."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.model import Report, Span
from report.passages import LONGEST, heading_path, paragraph_number, passages
from report.segment import clauses, is_blank, lines, sentences
from tests.reports import ANY, GENRE, made, shaoyang


def check_cover(report: Report) -> None:
    text = report.text
    count = Counter(i for p in passages(report) for i in range(p.start, p.end) if not is_blank(text[i]))
    assert set(count.values()) <= {1}
    headings = {i for s in report.sections for i in range(s.start, s.body_start)}
    asides = {a: set(range(a.start, a.end)) for a in report.asides}
    aside = set().union(*asides.values())
    told = {i for a, places in asides.items() if a.what in ("date", "speaker") for i in places}
    for i, char in enumerate(text):
        if not is_blank(char):
            in_body = i not in headings and i not in aside
            assert (i in count) == (in_body or (i in told and i not in headings)), (i, text[max(0, i - 9) : i + 9])


def inked(text: str, span: Span) -> str:
    return "".join(char for char in text[span.start : span.end] if not is_blank(char))


def check_whole(report: Report) -> None:
    starts = {s.start for s in report.sections}
    for p in passages(report):
        assert heading_path(report, p.start) == heading_path(report, p.end - 1)
        assert not any(p.start < start < p.end for start in starts)
        parts = sentences(report.text, Span(p.start, p.end))
        assert p.end - p.start <= LONGEST or len(parts) == 1 or heading_path(report, p.start)[:1] == ()


def test_the_bundled_report() -> None:
    report = shaoyang()
    check_cover(report)
    check_whole(report)
    lengths = [p.end - p.start for p in passages(report)]
    assert 60 <= sum(lengths) / len(lengths) <= 200


@given(GENRE | ANY)
def test_every_character_of_the_body_is_in_exactly_one_passage(text: str) -> None:
    check_cover(made(text))


def test_a_date_above_a_title_of_two_lines() -> None:
    opening = "2023年12月26日在某市\n第十七届人民代表大会第三次会议\n政府工作报告\n\n各位代表:\n现在报告工作,请予审议。"
    check_whole(made(opening))
    check_cover(made(opening))


@given(GENRE)
def test_no_passage_crosses_a_heading_and_all_are_whole_sentences(text: str) -> None:
    check_whole(made(text))


@given(GENRE | ANY, st.data())
def test_sentences_and_clauses_lose_nothing_but_blanks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    want = inked(text, span)
    for cut in (sentences, clauses):
        pieces = cut(text, span)
        assert "".join(inked(text, p) for p in pieces) == want
        assert all(p.start < p.end and not is_blank(text[p.start]) for p in pieces)
        assert all(a.end <= b.start for a, b in pairwise(pieces))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("会议7次,审议24件,决定6项。", ["会议7次,", "审议24件,", "决定6项。"]),
        ("对《办法(试行),含附件》审查;督办。", ["对《办法(试行),含附件》审查;", "督办。"]),
        ("“严谨严实,精准精细”的作风,清单管理。", ["“严谨严实,精准精细”的作风,", "清单管理。"]),
        ("共12,345人,其中3人。", ["共12,345人,", "其中3人。"]),
        ("他说:“好。”众人称是。", ["他说:", "“好。”", "众人称是。"]),
        ("(未闭合的括号,不吞后文。", ["(未闭合的括号,", "不吞后文。"]),
    ],
)
def test_clauses(text: str, want: list[str]) -> None:
    assert [text[c.start : c.end] for c in clauses(text, Span(0, len(text)))] == want


def test_paragraph_numbers_count_lines_of_body() -> None:
    report = made("某市政府工作报告\n各位代表:\n一、抓经济\n第一段有话。\n第二段也有,共3件。\n二、抓民生\n第三段。")
    numbers = [paragraph_number(report, report.text.index(word)) for word in ("第一段", "第二段", "第三段")]
    assert numbers == [1, 2, 3]
    assert paragraph_number(report, 0) == 0


def test_lines_leave_blanks_outside() -> None:
    text = "\n\u3000\u3000一段。  \n\n二段。"
    assert [text[a:b] for a, b in lines(text)] == ["一段。", "二段。"]
