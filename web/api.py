"""The public interface: JSON over HTTP, the same answers as the command line with --json.

    GET  /healthz        {"status": "ok" | "loading", "stage": …, "reports": 1}; 503 while loading
    POST /api/ask        {"question": …, "before": […], "within": [id, …] | null, "without": [], "k": 10}
    POST /api/search     the same body; the ranking only, never a refusal
                         without: understood | places | years, what was understood and shall not count
    POST /api/summarize  {"report": id | null, "chars": 600}
    POST /api/verify     {"text": …, "within": [id, …] | null}; each quotation, statement and name: does it stand so
    POST /api/verify/docx?within=id&return=json | docx
                         a .docx as the body; the same and its text, or the file with comments and tracked changes
    POST /api/related    the body of ask; the questions that lie beside its answer
    POST /api/near       {"report": id, "start": 120, "end": 310}; the passages nearest to that one

Errors are {"error": one sentence}: 400 for the request, 404 for a report, 503 while loading, 500 for a fault of ours.
"""

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from index.library import Library
from report.model import Passage
from retrieval import answer, query, render, render_checked, search, summary
from retrieval.checked import Checked, check_docx, check_text
from retrieval.related import near_passages, related
from retrieval.undo import understand_without
from web import words
from web.desk import Desk, report_of
from web.errors import NotFound, RequestError
from web.requests import Ask, Near, Summarize, Verify

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCX_LIMIT = 20_000_000  # bytes of a draft sent to be checked


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
        report = report_of(library, body.report)
        return render.summary_json(library, summary.summarize(library, report.id, body.chars))

    @routes.post("/api/verify")
    def check(body: Verify) -> Any:
        library = desk.library
        for report_id in body.within or ():
            report_of(library, report_id)
        return checked_json(library, check_text(library, body.text, body.within))

    @routes.post("/api/verify/docx")
    async def check_file(
        request: Request,
        within: Annotated[list[str] | None, Query()] = None,
        form: Annotated[Literal["json", "docx"], Query(alias="return")] = "json",
    ) -> Response:
        data = await whole_body(request, DOCX_LIMIT)
        return await run_in_threadpool(lambda: checked_file(desk.library, data, within, form))

    @routes.post("/api/related")
    def beside(body: Ask) -> Any:
        library = desk.library
        return {"questions": list(related(library, answered(library, body)))}

    @routes.post("/api/near")
    def near(body: Near) -> Any:
        library = desk.library
        return {"passages": render.passages_json(library, neighbours(library, body))}

    return routes


def checked_file(library: Library, data: bytes, within: list[str] | None, form: Literal["json", "docx"]) -> Response:
    """A draft in a .docx, checked: as JSON, or the file with the marks in it."""
    for report_id in within or ():
        report_of(library, report_id)
    done = check_docx(library, data, words.DRAFT, within)
    if form == "docx":
        name = quote(words.CHECKED_FILE)
        return Response(done.marked.data, media_type=DOCX, headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}"})  # fmt: skip
    text, unmarked = done.checked.text, done.marked.unmarked
    told = {"text": text, "unread": done.checked.unread, "unmarked": render_checked.unmarked_json(text, unmarked)}
    return JSONResponse({**checked_json(library, done.checked), **told})


def checked_json(library: Library, done: Checked) -> dict[str, Any]:
    return render_checked.verified_json(library.reports, done.text, done.verified, done.contradictions)


async def whole_body(request: Request, limit: int) -> bytes:
    """The body as it was sent; RequestError where there is none or more than `limit` bytes."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > limit:
            raise RequestError(words.TOO_BIG.format(limit=limit // 1_000_000))
    if not data:
        raise RequestError(words.NO_FILE)
    return bytes(data)


def neighbours(library: Library, body: Near) -> tuple[Passage, ...]:
    """The passages nearest to the one named; NotFound for an unknown report, QuestionError for no passage of it."""
    report = report_of(library, body.report)
    return near_passages(library, Passage(report.id, body.start, body.end))


def answered(library: Library, body: Ask) -> answer.Answer:
    """The answer to a checked request; unknown reports in `within` raise NotFound."""
    _look_at(library, body)
    return answer.decide(library, _asked(library, body), body.k)


def ranked(library: Library, body: Ask) -> tuple[query.Query, list[search.Hit]]:
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
