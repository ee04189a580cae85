"""numpy keeps to one thread: its waiting threads took the cores from torch, and encoding took twice as long. And one
encoder serves the threads of a server."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.encoder import SentenceEncoder
from tests.soak import size

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


@pytest.mark.soak
def test_what_threads_ask_of_one_encoder_is_what_one_thread_is_told(encoder: SentenceEncoder) -> None:
    asked = "粮食收了多少?"
    texts = ["粮食总产量达到31万吨。", "新建小学3所," * 60, "修路。"]
    calls: list[Callable[[], object]] = [
        lambda: np.round(np.asarray(encoder.answers(asked, texts)), 4).tolist(),
        lambda: [np.round(one, 4).tolist() for one in encoder.points(asked, texts) or ()],
        lambda: np.round(encoder.encode_query(texts[1]), 4).tolist(),
        lambda: encoder.too_long([text * 40 for text in texts]),
        lambda: np.round(encoder.encode_words([f"第{at}个词" for at in range(20)]), 4).tolist(),
    ]
    told = [call() for call in calls]
    with ThreadPoolExecutor(len(calls)) as pool:
        found = list(pool.map(lambda at: calls[at % len(calls)](), range(size(400, 30) * len(calls))))
    assert all(one == told[at % len(calls)] for at, one in enumerate(found))
