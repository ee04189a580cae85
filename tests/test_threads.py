"""numpy keeps to one thread: its waiting threads took the cores from torch, and encoding took twice as long."""

import json
import os
import subprocess
import sys

import pytest

TOLD = """
import json
from threadpoolctl import threadpool_info
print(json.dumps([one["num_threads"] for one in threadpool_info() if one["internal_api"] == "openblas"]))
"""


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1, reason="no OpenBLAS, or one thread")
@pytest.mark.parametrize("first", ["numpy, index", "index, numpy"])
def test_numpy_keeps_to_one_thread_whichever_is_imported_first(first: str) -> None:
    assert _threads(f"import {first}", {}) == {1}


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1, reason="no OpenBLAS, or one thread")
def test_who_asks_for_threads_gets_them() -> None:
    assert _threads("import numpy, index", {"OPENBLAS_NUM_THREADS": "2"}) == {2}
    assert _threads("import numpy", {}) != {1}, "numpy has more threads where index is not imported"


def _threads(code: str, more: dict[str, str]) -> set[int]:
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", code + TOLD], env={**plain, **more}, capture_output=True, text=True, check=True
    )
    found = set(json.loads(done.stdout))
    assert found, "no OpenBLAS found"
    return found
