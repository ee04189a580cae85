"""The page in a real browser, with the real model: what a person does, on a desk and on a phone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from index.encoder import SentenceEncoder
from index.library import Library
from index.writing import add, create
from report.citation import cite, permalink
from report.model import Report, Span
from tests.browser import SCREENS, Watched, context, in_view, launch, serving
from web import words
from web.app import create as create_app
from web.desk import Desk

BUNDLED = Path(__file__).parent.parent / "data" / "reports"
HOSTILE = """邵阳<img src=x onerror="window.hurt=1">${window.hurt=2}县工作报告

2023年主要工作

一、坚持<script>window.hurt=3</script>注入*测试*_下划_~~删除~~

这是一段<b onmouseover="window.hurt=4">加粗</b>与${document.title}与{{constructor}}与`反引号`与$x^2$与$$y$$,\
𠮷林水獭保护区收入*增长*百分之五。[链接](javascript:window.hurt=5)与![图](http://other.example/x.png)与</script>\
<script>window.hurt=6</script>\u202e从右到左\u202c,第二句"引号"与'撇号'  两个空格&amp;&lt;。
"""
FIGURE, PARAPHRASE, LIST, ABSENT = words.EXAMPLES


@pytest.fixture(scope="module")
def library(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The bundled report and a hostile one."""
    folder = tmp_path_factory.mktemp("library")
    hostile = folder / "敌意&'${x}.txt"
    hostile.write_text(HOSTILE, "utf-8")
    create(folder / "library", encoder)
    added = add(folder / "library", encoder, [*sorted(BUNDLED.glob("*.txt")), hostile])
    assert not added.failed
    return Library.open(folder / "library", encoder)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with serving(create_app(Desk(library), "0", "m3e-small")) as base:
        yield base


@pytest.fixture(scope="module")
def screens(browser: Browser) -> dict[str, BrowserContext]:
    """One for each screen size: pages of one context share the cache of files, not the conversation."""
    return {screen: context(browser, screen) for screen in SCREENS}


@contextmanager
def watched(opened: BrowserContext, address: str) -> Iterator[Watched]:
    """Whatever a test does on this page, nothing may go wrong in the console or out to another host."""
    seen = Watched(opened.new_page(), address)
    yield seen
    seen.page.close()
    assert seen.troubles == []


@pytest.fixture(params=["desktop", "phone"])
def seen(request: pytest.FixtureRequest, screens: dict[str, BrowserContext], address: str) -> Iterator[Watched]:
    """A page on either screen."""
    with watched(screens[request.param], address) as page:
        yield page


@pytest.fixture
def desk(screens: dict[str, BrowserContext], address: str) -> Iterator[Watched]:
    """A page on the wide screen."""
    with watched(screens["desktop"], address) as page:
        yield page


@pytest.fixture
def phone(screens: dict[str, BrowserContext], address: str) -> Iterator[Watched]:
    """A page on the small screen."""
    with watched(screens["phone"], address) as page:
        yield page


def bundled(library: Library) -> Report:
    return next(report for report in library.reports.values() if "邵阳市" in report.id)


def ranges(marks: str) -> list[Span]:
    return [Span(*map(int, mark.split("-"))) for mark in marks.split()]


def test_ask_shows_the_passage_to_the_character(seen: Watched, library: Library) -> None:
    text = bundled(library).text
    seen.open()
    seen.ask(FIGURE)
    quotes = seen.page.locator(".bot blockquote.quote")
    places = quotes.evaluate_all("all => all.map((q) => [+q.dataset.start, +q.dataset.end, q.textContent])")
    assert len(places) > 3
    cards = seen.page.locator(".bot .card a.jump").evaluate_all("all => all.map((a) => decodeURIComponent(a.hash))")
    for (start, end, shown), link in zip(places, cards, strict=True):
        report = library.reports[link.split("/")[1]]
        assert shown == report.text[start:end]
    mark = seen.page.locator(".bot mark").first
    expect(mark).to_be_in_viewport()
    assert "95.49%" in text[places[0][0] : places[0][1]]
    expect(seen.page.locator(".bot > ol.hits > li")).to_have_count(3)


def test_every_character_of_the_report_is_in_the_reader(seen: Watched, library: Library) -> None:
    seen.open()
    assert seen.text("#book article") == bundled(library).text
    expect(seen.page.locator(".note")).to_have_text(words.CONTINUED.format(place="3版"))


def test_jump_marks_the_clause_without_the_server(seen: Watched, library: Library) -> None:
    text = bundled(library).text
    seen.open()
    seen.ask(FIGURE)
    link = seen.page.locator(".bot a.jump").first
    seen.requests.clear()
    link.click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    marks = sorted(ranges(link.get_attribute("data-marks") or ""))
    assert seen.text("mark.hit") == "".join(text[start:end] for start, end in marks)
    assert in_view(seen.page, "mark.hit")
    assert seen.requests == []
    assert seen.text("#book article") == text


def test_phone_sheet_opens_and_goes_back(phone: Watched) -> None:
    phone.open()
    phone.ask(FIGURE)
    expect(phone.page.locator("#reader")).to_be_hidden()
    phone.page.locator(".bot a.jump").first.click()
    expect(phone.page.locator("#reader")).to_be_visible()
    phone.page.go_back()
    expect(phone.page.locator("#reader")).to_be_hidden()
    phone.page.locator(".bot a.jump").first.click()
    phone.page.get_by_role("button", name=words.CLOSE).click()
    expect(phone.page.locator("#reader")).to_be_hidden()
    expect(phone.page.locator(".bot a.jump").first).to_be_visible()


def test_copy_over_plain_http_from_another_name(playwright: Playwright, address: str, library: Library) -> None:
    """No navigator.clipboard there and no permission; what was copied is pasted into the question box."""
    report = bundled(library)
    browser = launch(playwright, "--host-resolver-rules=MAP chuchu.test 127.0.0.1")
    seen = Watched(context(browser, "desktop").new_page(), address.replace("127.0.0.1", "chuchu.test"))
    seen.open()
    assert seen.page.evaluate("[isSecureContext, typeof navigator.clipboard]") == [False, "undefined"]
    seen.ask(FIGURE)
    quote = seen.page.locator(".bot blockquote.quote").first
    span = quote.evaluate("(q) => [+q.dataset.start, +q.dataset.end]")
    exact = report.text[span[0] : span[1]]
    assert copied(seen, words.COPY_QUOTE) == exact
    assert copied(seen, words.COPY_SOURCE).startswith(exact + "\n——《邵阳市人大常委会工作报告》(2023年12月26日),")
    assert copied(seen, words.COPY_GBT).startswith("邵阳市人民代表大会常务委员会. ")
    seen.page.locator(".bot .menu summary").first.click()
    seen.page.locator(".bot .menu[open] [data-full-width]").check()
    seen.page.keyboard.press("Escape")
    mended = copied(seen, words.COPY_QUOTE)
    assert "," in exact
    assert "," not in mended
    assert mended.replace("\uff0c", ",") == exact == quote.text_content()
    assert seen.troubles == []
    browser.close()


def copied(seen: Watched, label: str) -> str:
    """What a button of the first card's copy menu puts on the clipboard, pasted into the question box."""
    seen.page.locator(".bot .menu summary").first.click()
    seen.page.locator(".bot .menu[open]").get_by_role("button", name=label, exact=True).click()
    return pasted(seen)


def pasted(seen: Watched) -> str:
    expect(seen.page.locator("#toast.on")).to_contain_text("已复制")
    box = seen.page.locator("#ask textarea")
    box.fill("")
    box.press("Control+V")
    return box.input_value()


def test_permalink_of_any_sentence(desk: Watched) -> None:
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.open()
    sentence = desk.page.locator("article .s", has_text="解决率为95.49%")
    said = sentence.text_content() or ""
    sentence.click()
    desk.page.get_by_role("button", name=words.COPY_LINK).click()
    link = pasted(desk)
    assert link.startswith(desk.base + "/#/")
    desk.page.goto("about:blank")
    desk.page.goto(link)
    expect(desk.page.locator("mark.hit").first).to_be_in_viewport()
    assert desk.text("mark.hit") == said


def test_back_and_forward(desk: Watched) -> None:
    desk.open()
    desk.ask(FIGURE)
    marks = []
    for n in (0, 1):
        desk.page.locator(".bot a.jump").nth(n).click()
        expect(desk.page.locator("#count")).to_contain_text(f"第 {n + 1} 处")
        marks.append(desk.text("mark.hit"))
    desk.page.go_back()
    expect(desk.page.locator("#count")).to_contain_text("第 1 处")
    assert desk.text("mark.hit") == marks[0]
    desk.page.go_forward()
    expect(desk.page.locator("#count")).to_contain_text("第 2 处")
    assert desk.text("mark.hit") == marks[1]


def test_a_conversation_older_than_the_report_marks_no_other_words(desk: Watched, library: Library) -> None:
    """As after a refresh with another text in the library: the card's places no longer hold its words."""
    desk.open()
    desk.ask(FIGURE)
    link = desk.page.locator(".bot a.jump").first
    first, *_ = ranges(link.get_attribute("data-marks") or "")
    quote = desk.page.locator(".bot blockquote.quote").first
    quote.evaluate("(e) => { e.dataset.start = +e.dataset.start + 7; e.dataset.end = +e.dataset.end + 7; }")
    link.evaluate("(e) => { e.dataset.marks = '100-110'; }")
    link.click()
    expect(desk.page.locator("mark.hit").first).to_be_in_viewport()
    assert desk.text("mark.hit") == bundled(library).text[first.start : first.end]


def test_refusal_marks_the_nearest_miss_as_such(seen: Watched) -> None:
    seen.open()
    seen.ask(ABSENT)
    expect(seen.page.locator(".refusal")).to_contain_text("报告未提及")
    expect(seen.page.locator(".bot .lead")).to_have_text(words.NEAREST)
    expect(seen.page.locator(".bot ol.misses").first).to_be_visible()


def test_only_search_ranks_without_a_judgement(desk: Watched) -> None:
    desk.open()
    desk.page.get_by_label(words.ONLY_SEARCH).check()
    desk.ask(ABSENT)
    expect(desk.page.locator(".bot .lead")).to_have_text(words.RANKED.format(n=10))
    expect(desk.page.locator(".bot blockquote.quote")).to_have_count(10)
    expect(desk.page.locator(".refusal")).to_have_count(0)


def test_hostile_report_and_question_are_words_only(seen: Watched, library: Library) -> None:
    report = next(report for report in library.reports.values() if report.id != bundled(library).id)
    seen.open()
    seen.ask("<img src=x onerror='window.hurt=7'>${window.hurt=8}{{7*7}}水獭保护区收入增长")
    card = seen.page.locator(".bot .card", has_text="水獭").first
    link = card.locator("a.jump")
    quote = card.locator("blockquote.quote")
    start, end, shown = quote.evaluate("(q) => [+q.dataset.start, +q.dataset.end, q.textContent]")
    assert shown == report.text[start:end]
    link.click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    marks = sorted(ranges(link.get_attribute("data-marks") or ""))
    assert seen.text("mark.hit") == "".join(report.text[a:z] for a, z in marks)
    assert seen.text("#book article") == report.text == HOSTILE
    assert seen.page.evaluate(
        "[window.hurt, document.querySelectorAll('article img, .bot img, .user img').length]"
    ) == [
        None,
        0,
    ]
    expect(seen.page.get_by_test_id("user")).to_contain_text("${window.hurt=8}{{7*7}}")


def test_permalink_from_outside(desk: Watched, library: Library) -> None:
    report = bundled(library)
    start = report.text.index("解决率为95.49%")
    link = permalink(cite(report, [Span(start, start + len("解决率为95.49%"))]))
    desk.open("/" + link)
    expect(desk.page.locator("mark.hit")).to_have_text("解决率为95.49%")
    assert in_view(desk.page, "mark.hit")


def test_permalink_follows_its_words_and_marks_no_others(desk: Watched, library: Library) -> None:
    report = bundled(library)
    start = report.text.index("解决率为95.49%")
    moved = permalink(cite(report, [Span(start, start + 10)])).replace(f"{start}-{start + 10}", "100-110")
    desk.open("/" + moved)
    expect(desk.page.locator("mark.hit")).to_have_text(report.text[start : start + 10])
    desk.page.goto(desk.base + "/" + moved[:-8] + "00000000")
    expect(desk.page.locator("#toast.on")).to_have_text(words.LINK_CHANGED)
    expect(desk.page.locator("mark.hit")).to_have_count(0)


def test_refresh_keeps_the_conversation_and_follow_ups_carry_it(seen: Watched) -> None:
    seen.open()
    seen.ask(FIGURE)
    seen.ask(ABSENT)
    before = seen.text(".bot")
    seen.page.reload()
    expect(seen.page.get_by_test_id("bot")).to_have_count(2)
    assert seen.text(".bot") == before
    with seen.page.expect_request("**/screen/answer") as sent:
        seen.ask("那件数呢")
    assert json.loads(sent.value.post_data or "")["before"] == [FIGURE, ABSENT]
    seen.page.get_by_role("button", name=words.NEW_CHAT).click()
    expect(seen.page.get_by_test_id("bot")).to_have_count(0)
    expect(seen.page.locator("#welcome")).to_be_visible()


def test_examples_are_answered_but_for_the_last(desk: Watched) -> None:
    desk.open()
    for n, example in enumerate((FIGURE, PARAPHRASE, LIST, ABSENT)):
        desk.page.get_by_role("button", name=example).click()
        expect(desk.page.locator(".bot").nth(0).locator("blockquote").first).to_be_visible()
        expect(desk.page.locator(".refusal")).to_have_count(int(n == 3))
        desk.page.get_by_role("button", name=words.NEW_CHAT).click()


def test_summary_jumps(seen: Watched, library: Library) -> None:
    text = bundled(library).text
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
    assert seen.text("mark.hit") == "".join(text[a:z] for a, z in ranges(said.nth(3).get_attribute("data-marks") or ""))


def test_over_long_question_is_told_and_given_back(desk: Watched) -> None:
    desk.open()
    desk.ask("问" * 10_000)
    expect(desk.page.get_by_role("alert")).to_contain_text("10000")
    expect(desk.page.locator("#ask textarea")).to_have_value("问" * 10_000)


def test_find_in_the_report(seen: Watched) -> None:
    seen.open()
    if seen.page.locator("#show").is_visible():
        seen.page.locator("#show").click()
    seen.page.locator("#find").fill("代表建议")
    expect(seen.page.locator("mark.here")).to_have_text("代表建议")
    first = seen.page.locator("#count").text_content()
    seen.page.get_by_role("button", name=words.NEXT).click()
    expect(seen.page.locator("#count")).not_to_have_text(first or "")
    expect(seen.page.locator("mark.here")).to_be_in_viewport()


def test_nothing_but_chinese_on_the_screen(seen: Watched) -> None:
    seen.open()
    assert seen.page.evaluate("document.documentElement.lang") == "zh-CN"
    shown = seen.page.locator("body").inner_text()
    for word in ("Gradio", "API", "Settings", "Submit", "Tab"):
        assert word not in shown


def test_empty_library_says_what_to_do(browser: Browser, encoder: SentenceEncoder, tmp_path: Path) -> None:
    create(tmp_path / "library", encoder)
    desk = Desk(Library.open(tmp_path / "library", encoder))
    with serving(create_app(desk, "0", "m3e-small")) as base:
        seen = Watched(context(browser, "desktop").new_page(), base)
        seen.open(ready=False)
        expect(seen.page.locator("#empty")).to_contain_text("python -m index add")
        expect(seen.page.locator("#welcome")).to_be_hidden()
        seen.ask(FIGURE)
        expect(seen.page.get_by_role("alert")).to_contain_text(words.EMPTY)
        assert seen.troubles == []


def test_page_opens_while_the_model_loads(browser: Browser, library: Library) -> None:
    desk = Desk()
    with serving(create_app(desk, "0", "m3e-small")) as base:
        seen = Watched(context(browser, "desktop").new_page(), base)
        seen.open(ready=False)
        expect(seen.page.locator("#status")).to_have_text(words.LOADING_MODEL)
        box = seen.page.locator("#ask textarea")
        box.fill(FIGURE)
        box.press("Enter")
        expect(seen.page.locator(".bot .waiting")).to_have_text(words.LOADING_MODEL)
        desk.open(library)
        expect(seen.page.locator(".bot blockquote").first).to_be_visible()
        expect(seen.page.locator("#status")).to_have_text("")
        assert seen.troubles == []


def test_server_gone_and_back(browser: Browser, library: Library) -> None:
    """A dead connection stands in the console whatever one does; here only the words count."""
    seen = Watched(context(browser, "desktop").new_page(), "")
    with serving(create_app(Desk(library), "0", "m3e-small")) as seen.base:
        seen.open()
        seen.page.route("**/screen/**", lambda route: route.abort())
        box = seen.page.locator("#ask textarea")
        box.fill(FIGURE)
        box.press("Enter")
        expect(seen.page.locator(".bot .waiting")).to_contain_text("连不上服务器")
        seen.page.unroute("**/screen/**")
        expect(seen.page.locator(".bot blockquote").first).to_be_visible()
