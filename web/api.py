"""The public interface: JSON over HTTP, the same answers as the command line with --json.

    GET  /healthz        {"status": "ok" | "loading", "stage": …, "reports": 1}; 503 while loading
    POST /api/ask        {"question": …, "before": […], "within": [id, …] | null, "k": 10}
    POST /api/search     the same body; the ranking only, never a refusal
    POST /api/summarize  {"report": id | null, "chars": 600}

Errors are {"error": one sentence}: 400 for the request, 404 for a report, 503 while loading, 500 for a fault of ours.
"""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from retrieval import answer, query, render, search, summary
from web import words
from web.desk import Desk
from web.errors import NotFound
from web.requests import Ask, Summarize


def router(desk: Desk) -> APIRouter:
    """The routes, answering from the desk's library. Plain `def`: each runs in a thread, none blocks the others."""
    routes = APIRouter()

    @routes.get("/healthz")
    def healthz() -> JSONResponse:
        if not desk.ready:
            return JSONResponse({"status": "loading", "stage": desk.stage, "reports": 0}, 503)
        return JSONResponse({"status": "ok", "stage": "", "reports": len(desk.library.reports)})

    @routes.post("/api/ask")
    def ask(body: Ask) -> Any:
        return render.to_json(desk.library, answered(desk, body))

    @routes.post("/api/search")
    def find(body: Ask) -> Any:
        asked, hits = ranked(desk, body)
        found = render.hits_json(desk.library, hits)
        return {"question": asked.text, "understood": asked.understood, "hits": found}

    @routes.post("/api/summarize")
    def summarize(body: Summarize) -> Any:
        report = desk.report(body.report)
        return render.summary_json(desk.library, summary.summarize(desk.library, report.id, body.chars))

    return routes


def answered(desk: Desk, body: Ask) -> answer.Answer:
    """The answer to a checked request; unknown reports in `within` raise NotFound."""
    _look_at(desk, body)
    return answer.ask(desk.library, body.question, before=body.before, within=body.within, k=body.k)


def ranked(desk: Desk, body: Ask) -> tuple[query.Query, list[search.Hit]]:
    """What was understood of a checked request, and the ranking for it."""
    _look_at(desk, body)
    asked = query.understand(body.question, body.before, body.within, desk.library.reports)
    return asked, search.search(desk.library, asked, body.k)


def _look_at(desk: Desk, body: Ask) -> None:
    body.checked()
    if not desk.library.reports:
        raise NotFound(words.EMPTY + words.EMPTY_MORE)
    for report_id in body.within or ():
        desk.report(report_id)
