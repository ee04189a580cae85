"""Asking in a real browser, with the real model: answers, refusals, lists, conversations, on a desk and on a phone."""

import json

from playwright.sync_api import BrowserContext, Route, expect

from index.library import Library
from report.citation import cite, source_line
from report.model import Report, Span
from tests.browser import Watched, in_view, spans, watched
from web import words

pytest_plugins = ["tests.browser_pages"]

FIGURE, PARAPHRASE, LIST, ABSENT = words.EXAMPLES


def test_ask_shows_the_passage_to_the_character(answered: Watched, library: Library, shaoyang: Report) -> None:
    quotes = answered.page.locator(".bot blockquote.quote")
    places = quotes.evaluate_all("all => all.map((q) => [+q.dataset.start, +q.dataset.end, q.textContent])")
    assert len(places) > 3
    cards = answered.page.locator(".bot .card a.jump").evaluate_all("all => all.map((a) => decodeURIComponent(a.hash))")
    for (start, end, shown), link in zip(places, cards, strict=True):
        report = library.reports[link.split("/")[1]]
        assert shown == report.text[start:end]
    expect(answered.page.locator(".bot mark").first).to_be_in_viewport()
    assert "95.49%" in shaoyang.text[places[0][0] : places[0][1]]


def test_three_passages_and_the_rest_folded(answered: Watched) -> None:
    ranks = answered.page.locator(".bot .rank")
    shown = [rank.inner_text() for rank in ranks.all() if rank.is_visible()]
    assert shown == ["1", "2", "3"]
    fold = answered.page.locator(".bot details.more > summary")
    fold.click()
    expect(ranks.last).to_be_visible()
    assert ranks.all_inner_texts() == [str(n) for n in range(1, 11)]
    fold.click()


def test_a_passage_tells_its_place(answered: Watched, shaoyang: Report) -> None:
    card = answered.page.locator(".bot .card").first
    start = shaoyang.text.index("深入开展人大代表助力")
    whole = cite(shaoyang, [Span(start, start + 5)])
    expect(card.locator(".place")).to_contain_text(f"第{whole.paragraph}自然段")
    assert card.locator("ol.path li").all_text_contents() == list(whole.headings[1:])
    assert card.get_attribute("data-source") == source_line(shaoyang, whole)
    for name in (words.OPEN, words.COPY):
        expect(card.get_by_label(words.NTH.format(label=name, n=1))).to_be_visible()


def test_the_path_is_shortened_in_its_middle_on_the_phone(phone: Watched) -> None:
    phone.open()
    phone.ask(FIGURE)
    path = phone.page.locator(".bot ol.path").first
    expect(path.locator(".part")).to_be_visible()
    expect(path.locator(".mid").first).to_be_hidden()
    last = path.locator(".last")
    assert last.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1"), "the last heading is cut"
    assert path.evaluate("(e) => e.clientHeight") < 30, "more than one line"


def test_refusal_marks_the_nearest_miss_as_such(seen: Watched) -> None:
    seen.open()
    seen.ask(ABSENT)
    expect(seen.page.locator(".refusal")).to_contain_text("报告未提及")
    expect(seen.page.locator(".bot .lead")).to_have_text(words.NEAREST)
    expect(seen.page.locator(".bot ol.misses").first).to_be_visible()
    assert [r.inner_text() for r in seen.page.locator(".bot .rank").all() if r.is_visible()] == ["1", "2", "3"]


def test_only_search_ranks_without_a_judgement(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_label(words.ONLY_SEARCH).check()
    seen.ask(ABSENT)
    expect(seen.page.locator(".bot .lead")).to_have_text(words.RANKED.format(n=10))
    expect(seen.page.locator(".bot blockquote.quote")).to_have_count(10)
    expect(seen.page.locator(".refusal")).to_have_count(0)


def test_examples_are_answered_but_for_the_last(desk: Watched) -> None:
    desk.open()
    for n, example in enumerate((FIGURE, PARAPHRASE, LIST, ABSENT)):
        desk.page.get_by_role("button", name=example).click()
        expect(desk.page.locator(".bot").nth(0).locator("blockquote").first).to_be_visible()
        expect(desk.page.locator(".refusal")).to_have_count(int(n == 3))
        desk.page.get_by_role("button", name=words.NEW_CHAT).click()


def test_refresh_keeps_the_conversation_and_every_turns_sources(seen: Watched, shaoyang: Report) -> None:
    seen.open()
    seen.ask(FIGURE)
    seen.ask(ABSENT)
    expect(seen.page.get_by_test_id("bot").last.locator(".beside")).to_be_attached()
    before = seen.text(".bot")
    seen.page.reload()
    expect(seen.page.locator("#book article")).to_be_attached()
    expect(seen.page.get_by_test_id("bot")).to_have_count(2)
    assert seen.text(".bot") == before
    for turn in (0, 1):
        link = seen.page.get_by_test_id("bot").nth(turn).locator("a.jump").first
        link.click()
        expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
        marks = spans(link.get_attribute("data-marks"))
        assert seen.text("mark.hit") == "".join(shaoyang.text[start:end] for start, end in marks)
        seen.page.keyboard.press("Escape")  # on the phone: the sheet


def test_follow_ups_carry_the_questions_before(desk: Watched) -> None:
    desk.open()
    desk.ask(FIGURE)
    desk.page.reload()
    expect(desk.page.get_by_test_id("bot")).to_have_count(1)
    with desk.page.expect_request("**/screen/answer") as sent:
        desk.ask("那件数呢")
    assert json.loads(sent.value.post_data or "")["before"] == [FIGURE]
    desk.page.get_by_role("button", name=words.NEW_CHAT).click()
    expect(desk.page.get_by_test_id("bot")).to_have_count(0)
    expect(desk.page.locator("#welcome")).to_be_visible()


def test_two_tabs_do_not_disturb_each_other(desk: Watched, screens: dict[str, BrowserContext]) -> None:
    with watched(screens["desktop"], desk.base) as other:
        desk.open()
        other.open()
        desk.ask(FIGURE)
        other.ask(ABSENT)
        desk.page.locator(".bot a.jump").first.click()
        for tab, question in ((desk, FIGURE), (other, ABSENT)):
            tab.page.reload()
            expect(tab.page.get_by_test_id("user")).to_have_count(1)
            expect(tab.page.get_by_test_id("user")).to_contain_text(question)
        expect(desk.page.locator("mark.hit").first).to_be_in_viewport()
        expect(other.page.locator("mark.hit")).to_have_count(0)


def test_nothing_of_a_question_stays_beyond_the_tab(desk: Watched, library: Library) -> None:
    files = {path: path.stat().st_mtime_ns for path in library.path.rglob("*")}
    desk.open()
    desk.ask(FIGURE)
    kept = desk.page.evaluate(
        "async () => JSON.stringify([localStorage, document.cookie, await indexedDB.databases(), await caches.keys()])"
    )
    assert FIGURE not in kept
    assert "[],[]]" in kept
    assert {path: path.stat().st_mtime_ns for path in library.path.rglob("*")} == files
    with watched(desk.page.context, desk.base) as later:
        later.open()
        expect(later.page.get_by_test_id("user")).to_have_count(0)
        assert later.page.evaluate("sessionStorage.length") == 0


def test_summary_jumps(seen: Watched, shaoyang: Report) -> None:
    text = shaoyang.text
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    said = seen.page.locator("#outline a.said")
    expect(said.nth(3)).to_be_attached()
    places = seen.page.locator("#outline .quote").evaluate_all(
        "all => all.map((q) => [+q.dataset.start, +q.dataset.end, q.textContent])"
    )
    assert all(shown == text[start:end] for start, end, shown in places)
    said.nth(3).click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    assert in_view(seen.page, "mark.hit")
    assert seen.text("mark.hit") == "".join(text[a:z] for a, z in spans(said.nth(3).get_attribute("data-marks")))


def test_about_names_model_licence_figures_and_version(answered: Watched) -> None:
    about = answered.page.locator("footer .about")
    about.get_by_text(words.ABOUT, exact=True).click()
    for told in ("出处 0.1.0", "m3e-small", "仅限研究与非商业用途", "80 道", "没见过的题"):
        expect(about.locator(".items")).to_contain_text(told)
    expect(about.locator(".items")).to_be_in_viewport()
    answered.page.keyboard.press("Escape")
    expect(about.locator(".items")).to_be_hidden()


def test_nothing_but_chinese_on_the_screen(answered: Watched) -> None:
    assert answered.page.evaluate("document.documentElement.lang") == "zh-CN"
    shown = answered.page.locator("body").inner_text()
    assert [word for word in ("Gradio", "API", "Settings", "Submit", "Tab", "Loading", "None") if word in shown] == []


def test_a_question_asked_before_the_scripts_stand_is_answered(desk: Watched) -> None:
    held: list[Route] = []
    desk.page.route("**/screen/static/main.js", lambda route: held.append(route))
    desk.page.goto(desk.base)
    box = desk.page.locator("#ask textarea")
    box.fill(FIGURE)
    box.press("Enter")
    expect(box).to_have_value("")
    expect(desk.page.get_by_test_id("user")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(desk.page.locator(".bot blockquote").first).to_be_visible()
