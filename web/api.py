"""The public interface: JSON over HTTP, the same answers as the command line with --json.

    GET  /healthz        {"status": "ok" | "loading", "stage": …, "reports": 1}; 503 while loading
    POST /api/ask        {"question": …, "before": […], "within": [id, …] | null, "without": [], "k": 10}
    POST /api/search     the same body; the ranking only, never a refusal
                         without: understood | places | years, what was understood and shall not count
    POST /api/summarize  {"report": id | null, "reports": [id, …] | null, "section": heading | null,
                         "about": topic | null, "chars": 600 | null, "sentences": null | 5}
    /api/verify, /api/diff and /api/export stand in web/drafts.py
    POST /api/related    the body of ask; the questions that lie beside its answer
    POST /api/near       {"report": id, "start": 120, "end": 310}; the passages nearest to that one

Errors are {"error": one sentence}: 400 for the request, 404 for a report, 503 while loading, 500 for a fault of ours.
"""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from index.library import Library
from report.model import Passage
from retrieval import answer, query, render, search, summary
from retrieval.hit import Hit
from retrieval.related import near_passages, related
from retrieval.undo import understand_without
from web import words
from web.desk import Desk, report_of
from web.errors import NotFound
from web.requests import Ask, Near, Summarize


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
        library = desk.library
        return render.to_json(library, answered(library, body))

    @routes.post("/api/search")
    def find(body: Ask) -> Any:
        library = desk.library
        asked, hits = ranked(library, body)
        found = render.hits_json(library, hits)
        return {"question": asked.text, "understood": asked.understood, "hits": found}

    @routes.post("/api/summarize")
    def summarize(body: Summarize) -> Any:
        library = desk.library
        return render.summary_json(library, summarized(library, body))

    @routes.post("/api/related")
    def beside(body: Ask) -> Any:
        library = desk.library
        return {"questions": list(related(library, answered(library, body)))}

    @routes.post("/api/near")
    def near(body: Near) -> Any:
        library = desk.library
        return {"passages": render.passages_json(library, neighbours(library, body))}

    return routes


def summarized(library: Library, body: Summarize) -> summary.Summary:
    """The summary that is asked for; NotFound for an unknown report, QuestionError for an unknown heading."""
    wanted = body.wanted()
    if wanted is None and body.about is None:
        wanted = (report_of(library, None).id,)
    for report_id in wanted or ():
        report_of(library, report_id)
    return summary.summarize(library, wanted, body.length(), body.section, body.about)


def neighbours(library: Library, body: Near) -> tuple[Passage, ...]:
    """The passages nearest to the one named; NotFound for an unknown report, QuestionError for no passage of it."""
    report = report_of(library, body.report)
    return near_passages(library, Passage(report.id, body.start, body.end))


def answered(library: Library, body: Ask) -> answer.Answer:
    """The answer to a checked request; unknown reports in `within` raise NotFound."""
    _look_at(library, body)
    return answer.decide(library, _asked(library, body), body.k)


def ranked(library: Library, body: Ask) -> tuple[query.Query, list[Hit]]:
    """What was understood of a checked request, and the ranking for it."""
    _look_at(library, body)
    asked = _asked(library, body)
    return asked, search.search(library, asked, body.k)


def _asked(library: Library, body: Ask) -> query.Query:
    return understand_without(body.question, body.before, body.within, library.reports, body.without)


def _look_at(library: Library, body: Ask) -> None:
    body.checked()
    if not library.reports:
        raise NotFound(words.EMPTY + words.EMPTY_MORE)
    for report_id in body.within or ():
        report_of(library, report_id)
