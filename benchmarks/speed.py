"""How long one question takes: the whole way, beside plain encoding and one search, in the same run.

    python -m benchmarks.speed
    python -m benchmarks.speed data/evaluation/provincial2025 ../shared/eval/provincial2025/questions.jsonl

The real model, a library made of data/reports/ alone and the questions of tests/golden; or a library that is there
(make evaluate leaves one of 31 reports) and the questions of a file. Each is asked once, both ways, the order changing
from one question to the next, so that a busy moment of the machine hits both:

    ask      retrieval.answer.ask: understand, encode, four matrices, two BM25, ranking, marks, refusal
    plain    encoder.encode_query, then Dense.search (faiss IndexFlatIP) over the passages

Prints a table and writes benchmarks/results/speed-COMMIT.json (speed-worktree.json where code is not committed), of
a library that is there speed-COMMIT-NAME.json.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import load_encoder
from index.library import Library
from index.places import ROOT, reports_dir
from index.weights import ensure_model
from index.writing import add, create
from report.errors import ChuchuError
from retrieval.answer import ask

WARM = 5  # questions asked both ways before the clock starts: what the model does once is not one question's time
K = 10
QUESTIONS = ROOT / "tests" / "golden" / "shaoyang2023.questions.jsonl"
RESULTS = ROOT / "benchmarks" / "results"
MEASURED = ("report", "index", "retrieval", "benchmarks/speed.py")


def main(arguments: Sequence[str] = ()) -> int:
    """`arguments`: a library's folder and a file of questions, or none. 0, or 2 with one line on stderr where there is
    no model, no library or no such number of arguments."""
    if len(arguments) not in (0, 2):
        print("用法:python -m benchmarks.speed [库的文件夹 问题文件.jsonl]", file=sys.stderr)
        return 2
    try:
        ensure_model()
        with tempfile.TemporaryDirectory() as folder:
            there = Path(arguments[0]) if arguments else None
            library = Library.open(there, load_encoder()) if there else _bundled(Path(folder) / "library")
            result = _told(library, measure(library, _questions(Path(arguments[1]) if arguments else QUESTIONS)))
    except (ChuchuError, OSError, ValueError) as error:
        print(f"错误:{error}", file=sys.stderr)
        return 2
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"speed-{commit()}{f'-{there.name}' if there else ''}.json"
    file.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(_table(result), f"\n{file.relative_to(ROOT)}", sep="\n")
    return 0


def measure(library: Library, questions: Sequence[str]) -> dict[str, list[float]]:
    """Seconds of each question behind the first five, in order, for each way."""
    ways: dict[str, Callable[[str], object]] = {
        "ask": lambda question: ask(library, question, k=K),
        "plain": lambda question: library.whole.dense.search(library.encoder.encode_query(question), K),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn, question in enumerate(questions):
        for name in list(ways)[:: 1 if turn % 2 else -1]:
            began = time.perf_counter()
            ways[name](question)
            seconds[name].append(time.perf_counter() - began)
    return {name: row[WARM:] for name, row in seconds.items()}


def commit() -> str:
    """The short hash of the commit that was measured; "worktree" where the code differs from it or git is absent."""
    try:
        if not _git("status", "--porcelain", "--", *MEASURED):
            return _git("rev-parse", "--short", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        pass
    return "worktree"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _bundled(path: Path) -> Library:
    encoder = load_encoder()
    create(path, encoder)
    add(path, encoder, sorted(reports_dir().glob("*.txt")), progress=True)
    return Library.open(path, encoder)


def _questions(file: Path) -> list[str]:
    """Raises ValueError where a line is no question, or there are too few to ask any behind the first five."""
    try:
        found = list(dict.fromkeys(json.loads(line)["question"] for line in file.read_text("utf-8").splitlines()))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f'{file} 应每行是 {{"question": "…"}},读到 {error!r}') from error
    if len(found) <= WARM:
        raise ValueError(f"{file} 有 {len(found)} 个问题,应多于 {WARM} 个")
    return found


def _told(library: Library, seconds: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    times = {name: {"median_ms": _ms(row, 50), "p95_ms": _ms(row, 95)} for name, row in seconds.items()}
    ratio = {key: round(times["ask"][key] / times["plain"][key], 2) for key in times["plain"]}
    return {
        "commit": commit(),
        "date": date.today().isoformat(),
        "machine": {
            "cores": os.cpu_count(),
            "processor": platform.machine(),
            "python": platform.python_version(),
            "load": [round(x, 1) for x in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        },
        "encoder": {"name": library.encoder.name, "fingerprint": library.encoder.fingerprint},
        "rows": {
            "reports": len(library.reports),
            "passages": len(library.whole),
            "sentences": len(library.sentences),
            "windows": len(library.windows),
        },
        "questions": len(seconds["ask"]),
        **times,
        "ratio": {key.removesuffix("_ms"): value for key, value in ratio.items()},
    }


def _ms(seconds: Sequence[float], percentile: float) -> float:
    return round(1000 * float(np.percentile(seconds, percentile)), 2)


def _table(result: Mapping[str, Any]) -> str:
    ask_, plain, ratio = result["ask"], result["plain"], result["ratio"]
    return "\n".join(
        [
            f"{result['questions']} questions, {result['rows']['passages']} passages, {result['encoder']['name']}, "
            f"{result['machine']['cores']} cores",
            "| one question | median | p95 |",
            "| --- | --- | --- |",
            f"| ask, end to end | {ask_['median_ms']:.1f} ms | {ask_['p95_ms']:.1f} ms |",
            f"| encode + IndexFlatIP | {plain['median_ms']:.1f} ms | {plain['p95_ms']:.1f} ms |",
            f"| ratio | {ratio['median']:.2f} | {ratio['p95']:.2f} |",
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
