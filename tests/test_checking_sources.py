"""Who is said to say it: words in front that name another organ, place, year or report than that of the place."""

from dataclasses import replace

import pytest

from report.model import Kind, Level, Meta
from retrieval.checking.sources import other_than
from retrieval.verify import Statement, verify_in
from tests.reports import made

TEXT = """湖南省人民政府工作报告

一、2024年工作回顾

全年接待游客70余万人次。新辟线路三条。粮食总产量614.2亿斤，建成公园12座。省委要求，坚持稳中求进。

二、2025年工作安排

财政收入增长5%。
"""
TWIN = TEXT.replace("湖南省人民政府", "湖北省人民政府")
SAID = "全年接待游客70余万人次。"


def of(kind: Kind, place: str | None, level: Level, speaker: str | None = None) -> Meta:
    return Meta(place=place, level=level, kind=kind, year_covered=2024, year_planned=2025, speaker=speaker)


PROVINCE, CITY = of("政府", "湖南省", "省", "张三丰"), of("人大常委会", "邵阳市", "市")
NATION, MUNICIPALITY = of("政府", None, "国"), of("政府", "上海市", "省")
REGION, DISTRICT = of("政府", "新疆维吾尔自治区", "省", "买买提"), of("政府", "大祥区", "县")
COURT, ADVISERS = of("法院", "湖南省", "省"), of("政协", "邵阳市", "市")


def told(draft: str, *texts: str) -> list[Statement]:
    reports = [made(text, str(at)) for at, text in enumerate(texts or (TEXT,))]
    return list(verify_in(reports, draft).statements)


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        (
            PROVINCE,
            "会议指出 据统计 湖南省政府工作报告指出 省政府工作报告提出 张三丰省长在湖南省政府工作报告中说",
        ),
        (PROVINCE, "湖南省省长说 2025年省政府工作报告指出 在湖南省十四届人大三次会议上作的报告指出 全国人大代表李四说"),
        (CITY, "湖南省邵阳市人大常委会工作报告指出 市人大常委会主任说 记者从市人大常委会获悉 近日市人大常委会报告说"),
        (
            CITY,
            "邵阳市第十七届人民代表大会第三次会议指出 社区工作者说 有关部门介绍 与会干部表示 市民代表说",
        ),
        (PROVINCE, "省长张三丰在作政府工作报告时指出 湖南省委副书记、省长张三丰指出 张三丰向大会作政府工作报告时指出"),
        (PROVINCE, "省委副书记、省长张三丰说 省十四届人大三次会议上的政府工作报告指出 代表们审议政府工作报告时说"),
        (
            PROVINCE,
            "张三丰代表省人民政府作报告时说 这份政府工作报告指出 翻开政府工作报告写道 首次写入政府工作报告的提法说",
        ),
        (PROVINCE, "全省上下认为 各市州代表团认为 县里的干部说 来自永州的代表说 来自永州市的省人大代表李四说"),
        (PROVINCE, "来自大连市的代表说 来自会同县的代表说 来自江华瑶族自治县的农民代表李四说"),
        (PROVINCE, "省委常委、常务副省长李四说 副省长李四指出 省政府党组成员、副省长李四说 分管副省长李四说"),
        (REGION, "自治区副主席李四说 自治区党委常委、自治区常务副主席李四说"),
        (NATION, "国务院副总理李四说 中共中央政治局常委、国务院总理李四说"),
        (CITY, "市人大常委会主任李四在作市人大常委会工作报告时指出 市第十七届人大常委会工作报告指出 全市上下认为"),
        (CITY, "李四受市人大常委会委托作报告时指出 代表审议市人大常委会工作报告时说 市十七届人大三次会议上的报告指出"),
        (REGION, "自治区政府工作报告指出 自治区主席买买提在作政府工作报告时说 自治区党委副书记、自治区主席买买提说"),
        (REGION, "自治区十四届人大三次会议上的报告指出 新疆政府工作报告指出 自治区人民政府工作报告提出 全区上下认为"),
        (DISTRICT, "区政府工作报告指出 代表们审议区政府工作报告时说 区长在作政府工作报告时说"),
        (NATION, "国务院报告显示 国务院总理在政府工作报告中指出 总理在十四届全国人大二次会议上作报告时指出"),
        (MUNICIPALITY, "上海市政府工作报告指出 市政府工作报告指出 上海市长说 上海市委副书记、市长李四说"),
        (COURT, "湖南省高级人民法院工作报告指出 省高院工作报告说 省法院院长说"),
        (ADVISERS, "政协邵阳市委员会工作报告指出 市政协主席说 政协工作报告指出"),
        (Meta(), "国务院报告显示 某市政府工作报告指出"),  # a report that says nothing of itself
    ],
)
def test_words_that_name_the_report_or_nobody_may_mean_it(meta: Meta, words: str) -> None:
    assert {one: other_than(one, meta) for one in words.split()} == dict.fromkeys(words.split(), "")


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        (PROVINCE, "上海市政府工作报告指出 湖南省人大常委会工作报告指出 湖南省邵阳市政府工作报告指出 总理说"),
        (PROVINCE, "市政府工作报告指出 2023年湖南省政府工作报告指出 二〇二三年省政府工作报告指出 湖北政府工作报告指出"),
        (
            CITY,
            "国务院报告显示 岳阳市人大常委会工作报告指出 邵阳县人大常委会报告指出 政协工作报告指出 市卫健委指出",
        ),
        (CITY, "市委指出 市长说 市公安局介绍 教育部指出 统计公报显示 预算报告指出 省人大常委会指出 岳阳人大报告指出"),
        (PROVINCE, "副市长李四指出 湖北省副省长李四说 来自国务院的代表说 来自湖北省政府的代表说"),
        (PROVINCE, "来自湖北省的李四代表省人民政府作报告时说 来自湖北的副省长李四代表省政府说 来自最高检的代表说"),
        (PROVINCE, "来自湖北省的人大代表大会报告指出 来自永州市的代表作报告说 湖北的副省长李四说"),
        (PROVINCE, "洞口政府工作报告指出 申城政府工作报告说 各市州政府工作报告指出 市十四届人大三次会议上的报告指出"),
        (
            PROVINCE,
            "岳阳市委副书记、市长李四指出 省委副书记、省政协主席李四指出 受市政府委托作报告时说 登封政府工作报告指出",
        ),
        (PROVINCE, "湖北省十四届人大三次会议上的政府工作报告指出 洞口县里的干部说 自治区政府工作报告指出"),
        (CITY, "湖南省人大常委会工作报告显示 市检察院工作报告说 邵阳市政府工作报告指出 武冈市人大常委会工作报告指出"),
        (CITY, "岳阳市第十七届人大常委会工作报告指出 登封市人大常委会工作报告指出 横州市人大常委会工作报告指出"),
        (REGION, "西藏自治区政府工作报告指出 自治区人大常委会工作报告指出 某某区政府工作报告指出 广西政府工作报告指出"),
        (DISTRICT, "和平区政府工作报告指出 芙蓉区政府工作报告指出 市政府工作报告指出"),
        (NATION, "湖南省政府工作报告指出 市长说 全国人大常委会工作报告指出 中央经济工作会议指出 2022年国务院报告指出"),
        (MUNICIPALITY, "区政府工作报告指出 湖南省政府工作报告指出"),
        (COURT, "最高人民法院工作报告指出 省检察院工作报告指出 邵阳市中级人民法院工作报告说"),
        (ADVISERS, "市人大常委会工作报告指出 政协湖南省委员会工作报告指出"),
    ],
)
def test_words_that_name_another_do_not(meta: Meta, words: str) -> None:
    assert [one for one in words.split() if not other_than(one, meta)] == []


SESSION = replace(PROVINCE, meeting="湖南省第十四届人民代表大会第三次会议")


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("省十三届人大五次会议政府工作报告指出", True),
        ("省第14届人民代表大会第2次会议上的政府工作报告指出", True),
        ("省十四届人大三次会议上的政府工作报告指出", False),
        ("湖南省第14届人民代表大会第3次会议政府工作报告指出", False),
        ("出席十四届全国人大二次会议的全国人大代表李四说", False),  # a congress of its own
        ("去年的省政府工作报告提出", True),
        ("去年政府工作报告提出", True),
        ("前年省政府工作报告提出", True),
        ("去年省人大会议上的政府工作报告提出", True),
        ("去年，省政府工作报告提出", False),
        ("回顾去年工作的省政府工作报告指出", False),
        ("省政府工作报告在总结去年工作时指出", False),
        ("新疆生产建设兵团工作报告指出", True),
    ],
)
def test_a_report_of_another_session_or_year_is_another(words: str, other: bool) -> None:
    assert bool(other_than(words, SESSION)) is other


@pytest.mark.parametrize(
    "who", ["省十三届人大五次会议政府工作报告指出，", "去年的省政府工作报告提出，", "兵团工作报告指出，"]
)
def test_the_report_of_another_time_did_not_say_so(who: str) -> None:
    front = "湖南省人民政府工作报告\n——2025年1月14日在湖南省第十四届人民代表大会第三次会议上\n"
    text = TEXT.replace("湖南省人民政府工作报告\n", front, 1)
    assert {told(draft, text)[0].truth for draft in (f"{who}{SAID}", f"{who}“{SAID[:-1]}”。")} == {"altered"}
    assert told(f"省十四届人大三次会议政府工作报告指出，{SAID}", text)[0].truth == "exact"


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("本次政府工作报告指出", False),
        ("日本政府工作报告指出", True),
        ("往届政府工作报告指出", True),
        ("省人大会议上的政府工作报告指出", False),
        ("市人大会议上的政府工作报告指出", True),
        ("全国人大会议上的政府工作报告指出", True),
        ("十四届省人大三次会议政府工作报告指出", False),
        ("十四届市人大三次会议政府工作报告指出", True),
        ("十三届省人大三次会议政府工作报告指出", True),
        ("省政府代省长张三丰指出", False),
        ("湖北省政府代省长李四指出", True),
    ],
)
def test_its_own_meeting_and_its_acting_head_are_the_reports(words: str, other: bool) -> None:
    assert bool(other_than(words, SESSION)) is other


DATED = TEXT.replace(
    "湖南省人民政府工作报告\n",
    "湖南省人民政府工作报告\n——2025年1月14日在湖南省第十四届人民代表大会第三次会议上\n湖南省省长　张三丰\n",
    1,
)


@pytest.mark.parametrize(
    ("who", "truth"),
    [
        ("湖南省委副书记、省长张三丰代表省人民政府作政府工作报告时指出，", "exact"),
        ("湖南省委副书记、省长张三丰受省人民政府委托向大会作政府工作报告时指出，", "exact"),
        ("在湖南省十四届人大三次会议上,省长张三丰指出，", "exact"),
        ("1月14日上午,省长张三丰说，", "exact"),
        ("2025年1月14日，省长张三丰说，", "exact"),
        ("受省人民政府委托，省长张三丰说，", "exact"),
        ("邵阳市委副书记、市长李四代表市人民政府作政府工作报告时指出，", "altered"),
        ("在湖南省十三届人大五次会议上,省长张三丰指出，", "altered"),
        ("在湖南省政协十四届三次会议上,省长张三丰指出，", "altered"),
        ("在十四届全国人大三次会议上,省长张三丰指出，", "altered"),
        ("在全省经济工作会议上,省长张三丰指出，", "altered"),
        ("1月15日上午,省长张三丰说，", "altered"),
        ("2024年1月14日，省长张三丰说，", "altered"),
        ("受市人民政府委托，省长张三丰说，", "altered"),
        ("1月14日，在湖南省十四届人大三次会议上，省长张三丰指出，", "exact"),
        ("今年1月14日省长张三丰指出，", "exact"),
        ("一月十四日，省长张三丰指出，", "exact"),
        ("1月14号上午（星期二），省长张三丰指出，", "exact"),
        ("在省人大会议上，省长张三丰指出，", "exact"),
        ("在本次会议上，省长张三丰指出，", "exact"),
        ("在大会上，省长张三丰指出，", "exact"),
        ("在省两会上，省长张三丰指出，", "exact"),
        ("在湖南省十四届人大三次会议第一次全体会议上，省长张三丰指出，", "exact"),
        ("1月16日，代表们审议政府工作报告时说，", "exact"),  # on whose day they speak nothing depends
        ("1月20日，某某日报报道，", "exact"),
        ("1月15日，在湖南省十四届人大三次会议上，省长张三丰指出，", "altered"),
        ("在湖北省十四届人大三次会议上，1月14日，省长张三丰说，", "altered"),
        ("在省十三届人大一次会议上，受省政府委托，省长张三丰说，", "altered"),
        ("在1月15日召开的湖南省十四届人大三次会议上，省长张三丰说，", "altered"),
        ("在去年的省十四届人大三次会议上，省长张三丰说，", "altered"),
        ("二〇二四年一月十四日，省长张三丰说，", "altered"),
        ("1月15日晚，省长张三丰指出，", "altered"),
        ("在全国两会上，省长张三丰说，", "altered"),
        ("在湖南省委十二届八次全会上，省长张三丰说，", "altered"),
    ],
)
def test_when_and_at_which_meeting_it_was_said_is_compared(who: str, truth: str) -> None:
    for draft in (who + SAID, f"{who}“{SAID[:-1]}”。"):
        assert [one.truth for one in told(draft, DATED) if one.kind != "name"] == [truth]


@pytest.mark.parametrize("who", ["在省十四届人大三次会议上，省长张三丰指出，", "1月14日，省长张三丰说，"])
def test_a_report_that_tells_no_day_and_no_meeting_contradicts_none(who: str) -> None:
    for draft in (who + SAID, f"{who}“{SAID[:-1]}”。"):
        assert [one.truth for one in told(draft)] == ["exact"]


@pytest.mark.parametrize(
    ("draft", "truths"),
    [
        ("1月14日,省长张三丰说『全年接待游客70余万人次』。", ["exact"]),
        # what nothing was compared with is looked up by itself
        ("1月15日,湖北省省长说,“虚构的一句没有出处的话”。", ["absent", "absent"]),
        ("在有300名代表参加的省十四届人大三次会议上，省长张三丰指出，“全年接待游客70余万人次”。", ["absent", "exact"]),
    ],
)
def test_the_words_in_front_are_no_statement_where_they_were_compared(draft: str, truths: list[str]) -> None:
    assert [one.truth for one in told(draft, DATED)] == truths


@pytest.mark.parametrize(
    ("day", "altered"), [("9月26日", False), ("9月27日", True), ("2024年9月26日", True), ("10月26日", True)]
)
def test_a_meeting_that_the_report_tells_of_is_on_its_own_day(day: str, altered: bool) -> None:
    text = DATED.replace("全年接待", "9月26日，某某会议强调，要守住底线不动摇。全年接待", 1)
    for said in ("“要守住底线不动摇”。", "要守住底线不动摇。"):
        found = {one.truth for one in told(f"{day}，某某会议强调，{said}", text)}
        assert bool(found & {"altered", "figure", "absent"}) is altered


@pytest.mark.parametrize(
    "who",
    [
        "国务院报告显示,",
        "岳阳市政府工作报告指出,",
        "省政协工作报告说：",
        "省卫健委表示，",
        "2022年湖南省政府工作报告提出:",
    ],
)
def test_a_true_sentence_of_another_source_is_altered_and_the_source_is_shown(who: str) -> None:
    for said in (SAID, "建成公园12座。"):
        (one,) = told(who + said)
        assert one.truth == "altered" and one.place is not None
        assert [(change.was, change.words) for change in one.place.changes] == [(who, "")]


@pytest.mark.parametrize(
    "who",
    [
        "湖南省政府工作报告指出,",
        "会议指出，",
        "报告说，",
        "省委要求，",
        "2025年湖南省政府工作报告提出:",
        "省长在作政府工作报告时说,",
    ],
)
def test_a_true_sentence_of_its_own_source_is_as_it_was(who: str) -> None:
    assert told(who + (SAID if who != "省委要求，" else "坚持稳中求进。"))[0].truth in ("exact", "equal")


@pytest.mark.parametrize(
    ("who", "truth"),
    [
        ("湖南省政府工作报告指出,", "exact"),
        ("湖南省2025年政府工作报告：", "exact"),
        ("省长在作政府工作报告时指出,", "exact"),
        ("上海市政府工作报告指出,", "altered"),
        ("湖南省2022年政府工作报告：", "altered"),
        ("某某省长在上海市政府工作报告中说,去年,", "altered"),
    ],
)
def test_a_quotation_of_another_source_is_told_with_it(who: str, truth: str) -> None:
    (one,) = (one for one in told(f"{who}“全年接待游客70余万人次”。") if one.kind != "name")
    assert one.truth == truth
    assert truth == "exact" or (one.place and [change.was for change in one.place.changes] == [f"{who}“"])


def test_of_two_reports_that_say_so_the_source_tells_which_is_meant() -> None:
    for draft in (f"湖北省政府工作报告指出,{SAID}", "湖北省政府工作报告指出,“全年接待游客70余万人次”。"):
        (one,) = told(draft, TEXT, TWIN)
        assert one.truth == "exact" and one.place is not None
        assert (one.place.report.meta.place, one.also) == ("湖北省", ())


def test_the_parts_of_a_quotation_stand_in_order_and_in_one_report() -> None:
    first, second = "全年接待游客70余万人次", "粮食总产量614.2亿斤"
    assert [one.truth for one in told(f"“{first}……{second}”")] == ["exact", "exact"]
    assert [one.truth for one in told(f"“{second}……{first}”")] == ["altered"]
    apart = TEXT.replace(first, "全年开放"), TWIN.replace(second, "全年开放")
    assert not {one.truth for one in told(f"“{first}……{second}”", *apart)} & {"exact", "equal"}
    assert [one.truth for one in told(f"“{second}……{second}”")] != ["exact", "exact"]


DONE = TEXT.replace("建成公园12座", "建成公园12座，省法院审结案件4120件，收集群众意见建议300余条")


@pytest.mark.parametrize(
    ("draft", "was"),
    [
        ("湖南省政协收集意见建议300余条。", "湖南省政协"),
        ("去年省公安厅收集意见建议300余条。", "去年省公安厅"),
        ("长沙市政府全年建成公园12座。", "长沙市政府"),
    ],
)
def test_a_figure_that_another_is_said_to_have_reached_differs_in_who(draft: str, was: str) -> None:
    (one,) = told(draft, DONE)
    assert (one.truth, one.figures) == ("altered", "same") and one.place is not None
    assert [(change.was, change.words) for change in one.place.changes] == [(was, "")]


@pytest.mark.parametrize(
    "draft", ["省政府共收集意见建议300余条。", "湖南省政府全年建成公园12座。", "省法院共审结各类案件4120件。"]
)
def test_who_reports_or_is_named_there_is_no_difference(draft: str) -> None:
    (one,) = told(draft, DONE)
    assert one.figures == "same" and one.place is not None
    assert not [change for change in one.place.changes if "政府" in change.was or "法院" in change.was]
