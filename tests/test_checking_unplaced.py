"""A figure of no named place: told with the other reports that it may be of, and only then."""

import pytest

from report.model import Report
from retrieval.checking.checked import Checked, _statement_marks
from retrieval.checking.render_checked import statement_json, verified_lines
from retrieval.checking.unplaced import _prints
from retrieval.verify import Statement, verify_in
from tests.reports import made
from web.checked import checked

SAID = """

一、2024年工作回顾

粮食总产量{grain}亿斤。城镇新增就业{jobs}万人。全年接待游客{guests}万人次，创新平台达到{sites}个以上。
"""


def report_of(place: str, grain: str, jobs: str, guests: str, sites: str, more: str = "") -> Report:
    said = SAID.format(grain=grain, jobs=jobs, guests=guests, sites=sites)
    return made(f"2025年{place}人民政府工作报告{said}{more}", f"2025年{place}政府工作报告")


HUNAN = report_of("湖南省", "614.2", "75.1", "70", "120", "八件全团建议被采纳，数量居第一位。")
HUBEI = report_of("湖北省", "557.0", "93.6", "90", "135")
SILENT = made(
    "2025年海南省人民政府工作报告\n\n一、2024年工作回顾\n\n离岛免税销售309亿元。\n", "2025年海南省政府工作报告"
)
ALL = (HUNAN, HUBEI, SILENT)


def only(draft: str, *reports: Report) -> Statement:
    (one,) = verify_in(reports, draft).statements
    return one


def test_what_several_reports_tell_is_told_with_the_others() -> None:
    one = only("城镇新增就业88.8万人。", *ALL)
    assert one.truth == "figure" and one.place is not None
    assert {one.place.report.id, *one.others} == {HUNAN.id, HUBEI.id}
    draft = "城镇新增就业88.8万人。"
    lines = verified_lines(draft, verify_in(ALL, draft))
    assert any("没有写明是哪里;另有 1 份报告" in line for line in lines)
    assert statement_json({report.id: report for report in ALL}, draft, one)["others"] == list(one.others)


@pytest.mark.parametrize(
    ("draft", "reports"),
    [
        ("湖南省城镇新增就业88.8万人。", ALL),  # the sentence names its place
        ("城镇新增就业88.8万人。", (HUNAN, SILENT)),  # one report alone tells it
        ("城镇新增就业88.8万人。", (HUNAN, made(HUNAN.text, "again"))),  # all are of one place
        ("7件全团建议被采纳，数量居第一位。", ALL),  # words of one report alone
    ],
)
def test_where_it_is_clear_which_is_meant_nothing_is_added(draft: str, reports: tuple[Report, ...]) -> None:
    told = verify_in(reports, draft).statements
    assert any(one.truth == "figure" for one in told) and not any(one.others for one in told)


def test_a_draft_that_names_its_place_or_stands_in_one_report_means_it() -> None:
    named = "湖北省去年的情况如下。\n城镇新增就业88.8万人。"
    (wrong,) = (one for one in verify_in(ALL, named).statements if one.truth == "figure")
    assert not wrong.others
    most = (
        "粮食总产量557.0亿斤。城镇新增就业93.6万人。全年接待游客90万人次，创新平台达到135个以上。\n粮食总产量999亿斤。"
    )
    (wrong,) = (one for one in verify_in(ALL, most).statements if one.truth == "figure")
    assert not wrong.others


def test_the_shared_words_stand_one_behind_the_other() -> None:
    assert _prints("城镇新增就业75.1万人,增长5%", ["城镇新增就业", "增长"])
    assert not _prints("增长5%,城镇新增就业75.1万人", ["城镇新增就业", "增长"])
    assert not _prints(f"城镇新增就业{'人' * 30}增长", ["城镇新增就业", "增长"])
    assert _prints(f"就业{'人' * 30}就业增长", ["就业", "增长"])  # another beginning is tried
    assert not _prints("增长5" * 4000, ["增长"] * 40 + ["下降"])  # with a pattern of gaps this has no end


def test_the_page_and_the_word_file_say_so_too() -> None:
    draft = "城镇新增就业88.8万人。"
    done = Checked(draft, verify_in(ALL, draft), ())
    assert '<div class="foot">这句话没有写明是哪里;另有 1 份报告说到这一项</div>' in checked(done)
    (mark,) = _statement_marks(done)
    assert mark.comment.endswith("这句话没有写明是哪里;另有 1 份报告说到这一项。")
    clear = "湖南省城镇新增就业88.8万人。"
    assert "没有写明" not in checked(Checked(clear, verify_in(ALL, clear), ()))


PLANS = f"\n{'改善营商环境。' * 12}\n\n二、2025年工作安排\n\n地区生产总值增长{{plan}}左右。\n"
GREW = "地区生产总值超过5.1万亿元，增长{grown}，好于预期。"


def grown(front: str = "") -> list[Report]:
    told = (("湖南省", "614.2", "5.2%", "5%"), ("湖北省", "557.0", "6.8%", "6%"))
    return [
        report_of(place, grain, "75.1", "70", "120", f"{front}{GREW.format(grown=rate)}\n{PLANS.format(plan=plan)}")
        for place, grain, rate, plan in told
    ]


@pytest.mark.parametrize(
    ("draft", "truth"),
    [
        ("2024年地区生产总值增长5.2%。", "altered"),
        ("2024年地区生产总值增长5%。", "figure"),  # what is planned for the year behind
        ("2023年地区生产总值增长5.2%。", "figure"),
        ("2024年地区生产总值增长5.3%。", "figure"),
    ],
)
def test_a_figure_of_a_named_year_is_not_held_against_the_plan(draft: str, truth: str) -> None:
    one = only(draft, *grown())
    assert one.truth == truth and one.place is not None
    assert truth == "figure" or (one.figures == "same" and "增长5.2%" in one.place.report.text[slice(*one.place.span)])


def test_a_figure_is_found_wherever_the_stretch_that_is_near_it_ends() -> None:
    fronts = ("干" * count for count in range(32))
    assert {only("2024年，本地GDP增速达到5.2%。", *grown(front)).figures for front in fronts} == {"same"}


@pytest.mark.parametrize(
    ("who", "was"),
    [
        ("2024年湖北", "2024年湖北"),
        ("武汉市", "武汉市"),
        ("2024年，湖北省", "湖北省"),
        ("2024年湖南", None),
        ("湖南省", None),
        ("全省", None),
        ("云南白药所在行业", None),  # no place
    ],
)
def test_a_figure_of_a_place_is_not_that_of_another_report(who: str, was: str | None) -> None:
    one = only(f"{who}GDP增速达到5.2%。", grown()[0])
    assert one.place is not None and one.figures == "same"
    assert [change.was for change in one.place.changes] == ([was] if was else [])
