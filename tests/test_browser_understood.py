"""What was understood of a question is told below it, and taken back by one click or key."""

import json

import pytest
from playwright.sync_api import Locator, expect

from retrieval.query import understand
from tests.browser import Watched
from web import words

pytest_plugins = ["tests.browser_pages"]

FIGURE = words.EXAMPLES[0]
FOLLOWS, PLACED, DATED = "那件数呢", "邵阳市代表建议办理得怎么样", "2031年代表建议有多少件"


def chips(seen: Watched) -> Locator:
    return seen.page.get_by_test_id("bot").last.locator(".understood .chip")


def test_a_plain_question_has_no_chip(answered: Watched) -> None:
    expect(chips(answered)).to_have_count(0)


@pytest.mark.parametrize(
    ("before", "question", "field", "value"),
    [((FIGURE,), FOLLOWS, "understood", None), ((), PLACED, "places", "邵阳市"), ((), DATED, "years", "2031")],
)
def test_a_chip_tells_and_its_button_asks_again_without(
    seen: Watched, before: tuple[str, ...], question: str, field: str, value: str | None
) -> None:
    seen.open()
    for earlier in before:
        seen.ask(earlier)
    with seen.page.expect_response("**/screen/answer"):
        seen.ask(question)
    said = words.UNDERSTOOD[field].format(value or understand(FOLLOWS, before).understood)
    expect(chips(seen)).to_have_count(1)
    expect(chips(seen).locator("bdi")).to_have_text(said)
    with seen.page.expect_request("**/screen/answer") as sent:
        seen.page.get_by_role("button", name=words.UNDO.format(said)).click()
    body = json.loads(sent.value.post_data or "")
    assert (body["question"], body["before"], body["without"]) == (question, list(before), [field])
    expect(chips(seen)).to_have_count(0)
    expect(seen.page.locator(".bot").last.locator("blockquote").first).to_be_visible()
    expect(seen.page.get_by_test_id("user")).to_have_count(len(before) + 1)


def test_a_year_that_is_taken_back_is_no_reason_of_silence(desk: Watched) -> None:
    desk.open()
    desk.ask(DATED)
    expect(desk.page.locator(".refusal")).to_contain_text("2031年")
    desk.page.locator("[data-undo=years]").click()
    expect(chips(desk)).to_have_count(0)
    expect(desk.page.locator(".bot .card").first).to_be_visible()
    assert "2031年" not in desk.text(".refusal")


def test_one_after_the_other_and_over_a_refresh(desk: Watched) -> None:
    """Each × keeps what was taken back before; a refreshed page still knows of which question it is the ×."""
    desk.open()
    desk.page.get_by_label(words.ONLY_SEARCH).check()
    desk.ask(FIGURE)
    desk.ask(f"那邵阳市的{FOLLOWS}")
    expect(chips(desk)).to_have_count(2)
    desk.page.reload()
    expect(chips(desk)).to_have_count(2)
    desk.page.locator("[data-undo=places]").click()
    expect(chips(desk)).to_have_count(1)
    with desk.page.expect_request("**/screen/ranking") as sent:
        desk.page.locator("[data-undo=understood]").click()
    body = json.loads(sent.value.post_data or "")
    assert (body["before"], body["without"]) == ([FIGURE], ["places", "understood"])
    expect(chips(desk)).to_have_count(0)
    expect(desk.page.locator(".bot").last.locator(".card").first).to_be_visible()
    told = desk.text(".bot")
    desk.page.reload()
    expect(desk.page.get_by_test_id("bot")).to_have_count(2)
    assert desk.text(".bot") == told


def test_a_place_that_is_taken_back_does_not_come_back_with_the_next_question(desk: Watched) -> None:
    desk.open()
    desk.page.get_by_label(words.ONLY_SEARCH).check()
    desk.ask(PLACED)
    desk.ask(FIGURE)
    expect(chips(desk).locator("bdi")).to_have_text(words.UNDERSTOOD["places"].format("邵阳市"))
    with desk.page.expect_response("**/screen/ranking"):
        desk.page.locator("[data-undo=places]").last.click()
    expect(desk.page.locator(".bot[aria-busy]")).to_have_count(0)
    with desk.page.expect_request("**/screen/ranking") as sent:
        desk.ask(FOLLOWS)
    assert json.loads(sent.value.post_data or "")["before"] == [FIGURE]


def test_by_keyboard_and_the_focus_is_not_lost(seen: Watched) -> None:
    seen.open()
    seen.ask(PLACED)
    seen.tab_to("[data-undo=places]", "Shift+Tab")
    seen.page.keyboard.press("Enter")
    expect(chips(seen)).to_have_count(0)
    expect(seen.page.locator(".bot .card").first).to_be_visible()
    expect(seen.page.locator("#ask textarea")).to_be_focused()


def test_what_was_understood_is_words_only(desk: Watched) -> None:
    desk.open()
    hostile = "<img src=x onerror='window.hurt=1'>${window.hurt=2}水獭保护区"
    desk.ask(hostile)
    desk.ask(FOLLOWS)
    said = words.UNDERSTOOD["understood"].format(understand(FOLLOWS, [hostile]).understood)
    assert chips(desk).locator("bdi").text_content() == said
    assert desk.page.evaluate("[window.hurt ?? null, document.querySelectorAll('.bot img').length]") == [None, 0]
