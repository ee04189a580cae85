"""替换为原文: what is put into a draft, what of it stays, and where a place begins and ends."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.library import Library
from report.model import Report, Span
from report.segment import clauses, lines
from retrieval.checking.checked import check_docx
from retrieval.checking.folded import folded
from retrieval.checking.replacing import Replacement, replacement
from retrieval.checking.statements import sentences_of
from retrieval.verify import Statement, verify_in
from tests.docx_files import docx, p, r, refused, text_of
from tests.fakes import BigramEncoder
from tests.libraries import bigrams_fixture, files_fixture, path_fixture
from tests.reports import made
from tests.soak import size

__all__ = ["bigrams_fixture", "files_fixture", "path_fixture"]
TEXT = """某市人民政府工作报告

一、2024年工作回顾

城镇登记失业率为5.2%。猪肉零售价格上涨0.4%。全市渔船检修合格率达到百分之百。
新建口袋公园46处以上。改造老旧泵站37座，持续推进海绵城市建设。修复古桥12座、古井45口，清淤河道230公里；
栽种行道树5.6万株。我们坚持“会听、会记、会办”，走访渔民家庭820户，办结来信64件，举办渔港文化节3场。

二、2025年工作安排

新增泊位7个。8处渔港码头建成投用。12个渔业项目获省科学技术奖，其中1项获一等奖。推进渔业码头改扩建，支持远洋船队更新渔船15艘。
"""
REPORT = made(TEXT)
REST = "全市走访渔民家庭820户"


def statements(draft: str, report: Report = REPORT) -> tuple[Statement, ...]:
    return verify_in([report], draft).statements


def put(draft: str, found: Replacement) -> str:
    return draft[: found.span.start] + found.words + draft[found.span.end :]


def clicked(draft: str, report: Report = REPORT) -> str:
    """Each button of a draft in turn, the draft checked anew after each as the page does."""
    for _ in range(3 * len(sentences_of(draft)) + 3):
        found = next((put(draft, one) for told in statements(draft, report) if (one := replacement(draft, told))), None)
        if found is None:
            return draft
        draft = found
    pytest.fail(f"the buttons do not come to an end: {draft}")


def quote(one: Statement) -> str:
    assert one.place is not None
    return one.place.report.text[slice(*one.place.span)]


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        ("2023年猪肉零售价格下降0.4%。", "猪肉零售价格上涨0.4%。"),  # not 5.2%。猪肉零售…
        ("去年,本市新增老旧泵站38座,持续推进海绵城市建设。", "改造老旧泵站37座，持续推进海绵城市建设。"),
        ("市里共修复各类古桥13座、古井45口，清淤河道230公里。", "修复古桥12座、古井45口，清淤河道230公里；"),
    ],
)
def test_a_place_begins_and_ends_with_its_clauses(draft: str, shown: str) -> None:
    assert [quote(one) for one in statements(draft)] == [shown]


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        ("（办结来信64件）", "办结来信64件"),  # not the comma of the clause before
        ("《新建口袋公园46处以上》", "新建口袋公园46处以上"),
        ("『会听』、会记", "“会听、会记"),  # what opens is of the place
        ("，办结来信64件", "，办结来信64件"),  # the draft's own begin so
    ],
)
def test_a_place_does_not_begin_with_the_mark_that_ends_what_stands_before(draft: str, shown: str) -> None:
    assert [quote(one).rstrip("，。、") for one in statements(draft)] == [shown]


@pytest.mark.parametrize(
    ("draft", "after"),
    [
        ("栽种行道树6.5万株，全市人民拍手称快。", "栽种行道树5.6万株，全市人民拍手称快。"),  # the next clause stays
        ("办结来信46件。办结来信64件。", "办结来信64件。办结来信64件。"),  # the report goes on with ，
        ("栽种行道树五万株;大家都来了。", "栽种行道树5.6万株;大家都来了。"),
        ("2023年猪肉零售价格下降0.4%！", "2023年猪肉零售价格上涨0.4%！"),
        ("清淤河道230公里以上。", "清淤河道230公里。"),  # what bounds a number is no word of the draft's own
        ("走访渔民家庭820户，“办结来信46件”。", "走访渔民家庭820户，“办结来信64件”。"),
        (
            "2024年全市12个渔业项目获省科学技术奖，其中2项获一等奖。",
            "2024年全市12个渔业项目获省科学技术奖，其中1项获一等奖。",
        ),
        (
            "1\t科技\t12个渔业项目获省科学技术奖，其中2项获一等奖。",
            "1\t科技\t12个渔业项目获省科学技术奖，其中1项获一等奖。",
        ),
        ("全省9处渔港码头建成投用。", "全省8处渔港码头建成投用。"),  # a number for a number
        ("全市12处渔港码头建成投用，其中8处。", "全市8处渔港码头建成投用，其中8处。"),
        (
            "“修复古桥12座、古井45口”，大家很高兴.2023年办结来信66件，举办渔港文化节3场。",
            "“修复古桥12座、古井45口”，大家很高兴.2023年办结来信64件，举办渔港文化节3场。",
        ),
        ("“我们走访渔民家庭802户”。", "“走访渔民家庭820户”。"),
    ],
)
def test_the_reports_words_are_put_in_and_all_else_stays(draft: str, after: str) -> None:
    assert clicked(draft) == after


@pytest.mark.parametrize(
    "draft",
    [
        "改造老旧泵站37座。",  # nothing but the mark at its end differs
        "改造老旧泵站37座，大家十分高兴，持续推进海绵城市建设。",  # the clause between would go
        "修复古桥12座、古井45口，“清淤的河道230公里”；栽种行道树5.6万株。",
    ],
)
def test_nothing_is_put_in_that_would_do_away_with_words_of_the_drafts(draft: str) -> None:
    for one in statements(draft):
        found = replacement(draft, one)
        assert found is None or one.kind == "quotation"


def test_a_figure_in_other_words_is_put_in_alone() -> None:
    report = made("临海省人民政府工作报告\n\n一、2024年工作回顾\n\n粮食总产量820.1亿斤。全年接待游客90万人次。\n")
    draft = "临海省粮食产量是614.2亿斤，大家很高兴。"
    assert clicked(draft, report) == draft.replace("614.2", "820.1")


@pytest.mark.parametrize("draft", ["汉江省政府粮食产量达到820.1亿斤。", "汉江市政府制定的地方性法规达三部。"])
def test_whose_figure_it_is_stays_where_the_report_has_nothing_to_put_in(draft: str) -> None:
    report = made("临海省人民政府工作报告\n\n一、2024年工作回顾\n\n粮食总产量820.1亿斤。制定地方性法规3部。\n")
    (told,) = (one for one in statements(draft, report) if one.place)
    assert told.place and [change.words for change in told.place.changes] == [""]  # another place's, and shown as such
    assert replacement(draft, told) is None


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("全市走访渔民家庭820户，“举办渔港文化节5场”。", [(REST, "altered"), ("举办渔港文化节5场", "altered")]),
        ("全市走访渔民家庭820户，“举办渔港文化节3场”。", [(REST, "altered"), ("举办渔港文化节3场", "exact")]),
        ("“新增泊位9个”，走访渔民家庭802户。", [("新增泊位9个", "altered"), ("走访渔民家庭802户。", "figure")]),
    ],
)
def test_a_quotation_is_checked_by_itself_where_the_rest_of_its_sentence_is_found(
    draft: str, told: list[tuple[str, str]]
) -> None:
    assert [(draft[slice(*one.span)], one.truth) for one in statements(draft)] == told


def test_what_was_altered_in_a_sentence_is_not_excused_by_a_quotation_of_elsewhere() -> None:
    report = made(TEXT + "\n办结来信46件，走访渔民家庭820户。\n办结来信64件，走访渔民家庭820户，登门致谢。\n")
    draft = "我们走访渔民家庭802户，“办结来信46件”，举办渔港文化节3场。"
    assert any(
        one.truth in ("altered", "figure") and "802" in draft[slice(*one.span)] for one in statements(draft, report)
    )


def test_a_term_that_the_report_has_between_marks_stays_in_its_sentence() -> None:
    draft = "我们坚持“会听、会记、会办”，走访渔民家庭802户。"
    assert [draft[slice(*one.span)] for one in statements(draft)] == [draft]


def test_tracked_changes_leave_what_the_place_does_not_have(path: Path, bigrams: BigramEncoder) -> None:
    library = Library.open(path, bigrams)
    data = docx(p(r("报告指出，“建设代表联络站795个、基层立法联系点81个，全市人民拍手称快。”大家都很高兴。")))
    done = check_docx(library, data, "稿.docx")
    assert text_of(done.marked.data) == text_of(data).replace("81个", "18个")
    assert text_of(refused(done.marked.data)) == text_of(data)


# --- laws ---

_OWN_WORDS = ("大家很高兴", "代表们来到码头", "会议由老陈主持", "天气晴朗", "好得很，好得很啊", "据介绍", "报告指出")
_OWN = st.sampled_from(
    ["大家很高兴。", "代表们来到码头，听取介绍！", "会议由老陈主持。", "天气晴朗，海风习习。", "“好得很，好得很啊”。"]
)
_FRONT = st.sampled_from(["", "", "据介绍，", "去年，", "全市", "报告指出，", "天气晴朗，", "2023年"])
_TAIL = st.sampled_from(["", "", "，大家很高兴", "，“办结来信46件”", "，“天气晴朗已经很久了”", "以上"])
_TRUE = [
    TEXT[slice(*one)].rstrip("，；。") for line in lines(TEXT) for one in clauses(TEXT, line) if one.end - one.start > 6
]
_ENDS = st.sampled_from(["。", "！", "；", "，", "\n", ".", ";"])
_SPOILS = st.sampled_from(
    [("增", "减"), ("上涨", "下降"), ("4", "5"), ("7", "77"), ("渔", "鱼"), ("推进", "推动"), ("、", "，"), ("办", "")]
)


@st.composite
def _told(draw: st.DrawFn) -> str:
    """One or two clauses of the report, spoiled, with words of the draft's own around them."""
    at = draw(st.integers(0, len(_TRUE) - 1))
    text = draw(st.sampled_from(["，", "、"])).join(_TRUE[at : at + draw(st.integers(1, 2))])
    for was, now in draw(st.lists(_SPOILS, max_size=2)):
        text = text.replace(was, now)
    if draw(st.booleans()):
        text = f"“{text}”"
    return draw(_FRONT) + text + draw(_TAIL) + draw(_ENDS)


_DRAFTS = st.lists(st.one_of(_OWN, _told()), min_size=1, max_size=5).map("".join)


@pytest.mark.soak
@settings(max_examples=size(3_000, least=120), deadline=None)
@given(_DRAFTS)
def test_a_click_changes_its_own_sentence_and_no_other(draft: str) -> None:
    for one in statements(draft):
        found = replacement(draft, one)
        if found is None:
            continue
        assert one.span.start <= found.span.start < found.span.end <= one.span.end
        before, after = sentences_of(draft), put(draft, found)
        front = [draft[slice(*s.span)] for s in before if s.span.end <= found.span.start]
        behind = [draft[slice(*s.span)] for s in before if s.span.start >= found.span.end]
        now = [after[slice(*s.span)] for s in sentences_of(after)]
        assert now[: len(front)] == front and now[len(now) - len(behind) :] == behind


@pytest.mark.soak
@settings(max_examples=size(3_000, least=120), deadline=None)
@given(_DRAFTS)
def test_all_buttons_one_after_the_other_leave_what_was_not_replaced(draft: str) -> None:
    """The draft's own sentences and clauses are still there, as often as before, and its quotations are quotations."""
    after = clicked(draft)
    for own in _OWN_WORDS:
        assert after.count(own) == draft.count(own), after
    assert after.count("“") == after.count("”") >= draft.count("“")


@pytest.mark.soak
@settings(max_examples=size(3_000, least=120), deadline=None)
@given(_DRAFTS)
def test_what_is_put_in_begins_and_ends_with_a_clause_or_as_the_draft_does(draft: str) -> None:
    edges = {at for line in lines(TEXT) for one in clauses(TEXT, line) for at in one}
    for one in statements(draft):
        found = replacement(draft, one)
        if found is None or one.place is None or (one.figures and not one.place.aligned):
            continue
        start = TEXT.index(found.words, max(0, one.place.span.start - 1))
        mine = folded(draft[slice(*found.span)]).text
        theirs = folded(found.words).text
        front = TEXT[start - 1] in "，、；。：\n“" or start in edges or theirs[:2] == mine[:2]
        back = TEXT[start + len(found.words)] in "，、；。：\n”" or theirs[-2:] == mine[-2:]
        assert front and back, found


def test_a_number_behind_the_drafts_own_words_is_no_part_of_them() -> None:
    (one,) = statements("2024年全市12个渔业项目获省科学技术奖，其中2项获一等奖。")
    assert one.place and [(c.was, c.words) for c in one.place.changes] == [("2024年全市", ""), ("2", "1")]


def test_the_span_of_a_replacement_is_of_the_draft() -> None:
    draft = "大家很高兴。栽种行道树6.5万株。"
    (one,) = [found for told in statements(draft) if (found := replacement(draft, told))]
    assert one == Replacement(Span(6, 16), "栽种行道树5.6万株")
