"""A question as it is understood: years, the kind of answer, follow-ups; what cannot be asked."""

import pytest

from index.folding import fold
from retrieval.errors import QuestionError
from retrieval.kinds import Kind, asked, holds
from retrieval.query import LONGEST, understand


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("全年开了多少次会议?", "number"),
        ("办了几期讲堂", "number"),
        ("解决率是多少", "number"),
        ("总共投了多少钱", "money"),
        ("涉及的资金有多少", "money"),
        ("从哪一天起施行?", "date"),
        ("什么时候作的报告", "date"),
        ("哪部法规草案还在审议", "law"),
        ("打分的那个办法全称是什么", "law"),
        ("这个中心叫什么", "name"),
        ("怎么联系群众", None),
        ("地区生产总值增速", "number"),
        ("接待来访件数?", "number"),
        ("垃圾分类覆盖率", "number"),
        ("地区生产总值增速呢", "number"),
        ("工作效率", None),
        ("怎么提高就业率?", None),
        ("有没有减少上访人数", None),
        ("什么是城镇化率", None),
        ("效率有没有提高", None),
        ("无线电频率如何管理", None),
    ],
)
def test_the_kind_of_answer_asked_for(question: str, kind: Kind | None) -> None:
    assert asked(fold(question)) == kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        ("number", "举办讲堂4期", True),
        ("number", "举办两期培训班", True),
        ("number", "扎实开展工作", False),
        ("money", "资金28.24亿元", True),
        ("money", "70余万人次", False),
        ("date", "10月30日,专题询问", True),
        ("date", "开展3次", False),
        ("law", "制定《办法》", True),
        ("law", "“七个一”意见", False),
        ("name", "授牌“示范机关”", True),
    ],
)
def test_a_text_that_holds_the_kind(kind: Kind, text: str, held: bool) -> None:
    assert holds(kind, fold(text)) is held


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2022年收到多少件", (2022,)),
        ("２０２３年和2024年", (2023, 2024)),
        ("12345热线", ()),
        ("去年", ()),
        ("投入2000万元", ()),
        ("2022、2023年", (2022, 2023)),
    ],
)
def test_years_are_those_named(question: str, years: tuple[int, ...]) -> None:
    assert understand(question).years == years


def test_a_follow_up_leans_on_the_question_before_and_a_new_subject_does_not() -> None:
    before = ("代表通过热线反映了多少问题?",)
    assert understand("那解决了多少?", before).understood == "代表通过热线反映了问题,解决了多少?"
    assert understand("那解决了多少?", before).follows == before[0]
    assert understand("制定了哪些法规?", before).understood == "制定了哪些法规?"
    assert understand("制定了哪些法规?", before).follows is None
    assert understand("那解决了多少?").understood == "那解决了多少?"


def test_the_text_is_kept_as_typed() -> None:
    assert understand("  热线 \n 解决率 ").text == "  热线 \n 解决率 "
    assert understand("  热线 \n 解决率 ").understood == "热线 解决率"


@pytest.mark.parametrize("question", ["", "  ", "???", "。。"])
def test_a_question_without_words_is_refused(question: str) -> None:
    with pytest.raises(QuestionError, match="空"):
        understand(question)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(QuestionError, match="UTF-8"):
        understand("热线\udcff解决率")


def test_a_question_too_long_is_refused_with_both_numbers() -> None:
    understand("问" * LONGEST)
    with pytest.raises(QuestionError, match=f"{LONGEST + 1}.*{LONGEST}"):
        understand("问" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("人均GDP多少", "人均生产总值多少"),
        ("gdp增速", "生产总值增速"),
        ("ＧＤＰ涨了吗", "生产总值涨了吗"),
        ("CPI和GDPR", "居民消费价格和GDPR"),
    ],
)
def test_letters_are_spelled_as_reports_print_them(typed: str, searched: str) -> None:
    query = understand(typed)
    assert (query.text, query.understood) == (typed, searched)
