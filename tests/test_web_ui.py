"""Starting the app: what is set wrong is told in one line, and the library is built once."""

import runpy
import socket
import sys
from pathlib import Path

import pytest

import ui
from index.library import Library
from index.writing import create
from tests.fakes import BigramEncoder
from web import serve as server
from web.desk import Desk
from web.errors import AddressError


@pytest.mark.parametrize("said", ["80a", "0", "-1", "70000", "七千", "7860.0"])
def test_a_port_that_is_none(said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(server.PORT_ENV, said)
    assert server.main() == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"CHUCHU_PORT={said} 不是端口号" in told


def test_the_port_is_7860_if_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(server.PORT_ENV, raising=False)
    assert server.port() == 7860
    monkeypatch.setenv(server.PORT_ENV, " 7861 ")
    assert server.port() == 7861


def test_a_taken_port_names_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        ways = r"export CHUCHU_PORT=(\d+).*cmd:set CHUCHU_PORT=\1;PowerShell:\$env:CHUCHU_PORT='\1'"
        with pytest.raises(AddressError, match=rf"端口 {taken} 已被占用.*{ways}"):
            server.listener("127.0.0.1", taken)


def test_a_host_that_is_not_this_machine() -> None:
    with pytest.raises(AddressError, match=r"192\.0\.2\.1.*CHUCHU_HOST"):
        server.listener("192.0.2.1", 7860)  # an address kept for documentation: no machine has it


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0)])
def test_another_python_is_named(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(Path(ui.__file__)))
    assert stopped.value.code == 2
    assert "需要 Python 3.11 至 3.13" in capsys.readouterr().err


def test_an_absent_library_is_built_and_an_empty_one_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "load_encoder", BigramEncoder)
    monkeypatch.setenv("CHUCHU_LIBRARY", str(tmp_path / "library"))
    desk = Desk()
    built = server.library(desk)
    assert len(built.reports) >= 1
    assert "建立索引" in desk.stage
    monkeypatch.setattr(server, "add", None)
    assert list(server.library(desk).reports) == list(built.reports)

    monkeypatch.setenv("CHUCHU_LIBRARY", str(tmp_path / "empty"))
    create(tmp_path / "empty", BigramEncoder())
    assert isinstance(server.library(desk), Library)
    assert not server.library(desk).reports
