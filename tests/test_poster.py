"""一图读懂: every word of the page is the report's, and what is hostile stays text."""

import re
from html import unescape

import pytest

from benchmarks.sentences import sentence_library
from report.model import Report
from retrieval.poster import CARDS, LAWS, Poster, poster
from tests.fakes import BigramEncoder
from tests.reports import made, shaoyang
from tests.test_web import HOSTILE, Text
from web import poster as drawn

TAGS = {*"html head meta title link body main header section h1 h2 ul li a b span mark footer p".split()}  # noqa: SIM905


def of(report: Report) -> Poster:
    return poster(sentence_library([report], BigramEncoder()), report)


@pytest.fixture(name="report", scope="module")
def report_fixture() -> Report:
    return shaoyang()


def test_the_parts_have_figures_and_the_laws_are_there(report: Report) -> None:
    found = of(report)
    headings = [part.heading.quotes[0][:2] if part.heading else "" for part in found.parts]
    assert headings == ["", "一、", "二、", "三、", "四、", "五、"]
    cards = [card for part in found.parts for card in part.cards]
    assert len(cards) <= CARDS and all(re.search(r"\d|[一-十]", report.text[slice(*card.large)]) for card in cards)
    laws = [report.text[slice(*card.large)] for card in found.laws]
    assert 4 <= len(laws) <= LAWS and len(set(laws)) == len(laws)
    assert all(law.startswith("《") and law.endswith("》") for law in laws)
    assert not any("教师法" in law for law in laws), "inspected, not made"


def test_every_word_is_the_reports_at_its_place(report: Report) -> None:
    page = drawn.page(report, of(report))
    quotes = re.findall(r'data-start="(\d+)" data-end="(\d+)" dir="auto">(.*?)</span>', page)
    assert len(quotes) > 20
    for start, end, inner in quotes:
        assert unescape(re.sub("<.*?>", "", inner)) == report.text[int(start) : int(end)]
    for large in re.findall(r'<b class="large" aria-hidden="true">(.*?)</b>', page):
        assert unescape(large) in report.text
    left = re.sub(r'<span class="quote".*?</span>|<b class="large".*?</b>|<title>.*?</title>|<footer>.*', "", page)
    assert re.sub(r"<[^>]*>", "", left) == "", "words that are not the report's"


def test_a_number_that_was_not_read_whole_is_not_drawn() -> None:
    report = made("某市工作报告\n一、甲。已经达到五十点3公里。\n二、乙。新建道路120公里。")
    larges = [report.text[slice(*card.large)] for part in of(report).parts for card in part.cards]
    assert larges == ["120公里"]


def test_what_bounds_a_figure_is_drawn_with_it() -> None:
    report = made(
        "某市工作报告\n一、甲。新增汽车近100万辆。\n二、乙。新建道路120公里以上。\n三、丙。新增家庭超70余万户。"
    )
    larges = [report.text[slice(*card.large)] for part in of(report).parts for card in part.cards]
    assert larges == ["近100万辆", "120公里以上", "超70余万户"]


@pytest.mark.parametrize("text", ["", "某市工作报告", f"{HOSTILE}工作报告\n\n一、{HOSTILE}\n{HOSTILE}新增120家企业。"])
def test_empty_and_hostile_reports(text: str) -> None:
    report = made(text, 'r"><script>')
    page = drawn.page(report, of(report))
    assert set(Text(page.removeprefix("<!doctype html>")).tags) <= TAGS
