"""What the scripts of the page ask for: pieces of HTML, as JSON. Private to the page; the public interface is api.py.

The page is not drawn by sending values into Gradio components: gr.HTML evaluates `${…}` found in its template, and a
Chatbot reads its text as Markdown, which may not touch a quotation. Here the words travel as JSON and are laid into
the page as they are.
"""

from typing import Any

from fastapi import APIRouter

from retrieval.related import related
from retrieval.verify import verify
from web import beside, cards, html, reader, tray
from web.api import answered, neighbours, ranked, summarized
from web.checked import checked
from web.desk import Desk, report_of
from web.places import find
from web.requests import Ask, Gathering, Near, Summarize, Verify


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

    @routes.post("/related")
    def go_on(body: Ask) -> dict[str, Any]:
        library = desk.library
        return {"html": beside.questions(related(library, answered(library, body)))}

    @routes.post("/near")
    def near(body: Near) -> dict[str, Any]:
        library = desk.library
        return {"html": beside.near(library, neighbours(library, body))}

    @routes.post("/summary")
    def summary(body: Summarize) -> dict[str, Any]:
        library = desk.library
        return {"html": cards.summary(report_of(library, body.report), summarized(library, body))}

    @routes.post("/verify")
    def check(body: Verify) -> dict[str, Any]:
        return {"html": checked(body.text, verify(desk.library, body.text, body.within))}

    @routes.post("/tray")
    def gathered(body: Gathering) -> dict[str, Any]:
        return {"html": tray.tray(desk.library, body.links)}

    @routes.get("/report")
    def open_report(id: str | None = None) -> dict[str, Any]:
        report = report_of(desk.library, id)
        return {"id": report.id, "html": reader.page(report), **reader.names(report)}

    @routes.get("/place")
    def place(id: str, ranges: str, hash: str) -> dict[str, Any]:
        return {"marks": find(report_of(desk.library, id), ranges, hash)}

    return routes
