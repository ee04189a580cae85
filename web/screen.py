"""What the scripts of the page ask for: pieces of HTML, as JSON. Private to the page; the public interface is api.py.

The page is not drawn by sending values into Gradio components: gr.HTML evaluates `${…}` found in its template, and a
Chatbot reads its text as Markdown, which may not touch a quotation. Here the words travel as JSON and are laid into
the page as they are.
"""

import hashlib
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from report.citation import follow
from report.errors import QuoteError
from report.model import Report, Span
from retrieval import poster as posters
from web import cards, html, poster, reader, words
from web.api import answered, ranked, summarized
from web.desk import Desk, report_of
from web.errors import NotFound
from web.requests import Ask, Summarize

SUM_DIGITS = 8
LONGEST_SEARCH = 300_000  # characters of a report; each place in it costs a hash


def router(desk: Desk) -> APIRouter:
    """The routes under /screen."""
    routes = APIRouter(prefix="/screen")

    @routes.get("/state")
    def state() -> dict[str, Any]:
        reports = desk.library.reports.values() if desk.ready else ()
        listed = [{"id": report.id, "title": html.short(report.meta.title or report.id)} for report in reports]
        return {"ready": desk.ready, "stage": desk.stage, "reports": listed}

    @routes.post("/answer")
    def answer(body: Ask) -> dict[str, Any]:
        library = desk.library
        return {"html": cards.answer(library, answered(library, body))}

    @routes.post("/ranking")
    def ranking(body: Ask) -> dict[str, Any]:
        library = desk.library
        return {"html": cards.ranking(library, *ranked(library, body))}

    @routes.post("/summary")
    def summary(body: Summarize) -> dict[str, Any]:
        library = desk.library
        return {"html": cards.summary(report_of(library, body.report), summarized(library, body))}

    @routes.get("/report")
    def open_report(id: str | None = None) -> dict[str, Any]:
        report = report_of(desk.library, id)
        return {"id": report.id, "html": reader.page(report), **reader.names(report)}

    @routes.get("/poster", response_class=HTMLResponse)
    def one_page(report: str | None = None) -> str:
        library = desk.library
        shown = report_of(library, report)
        return poster.page(shown, posters.poster(library, shown))

    @routes.get("/place")
    def place(id: str, ranges: str, hash: str) -> dict[str, Any]:
        return {"marks": find(report_of(desk.library, id), ranges, hash)}

    return routes


def find(report: Report, ranges: str, sum_: str) -> list[Span]:
    """Where the words of a permalink `#/id/ranges~sum_` stand now: where it says, or at the one place they moved to.

    Raises NotFound where the words are gone or stand at several places: other words are never marked.
    """
    try:
        return list(follow(f"#/{quote(report.id, safe='')}/{ranges}~{sum_}", report).ranges)
    except QuoteError:
        return [moved(report, ranges, sum_)]


def moved(report: Report, ranges: str, sum_: str) -> Span:
    """The one other place that holds the words of a link with a single range."""
    start, _, end = ranges.partition("-")
    length = int(end) - int(start) if start.isdecimal() and end.isdecimal() else 0
    if not (0 < length <= len(report.text) <= LONGEST_SEARCH and len(sum_) == SUM_DIGITS):
        raise NotFound(words.LINK_CHANGED)
    places = (Span(at, at + length) for at in range(len(report.text) - length + 1))
    found = [
        span for span in places if hashlib.sha256(report.text[slice(*span)].encode()).hexdigest()[:SUM_DIGITS] == sum_
    ]
    if len(found) != 1:
        raise NotFound(words.LINK_CHANGED)
    return found[0]
