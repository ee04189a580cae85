"""Places named in a question: which names count, and what is looked in."""

from pathlib import Path

import pytest

from index.folding import fold
from index.library import Library
from retrieval.answer import ask
from retrieval.places import named, names
from retrieval.query import understand
from tests.fakes import BigramEncoder
from tests.libraries import bigrams_fixture, files_fixture, path_fixture
from tests.reports import made

__all__ = ["bigrams_fixture", "files_fixture", "path_fixture"]

OPENING = "2025年{place}政府工作报告\n一、2024年工作回顾\n全年生产总值增长5.5%。"
PROVINCES = {i: made(OPENING.format(place=p), i) for i, p in (("gd", "广东省"), ("sc", "四川省"), ("xj", "新疆"))}


@pytest.mark.parametrize(
    ("place", "called"),
    [
        ("广东省", ("广东省", "广东", "粤")),
        ("宁夏回族自治区", ("宁夏回族自治区", "宁夏", "宁")),
        ("黑龙江省", ("黑龙江省", "黑龙江", "黑")),
        ("邵阳市", ("邵阳市", "邵阳")),
        ("绥宁县", ("绥宁县", "绥宁")),
        ("泽州", ("泽州",)),
    ],
)
def test_what_people_call_a_place(place: str, called: tuple[str, ...]) -> None:
    assert names(place) == called


@pytest.mark.parametrize(
    ("question", "places", "reports"),
    [
        ("广东去年外贸多少", ("广东",), ("gd",)),
        ("粤去年外贸多少", ("粤",), ("gd",)),
        ("廣東省生产总值", ("广东省",), ("gd",)),
        ("广东和四川的生产总值", ("广东", "四川"), ("gd", "sc")),
        ("川流不息的车辆", (), ()),
        ("制定了哪些新政策", (), ()),
        ("辽宁的粮食产量", (), ()),
        ("生产总值增长多少", (), ()),
    ],
)
def test_places_named_and_their_reports(question: str, places: tuple[str, ...], reports: tuple[str, ...]) -> None:
    assert named(fold(question), PROVINCES) == (places, reports)


def test_the_caller_s_choice_stands_above_the_place_named() -> None:
    assert understand("广东外贸", reports=PROVINCES).within == ("gd",)
    assert understand("外贸", reports=PROVINCES).within is None
    chosen = understand("广东外贸", within=["sc"], reports=PROVINCES)
    assert chosen.within == ("sc",) and chosen.places == ()


def test_a_place_named_is_looked_in_alone(path: Path, bigrams: BigramEncoder) -> None:
    library = Library.open(path, bigrams)
    found = {hit.passage.report_id for hit in ask(library, "衡阳的热线解决了多少问题").hits}
    assert found == {"衡阳"}
    both = ask(library, "衡阳的热线解决了多少问题", within=list(library.reports))
    assert {hit.passage.report_id for hit in both.hits} == {"衡阳", "邵阳"}
