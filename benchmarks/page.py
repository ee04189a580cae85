"""What the page costs a person who waits, measured in the real browser with the real model; and its screenshots.

python -m benchmarks.page            prints the table
python -m benchmarks.page --screens  writes docs/screens/*.png anew

jump     a click on 查看原文 until the marked clause stands in the window and two frames were drawn, 20 times
ask      Enter in the box until the answer stands on the screen; in turn with the same question to POST /api/ask
weight   bytes of our own style sheets, scripts and icon, as they were sent; the hosts that the page asked
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import sync_playwright

from benchmarks.screens import draw
from index.encoder import load_encoder
from index.library import Library
from index.places import ROOT, reports_dir
from index.weights import ensure_model, model_name
from index.writing import add, create
from report.errors import ChuchuError
from tests.browser import Watched, context, launch, serving
from web import words
from web.app import create as create_app
from web.desk import Desk
from web.serve import version

JUMPS, ASKED, WARM = 20, 20, 3
QUESTIONS = ROOT / "tests" / "golden" / "shaoyang2023.questions.jsonl"

# Both clocks run inside the page, so that nothing of the driver's way to it is counted.
JUMP = """(link) => new Promise((done) => {
    const old = new Set(document.querySelectorAll('mark.hit'));
    const pane = document.querySelector('.scroll');
    const begun = performance.now();
    link.click();
    const look = () => {
        const mark = document.querySelector('mark.hit'), at = mark?.getClientRects()[0];
        const box = pane.getBoundingClientRect();
        if (!mark || old.has(mark) || at.top < box.top || at.bottom > box.bottom) return requestAnimationFrame(look);
        return requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
    };
    look();
})"""
WATCH = """() => addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const begun = performance.now(), turns = document.querySelectorAll('.turn').length;
    window.took = null;
    const look = () => {
        const turn = document.querySelectorAll('.turn')[turns];
        if (!turn?.querySelector('.card')) return requestAnimationFrame(look);
        return requestAnimationFrame(() => { window.took = performance.now() - begun; });
    };
    look();
}, true)"""

OWN = """() => performance.getEntriesByType('resource')
    .filter((entry) => entry.name.includes('/screen/static/')).map((entry) => entry.decodedBodySize)"""


def main() -> int:
    """0, or 2 with one line on stderr where there is no model or no library can be made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--screens", action="store_true", help="write docs/screens/*.png instead")
    screens = parser.parse_args().screens
    try:
        ensure_model()
        with bundled() as library:
            if screens:
                draw(library, ROOT / "docs" / "screens")
            else:
                measure(library)
    except ChuchuError as error:
        print(f"错误:{error}", file=sys.stderr)
        return 2
    return 0


@contextmanager
def bundled() -> Iterator[Library]:
    """A library of data/reports/ alone, made anew with the real model."""
    with tempfile.TemporaryDirectory() as folder:
        path, encoder = Path(folder) / "library", load_encoder()
        create(path, encoder)
        add(path, encoder, sorted(reports_dir().glob("*.txt")))
        yield Library.open(path, encoder)


def measure(library: Library) -> None:
    """Prints a line for each row of the table."""
    with serving(create_app(Desk(library), version(), model_name())) as base, sync_playwright() as playwright:
        browser = launch(playwright)
        seen = Watched(context(browser, "desktop").new_page(), base)
        seen.open()
        own = seen.page.evaluate(OWN)
        shown, plain = asks(seen)
        jumps, requests = jump(seen)
        hosts = {urlsplit(url).netloc for url in seen.requests if url.startswith("http")}
        browser.close()
    limit = 1.5 * median(plain) + 250
    print("| what | measured | to reach |\n| --- | --- | --- |")
    told = f"median {median(jumps):.0f} ms, longest {max(jumps):.0f} ms"
    print(f"| click to the marked clause, {len(jumps)} times | {told} | < 100 ms |")
    print(f"| requests to the server during these | {requests} | 0 |")
    print(f"| Enter to the answer, {len(shown)} questions | median {median(shown):.0f} ms | < {limit:.0f} ms |")
    print(f"| the same to POST /api/ask | median {median(plain):.0f} ms | |")
    print(f"| our css, js, fonts: {len(own)} files | {sum(own) / 1000:.1f} kB | < 60 kB |")
    print(f"| hosts asked, {len(seen.requests)} requests | {len(hosts)} | 1, its own |")
    print(f"| errors in the console | {len(seen.troubles)} | 0 |")


def asks(seen: Watched) -> tuple[list[float], list[float]]:
    """Milliseconds on the page and for POST /api/ask, question by question, the order changing from one to the next."""
    seen.page.evaluate(WATCH)
    shown, plain = list[float](), list[float]()
    with httpx.Client(base_url=seen.base, trust_env=False) as client:
        for turn, question in enumerate(questions()):
            for way in ("page", "api")[:: 1 if turn % 2 else -1]:
                if way == "page":
                    if turn:
                        seen.page.get_by_role("button", name=words.NEW_CHAT).click()
                    seen.ask(question)
                    shown.append(seen.page.wait_for_function("window.took").json_value())
                else:
                    began = time.perf_counter()
                    client.post("/api/ask", json={"question": question}).raise_for_status()
                    plain.append(1000 * (time.perf_counter() - began))
    return shown[WARM:], plain[WARM:]


def jump(seen: Watched) -> tuple[list[float], int]:
    """Milliseconds of each click, going round the ten links of the last answer, and how many requests they made."""
    before = len(seen.requests)
    links = seen.page.locator(".bot .card a.jump")
    times = [float(links.nth(n % links.count()).evaluate(JUMP)) for n in range(JUMPS)]
    return times, len(seen.requests) - before


def questions() -> list[str]:
    """The first of the golden questions, some for the warm-up in front."""
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    return [row["question"] for row in rows if row["answerable"]][: WARM + ASKED]


if __name__ == "__main__":
    sys.exit(main())
