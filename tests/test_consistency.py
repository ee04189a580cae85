"""A draft against itself: pairs that differ in one number, laws on any text, and a real report that is consistent."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.consistency.make import RULES
from benchmarks.consistency.measure import found as told
from retrieval.consistency import check
from tests.reports import ANY, GENRE, SHAOYANG
from tests.soak import size

DRAFTS = Path(__file__).parent.parent / "benchmarks" / "consistency" / "drafts.jsonl"

PAIRS = [  # kind, consistent, contradictory
    ("count", "制定法规3部：《甲条例》《乙条例》《丙条例》。", "制定法规3部：《甲条例》《乙条例》。"),
    ("count", "出台《甲条例》《乙条例》等3部法规。", "出台《甲条例》《乙条例》《丙规定》《丁办法》等3部法规。"),
    ("count", "审议通过《甲条例》《乙条例》两部地方性法规。", "审议通过《甲条例》《乙条例》三部地方性法规。"),
    ("count", "抓好以下三项工作。一是立法。二是监督。三是服务。", "抓好以下四项工作。一是立法。二是监督。三是服务。"),
    ("count", "开展了两项活动：一是宣讲，二是走访。", "开展了四项活动：一是宣讲，二是走访。"),
    (
        "count",
        "主要做了以下两方面工作：\n（一）立法\n提高质量。\n（二）监督\n突出重点。",
        "主要做了以下五方面工作：\n（一）立法\n提高质量。\n（二）监督\n突出重点。",
    ),
    ("count", "办好3件民生实事：新建公园；改造小区；建成学校。", "办好4件民生实事：新建公园；改造小区；建成学校。"),
    ("count", "推进农业、工业、服务业三大产业发展。", "推进农业、工业、服务业四大产业发展。"),
    ("count", "坚持“三个导向”，即问题导向、目标导向、结果导向。", "坚持“三个导向”，即问题导向、目标导向。"),
    ("count", "要抓重点。省、市、县三个方面发力。", "要抓重点。省、市、县四个方面发力。"),  # opens a sentence
    ("order", "一是立法；二是监督；三是服务；四是自身。", "一是立法；二是监督；四是服务；五是自身。"),
    ("order", "收入由3.1万元增至3.2万元。", "收入由3.1万元降至3.2万元。"),  # no rounding makes of it a fall
    ("order", "时限由7个工作日压缩到5个工作日。", "时限由5个工作日压缩到7个工作日。"),
    ("sum", "建议377件，其中A类120件、B类200件、C类57件。", "建议377件，其中A类120件、B类200件、C类60件。"),
    ("sum", "反映问题377个，已解决360个。", "反映问题377个，已解决390个。"),
    ("sum", "制定3件、修改5件、废止2件，共10件。", "制定3件、修改5件、废止2件，共11件。"),
    (
        "sum",
        "三级代表547名，其中全国代表10名、省代表87名、市代表450名。",
        "三级代表547名，其中全国代表10名、省代表87名、市代表440名。",
    ),
    ("sum", "建议154件，其中代表团建议21件，其余133件。", "建议154件，其中代表团建议21件，其余143件。"),
    ("sum", "代表545名，其中男代表395名，女代表150名。", "代表545名，其中男代表395名，女代表140名。"),
    (
        "sum",
        "生产总值2500亿元，第一产业400亿元，第二产业900亿元，第三产业1200亿元。",
        "生产总值2500亿元，第一产业400亿元，第二产业900亿元，第三产业1100亿元。",
    ),
    ("rate", "反映问题377个，已解决360个，解决率为95.49%。", "反映问题377个，已解决360个，解决率为94.59%。"),
    ("rate", "建议377件。办结360件，办结率95.5%。", "建议377件。办结360件，办结率98.5%。"),
    ("rate", "建议154件全部办结，办结率100%。", "建议154件全部办结，办结率98.7%。"),
    ("rate", "代表547名，其中妇女150名，占27.4%。", "代表547名，其中妇女150名，占24.7%。"),
    ("rate", "投资由100亿元增加到150亿元，增长50%。", "投资由100亿元增加到150亿元，增长40%。"),
    ("rate", "覆盖率由60.1%提高到61.3%，提高1.2个百分点。", "覆盖率由60.1%提高到61.3%，提高2.2个百分点。"),
    ("rate", "税收120亿元，比上年增加20亿元，增长20%。", "税收120亿元，比上年增加20亿元，增长25%。"),
    ("rate", "税收50亿元，比上年的40亿元增长25%。", "税收50亿元，比上年的40亿元增长20%。"),
    ("rate", "受理100件，同比增长25%，上年为80件。", "受理100件，同比增长25%，上年为90件。"),
    ("rate", "受理90件，下降10%，去年为100件。", "受理90件，下降20%，去年为100件。"),
    ("sum", "接待3000人次，其中上半年1500人次，下半年1500人次。", "接待3000人次，其中上半年1600人次，下半年1500人次。"),
    ("sum", "上半年完成30亿元，下半年40亿元，全年70亿元。", "上半年完成30亿元，下半年40亿元，全年80亿元。"),
    ("sum", "发现问题122个，已解决117个，还有5个正在解决。", "发现问题122个，已解决117个，还有6个正在解决。"),
    ("count", "会议于5月8日至12日举行，会期五天。", "会议于5月8日至12日举行，会期三天。"),
    ("sum", "发现问题122个，已解决117个，还有5个问题未解决。", "发现问题122个，已解决117个，还有8个问题未解决。"),
    ("sum", "发现问题122个，已解决117个，还有5个。", "发现问题122个，已解决117个，还有8个。"),
    ("sum", "上半年开展检查3次，下半年4次，全年7次。", "上半年开展检查3次，下半年4次，全年8次。"),
    ("sum", "上半年培训300人次，下半年400人次，全年700人次。", "上半年培训300人次，下半年400人次，全年800人次。"),
    ("sum", "上半年发生事故3起，下半年4起，全年7起。", "上半年发生事故3起，下半年4起，全年8起。"),
    ("sum", "上半年举行听证3场，下半年4场，全年7场。", "上半年举行听证3场，下半年4场，全年8场。"),
    ("sum", "上半年新开工项目3个，下半年4个，全年7个。", "上半年新开工项目3个，下半年4个，全年8个。"),
    ("sum", "共有问题122个，已解决117个，还有5个需继续整改。", "共有问题122个，已解决117个，还有8个需继续整改。"),
    ("sum", "发现问题122个，已解决117个，还剩5个难题。", "发现问题122个，已解决117个，还剩8个难题。"),
    ("count", "大会会期：5月8日至12日，会期五天。", "大会会期：5月8日至12日，会期三天。"),
    ("count", "5月8日至12日在本市召开第二次会议，会期5天。", "5月8日至12日在本市召开第二次会议，会期3天。"),
    ("repeated", "全市GDP增长5.8%。\n地区生产总值同比增长5.8%。", "全市GDP增长5.8%。\n地区生产总值同比增长5.6%。"),
    ("repeated", "全年共收到建议154件。\n全年共收到建议154件。", "全年共收到建议154件。\n全年共收到建议145件。"),
    ("repeated", "全年召开会议7次。\n全年共召开会议7次。", "全年召开会议7次。\n全年共召开会议8次。"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "good", "bad"), PAIRS)
def test_a_contradiction_is_told_and_its_right_twin_is_not(kind: str, good: str, bad: str) -> None:
    assert check(good) == ()
    assert {c.kind for c in check(bad)} == {kind}


_HALF = str.maketrans("，；：", ",;:")


@pytest.mark.parametrize(("kind", "good", "bad"), PAIRS)
def test_half_width_marks_make_no_difference(kind: str, good: str, bad: str) -> None:
    assert check(good.translate(_HALF)) == ()
    assert {c.kind for c in check(bad.translate(_HALF))} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "由0个增加到5个，增长10%。由0亿元增加到5亿元，增长10%。建议0件，办结0件，办结率0%。",
        "代表建议377件，其中女代表提出200件、青年代表提出250件。",  # parts that overlap
        "出台《甲条例》《乙条例》等5部法规。",  # 等: more than are named
        "反映问题377个，其中已解决360个，满意率为98.1%。",  # a rate of something else
        "生产总值由100亿元增加到150亿元，增长40%。",  # at constant prices
        "从40.5亿元增加到60.2亿元，年均增长5%。",
        "上半年地区生产总值增长5.1%。\n全年地区生产总值增长5.6%。",
        "全国生产总值增长5.0%。\n全市地区生产总值增长5.6%。",
        "建议154件，其中代表团建议21件、其余133件、另办理往年建议33件。",
        "一、2024年工作回顾\n地区生产总值增长5.6%。\n二、2025年工作安排\n地区生产总值增长6%。",
        "一、工作回顾\n地区生产总值增长5.6%。\n二、下步工作安排\n地区生产总值增长6%。",
        "围绕民生，开展执法检查3次。\n全年共开展执法检查5次。",  # a part of the year's
        "2024年地区生产总值增长5.6%。\n2025年地区生产总值增长6%左右。",
        "走访群众70余万人次。\n全年走访群众70万人次。",  # about
        "工业增加值100.4亿元，其中甲50.2亿元、乙50.3亿元。",  # within what rounding leaves
        "办理建议377件、提案203件，办复率均为100%。",
        "同比与环比都下降。食品烟酒类价格同比下降0.5%。\n环比也降。食品烟酒类价格环比下降0.6%。",
        "发现问题122个，已解决117个，还有2个正在解决、3个待解决。",
        "上半年招商30个，下半年引进40个项目，全年80个。",  # of other things
        "会议于5月8日至12日举行，会期四天。会议于5月8日至12日举行，会期四天半。",
        # what stands there at a time, and averages, are not added up
        "上半年平均30亿元，下半年40亿元，全年35亿元。",
        "上半年月均办结30件，下半年40件，全年35件。",
        "月均受理来信：上半年30件，下半年40件，全年35件。",
        "上半年平均气温30度，下半年20度，全年25度。",
        "上半年完成测温30度，下半年20度，全年25度。",
        "上半年存栏30万头，下半年40万头，全年40万头。",
        "上半年新增贷款余额30亿元，下半年40亿元，全年60亿元。",
        "上半年在册30万人，下半年40万人，全年40万人。",
        "生猪养殖很好。上半年30万头，下半年40万头，全年40万头。",
        "上半年完成投资30亿元，下半年累计70亿元，全年70亿元。",
        "上半年完成生产30亿元，下半年达到40亿元，全年达到40亿元。",
        "日均接待30人次，其中上半年20人次，下半年40人次。",
        "年末存栏40万头，其中上半年30万头，下半年40万头。",
        "收到建议122件，已办结117件，还有21件为重点建议。",
        "收到建议122件，已办结117件，还有21件重点建议。",
        "收到建议122件，已办结117件，还有21件在大会上宣读。",
        "收到建议122件，已办结117件，还有21件，都是重点建议。",
        "收到建议122件，已办结117件，还有15件正在办理中的为去年结转。",
        "收到建议122件，已办结117件，还有15件正在办理，均为去年结转。",
        "共有问题122个，已解决117个，还有30个需长期坚持。",
        "共有问题122个，已解决117个，还有30个需继续巩固。",
        "上半年实现月收入3000元，下半年4000元，全年3500元。",
        "上半年投入运营公交车300辆，下半年400辆，全年400辆。",
        "上半年投入巡逻车300辆，下半年400辆，全年400辆。",
        "上半年投入设备300台，下半年400台，全年400台。",
        "上半年接待来访群众300人，下半年400人，全年600人。",
        "接待来访群众600人，其中上半年300人，下半年400人。",
        "上半年发电最大出力300万千瓦，下半年400万千瓦，全年400万千瓦。",
        "上半年发电300万千瓦，下半年400万千瓦，全年400万千瓦。",
        "上半年开工企业300家，下半年400家，全年400家。",
        "上半年日接待3000人次，下半年4000人次，全年3500人次。",
        # the length of another matter
        "5月8日至12日报名，大会会期3天。",
        "5月8日至12日报名，会期3天。",
        "会议于5月8日至12日举行，其中休会两天，会期3天。",
        "受理约100件，同比增长25%，上年为90件。",
        "地区生产总值150亿元，增长5.5%，上年为140亿元。",  # at constant prices
        "完成40亿元，增长5.5%，上年为6.5%。",  # the rate of the year before
        "在广东、福建两省的深圳、珠海、汕头、厦门四个地区试办。",  # two lists
        "为实现、发展和保卫社会主义四个现代化而奋斗。文化部、图书馆、科学院和中俄两国代表出席。",
    ],
)
def test_what_is_no_contradiction(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("税收由100亿元增加到120亿元，增长25%。", "相差20%"),
        ("税收由120亿元减少到90亿元，下降20%。", "相差25%"),
        ("税收120亿元，比上年增加20亿元，增长25%。", "变动为20%"),
        ("税收90亿元，比上年减少30亿元，下降20%。", "变动为25%"),
    ],
)
def test_what_should_stand_there_is_told_of_the_printed_values(text: str, says: str) -> None:
    assert [says in one.message for one in check(text)] == [True]


@pytest.mark.soak
@pytest.mark.parametrize("half", ["dev", "test"])
def test_planted_contradictions_are_found_and_nothing_else(half: str) -> None:
    rows = [
        row for line in DRAFTS.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["half"] == half
    ]
    pairs = random.Random(half).sample(list(zip(rows[::2], rows[1::2], strict=True)), size(100, least=10))
    hits = [told(bad)[0] for bad, _ in pairs]
    false = [message for _, good in pairs for message in told(good)[1]]
    assert sum(hits) >= 0.9 * len(pairs) and len(false) <= 0.02 * len(pairs), false


def test_a_real_report_is_consistent() -> None:
    assert check(SHAOYANG.read_text(encoding="utf-8")) == ()


def test_places_are_those_of_the_text_as_typed() -> None:
    text = "某市报告\r\n\r\n反映问题377个，已解决360个，解决率为94.59%。\r\n"
    (found,) = check(text)
    assert [text[s.start : s.end] for s in found.at] == ["377个", "360个", "94.59%"]
    assert "377个" in found.message and "360个" in found.message and "94.59%" in found.message


@given(GENRE | ANY | st.text(max_size=120))
def test_any_text_is_checked_and_places_lie_in_it(text: str) -> None:
    for found in check(text):
        assert found.at and all(0 <= s.start < s.end <= len(text) for s in found.at)


_PIECES = (
    "《甲》 《乙》 等 3部 四项工作： 一是 二是 四是 共 其中 377件 已办结 360件 0件 办结率 95.5% 0% 由 增加到 5亿元 "
    "0亿元 ， 。 、 ； \n 占 比上年 增长 增加 三个 （一） 和 全年 地区生产总值 \r\n A类 其余 12万 两部 第一， 1. ： “ ”"
)


@given(st.lists(st.sampled_from(_PIECES.split(" ")), max_size=30).map("".join))
def test_any_pieces_of_the_genre_are_checked(text: str) -> None:
    for found in check(text):
        assert all(0 <= s.start < s.end <= len(text) for s in found.at)


def test_the_drafts_of_a_pair_differ_where_it_is_said() -> None:
    rows = [json.loads(line) for line in DRAFTS.read_text(encoding="utf-8").splitlines()]
    rules = {rule.__name__ for rule in RULES}
    assert {(r["half"], bool(r["planted"])): 0 for r in rows}.keys() == {
        ("dev", True),
        ("dev", False),
        ("test", True),
        ("test", False),
    }
    assert len(rows) == 400 and {r["rule"] for r in rows} <= rules and len({r["id"] for r in rows}) == 400
    halves = [{r["report"] for r in rows if r["half"] == half} for half in ("dev", "test")]
    assert not halves[0] & halves[1] and not any("邵阳" in r["report"] for r in rows)
    for bad, good in zip(rows[::2], rows[1::2], strict=True):
        start, end = bad["planted"]
        after = len(bad["text"]) - end
        assert bad["text"][:start] == good["text"][:start] and bad["text"] != good["text"]
        assert not after or bad["text"][-after:] == good["text"][-after:]
