"""Headings: the golden tree of the bundled report, each rule of the genre on its own, and laws on any text."""

import json

import pytest
from hypothesis import given

from report.model import Report
from report.passages import heading_path
from tests.reports import ANY, GENRE, GOLDEN, made, shaoyang


def tree(report: Report) -> list[tuple[int, bool, str]]:
    return [(s.level, s.run_in, s.title) for s in report.sections]


def titles(text: str) -> list[str]:
    return [s.title for s in made(text).sections]


def test_the_tree_of_the_bundled_report_is_the_golden_one() -> None:
    rows = [json.loads(line) for line in (GOLDEN / "shaoyang2023.outline.jsonl").read_text("utf-8").splitlines()]
    assert tree(shaoyang()) == [(r["level"], r["run_in"], r["heading"]) for r in rows]


BODY = "全年共召开会议7次,审议24件。"


def test_numbers_rank_and_levels_are_depths() -> None:
    text = f"某市政府工作报告\n一、去年工作\n(一)抓好经济工作\n1.工业平稳增长。{BODY}\n二、今年安排\n{BODY}"
    assert [(level, title) for level, _, title in tree(made(text))] == [
        (0, "某市政府工作报告"),
        (1, "一、去年工作"),
        (2, "(一)抓好经济工作"),
        (3, "1.工业平稳增长。"),
        (1, "二、今年安排"),
    ]


def test_an_unnumbered_line_stands_above_the_numbers_that_begin_after_it() -> None:
    text = f"某市政府工作报告\n2023年主要工作\n一、抓经济\n{BODY}\n2024年主要任务\n一、抓民生\n{BODY}"
    assert [level for level, _, _ in tree(made(text))] == [0, 1, 2, 1, 2]


def test_an_unnumbered_line_stands_below_the_number_that_goes_on_behind_it() -> None:
    text = f"某市政府工作报告\n一、抓经济\n工业生产平稳\n{BODY}\n二、抓民生\n{BODY}"
    assert [level for level, _, _ in tree(made(text))] == [0, 1, 2, 1]


def test_a_topic_sentence_runs_in_and_a_sentence_with_a_figure_or_a_time_does_not() -> None:
    text = f"某市政府工作报告\n一、抓经济\n大力提振消费。{BODY}\n今年形势很好。{BODY}"
    assert titles(text) == ["某市政府工作报告", "一、抓经济", "大力提振消费。"]
    assert "发放消费券30次。" not in titles(f"某市政府工作报告\n一、抓经济\n发放消费券30次。{BODY}")


def test_a_slogan_at_the_end_is_not_a_topic() -> None:
    assert "使命在肩,初心如磐。" not in titles(
        f"某市政府工作报告\n一、抓经济\n{BODY}\n大力提振消费。{BODY}\n使命在肩,初心如磐。{BODY}"
    )


def test_parallel_sentences_inside_a_paragraph_are_headings_and_plain_short_ones_are_not() -> None:
    lead = "推进代表能力建设,引导代表正确行使宪法赋予的职权。"
    inner = f"开展履职培训。{BODY}组织专题学习。{BODY}加强日常积累。{BODY}"
    plain = f"{BODY}{BODY}柳红铁路通车。机场投运。{BODY}"
    head = "某市人大常委会工作报告\n一、抓代表\n抓学习培训,夯实代表“能”的基础。"
    assert titles(f"{head}{lead}{inner}")[3:] == ["开展履职培训。", "组织专题学习。", "加强日常积累。"]
    assert titles(f"{head}{plain}")[3:] == []


@pytest.mark.parametrize("mark", ["；", "，", "："])
def test_items_of_a_list_are_content(mark: str) -> None:
    assert titles(f"某市政府工作报告\n一、抓经济\n(一)增加投入{mark}\n(二)减少支出{mark}") == [
        "某市政府工作报告",
        "一、抓经济",
    ]


def test_a_series_counts_only_if_its_first_opens_a_paragraph() -> None:
    assert titles(f"某市政府工作报告\n一、抓经济\n三是优化结构。{BODY}")[2:] == []
    assert len(titles(f"某市政府工作报告\n一、抓经济\n一是优化结构。{BODY}\n二是扩大投资。{BODY}")[2:]) == 2


def test_a_topic_does_not_reach_across_the_closing_address() -> None:
    report = made(f"某市政府工作报告\n一、抓经济\n(一)大力提振消费。{BODY}\n各位代表!过去一年成绩来之不易。{BODY}")
    closing = report.text.index("各位代表!")
    assert [s.title for s in heading_path(report, closing)] == ["某市政府工作报告", "一、抓经济"]


@pytest.mark.parametrize("mark", ["▲下转第三版", "(下转3版)", "▼下转第三版"])
def test_a_mark_of_the_newspaper_is_no_heading(mark: str) -> None:
    assert titles(f"某市政府工作报告\n一、抓经济\n{BODY}\n{mark}") == ["某市政府工作报告", "一、抓经济"]


@given(GENRE | ANY)
def test_sections_are_ranges_in_order_and_nest(text: str) -> None:
    report = made(text)
    for s in report.sections:
        assert 0 <= s.start < s.body_start <= s.end <= len(report.text)
        printed = report.text[s.start : s.body_start]
        assert "".join(printed.split()).startswith("".join(s.title.split()))
    open_: list[tuple[int, int]] = []
    for s in report.sections:
        while open_ and open_[-1][0] >= s.level:
            open_.pop()
        assert s.level == len(open_) + report.sections[0].level
        assert all(s.start >= body for _, body in open_)
        open_.append((s.level, s.body_start))


@given(GENRE | ANY)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert made(text) == made(text)
