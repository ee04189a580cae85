"""Copying, and permalinks: what is taken from the page is what the report says, and leads back to it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Playwright, expect

from index.library import Library
from index.writing import add, create
from report.citation import cite, follow, gbt7714, permalink, source_line
from report.model import Report, Span
from tests.browser import Watched, context, in_view, launch, serving, until, watched
from tests.fakes import BigramEncoder
from tests.reports import SHAOYANG
from web import words
from web.app import create as create_app
from web.desk import Desk

pytest_plugins = ["tests.browser_pages"]
ALIKE = True

FIGURE = words.EXAMPLES[0]
SAID = "解决率为95.49%"


@pytest.fixture(scope="module")
def far(playwright: Playwright, address: str) -> Iterator[Watched]:
    """A page that came over plain http from another name: no navigator.clipboard, and no permission."""
    browser = launch(playwright, "--host-resolver-rules=MAP chuchu.test 127.0.0.1")
    with watched(context(browser, "desktop"), address.replace("127.0.0.1", "chuchu.test")) as seen:
        seen.open()
        assert seen.page.evaluate("[isSecureContext, typeof navigator.clipboard]") == [False, "undefined"]
        seen.ask(FIGURE)
        yield seen
    browser.close()


def copied(seen: Watched, label: str) -> str:
    """What a button of the first card's copy menu puts on the clipboard."""
    seen.page.locator(".bot .menu summary").first.click()
    seen.page.locator(".bot .menu[open]").get_by_role("button", name=label, exact=True).click()
    return seen.pasted()


def test_the_menu_opens_whole_whatever_stands_beside_it(desk: Watched) -> None:
    desk.page.set_viewport_size({"width": 1280, "height": 620})
    desk.open()
    desk.ask(FIGURE)
    menus = desk.page.locator(".bot .menu")
    for at in range(min(menus.count(), 3)):
        menus.nth(at).locator("summary").click()
        items = menus.nth(at).locator(".items").bounding_box()
        pane = desk.page.locator("#log").bounding_box()
        assert items and pane and items["x"] >= pane["x"] and items["x"] + items["width"] <= pane["x"] + pane["width"]
        assert items["y"] >= pane["y"] and items["y"] + items["height"] <= pane["y"] + pane["height"] + 1
        desk.page.keyboard.press("Escape")


def first_quote(seen: Watched, report: Report) -> tuple[Span, str]:
    start, end = seen.page.locator(".bot blockquote.quote").first.evaluate("(q) => [+q.dataset.start, +q.dataset.end]")
    return Span(start, end), report.text[start:end]


def test_copy_over_plain_http_from_another_name(far: Watched, shaoyang: Report) -> None:
    span, exact = first_quote(far, shaoyang)
    line = source_line(shaoyang, cite(shaoyang, [span]))
    assert line.startswith("《邵阳市人大常委会工作报告》(2023年12月26日),")
    assert "四、坚持优化服务" in line
    assert line.endswith(" › 完善参与机制")
    assert copied(far, words.COPY_QUOTE) == exact
    assert copied(far, words.COPY_SOURCE) == f"{exact}\n——{line}"
    assert copied(far, words.COPY_GBT) == gbt7714(shaoyang)
    assert "[R]. " in gbt7714(shaoyang)


def test_full_width_marks_in_the_copy_only(far: Watched, shaoyang: Report) -> None:
    _, exact = first_quote(far, shaoyang)
    switch = far.page.locator(".bot [data-full-width]")
    far.page.locator(".bot .menu summary").first.click()
    switch.first.check()
    far.page.keyboard.press("Escape")
    mended = copied(far, words.COPY_QUOTE)
    expect(far.page.locator("#toast")).to_have_text(words.SCREEN["copiedFullWidth"])
    assert "," in exact
    assert "," not in mended
    assert mended.replace("\uff0c", ",") == exact == far.page.locator(".bot blockquote.quote").first.text_content()
    far.page.locator(".bot .menu summary").nth(1).click()
    expect(switch.nth(1)).to_be_checked()  # one switch, drawn in every menu
    switch.nth(1).uncheck()
    far.page.keyboard.press("Escape")
    assert copied(far, words.COPY_QUOTE) == exact


@pytest.mark.parametrize(
    ("said", "copy"),
    [
        ("建立制度,共3,000件:(一)12:30,a,b。", "建立制度\uff0c共3,000件\uff1a\uff08一\uff0912:30,a,b。"),
        ("“通道”,已解决;好吗?好!", "“通道”\uff0c已解决\uff1b好吗\uff1f好\uff01"),
        ("x=1.5,y", "x=1.5,y"),
    ],
)
def test_full_width_leaves_figures_and_letters(far: Watched, said: str, copy: str) -> None:
    script = "async (said) => (await import(`${location.origin}/screen/static/copy.js`)).fullWidth(said)"
    assert far.page.evaluate(script, said) == copy


def sentence_of(seen: Watched) -> Locator:
    return seen.page.locator("article .s", has_text=SAID)


def link_of(seen: Watched) -> str:
    """The permalink of the sentence that says SAID, as a person copies it."""
    sentence_of(seen).click()
    seen.page.get_by_role("button", name=words.COPY_LINK).click()
    return seen.pasted()


def test_permalink_of_any_sentence(desk: Watched, shaoyang: Report) -> None:
    desk.open()
    said = sentence_of(desk).text_content() or ""
    link = link_of(desk)
    start = shaoyang.text.index(said)
    assert unquote(link) == f"{desk.base}/{permalink(cite(shaoyang, [Span(start, start + len(said))]))}"
    desk.page.get_by_role("button", name=words.COPY_SENTENCE, exact=True).click()
    assert desk.pasted() == said
    desk.page.goto("about:blank")
    desk.page.goto(link)
    expect(desk.page.locator("mark.hit").first).to_be_in_viewport()
    assert desk.text("mark.hit") == said


def test_every_sentence_has_its_permalink(desk: Watched, shaoyang: Report) -> None:
    desk.open()
    taken = desk.page.evaluate(
        """async () => { const { address } = await import(`${location.origin}/screen/static/reader.js`);
        return [...document.querySelectorAll('article .s')].map((s) => [address(s), s.textContent]); }"""
    )
    assert len(taken) > 100
    for link, said in taken:
        (span,) = follow(unquote(link), shaoyang).ranges
        assert shaoyang.text[span.start : span.end] == said


def test_permalink_from_outside(seen: Watched, shaoyang: Report) -> None:
    start = shaoyang.text.index(SAID)
    seen.open("/" + permalink(cite(shaoyang, [Span(start, start + len(SAID))])))
    expect(seen.page.locator("mark.hit")).to_have_text(SAID)
    assert in_view(seen.page, "mark.hit")


def test_a_permalink_with_another_hash_marks_nothing(desk: Watched, shaoyang: Report) -> None:
    start = shaoyang.text.index(SAID)
    link = permalink(cite(shaoyang, [Span(start, start + len(SAID))]))
    desk.open("/" + link[:-8] + "00000000")
    expect(desk.page.locator("#toast.on")).to_have_text(words.LINK_CHANGED)
    expect(desk.page.locator("mark.hit")).to_have_count(0)


@contextmanager
def fresh_page(browser: Browser, path: Path, link: str) -> Iterator[Watched]:
    """The page at a link, from a server that was just started on the library."""
    with serving(create_app(Desk(Library.open(path, BigramEncoder())), "0", "bigrams")) as base:
        opened = context(browser, "desktop")
        with watched(opened, base) as seen:
            seen.open(link)
            yield seen
        opened.close()


def test_permalinks_survive_a_restart_and_a_replaced_file(browser: Browser, tmp_path: Path) -> None:
    """The words moved: the link goes with them. The words changed: it says so, and marks no others."""
    encoder, library, file = BigramEncoder(), tmp_path / "library", tmp_path / SHAOYANG.name
    shutil.copy(SHAOYANG, file)
    create(library, encoder)
    add(library, encoder, [file])
    with fresh_page(browser, library, "/") as seen:
        link = link_of(seen).removeprefix(seen.base)
    with fresh_page(browser, library, link) as seen:
        expect(seen.page.locator("mark.hit")).to_contain_text(SAID)
        said = seen.text("mark.hit")

    text = file.read_text("utf-8")
    moved = text.replace("2023年主要工作", "2023年主要工作\n\n这是新加的一段,别处的字都往后移。", 1)
    file.write_text(moved, "utf-8")
    assert add(library, encoder, [file]).reports
    with fresh_page(browser, library, link) as seen:
        expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
        assert seen.text("mark.hit") == said

    file.write_text(moved.replace("95.49", "96.49"), "utf-8")
    assert add(library, encoder, [file]).reports
    with fresh_page(browser, library, link) as seen:
        expect(seen.page.locator("#toast.on")).to_have_text(words.LINK_CHANGED)
        expect(seen.page.locator("mark.hit")).to_have_count(0)


def test_a_conversation_older_than_the_report_marks_no_other_words(browser: Browser, tmp_path: Path) -> None:
    """The file is replaced while the page is open: the answer's places no longer hold its words after a refresh."""
    encoder, library, file = BigramEncoder(), tmp_path / "library", tmp_path / SHAOYANG.name
    shutil.copy(SHAOYANG, file)
    create(library, encoder)
    add(library, encoder, [file])
    with fresh_page(browser, library, "/") as seen:
        seen.ask("代表通过热线反映问题377个,已解决360个")
        seen.page.locator(".bot a.jump").first.click()
        expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
        said = seen.text("mark.hit")
        text = file.read_text("utf-8").replace("2023年主要工作", "2023年主要工作\n\n新加的一段。", 1)
        file.write_text(text, "utf-8")
        assert add(library, encoder, [file]).reports
        until(lambda: "新加的一段" in seen.page.evaluate("fetch('/screen/report').then((r) => r.text())"))
        seen.page.reload()
        expect(seen.page.locator("article", has_text="新加的一段")).to_be_attached()
        expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
        assert seen.text("mark.hit") == said
        seen.page.locator(".bot a.jump").nth(1).click()
        expect(seen.page.locator("#count")).to_contain_text("第 2 /")
        seen.page.locator(".bot a.jump").first.click()
        expect(seen.page.locator("#count")).to_contain_text("第 1 /")
        assert seen.text("mark.hit") == said
