"""The whole app: FastAPI with the interfaces, the files and the Gradio page on it. Nothing leaves this host."""

import asyncio
import logging
from pathlib import Path

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from report.errors import ChuchuError, QuoteError
from web import api, drafts, page, screen, words
from web.desk import Desk
from web.errors import NotFound, NotReady
from web.requests import explain

STATIC = Path(__file__).parent / "static"
SILENT: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI would hand requests, questions included, to any OpenTelemetry exporter that the environment names."""

ONLY_HERE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'"
)
"""The browser itself refuses any request to another host. Gradio needs the two unsafe words."""

STATUS: dict[type[ChuchuError], int] = {NotReady: 503, NotFound: 404, QuoteError: 500}


def create(desk: Desk, version: str, model: str) -> FastAPI:
    """The app that answers from `desk`; version and model are what 关于 says."""
    app = FastAPI(title=words.NAME, docs_url=None, redoc_url=None, openapi_url=None, telemetry=SILENT)
    for part in (api, drafts, screen):
        app.include_router(part.router(desk))
    app.mount("/screen/static", Fresh(directory=STATIC), name="static")
    app.add_middleware(LastWord)
    app.add_middleware(OnlyHere)
    for kind, handler in ((ChuchuError, _told), (RequestValidationError, _unreadable), (Exception, _fault)):
        app.add_exception_handler(kind, handler)
    whole: FastAPI = gr.mount_gradio_app(
        app,
        page.build(version, model),
        path="/",
        theme=page.theme(),
        head=page.head(),
        favicon_path=str(STATIC / "icon.svg"),
        footer_links=[],
        run_history=False,
        max_file_size="1kb",  # nothing is uploaded, but Gradio's route is there
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        app_kwargs={"openapi_url": None},  # Gradio's own app has a schema of its routes
    )
    return whole


class OnlyHere:
    """Puts the policy on every response. Plain ASGI, so that streams pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", ONLY_HERE.encode())]
            await send(message)

        await self.app(scope, receive, told)


class LastWord:
    """A server that stops does not wait for ever: it cancels what is not answered yet, and uvicorn would call that a
    fault (500, two words of English). Here whoever asked is told instead."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def told(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, told)
        except asyncio.CancelledError:
            if begun or scope["type"] != "http":
                raise
            answer = await _told(Request(scope), NotReady(words.STOPPING))
            await answer(scope, receive, send)


class Fresh(StaticFiles):
    """Files the browser asks about each time (a 304 mostly): an upgrade must not run with yesterday's scripts."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


async def _told(request: Request, error: Exception) -> JSONResponse:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    message = words.BAD_QUOTE if isinstance(error, QuoteError) else str(error)
    if request.url.path.startswith("/screen/"):
        # The page shows the sentence; a 4xx would stand as a fault in the browser's console.
        return JSONResponse({"error": message, "retry": status >= 500})
    return JSONResponse({"error": message}, status)


async def _unreadable(_: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    return JSONResponse({"error": explain(found)}, 400)


async def _fault(request: Request, error: Exception) -> JSONResponse:
    logging.getLogger("chuchu").error("%s %s", request.method, request.url.path, exc_info=error)
    return JSONResponse({"error": words.BROKEN}, 500)
