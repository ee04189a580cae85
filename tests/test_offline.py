"""After set-up nothing goes out, and no question is kept: the real server, started as a person does, each connection
and each file that it opens to write in written down.

What the page asks for is watched in the browser tests.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.browser import until
from tests.reports import ROOT

# Python tells an audit hook of each connection, each name that is looked up and each file, whoever asks for it.
WATCHED = """
import json, os, runpy, sys
log = open(os.environ["CHUCHU_TEST_LOG"], "a", buffering=1)
def told(event, args):
    if event == "socket.connect":
        log.write(json.dumps(["connect", repr(args[1])]) + "\\n")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        log.write(json.dumps(["look up", repr(args[0])]) + "\\n")
    elif event == "open" and isinstance(args[0], str) and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        log.write(json.dumps(["write", args[0]]) + "\\n")
sys.addaudithook(told)
sys.argv = ["ui.py"]
runpy.run_path("ui.py", run_name="__main__")
"""
SECRET = "水獭养殖场第七七三一号池塘"
HERE = ("127.0.0.1", "localhost", "'::1'", "0.0.0.0")


@pytest.fixture(name="server")
def server_fixture(bundled: Path, tmp_path: Path) -> Iterator[tuple[str, Path, subprocess.Popen[bytes]]]:
    """The address, the log of connections, and the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path / "connections.jsonl"
    settings = {"CHUCHU_LIBRARY": str(bundled), "CHUCHU_PORT": str(port), "CHUCHU_TEST_LOG": str(log)}
    # A proxy that answers nobody: whatever asks the network through it would show and fail.
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://192.0.2.1:9")
    # Nor does it hang on the machine's encoding what is told when the output goes to a file.
    encoding = {"PYTHONIOENCODING": "cp1252"}
    with (tmp_path / "told").open("wb") as told, (tmp_path / "warned").open("wb") as warned:
        process = subprocess.Popen(
            [sys.executable, "-c", WATCHED],
            cwd=ROOT,
            env=os.environ | settings | proxies | encoding,
            stdout=told,
            stderr=warned,
        )
    yield f"http://127.0.0.1:{port}", log, process
    process.kill()
    process.wait()


def test_the_server_connects_to_nobody_and_keeps_no_question(
    server: tuple[str, Path, subprocess.Popen[bytes]], bundled: Path
) -> None:
    address, log, process = server
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        until(lambda: process.poll() is not None or _answers(client), limit=120)
        assert client.get("/").status_code == 200
        found = client.post("/api/ask", json={"question": "热线反映的问题解决率是多少"}).json()
        assert "95.49%" in found["hits"][0]["citation"]["quotes"][0]
        for path in ("/api/ask", "/api/search", "/api/related"):
            assert client.post(path, json={"question": f"{SECRET}有多深"}).status_code == 200
        assert client.post("/api/verify", json={"text": f"{SECRET}深12米。"}).status_code == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert (log.parent / "told").read_text("utf-8").strip().endswith(f"{address} (按 Ctrl+C 停止)")
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    sent = [line for line in lines if line[0] != "write"]
    assert [line for line in sent if not any(host in line[1] for host in HERE)] == []
    kept = {Path(path) for kind, path in lines if kind == "write"} | {*bundled.rglob("*"), *log.parent.iterdir()}
    read = [path for path in kept if path.is_file()]
    assert {log.parent / "told", log.parent / "warned"} <= set(read)
    assert [path for path in read if SECRET.encode() in path.read_bytes()] == []


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False
