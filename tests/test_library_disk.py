"""The library on disk and in memory: rows lie where they should, and what was written is what is opened."""

import shutil
from pathlib import Path

import numpy as np

from index.check import check
from index.lexical import Lexical
from index.library import Library
from index.segments import segment, windows
from report.model import Span
from report.parse import read_report
from tests.fakes import BigramEncoder
from tests.libraries import QUESTIONS, SHARED, answers, bigrams_fixture, files_fixture, path_fixture  # noqa: F401 - fixtures

# Rows


def test_segments_lie_in_one_another(files: tuple[Path, Path]) -> None:
    report = read_report(files[0])
    cut = segment(report)
    for rows in (cut.sentences, cut.windows):
        for span, row in zip(rows.spans, rows.passage, strict=True):
            assert cut.passages.spans[row].start <= span.start < span.end <= cut.passages.spans[row].end
    for window in cut.windows.spans:
        assert sum(s.start <= window.start < window.end <= s.end for s in cut.sentences.spans) == 1
    assert len(set(cut.windows.spans)) == len(cut.windows.spans)
    texts = {report.text[a:b] for a, b in cut.windows.spans}
    assert {"开展专题询问2次,", "开展专题询问2次,满意度测评4次,组织执法检查5次,"} <= texts
    headed = dict(zip((report.text[a:b] for a, b in cut.sentences.spans), cut.contexts, strict=True))
    assert headed[SHARED].endswith(f",{SHARED}")
    assert "加强代表工作" in headed[SHARED]


def test_a_window_is_at_most_three_clauses_and_120_characters_unless_one_clause_is_longer() -> None:
    assert windows([Span(0, 10), Span(10, 30), Span(30, 40), Span(40, 50)]) == [
        *(Span(0, 10), Span(0, 30), Span(0, 40)),
        *(Span(10, 30), Span(10, 40), Span(10, 50)),
        *(Span(30, 40), Span(30, 50), Span(40, 50)),
    ]
    assert windows([Span(0, 200), Span(200, 210)]) == [Span(0, 200), Span(200, 210)]
    assert windows([Span(0, 100), Span(100, 120), Span(120, 121)])[:2] == [Span(0, 100), Span(0, 120)]


# Round trips


def test_every_row_is_the_vector_of_its_own_text(path: Path, bigrams: BigramEncoder) -> None:
    library = Library.open(path, bigrams)
    assert list(library.reports) == ["邵阳", "衡阳"]
    for table in (library.whole, library.sentences, library.windows):
        assert len(table) == len(table.passage) == len(table.dense) > 0
        texts = [library.row_text(table, row) for row in range(len(table))]
        np.testing.assert_allclose(table.dense.vectors, bigrams.encode_passages(texts), atol=1e-6)
        for row, span in enumerate(table.spans):
            passage = library.passages[table.passage[row]]
            assert passage.start <= span.start < span.end <= passage.end
    assert [library.text(row) for row in range(len(library.passages))] == [
        library.row_text(library.whole, row) for row in range(len(library.whole))
    ]
    contexts = [text for report in library.reports.values() for text in segment(report).contexts]
    np.testing.assert_allclose(library.context.vectors, bigrams.encode_passages(contexts), atol=1e-6)
    assert {i: [library.passages[row].report_id for row in rows] for i, rows in library.ranges.items()} == {
        i: [i] * sum(p.report_id == i for p in library.passages) for i in library.reports
    }


def test_the_lexical_indexes_are_those_of_the_texts(path: Path, bigrams: BigramEncoder) -> None:
    library = Library.open(path, bigrams)
    for table, lexical in ((library.sentences, library.lexical), (library.whole, library.lexical_passages)):
        fresh = Lexical.of([library.row_text(table, row) for row in range(len(table))])
        for question in QUESTIONS:
            np.testing.assert_array_equal(lexical.words(question), fresh.words(question))
            np.testing.assert_array_equal(lexical.bigrams(question), fresh.bigrams(question))
            np.testing.assert_array_equal(lexical.shares(question), fresh.shares(question))


def test_opened_again_it_answers_the_same(path: Path, bigrams: BigramEncoder) -> None:
    first = answers(Library.open(path, bigrams))
    assert answers(Library.open(path, bigrams)) == first
    shutil.move(path, path.with_name("搬走"))
    assert answers(Library.open(path.with_name("搬走"), bigrams)) == first


def test_what_was_asked_of_the_parsed_report_is_asked_of_the_stored_one(
    path: Path, bigrams: BigramEncoder, files: tuple[Path, Path]
) -> None:
    library = Library.open(path, bigrams)
    assert library.reports == {file.stem: read_report(file, file.stem) for file in files}
    best = library.sentences.dense.search(bigrams.encode_query("基层立法联系点18个"), 1)[0][0]
    assert library.row_text(library.sentences, best) == "建设代表联络站795个、基层立法联系点18个。"
    assert np.argmax(library.lexical.words("專題詢問")) == np.argmax(library.lexical.bigrams("專題詢問"))


def test_equal_sentences_of_two_reports_are_two_places(path: Path, bigrams: BigramEncoder) -> None:
    library = Library.open(path, bigrams)
    rows, scores = library.sentences.dense.search(bigrams.encode_query(SHARED), 2)
    assert [library.row_text(library.sentences, row) for row in rows] == [SHARED, SHARED]
    assert [library.passages[library.sentences.passage[row]].report_id for row in rows] == ["邵阳", "衡阳"]
    assert scores[0] == scores[1]


def test_k_beyond_the_index_and_an_empty_library(path: Path, tmp_path: Path, bigrams: BigramEncoder) -> None:
    rows, _ = Library.open(path, bigrams).whole.dense.search(bigrams.encode_query("代表"), 10_000)
    assert sorted(rows.tolist()) == list(range(len(rows)))
    empty = Library.open_or_create(tmp_path / "空", bigrams)
    assert answers(empty) == answers(Library.open(tmp_path / "空", bigrams))
    assert len(empty.sentences.dense.search(bigrams.encode_query("代表"), 3)[0]) == 0
    assert check(tmp_path / "空", bigrams) == []
