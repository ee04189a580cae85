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
        ("报告中提出了力争“茶油产量增长8%”的目标。", "exact"),
        ("报告提出，今年将“茶油产量增长8%”。", "exact"),
        ("报告提出，目标是“茶油产量增长8%”。", "exact"),
        ("报告提出，计划到2025年“茶油产量增长8%”。", "exact"),
        ("我省已将“茶油产量增长8%”变为现实。", "altered"),
        ("我省将“茶油产量增长8%”变为现实。", "altered"),
        ("去年取得重大成绩，确保了“茶油产量增长8%”。", "altered"),
        ("去年努力“茶油产量增长8%”。", "altered"),
        ("通过努力“茶油产量增长8%”。", "altered"),
        ("完成了目标是“茶油产量增长8%”。", "altered"),
        ("去年超额完成了计划的“茶油产量增长8%”。", "altered"),
        ("圆满完成力争“茶油产量增长8%”的目标。", "altered"),
        ("放弃计划“茶油产量增长8%”。", "altered"),
        ("虚拟企业“茶油产量增长8%”。", "altered"),
        ("模拟了“茶油产量增长8%”。", "altered"),
        ("扩招将近“茶油产量增长8%”。", "altered"),
        ("报告提出，拟“收取门票的景区增加到9家”。", "altered"),  # 不
    ],
)
def test_the_word_of_a_plan_may_stand_in_front_of_the_quotation(draft: str, truth: str) -> None:
    found = verify_in([made(TEXT)], draft).statements
    assert [one.truth for one in found if one.kind == "quotation"] == [truth]


TOLD_AS_DONE = """
确保Q的目标如期实现。 力争Q的目标顺利实现。 计划Q，已经完成。 报告说，力争Q已经兑现。 力争Q，去年做到。
去年初提出力争Q，如今已成现实。 报告宣布，确保Q的任务圆满收官。 要看到Q。 要知道Q。 要论增速Q。
主要成绩要数Q。 最要紧的成绩是Q。 省里要员通报Q。 重点要素集聚带动Q。 全省要强起来Q。 只要Q。
我省力争上游实现Q。 力争主动、真抓实干Q。 全省合力争创一流Q。 全省奋力争先Q。 力争之下Q。
我省拟建项目投产Q。 预计数为Q。 成功争取Q。 主动争取Q。 有关部门努力实现Q。 提前实现力争Q的目标。
实现既定目标是Q，可喜可贺。 报告提出成绩，目标是高质量发展Q。 超过力争Q的目标。 通过努力确保Q。
力争Q的目标实现了。 报告说，力争Q成为现实。
去年，全省上下齐心协力，力争Q。 前年加强调度，确保Q。 力争Q的目标如愿以偿。
"""


@pytest.mark.parametrize("draft", TOLD_AS_DONE.split())
def test_a_plan_told_as_done_around_the_quotation_is_altered(draft: str) -> None:
    found = verify_in([made(TEXT)], draft.replace("Q", "“茶油产量增长8%”")).statements
    assert [one.truth for one in found if one.kind == "quotation"] == ["altered"]


TOLD_AS_PLANNED = """
去年成绩很大，今年力争Q。 去年成绩很大，报告提出，力争Q。
今年要通过创新力争Q。 我们将通过努力力争Q。 湖南未来要Q。 报告提出超过全国、力争Q的目标。
报告提出今年要努力实现Q。 报告提出，争取Q。 报告提出，确保Q。 报告提出，今年全省要实现Q，为此采取措施。
"""


@pytest.mark.parametrize("draft", TOLD_AS_PLANNED.split())
def test_a_plan_told_as_one_stands(draft: str) -> None:
    found = verify_in([made(TEXT)], draft.replace("Q", "“茶油产量增长8%”")).statements
    assert [one.truth for one in found if one.kind == "quotation"] == ["exact"]


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


PARTLY = """湖南省人民政府工作报告

一、2024年工作回顾

乡村道路基本实现行政村全覆盖，水库除险初步建成监测网络。部分县区取消门诊预约限制，养护费用逐步纳入各级预算。
基本养老保险参保人数达到十万。茶叶是特产的重要组成部分。力争基本实现垃圾分类全覆盖。
"""


def partly(draft: str) -> list[Statement]:
    return [one for one in verify_in([made(PARTLY)], draft).statements if one.kind != "name"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("实现行政村全覆盖", "基本"),
        ("建成监测网络", "初步"),
        ("县区取消门诊预约限制", "部分"),
        ("纳入各级预算", "逐步"),
        ("实现垃圾分类全覆盖", "力争基本"),
    ],
)
def test_what_says_how_far_is_not_left_out(said: str, words: str) -> None:
    (one,) = partly(f"“{said}”")
    assert one.truth == "altered" and one.place is not None
    assert [(change.was, change.words) for change in one.place.changes] == [("", words)]


@pytest.mark.parametrize(
    ("draft", "truth"),
    [
        ("“基本实现行政村全覆盖”。", "exact"),
        ("“养老保险参保人数达到十万”。", "exact"),  # 基本 is part of a name
        ("报告说，我省道路已基本“实现行政村全覆盖”。", "exact"),
        ("报告说，我省道路尚未基本“实现行政村全覆盖”。", "altered"),
        ("报告说，力争“实现垃圾分类全覆盖”。", "altered"),
    ],
)
def test_how_far_it_holds_may_be_said_in_front_of_the_quotation(draft: str, truth: str) -> None:
    assert [one.truth for one in partly(draft)] == [truth]


def test_a_clause_without_an_end_is_no_word_of_a_plan() -> None:
    near, far = (f"{'提出力争全年' * n}“茶油产量增长8%”" for n in (1, 60))
    told = [[one.truth for one in verify_in([made(TEXT)], draft).statements] for draft in (near, far)]
    assert told[0] == ["exact"] and "exact" not in told[1] and "equal" not in told[1]
