"""Figures in traditional characters: the same values, units and places as those of the simplified text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from report.figures import figure_row, figures, figures_in, read_figures
from report.model import Report
from report.passages import body
from report.simplified import simplified
from retrieval.consistent.draft import said
from retrieval.verify import verify_in
from tests.reports import ANY, GENRE, made, shaoyang

VARIANTS = ["s2t", "s2tw", "s2hk"]
HEAD = "某市人民政府工作報告\n一、2024年工作回顧\n"


def in_traditional(report: Report, variant: str = "s2t") -> Report:
    """The report with its words converted; its sections are those of the simplified text."""
    return replace(report, text=str(OpenCC(variant).convert(report.text)))


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_whole_report_has_the_same_figures_in_either(variant: str) -> None:
    plain = shaoyang()
    other = in_traditional(plain, variant)
    assert other.text != plain.text and read_figures(other) == read_figures(plain)
    assert figures(made(other.text)) == figures(made(plain.text))
    for row in body(plain):
        assert figures_in(other, row) == figures_in(plain, row)


_PIECES = (
    "新增企业 总产值达到 增长 下降 其中 一百二十三 四十二万五千 三亿 两万 贰佰 叁仟伍佰 陆佰壹拾 廿四 万亿 余 多 几 "
    "人 户 元 亿元 个 项目 件 个百分点 百分之七点五 近 约 超过 以上 左右 、 , 。 由 缩短到 第三位 居 “ ” 级 队伍 "
    "大陆 3.5% 12家 5 万 千 点"
)


@given(st.one_of(GENRE, ANY, st.lists(st.sampled_from(_PIECES.split(" ")), max_size=25).map("".join)))
def test_any_text_has_the_same_figures_in_either(text: str) -> None:
    plain = made(HEAD + text)
    other = in_traditional(plain)
    if simplified(other.text) == simplified(plain.text):  # 几 is 幾 or 几: a converter may take the wrong word
        assert read_figures(other) == read_figures(plain)


@given(ANY | st.text(max_size=60))
def test_a_simplified_copy_keeps_every_place(text: str) -> None:
    assert len(simplified(text)) == len(text) and simplified(simplified(text)) == simplified(text)


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("參加活動四十二萬五千人。", "四十二萬五千人", 425000, "人"),
        ("投入資金三億元。", "三億元", 300000000, "元"),
        ("補助貳佰元。", "貳佰元", 200, "元"),
        ("补助贰佰元。", "贰佰元", 200, "元"),
        ("惠及參仟伍佰戶。", "參仟伍佰戶", 3500, "户"),
        ("惠及叁仟伍佰户。", "叁仟伍佰户", 3500, "户"),
        ("辦理陸佰壹拾伍件。", "陸佰壹拾伍件", 615, "件"),
        ("投資壹億貳仟萬元。", "壹億貳仟萬元", 120000000, "元"),
        ("提高兩個百分點。", "兩個百分點", 2, "个百分点"),
        ("增長百分之七點五。", "百分之七點五", 7.5, "%"),
        ("接待７０餘萬人次。", "７０餘萬人次", 700000, "人次"),
        ("總產量3億5千萬噸。", "3億5千萬噸", 350000000, "吨"),
        ("表彰廿四人。", "廿四人", 24, "人"),
    ],
)
def test_values(text: str, printed: str, value: object, unit: str) -> None:
    report = made(HEAD + text)
    (figure,) = figures(report)
    row = figure_row(report, figure)
    assert (row["printed"], row["value"], row["unit"]) == (printed, value, unit)
    assert str(row["what"]) in report.text and str(row["quote"]) in report.text


@pytest.mark.parametrize("text", ["建设队伍万余人。", "来自大陆万人参加。", "登陆人员参加。", "收拾件件清楚。"])
def test_words_with_a_numeral_of_cheques_in_them_are_no_figures(text: str) -> None:
    assert figures(made(HEAD + text)) == ()


def test_a_draft_held_against_itself_has_the_same_amounts_in_either() -> None:
    plain = made(HEAD + "办理建议三百七十七件，安排资金四十二万五千元。接待群众1.2万人次。")
    here, there = ([a for row in said(r) for a in row.amounts] for r in (plain, in_traditional(plain)))
    assert here == there and len(here) == 3


REPORT = f"{HEAD}\n全年參加活動四十二萬五千人，投入資金三億元。全市沒有發生重大安全事故。接待遊客約70萬人次。\n"


@pytest.mark.parametrize(
    ("draft", "truth"),
    [
        ("全年参加活动42.5万人，投入资金3亿元。", "equal"),
        ("全年參加活動425000人，投入資金300000000元。", "equal"),
        ("全年参加活动四十二万五千人，投入资金叁亿元。", "equal"),
        ("全年参加活动四十二万六千人，投入资金三亿元。", "figure"),
        ("全年參加活動四十二萬五千人，投入資金三萬元。", "figure"),
        ("“發生重大安全事故”", "altered"),
        ("“发生重大安全事故”", "altered"),
        ("“70萬人次”", "figure"),
    ],
)
def test_a_draft_is_held_against_a_report_in_traditional_characters(draft: str, truth: str) -> None:
    for report in (REPORT, simplified(REPORT)):
        assert [one.truth for one in verify_in([made(report)], draft).statements] == [truth]


def test_a_figure_in_other_words_is_told_in_the_characters_of_the_report() -> None:
    report, true = made(f"{HEAD}糧食總產量八百二十億斤。全省經濟穩中有進。\n"), "全省经济稳中有进。"
    _, one = verify_in([report], f"{true}2024年粮食产量为810亿斤。").statements
    assert (one.truth, one.figures) == ("figure", "differ") and one.place is not None
    (change,) = one.place.changes
    assert (change.was, change.words) == ("810亿斤", "八百二十億斤")
    assert report.text[slice(*change.report)] == change.words
    _, same = verify_in([report], f"{true}2024年粮食产量为820亿斤。").statements
    assert same.figures == "same"
