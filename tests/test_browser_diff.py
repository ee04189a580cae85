"""对比: two reports side by side, sentence by sentence; filtered, led to their places, exported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from index.library import Library
from index.writing import add, create
from retrieval.comparing.sides import library_side
from retrieval.diff import CLASSES, Comparison, compare
from tests.browser import Watched, serving, spans, watched
from tests.fakes import BigramEncoder
from web import words
from web.app import create as create_app
from web.desk import Desk

pytest_plugins = ["tests.browser_pages"]
ALIKE = True

OLD = """某市人民政府工作报告

一、过去一年工作

全年新建学校12所,改造老旧小区30个。完成<img src=x onerror="window.hurt=1">${window.hurt=2}植树造林三万亩。

城镇新增就业2.1万人。各项工作平稳推进。

二、下一步安排

办好民生实事。
"""
NEW = (
    OLD.replace("12所", "15所")
    .replace("各项工作平稳推进。", "")
    .replace("办好民生实事。", "办好民生实事。推进数字化改革。")
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("diff")
    for name, text in (("某市2022", OLD), ("某市2023", NEW)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    create(folder / "library", BigramEncoder())
    assert not add(folder / "library", BigramEncoder(), sorted(folder.glob("*.txt"))).failed
    return Library.open(folder / "library", BigramEncoder())


@pytest.fixture(scope="module")
def two(library: Library) -> Iterator[str]:
    with serving(create_app(Desk(library), "0", "bigrams")) as base:
        yield base


@pytest.fixture
def seen(request: pytest.FixtureRequest, screens: dict[str, BrowserContext], two: str) -> Iterator[Watched]:
    with watched(screens[request.param], two) as page:
        yield page


@pytest.fixture(scope="module")
def wanted(library: Library) -> Comparison:
    return compare(*(library_side(library, library.reports[name]) for name in ("某市2022", "某市2023")))


def compared(seen: Watched) -> Locator:
    """Compares the two; gives the rows."""
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_DIFF).click()
    seen.page.get_by_label(words.SIDES["old"], exact=True).select_option("某市2022")
    seen.page.get_by_label(words.SIDES["new"], exact=True).select_option("某市2023")
    seen.page.get_by_role("button", name=words.COMPARE, exact=True).click()
    expect(seen.page.locator("#compared .pair:visible").first).to_be_visible()
    return seen.page.locator("#compared .pair")


def test_rows_are_those_of_the_comparison_with_their_words(seen: Watched, library: Library, wanted: Comparison) -> None:
    rows = compared(seen)
    expected = [row.kind for row in wanted.rows()]
    assert rows.evaluate_all("all => all.map((row) => row.dataset.class)") == expected
    assert set(expected) == set(CLASSES)
    for tag, kind in zip(rows.locator(".tag").all(), expected, strict=True):
        assert tag.text_content() == words.CLASSES[kind]
    for which in ("old", "new"):
        report = wanted.side(which)
        quotes = seen.page.locator(f".cell.{which} .quote").evaluate_all(
            "all => all.map((q) => [+q.dataset.start, +q.dataset.end, q.textContent])"
        )
        assert quotes
        assert all(text == report.text[start:end] for start, end, text in quotes)
    changed = rows.filter(has_text="新建学校").first
    assert changed.locator(".old mark").all_text_contents() == ["12"]
    assert changed.locator(".new mark").all_text_contents() == ["15"]
    assert seen.page.evaluate("[window.hurt ?? null, document.querySelectorAll('#compared img').length]") == [None, 0]


def test_filters_count_and_show(seen: Watched, wanted: Comparison) -> None:
    rows = compared(seen)
    for kind, n in wanted.counts().items():
        box = seen.page.get_by_role("checkbox", name=f"{words.CLASSES[kind]} {n}", exact=True)
        expect(box).to_be_checked(checked=kind != "kept")
        shown = rows.locator("visible=true").and_(seen.page.locator(f".pair[data-class={kind}]"))
        expect(shown).to_have_count(0 if kind == "kept" else n)
        box.click()
        expect(shown).to_have_count(n if kind == "kept" else 0)
    seen.page.get_by_role("checkbox", name=words.CLASSES["kept"]).uncheck()
    expect(seen.page.locator("#compared .part:visible")).to_have_count(0)


def test_each_side_opens_its_own_report(seen: Watched, library: Library) -> None:
    rows = compared(seen)
    changed = rows.filter(has_text="新建学校").first
    for which, name in (("old", "某市2022"), ("new", "某市2023")):
        link = changed.locator(f".{which} a.jump")
        link.click()
        expect(seen.page.get_by_label(words.READER_PICK)).to_have_value(name)
        expect(seen.page.locator("mark.hit").first).to_be_in_viewport()
        text = library.reports[name].text
        assert seen.text("mark.hit") == "".join(text[a:z] for a, z in spans(link.get_attribute("data-marks")))
        seen.shut()
    changed.locator(".new").get_by_role("button", name=words.KEEP).click()
    expect(seen.page.locator("#toast.on")).to_have_text(words.SCREEN["kept"].format(n=1))


@pytest.mark.parametrize("form", ["docx", "md"])
def test_export(seen: Watched, form: str) -> None:
    compared(seen)
    with seen.page.expect_download() as got:
        seen.page.locator(f"[data-diff={form}]").click()
    assert got.value.suggested_filename == f"{words.SCREEN['diffFile']}.{form}"
    data = Path(got.value.path()).read_bytes()
    assert data.startswith(b"PK") if form == "docx" else "推进数字化改革" in data.decode()


def test_one_report_cannot_be_compared(screens: dict[str, BrowserContext], tmp_path: Path) -> None:
    (tmp_path / "某市.txt").write_text(OLD, "utf-8")
    create(tmp_path / "library", BigramEncoder())
    add(tmp_path / "library", BigramEncoder(), [tmp_path / "某市.txt"])
    app = create_app(Desk(Library.open(tmp_path / "library", BigramEncoder())), "0", "bigrams")
    with serving(app) as base, watched(screens["desktop"], base) as seen:
        seen.open()
        seen.page.get_by_role("tab", name=words.TAB_DIFF).click()
        expect(seen.page.get_by_text(words.SCREEN["one"])).to_be_visible()
        expect(seen.page.get_by_role("button", name=words.COMPARE, exact=True)).to_be_disabled()


def test_by_keyboard(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_DIFF).click()
    expect(seen.page.locator("#new option")).to_have_count(2)
    seen.tab_to("#compare")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#compared .pair:visible").first).to_be_visible()
    seen.tab_to("[data-class=kept]")
    seen.page.keyboard.press("Space")
    expect(seen.page.locator(".pair[data-class=kept]").first).to_be_visible()
    seen.tab_to("#compared a.jump")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#close:focus, mark.hit:focus")).to_have_count(1)
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("#compared a.jump:focus")).to_have_count(1)


def test_of_two_reports_with_one_title_the_menus_show_first_what_tells_them_apart(seen: Watched) -> None:
    seen.open()
    seen.page.get_by_role("tab", name=words.TAB_DIFF).click()
    for side in words.SIDES.values():
        shown = seen.page.get_by_label(side, exact=True).locator("option").all_text_contents()
        assert shown == ["某市2022 · 某市人民政府工作报告", "某市2023 · 某市人民政府工作报告"]
