"""Words at the edge of a statement that may not be left out: of a plan, a bill that is no law, a part of the whole."""

import pytest

from retrieval.verify import Statement, verify_in
from tests.reports import made

TEXT = """湖南省人民政府工作报告

一、2024年工作回顾

新辟旅游线路三条，深化行动计划成效明显。对好于预计的成绩倍加珍惜。虚拟电厂已经并网运行。

二、2025年工作安排

力争全省茶油产量增长8%、茶园面积增加3万亩，力争粮食稳产，蔬菜自给率提高到七成。拟新建公园12座。预计今年游客数量继续恢复增长。
明年计划改造老旧小区30个。确保校园食品安全可靠。将乡村道路延伸到户。拟不收取门票的景区增加到9家。
提请审议某省湿地保护条例草案，完成某省节水办法修订。审议《某省禁毒条例（草案）》，检查《某省防汛条例》实施情况。
"""


def only(draft: str) -> Statement:
    (one,) = (one for one in verify_in([made(TEXT)], draft).statements if one.kind != "name")
    return one


def left_out(draft: str) -> list[tuple[str, str]]:
    one = only(draft)
    assert one.truth == "altered" and one.place is not None
    return [(change.was, change.words) for change in one.place.changes]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("全省茶油产量增长8%", "力争"),
        ("茶油产量增长8%、茶园面积增加3万亩", "力争全省"),
        ("茶园面积增加3万亩", "力争全省茶油产量增长8%"),
        ("新建公园12座", "拟"),
        ("今年游客数量继续恢复增长", "预计"),
        ("游客数量继续恢复增长", "预计今年"),
        ("改造老旧小区30个", "明年计划"),
        ("校园食品安全可靠", "确保"),
        ("乡村道路延伸到户", "将"),
        ("收取门票的景区增加到9家", "拟不"),
    ],
)
def test_a_plan_is_never_told_as_done(said: str, words: str) -> None:
    for draft in (f"{said}。", f"“{said}”"):
        assert left_out(draft) == [("", words)]


@pytest.mark.parametrize(
    "said",
    [
        "力争全省茶油产量增长8%",
        "蔬菜自给率提高到七成",  # the report itself prints the clause without the word
        "行动计划成效明显",
        "成绩倍加珍惜",
        "电厂已经并网运行",
        "拟新建公园12座",
    ],
)
def test_what_is_no_plan_or_says_so_stands(said: str) -> None:
    assert {only(draft).truth for draft in (f"{said}。", f"“{said}”")} <= {"exact", "equal"}


@pytest.mark.parametrize(
    ("draft", "truth"),
    [
        ("报告提出，力争“茶油产量增长8%”。", "exact"),
        ("报告提出，今年要实现“茶油产量增长8%”。", "exact"),
        ("报告提出，“茶油产量增长8%”。", "altered"),
        ("报告提出，主要是“茶油产量增长8%”。", "altered"),
        ("报告提出，拟“收取门票的景区增加到9家”。", "altered"),  # 不
    ],
)
def test_the_word_of_a_plan_may_stand_in_front_of_the_quotation(draft: str, truth: str) -> None:
    assert only(draft).truth == truth


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("提请审议某省湿地保护条例", "草案"),
        ("完成某省节水办法", "修订"),
        ("审议《某省禁毒条例》", "草案"),
    ],
)
def test_a_bill_is_no_law(said: str, words: str) -> None:
    for draft in (f"{said}。", f"“{said}”"):
        assert left_out(draft) == [("", words)]


def test_a_law_and_a_bill_called_so_stand() -> None:
    drafts = "“提请审议某省湿地保护条例草案”", "“检查《某省防汛条例》”"
    assert {only(draft).truth for draft in drafts} == {"exact"}


RATES = """湖南省人民政府工作报告

一、2024年工作回顾

边远山区农村居民收入增长8.4%，全省茶油产量增长6%，去年竹木加工产值达到30亿元，县城公交线路总数达到120条。
收集群众意见建议300余条，实现旅游收入增长9%，国内生产总值增长5%。
"""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("农村居民收入增长8.4%", "边远山区"),
        ("居民收入增长8.4%", "边远山区农村"),
        ("加工产值达到30亿元", "去年竹木"),
        ("公交线路总数达到120条", "县城"),
    ],
)
def test_a_rate_of_a_part_is_not_told_of_the_whole(said: str, words: str) -> None:
    for draft in (f"{said}。", f"“{said}”"):
        (one,) = verify_in([made(RATES)], draft).statements
        assert one.truth == "altered" and one.place is not None
        assert [(change.was, change.words) for change in one.place.changes] == [("", words)]


@pytest.mark.parametrize(
    "said",
    [
        "边远山区农村居民收入增长8.4%",
        "茶油产量增长6%",  # 全省 is where the whole report is of
        "竹木加工产值达到30亿元",
        "意见建议300余条",  # what is counted has verbs in front
        "旅游收入增长9%",
        "生产总值增长5%",
    ],
)
def test_when_where_and_that_it_is_done_may_be_left_out(said: str) -> None:
    for draft in (f"{said}。", f"“{said}”"):
        (one,) = verify_in([made(RATES)], draft).statements
        assert one.truth in ("exact", "equal")
