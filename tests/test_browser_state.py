"""Waiting, emptiness, failure, and a library that changes: each has words that say what to do, none a stack trace."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from index.library import Library
from index.writing import add, create
from tests.browser import Watched, context, serving
from tests.fakes import BigramEncoder
from web import words
from web.app import create as create_app
from web.desk import Desk

pytest_plugins = ["tests.browser_pages"]
ALIKE = True

FIGURE = words.EXAMPLES[0]
NEW = "某市人民政府工作报告\n\n一、主要工作\n\n全年放归白鱀豚三头,修复湿地四百公顷。\n"


def enter(seen: Watched, question: str) -> None:
    box = seen.page.locator("#ask textarea")
    box.fill(question)
    box.press("Enter")


def no_trace(seen: Watched) -> None:
    shown = seen.page.locator("body").inner_text()
    assert not [word for word in ("Traceback", "Error", "Exception", '.py"', "fetch", "Connection") if word in shown]


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_page_opens_while_the_model_loads(browser: Browser, library: Library, screen: str) -> None:
    desk = Desk()
    with serving(create_app(desk, "0", "m3e-small")) as base:
        seen = Watched(context(browser, screen).new_page(), base)
        seen.open(ready=False)
        expect(seen.page.locator("#status")).to_have_text(words.LOADING_MODEL)
        expect(seen.page.locator("#status")).to_be_in_viewport()
        for idle in ("#show", "#find", "#print"):
            expect(seen.page.locator(idle)).to_be_hidden()
        enter(seen, FIGURE)
        expect(seen.page.locator(".bot .waiting")).to_have_text(words.LOADING_MODEL)
        expect(seen.page.get_by_text(words.LOADING_MODEL).filter(visible=True)).to_have_count(1)
        expect(seen.page.get_by_text(words.READER_SOON)).to_be_visible(visible=screen == "desktop")
        desk.open(library.path, library.encoder)
        expect(seen.page.locator("#show" if screen == "phone" else "#find")).to_be_visible()
        expect(seen.page.get_by_text(words.READER_SOON)).to_have_count(0)
        expect(seen.page.locator(".bot blockquote").first).to_be_visible()
        expect(seen.page.locator("#status")).to_have_text("")
        assert seen.troubles == []


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_empty_library_says_what_to_do_and_goes_on(browser: Browser, tmp_path: Path, screen: str) -> None:
    encoder = BigramEncoder()
    create(tmp_path / "library", encoder)
    with serving(create_app(Desk(Library.open(tmp_path / "library", encoder)), "0", "bigrams")) as base:
        seen = Watched(context(browser, screen).new_page(), base)
        seen.open(ready=False)
        expect(seen.page.locator("#empty")).to_contain_text("python -m index add")
        expect(seen.page.locator("#empty")).to_be_in_viewport()
        expect(seen.page.locator("#welcome")).to_be_hidden()
        expect(seen.page.locator("#show")).to_be_hidden()
        enter(seen, FIGURE)
        expect(seen.page.get_by_role("alert")).to_contain_text(words.EMPTY)
        (tmp_path / "某市.txt").write_text(NEW, "utf-8")
        assert add(tmp_path / "library", encoder, [tmp_path / "某市.txt"]).reports
        expect(seen.page.locator("#empty")).to_be_hidden()
        seen.ask("放归白鱀豚三头")
        expect(seen.page.locator(".bot blockquote").first).to_contain_text("白鱀豚")
        assert seen.troubles == []


def test_a_report_added_meanwhile_is_found_and_can_be_opened(browser: Browser, tmp_path: Path) -> None:
    encoder = BigramEncoder()
    create(tmp_path / "library", encoder)
    (tmp_path / "旧.txt").write_text(NEW.replace("白鱀豚", "中华鲟").replace("某市", "旧市"), "utf-8")
    (tmp_path / "新.txt").write_text(NEW, "utf-8")
    add(tmp_path / "library", encoder, [tmp_path / "旧.txt"])
    with serving(create_app(Desk(Library.open(tmp_path / "library", encoder)), "0", "bigrams")) as base:
        seen = Watched(context(browser, "desktop").new_page(), base)
        seen.open()
        expect(seen.page.locator("#pick")).to_be_hidden()
        add(tmp_path / "library", encoder, [tmp_path / "新.txt"])
        seen.page.wait_for_function("fetch('/screen/state').then((r) => r.json()).then((s) => s.reports.length === 2)")
        seen.ask("放归白鱀豚三头")
        seen.page.locator(".card", has_text="白鱀豚").locator("a.jump").first.click()
        expect(seen.page.locator("mark.hit").first).to_contain_text("白鱀豚")
        expect(seen.page.get_by_label(words.READER_PICK)).to_have_value("新")
        seen.page.get_by_label(words.READER_PICK).select_option("旧")
        expect(seen.page.locator("article")).to_contain_text("中华鲟")
        assert seen.troubles == []


def test_a_question_of_ten_thousand_characters_is_told_and_given_back(seen: Watched) -> None:
    seen.open()
    seen.ask("问" * 10_000)
    expect(seen.page.get_by_role("alert")).to_contain_text("10000")
    expect(seen.page.locator("#ask textarea")).to_have_value("问" * 10_000)
    said = seen.page.get_by_test_id("user").bounding_box()
    assert said
    assert said["height"] < 300, "the question fills the screen"


def test_server_gone_and_back(browser: Browser, library: Library) -> None:
    """A dead connection stands in the console whatever one does; here only the words count."""
    seen = Watched(context(browser, "desktop").new_page(), "")
    with serving(create_app(Desk(library), "0", "m3e-small")) as seen.base:
        seen.open()
        seen.ask(FIGURE)
    enter(seen, words.EXAMPLES[1])
    expect(seen.page.locator(".bot .waiting")).to_have_text(words.SCREEN["lost"])
    no_trace(seen)
    with serving(create_app(Desk(library), "0", "m3e-small"), int(seen.base.rpartition(":")[2])):
        expect(seen.page.locator(".bot").nth(1).locator("blockquote").first).to_be_visible()
        expect(seen.page.locator(".bot").nth(0).locator("blockquote").first).to_be_attached()
        no_trace(seen)
    assert [said for said in seen.troubles if "ERR_" not in said] == []


def test_an_error_in_a_handler_is_told_and_can_be_tried_again(seen: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble, panel = seen.page.get_by_role("alert"), seen.page.get_by_role("tabpanel")
    seen.open()
    for tab, shown in ((words.TAB_ASK, ".bot blockquote"), (words.TAB_SUMMARY, "#outline a.said")):
        with monkeypatch.context() as broken:
            broken.setattr("retrieval.answer.decide", None)
            broken.setattr("web.screen.summarized", None)
            seen.page.get_by_role("tab", name=tab).click()
            if tab == words.TAB_ASK:
                enter(seen, FIGURE)
            expect(trouble).to_contain_text(words.BROKEN)
            no_trace(seen)
        panel.get_by_role("button", name=words.SCREEN["retry"]).click()
        expect(trouble).to_have_count(0)
        expect(seen.page.locator(shown).first).to_be_visible()
        expect(seen.page.locator(".beside")).to_be_attached()
    assert len(seen.troubles) == 2
    assert all("500" in said for said in seen.troubles)
    seen.troubles.clear()
