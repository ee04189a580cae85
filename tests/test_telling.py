"""Laws of how telling a piece is: the sum by hand, the vocabulary's form, and what it is for."""

import math
import re
from unittest.mock import patch

import pytest

from benchmarks.sentences import sentence_library
from retrieval.summing import telling
from retrieval.summing.pieces import pieces
from retrieval.summing.scope import Scope, scope
from tests.fakes import BigramEncoder
from tests.reports import made, shaoyang


def scope_of(text: str) -> Scope:
    library = sentence_library([made(text)], BigramEncoder())
    return scope(library, next(iter(library.reports.values())))


def test_the_vocabulary_is_pairs_of_characters_each_once_in_order() -> None:
    lines = telling.VOCABULARY.read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2}\t-?\d\.\d\d", line) for line in lines)
    assert [line[:2] for line in lines] == sorted({line[:2] for line in lines})
    assert telling.vocabulary()["高铁"] > 0 > telling.vocabulary()["机制"]


def test_the_chance_is_that_of_the_signs_and_the_pairs_by_hand() -> None:
    whole = scope(sentence_library([shaoyang()], BigramEncoder()), shaoyang())
    cut = pieces(whole)
    found = telling.telling(whole, cut)
    known = telling.vocabulary()
    for row, held, chance in zip(telling.signs(whole, cut), telling.pairs(whole, cut), found, strict=True):
        assert len(held) == len(set(held))
        weighed = sum(w * s for w, s in zip(telling._WEIGHTS.values(), map(float, row), strict=True))
        total = weighed + sum(known[pair] for pair in held if pair in known) + telling._CONSTANT
        assert chance == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-4)


def test_the_chance_of_two_clauses_by_hand() -> None:
    """ln(9/20) = -0.7985 and ln(10/20) = -0.6931; the weights are those of telling.py, the pairs those of telling.tsv.

    新的高铁建成3条。   figures 1.12, done 0.51, length 0.80 × -0.7985 = -0.6388, opens sentence 0.01,
                        opens section 0.47, 新的 -0.12, 的高 -0.03, 高铁 0.77, 建成 -0.05,
                        constant -4.39: -2.3488; 1 / (1 + e^2.3488)
    新的机制开始运行了。 length 0.80 × -0.6931 = -0.5545, opens sentence 0.01,
                        新的 -0.12, 机制 -0.44, 运行 0.19, constant -4.39: -5.3045; 1 / (1 + e^5.3045)
    """
    whole = scope_of("某县工作报告\n\n一、建设\n\n新的高铁建成3条。\n新的机制开始运行了。")
    assert telling.telling(whole, pieces(whole)) == pytest.approx([0.08716, 0.004945], abs=1e-5)


def test_what_readers_pick_goes_before_what_they_do_not() -> None:
    whole = scope_of("新的高铁开始动工了。\n新的机制开始运行了。")
    first, second = telling.telling(whole, pieces(whole))
    with patch.object(telling, "vocabulary", lambda: {}):
        plain = telling.telling(whole, pieces(whole))
    assert first > plain[0] and second < plain[1]


def test_pairs_are_folded_and_hold_no_digits() -> None:
    whole = scope_of("開通高鐵３條、５00公里。")
    assert telling.pairs(whole, pieces(whole)) == [["开通", "通高", "高铁", "公里"]]
