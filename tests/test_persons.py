"""Persons: where they are named, whether a question asks for one, and whether one who is named may be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.model import Span
from retrieval.kinds import asked
from retrieval.persons import persons
from retrieval.wanted import wants
from retrieval.whom import asks_for_person, may_be_asked


def named(text: str) -> list[str]:
    return [text[slice(*person.span)] for person in persons(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县长骆怀安在一起案件中出庭", ["骆怀安"]),
        ("拖轮船长吴启航代表提出的建议办成后", ["吴启航"]),
        ("公诉人许澜清在第八届竞赛中获评", ["许澜清"]),
        ("区人大常委会主任　郑伯川", ["郑伯川"]),
        ("马长河代表连续三年呼吁,韩晓磊代表关注", ["马长河", "韩晓磊"]),
        ("承辦檢察官陳立民三次上門", ["陳立民"]),
        ("县长王刚成为先进,主任李强曾任教师", ["王刚", "李强"]),
        ("代表李娟关于路灯的建议,代表赵磊又捐出奖金", ["李娟", "赵磊"]),
        ("谁和副县长王芳一同督办", ["王芳"]),
        ("主席白玛赤林出席,法官温馨提示,运动员夏令营", []),
        ("推动代表高质量履职,督促法官严格执行规定", []),
        ("组织代表向选民述职,副市长包案", []),
        ("代表周活动如期举行,代表石榴籽工作室挂牌", []),
        ("代表黄金周,代表周密部署,志愿者文明实践", []),
        ("居民安全感提升,干警金点子,职工万人", []),
        ("王家河长约三十公里,全县长期支教", []),
        ("我代表高唐县人民政府,受邵东市人大委托", []),
        ("曲靖市长来访,李副市长带队,石家庄代表提出", []),
    ],
)
def test_who_is_named(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "question",
    [
        "谁作的报告",
        "那位当代表的茶农叫什么名字",
        "县法院院长姓什么",
        "院长是哪个",
        "哪位代表提的建议",
        "哪名代表提的建议",
        "哪几位代表提了建议",
        "哪位代表连续几年呼吁的",
        "哪位法官被评为全国优秀法官",
        "法官叫什么名字",
    ],
)
def test_a_person_is_asked_for(question: str) -> None:
    assert asks_for_person(question) and asked(question) != "name"
    assert [want.sort for want in wants(question)] == ["who"]


@pytest.mark.parametrize(
    "question",
    [
        "第一部条例叫什么名字",
        "招商引资来的企业叫什么",
        "代表提了什么建议",
        "代表的建议叫什么",
        "那位代表办的合作社叫什么",
        "新组建的单位叫什么名字",
        "位于城东的公园叫什么名字",
        "机器人叫什么名字",
        "任何人都可以申请吗",
        "gdp全省排哪位",
        "谁执法谁普法落实得怎样",
        "小广告谁来管",
        "由谁负责",
        "修路谁出钱",
        "谁能申请低保",
        "代表是哪个团的",
        "该由哪位领导负责",
    ],
)
def test_no_person_is_asked_for(question: str) -> None:
    assert not asks_for_person(question) and "who" not in [want.sort for want in wants(question)]


def test_an_office_that_is_named_is_one_that_the_person_has() -> None:
    assert may_be_asked("哪位副市长到场", "副市长", None) and not may_be_asked("哪位副市长到场", "市长", None)
    assert may_be_asked("建议是哪位代表提的", "船长、代表", None)
    assert may_be_asked("谁得了冠军", "运动员", None)
    assert not may_be_asked("原县长是谁", "县长", None) and not may_be_asked("谁当选县长", "代表", None)


def test_an_office_of_another_body_is_not_that_of_the_speaker() -> None:
    line, title = "邵阳市中级人民法院院长 王明", "邵阳市中级人民法院工作报告"
    assert may_be_asked("法院院长叫什么名字", line, title) and may_be_asked("现任院长是谁", line, title)
    for question in ("县医院院长是谁", "检察院院长是谁", "敬老院院长叫什么", "原院长是谁"):
        assert not may_be_asked(question, line, title), question


def test_the_speaker_is_asked_for_by_office_report_and_place() -> None:
    line, title = "邵阳市人大常委会党组书记、主任 周迎春", "邵阳市人大常委会工作报告"
    for question in (
        "邵阳市人大常委会主任叫什么名字",
        "谁作的报告",
        "这份报告是谁作的",
        "湖南省邵阳市人大常委会主任是谁",
    ):
        assert may_be_asked(question, line, title), question
    district = ("埠安区人大常委会主任 郑伯川", "澜海市埠安区人大常委会工作报告")
    assert not may_be_asked("澜海市人大常委会主任叫什么", *district) and may_be_asked(
        "埠安区人大常委会主任是谁", *district
    )
    assert may_be_asked("云溪县人民政府县长是谁", "县长 李明", "云溪县人民政府工作报告")
    for question in (
        "常委会副主任是谁",
        "岳阳市的报告是谁作的",
        "澜海市人大常委会主任是谁",
        "谁得了冠军",
        "谁审议了政府工作报告",
        "报告表扬了谁",
    ):
        assert not may_be_asked(question, line, title), question


@given(st.lists(st.sampled_from(("代表", "王", "李四", "启航", "……", "①", "，", "院长", "张三丰", "㎡", "在", "\n"))))
def test_a_name_is_two_or_three_characters_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for start, end in (person.span for person in persons(text, Span(0, len(text)))):
        name = text[start:end]
        assert 2 <= end - start <= 3 and not set(name) & set("在，\n①㎡ …") and text[end : end + 1] != "市"


def test_places_are_those_of_the_text_where_folding_would_move_them() -> None:
    text = "前言……县长骆怀安在会上发言"
    assert named(text) == ["骆怀安"]
    inner = Span(text.index("县"), len(text))
    assert [text[slice(*person.span)] for person in persons(text, inner)] == ["骆怀安"]
