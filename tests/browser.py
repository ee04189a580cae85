"""What the browser tests stand on: a real server on a free port, Debian's Chromium, and a page that is watched.

Where there is no Chromium the tests are skipped; with CHUCHU_BROWSER=required that is a failure.
"""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from report.model import Span

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-sync", *QUIET]
FOCUS = """(wanted) => { const e = document.activeElement;
    const outlined = (e) => e && (getComputedStyle(e).outlineStyle !== 'none' || outlined(e.parentElement));
    return [e.matches(wanted), e === document.body || outlined(e) === true, e.outerHTML.slice(0, 200)]; }"""
SCREENS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


def launch(playwright: Playwright, *more: str) -> Browser:
    """Chromium; skips the test, or fails it where it is required, if there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        missing = pytest.fail if os.environ.get("CHUCHU_BROWSER") == "required" else pytest.skip
        missing(f"no Chromium on the PATH ({', '.join(NAMES)})")
    return playwright.chromium.launch(executable_path=path, args=[*ARGS, *more])


def context(browser: Browser, screen: str, scheme: str = "light") -> BrowserContext:
    phone = screen == "phone"
    return browser.new_context(
        viewport=SCREENS[screen],  # type: ignore[arg-type]
        is_mobile=phone,
        has_touch=phone,
        locale="en-US",  # the page must be Chinese whatever the browser speaks
        reduced_motion="reduce",
        color_scheme=scheme,  # type: ignore[arg-type]
    )


@contextmanager
def serving(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The app on that port of this machine (0: a free one); gives its address."""
    with socket.create_server(("127.0.0.1", port)) as ear:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [ear]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        try:
            yield f"http://127.0.0.1:{ear.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def until(true: Callable[[], object], limit: float = 30) -> None:
    """Waits for a condition of this process (the browser's are waited for with `expect`)."""
    end = time.monotonic() + limit
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the condition never came true")
        threading.Event().wait(0.02)


@dataclass
class Watched:
    """A page, and what must stay empty: console errors, uncaught errors, requests to other hosts."""

    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith((self.base + "/", "data:", "blob:")):
            self.troubles.append(f"a request to another host: {url}")

    def open(self, path: str = "/", ready: bool = True) -> None:
        self.page.goto(self.base + path)
        expect(self.page.locator("#ask textarea")).to_be_editable()
        if ready:
            expect(self.page.locator("#book article")).to_be_attached()

    def ask(self, question: str) -> None:
        """Types a question, presses Enter, waits for the end of the answer."""
        turns = self.page.get_by_test_id("bot").count()
        box = self.page.locator("#ask textarea")
        box.fill(question)
        box.press("Enter")
        expect(self.page.get_by_test_id("bot")).to_have_count(turns + 1)
        expect(self.page.locator(".bot[aria-busy]")).to_have_count(0)

    def open_report(self) -> None:
        """Brings the report up; on the phone it is a sheet, on the desktop it is there."""
        if self.page.locator("#show").is_visible():
            self.page.locator("#show").click()
        expect(self.page.locator("#reader")).to_be_visible()

    def shut(self) -> None:
        """Leaves the report as it was found: on the phone the sheet goes."""
        sheet = self.page.get_by_role("dialog")
        if sheet.count():
            self.page.keyboard.press("Escape")
            expect(sheet).to_have_count(0)

    def tab_to(self, selector: str, key: str = "Tab", most: int = 150) -> None:
        """Goes by Tab to the next element that matches; the focus must be seen on the way."""
        for _ in range(most):
            self.page.keyboard.press(key)
            there, outlined, focused = self.page.evaluate(FOCUS, selector)
            assert outlined, f"the focus is not seen on {focused}"
            if there:
                return
        raise AssertionError(f"{selector} is not reached by {key}")

    def pasted(self) -> str:
        """What was just copied, pasted into the question box."""
        expect(self.page.locator("#toast.on")).to_contain_text("已复制")
        # Taken down, so that the next copy is waited for by its own message.
        self.page.locator("#toast").evaluate("toast => toast.classList.remove('on')")
        box = self.page.locator("#ask textarea")
        box.fill("")
        box.press("Control+V")
        return box.input_value()

    def text(self, selector: str) -> str:
        """textContent, all matches in one; not the rendered text, which may differ in its white space."""
        return "".join(self.page.locator(selector).evaluate_all("found => found.map((e) => e.textContent)"))


@contextmanager
def watched(opened: BrowserContext, address: str) -> Iterator[Watched]:
    """A page; whatever a test does on it, nothing may go wrong in the console or out to another host."""
    seen = Watched(opened.new_page(), address)
    yield seen
    seen.page.close()
    assert seen.troubles == []


def spans(marks: str | None) -> list[Span]:
    """The ranges of a link's data-marks, in reading order."""
    return sorted(Span(*map(int, mark.split("-"))) for mark in (marks or "").split())


def in_view(page: Page, selector: str) -> bool:
    """Whether the first match lies within the window and nothing lies over its middle."""
    return bool(
        page.locator(selector).first.evaluate(
            """(e) => { const r = e.getClientRects()[0];
            const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
            return r.top >= 0 && r.bottom <= innerHeight && (e.contains(top) || top.contains(e)); }"""
        )
    )
