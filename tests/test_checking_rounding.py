"""Drafts in their own words: rounded figures, opposed words, laws beside a quotation, figures of something else."""

from collections import Counter

import pytest

from benchmarks.verify.drafts import DRAFTS, judged
from report.model import Report, Span
from retrieval.checking.checked import Checked, _statement_marks
from retrieval.checking.claims import claims
from retrieval.checking.opposed import opposed
from retrieval.checking.render_checked import PRINTED, statement_json, verdict, verified_lines
from retrieval.checking.rounding import agreement
from retrieval.verify import Statement, verify_in
from tests.reports import SHAOYANG, made
from web.checked import checked

REPORT = made("""南溪县人民法院工作报告

一、2024年工作回顾

全年受理刑事案件412件，审结405件，发现问题279个。责令补种林木340亩。2项创新成果入选全国优秀案例。粮食总产量615.6亿斤。
开展《南溪县河流保护条例》宣传，召开座谈会12次。
""")


def only(draft: str, *reports: Report) -> Statement:
    (one,) = verify_in(reports or (REPORT,), draft).statements
    return one


@pytest.mark.parametrize(
    ("draft", "report"),
    [
        ("近280个问题", "279个问题"),
        ("近三成，", "28.6%，"),
        ("超615亿斤", "615.6亿斤"),
        ("两成以上", "20.2%"),
        ("20%以上", "20%"),
        ("500多场", "587场"),
        ("五百多场", "500余场"),
        ("三万一千余条", "3.1万余条"),
        ("约655亿元", "654.7亿元"),
        ("655亿元左右", "655.4亿元"),
        ("近270万台、23.6万辆", "269.8万台、23.6万辆"),
        ("七成多，", "76.3%，"),
        ("5%以上", "5.6%"),
        ("四百来件", "412件"),
        ("约莫410件", "412件"),
        ("400件出头", "412件"),
    ],
)
def test_an_honestly_rounded_figure_is_near(draft: str, report: str) -> None:
    assert agreement(draft, report) == "near"


@pytest.mark.parametrize(
    ("draft", "report"),
    [
        ("近280个", "281个"),
        ("近280个", "265个"),
        ("近80万人", "71万人"),
        ("超96户", "96户"),
        ("120个", "120个以上"),
        ("突破120个", "近120个"),
        ("超120起", "不超过120起"),
        ("不超615亿斤", "615.6亿斤"),
        ("120起以上", "120起以内"),
        ("3.5%以上", "3.5%以内"),
        ("最多95%", "不低于95%"),
        ("签约280个", "282个"),
        ("侦破280起", "281起"),
        ("受理2024件", "受理2150件"),
        ("超500场", "587场"),
        ("约655亿元", "655.6亿元"),
        ("500场", "500余场"),
        ("500多场", "499场"),
        ("近500场", "500余场"),
        ("280个", "279个"),
        ("近280件", "279个"),
        ("近30个百分点", "29.5%"),
        ("近3亿元", "2.9万元"),
        ("近第3位", "第2位"),
        ("近280个、9件", "279个、8件"),
        ("近280个、9件", "279个"),
    ],
)
def test_what_is_off_or_says_nothing_of_rounding_differs(draft: str, report: str) -> None:
    assert agreement(draft, report) == "differ"


def test_without_a_number_nothing_agrees_and_years_count_where_both_name_some() -> None:
    assert agreement("全面完成", "完成12件") is None
    assert agreement("2024年完成12件", "完成12件") == "same"
    assert agreement("2024年完成12件", "2023年完成12件") == "differ"


def test_a_rounded_figure_is_told_as_such_and_a_quotation_does_not_round() -> None:
    one = only("粮食总产量超615亿斤。")
    assert (one.truth, one.figures) == ("altered", "near")
    assert verified_lines("粮食总产量超615亿斤。", verify_in([REPORT], "粮食总产量超615亿斤。"))[0].startswith(
        "数字取了约数"
    )
    quoted = only("“粮食总产量超615亿斤”")
    assert (quoted.truth, quoted.figures) == ("altered", "differ")


def test_the_same_figure_of_opposed_words_is_shown_as_changed() -> None:
    draft = "刑事案件审结412件"
    (one,) = claims(draft, Span(0, len(draft)), [REPORT], certain=True)
    assert one.place and one.figures == "same"
    assert [(c.was, c.words) for c in one.place.changes] == [("审结", "受理")]
    (same,) = claims("刑事案件受理412件", Span(0, 10), [REPORT], certain=True)
    assert same.place and not same.place.changes


@pytest.mark.parametrize(
    ("draft", "report", "words"),
    [
        ("2项成果没有入选", "2项创新成果入选", ("没有", "")),
        ("出口下滑7.9%", "出口增长7.9%", ("下滑", "增长")),
        ("不起诉12人", "起诉12人", ("不起诉", "起诉")),
        ("12个项目开工", "12个项目建成投产", ("开工", "建成")),
        ("12个项目建成", "12个项目开工建设,建成投产", None),
        ("办结建议12件", "12件建议全部办结", None),
        ("不低于12件", "12件以上", None),
        ("不起诉412件", "受理412件", ("不", "")),
        ("投资(不含农户)增长5.3%", "投资增长5.3%", None),
        ("注销920万户", "达到920万户", ("注销", "达到")),
    ],
)
def test_opposed_words(draft: str, report: str, words: tuple[str, str] | None) -> None:
    found = opposed(draft, report)
    assert (found and (draft[slice(*found[0])], report[slice(*found[1])])) == words


@pytest.mark.parametrize(
    ("draft", "figures", "words"),
    [
        ("全省经营主体一年新增920万户。", "differ", "105万户"),
        ("经营主体一共有920万户之多。", "same", ""),
        ("经济总量差不多是6.47万亿元左右。", "near", "64697亿元"),
        ("货邮吞吐量接近100万吨。", "differ", "突破100万吨"),
    ],
)
def test_what_is_added_is_not_all_and_short_names_are_known(draft: str, figures: str, words: str) -> None:
    said = "经营主体新增105万户，达到920万户。地区生产总值达到64697亿元。货邮吞吐量突破100万吨。"
    report = made(f"某省人民政府工作报告\n\n一、2024年工作回顾\n\n{said}\n")
    (one,) = claims(draft, Span(0, len(draft)), [report], certain=True)
    assert one.figures == figures and one.place
    assert [c.words for c in one.place.changes] == ([words] if words else [])


def test_what_is_said_beside_a_figure_or_a_quotation_is_listed_as_unchecked() -> None:
    draft = (
        "12月16日那场宣讲很多人看了直播，刑事案件县法院一年里收到412件。群众对法院的工作十分满意，“责令补种林木340亩”。"
    )
    found = verify_in([REPORT], draft)
    left = [draft[slice(*one.span)] for one in found.unchecked]
    assert any("12月16日" in one for one in left) and any("十分满意" in one for one in left)


def test_a_body_that_is_right_does_not_vouch_for_what_it_is_said_to_have_done() -> None:
    found = verify_in(
        [made("南溪县人大常委会工作报告\n\n县人大常委会开展执法检查。\n")], "县人大常委会对食品安全法很上心。"
    )
    assert [one.truth for one in found.statements] == ["exact"] and len(found.unchecked) == 1


def test_drafts_by_other_hands_never_pass_what_is_wrong() -> None:
    """Of those on reports that are here (benchmarks/verify/drafts): what was changed is shown, or told as unchecked."""
    told = [one for file in sorted(DRAFTS.glob("*.jsonl")) for one in judged(SHAOYANG.parent, file, here=True)]
    wrong = Counter(one["told"] for one in told if one["state"] != "true")
    right = Counter(one["told"] for one in told if one["state"] == "true")
    assert wrong.total() > 180 and wrong["accepted"] == 0 and wrong["unchecked"] <= 4
    assert right.total() > 150 and right["told"] >= 0.65 * right.total() and right["alarm"] <= 4


@pytest.mark.parametrize(
    ("report", "draft", "figures", "words"),
    [
        ("夏粮产量19.8万吨，秋粮产量45万吨。", "秋粮产量近20万吨", "differ", ["45万吨"]),
        ("受理刑事案件412件。", "刑事案件办结超过410件", "near", ["受理"]),
        ("地区生产总值达到6469亿元。", "数字经济总量达到6469亿元", "differ", None),
        ("地区生产总值达到6469亿元，增长5.6%。", "生产总值近6500亿元", "near", ["6469亿元"]),
    ],
)
def test_a_rounded_figure_of_another_thing_or_act_is_none(
    report: str, draft: str, figures: str, words: list[str] | None
) -> None:
    (one,) = claims(draft, Span(0, len(draft)), [made(f"某县工作报告\n\n{report}\n")], certain=True)
    assert one.figures == figures
    assert (one.place and [c.words for c in one.place.changes]) == words


def test_a_rounded_figure_in_a_changed_sentence_is_not_told_as_right() -> None:
    report = made("某县工作报告\n\n受外部环境影响，全县规模以上工业企业实现利润总额增长4.8%，社会大局保持和谐稳定。\n")
    draft = "受外部环境影响，全县规模以上工业企业实现利润总额下降近5%，社会大局保持和谐稳定。"
    (one,) = verify_in([report], draft).statements
    assert one.truth in ("altered", "figure") and verdict(one) in ("与原文有出入", "数字与报告不符")


def test_a_law_in_a_sentence_of_the_drafts_own_words_is_looked_up() -> None:
    draft = "座谈会按《湿地保护条例》开了12次。"
    assert [one.truth for one in verify_in([REPORT], draft).statements if one.kind == "name"] == ["absent"]


def test_a_law_beside_a_quotation_is_looked_up() -> None:
    draft = "推动《南溪县河湖保护条例》落地，“责令补种林木340亩”，社会反响良好，群众满意。"
    named = [one for one in verify_in([REPORT], draft).statements if one.kind == "name"]
    assert [(draft[slice(*one.span)], one.truth) for one in named] == [("南溪县河湖保护条例", "altered")]


def test_what_is_absent_is_shown_where_its_figure_is_printed() -> None:
    draft = "破坏者补栽340亩。"
    one = only(draft)
    assert one.truth == "absent" and one.printed
    assert one.printed.report.text[slice(*one.printed.span)] == "责令补种林木340亩。"
    told = statement_json({REPORT.id: REPORT}, draft, one)
    assert told["quote"] is None and told["printed"]["quotes"] == ["责令补种林木340亩。"]
    lines = verified_lines(draft, verify_in([REPORT], draft))
    assert lines[0].startswith("报告中没有") and PRINTED in lines[1] and "责令补种林木340亩。" in lines[1]
    whole = Checked(draft, verify_in([REPORT], draft), (), ())
    assert PRINTED in checked(whole) and "责令补种林木340亩。" in checked(whole)
    (mark,) = _statement_marks(whole)
    assert PRINTED in mark.comment and not mark.changes


@pytest.mark.parametrize("draft", ["破坏者补栽341亩。", "破坏者补栽340个。", "召集大家谈了十二回。", "花了20万元。"])
def test_another_figure_or_unit_is_no_trace(draft: str) -> None:
    one = only(draft)
    assert one.truth == "absent" and one.printed is None
