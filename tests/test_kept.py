"""What is kept for the next question has a bound, and the next question finds it."""

import pytest

from index.encoder import SentenceEncoder
from index.wordvectors import MOST, WordVectors
from retrieval.checking import folded as folding
from retrieval.checking import grams as indexes
from retrieval.checking.kept import Kept
from tests.reports import made


def test_what_was_longest_not_asked_for_goes_first() -> None:
    calls: list[str] = []

    def make(key: str) -> str:
        calls.append(key)
        return key.upper()

    kept = Kept(make, len, 6)
    assert [kept(key) for key in ("aa", "bb", "cc", "aa", "dd", "bb")] == ["AA", "BB", "CC", "AA", "DD", "BB"]
    assert calls == ["aa", "bb", "cc", "dd", "bb"] and kept.held == 6


def test_the_newest_is_kept_whatever_it_weighs() -> None:
    kept = Kept[str, list[str]](lambda key: [key], len, 6)
    assert kept("a" * 10) is kept("a" * 10)
    kept("b")
    assert kept.held == 1


def test_libraries_that_were_replaced_and_drafts_are_not_kept_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each round is another library of one report, and another draft: together they have ten times what may be kept."""
    report = made("县里建成水库三座。" * 300, "一")
    for kept in (indexes._kept, folding._kept):
        monkeypatch.setattr(kept, "_most", 3 * len(report.text))
    for n in range(30):
        library = [made(f"{n}县里修渠。{report.text}", "二")]
        assert indexes.grams(library).whole is indexes.grams(library).whole
        folding.folded(f"第{n}稿。{report.text}")
    assert max(indexes._kept.held, folding._kept.held) <= 3 * len(report.text)


def test_words_looked_up_are_kept_up_to_a_bound(encoder: SentenceEncoder) -> None:
    vectors = WordVectors(encoder._model, encoder._plain)
    first = vectors(["水库"])
    vectors([f"{n}县" for n in range(MOST + 10)])
    assert vectors._row.cache_info().currsize == MOST
    assert (vectors(["水库"]) == first).all()
