"""For everyone: axe-core on every tab and state, on both screens, light and dark (make soak: each in both); and the
keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, expect

from index.writing import create
from tests.browser import SCREENS, Watched, serving, watched
from tests.fakes import BigramEncoder
from tests.soak import WHOLE
from web import words
from web.app import create as create_app
from web.desk import Desk

pytest_plugins = ["tests.browser_pages"]

FIGURE, ABSENT = words.EXAMPLES[0], words.EXAMPLES[3]
FOLLOWS = "那2023年解决了多少呢"
DRAFT = """代表通过热线反映问题377个,已解决360个,解决率为95.48%。我们感到很高兴。
全面深化理论学习,系统掌握新时代地方人大工作看家本领。根据《水下城市建设条例》,全市开展了检查。
全面深化理论学习，系统掌握新时代地方人大工作看家本领。"""
WRONG = ("serious", "critical")
ONLY = {"resultTypes": ["violations"]}
Scheme: TypeAlias = Literal["light", "dark"]
SCHEMES: dict[str, tuple[Scheme, ...]] = {"desktop": ("light", "dark"), "phone": ("dark", "light")}
"""Under `make test` axe, which takes a second a look, looks at the first alone; under `make soak` at both."""
LOOKS = 2 if WHOLE else 1


def states(seen: Watched, screen: str) -> Iterator[str]:
    """Brings the page into one state after the other, and names each."""
    page = seen.page
    seen.open()
    yield "welcome"
    seen.ask(FIGURE)
    page.locator("details.more > summary").click()
    yield "answer, unfolded"
    expect(page.locator(".beside button").first).to_be_visible()
    page.locator("[data-near]").first.click()
    expect(page.locator(".near a.jump").first).to_be_visible()
    yield "beside the answer"
    page.locator(".bot .menu summary").first.click()
    yield "copy menu"
    page.locator(".bot a.jump").first.click()
    expect(page.locator("mark.hit").first).to_be_in_viewport()
    yield "reader, marked"
    page.locator("#find").fill("代表建议")
    expect(page.locator("mark.here")).to_be_in_viewport()
    yield "found"
    page.get_by_role("button", name=words.SENTENCES, exact=True).click()
    yield "sentence"
    page.keyboard.press("Escape")
    if screen == "phone":
        page.get_by_role("button", name=words.CONTENTS, exact=True).click()
        yield "contents"
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    seen.ask(FOLLOWS)
    expect(page.locator(".bot").last.locator(".chip")).to_have_count(2)
    yield "what was understood"
    seen.ask(ABSENT)
    yield "refusal"
    page.get_by_label(words.ONLY_SEARCH).check()
    seen.ask(ABSENT)
    yield "only search"
    seen.ask("问" * 10_000)
    yield "trouble"
    page.get_by_text(words.ABOUT, exact=True).click()
    yield "about"
    page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    expect(page.locator("#outline a.said").first).to_be_visible()
    yield "summary"
    page.get_by_role("tab", name=words.TAB_TRAY).click()
    expect(page.get_by_text(words.TRAY_EMPTY_MORE)).to_be_visible()
    yield "empty tray"
    page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    for n in (0, 1):
        page.locator("#outline [data-keep]").nth(n).click()
    page.get_by_role("tab", name=words.TAB_TRAY).click()
    expect(page.locator("#kept .card")).to_have_count(2)
    yield "tray"
    page.get_by_role("tab", name=words.TAB_CHECK).click()
    expect(page.locator("#draft")).to_be_visible()
    yield "nothing to check yet"
    page.locator("#draft").fill(DRAFT)
    page.get_by_role("button", name=words.CHECK, exact=True).click()
    expect(page.locator("#checked .tag").first).to_be_visible()
    page.locator("#checked details.more > summary").first.click()
    yield "checked"
    page.get_by_role("tab", name=words.TAB_DIFF).click()
    expect(page.locator("#old option").first).to_be_attached()
    yield "nothing compared yet"
    page.get_by_role("button", name=words.COMPARE, exact=True).click()
    expect(page.locator("#compared .pair:visible").first).to_be_visible()
    page.get_by_role("checkbox", name=words.CLASSES["added"]).uncheck()
    yield "compared"


def bad(seen: Watched, state: str, screen: str) -> list[str]:
    """What axe calls serious or critical now, in the light or in the dark."""
    found = []
    for scheme in SCHEMES[screen][:LOOKS]:
        seen.page.emulate_media(color_scheme=scheme)
        expect(seen.page.locator("body.dark")).to_have_count(int(scheme == "dark"))
        told = Axe().run(seen.page, options=ONLY).response["violations"]
        found += [f"{state}, {scheme}: {v['id']} {v['nodes'][0]['html'][:150]}" for v in told if v["impact"] in WRONG]
    return found


@pytest.mark.soak
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_serious_or_critical(screens: dict[str, BrowserContext], address: str, screen: str) -> None:
    with watched(screens[screen], address) as seen:
        assert [line for state in states(seen, screen) for line in bad(seen, state, screen)] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_on_a_page_that_has_nothing_yet(screens: dict[str, BrowserContext], tmp_path: Path, screen: str) -> None:
    """The model is loading; then the library is there, and empty."""
    create(tmp_path / "library", BigramEncoder())
    desk = Desk()
    with serving(create_app(desk, "0", "m3e-small")) as base, watched(screens[screen], base) as seen:
        seen.open(ready=False)
        expect(seen.page.locator("#status")).to_have_text(words.LOADING_MODEL)
        assert bad(seen, "loading", screen) == []
        desk.open(tmp_path / "library", BigramEncoder())
        expect(seen.page.locator("#empty")).to_be_visible()
        assert bad(seen, "empty", screen) == []


def test_keyboard_asks_jumps_and_comes_back(seen: Watched) -> None:
    seen.open()
    seen.tab_to("#ask textarea")
    seen.page.keyboard.type(FIGURE)
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".bot blockquote").first).to_be_visible()
    seen.tab_to(".bot a.jump", "Shift+Tab")
    link = seen.page.locator(".bot a.jump:focus")
    expect(link).to_have_count(1)
    rank = link.get_attribute("aria-label")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    expect(seen.page.locator("#close:focus, mark.hit:focus")).to_have_count(1)
    seen.page.keyboard.press("Escape")
    expect(seen.page.get_by_label(rank or "", exact=True)).to_be_focused()
    expect(seen.page.get_by_role("dialog")).to_have_count(0)


def test_keyboard_copies(answered: Watched) -> None:
    answered.page.locator("#ask textarea").focus()
    answered.tab_to(".bot .menu summary", "Shift+Tab")
    summary = answered.page.locator(".menu summary:focus")
    name = summary.get_attribute("aria-label") or ""
    answered.page.keyboard.press("Enter")
    answered.tab_to("[data-copy=source]")
    answered.page.keyboard.press("Enter")
    expect(answered.page.locator("#toast.on")).to_contain_text("已复制")
    expect(answered.page.get_by_label(name, exact=True)).to_be_focused()
    answered.page.keyboard.press("Enter")
    expect(answered.page.locator(".menu[open]")).to_have_count(1)
    answered.tab_to("[data-copy=quote]")
    answered.page.keyboard.press("Escape")
    expect(answered.page.locator(".menu[open]")).to_have_count(0)
    expect(answered.page.get_by_label(name, exact=True)).to_be_focused()


def test_keyboard_reads_sentence_by_sentence_and_takes_a_permalink(answered: Watched) -> None:
    if answered.page.locator("#show").is_visible():
        answered.tab_to("#show")
        answered.page.keyboard.press("Enter")
    answered.tab_to("#sentences")
    answered.page.keyboard.press("Enter")
    expect(answered.page.get_by_role("button", name=words.SENTENCE_AFTER)).to_be_focused()
    first = answered.text("article .picked")
    answered.page.keyboard.press("Enter")
    expect(answered.page.locator("#heard")).not_to_have_text(first)
    said = answered.text("article .picked")
    assert said == answered.text("#heard")
    expect(answered.page.locator("article .picked")).to_be_in_viewport()
    answered.tab_to("[data-take=link]")
    answered.page.keyboard.press("Enter")
    expect(answered.page.locator("#toast.on")).to_have_text(words.SCREEN["copied"])
    answered.page.keyboard.press("Escape")
    expect(answered.page.locator("#sentences")).to_be_focused()
    expect(answered.page.locator("article .picked")).to_have_count(0)
    answered.shut()


def test_keyboard_goes_by_the_contents(answered: Watched) -> None:
    if answered.page.locator("#show").is_visible():
        answered.tab_to("#show")
        answered.page.keyboard.press("Enter")
        answered.tab_to("#contents")
        answered.page.keyboard.press("Enter")
    answered.tab_to(".toc button")
    answered.tab_to(".toc button")
    title = answered.page.locator(".toc button:focus").inner_text()
    answered.page.keyboard.press("Enter")
    expect(answered.page.locator("article .head:focus")).to_contain_text(title)
    expect(answered.page.locator("article .head:focus")).to_be_in_viewport()
    answered.shut()


def test_the_sheet_keeps_the_focus_until_escape(phone: Watched) -> None:
    phone.open()
    phone.tab_to("#show")
    phone.page.keyboard.press("Enter")
    for _ in range(12):
        phone.page.keyboard.press("Tab")
        assert phone.page.evaluate("document.activeElement.closest('#top, #left, #foot') === null")
    phone.page.locator("#find").fill("代表")
    phone.page.keyboard.press("Escape")  # empties the field
    expect(phone.page.locator("#find")).to_have_value("")
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    phone.page.keyboard.press("Escape")
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    expect(phone.page.locator("#show")).to_be_focused()


def test_keyboard_opens_the_summary(seen: Watched) -> None:
    seen.open()
    seen.tab_to("[role=tab][aria-selected=false]")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#outline a.said").first).to_be_visible()
    said = seen.page.locator("#outline a.said").count()
    seen.tab_to("#chars")
    seen.page.keyboard.press("End")
    expect(seen.page.locator("#said")).to_have_text("2000")
    expect(seen.page.locator("#outline a.said").nth(said)).to_be_attached()
    seen.tab_to("#outline a.said")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()


def test_five_tabs_fit_the_phone(phone: Watched) -> None:
    phone.open()
    tabs = phone.page.get_by_role("tab")
    expect(tabs).to_have_text([words.TAB_ASK, words.TAB_SUMMARY, words.TAB_CHECK, words.TAB_DIFF, words.TAB_TRAY])
    for tab in tabs.all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(tab).to_be_in_viewport(ratio=1)
        assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_a_screen_reader_says_is_chinese(answered: Watched) -> None:
    answered.page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    expect(answered.page.locator("#outline a.said").first).to_be_visible()
    names = answered.page.locator(":is([aria-label],[title],[placeholder],[alt],[aria-roledescription])").evaluate_all(
        """all => all.filter((e) => e.checkVisibility({ visibilityProperty: true })).flatMap(
        (e) => ['aria-label', 'title', 'placeholder', 'alt'].map((a) => e.getAttribute(a)))"""
    )
    assert [name for name in names if name and not any("\u4e00" <= letter <= "\u9fff" for letter in name)] == []
