"""The server: takes the port, opens the page at once, and the model and the library behind it.

ui.py starts it, and `chuchu serve`. Exit codes: 0 stopped, 2 it cannot start, with one line on stderr.
"""

import errno
import os
import socket
import sys
import threading
import tomllib

import uvicorn

from index.__main__ import report_files
from index.encoder import load_encoder
from index.library import Library
from index.manifest import is_vacant
from index.places import ROOT, library_dir, reports_dir
from index.weights import ensure_model, model_name
from index.writing import add, create
from report.command import DONE, run
from web import words
from web.app import create as create_app
from web.desk import Desk
from web.errors import AddressError

HOST_ENV, PORT_ENV = "CHUCHU_HOST", "CHUCHU_PORT"
OTHER_PORT = 7861  # an example
LAST_WORDS_S = 2  # open pages hold a connection; a stopped server does not wait longer for them


def main() -> int:
    """The exit code, once it is stopped."""
    return run(_served)


def _served() -> int:
    try:
        with listener(os.environ.get(HOST_ENV, "").strip() or "127.0.0.1", port()) as ear:
            ensure_model()
            serve(ear)
    except KeyboardInterrupt:  # how it is stopped
        pass
    return DONE


def port() -> int:
    """CHUCHU_PORT, 7860 where it is not set; AddressError where it is no port."""
    said = os.environ.get(PORT_ENV, "").strip() or "7860"
    if not (said.isascii() and said.isdigit() and 0 < int(said) < 65536):
        raise AddressError(words.BAD_PORT.format(env=PORT_ENV, found=said, another=OTHER_PORT))
    return int(said)


def listener(host: str, port: int) -> socket.socket:
    """The socket, taken before the long work begins; AddressError, with the way out, where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            another = port + 1 if port < 65535 else port - 1
            raise AddressError(words.PORT_TAKEN.format(port=port, env=PORT_ENV, another=another)) from None
        why = (error.strerror or str(error)).split(" (while")[0]
        raise AddressError(words.NO_LISTENING.format(host=host, port=port, why=why, env=HOST_ENV)) from None


def serve(ear: socket.socket) -> None:
    """Runs the app on the socket; raises what kept the library from opening."""
    desk = Desk()
    app = create_app(desk, version(), model_name())
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=LAST_WORDS_S)
    server = uvicorn.Server(config)
    trouble: list[Exception] = []

    def open_behind() -> None:
        try:
            library(desk)
            print(words.READY, file=sys.stderr, flush=True)
        except Exception as error:
            trouble.append(error)
            server.should_exit = True

    host, number = ear.getsockname()[:2]
    print(words.SERVING.format(host=f"[{host}]" if ":" in host else host, port=number), flush=True)
    threading.Thread(target=open_behind, daemon=True).start()
    server.run(sockets=[ear])
    if trouble:
        raise trouble[0]


def library(desk: Desk) -> Library:
    """Opens the library of CHUCHU_LIBRARY, built from data/reports/ where there is none; files that fail are named."""
    encoder = load_encoder()
    path = library_dir()
    if is_vacant(path):
        files = report_files([reports_dir()])[0] if any(reports_dir().glob("*")) else []
        desk.stage = words.BUILDING.format(n=len(files))
        print(desk.stage, file=sys.stderr, flush=True)
        create(path, encoder)
        for failure in add(path, encoder, files, progress=True).failed:
            print(words.NOT_ADDED.format(why=failure.why), file=sys.stderr)
    encoder.encode_query(words.NAME)  # the first question should not pay for what the model does once
    desk.open(path, encoder)
    return desk.library


def version() -> str:
    """As pyproject.toml says it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
