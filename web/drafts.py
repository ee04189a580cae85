"""The public interface of checking and comparing: drafts, pairs of reports, and what is handed out. See web/api.py.

POST /api/verify     {"text": …, "within": [id, …] | null}; each quotation, statement and name: does it stand so
POST /api/verify/docx?within=id&return=json | docx
                     a .docx as the body; the same and its text, or the file with comments and tracked changes
POST /api/diff       {"old": id, "new": id, "form": null | "docx" | "md" | "html"}; a form gives the file
POST /api/export     {"citations": [{"report": id, "ranges": [[120, 310], …], "hash": "0a1b2c3d", "note": …}, …],
                      "form": "docx" | "md" | "html"}; the quotations with their sources, as a file
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from index.library import Library
from retrieval import excerpts
from retrieval.checking import render_checked
from retrieval.checking.checked import Checked, CheckedFile, check_docx, check_text
from retrieval.comparing import compared
from retrieval.comparing.sides import library_side
from retrieval.diff import Comparison, compare
from web import words
from web.desk import Desk, report_of
from web.files import attached, handed, whole_body
from web.requests import Diff, Export, Verify

Within = Annotated[list[str] | None, Query()]


def router(desk: Desk) -> APIRouter:
    """The routes, answering from the desk's library."""
    routes = APIRouter()

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

    return routes


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
