"""When, and at which meeting, it is said to have been said: of reports of every organ, told and quoted."""

import pytest

from tests.test_checking_sources import SAID, TEXT, told

BODY = TEXT.split("\n", 1)[1]
OWN = (
    "9月26日，某某会议强调，要干出实效。3月5日，省政府印发实施方案，支持中小企业发展。会议指出，路子是对的。"
    + "改善营商环境。" * 20
    + "\n\n全年接待"
)


def report(title: str, given: str, speaker: str, body: str = BODY) -> str:
    return f"{title}工作报告\n——{given}上\n{speaker}\n{body}"


PROVINCE = report(
    "湖南省人民政府",
    "2025年1月14日在湖南省第十四届人民代表大会第三次会议",
    "湖南省省长　张三丰",
    BODY.replace("全年接待", OWN, 1),
)
NATION = report("政府", "2025年3月5日在第十四届全国人民代表大会第三次会议", "国务院总理　李强")
ADVISERS = report("政协邵阳市委员会常务委员会", "2025年1月8日在政协邵阳市第十三届委员会第四次会议", "李大山")
CONGRESS = report(
    "邵阳市人民代表大会常务委员会", "2025年1月9日在邵阳市第十七届人民代表大会第三次会议", "市人大常委会主任　王小明"
)
COURT = report("湖南省高级人民法院", "2025年1月15日在湖南省第十四届人民代表大会第三次会议", "院长　赵公正")
COUNTY = report("新邵县人民政府", "2025年1月3日在新邵县第十八届人民代表大会第四次会议", "县长　孙大圣")
REGION = report(
    "新疆维吾尔自治区人民政府", "2025年1月19日在新疆维吾尔自治区第十四届人民代表大会第三次会议", "自治区主席　买买提"
)


def truths(who: str, text: str, said: str = SAID) -> list[set[str]]:
    """As a statement and as a quotation."""
    drafts = (who + said, f"{who}“{said.rstrip('。')}”。")
    return [{one.truth for one in told(draft, text) if one.kind != "name"} for draft in drafts]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            PROVINCE,
            """
            1月14日，会议指出
            2025年1月14日，会议指出
            在省十四届人大三次会议上指出
            在省十四届人大三次会议上，会议指出
            在省人大会议上提出
        """,
        ),
        (
            PROVINCE,
            """
            在长沙市召开的省十四届人大三次会议上，省长张三丰说
            在省人大十四届三次会议上，省长张三丰说
        """,
        ),
        (
            PROVINCE,
            """
            在第十四届湖南省人民代表大会第三次会议上，省长张三丰说
            1月14日，省长张三丰代表湖南省人民政府作政府工作报告时指出
        """,
        ),
        (
            NATION,
            """
            在全国两会上，国务院总理李强说
            在全国人大会议上，国务院总理李强说
            在十四届全国人大三次会议上，总理李强说
        """,
        ),
        (
            ADVISERS,
            """
            在政协邵阳市第十三届委员会第四次会议上，市政协主席李大山说
            在市政协十三届四次会议上，李大山说
        """,
        ),
        (
            CONGRESS,
            """
            在市十七届人大三次会议上，王小明说
            1月9日，王小明代表邵阳市人大常委会作报告时说
        """,
        ),
        (
            COUNTY,
            """
            在县人民代表大会上，县长孙大圣说
            1月3日，县长孙大圣说
        """,
        ),
        (
            PROVINCE,
            """
            在全省两会上，省长张三丰说
            在省人大全体会议上，省长张三丰说
            在年初的省两会上，省长张三丰说
            1月14日（星期二），省长张三丰说
        """,
        ),
        (
            REGION,
            """
            在自治区两会上，自治区主席买买提说
            在全区两会上，自治区主席买买提说
            在自治区人大会议上，自治区主席买买提说
        """,
        ),
    ],
)
def test_the_own_day_and_session_in_usual_words_are_the_reports(text: str, leads: str) -> None:
    found = {lead: truths(f"{lead}，", text) for lead in leads.split()}
    assert found == {lead: [{"exact"}, {"exact"}] for lead in found}


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            PROVINCE,
            """
            在湖北省十四届人大三次会议上指出
            在省十四届人大五次会议上指出
            在全国两会上提出
            在省委全会上强调
        """,
        ),
        (
            PROVINCE,
            """
            在国务院常务会议上会议指出
            在省十三届人大五次会议上会议指出
            二〇二三年一月十四日会议指出
        """,
        ),
        (
            PROVINCE,
            """
            1月15日，省长张三丰代表湖南省人民政府作政府工作报告时指出
            1月15日，省长张三丰对代表们说
            1月15日，省长张三丰对记者说
        """,
        ),
        (
            PROVINCE,
            """
            1月15日，湖南省政府指出
            1月15日，会议指出
            13月45日，有关负责人指出
            去年一月十四日省长张三丰指出
        """,
        ),
        (
            PROVINCE,
            """
            2024年1月20日，记者从省政府工作报告了解
            在2024年省人大会议上，省长张三丰说
            在二〇二四年省人大会议上提出
        """,
        ),
        (
            PROVINCE,
            """
            在省政府全体会议上，省长张三丰说
            在省政府第3次全体会议上，省长说
            在今天召开的经济工作会议上，省长说
        """,
        ),
        (
            PROVINCE,
            """
            在闭幕的科技大会上，省长说
            在人大代表座谈会议上，省长说
            在湖南省第十三届人民代表大会会议上，省长说
        """,
        ),
        (
            ADVISERS,
            """
            在政协邵阳市第十二届委员会第五次会议上，李大山说
            在市政协十二届五次会议上，李大山说
            1月9日，市政协常委会指出
        """,
        ),
        (
            ADVISERS,
            """
            在市政协十三届三次会议上，李大山说
            在市十七届人大四次会议上，李大山说
            在经济工作会议上，李大山说
        """,
        ),
        (
            NATION,
            """
            中央政治局常委会会议指出
            中央政治局常委会强调
            3月6日，国务院指出
            在国务院第八次全体会议上，李强说
        """,
        ),
        (
            CONGRESS,
            """
            在市人大常委会会议上，王小明说
            1月10日，王小明代表邵阳市人大常委会作报告时说
        """,
        ),
        (
            COURT,
            """
            1月14日，省高级人民法院指出
            在法院院长全体会议上，赵公正说
        """,
        ),
        (
            TEXT,
            """
            在党的二十届三中全会上，省长张三丰说
            在教育大会上，省长张三丰说
        """,
        ),
        (
            PROVINCE,
            """
            1月14日（增长8%），省长张三丰说
            1月14日（已停办），省长张三丰说
            1月20日，省长接受新华社采访时说
            1月20日，省长对某某日报说
            在国务院召开的会议上，省长张三丰说
            在湖北省召开的大会上，会议指出
            在企业家协会举行的会议上，省长张三丰说
            在15日召开的省两会上，省长张三丰说
            在省十四届人大三次会议闭幕后召开的经济工作会议上，省长张三丰说
            在学习省十四届人大三次会议精神大会上，省长张三丰说
            在第二次会议上，省长张三丰说
        """,
        ),
    ],
)
def test_another_day_or_meeting_is_told(text: str, leads: str) -> None:
    for lead in leads.split():
        for found in truths(f"{lead}，", text):
            assert found & {"altered", "figure", "absent"}, lead


@pytest.mark.parametrize(
    ("lead", "said", "right"),
    [
        ("9月26日，某某会议强调", "要干出实效。", True),
        ("9月27日，某某会议强调", "要干出实效。", False),
        ("3月6日，省政府提出", "支持中小企业发展。", False),
    ],
)
def test_what_the_report_tells_of_another_day_is_of_that_day(lead: str, said: str, right: bool) -> None:
    for found in truths(f"{lead}，", PROVINCE, said):
        assert bool(found & {"altered", "figure", "absent"}) is not right


def test_a_newspaper_reports_later_of_a_report_without_a_speaker_too() -> None:
    text = PROVINCE.replace("湖南省省长　张三丰\n", "", 1)
    assert truths("1月20日，某某日报报道，", text) == [{"exact"}, {"exact"}]
    assert all(found != {"exact"} for found in truths("1月20日，省长说，", text))


def test_leads_that_are_said_again_and_again_are_read_once() -> None:
    """Two readings of each would be two to the eightieth."""
    assert all(truths("在会议上" * 80, PROVINCE))
