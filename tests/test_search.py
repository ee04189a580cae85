"""Ranking and answers, with the encoder one can compute by hand; the laws of what comes back."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.folding import fold
from index.library import Library
from index.writing import add, create
from report.citation import cite, verify_quotes
from report.model import Span
from report.segment import clauses
from retrieval.answer import ask
from retrieval.errors import QuestionError
from retrieval.query import understand
from retrieval.render import to_json
from retrieval.search import search, signals, trust
from tests.fakes import BigramEncoder
from tests.libraries import HENGYANG, SHAOYANG, bigrams_fixture, files_fixture, path_fixture, written

__all__ = ["bigrams_fixture", "files_fixture", "path_fixture"]


@pytest.fixture(name="library")
def library_fixture(path: Path, bigrams: BigramEncoder) -> Library:
    return Library.open(path, bigrams)


def shown(library: Library, question: str, within: list[str] | None = None) -> list[str]:
    hits = search(library, understand(question, within=within))
    return [library.reports[h.passage.report_id].text[h.passage.start : h.passage.end] for h in hits]


def test_the_passage_that_says_it_comes_first_and_its_clause_is_marked(library: Library) -> None:
    hit = search(library, understand("专题询问开展了几次", within=["邵阳"]))[0]
    text = library.reports["邵阳"].text
    assert "专题询问2次" in text[hit.passage.start : hit.passage.end]
    assert "专题询问2次" in text[slice(*hit.marks[0])]
    assert len(text[slice(*hit.marks[0])]) < hit.passage.end - hit.passage.start


def test_scores_fall_and_passages_are_not_repeated(library: Library) -> None:
    hits = search(library, understand("代表反映问题"), k=50)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert len({h.passage for h in hits}) == len(hits) == len(library.passages)
    assert search(library, understand("代表反映问题"), k=2) == hits[:2]


def test_marks_are_whole_clauses_of_the_passage(library: Library) -> None:
    for hit in search(library, understand("建设了多少联络站"), k=50):
        text = library.reports[hit.passage.report_id].text
        whole = clauses(text, Span(hit.passage.start, hit.passage.end))
        for start, end in hit.marks:
            assert start in [c.start for c in whole] and end in [c.end for c in whole]


@pytest.mark.parametrize(("question", "side"), [("建设了多少联络站", 0), ("2023年主要工作", 1)])
def test_near_is_that_of_the_mark_or_of_its_headed_sentence(library: Library, question: str, side: int) -> None:
    vector, higher = library.encoder.encode_query(fold(question)), set()
    for hit in search(library, understand(question), k=50):
        passage, (start, _) = library.passages.index(hit.passage), hit.marks[0]
        inside = np.flatnonzero(library.sentences.passage == passage)
        sentence = next(i for i in inside if library.sentences.spans[i].start <= start < library.sentences.spans[i].end)
        runs = np.flatnonzero(library.windows.passage == passage)
        run = next(i for i in runs if library.windows.spans[i] == hit.marks[0])
        near = np.stack([library.windows.dense.vectors[run], library.context.vectors[sentence]]) @ vector
        assert hit.near == pytest.approx(float(near.max()), abs=1e-6)
        higher.add(int(near.argmax()))
    assert side in higher


def test_the_mark_holds_the_form_that_is_asked_for(tmp_path: Path, bigrams: BigramEncoder) -> None:
    text = "某市人大常委会工作报告\n\n代表通过热线反映问题377个,已解决360个,并逐一答复代表本人,解决率为95.49%。\n"
    create(tmp_path / "library", bigrams)
    add(tmp_path / "library", bigrams, [written(tmp_path / "某市.txt", text)])
    library = Library.open(tmp_path / "library", bigrams)
    marked = {}
    for asked in ("代表通过热线反映的问题,解决率是百分之多少", "代表通过热线反映了多少个问题"):
        hit = search(library, understand(asked))[0]
        marked[asked] = library.reports["某市"].text[slice(*hit.marks[0])]
    rate, count = marked.values()
    assert "95.49%" in rate and "377个" in count


def test_within_none_is_everywhere_and_empty_is_nowhere(library: Library) -> None:
    assert {h.passage.report_id for h in search(library, understand("热线"))} == {"邵阳", "衡阳"}
    assert {h.passage.report_id for h in search(library, understand("热线", within=["衡阳"]))} == {"衡阳"}
    assert search(library, understand("热线", within=[])) == []
    with pytest.raises(QuestionError, match=r"长沙.*邵阳"):
        search(library, understand("热线", within=["长沙"]))


def test_a_report_ranks_the_same_alone_and_among_others(
    tmp_path: Path, library: Library, bigrams: BigramEncoder
) -> None:
    create(tmp_path / "alone", bigrams)
    add(tmp_path / "alone", bigrams, [written(tmp_path / "衡阳.txt", HENGYANG)])
    alone = Library.open(tmp_path / "alone", bigrams)
    for question in ("代表满意率", "热线解决了多少问题"):
        assert shown(library, question, ["衡阳"]) == shown(alone, question)


def test_an_empty_library_says_so(tmp_path: Path, bigrams: BigramEncoder) -> None:
    library = Library.open_or_create(tmp_path / "empty", bigrams)
    answer = ask(library, "热线解决了多少")
    assert answer.hits == () and answer.refusal == "库中没有可查的报告;请先加入报告。"


def test_trust_is_the_largest_share_of_the_question_that_one_sentence_holds(library: Library) -> None:
    assert trust(np.array([0.1, 0.3, 0.0], np.float32)) == pytest.approx(0.3)
    assert signals(library, understand("专题询问2次")).trust == pytest.approx(1.0)
    assert signals(library, understand("zyx wvu")).trust == 0.0


def test_unknown_words_leave_the_ranking_to_meaning(library: Library) -> None:
    found = signals(library, understand("zyx wvu"))
    assert len(found.score) == len(library.sentences) and np.isfinite(found.score).all()


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("2019年开展了几次专题询问?", "报告未提及2019年"),
        ("听取专项工作报告总共花了多少钱?", "报告未提及所问的金额"),
        ("执法检查是哪一天开展的?", "报告未提及所问的日期"),
        ("机器人企业有几个?", "报告未提及“机器人”"),
    ],
)
def test_silence_names_what_is_missing_and_the_nearest_miss(library: Library, question: str, reason: str) -> None:
    answer = ask(library, question, within=["邵阳"])
    assert answer.refusal is not None and answer.refusal.startswith(reason)
    nearest = answer.refusal.split("相近的是「")[1].removesuffix("」")
    assert nearest in SHAOYANG and answer.hits


def test_a_slip_of_the_same_sound_is_not_taken_for_silence(library: Library) -> None:
    assert ask(library, "基层立法连系点有几个?", within=["邵阳"]).refusal is None


def test_an_answer_is_not_refused(library: Library) -> None:
    for question in ("专题询问几次?", "热线反映问题多少个?", "怎么加强代表工作"):
        assert ask(library, question).refusal is None


WORD = st.sampled_from(["热线", "代表", "解决", "问题", "2019年", "多少", "哪天", "法规", "zz", "%", "会议"])
WORDS = st.lists(WORD, min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(WORDS)
def test_every_quote_of_every_answer_is_what_the_report_says(library: Library, asked: list[str]) -> None:
    try:
        answer = ask(library, " ".join(asked))
    except QuestionError:
        return
    for row in to_json(library, answer)["hits"]:
        text = library.reports[row["citation"]["report"]].text
        (start, end), (quote,) = row["citation"]["ranges"][0], row["citation"]["quotes"]
        assert quote == text[start:end]
        for mark in row["marks"]:
            assert mark["quote"] == text[mark["start"] : mark["end"]] and mark["quote"] in quote
    for hit in answer.hits:
        report = library.reports[hit.passage.report_id]
        verify_quotes(report, cite(report, [Span(hit.passage.start, hit.passage.end)]))


@pytest.mark.parametrize("year", ["2022", "２０２２", "二〇二二", "二零二二"])
def test_a_year_is_found_however_it_is_printed(year: str, tmp_path: Path, bigrams: BigramEncoder) -> None:
    create(tmp_path / "years", bigrams)
    text = f"某县人民政府工作报告\n一、工作回顾\n{year}年完成投资12亿元,增长8%。"
    add(tmp_path / "years", bigrams, [written(tmp_path / "某县.txt", text)])
    assert ask(Library.open(tmp_path / "years", bigrams), "2022年完成投资多少?").refusal is None
