"""A first summary: verbatim, in reading order, within its length, spread over the headings."""

from pathlib import Path

import pytest

from index.library import Library
from index.writing import add, create
from report.citation import verify_quotes
from report.model import Span
from report.segment import sentences
from retrieval.errors import QuestionError
from retrieval.summary import summarize
from tests.fakes import BigramEncoder
from tests.reports import SHAOYANG


@pytest.fixture(name="library", scope="module")
def library_fixture(tmp_path_factory: pytest.TempPathFactory) -> Library:
    path, encoder = tmp_path_factory.mktemp("summary") / "library", BigramEncoder()
    create(path, encoder)
    add(path, encoder, [SHAOYANG])
    return Library.open(path, encoder)


@pytest.mark.parametrize("chars", [1, 200, 600, 5000])
def test_sentences_are_whole_verbatim_in_order_and_within_the_length(library: Library, chars: int) -> None:
    summary = summarize(library, None, chars)
    report = library.reports[summary.report]
    whole = set(sentences(report.text, Span(0, len(report.text))))
    for citation in summary.citations:
        verify_quotes(report, citation)
        assert set(citation.ranges) <= whole
    starts = [c.ranges[0].start for c in summary.citations]
    assert starts == sorted(set(starts)) and starts
    assert summary.chars == sum(len(q) for c in summary.citations for q in c.quotes)
    assert summary.chars <= chars or len(summary.citations) == 1


def test_a_longer_one_covers_more_and_every_part_has_its_share(library: Library) -> None:
    short, long = summarize(library, None, 600), summarize(library, None, 3000)
    assert short.sections_covered < long.sections_covered <= long.sections_total
    parts = {c.headings[2] for c in short.citations if len(c.headings) > 2}
    assert len(parts) == 5


def test_one_sentence_for_each_heading_with_text_of_its_own(library: Library) -> None:
    everything = summarize(library, None, 100_000)
    assert everything.sections_covered == everything.sections_total == len(everything.citations)


def test_what_cannot_be_summarised_is_named(library: Library) -> None:
    with pytest.raises(QuestionError, match=r"长沙.*邵阳市人大常委会工作报告2023"):
        summarize(library, "长沙")
    with pytest.raises(QuestionError, match="0"):
        summarize(library, None, 0)


def test_a_report_without_headings_is_summarised_too(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("今年开了7次会议,审议24件。工作扎实推进。", encoding="utf-8")
    create(tmp_path / "library", BigramEncoder())
    add(tmp_path / "library", BigramEncoder(), [tmp_path / "plain.txt"])
    summary = summarize(Library.open(tmp_path / "library", BigramEncoder()))
    assert len(summary.citations) == 1 and summary.sections_total == 1
