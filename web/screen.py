"""What the scripts of the page ask for: pieces of HTML, as JSON. Private to the page; the public interface is api.py.

The page is not drawn by sending values into Gradio components: gr.HTML evaluates `${…}` found in its template, and a
Chatbot reads its text as Markdown, which may not touch a quotation. Here the words travel as JSON and are laid into
the page as they are.
"""

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from retrieval import poster as posters
from retrieval.checking.checked import check_text
from retrieval.related import related
from web import beside, cards, html, outline, poster, reader, tray
from web.api import answered, neighbours, ranked, summarized
from web.checked import checked
from web.desk import Desk, report_of
from web.drafts import checked_docx, comparison
from web.files import whole_body
from web.places import find
from web.requests import Ask, Diff, Gathering, Near, Summarize, Verify
from web.sides import compared


def router(desk: Desk) -> APIRouter:
    """The routes under /screen."""
    routes = APIRouter(prefix="/screen")
    for add in (_state, _answers, _beside_answers, _reports, _summaries, _checks, _comparisons):
        add(routes, desk)
    return routes


def _state(routes: APIRouter, desk: Desk) -> None:
    """Whether the library stands, and what is in it."""

    @routes.get("/state")
    def state() -> dict[str, Any]:
        reports = list(desk.library.reports.values()) if desk.ready else []
        titles = Counter(report.meta.title for report in reports)
        listed = [{"id": one.id, "title": html.label(one, titles[one.meta.title] > 1)} for one in reports]
        return {"ready": desk.ready, "stage": desk.stage, "reports": listed}


def _answers(routes: APIRouter, desk: Desk) -> None:
    """The answer to a question, and the ranking behind it."""

    @routes.post("/answer")
    def answer(body: Ask) -> dict[str, Any]:
        library = desk.library
        return {"html": cards.answer(library, answered(library, body))}

    @routes.post("/ranking")
    def ranking(body: Ask) -> dict[str, Any]:
        library = desk.library
        return {"html": cards.ranking(library, *ranked(library, body))}


def _beside_answers(routes: APIRouter, desk: Desk) -> None:
    """What lies beside an answer."""

    @routes.post("/related")
    def go_on(body: Ask) -> dict[str, Any]:
        library = desk.library
        return {"html": beside.questions(related(library, answered(library, body)))}

    @routes.post("/near")
    def near(body: Near) -> dict[str, Any]:
        library = desk.library
        return {"html": beside.near(library, neighbours(library, body))}


def _reports(routes: APIRouter, desk: Desk) -> None:
    """A report as it is read, and a place in it."""

    @routes.get("/report")
    def open_report(id: str | None = None) -> dict[str, Any]:
        report = report_of(desk.library, id)
        return {"id": report.id, "html": reader.page(report), "parts": outline.parts(report), **reader.names(report)}

    @routes.get("/place")
    def place(id: str, ranges: str, hash: str) -> dict[str, Any]:
        return {"marks": find(report_of(desk.library, id), ranges, hash)}


def _summaries(routes: APIRouter, desk: Desk) -> None:
    """A summary, and the one printed page."""

    @routes.post("/summary")
    def summary(body: Summarize) -> dict[str, Any]:
        library = desk.library
        return {"html": outline.summary(library, summarized(library, body))}

    @routes.get("/poster", response_class=HTMLResponse)
    def one_page(report: str | None = None) -> str:
        library = desk.library
        shown = report_of(library, report)
        return poster.page(shown, posters.poster(library, shown))


def _checks(routes: APIRouter, desk: Desk) -> None:
    """A draft with its verdicts, pasted or as a Word file."""

    @routes.post("/verify")
    def check(body: Verify) -> dict[str, Any]:
        return {"html": checked(check_text(desk.library, body.text, body.within))}

    @routes.post("/verify/docx")
    async def check_file(request: Request) -> dict[str, Any]:
        data = await whole_body(request)
        done = await run_in_threadpool(lambda: checked_docx(desk.library, data, None))
        return {"html": checked(done.checked, done.marked.unmarked), "text": done.checked.text}


def _comparisons(routes: APIRouter, desk: Desk) -> None:
    """Two reports side by side, and the tray of excerpts."""

    @routes.post("/diff")
    def diff(body: Diff) -> dict[str, Any]:
        return {"html": compared(comparison(desk.library, body))}

    @routes.post("/tray")
    def gathered(body: Gathering) -> dict[str, Any]:
        return {"html": tray.tray(desk.library, body.links)}
