"""Slips of the same sound: mended where a report prints what is meant, told, and taken back."""

import pytest

from retrieval.query import understand
from retrieval.slips import mended, slips
from retrieval.undo import understand_without
from tests.reports import made

TEXT = (
    "2023年岚溪县法院工作报告\n设立值守的“执行110”，全年接到线索4471条。生猪出栏54.8万头。"
    "带动茶农户均增收2300元，蔬农户均增收900元。"
)
REPORTS = {"one": made(TEXT, "one")}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("全年接到多少条线锁?", "全年接到多少条线索?"),
        ("去年生猪出兰多少头", "去年生猪出栏多少头"),
        ("茶农护均增收多少", "茶农户均增收多少"),  # no word of the dictionary, but printed twice
        ("全年接到多少條線鎖", "全年接到多少條线索"),
        ("線鎖 出兰", "线索 出栏"),
    ],
)
def test_what_sounds_like_a_word_of_the_report_is_that_word(typed: str, meant: str) -> None:
    assert mended(typed, [TEXT]) == meant
    assert mended(meant, [TEXT]) == meant


@pytest.mark.parametrize(
    "question",
    [
        "接到多少条线锁",  # no report prints 线索
        "线路有几条",  # a word of the dictionary
        "增收的户多不多",  # 户多, 多不: function words
        "章某犯了什么",  # 张某 is spoken alike, but nothing prints it
        "限锁有几条",  # 限 and 线 are spoken with another tone
    ],
)
def test_what_may_be_meant_as_it_stands_is_left(question: str) -> None:
    assert mended(question, ["全年接待群众三百人。"] if "线锁" in question else [TEXT]) == question


def test_of_words_that_sound_alike_one_of_the_dictionary_is_meant() -> None:
    assert slips("线锁几条", ["线索一条。", "线所。线所。线所。"]) == {"线锁": "线索"}
    assert slips("线锁几条", ["线所。线所。线所。"]) == {"线锁": "线所"}


def test_names_are_left() -> None:
    assert slips("王莉获得什么奖", ["王丽当选。王丽发言。"]) == {}
    assert slips("望河县有几个乡", ["望和。望和。"]) == {}


def test_a_slip_is_told_and_taken_back() -> None:
    query = understand("全年接到多少条线锁?", reports=REPORTS)
    assert query.understood == "全年接到多少条线索?" and query.text == "全年接到多少条线锁?"
    undone = understand_without("全年接到多少条线锁?", (), None, REPORTS, ("understood",))
    assert undone.understood == "全年接到多少条线锁?"
    elsewhere = understand("全年接到多少条线锁?", within=(), reports=REPORTS)
    assert elsewhere.understood == "全年接到多少条线锁?"  # in no report that is looked in
