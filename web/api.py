"""The public interface: JSON over HTTP, the same answers as the command line with --json.

    GET  /healthz        {"status": "ok" | "loading", "stage": …, "reports": 1}; 503 while loading
    POST /api/ask        {"question": …, "before": […], "within": [id, …] | null, "without": [], "k": 10}
    POST /api/search     the same body; the ranking only, never a refusal
                         without: understood | places | years, what was understood and shall not count
    POST /api/verify     {"text": …, "within": [id, …] | null}; each quotation, statement and name: does it stand so
    POST /api/diff       {"old": id, "new": id, "form": null | "docx" | "md" | "html"}; a form gives the file
    POST /api/export     {"citations": [{"report": id, "ranges": [[120, 310], …], "hash": "0a1b2c3d", "note": …}, …],
                          "form": "docx" | "md" | "html"}; the quotations with their sources, as a file
    POST /api/summarize  {"report": id | null, "reports": [id, …] | null, "section": heading | null,
                         "about": topic | null, "chars": 600 | null, "sentences": null | 5}
    POST /api/verify/docx?within=id&return=json | docx
                         a .docx as the body; the same and its text, or the file with comments and tracked changes
    POST /api/related    the body of ask; the questions that lie beside its answer
    POST /api/near       {"report": id, "start": 120, "end": 310}; the passages nearest to that one

Errors are {"error": one sentence}: 400 for the request, 404 for a report, 503 while loading, 500 for a fault of ours.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from index.library import Library
from report.model import Passage
from retrieval import answer, excerpts, query, render, search, summary
from retrieval.checking import render_checked
from retrieval.checking.checked import Checked, CheckedFile, check_docx, check_text
from retrieval.comparing import compared
from retrieval.comparing.sides import library_side
from retrieval.diff import Comparison, compare
from retrieval.related import near_passages, related
from retrieval.undo import understand_without
from web import words
from web.desk import Desk, report_of
from web.errors import NotFound
from web.files import attached, handed, whole_body
from web.requests import Ask, Diff, Export, Near, Summarize, Verify

Within = Annotated[list[str] | None, Query()]


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

    @routes.post("/api/verify")
    def check(body: Verify) -> Any:
        library = desk.library
        for report_id in body.within or ():
            report_of(library, report_id)
        return checked_json(library, check_text(library, body.text, body.within))

    @routes.post("/api/verify/docx")
    async def check_file(
        request: Request,
        within: Within = None,
        form: Annotated[Literal["json", "docx"], Query(alias="return")] = "json",
    ) -> Response:
        data = await whole_body(request)
        return await run_in_threadpool(lambda: checked_file(desk.library, data, within, form))

    @routes.post("/api/diff")
    def diff(body: Diff) -> Any:
        library = desk.library
        found = comparison(library, body)
        return handed(compared.diff_sheet(found), body.form) if body.form else compared.diff_json(found)

    @routes.post("/api/export")
    def export(body: Export) -> Response:
        reports = desk.library.reports
        gathered = excerpts.excerpts(reports, [one.wanted() for one in body.citations])
        return handed(excerpts.excerpt_sheet(reports, gathered), body.form)

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


def comparison(library: Library, body: Diff) -> Comparison:
    """The two reports side by side; NotFound for an unknown one."""
    return compare(*(library_side(library, report_of(library, one)) for one in (body.old, body.new)))


def checked_file(library: Library, data: bytes, within: list[str] | None, form: Literal["json", "docx"]) -> Response:
    """A draft in a .docx, checked: as JSON, or the file with the marks in it."""
    done = checked_docx(library, data, within)
    if form == "docx":
        return attached(done.marked.data, "docx", words.CHECKED_FILE)
    text, unmarked = done.checked.text, done.marked.unmarked
    told = {"text": text, "unread": done.checked.unread, "unmarked": render_checked.unmarked_json(text, unmarked)}
    return JSONResponse({**checked_json(library, done.checked), **told})


def checked_docx(library: Library, data: bytes, within: list[str] | None) -> CheckedFile:
    """NotFound for an unknown report, ReadError for what is no .docx."""
    for report_id in within or ():
        report_of(library, report_id)
    return check_docx(library, data, words.DRAFT, within)


def checked_json(library: Library, done: Checked) -> dict[str, Any]:
    return render_checked.verified_json(library.reports, done.text, done.verified, done.contradictions)


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
