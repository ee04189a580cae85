"""What was understood of a question can be taken back, each part by itself, and each has its words on the screen."""

from dataclasses import fields

import pytest

from retrieval.query import Query, understand
from retrieval.undo import UNDOABLE, understand_without
from tests.reports import made
from web import words
from web.understood import chips

REPORTS = {i: made(f"2025年{place}政府工作报告\n增长5.5%。", i) for i, place in (("gd", "广东省"), ("sc", "四川省"))}
BEFORE, ASKED = ("生产总值增长多少",), "那广东2024年呢"


def without(*undone: str) -> Query:
    return understand_without(ASKED, BEFORE, None, REPORTS, undone)


def test_nothing_taken_back_is_the_question_as_understood() -> None:
    assert without() == understand(ASKED, BEFORE, None, REPORTS)


@pytest.mark.parametrize("field", UNDOABLE)
def test_one_part_is_taken_back_and_the_others_stay(field: str) -> None:
    told = [name for name in UNDOABLE if getattr(without(field), name) == getattr(without(), name)]
    assert told == [name for name in UNDOABLE if name != field]


def test_without_the_place_all_reports_are_looked_in_but_not_beyond_the_caller_s_choice() -> None:
    assert without().within == ("gd",)
    assert without("places").within == ("gd", "sc")
    assert understand_without(ASKED, BEFORE, ["sc"], REPORTS, ["places"]).within == ("sc",)


def test_every_part_has_its_words_and_is_of_the_query() -> None:
    assert set(words.UNDERSTOOD) == set(UNDOABLE) <= {field.name for field in fields(Query)}


@pytest.mark.parametrize("before", [(), ("票决的项目投了多少钱?",)])
def test_only_what_was_taken_from_the_questions_before_is_said_to_follow_them(before: tuple[str, ...]) -> None:
    spelled = chips(understand("去年GDP增速", before))
    assert "查的是「去年生产总值增速」" in spelled and "承接" not in spelled
    assert "承接前面的提问" in chips(understand("那今年呢?", ("去年粮食产量是多少?",)))
