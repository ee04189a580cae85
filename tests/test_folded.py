"""Folding for verification: what may differ is equal, what may be part of a number never is, and every character that
is left knows where it came from."""

import unicodedata

import pytest
from hypothesis import given
from opencc import OpenCC

from report.model import Span
from retrieval.checking.folded import folded, unblanked
from tests.reports import ANY, SHAOYANG

TEXT = SHAOYANG.read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全年 GDP\n增长５.３％，", "全年GDP增长5.3%"),
        ("“放管服”改革", "「放管服」改革"),
        ("《预算法》（试行）", "〈预算法〉(试行)"),
        ("增长5%——6%", "增长5%-6%"),
        ("完成.2024年", "完成。2024年"),
        ("一\u200b致", "一致"),
    ],
)
def test_equal(one: str, other: str) -> None:
    assert folded(one).text == folded(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增长5.3%", "增长53%"),
        ("增长.53%", "增长53%"),
        ("增长5.3%", "增长5.3"),
        ("1,038", "1038"),
        ("20、30家", "2030家"),
        ("“10”“20”", "1020"),
        ("5—6个", "56个"),
        ("5%—6%", "5%6%"),
        ("三—五个", "三五个"),
        ("增长-0.5%", "增长0.5%"),
        ("1～3月", "13月"),
        ("26MW", "26mW"),
        ("第①5条", "第15条"),
        ("10²", "102"),
        ("没有", "有"),
    ],
)
def test_never_equal(one: str, other: str) -> None:
    assert folded(one).text != folded(other).text


@pytest.mark.parametrize("variant", ["s2t", "s2tw", "s2hk"])
def test_a_whole_report_in_traditional_characters_folds_to_the_same(variant: str) -> None:
    made = str(OpenCC(variant).convert(TEXT))
    differ = [pair for pair in zip(folded(TEXT).text, folded(made).text, strict=True) if len(set(pair)) > 1]
    assert len(differ) <= 2, differ  # 俱 for 具: a word cut wrongly by the converter


@given(ANY)
def test_every_character_left_knows_its_place(text: str) -> None:
    made = folded(text)
    assert len(made.places) == len(made.text) and list(made.places) == sorted(set(made.places))
    assert all(unblanked(text[at]) == char for at, char in zip(made.places, made.text, strict=True))
    assert all(made.span(i, i + 1) == Span(int(at), int(at) + 1) for i, at in enumerate(made.places))


@given(ANY)
def test_letters_and_digits_are_never_dropped(text: str) -> None:
    def letters(words: str) -> int:
        return sum(unicodedata.category(char)[0] in "LN" for char in words)

    assert letters(folded(text).text) == letters(text)
