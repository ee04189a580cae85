"""A question that names no year means what was done where it says so or counts; 明年 is what a report plans."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.encoder import SentenceEncoder
from index.library import Library
from index.writing import add, create
from retrieval.held import held
from retrieval.leaning import LEANING, leaning, leant
from retrieval.periods import in_period
from retrieval.query import understand
from retrieval.search import search, signals
from retrieval.support import support
from retrieval.wanted import wants
from tests.fakes import BigramEncoder

Factory = pytest.TempPathFactory
TEXT = """清河县人民代表大会常务委员会工作报告
——{given}在清河县第十届人民代表大会第三次会议上
一、2023年工作回顾
听取和审议专项工作报告26项,检查环境保护法的实施。
二、2024年工作安排
听取和审议专项工作报告24项,检查食品安全法的实施。
"""


@pytest.fixture(scope="module", params=["2024年1月9日", "2023年12月20日"])
def county(
    request: pytest.FixtureRequest, encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Library:
    folder = tmp_path_factory.mktemp("county")
    (folder / "清河县.txt").write_text(TEXT.format(given=request.param), encoding="utf-8")
    create(folder / "library", encoder)
    assert not add(folder / "library", encoder, [folder / "清河县.txt"]).failed
    return Library.open(folder / "library", encoder)


@pytest.mark.parametrize(
    "question",
    [
        "检查了哪些法律",
        "听说修过几座桥",
        "建了不少学校吗",
        "已经办了的有哪些",
        "曾经请谁来过",
        "主要做了什么",
        "成为了示范的有哪些",
        "大案要案办了哪些",
        "整改要求落实了吗",
        "需要整改的问题解决了哪些",
        "思想政治课开了吗",
    ],
)
def test_what_was_done_is_meant(question: str) -> None:
    assert leaning(question, False) == -1


@pytest.mark.parametrize("question", ["实现了哪些目标", "完成目标了吗", "审查和批准了哪些计划", "出台了哪些行动计划"])
def test_what_was_reached_or_passed_is_not_to_come(question: str) -> None:
    assert leaning(question, False) < 1


@pytest.mark.parametrize(
    "question",
    [
        "检查哪些法律",
        "通过什么办法解决",
        "为了什么",
        "过程怎么样",
        "办不了的事找谁",
        "解决不了的问题怎么办",
        "孩子过敏怎么办",
        "食品过期怎么投诉",
        "医院过度检查怎么管",
        "干部过问案件怎么处理",
        "春节怎么过",
        "日子过得怎么样",
        "已故代表有谁",
        "看病太贵了怎么办",
        "失业了能领什么",
        "了解民情靠什么",
        "今年修了几座桥",
        "2023年修了几座桥",
    ],
)
def test_what_was_done_is_not_meant(question: str) -> None:
    assert leaning(question, False) == 0


@pytest.mark.parametrize(
    "question",
    [
        "打算审议几项报告",
        "接下来有什么安排",
        "往后还修路吗",
        "下一步修几条路",
        "下步建几所学校",
        "粮食产量目标是多少",
        "定了什么目标",
        "预计增长多少",
        "新的一年新建几所学校",
        "计划建多少套住房",
        "力争增长多少",
    ],
)
def test_what_is_to_come_is_meant(question: str) -> None:
    assert leaning(question, True) == 1


@pytest.mark.parametrize(
    "question",
    [
        "要审议多少项报告",
        "安排了多少资金",
        "将建几所学校",
        "会建多少套保障房",
        "争取建几所学校",
        "下半年修几条路",
        "年底前建成几个公园",
        "新增就业任务定了多少",
        "十五五期间建多少公里高铁",
        "拟录用了多少人",
        "未来产业培育了多少家",
        "准备了多少物资",
        "结婚登记会不会收费",
        "完成目标的有多少",
        "失业了能领多少钱",
        "退休以后领多少钱",
    ],
)
def test_where_either_may_be_meant_nothing_leans(question: str) -> None:
    assert leaning(question, True) == 0


@pytest.mark.parametrize("question", ["审议报告多少项", "主要指标完成了多少", "虚拟币案件判了多少", "草拟了多少份"])
def test_who_counts_means_what_was_done(question: str) -> None:
    assert leaning(question, True) == -1


def test_a_year_that_was_understood_leans_nowhere(county: Library) -> None:
    query = understand("听取和审议了多少项专项工作报告", reports=county.reports)
    rows = np.arange(len(county.sentences))
    free, bound = signals(county, query).score, signals(county, replace(query, years=(2024,))).score
    assert (free - bound)[leant(county, rows, -1) > 0].min() > (free - bound)[leant(county, rows, 1) > 0].max()


def test_the_part_that_is_meant_comes_first(county: Library) -> None:
    rows = np.arange(len(county.sentences))
    texts = [county.row_text(county.sentences, int(row)) for row in rows]
    for direction, count in ((-1, "26项"), (1, "24项")):
        told = leant(county, rows, direction)
        assert {text for text, at in zip(texts, told, strict=True) if at and "审议" in text} == {
            text for text in texts if count in text
        }
        assert set(told.tolist()) == {0.0, LEANING}
    for question, first in (("听取和审议了多少项专项工作报告", "26项"), ("打算审议专项工作报告多少项", "24项")):
        hit = search(county, understand(question, reports=county.reports))[0]
        assert first in county.reports["清河县"].text[hit.passage.start : hit.passage.end]


def test_a_report_that_tells_no_parts_does_not_stand_behind_others(tmp_path: Path) -> None:
    bigrams = BigramEncoder()
    create(tmp_path / "library", bigrams)
    (tmp_path / "分部分.txt").write_text(TEXT.format(given="2024年1月9日"), encoding="utf-8")
    (tmp_path / "不分.txt").write_text("工作报告\n听取和审议专项工作报告21项。\n", encoding="utf-8")
    assert not add(tmp_path / "library", bigrams, sorted(tmp_path.glob("*.txt"))).failed
    library = Library.open(tmp_path / "library", bigrams)
    rows = np.arange(len(library.sentences))
    whole = np.array([library.passages[p].report_id == "不分" for p in library.sentences.passage])
    for direction in (-1, 1):
        told = leant(library, rows, direction)
        assert (told[whole] == LEANING).all() and set(told[~whole].tolist()) == {0.0, LEANING}


def test_next_year_is_what_the_report_plans(county: Library) -> None:
    rows = np.arange(len(county.sentences))
    plans = in_period(county, (), (1,), rows)
    told = [county.row_text(county.sentences, int(row)) for row in rows if plans[row]]
    assert any("24项" in text for text in told) and not any("26项" in text for text in told)
    query = understand("明年要检查哪部法律", reports=county.reports)
    hits = search(county, query)
    assert "食品安全法" in county.reports["清河县"].text[hits[0].passage.start : hits[0].passage.end]
    values = support(county, query, hits, signals(county, query).trust).values
    assert values["other part"] == values["year unheard"] == 0.0


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("工作中还存在哪些不足", False),
        ("在哪些方面做了工作", False),
        ("在哪两个领域发力", False),
        ("存在哪几个问题", False),
        ("会在哪开", True),
        ("粮食储存在哪", True),
        ("在哪几个县开了现场会", True),
        ("在哪些城市试点", True),
        ("在哪些社区建了食堂", True),
    ],
)
def test_there_are_what_is_no_where(question: str, where: bool) -> None:
    assert ("where" in held(question, "", ())) == where
    if "几" not in question:  # 几个 counts, too
        assert any(want.sort == "where" for want in wants(question)) == where
