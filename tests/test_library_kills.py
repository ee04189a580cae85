"""A process that writes a library and is killed: whatever it was about to do on the disk, the library is as before or
after, and the next write works. (tests/test_library_falls.py falls at every step inside one process.)"""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.check import check
from index.library import Library
from tests.fakes import BigramEncoder
from tests.libraries import SHAOYANG, answers, bigrams_fixture, files_fixture, path_fixture, written  # noqa: F401 - fixtures
from tests.reports import ROOT
from tests.soak import size
from tests.test_library_falls import write_again

WRITER = """
import os, signal, sys
from pathlib import Path

from index.writing import add, rebuild, remove
from tests.fakes import BigramEncoder

what, library, file, last = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
steps = 0


def watched(event, args):
    global steps
    if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir") and str(args[0]).startswith(str(library)):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(watched)
{"add": lambda: add(library, BigramEncoder(), [file]), "remove": lambda: remove(library, "邵阳"),
 "rebuild": lambda: rebuild(library, BigramEncoder())}[what]()
print(steps)
"""


def wrote(what: str, library: Path, file: Path, last: int) -> subprocess.CompletedProcess[str]:
    """A write in a process of its own, killed before its `last` step on the disk (0: never); it prints how many there
    were."""
    command = [sys.executable, "-c", WRITER, what, str(library), str(file), str(last)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are not killed so here")
@pytest.mark.parametrize("what", ["add", "replace", "remove", "rebuild"])
def test_a_writer_that_is_killed_leaves_the_library_before_or_after(
    what: str, path: Path, tmp_path: Path, bigrams: BigramEncoder
) -> None:
    file = written(tmp_path / "新" / ("邵阳.txt" if what == "replace" else "新.txt"), SHAOYANG.replace("795", "2"))
    verb, done = "add" if what == "replace" else what, tmp_path / "done"
    shutil.copytree(path, done)
    steps, before = int(wrote(verb, done, file, 0).stdout), answers(Library.open(path, bigrams))
    after = answers(Library.open(done, bigrams))
    for turn, last in enumerate(random.Random(what).sample(range(1, steps + 1), min(steps, size(100)))):
        fallen = tmp_path / f"{turn}"
        shutil.copytree(path, fallen)
        assert wrote(verb, fallen, file, last).returncode == -signal.SIGKILL
        assert answers(Library.open(fallen, bigrams)) in (before, after)
        assert check(fallen, bigrams) == []
        write_again(fallen, bigrams, written(tmp_path / "再.txt", SHAOYANG + "再。"))
        shutil.rmtree(fallen)
