"""What the commands print reaches a file on a machine whose own encoding has no Chinese."""

import io
import sys
from collections.abc import Callable, Sequence

import pytest

from index.__main__ import main as keeping
from index.weights import main as weights
from report.__main__ import main as reading
from retrieval.__main__ import main as asking
from web.console import main as chuchu
from web.serve import main as serving


class Redirected:
    """stdout and stderr as `> log 2> errors` makes them under PYTHONIOENCODING=cp1252."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._files = io.BytesIO(), io.BytesIO()
        for name, file, errors in zip(("stdout", "stderr"), self._files, ("strict", "backslashreplace"), strict=True):
            monkeypatch.setattr(sys, name, io.TextIOWrapper(file, encoding="cp1252", errors=errors))

    def told(self) -> tuple[str, str]:
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = (file.getvalue().decode("utf-8") for file in self._files)
        return out, err


@pytest.mark.parametrize(
    ("main", "arguments", "says"),
    [
        (keeping, ["-h"], "报告库"),
        (keeping, ["add", "-h"], "文件或文件夹"),
        (asking, ["-h"], "核对"),
        (reading, ["-h"], "标题树"),
        (chuchu, ["ask", "-h"], "问题"),
    ],
)
def test_help(
    monkeypatch: pytest.MonkeyPatch, main: Callable[[Sequence[str]], int], arguments: list[str], says: str
) -> None:
    redirected = Redirected(monkeypatch)
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    assert says in redirected.told()[0]


def test_the_usage_of_all_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    redirected = Redirected(monkeypatch)
    assert chuchu(["-h"]) == 0
    assert "用法" in redirected.told()[0]


def test_the_fetched_model(monkeypatch: pytest.MonkeyPatch) -> None:
    redirected = Redirected(monkeypatch)
    assert weights() == 0
    assert "就绪" in redirected.told()[0]


@pytest.mark.parametrize("main", [keeping, asking, reading])
def test_wrong_arguments(monkeypatch: pytest.MonkeyPatch, main: Callable[[Sequence[str]], int]) -> None:
    redirected = Redirected(monkeypatch)
    with pytest.raises(SystemExit) as left:
        main(["没有这个"])
    assert left.value.code == 2
    assert "错误:" in redirected.told()[1]


def test_a_server_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    redirected = Redirected(monkeypatch)
    monkeypatch.setenv("CHUCHU_PORT", "七千")
    assert serving() == 2
    assert "CHUCHU_PORT=七千 不是端口号" in redirected.told()[1]
