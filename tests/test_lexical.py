"""index/lexical.py and index/folding.py: BM25 against fifteen lines of plain Python, shares against a sum by hand."""

import math
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.folding import fold, numbered
from index.lexical import Lexical, bigrams, words

TEXTS = [
    "代表通过热线反映问题377个,已解决360个,解决率95.5%。",
    "建设代表联络站795个、基层立法联系点18个。",
    "",
    "听取和审议专项工作报告24个,作出决定决议6项。",
    "督办代表建议,代表满意率达到98%;代表建议办理见实效。",
]


def plain_bm25(rows: Sequence[Sequence[str]], query: Sequence[str]) -> list[float]:
    """BM25 as Lucene counts it, written from the formula at the head of index/lexical.py."""
    n, mean = len(rows), sum(map(len, rows)) / len(rows)
    scores = []
    for row in rows:
        score, counts = 0.0, Counter(row)
        for term in query:
            df = sum(term in other for other in rows)
            idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
            tf = counts[term]
            score += idf * tf / (tf + 1.5 * (1 - 0.75 + 0.75 * len(row) / mean)) if tf else 0.0
        scores.append(score)
    return scores


@pytest.mark.parametrize("query", ["热线反映的问题解决率是多少", "代表建议,代表!", "聯絡站有幾個", "区块链", "的?", ""])
def test_scores_are_those_of_plain_bm25(query: str) -> None:
    lexical, folded = Lexical.of(TEXTS), [fold(text) for text in TEXTS]
    by_words = plain_bm25([words(text) for text in TEXTS], words(query))
    by_bigrams = plain_bm25([bigrams(numbered(text)) for text in folded], bigrams(numbered(fold(query))))
    np.testing.assert_allclose(lexical.words(query), by_words, rtol=1e-5)
    np.testing.assert_allclose(lexical.bigrams(query), by_bigrams, rtol=1e-5)


@settings(deadline=None)
@given(
    st.lists(st.text("代表建议率9a,。 ", max_size=9), min_size=1, max_size=6), st.text("代表建议率9a,。问 ", max_size=9)
)
def test_any_texts_and_any_query_score_as_plain_bm25(texts: list[str], query: str) -> None:
    rows = [bigrams(fold(text)) for text in texts]
    expected = plain_bm25(rows, bigrams(fold(query))) if any(rows) else [0.0] * len(texts)
    lexical = Lexical.of(texts)
    np.testing.assert_allclose(lexical.bigrams(query), expected, rtol=1e-5, atol=1e-7)
    for scores in (lexical.words(query), lexical.shares(query)):
        assert scores.shape == (len(texts),)
        assert scores.dtype == np.float32
        assert np.isfinite(scores).all()
    assert ((lexical.shares(query) >= 0) & (lexical.shares(query) <= 1)).all()


def test_shares_by_hand() -> None:
    lexical = Lexical.of(["代表建议", "代表热线", "监督"])
    # n = 3. 代表 stands in 2 rows, 热线 in 1, 区块 in none:
    known, rare = math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5)  # 0.470, 0.981
    unknown = math.log(1 + 3.5 / 0.5)  # 2.079, the highest IDF there is
    assert words("代表的热线,代表的区块?") == ["代表", "热线", "代表", "区块"]
    whole = known + rare + unknown  # a word asked twice counts once
    expected = [known / whole, (known + rare) / whole, 0.0]
    np.testing.assert_allclose(lexical.shares("代表的热线,代表的区块?"), expected, rtol=1e-6)
    assert lexical.shares("热线代表")[1] == 1.0
    assert lexical.idf("区块") == unknown
    assert lexical.idf("熱線") == rare


@pytest.mark.parametrize("texts", [[], [""], ["", ",。的"]])
def test_texts_without_terms_score_zero(texts: list[str]) -> None:
    lexical = Lexical.of(texts)
    for query in ("热线", "", "?"):
        for scores in (lexical.words(query), lexical.bigrams(query), lexical.shares(query)):
            assert scores.tolist() == [0.0] * len(texts)


def test_words_are_words_and_not_whole_clauses() -> None:
    cut = words("邵阳代表团８件全团建议被省人大采纳,数量居全省第一位。")
    assert {"邵阳", "代表团", "建议", "采纳", "全省"} <= set(cut)
    assert "8" in cut
    assert not set(cut) & {",", "。", "被"}


def test_bigrams_do_not_cross_marks() -> None:
    assert bigrams("解决率95%,好") == ["解决", "决率", "率9", "95", "好"]
    assert bigrams("") == []


def test_fold_makes_width_case_and_script_equal() -> None:
    assert fold("邵陽市１２３４５熱線 ＧＤＰ") == "邵阳市12345热线 gdp"
    assert fold("") == ""


def test_cutting_leaves_no_cache_file_and_says_nothing(tmp_path: Path) -> None:
    code = "import sys, tempfile; tempfile.tempdir = sys.argv[1]; from index.lexical import words; print(words('热线'))"
    command = [sys.executable, "-X", "utf8", "-c", code, str(tmp_path)]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, encoding="utf-8")
    assert (done.stdout.strip(), done.stderr) == ("['热线']", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("printed", "typed"),
    [("反映问题377个", "反映问题三百七十七个"), ("大讲堂两期", "大讲堂2期"), ("二十四件", "24件")],
)
def test_chinese_and_arabic_numerals_are_found_by_either(printed: str, typed: str) -> None:
    lexical = Lexical.of([printed, "另有一个体系", "万亿元"])
    assert lexical.bigram_shares(typed)[0] == lexical.bigram_shares(printed)[0] == pytest.approx(1.0)
    assert lexical.bigram_share(typed, printed) == pytest.approx(1.0)
    np.testing.assert_allclose(lexical.bigrams(typed), lexical.bigrams(printed))


@pytest.mark.parametrize("text", ["一个体系", "十四五规划", "万亿元", "百年老店", "二十五点五亿元", "一二三件"])
def test_what_is_no_plain_numeral_before_a_measure_word_stays(text: str) -> None:
    assert numbered(text) == text
