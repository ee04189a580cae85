"""Cut sentences: what is joined, what is not, and that every change can be undone."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from report.layout import compose, repair, undo
from report.model import Repair
from report.parse import read_report
from report.reading.text import unify_line_ends

SEED = Path(__file__).parent.parent / "data" / "reports" / "邵阳市人大常委会工作报告2023.txt"

BROKEN = (  # joined: a word across, a quotation across, and one that is known to be broken by the two
    "建立评估机制,健\n\n全立法协商机制。健全代表制度。",
    "反映社情民意“专用\n\n通道”,已解决360个。",
    "听取报告。做到市县两级人大常委会双\n\n审议、双交办。落实意见清单。",
)
WORDS = "报告工作。 健 全机制。 一、总体要求 各位代表: “专用 通道”,好。 (下转3版) ——发展。 2023年 《 》 , M 2.5".split()  # noqa: SIM905
ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\u200b\n", "\n\u3000\u3000", " "]
PIECES = st.sampled_from([*WORDS, *ENDS])


def joined(text: str) -> str:
    return repair(text)[0]


def test_the_three_breaks_of_the_newspaper_and_no_other() -> None:
    report = read_report(SEED)
    around = [report.text[r.start - 4 : r.start + 4] for r in report.repairs]
    assert around == ["机制,健全立法协", "常委会双审议、调", "意“专用通道”,"]
    assert [r.before for r in report.repairs] == ["\n\n"] * 3
    assert undo(report.text, report.repairs) == SEED.read_text(encoding="utf-8")


def test_a_file_with_other_line_ends_is_joined_alike_and_undone(tmp_path: Path) -> None:
    printed = SEED.read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "报告.txt").write_bytes(printed.encode("gb18030"))
    report = read_report(tmp_path / "报告.txt")
    assert report.text == read_report(SEED).text
    assert undo(report.text, report.repairs) == printed
    assert sum(r.before == "\r\n\r\n" and r.after == "" for r in report.repairs) == 3


def test_a_break_without_a_sign_is_joined_only_beside_sure_ones() -> None:
    sure, unsure = "\n\n".join(BROKEN[:2]), BROKEN[2]
    assert joined(unsure) == unsure
    assert joined(f"{sure}\n\n{unsure}").endswith("双审议、双交办。落实意见清单。")


def test_a_word_across_the_break_is_a_sign() -> None:
    used = "健全议事制度。健全代表制度。不断健全机制。"
    assert joined(f"完善质量评估。大力健\n\n全立法机制。{used}") == f"完善质量评估。大力健全立法机制。{used}"
    assert "大力健\n\n全立法机制" in joined("完善质量评估。大力健\n\n全立法机制。民主立法。")


@pytest.mark.parametrize(
    "below",
    ["一是稳增长。二是促改革。", "——改革深化。开放扩大。", "（一）经济向好。就业稳定。", "各位代表：", "（下转3版）"],
)
def test_nothing_is_joined_to_what_begins_anew_even_in_a_broken_text(below: str) -> None:
    broken = "\n\n".join(BROKEN)
    assert joined(f"{broken}\n\n成绩来之不易。我们主要做了\n\n{below}").endswith(f"我们主要做了\n\n{below}")


@pytest.mark.parametrize(
    ("text", "text_joined"),
    [
        (
            "甲。\n\n乙。\n\n在聽了劉少奇\n報告\n並討論以後,完成了。",
            "甲。\n\n乙。\n\n在聽了劉少奇報告並討論以後,完成了。",
        ),
        ("甲。\n\n乙。\n\n贯彻《\n教师法\n》,好。", "甲。\n\n乙。\n\n贯彻《教师法》,好。"),
        (
            "甲。\n\n乙。\n\n三、关于《\n纲要(草案)\n》的说明\n\n丙。",
            "甲。\n\n乙。\n\n三、关于《纲要(草案)》的说明\n\n丙。",
        ),
        ("甲。\n\n乙。\n\n第一,\n支援建设。", "甲。\n\n乙。\n\n第一,支援建设。"),
        ("甲。\n\n乙。\n\n颗粒物(PM\n2.5\n)下降。", "甲。\n\n乙。\n\n颗粒物(PM2.5)下降。"),
        ("甲。\n乙,\n丙。", "甲。\n乙,丙。"),
        ("\u3000甲。\n\u3000乙。\n\u3000丙了。丁到\n戊了。己。", "\u3000甲。\n\u3000乙。\n\u3000丙了。丁到戊了。己。"),
    ],
)
def test_joined(text: str, text_joined: str) -> None:
    text, text_joined = (t.replace(",", "，").replace("(", "（").replace(")", "）") for t in (text, text_joined))
    assert joined(text) == text_joined


@pytest.mark.parametrize(
    "text",
    [
        "2023年主要工作\n\n2023年是开局之年。这一年,市委坚强领导。",
        "2023年主要工作\n2023年是开局之年。这一年,市委坚强领导。",
        "一、坚持党的领导\n\n树牢意识。把牢方向。",
        "一、坚持党的领导\n树牢意识。把牢方向。\n二、坚持法治护航\n抓住重点。",
        "(一)经济持续向好\n全年增长。就业稳定。\n(二)民生改善\n收入增加。",
        "成绩来之不易。我们主要做了\n\n一是稳增长。二是促改革。",
        "成绩来之不易。原因有三\n\n——改革。\n\n——开放。",
        "甲稳定了。乙推进了\n\n丙开局良好。丁收官。",  # a full stop forgotten is not a break
        "甲。\n\n关于外交工作\n\n我们积极开展外交活动。",
        "甲。\n\n各位代表,\n\n今年任务重。要努力。",
        "完成了任务。继续努力\n\n(下转3版)",
        "Public domain\n\nPublic domain",
        "指标\t数值\n增速\t5%",
        "\u3000甲。\n\u3000乙。丙\n\u3000丁。戊。",
    ],
)
def test_not_joined(text: str) -> None:
    assert joined(text) == text


def test_front_matter_is_left_alone() -> None:
    law = "关于《甲省乙\n条例》执行情况的报告\n\n各位代表:\n\n现在,我报告工作。"
    assert joined(law) == law
    text = "邵阳市人民代表大会常务委员会\n工作报告\n\n国务院总理\n李 强\n\n各位代表:\n\n现在,我报告工作。"
    assert joined(text) == text


@given(st.lists(PIECES, max_size=40).map("".join))
@example("\r\n\r\n".join(BROKEN))
@example("\r".join(BROKEN))
def test_read_and_repaired_then_undone_is_the_file_to_the_character(printed: str) -> None:
    unified, line_ends = unify_line_ends(printed)
    text, joints = repair(unified)
    repairs = compose(line_ends, joints)
    assert undo(text, joints) == unified
    assert undo(text, repairs) == printed
    for change, following in zip(repairs, [*repairs[1:], None], strict=False):
        assert text[change.start : change.start + len(change.after)] == change.after
        assert following is None or change.start + len(change.after) <= following.start
    dropped = "".join(r.before for r in joints)
    assert not dropped.strip("\u200b \n\u3000"), "a joint swallows blanks, never a character"


def test_joint_takes_the_line_ends_it_swallows_into_itself() -> None:
    line_ends = (Repair(1, "\r\n", "\n", "a"), Repair(3, "\r\n", "\n", "a"), Repair(4, "\r\n", "\n", "a"))
    joint = (Repair(3, "\n\n", "", "b"),)
    assert compose(line_ends, joint) == (Repair(1, "\r\n", "\n", "a"), Repair(3, "\r\n\r\n", "", "b"))
    assert undo("甲\n乙丙", compose(line_ends, joint)) == "甲\r\n乙\r\n\r\n丙"
