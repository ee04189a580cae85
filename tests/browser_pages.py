"""Fixtures of the browser tests (a pytest plugin): one library and one server for all of them, one browser for a file.

The library holds the bundled report and two hostile ones; the model is the real one. Files that use it say
`pytest_plugins = ["tests.browser_pages"]`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from index.encoder import SentenceEncoder
from index.library import Library
from index.writing import add
from report.model import Report
from tests.browser import SCREENS, Watched, context, launch, serving, watched
from tests.soak import WHOLE
from web import words
from web.app import create as create_app
from web.desk import Desk

HOSTILE = """邵阳<img src=x onerror="window.hurt=1">${window.hurt=2}县工作报告

2023年主要工作

一、坚持<script>window.hurt=3</script>注入*测试*_下划_~~删除~~

这是一段<b onmouseover="window.hurt=4">加粗</b>与${document.title}与{{constructor}}与`反引号`与$x^2$与$$y$$,\
𠮷林水獭保护区收入*增长*百分之五。[链接](javascript:window.hurt=5)与![图](http://other.example/x.png)与</script>\
<script>window.hurt=6</script>\u202e从右到左\u202c,第二句"引号"与'撇号'  两个空格&amp;&lt;。
"""
LONG_TITLE = "\u202e" + "超长标题<script>window.hurt=10</script>" * 2_800 + "工作报告"  # 100 kB of characters
LONG = f"{LONG_TITLE}\n\n一、{LONG_TITLE}\n\n全年放归白鱀豚三头,修复湿地四百公顷。\n"


@pytest.fixture(scope="session")
def library(bundled: Path, encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(bundled, folder / "library")
    files = {"敌意&'${x}{{y}}<img src=x onerror=window.hurt=9>\u202e.txt": HOSTILE, "超长.txt": LONG}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    assert not add(folder / "library", encoder, [folder / name for name in files]).failed
    return Library.open(folder / "library", encoder)


@pytest.fixture(scope="session")
def shaoyang(library: Library) -> Report:
    """The bundled report."""
    return next(report for report in library.reports.values() if "邵阳市" in report.id)


@pytest.fixture(scope="session")
def address(library: Library) -> Iterator[str]:
    with serving(create_app(Desk(library), "0.1.0", "m3e-small")) as base:
        yield base


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
def screens(browser: Browser) -> dict[str, BrowserContext]:
    """One for each screen size: pages of one context share the cache of files, not the conversation."""
    return {screen: context(browser, screen) for screen in SCREENS}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests that take `seen` run on both screens; in a file that says `ALIKE = True`, where what is tried hangs on no
    width, on the wide one, and on the phone under `make soak`."""
    if "seen" in metafunc.fixturenames:
        phone = pytest.param("phone", marks=pytest.mark.soak if WHOLE else ())
        alike = getattr(metafunc.module, "ALIKE", False)
        metafunc.parametrize("seen", ["desktop", phone] if WHOLE or not alike else ["desktop"], indirect=True)


@pytest.fixture
def seen(request: pytest.FixtureRequest, screens: dict[str, BrowserContext], address: str) -> Iterator[Watched]:
    """A page on either screen."""
    with watched(screens[request.param], address) as page:
        yield page


@pytest.fixture(scope="module", params=list(SCREENS))
def answered(request: pytest.FixtureRequest, screens: dict[str, BrowserContext], address: str) -> Iterator[Watched]:
    """A page on either screen with one question answered, for all tests of a file that leave it as they found it."""
    with watched(screens[request.param], address) as page:
        page.open()
        page.ask(words.EXAMPLES[0])
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
