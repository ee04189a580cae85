"""A question of several places: which are named together, what each report is asked, what becomes of the answers."""

import re
from pathlib import Path

import pytest

from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from index.writing import add, create
from report.model import Report
from retrieval.answer import Answer, ask
from retrieval.comparison import each, plain
from retrieval.places import named, together
from retrieval.query import understand
from retrieval.render import short_text, to_json
from tests.reports import made
from web import cards

OPENING = "2025年{place}政府工作报告\n一、2024年工作回顾\n全年生产总值增长5.5%。"
PLACES = {"gd": "广东省", "sc": "四川省", "cq": "重庆市", "js": "江苏省", "zj": "浙江省", "nm": "内蒙古自治区"}
REPORTS = {report_id: made(OPENING.format(place=place), report_id) for report_id, place in PLACES.items()}
SAID = {
    "四川": "全省地区生产总值增长5.7%，高于全国水平。\n新改建农村公路1.4万公里。\n西昌完成航天发射17次。",
    "重庆": "全市地区生产总值增长5.6%，运行平稳。\n新建农村公路2200公里。\n农村常住居民收入稳步提高。",
}


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("川渝两地GDP增速差多少", ("四川", "重庆")),
        ("苏、浙两省今年的目标谁更高", ("江苏", "浙江")),
        ("江浙粮食产量", ()),  # 江浙商人: which are meant is not said
        ("江浙粮食产量谁多", ("江苏", "浙江")),
        ("江苏和浙江谁多", ("江苏", "浙江")),
        ("成渝两地的外贸各多少", ("四川", "重庆")),
        ("川渝高铁通车了吗,谁建的", ()),
        ("成渝地区双城经济圈建设", ()),
        ("粤外贸多少", ("广东",)),
        ("粤和四川外贸谁多", ("广东", "四川")),
        ("粵、川兩省外貿", ("广东", "四川")),
        ("京津冀协同发展", ()),
    ],
)
def test_places_that_are_named_together(question: str, places: tuple[str, ...]) -> None:
    found, ids = named(fold(question), REPORTS)
    short = {"粤": "广东"}
    assert tuple(short.get(one, one) for one in found) == places
    assert [PLACES[i] for i in ids] == [p for p in PLACES.values() if any(p.startswith(one) for one in places)]


def test_a_long_name_is_no_run_of_characters() -> None:
    for question in ("江苏、浙江", "吉林和黑龙江", "辽宁、甘肃、青海", "云南贵州", "天津、河北"):
        assert together(question) == (frozenset(), question)


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("川渝两地GDP增速差多少?", ["四川生产总值增速多少?", "重庆生产总值增速多少?"]),
        ("重庆与四川,今年就业目标哪边更多?", ["重庆今年就业目标是多少", "四川今年就业目标是多少"]),
        ("广东、江苏省外贸分别是多少", ["广东外贸是多少", "江苏外贸是多少"]),
        ("内蒙古自治区和四川谁的煤炭产量大", ["内蒙古煤炭产量是多少", "四川煤炭产量是多少"]),
        ("今年广东的目标比江苏高吗", ["今年广东的目标是多少", "今年江苏的目标是多少"]),
        ("广东外贸多少,四川呢", ["广东外贸多少", "四川外贸多少"]),
        ("四川和重庆怎么管河流", ["四川怎么管河流", "重庆怎么管河流"]),
    ],
)
def test_each_place_is_asked_as_if_it_alone_were_meant(question: str, alone: list[str]) -> None:
    asked = each(understand(question, reports=REPORTS), REPORTS)
    assert [one.understood for one in asked] == alone
    for one in asked:
        assert len(one.places) == len(one.within or ()) == 1
        assert PLACES[(one.within or ("",))[0]].startswith(one.places[0]) and one.places[0] in one.understood


def test_what_compares_nothing_stays_as_it_is() -> None:
    for question in ("四川有没有提到低空经济", "四川外贸多少", "哪些地方增长最快的产业是什么", "差旅费是多少"):
        assert plain(question) == question


@pytest.fixture(name="library", scope="module")
def library_fixture(tmp_path_factory: pytest.TempPathFactory, encoder: SentenceEncoder) -> Library:
    folder = tmp_path_factory.mktemp("compared")
    for place, said in SAID.items():
        text = f"2025年{place}政府工作报告\n\n一、2024年工作回顾\n\n{said}\n\n二、2025年工作安排\n\n力争平稳增长。\n"
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    create(folder / "library", encoder)
    add(folder / "library", encoder, sorted(folder.glob("*.txt")))
    return Library.open(folder / "library", encoder)


def told(library: Library, answer: Answer) -> list[tuple[str, str]]:
    texts: dict[str, Report] = dict(library.reports)
    return [(one.report_id, texts[one.report_id].text[slice(*one.span)]) for one in answer.short]


def test_each_report_answers_for_itself_in_the_order_asked_for(library: Library) -> None:
    for question, order in (("川渝两地GDP增长多少", ["四川", "重庆"]), ("重庆和四川GDP增长多少", ["重庆", "四川"])):
        answer = ask(library, question)
        assert answer.refusal is None and [hit.passage.report_id for hit in answer.hits[:2]] == order
        assert dict(told(library, answer)) == {"四川": "5.7%", "重庆": "5.6%"}
        assert [place for place, _ in told(library, answer)] == order


def test_one_that_is_silent_is_named_and_all_silent_is_a_refusal(library: Library) -> None:
    one = ask(library, "四川和重庆航天发射各多少次")
    assert one.refusal is None and one.doubt == "未必都提及所问的内容(重庆)"
    assert told(library, one) == [("四川", "17次")]
    none = ask(library, "四川和重庆高考录取率各多少")
    assert none.refusal is not None and all(f"{place}:报告未提及" in none.refusal for place in SAID)
    assert none.short == () and {hit.passage.report_id for hit in none.hits} == set(SAID)


def test_short_answers_say_whose_they_are(library: Library) -> None:
    both = ask(library, "川渝两地GDP增长多少")
    assert short_text(library, both) == to_json(library, both)["answer"] == "四川:5.7%、重庆:5.6%"
    assert re.sub("<[^>]+>", "", cards.answer(library, both)).count("四川:5.7%、重庆:5.6%") == 1
    assert short_text(library, ask(library, "四川GDP增长多少")) == "5.7%"


def test_a_comparison_that_is_undone_looks_everywhere(library: Library, tmp_path: Path) -> None:
    within = ask(library, "川渝两地GDP增长多少", within=["四川"])
    assert within.query.places == () and {hit.passage.report_id for hit in within.hits} == {"四川"}
