"""What people say round a question is not looked for, and what they ask is left whole."""

import json
from pathlib import Path

import pytest

from retrieval.courtesy import matter
from retrieval.errors import QuestionError
from retrieval.query import understand
from tests.reports import shaoyang

ASKED = ("去年粮食产量是多少", "查处了多少人", "立法项目有哪些", "谁来管小广告", "養老床位有多少張")


@pytest.mark.parametrize(
    "form",
    [
        "请问{}",
        "請問一下{}",
        "你好,{}?",
        "您好!我想了解一下{}",
        "麻烦问下,{}谢谢",
        "{},谢谢您!",
        "帮我查一下{}",
        "请帮我找找{}",
        "能告诉我{}吗",
        "能不能帮忙看看{}吗?",
        "{},能告诉我吗?",
        "{}请具体说明",
        "{}?请详细介绍一下。",
        "报告里说{}",
        "報告中提到的{}",
        "根据报告,{}",
        "从这份工作报告来看,{}",
        "政府工作报告里面{}",
        "谢谢,{}",
        "你好,请问报告里提到{}?谢谢",
    ],
)
def test_what_is_asked_is_left(form: str) -> None:
    for asked in ASKED:
        assert matter(form.format(asked)).strip("?？。! ") == asked
        assert matter(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "报告中小企业问题的是谁",
        "报告内容公开了吗",
        "工作报告听取了几个",
        "帮农民工追回多少欠薪",
        "为讲好故事做了什么",
        "替我们说话的代表里有谁",
        "查下来最大的毛病是什么",
        "说明会开了几次",
        "能查到多少人",
        "好人评了几个",
        "向谁表示感谢",
        "请假制度怎么改",
        "帮助就业",
        "就业问题,今年做了什么?",
        "我是邵阳市的,粮食产量是多少?",
        "最后一个贫困村,哪年脱贫",
        "请教师多少名",
        "报告中标企业有几家",
        "能否提供法律援助?",
        "裁判文书,可以查询吗",
        "有没有讲解员?",
        "告诉才处理的案件有几件",
        "",
    ],
)
def test_what_belongs_to_the_question_stays(asked: str) -> None:
    assert matter(asked) == asked


@pytest.mark.parametrize(("name", "left", "whole"), [("first", 54, 78), ("second", 67, 80)])
def test_what_others_wrote(name: str, left: int, whole: int) -> None:
    file = Path(__file__).resolve().parent.parent / "benchmarks" / "courtesy" / f"{name}.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    wrapped = [row for row in rows if row["asks"] != row["question"]]
    ends = " ?？。!！,，~～"
    assert sum(matter(row["question"]).strip(ends) == row["asks"].strip(ends) for row in wrapped) >= left
    assert sum(matter(row["question"]) == row["question"] for row in rows if row not in wrapped) >= whole


def test_it_takes_no_longer_than_it_is_long() -> None:
    assert matter("哪位能" * 160 + "甲")  # would not end where a form could be read in two ways at every step


def test_thanks_alone_ask_nothing() -> None:
    assert not any(matter(said) for said in ("谢谢", "你好!", "请问", "好的,谢谢您!", "帮我介绍一下"))
    with pytest.raises(QuestionError, match="谢谢"):
        understand("谢谢", before=("去年粮食产量是多少?",))
    assert understand("谢谢", literal=True).understood == "谢谢"


def test_the_report_is_spoken_of_in_the_midst() -> None:
    assert matter("粮食产量在报告中是多少") == "粮食产量是多少"
    assert matter("在报告制度上做了什么") == "在报告制度上做了什么"


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("我是大三学生,写论文用,公益诉讼立案多少件?请尽快回复", "写论文用,公益诉讼立案多少件?"),
        ("请问下半年有什么安排", "下半年有什么安排"),
        ("请问下一步怎么做", "下一步怎么做"),
        ("报告里提到过去五年做了什么", "过去五年做了什么"),
        ("能告诉我市今年GDP多少吗", "我市今年GDP多少"),
        ("2023年,请问一下,全省通车里程是多少", "2023年,全省通车里程是多少"),
        ("粮食产量是多少?不好意思,打扰您了", "粮食产量是多少?"),
        ("老外逛街付钱麻烦,有什么改进?", "老外逛街付钱麻烦,有什么改进?"),
        ("孩子近视问题,今年怎么防", "孩子近视问题,今年怎么防"),
        ("听说你们立法速度快,靠的啥", "听说你们立法速度快,靠的啥"),
        ("我们村的路坏了,谁修", "我们村的路坏了,谁修"),
        ("“你好,检察官”栏目播出了几期", "“你好,检察官”栏目播出了几期"),
    ],
)
def test_a_clause_that_speaks_to_somebody_goes_whole(said: str, asks: str) -> None:
    assert matter(said) == asks


def test_whether_it_is_told_is_whether_there_is_any() -> None:
    assert matter("报告里有没有提到养老床位?") == "有没有养老床位?"
    assert matter("能告诉我养老床位增加了吗") == "养老床位增加了吗"  # yes or no is asked for


def test_it_is_understood_so() -> None:
    report = shaoyang()
    reports = {report.id: report}
    asked = understand("请问去年开了几次会?谢谢", reports=reports)
    assert asked.text == "请问去年开了几次会?谢谢" and asked.understood == "去年开了几次会?"
    after = understand("那今年呢?谢谢", before=("你好,去年粮食产量是多少?", "谢谢"), reports=reports)
    assert after.understood == "今年粮食产量是多少?" and after.follows == "你好,去年粮食产量是多少?"
