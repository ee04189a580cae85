"""The report beside the answers: opening, marking, finding, contents, printing, going back."""

from playwright.sync_api import expect

from report.model import Report
from tests.browser import Watched, in_view, spans
from web import words

pytest_plugins = ["tests.browser_pages"]

FIGURE = words.EXAMPLES[0]


def test_every_character_of_the_report_is_in_the_reader(answered: Watched, shaoyang: Report) -> None:
    assert answered.text("#book article") == shaoyang.text
    expect(answered.page.locator(".note")).to_have_text(words.CONTINUED.format(place="3版"))


def test_jump_marks_the_clause_without_the_server(answered: Watched, shaoyang: Report) -> None:
    link = answered.page.locator(".bot a.jump").first
    answered.requests.clear()
    link.click()
    expect(answered.page.locator("mark.hit").first).to_be_in_viewport()
    marks = spans(link.get_attribute("data-marks"))
    assert answered.text("mark.hit") == "".join(shaoyang.text[start:end] for start, end in marks)
    assert in_view(answered.page, "mark.hit")
    assert answered.requests == []
    assert answered.text("#book article") == shaoyang.text
    answered.shut()


def test_the_phone_sheet_covers_the_screen_and_goes_back(phone: Watched) -> None:
    phone.open()
    phone.ask(FIGURE)
    expect(phone.page.locator("#reader")).to_be_hidden()
    phone.page.locator(".bot a.jump").first.click()
    expect(phone.page.get_by_role("dialog", name=words.READER)).to_be_visible()
    assert phone.page.locator("#reader").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    phone.page.go_back()
    expect(phone.page.locator("#reader")).to_be_hidden()
    phone.page.locator(".bot a.jump").first.click()
    phone.page.get_by_role("button", name=words.CLOSE).click()
    expect(phone.page.locator("#reader")).to_be_hidden()
    expect(phone.page.locator(".bot a.jump").first).to_be_visible()


def test_back_and_forward(desk: Watched) -> None:
    desk.open()
    desk.ask(FIGURE)
    marks = []
    for n in (0, 1):
        desk.page.locator(".bot .card a.jump").nth(n).click()
        expect(desk.page.locator("#count")).to_contain_text(f"第 {n + 1} /")
        marks.append(desk.text("mark.hit"))
    desk.page.go_back()
    expect(desk.page.locator("#count")).to_contain_text("第 1 /")
    assert desk.text("mark.hit") == marks[0]
    desk.page.go_forward()
    expect(desk.page.locator("#count")).to_contain_text("第 2 /")
    assert desk.text("mark.hit") == marks[1]


def test_previous_and_next_hit(answered: Watched, shaoyang: Report) -> None:
    links = answered.page.locator(".bot .card a.jump")
    links.first.click()
    for button, n in ((words.NEXT, 2), (words.NEXT, 3), (words.NEXT, 4), (words.PREVIOUS, 3)):
        answered.page.get_by_role("button", name=button, exact=True).click()
        expect(answered.page.locator("#count")).to_have_text(f"第 {n} / 10 处")
        marks = spans(links.nth(n - 1).get_attribute("data-marks"))
        assert answered.text("mark.hit") == "".join(shaoyang.text[start:end] for start, end in marks)
        expect(answered.page.locator("mark.hit").first).to_be_in_viewport()
    answered.shut()


def test_find_in_the_report(answered: Watched, shaoyang: Report) -> None:
    many = shaoyang.text.count("代表建议")
    answered.open_report()
    answered.page.locator("#find").fill("代表建议")
    expect(answered.page.locator("mark.here")).to_have_text("代表建议")
    expect(answered.page.locator("#count")).to_have_text(f"1 / {many}")
    answered.page.get_by_role("button", name=words.NEXT, exact=True).click()
    expect(answered.page.locator("#count")).to_have_text(f"2 / {many}")
    answered.page.locator("#find").press("Shift+Enter")
    expect(answered.page.locator("#count")).to_have_text(f"1 / {many}")
    expect(answered.page.locator("mark.here")).to_be_in_viewport()
    assert answered.text("#book article") == shaoyang.text
    answered.page.locator("#find").fill("没有这几个字")
    expect(answered.page.locator("#count")).to_have_text(words.SCREEN["findNone"])
    answered.page.locator("#find").fill("")
    expect(answered.page.locator("mark.found, mark.here")).to_have_count(0)
    answered.shut()


def test_contents_lead_and_follow(answered: Watched) -> None:
    answered.open_report()
    contents = answered.page.get_by_role("button", name=words.CONTENTS, exact=True)
    if contents.is_visible():
        contents.click()
    entry = answered.page.locator(".toc button", has_text="五、坚持守正创新")
    entry.click()
    expect(answered.page.locator("#book h3", has_text="五、坚持守正创新")).to_be_in_viewport()
    current = answered.page.locator(".toc [aria-current=location]")
    expect(current).to_have_text(entry.text_content() or "")
    answered.page.locator(".scroll").evaluate("(pane) => pane.scrollTo(0, pane.scrollHeight / 3)")
    expect(current).not_to_have_text(entry.text_content() or "")
    if contents.is_visible():
        expect(entry).to_be_hidden()
    answered.shut()


def test_the_page_is_set_to_be_read(answered: Watched) -> None:
    """Serif; a line of at most forty characters; lines well apart; headings are headings of their level."""
    answered.open_report()
    shape = answered.page.locator("article").evaluate(
        """(e) => { const s = getComputedStyle(e), size = parseFloat(s.fontSize);
        return [s.fontFamily, e.getBoundingClientRect().width / size, parseFloat(s.lineHeight) / size, size]; }"""
    )
    assert "serif" in shape[0].lower()
    assert 18 <= shape[1] <= 40
    assert shape[2] >= 1.8
    assert shape[3] >= 17
    levels = answered.page.locator("article :is(h1,h2,h3)").evaluate_all("all => all.map((h) => h.tagName).slice(0, 3)")
    assert levels == ["H1", "H2", "H3"]
    answered.shut()


DARKEST = """() => [...document.querySelectorAll('article :is(h1, h3, p, b), .rhead h2, .note')].map((e) => {
    const [r, g, b] = getComputedStyle(e).color.match(/[0-9.]+/g).map(Number); return Math.max(r, g, b); })"""


def test_print_in_the_dark_is_black_on_white(desk: Watched) -> None:
    desk.page.emulate_media(media="print", color_scheme="dark")
    desk.open()
    expect(desk.page.locator("body.dark")).to_have_count(1)
    assert max(desk.page.evaluate(DARKEST)) < 100
    assert desk.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_print_holds_the_whole_report_and_nothing_else(desk: Watched) -> None:
    desk.open()
    desk.page.emulate_media(media="print")
    for hidden in ("#left", "#top", "#foot", ".toc", ".rtools"):
        expect(desk.page.locator(hidden)).to_be_hidden()
    height = desk.page.locator("article").bounding_box() or {"height": 0}
    assert height["height"] > 3_000
    assert desk.page.evaluate("document.documentElement.scrollHeight") >= height["height"]
    assert desk.page.pdf(format="A4").count(b"/Type /Page\n") >= 5


def test_nothing_is_wider_than_the_window(answered: Watched) -> None:
    assert answered.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    answered.open_report()
    assert answered.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tools = answered.page.locator(".rtools > :visible").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect()).map((r) => [r.left, r.right])"
    )
    assert all(0 <= left < right <= answered.page.viewport_size["width"] for left, right in tools)  # type: ignore[index]
    answered.shut()
