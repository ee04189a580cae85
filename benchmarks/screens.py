"""The screenshots of docs/screens/, made anew: its states, each as a person comes to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.diff.edits import edited
from index.library import Library
from index.weights import model_name
from index.writing import add, create
from report.parse import read_report
from tests.browser import Watched, context, launch, serving
from web import words
from web.app import create as create_app
from web.desk import Desk
from web.serve import version

FIGURE, PARAPHRASE, LIST, ABSENT = words.EXAMPLES
ASKED = "代表建议办理得怎么样"
DRAFTS = ("征求意见稿", "送审稿")
ADDED = "某市工作报告\n\n围绕城市更新开展专题调研3次,形成调研报告2篇,提出意见建议15条,交市人民政府研究处理。"
COLOURS = 96
DRAFT = """一年来,代表通过热线反映问题377个,已解决360个,解决率为95.48%。全年听取和审议专项工作报告24个,作出决定决议6项。
报告指出:“建设代表联络站895个、基层立法联系点18个”。根据《水下城市建设条例》,全市开展了检查。"""


def draw(library: Library, folder: Path) -> None:
    """Writes one PNG for each state into the folder, and names it on the screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(create_app(Desk(library), version(), model_name())) as base, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (screen, scheme, state) in STATES.items():
            with_page(browser, base, screen, scheme, state, folder / f"{name}.png")
        with serving(create_app(Desk(), version(), model_name())) as loading:
            with_page(browser, loading, "desktop", "light", waiting, folder / "loading.png")
        with two_drafts(library) as pair, serving(create_app(Desk(pair), version(), model_name())) as base:
            for name, screen in (("compare", "desktop"), ("phone_compare", "phone")):
                with_page(browser, base, screen, "light", compared, folder / f"{name}.png")
        browser.close()


@contextmanager
def two_drafts(library: Library) -> Iterator[Library]:
    """The first report of the library, and a draft of it with one edit of each kind that benchmarks/diff knows."""
    report = next(iter(library.reports.values()))
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "another.txt").write_text(ADDED, encoding="utf-8")
        draft, _ = edited(report, [read_report(folder / "another.txt")], 1)
        for title, text in zip(DRAFTS, (draft, report.text), strict=True):
            (folder / f"{title}.txt").write_text(text, encoding="utf-8")
        create(folder / "library", library.encoder)
        add(folder / "library", library.encoder, [folder / f"{title}.txt" for title in DRAFTS])
        yield Library.open(folder / "library", library.encoder)


def with_page(
    browser: Browser, base: str, screen: str, scheme: str, state: Callable[[Watched], None], file: Path
) -> None:
    opened = context(browser, screen, scheme)
    seen = Watched(opened.new_page(), base)
    state(seen)
    seen.page.evaluate("document.fonts.ready")
    with Image.open(BytesIO(seen.page.screenshot())) as drawn:
        drawn.convert("RGB").quantize(COLOURS).save(file, optimize=True)  # a third of the size, the same to the eye
    print(f"{file.name}\t{file.stat().st_size / 1000:.0f} kB")
    opened.close()


def waiting(seen: Watched) -> None:
    seen.open(ready=False)
    box = seen.page.locator("#ask textarea")
    box.fill(FIGURE)
    box.press("Enter")
    expect(seen.page.locator(".bot .waiting")).to_have_text(words.LOADING_MODEL)


def welcome(seen: Watched) -> None:
    seen.open()


def answer(seen: Watched) -> None:
    seen.open()
    seen.ask(FIGURE)


def understood(seen: Watched) -> None:
    answer(seen)
    seen.ask("那邵阳市2023年解决了多少呢")
    expect(seen.page.locator(".bot").last.locator(".chip")).to_have_count(3)


def jumped(seen: Watched) -> None:
    answer(seen)
    seen.page.locator(".bot a.jump").first.click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
    seen.page.mouse.move(700, 5)


def beside(seen: Watched) -> None:
    answer(seen)
    expect(seen.page.locator(".beside button").first).to_be_attached()
    seen.page.locator(".bot [data-near]").nth(2).click()
    expect(seen.page.locator(".near a.jump").first).to_be_visible()
    seen.page.locator("#log").evaluate("(log) => log.scrollTo(0, log.scrollHeight)")


def refusal(seen: Watched) -> None:
    seen.open()
    seen.ask(ABSENT)


def dark(seen: Watched) -> None:
    jumped(seen)
    seen.ask(ASKED)
    seen.page.locator(".bot").last.locator("a.jump").first.click()
    expect(seen.page.locator("#count")).to_have_text("第 1 / 10 处")


def summary(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    seen.page.locator("#outline a.said").nth(2).click()
    expect(seen.page.locator("mark.hit").first).to_be_in_viewport()


def topic(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_SUMMARY).click()
    with seen.page.expect_response("**/screen/summary"):
        seen.page.get_by_label(words.ABOUT_TOPIC).fill("代表建议办理")
    expect(seen.page.locator("#outline[aria-busy]")).to_have_count(0)


def checked(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_CHECK).click()
    seen.page.get_by_label(words.DRAFT_LABEL).fill(DRAFT)
    seen.page.get_by_role("button", name=words.CHECK, exact=True).click()
    expect(seen.page.locator("#checked .tag").first).to_be_visible()


def compared(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_DIFF).click()
    for side, title in zip(("old", "new"), DRAFTS, strict=True):
        seen.page.get_by_label(words.SIDES[side], exact=True).select_option(title)
    seen.page.get_by_role("button", name=words.COMPARE, exact=True).click()
    expect(seen.page.locator("#compared .pair:visible").first).to_be_visible()


def gathered(seen: Watched) -> None:
    answer(seen)
    for n in (0, 2):
        seen.page.locator(".bot [data-keep]").nth(n).click()
    seen.page.get_by_role("tab", name=words.TAB_TRAY).click()
    seen.page.locator(".remark").first.fill("与去年的提法比一比")


def only_search(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_label(words.ONLY_SEARCH).check()
    seen.ask(ASKED)


def copy_menu(seen: Watched) -> None:
    jumped(seen)
    seen.page.locator(".bot .menu summary").first.click()
    seen.page.locator(".bot .menu[open] [data-full-width]").check()


def found(seen: Watched) -> None:
    answer(seen)
    seen.page.locator("#find").fill("代表建议")
    expect(seen.page.locator("mark.here")).to_be_in_viewport()


def about(seen: Watched) -> None:
    answer(seen)
    seen.page.get_by_text(words.ABOUT, exact=True).click()


STATES: dict[str, tuple[str, str, Callable[[Watched], None]]] = {
    "welcome": ("desktop", "light", welcome),
    "answer": ("desktop", "light", jumped),
    "understood": ("desktop", "light", understood),
    "phone_understood": ("phone", "dark", understood),
    "beside": ("desktop", "light", beside),
    "copy_menu": ("desktop", "light", copy_menu),
    "refusal": ("desktop", "light", refusal),
    "only_search": ("desktop", "light", only_search),
    "find": ("desktop", "light", found),
    "summary": ("desktop", "light", summary),
    "topic": ("desktop", "light", topic),
    "check": ("desktop", "light", checked),
    "phone_check": ("phone", "light", checked),
    "check_dark": ("desktop", "dark", checked),
    "tray": ("desktop", "light", gathered),
    "phone_tray": ("phone", "dark", gathered),
    "dark": ("desktop", "dark", dark),
    "phone_answer": ("phone", "light", answer),
    "phone_reader": ("phone", "light", jumped),
    "phone_dark": ("phone", "dark", refusal),
    "phone_about": ("phone", "light", about),
}
