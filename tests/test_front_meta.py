"""Front matter by the form of its lines, and what a report says of itself. The openings are made up by us."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from report.__main__ import main, warnings
from report.front import continuation, continued, front_matter
from report.meta import metadata
from report.model import Meta, Source
from report.parse import id_from, parse, read_report
from report.places import PREFECTURE_CITIES, full_name, level_of
from report.reading import Decoded
from report.years import year_covered, year_planned

SEED = Path(__file__).parent.parent / "data" / "reports" / "邵阳市人大常委会工作报告2023.txt"
REVIEW_AND_PLAN = ["一、2023年工作回顾", "二、2024年工作安排"]


def shown(text: str) -> list[tuple[str, str]]:
    front = front_matter(text)
    title = [("title", text[slice(*front.title)])] if front.title else []
    return title + [(aside.what, text[aside.start : aside.end]) for aside in front.asides]


def meta(text: str, headings: list[str] = REVIEW_AND_PLAN) -> Meta:
    return metadata(text, front_matter(text), headings)


def test_the_bundled_report() -> None:
    report = read_report(SEED)
    assert report.meta == Meta(
        title="邵阳市人民代表大会常务委员会工作报告",
        organ="邵阳市人民代表大会常务委员会",
        place="邵阳市",
        level="市",
        kind="人大常委会",
        year_covered=2023,
        year_planned=None,
        delivered="2023-12-26",
        meeting="邵阳市第十七届人民代表大会第三次会议",
        speaker="周迎春",
        incomplete=True,
        continued_on="3版",
    )
    assert [a.what for a in report.asides] == ["date", "speaker", "salutation", "continuation"]
    assert warnings(report) == ["原报下转3版,此文件不含续文"]
    assert read_report(SEED) == report, "read twice, it is the same"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("各位代表：\n\n现在，我代表国务院作报告。", [("salutation", "各位代表：")]),
        ("五年来，我国各族人民高举旗帜。\n\n继续努力。", []),
        (
            "甲市人民代表大会常务委员会\n工作报告\n——2024年1月9日在甲市第六届人民代表大会\n"
            "第三次会议上\n各位代表：\n我报告。",
            [
                ("title", "甲市人民代表大会常务委员会\n工作报告"),
                ("date", "——2024年1月9日在甲市第六届人民代表大会\n第三次会议上"),
                ("salutation", "各位代表："),
            ],
        ),
        (
            "来源 : 某日报\n政 府 工 作 报 告\n\u200b\n国务院总理\n　李　强\n各位代表：现在，我代表国务院。",
            [
                ("title", "政 府 工 作 报 告"),
                ("source", "来源 : 某日报"),
                ("speaker", "国务院总理\n　李　强"),
                ("salutation", "各位代表："),
            ],
        ),
        (
            "# 乙县人民法院工作报告（摘要）\n（二〇二四年一月五日）\n院长　王明\n各位代表：\n一、工作",
            [
                ("title", "乙县人民法院工作报告（摘要）"),
                ("date", "（二〇二四年一月五日）"),
                ("speaker", "院长　王明"),
                ("salutation", "各位代表："),
            ],
        ),
        (
            "2024年丙县政府工作报告\n来源：某网\n政府工作报告\n2024年1月5日在丙县第三届人民代表大会第一次会议上县长丁一作政府工作报告。\n"
            "各位代表：\n现在，我代表县政府报告。\n2024年1月5日，会议召开。\n来源：正文",
            [
                ("title", "2024年丙县政府工作报告"),
                ("source", "来源：某网"),
                ("source", "政府工作报告"),
                ("date", "2024年1月5日在丙县第三届人民代表大会第一次会议上县长丁一作政府工作报告。"),
                ("salutation", "各位代表："),
            ],
        ),
    ],
)
def test_front_matter(text: str, lines: list[tuple[str, str]]) -> None:
    front = front_matter(text)
    assert sorted(shown(text)) == sorted(lines)
    assert front.end == max([text.find(line) + len(line) for _, line in lines], default=0)
    assert all(not text[at : at + 1].isspace() for aside in front.asides for at in (aside.start, aside.end - 1))


COURT = """甲城市中级人民法院工作报告
——2024年1月10日在邵阳市第十七届人民代表大会第四次会议上
邵阳市中级人民法院院长  李志远
各位代表：
现在，我代表邵阳市中级人民法院向大会报告工作，请予审议，并请各位政协委员提出意见。
""".replace("甲城", "邵阳")

OPENINGS = [
    (COURT, "法院", "邵阳市中级人民法院", "邵阳市", "市", "2024-01-10", "李志远"),
    (
        "湖南省人民检察院工作报告\n（2024年1月26日在湖南省第十四届人民代表大会第二次会议上）\n"
        "检察长　叶　新\n各位代表：\n",
        "检察院", "湖南省人民检察院", "湖南省", "省", "2024-01-26", "叶新",
    ),
    (
        "新邵县人民法院工作报告\n（2024年1月5日）\n新邵县人民法院代院长 王小明\n各位代表：\n"
        "我代表县人民法院，向大会报告工作。",
        "法院", "新邵县人民法院", "新邵县", "县", "2024-01-05", "王小明",
    ),
    (
        "政府工作报告\n——2024年1月3日在邵阳市大祥区第七届人民代表大会第三次会议上\n区长 陈明\n"
        "各位代表：\n我代表区人民政府，向大会报告工作。",
        "政府", "邵阳市大祥区人民政府", "邵阳市大祥区", "县", "2024-01-03", "陈明",
    ),
    (
        "城步苗族自治县人民政府\n工 作 报 告\n"
        "二〇二四年一月二十六日在城步苗族自治县第十八届人民代表大会第三次会议上\n县长 杨志敏\n"
        "各位代表：\n",
        "政府", "城步苗族自治县人民政府", "城步苗族自治县", "县", "2024-01-26", "杨志敏",
    ),
    (
        "2024年土默特左旗政府工作报告\n2024年1月5日在土默特左旗第十七届人民代表大会第三次会议上\n"
        "代旗长 巴特尔\n各位代表：\n",
        "政府", "土默特左旗人民政府", "土默特左旗", "县", "2024-01-05", "巴特尔",
    ),
    (
        "湘西土家族苗族自治州人民代表大会常务委员会\n工作报告\n——2024年1月9日在湘西土家族苗族自治州第十五届人民代表大会第四次会议上\n"
        "州人大常委会副主任　向　华\n各位代表：\n我受州人大常委会委托，向大会报告工作。",
        "人大常委会", "湘西土家族苗族自治州人民代表大会常务委员会", "湘西土家族苗族自治州", "市", "2024-01-09", "向华",
    ),
    (
        "桃花镇人民政府工作报告\n镇长 张三\n各位代表：\n现在，我代表镇人民政府向大会作工作报告。",
        "政府", "桃花镇人民政府", "桃花镇", "乡", None, "张三",
    ),
    (
        "武冈市人民政府2024年工作报告\n武冈市人民政府市长 唐克俭\n各位代表：\n现在，我代表市人民政府向大会报告工作。",
        "政府", "武冈市人民政府", "武冈市", "县", None, "唐克俭",
    ),
    (
        "政协邵阳市第十三届委员会常务委员会工作报告\n（2024年1月9日在政协邵阳市第十三届委员会第三次会议上）\n"
        "政协邵阳市委员会主席 鞠晓阳\n各位委员：\n我受常务委员会委托，报告工作。",
        "政协", "中国人民政治协商会议邵阳市委员会常务委员会", "邵阳市", "市", "2024-01-09", "鞠晓阳",
    ),
    (
        "政府工作报告\n——2024年1月9日在宁夏回族自治区第十三届人民代表大会第二次会议上\n"
        "自治区主席 艾力·吐尔逊\n各位代表：\n",
        "政府", "宁夏回族自治区人民政府", "宁夏回族自治区", "省", "2024-01-09", "艾力·吐尔逊",
    ),
    (
        "2024年西藏政府工作报告\n2024年1月7日自治区主席严金海同志在会议上作政府工作报告。\n各位代表：\n",
        "政府", "西藏自治区人民政府", "西藏自治区", "省", "2024-01-07", "严金海",
    ),
    (
        "最高人民法院工作报告\n——2024年3月8日在第十四届全国人民代表大会第二次会议上\n"
        "最高人民法院院长 张 军\n各位代表：\n",
        "法院", "最高人民法院", None, "国", "2024-03-08", "张军",
    ),
    (
        "全国人民代表大会常务委员会工作报告\n——2024年3月8日在第十四届全国人民代表大会第二次会议上\n"
        "委员长 赵乐际\n各位代表：\n",
        "人大常委会", "全国人民代表大会常务委员会", None, "国", "2024-03-08", "赵乐际",
    ),
    ("各位代表：\n\n现在，我代表国务院，向大会作政府工作报告，请予审议。", "政府", "国务院", None, "国", None, None),
    (
        "各位代表：\n我代表新邵县人民检察院，向大会报告工作，请予审议。",
        "检察院", "新邵县人民检察院", "新邵县", "县", None, None,
    ),
    ("各位代表：\n现在，我向大会报告工作。", None, None, None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "organ", "place", "level", "delivered", "speaker"), OPENINGS)
def test_metadata_of_every_kind_and_level(
    text: str,
    kind: str | None,
    organ: str | None,
    place: str | None,
    level: str | None,
    delivered: str | None,
    speaker: str | None,
) -> None:
    got = meta(text)
    assert (got.kind, got.organ, got.place, got.level) == (kind, organ, place, level)
    assert (got.delivered, got.speaker) == (delivered, speaker)
    assert (got.year_covered, got.year_planned) == (2023, 2024)


def test_nothing_is_guessed() -> None:
    assert meta("会议情况\n\n今天开会。", []) == Meta()
    assert meta(COURT.replace("1月10日", "2月30日")).delivered is None, "not a date"


@pytest.mark.parametrize(
    ("headings", "delivered", "covered", "planned"),
    [
        (["一、１９９８年工作回顾和１９９９年工作的总体要求"], None, 1998, 1999),
        (["一、过去一年工作回顾", "二、今年工作安排"], "2025-01-13", 2024, 2025),
        (["一、过去一年工作回顾", "二、今年工作安排"], None, None, None),
        (["2023年主要工作"], "2023-12-26", 2023, None),
        (["一、过去一年的主要工作", "二、今后一年的任务"], "2024-03-08", 2023, 2024),
        (["一、过去五年工作回顾", "二、2008年主要任务"], "2008-03-05", None, 2008),
        (["一、“十一五”时期的回顾", "二、2035年远景目标", "三、2011年的工作"], "2011-03-05", None, 2011),
        (["一、2023年计划执行情况", "二、2024年计划安排"], "2024-01-05", 2023, 2024),
        (["一、牢记嘱托", "二、奋勇争先"], "2025-01-13", None, None),
    ],
)
def test_years(headings: list[str], delivered: str | None, covered: int | None, planned: int | None) -> None:
    day = date.fromisoformat(delivered) if delivered else None
    assert year_covered(headings, "", day) == covered
    assert year_planned(headings, covered, day) == planned


def test_the_first_paragraph_names_the_year_where_no_heading_does() -> None:
    opening = (
        "各位代表：\n我代表县政府，向大会报告工作，请予审议。\n一、牢记嘱托\n"
        "2023年是实施“十四五”规划承上启下的关键一年，是极不平凡、极不容易、极其难忘的一年。\n"
    )
    dated = "政府工作报告\n2024年1月5日在丙县第三届人民代表大会第一次会议上\n" + opening
    assert meta(dated, ["一、牢记嘱托"]).year_covered == 2023
    assert meta(opening, ["一、牢记嘱托"]).year_covered is None, "no date, so it may as well be the year ahead"


@pytest.mark.parametrize(
    ("text", "incomplete", "on"),
    [
        ("报告。\n(下转3版)", True, "3版"),
        ("报告。（下转第三版）", True, "第三版"),
        ("前文（下转第2版）\n（上接第1版）后文。", False, None),
        ("（上接第一版）\n后文。", True, None),
        ("报告（下转第二、三版）", True, "第二、三版"),
        ("报告\n　下转A3版", True, "A3版"),
        ("两手抓（接1版的做法不算）", False, None),
        ("报告全文。", False, None),
    ],
)
def test_continuation_marks(text: str, incomplete: bool, on: str | None) -> None:
    assert continued(text, continuation(text)) == (incomplete, on)


def test_places() -> None:
    assert len(PREFECTURE_CITIES) == 294
    levels = {
        "杭州市": "市",
        "张家界市": "市",
        "湖南省邵阳市": "市",
        "吉首市": "县",
        "重庆市": "省",
        "北京市海淀区": "县",
    }
    assert {place: level_of(place) for place in levels} == levels
    assert [level_of(place) for place in ("延边朝鲜族自治州", "锡林郭勒盟", "桃花镇", "某地")] == [
        "市",
        "市",
        "乡",
        None,
    ]
    names = {
        "宁夏": "宁夏回族自治区",
        "内蒙古": "内蒙古自治区",
        "湖南": "湖南省",
        "全市": None,
        "自治区": None,
        "新县": "新县",
    }
    assert {name: full_name(name) for name in names} == names


def test_id_is_the_file_name_made_safe() -> None:
    assert id_from("邵阳市人大常委会工作报告2023.txt") == "邵阳市人大常委会工作报告2023"
    assert id_from("a:b?\x00 c.docx") == "a_b_ c"
    assert [id_from(name) for name in ("...", "..txt", ".txt")] == ["report", "report", "txt"]
    assert len(id_from("报" * 300 + ".txt").encode()) <= 200


def test_parse_keeps_the_law_of_the_report() -> None:
    report = parse(Decoded(COURT + "一、工作回顾\n\n办结案件12345件。", (), Source("a.txt", "")), "甲")
    assert report.id == "甲"
    assert report.repairs == () and report.meta.kind == "法院"
    assert [s.title for s in report.sections][:2] == ["邵阳市中级人民法院工作报告", "一、工作回顾"]


def test_commands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = read_report(SEED)
    assert main(["text", str(SEED)]) == 0
    assert capsys.readouterr().out == report.text + "\n"
    assert main(["outline", str(SEED)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(row) for row in rows] == [["level", "run_in", "heading", "start", "body_start", "end"]] * 70
    assert main(["meta", str(SEED)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in asdict(report.meta)} == asdict(report.meta)
    assert told["repairs"] == [asdict(change) for change in report.repairs]
    assert told["warnings"] == ["原报下转3版,此文件不含续文"]


def test_a_bad_file_is_exit_code_2_and_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["text", str(tmp_path / "无.txt")]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "无.txt" in err
    with pytest.raises(SystemExit) as caught:
        main(["draw", "x.txt"])
    assert caught.value.code == 2 and capsys.readouterr().err.count("\n") == 1
