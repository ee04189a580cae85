"""Beside an answer: questions to go on with, asked by a click, and the passages near to a passage of any report."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Route, expect

from index.encoder import SentenceEncoder
from index.library import Library
from index.writing import add
from report.model import Passage, Report
from retrieval.answer import ask
from retrieval.related import near_passages, related
from tests.browser import SCREENS, Watched, context, in_view, serving, spans, watched
from web import words
from web.app import create as create_app
from web.desk import Desk

pytest_plugins = ["tests.browser_pages"]

FIGURE, PARAPHRASE, _, ABSENT = words.EXAMPLES
TWIN = """衡阳市人民代表大会常务委员会工作报告

一、聚焦民生实事

分批邀请人大代表列席人大常委会会议,参与人大立法调研、执法检查等活动。建立人大代表向12345政务服务热线反映社情民意\
“绿色通道”<img src=x onerror="window.hurt=1">${window.hurt=2},代表通过热线反映问题412个,已解决401个,解决率97.33%。
"""


def questions(seen: Watched) -> Locator:
    return seen.page.locator(".beside").get_by_role("button")


def near(seen: Watched) -> Locator:
    return seen.page.locator(".bot .near li:not(.near .path li)")


def opened_near(seen: Watched, n: int = 1) -> Locator:
    button = seen.page.get_by_role("button", name=words.NTH.format(label=words.NEAR, n=n), exact=True)
    button.click()
    expect(near(seen).first).to_be_visible()
    return button


@pytest.mark.parametrize("question", [FIGURE, ABSENT])
def test_below_an_answer_stand_questions_and_a_click_asks_one(seen: Watched, library: Library, question: str) -> None:
    wanted = related(library, ask(library, question))
    assert len(wanted) >= 2
    seen.open()
    seen.ask(question)
    expect(questions(seen)).to_have_text(list(wanted))
    expect(seen.page.get_by_role("heading", name=words.GO_ON)).to_be_visible()
    with seen.page.expect_request("**/screen/answer") as sent:
        questions(seen).nth(1).click()
    body = json.loads(sent.value.post_data or "")
    assert (body["question"], body["before"]) == (wanted[1], [question])
    expect(seen.page.get_by_test_id("user").last).to_contain_text(wanted[1])
    expect(seen.page.locator(".bot").last.locator("blockquote").first).to_be_visible()
    expect(seen.page.locator(".refusal")).to_have_count(int(question == ABSENT))
    expect(seen.page.locator(".bot").last.locator(".beside")).to_be_attached()
    expect(seen.page.locator(".bot").first.locator(".beside")).to_be_hidden()


def test_they_come_after_the_answer_and_stay_over_a_refresh(desk: Watched) -> None:
    """Held back on the way, they leave the answer alone; not yet there at a refresh, they are asked for again."""
    held: list[Route] = []
    desk.page.route("**/screen/related", lambda route: held.append(route))
    desk.open()
    with desk.page.expect_request("**/screen/related"):
        desk.ask(FIGURE)
    expect(desk.page.locator(".bot blockquote").first).to_be_visible()
    expect(questions(desk)).to_have_count(0)
    desk.page.unroute("**/screen/related")
    desk.page.reload()
    expect(questions(desk).first).to_be_visible()
    told = desk.text(".bot")
    before = len(desk.requests)
    desk.page.reload()
    expect(desk.page.locator("#book article")).to_be_attached()
    expect(questions(desk).first).to_be_visible()
    assert desk.text(".bot") == told
    assert not [url for url in desk.requests[before:] if "related" in url]


def test_a_new_question_does_not_wait_for_those_of_the_last(desk: Watched) -> None:
    held: list[Route] = []
    desk.page.route("**/screen/related", lambda route: held.append(route) if not held else route.continue_())
    desk.open()
    with desk.page.expect_request("**/screen/related"):
        desk.ask(FIGURE)
    with desk.page.expect_event("requestfailed", lambda request: "related" in request.url):
        desk.ask(PARAPHRASE)
    expect(questions(desk).first).to_be_visible()
    expect(desk.page.locator(".beside")).to_have_count(1)


def test_a_list_has_none(desk: Watched) -> None:
    desk.open()
    desk.page.get_by_label(words.ONLY_SEARCH).check()
    desk.ask(FIGURE)
    desk.page.get_by_label(words.ONLY_SEARCH).uncheck()
    desk.ask(PARAPHRASE)
    expect(questions(desk).first).to_be_visible()
    assert len([url for url in desk.requests if "related" in url]) == 1


def test_near_passages_are_those_of_the_index_and_say_what_the_report_says(
    seen: Watched, library: Library, shaoyang: Report
) -> None:
    seen.open()
    seen.ask(FIGURE)
    card = seen.page.locator(".bot .card").first
    place = card.locator("blockquote").evaluate("(q) => [+q.dataset.start, +q.dataset.end]")
    wanted = near_passages(library, Passage(shaoyang.id, *place))
    button = opened_near(seen)
    expect(button).to_have_attribute("aria-expanded", "true")
    shown = (
        near(seen)
        .locator(".quote")
        .evaluate_all("all => all.map((q) => [+q.dataset.start, +q.dataset.end, q.textContent])")
    )
    assert shown == [[p.start, p.end, library.reports[p.report_id].text[p.start : p.end]] for p in wanted]
    expect(near(seen).first.locator("ol.path .last")).to_be_visible()
    link = near(seen).nth(1).locator("a.jump")
    link.click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    text = library.reports[wanted[1].report_id].text
    assert seen.text("mark.hit") == "".join(text[a:z] for a, z in spans(link.get_attribute("data-marks")))
    expect(seen.page.locator("#count")).to_have_text(words.SCREEN["hitCount"].format(i=2, n=len(wanted)))
    seen.shut()
    card.locator("a.jump").first.click()  # the hits of the answer are gone through as before
    expect(seen.page.locator("#count")).to_have_text(words.SCREEN["hitCount"].format(i=1, n=10))
    seen.shut()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(near(seen).first).to_be_hidden()


@pytest.fixture(scope="module")
def two(encoder: SentenceEncoder, bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose library has the bundled report and a hostile one of another city."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "衡阳.txt").write_text(TWIN, "utf-8")
    shutil.copytree(bundled, folder / "library")
    assert not add(folder / "library", encoder, [folder / "衡阳.txt"]).failed
    with serving(create_app(Desk(Library.open(folder / "library", encoder)), "0", "m3e-small")) as base:
        yield base


@pytest.mark.parametrize("screen", SCREENS)
def test_near_of_another_report_opens_that_report(screens: dict[str, BrowserContext], two: str, screen: str) -> None:
    with watched(screens[screen], two) as seen:
        seen.open()
        seen.ask("邵阳市热线反映的问题解决率是多少")
        opened_near(seen)
        other = near(seen).filter(has_text="衡阳市").first
        other.locator("a.jump").click()
        expect(seen.page.locator("mark.hit").last).to_contain_text("97.33%")
        assert in_view(seen.page, "mark.hit")
        assert seen.page.evaluate("[window.hurt ?? null, document.querySelectorAll('.near img').length]") == [None, 0]
        expect(seen.page.get_by_label(words.READER_PICK)).to_have_value("衡阳")


def test_by_keyboard(seen: Watched) -> None:
    seen.open()
    seen.ask(FIGURE)
    expect(questions(seen).first).to_be_visible()
    seen.page.locator("#ask textarea").focus()
    seen.tab_to(".beside button", "Shift+Tab")
    seen.tab_to("[data-near]", "Shift+Tab")
    seen.page.keyboard.press("Enter")
    expect(near(seen).first).to_be_visible()
    seen.tab_to(".near a.jump")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    expect(seen.page.locator("#close:focus, mark.hit:focus")).to_have_count(1)
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator(".near a.jump:focus")).to_have_count(1)
    seen.tab_to(".beside button")
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_test_id("bot")).to_have_count(2)
    expect(seen.page.locator("#ask textarea")).to_be_focused()


def test_near_that_fails_is_told_and_tried_again(seen: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.open()
    seen.ask(FIGURE)
    expect(questions(seen).first).to_be_visible()
    with monkeypatch.context() as broken:
        broken.setattr("web.screen.neighbours", None)
        seen.page.get_by_role("button", name=words.NTH.format(label=words.NEAR, n=1), exact=True).click()
        expect(seen.page.get_by_role("alert")).to_contain_text(words.BROKEN)
    seen.page.get_by_role("button", name=words.SCREEN["retry"]).click()
    expect(near(seen).first).to_be_visible()
    assert all("500" in said for said in seen.troubles)
    seen.troubles.clear()


def test_the_server_stops_while_questions_are_looked_for(
    browser: Browser, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is cancelled then is no fault: nothing of it stands on the page and only dead connections in its console."""
    begun, ended = threading.Event(), threading.Event()

    def held(*_: object) -> tuple[str, ...]:
        begun.set()
        ended.wait(30)
        return ()

    monkeypatch.setattr("web.screen.related", held)
    seen = Watched(context(browser, "desktop").new_page(), "")
    with ExitStack() as server:
        seen.base = server.enter_context(serving(create_app(Desk(library), "0", "m3e-small")))
        seen.open()
        seen.ask(FIGURE)
        assert begun.wait(30)
        with seen.page.expect_response("**/screen/related") as got:
            server.close()
    ended.set()
    assert got.value.status == 200
    expect(seen.page.locator(".bot blockquote").first).to_be_visible()
    expect(seen.page.locator(".beside, .trouble")).to_have_count(0)
    assert [said for said in seen.troubles if "ERR_" not in said] == []
