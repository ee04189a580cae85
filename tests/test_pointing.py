"""Sentences read for where the answer stands: the mark and the short answer that follow it."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.encoder import SentenceEncoder
from index.folding import flat, fold
from index.library import Library
from index.writing import add, create
from report.model import Span
from retrieval import judging, short
from retrieval.answer import ask
from retrieval.hit import Hit
from retrieval.pointing import LEAST, LONGEST, Pointing, stretch, stretch_of
from retrieval.query import understand
from retrieval.readings import READINGS
from retrieval.remarking import CLOSE, KNOWN, remarked
from retrieval.runs import Run
from retrieval.search import search
from retrieval.wanted import parts
from tests.county import county_fixture

__all__ = ["county_fixture"]

QUESTION = "充电桩建成了多少个?"
TOWN = """柳镇人民政府工作报告
——2025年1月6日在柳镇第九届人民代表大会第四次会议上

一、2024年工作回顾

排查辍学学生96名,劝返91名,劝返率94.8%。网络司法拍卖412件,成交额2.6亿元,溢价率18%。\
新购图书3.2万册,藏书总数达到41万册,办证时限由15天压缩到3天。收集企业难题172件,办成149件。
"""


def first(library: Library, question: str = QUESTION) -> Hit:
    return search(library, understand(question, reports=library.reports))[0]


def sentence_of(hit: Hit) -> Span:
    return Span(min(run.span.start for run in hit.every_run), max(run.span.end for run in hit.every_run))


def pointed_at(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    """From now on the whole answer stands in that text wherever it occurs; what is read is added to the list."""
    read: list[str] = []

    def points(_: SentenceEncoder, question: str, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        read.extend(texts)
        found = [np.zeros(len(one), np.float32) for one in texts]
        for shares, one in zip(found, texts, strict=True):
            at = one.find(flat(text))
            if at >= 0:
                shares[at : at + len(text)] = 1 / len(text)
        return found

    monkeypatch.setattr(SentenceEncoder, "points", points)
    return read


def test_no_sentence_is_read_twice_and_shares_are_those_of_the_pointer(county: Library) -> None:
    hit, pointing = first(county), Pointing(county)
    sentence, report_id = sentence_of(hit), hit.passage.report_id
    assert pointing.share(QUESTION, report_id, sentence, sentence) == 0
    assert pointing.read(QUESTION, report_id, [sentence, sentence])
    text = county.reports[report_id].text
    direct = county.encoder.points(QUESTION, [flat(text[slice(*sentence)])])
    assert direct is not None
    for run in hit.every_run:
        piece = direct[0][run.span.start - sentence.start : run.span.end - sentence.start]
        assert pointing.share(QUESTION, report_id, sentence, run.span) == pytest.approx(float(piece.sum()), abs=1e-5)


def test_what_was_read_is_kept(county: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read, hit, pointing = pointed_at(monkeypatch, "充电桩"), first(county), Pointing(county)
    for _ in range(2):
        assert pointing.read(QUESTION, hit.passage.report_id, [sentence_of(hit)])
    assert len(read) == 1


def test_the_odds_are_of_what_is_left_of_nothing(county: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    hit = first(county)
    report_id, span = hit.passage.report_id, stretch_of(hit)
    direct = county.encoder.points(QUESTION, [flat(county.reports[report_id].text[slice(*span)])])
    odds = Pointing(county).odds(QUESTION, hit)
    assert direct is not None and odds is not None
    assert 1 / (1 + exp(-odds)) == pytest.approx(float(direct[0].sum()), abs=1e-4)
    for shares, expected in ((0.0, log(LEAST / (1 - LEAST))), (1.0, -log(LEAST / (1 - LEAST)))):
        monkeypatch.setattr(
            SentenceEncoder,
            "points",
            lambda _, asked, texts, said=shares: [np.full(len(t), said / len(t)) for t in texts],
        )
        assert Pointing(county).odds(QUESTION, hit) == pytest.approx(expected, abs=0.01)
    monkeypatch.setattr(SentenceEncoder, "points", lambda *_: None)
    assert Pointing(county).odds(QUESTION, hit) is None


def test_a_piece_of_what_was_read_for_the_same_question_need_not_be_read(county: Library) -> None:
    hit, pointing = first(county), Pointing(county)
    report_id, whole = hit.passage.report_id, sentence_of(hit)
    piece = Span(whole.start + 1, whole.end - 1)
    assert pointing.holding(QUESTION, report_id, piece) == piece
    assert not pointing.knows(QUESTION, report_id, whole)
    assert pointing.read(QUESTION, report_id, [whole]) and pointing.knows(QUESTION, report_id, piece)
    assert pointing.holding(QUESTION, report_id, piece) == pointing.holding(QUESTION, report_id, whole) == whole
    for other in (Span(whole.start - 1, whole.end), Span(whole.start, whole.end + 1)):
        assert pointing.holding(QUESTION, report_id, other) == other
    assert pointing.holding("别的问题", report_id, piece) == pointing.holding(QUESTION, "别的报告", piece) == piece


def test_a_stretch_of_a_hit_is_round_its_mark_and_what_is_as_near(county: Library) -> None:
    hit = first(county)
    at = hit.passage.start
    runs = tuple(Run(Span(at + start, at + end), score, 0.0) for start, end, score in ((40, 50, 0.5), (60, 70, 0.21)))
    far = Run(Span(at + 20, at + 30), 0.19, 0.0)
    hit = replace(hit, marks=(runs[0].span,), runs=runs, every_run=(*runs, far))
    assert stretch_of(hit) == Span(at + 40, at + 70)
    assert stretch_of(replace(hit, runs=(), every_run=())) == runs[0].span
    assert stretch_of(replace(hit, marks=(), runs=(), every_run=())) == Span(hit.passage.start, hit.passage.end)


def test_what_was_read_for_the_verdict_is_not_read_for_the_mark_or_the_answer(
    town: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "劝返了多少名学生?"
    query, hit = understand(question, reports=town.reports), first(town, question)
    read = pointed_at(monkeypatch, "91名")
    alone = short.short_answers(town, query, [hit])
    runs = tuple(replace(run, score=0.5, known=0.0) for run in hit.every_run)
    level = replace(hit, runs=runs, every_run=runs)
    monkeypatch.setattr(short, "CLEAR", 1.1)
    pointing = Pointing(town)
    read.clear()
    assert pointing.odds(fold(query.understood), level) is not None and len(read) == 1
    marked = remarked(town, query, level, pointing)
    told = short.short_answers(town, query, [replace(marked, runs=hit.runs, every_run=hit.every_run)], pointing)
    assert len(read) == 1 and told == alone and [one.span for one in told]


def test_the_pointer_reads_the_question_and_the_first_hit_that_are_judged(
    town: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def points(_: SentenceEncoder, question: str, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        asked.append(question)
        return [np.zeros(len(one), np.float32) for one in texts]

    monkeypatch.setattr(SentenceEncoder, "points", points)
    monkeypatch.setattr(judging, "verdict", lambda support, trees, read: "silent" if read(READINGS) else "")
    question = "排查了多少名辍学学生,排第几?"
    ask(town, question)
    assert parts(fold(question)) and {fold(one) for one in (question, *parts(fold(question)))} <= set(asked)


def test_the_mark_goes_where_the_answer_stands_unless_one_is_far_in_front(
    county: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = first(county)
    text = county.reports[found.passage.report_id].text
    assert len(found.runs) > 1 and set(found.runs) <= set(found.every_run)
    query = understand(QUESTION, reports=county.reports)
    for run in found.runs:
        read = pointed_at(monkeypatch, text[slice(*run.span)])
        level = replace(found, odds=2.0, every_run=tuple(Run(one.span, 0.5, 0.0) for one in found.every_run))
        level = replace(level, runs=tuple(Run(one.span, 0.5, 0.0) for one in found.runs))
        assert len(text[slice(*sentence_of(level))]) <= LONGEST
        marked = remarked(county, query, level, Pointing(county))
        assert read and marked.marks[0].start <= run.span.start and run.span.end <= marked.marks[0].end
        assert marked.odds is (2.0 if marked.marks == level.marks else None)
        read.clear()
        for score, known in ((0.5 + CLOSE + 0.01, 0.0), (0.5, KNOWN)):
            far = replace(level, runs=(Run(found.runs[0].span, score, known), *level.runs[1:]))
            assert remarked(county, query, far, Pointing(county)) is far and not read


@pytest.mark.parametrize("which", range(3))
def test_of_three_pieces_as_near_the_one_that_answers_is_marked(
    county: Library, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    found = first(county)
    at, text = found.passage.start, county.reports[found.passage.report_id].text
    runs = tuple(Run(Span(at + 7 * i, at + 7 * i + 7), 0.5, 0.0) for i in range(3))
    pointed_at(monkeypatch, text[slice(*runs[which].span)])
    hit = replace(found, marks=(runs[0].span,), runs=runs, every_run=runs)
    query = understand(QUESTION, reports=county.reports)
    assert remarked(county, query, hit, Pointing(county)).marks == (runs[which].span,)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 150)), min_size=1, max_size=6))
def test_a_stretch_holds_the_first_and_is_no_longer_than_it_need_be(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    found = stretch(spans)
    assert found.start <= spans[0].start and spans[0].end <= found.end
    assert found.end - found.start <= max(LONGEST, spans[0].end - spans[0].start)
    assert {found.start, found.end} <= {edge for span in spans for edge in span}
    if max(span.end for span in spans) - min(span.start for span in spans) <= LONGEST:
        assert all(found.start <= span.start and span.end <= found.end for span in spans)


def test_an_encoder_without_a_pointer_leaves_all_as_it_was(county: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    hit, query = first(county), understand(QUESTION, reports=county.reports)
    expected = short.short_answers(county, query, [hit])
    monkeypatch.setattr(SentenceEncoder, "points", lambda *_: None)
    assert remarked(county, query, hit, Pointing(county)) is hit
    monkeypatch.setattr(short, "CLEAR", 2.0)
    assert short.short_answers(county, query, [hit]) == expected


@pytest.fixture(name="town", scope="module")
def town_fixture(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("pointing")
    (folder / "柳镇.txt").write_text(TOWN, encoding="utf-8")
    create(folder / "library", encoder)
    assert not add(folder / "library", encoder, [folder / "柳镇.txt"]).failed
    return Library.open(folder / "library", encoder)


@pytest.mark.parametrize("answer", ["172件", "149件"])
def test_what_is_told_follows_the_pointer(town: Library, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Either figure may be the one that is meant; without the pointer it is the first."""
    question = "企业的难题真正解决了多少件?"
    assert [town.reports[s.report_id].text[slice(*s.span)] for s in ask(town, question).short] == ["172件"]
    pointed_at(monkeypatch, answer)
    monkeypatch.setattr(short, "CLEAR", 2.0)
    assert [town.reports[s.report_id].text[slice(*s.span)] for s in ask(town, question).short] == [answer]


def test_outside_of_what_was_read_is_nothing_of_the_answer(town: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    pointed_at(monkeypatch, "96名")
    (report_id, report), pointing = next(iter(town.reports.items())), Pointing(town)
    at = report.text.index("96名")
    read = Span(at - 6, at + 20)
    assert pointing.read("辍学学生多少名", report_id, [read])
    for piece, share in (
        ((at, at + 3), 1),
        ((at - 30, at - 10), 0),
        ((at + 20, at + 40), 0),
        ((at - 30, at + 1), 1 / 3),
    ):
        assert pointing.share("辍学学生多少名", report_id, read, Span(*piece)) == pytest.approx(share, abs=1e-6)


def test_a_mark_that_was_chosen_before_is_read_too(county: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that are far apart: the mark so far is not lost by not being read."""
    found, read = first(county), pointed_at(monkeypatch, "没有的字")
    at = found.passage.start
    runs = (Run(Span(at, at + 10), 0.6, 0.0), Run(Span(at + 200, at + 220), 0.59, 0.0))
    hit = replace(found, marks=(runs[1].span,), runs=runs, every_run=runs)
    query = understand(QUESTION, reports=county.reports)
    assert remarked(county, query, hit, Pointing(county)).marks == (runs[1].span,) and read


def test_a_clear_answer_is_told_without_reading(town: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read = pointed_at(monkeypatch, "96名")
    query = understand("劝返91名,劝返率是多少?", reports=town.reports)
    hits = search(town, query)
    monkeypatch.setattr(short, "CLEAR", 0.0)
    short.short_answers(town, query, hits)
    assert not read
    monkeypatch.setattr(short, "CLEAR", 2.0)
    short.short_answers(town, query, hits)
    assert read


def test_what_was_read_for_something_else_is_heeded_however_clear(
    town: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """149件 is far behind 172件 and would not be read; its sentence was, for the verdict."""
    read, query = pointed_at(monkeypatch, "149件"), understand("企业的难题真正解决了多少件?", reports=town.reports)
    hits, pointing = search(town, query), Pointing(town)
    monkeypatch.setattr(short, "CLEAR", 0.0)
    monkeypatch.setattr(short, "SLIGHT", 0.4)

    def told() -> list[str]:
        found = short.short_answers(town, query, hits, pointing)
        return [town.reports[one.report_id].text[slice(*one.span)] for one in found]

    assert told() == ["172件"] and not read
    text = town.reports[hits[0].passage.report_id].text
    of = Span(text.index("收集企业"), text.index("149件") + 4)
    assert pointing.read(fold(query.understood), hits[0].passage.report_id, [of]) and len(read) == 1
    assert told() == ["149件"] and len(read) == 1
