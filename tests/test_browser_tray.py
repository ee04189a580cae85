"""摘录: any citation goes into a tray that lasts with the tab; ordered, noted, exported with its source."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from index.library import Library
from report.citation import cite, permalink
from report.model import Report, Span
from tests.browser import Watched, watched
from web import words

pytest_plugins = ["tests.browser_pages"]
ALIKE = True

FIGURE, _, _, ABSENT = words.EXAMPLES


def keep(seen: Watched, n: int) -> None:
    """Puts the n-th passage of the last answer into the tray."""
    name = words.NTH.format(label=words.KEEP, n=n)
    seen.page.locator(".bot").last.get_by_role("button", name=name, exact=True).click()
    seen.page.locator("#toast").evaluate("toast => toast.classList.remove('on')")


def tray(seen: Watched) -> Locator:
    """Opens the tab; gives what lies in it."""
    seen.page.get_by_role("tab", name=words.TAB_TRAY).click()
    expect(seen.page.locator("#kept:not([aria-busy]) > *").first).to_be_visible()
    return seen.page.locator("#kept li.card")


def quotes(items: Locator) -> list[str]:
    found: list[str] = items.evaluate_all("all => all.map((e) => e.querySelector('.quote').textContent)")
    return found


def button(items: Locator, n: int, label: str) -> Locator:
    return items.nth(n - 1).get_by_role("button", name=words.NTH.format(label=label, n=n), exact=True)


def test_an_empty_tray_says_how_to_fill_it(seen: Watched) -> None:
    seen.open()
    expect(tray(seen)).to_have_count(0)
    expect(seen.page.get_by_text(words.TRAY_EMPTY_MORE)).to_be_visible()
    expect(seen.page.locator("[data-export]").first).to_be_hidden()


def test_from_every_place_in_order_with_notes_over_a_refresh(seen: Watched, shaoyang: Report) -> None:
    seen.open()
    seen.ask(FIGURE)
    passages = seen.page.locator(".bot blockquote.quote").evaluate_all("all => all.map((q) => q.textContent)")
    keep(seen, 2)
    keep(seen, 1)
    keep(seen, 1)
    seen.page.locator("[data-near]").first.click()
    near = seen.page.locator(".near li:not(.near .path li)")
    expect(near.first).to_be_visible()
    other = next(n for n, quote in enumerate(quotes(near)) if quote not in passages[:2])
    near.nth(other).get_by_role("button", name=words.KEEP).click()
    seen.page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    sentence = seen.page.locator("#outline li").nth(1)
    sentence.get_by_role("button", name=words.KEEP).click()
    taken = [passages[1], passages[0], quotes(near)[other], quotes(sentence)[0]]
    assert all(quote in shaoyang.text for quote in taken)
    expect(seen.page.get_by_role("tab", name="4")).to_be_visible()
    items = tray(seen)
    expect(items).to_have_count(4)
    assert quotes(items) == taken
    items.nth(3).get_by_role("textbox").fill("<b>与初稿不同</b>${window.hurt=1}")
    button(items, 4, words.EARLIER).click()
    expect(button(items, 3, words.EARLIER)).to_be_focused()
    button(items, 1, words.REMOVE).click()
    expect(items).to_have_count(3)
    expect(button(items, 1, words.REMOVE)).to_be_focused()
    seen.page.reload()
    items = tray(seen)
    expect(items).to_have_count(3)
    assert quotes(items) == [taken[1], taken[3], taken[2]]
    assert [field.input_value() for field in items.get_by_role("textbox").all()] == [
        "",
        "<b>与初稿不同</b>${window.hurt=1}",
        "",
    ]
    expect(button(items, 1, words.EARLIER)).to_be_disabled()
    expect(button(items, 3, words.LATER)).to_be_disabled()
    items.nth(1).locator("a.jump").click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    assert seen.text("mark.hit") == taken[3]
    seen.shut()
    assert seen.page.evaluate("[window.hurt ?? null, document.querySelectorAll('#kept b').length]") == [None, 0]


def test_a_sentence_of_the_reader_goes_into_the_tray(seen: Watched, shaoyang: Report) -> None:
    seen.open()
    seen.open_report()
    seen.page.get_by_role("button", name=words.SENTENCES, exact=True).click()
    sentence = seen.text("article .picked")
    seen.page.locator("#taken").get_by_role("button", name=words.KEEP).click()
    expect(seen.page.locator("#toast.on")).to_have_text(words.SCREEN["kept"].format(n=1))
    seen.page.locator("#taken").get_by_role("button", name=words.KEEP).click()
    expect(seen.page.locator("#toast.on")).to_have_text(words.SCREEN["keptAlready"])
    seen.page.keyboard.press("Escape")
    seen.shut()
    items = tray(seen)
    expect(items).to_have_count(1)
    assert quotes(items) == [sentence]


def test_it_lasts_with_the_tab_alone(desk: Watched, screens: dict[str, BrowserContext]) -> None:
    desk.open()
    desk.ask(FIGURE)
    keep(desk, 1)
    with watched(screens["desktop"], desk.base) as other:
        other.open()
        expect(tray(other)).to_have_count(0)
    kept = desk.page.evaluate("JSON.stringify([localStorage, sessionStorage['chuchu.tray']])")
    assert '"#/' not in kept.split(",", 1)[0]
    assert "~" in kept


@pytest.mark.parametrize("form", ["docx", "md"])
def test_export_holds_quotations_sources_and_notes(seen: Watched, library: Library, form: str) -> None:
    seen.open()
    seen.ask(FIGURE)
    keep(seen, 1)
    keep(seen, 3)
    items = tray(seen)
    expect(items).to_have_count(2)
    items.nth(1).get_by_role("textbox").fill("请核对")
    with seen.page.expect_download() as got:
        name = words.EXPORT_DOCX if form == "docx" else words.EXPORT_MD
        seen.page.get_by_role("button", name=name).click()
    assert got.value.suggested_filename == f"{words.SCREEN['keptFile']}.{form}"
    expect(seen.page.locator("#toast.on")).to_contain_text(got.value.suggested_filename)
    data = Path(got.value.path()).read_bytes()
    said = ZipFile(BytesIO(data)).read("word/document.xml").decode() if form == "docx" else data.decode()
    for quote in quotes(items):
        assert quote in said
    assert "请核对" in said
    assert "[R]" in said.replace("\\", "")


def test_words_that_have_gone_are_told_and_not_exported(desk: Watched, shaoyang: Report) -> None:
    """Of two links one names words that stand there, of the other the sum is of other words."""
    good = permalink(cite(shaoyang, [Span(300, 330)]))
    bad = good[:-8] + "00000000"
    desk.open()
    desk.page.evaluate(
        "(kept) => sessionStorage.setItem('chuchu.tray', JSON.stringify(kept))",
        [{"link": link, "note": ""} for link in (good, bad, "#/没有这份/1-2~00000000", "<img src=x>")],
    )
    desk.page.reload()
    items = tray(desk)
    expect(items).to_have_count(3)
    assert items.nth(0).locator(".quote").text_content() == shaoyang.text[300:330]
    expect(items.nth(1)).to_contain_text(words.LINK_CHANGED)
    expect(items.nth(2)).to_contain_text("没有这份")
    desk.page.locator("[data-export=md]").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("第2条")
    assert desk.troubles
    assert all("400" in said for said in desk.troubles)
    desk.troubles.clear()
    for _ in range(2):
        button(items, 2, words.REMOVE).click()
        expect(desk.page.locator("#kept[aria-busy]")).to_have_count(0)
    expect(items).to_have_count(1)
    with desk.page.expect_download():
        desk.page.locator("[data-export=md]").click()


def test_words_that_moved_are_found_again(desk: Watched, shaoyang: Report) -> None:
    there = permalink(cite(shaoyang, [Span(300, 330)]))
    desk.open()
    desk.page.evaluate(
        "(link) => sessionStorage.setItem('chuchu.tray', JSON.stringify([{ link, note: '' }]))",
        there.replace("300-330", "310-340"),
    )
    desk.page.reload()
    items = tray(desk)
    assert items.locator(".quote").text_content() == shaoyang.text[300:330]
    assert unquote(items.locator("a.jump").get_attribute("href") or "") == there
    with desk.page.expect_download():
        desk.page.locator("[data-export=md]").click()


def test_by_keyboard(seen: Watched) -> None:
    seen.open()
    seen.ask(FIGURE)
    seen.page.locator("#ask textarea").focus()
    seen.tab_to("[data-keep]", "Shift+Tab")
    seen.page.keyboard.press("Enter")
    seen.tab_to("[data-keep]", "Shift+Tab")
    seen.page.keyboard.press("Enter")
    items = tray(seen)
    expect(items).to_have_count(2)
    before = quotes(items)
    seen.tab_to("[data-move='0 1']")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("[data-move='1 -1']")).to_be_focused()
    assert quotes(items) == before[::-1]
    seen.tab_to("[data-remove='1']")
    seen.page.keyboard.press("Enter")
    expect(items).to_have_count(1)
    expect(seen.page.locator("[data-remove='0']")).to_be_focused()
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_text(words.TRAY_EMPTY_MORE)).to_be_visible()
    expect(seen.page.locator("#kept")).to_be_focused()
