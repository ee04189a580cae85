"""Names of laws and bodies in a draft: found as they are written, exact where a report has them, never when altered."""

import random
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.verify.mutants import RULES, mutated
from report.model import Report, Span
from retrieval.checking.folded import folded
from retrieval.checking.grams import Grams, grams
from retrieval.checking.locate import Place
from retrieval.checking.names import bodies, laws, locate_body, locate_law
from retrieval.verify import Statement, verify_in
from tests.reports import made
from tests.soak import real_reports, size

REPORT = made(
    """某省人大常委会工作报告

一、主要工作

省人大常委会制定《某省安全生产条例》，修订《某省预算监督条例实施办法》。省高级人民法院、省人民检察院依法履职。
省发展改革委牵头推进项目，省水利厅加强调度，省防汛抗旱指挥部统一指挥，市场监督管理局开展检查。
"""
)
OWN = "上周同志们到基层学习交流，随后谈到了{}的各项工作，大家都觉得收获很大。"
MANY = 50  # places of one name that are looked at
_OTHERS = "省市县院委会厅局办部监察政法人大常检"


def printed(text: str, find: Callable[[str, Span], list[Span]]) -> list[str]:
    return [text[slice(*span)] for span in find(text, Span(0, len(text)))]


def names_in(draft: str) -> list[Statement]:
    return [one for one in verify_in([REPORT], draft).statements if one.kind == "name"]


def accepted(places: list[Place]) -> bool:
    return any(place.truth != "altered" for place in places)


@cache
def named(find: Callable[[str, Span], list[Span]]) -> list[tuple[Report, Span, str]]:
    """The names in the real reports, in any order: the first ones tell of all."""
    found = [(r, span, r.text[slice(*span)]) for r in real_reports() for span in find(r.text, Span(0, len(r.text)))]
    random.Random(0).shuffle(found)
    return found[: size(2_000, least=24)]


def changed_names(names: list[str]) -> st.SearchStrategy[str]:
    """A name with a character left out, put in or changed; its first character too."""

    def change(name: str, at: int, width: int, put: str) -> str:
        at %= len(name)
        return name[:at] + put + name[at + width :]

    puts = st.sampled_from(["", *_OTHERS, "条例", "办法"])
    return st.builds(change, st.sampled_from(names), st.integers(0, 60), st.integers(0, 1), puts)


# --- what is found ---


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会议由省发展改革委和省水利厅召开。", ["省发展改革委", "省水利厅"]),
        ("省人民政府、省人民检察院与省防汛抗旱指挥部到会。", ["省人民政府", "省人民检察院", "省防汛抗旱指挥部"]),
        ("市场监督管理局在县公安局培训。", ["市场监督管理局", "县公安局"]),
        ("听取省人大常委会汇报。", ["省人大常委会"]),
        ("撤并9个国家行业主管局，组建12家地方金融监管局。", ["国家行业主管局", "地方金融监管局"]),
        ("在客厅、餐厅谈起布局、格局和结局，当时局面大好，破局开局。", []),
        ("没有机构的一句话，增长5.3%。", []),
    ],
)
def test_bodies_are_found_from_the_last_word_that_no_name_holds(text: str, names: list[str]) -> None:
    assert printed(text, bodies) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("学习《预算法》和《某省安全生产条例（草案）》。", ["预算法", "某省安全生产条例（草案）"]),
        ("《预算法》《立法法》。", ["预算法", "立法法"]),
        ("《没有闭合，以及《监督法》。", ["监督法"]),
        ("《断\n行法》", []),
        ("《法》", []),
    ],
)
def test_laws_are_what_stands_between_the_marks(text: str, names: list[str]) -> None:
    assert printed(text, laws) == names


def test_only_the_span_is_looked_at() -> None:
    text = "省水利厅报告。学习《预算法》。"
    assert bodies(text, Span(6, len(text))) == [] and laws(text, Span(0, 8)) == []


# --- what a report has ---


@pytest.mark.parametrize(
    ("name", "truth", "changes"),
    [
        ("省发展改革委", "exact", []),
        ("省發展改革委", "equal", []),
        ("省防汛抗旱指挥部", "exact", []),
        ("省防汛抗灾指挥部", "altered", [("灾", "旱")]),
        ("市场监督管理厅", "altered", [("厅", "局")]),
        ("《某省安全生产条例》", "exact", []),
        ("《某省安全生產條例》", "equal", []),
        ("《某市安全生产条例》", "altered", [("市", "省")]),
        ("《某省预算监督条例》", "absent", []),  # the report has 某省预算监督条例实施办法
        ("《监督法》", "absent", []),
    ],
)
def test_a_name_in_a_sentence_of_the_drafts_own(name: str, truth: str, changes: list[tuple[str, str]]) -> None:
    draft = OWN.format(name)
    (one,) = names_in(draft)
    assert (one.truth, draft[slice(*one.span)]) == (truth, name.strip("《》"))
    told = one.place.changes if one.place else ()
    assert [(draft[slice(*c.draft)], REPORT.text[slice(*c.report)]) for c in told] == changes


@pytest.mark.parametrize("own", ["谈到了{}，收获很大。", "会后到{}座谈交流。随后散会。", "{}投资5亿元。"])
def test_a_body_in_a_short_sentence_of_the_drafts_own_is_found_as_a_name(own: str) -> None:
    named = names_in(own.format("省防汛抗旱指挥部"))
    assert [(one.truth, one.place and one.place.report) for one in named] == [("exact", REPORT)]
    assert all(
        one.truth == "absent"
        for one in verify_in([REPORT], own.format("省防汛抗旱指挥部")).statements
        if one not in named
    )


@pytest.mark.parametrize(
    "altered", ["省防汛抗旱指挥部统一协调", "市防汛抗旱指挥部统一指挥", "省防汛抗旱指挥部未统一指挥"]
)
def test_a_sentence_of_the_report_is_not_taken_for_the_drafts_own(altered: str) -> None:
    (one,) = verify_in([REPORT], altered).statements
    assert (one.kind, one.truth) == ("statement", "altered")


@pytest.mark.parametrize("name", ["县发展改革委", "省住建厅", "省水利局", "市公安局", "省人大教育委员会"])
def test_a_body_that_differs_at_its_front_or_in_much_is_not_called_another(name: str) -> None:
    found = verify_in([REPORT], OWN.format(name))
    assert found.statements == ()
    assert any("没有这个机构" in one.why for one in found.unchecked)


def test_a_law_has_every_place_where_a_report_names_it() -> None:
    twice = made(f"{REPORT.text}\n再次检查《某省安全生产条例》实施情况。\n", "二")
    places = locate_law([REPORT, twice], "某省安全生产条例")
    assert [(place.report.id, place.truth) for place in places] == [("made", "exact"), ("二", "exact"), ("二", "exact")]
    assert {place.report.text[slice(*place.span)] for place in places} == {"某省安全生产条例"}


# --- laws on real reports ---


@pytest.mark.soak
def test_the_bodies_of_real_reports_come_back_exact() -> None:
    for report, span, name in named(bodies):
        places = locate_body(grams([report]), name)
        assert places and all(place.truth == "exact" for place in places), name
        assert all(report.text[slice(*place.span)] == name for place in places)
        assert span in [place.span for place in places] or len(places) >= MANY, name


def test_a_body_behind_the_word_of_a_plan_is_that_body() -> None:
    report = made("某市政府工作报告\n\n一、安排\n\n这次会上将要审议市民委员会的规则。\n")
    places = locate_body(grams([report]), "要审议市民委员会")
    told = {(place.truth, report.text[slice(*place.span)], place.changes) for place in places}
    assert told == {("exact", "要审议市民委员会", ())}


@pytest.mark.soak
def test_the_laws_of_real_reports_come_back_exact() -> None:
    for report, span, name in named(laws):
        places = locate_law([report], name)
        assert span in [place.span for place in places]
        assert {(place.truth, report.text[slice(*place.span)]) for place in places} == {("exact", name)}


@pytest.mark.soak
def test_an_altered_organ_never_passes() -> None:
    index, rng = grams(real_reports()), random.Random(1)
    drawn = [(name, RULES["organ"](name, rng)) for _, _, name in named(bodies) for _ in range(3)]
    altered = [mutant for name, edit in drawn if edit and (mutant := mutated(name, edit)) and not _in(index, mutant)]
    assert len(altered) >= 8
    assert [name for name in altered if accepted(locate_body(index, name))] == []


@pytest.mark.soak
@settings(max_examples=size(10_000), deadline=None)
@given(st.deferred(lambda: changed_names([name for _, _, name in named(bodies)])))
def test_no_body_with_a_character_changed_passes(name: str) -> None:
    index = grams(real_reports())
    if folded(name).text and not _in(index, name):
        assert not accepted(locate_body(index, name))


@pytest.mark.soak
@settings(max_examples=size(10_000), deadline=None)
@given(st.deferred(lambda: changed_names([name for _, _, name in named(laws)])))
def test_no_law_with_a_character_changed_passes(name: str) -> None:
    if folded(name).text and folded(name).text not in _known():
        assert not accepted(locate_law(real_reports(), name))


def _in(index: Grams, name: str) -> bool:
    return folded(name).text in index.whole


@cache
def _known() -> set[str]:
    return {folded(name).text for report in real_reports() for name in printed(report.text, laws)}
