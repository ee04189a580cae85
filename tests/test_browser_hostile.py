"""Reports, titles, file names and questions are words, whatever they look like: nothing of them runs or loads."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from index.library import Library
from report.model import Report, Section
from tests.browser import SCREENS, Watched, serving, spans, watched
from web import html, words
from web.app import create as create_app
from web.desk import Desk

pytest_plugins = ["tests.browser_pages"]

HARM = """() => [window.hurt ?? null, document.querySelectorAll(
    ':is(.bot, .user, #outline, #book, .rhead) :is(img, script, iframe, object, a:not(.jump), [onerror])').length]"""
UNHARMED = [None, 0]
QUESTIONS = [
    "<img src=x onerror='window.hurt=7'>${window.hurt=8}{{7*7}}水獭保护区收入增长",
    "[水獭](javascript:window.hurt=11)</script><script>window.hurt=12</script>\u202e保护区\u202c**收入**增长",
]


@pytest.fixture(scope="module")
def hostile(library: Library) -> Report:
    return next(report for name, report in library.reports.items() if "${x}" in name)


def test_hostile_report_and_question_are_words_only(seen: Watched, hostile: Report) -> None:
    seen.open()
    for question in QUESTIONS:
        seen.ask(question)
    assert seen.text(".user p") == "".join(QUESTIONS)
    card = seen.page.locator(".bot .card", has_text="水獭").last
    link, quote = card.locator("a.jump"), card.locator("blockquote.quote")
    start, end, shown = quote.evaluate("(q) => [+q.dataset.start, +q.dataset.end, q.textContent]")
    assert shown == hostile.text[start:end]
    link.click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    assert seen.text("mark.hit") == "".join(hostile.text[a:z] for a, z in spans(link.get_attribute("data-marks")))
    assert seen.text("#book article") == hostile.text
    assert seen.page.evaluate(HARM) == UNHARMED
    seen.page.reload()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    assert seen.text(".user p") == "".join(QUESTIONS)
    assert seen.page.evaluate(HARM) == UNHARMED


@pytest.fixture(scope="module")
def titled(library: Library) -> Iterator[str]:
    """A server whose report has a title and a heading of 100 kB, more than the parser takes for one."""
    report = library.reports["超长"]
    title, start = report.text.split("\n")[0], report.text.index("一、")
    assert len(title.encode()) > 100_000
    section = Section(f"一、{title}", 1, start, report.text.index("全年"), len(report.text), False)
    forged = replace(report, sections=(section,), meta=replace(report.meta, title=title))
    nowhere = library.path / "nothing is reread here"
    desk = Desk(replace(library, path=nowhere, reports={**library.reports, report.id: forged}))
    with serving(create_app(desk, "0", "m3e-small")) as base:
        yield base


@pytest.mark.parametrize("screen", SCREENS)
def test_a_title_of_a_hundred_thousand_characters(
    screens: dict[str, BrowserContext], titled: str, library: Library, screen: str
) -> None:
    text = library.reports["超长"].text
    with watched(screens[screen], titled) as seen:
        seen.open()
        seen.ask("放归白鱀豚三头")
        card = seen.page.locator(".bot .card", has_text="白鱀豚").first
        assert height(card) < 400
        card.locator("a.jump").click()
        expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
        assert seen.text("#book article") == text
        assert seen.text("#rtitle") == html.short(text.split("\n")[0])
        assert height(seen.page.locator(".rhead")) < 120
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        seen.page.keyboard.press("Escape")
        seen.page.get_by_role("tab", name=words.TAB_SUMMARY).click()
        expect(seen.page.locator("#outline .lead")).to_be_visible()
        assert seen.page.evaluate(HARM) == UNHARMED


def height(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box
    return box["height"]


def test_right_to_left_marks_end_with_their_quotation(desk: Watched) -> None:
    """The words around a quotation, a heading or a title with such marks keep their direction."""
    desk.open()
    desk.ask("水獭保护区收入增长")
    card = desk.page.locator(".bot .card", has_text="水獭").first
    place = card.locator(".place")
    assert place.evaluate("(e) => getComputedStyle(e).direction") == "ltr"
    boxes = card.locator("bdi").evaluate_all("all => all.map((e) => getComputedStyle(e).unicodeBidi)")
    assert boxes
    assert set(boxes) == {"isolate"}
    assert card.locator(".quote").evaluate("(e) => e.dir") == "auto"
