"""python -m benchmarks.verify.speed REPORTS [--chars 3000]: seconds to verify a draft against the reports of a folder.

The draft is made of sentences of the reports, two in five of them mutated, some quoted, some the draft's own, with
figures that no report has. *first* is the first draft after a start (the reports are folded, grams sorted), *then* the
median of nine more drafts of the same kind. Wall and processor time, one process.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.verify.__main__ import read_all
from benchmarks.verify.mutants import RULES, mutated
from report.model import Report
from report.passages import body
from report.segment import sentences
from retrieval.verify import verify_in

OWN = "我们还要看到,本县去年实现财政收入3.7亿元,增长5.9%,各项工作取得了新的进展。"
DRAFTS = 10


def main() -> int:
    """Prints one line for the first draft and one for the others."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verify.speed")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--chars", type=int, default=3000)
    args = parser.parse_args()
    reports = read_all(args.reports)
    rng = random.Random(0)
    seconds = [timed(reports, draft(reports, args.chars, rng)) for _ in range(DRAFTS)]
    print(f"{len(reports)} reports, {args.chars} characters\n| | wall s | processor s |\n| --- | --- | --- |")
    print(f"| first | {seconds[0][0]:.2f} | {seconds[0][1]:.2f} |")
    print(f"| then | {median(w for w, _ in seconds[1:]):.2f} | {median(p for _, p in seconds[1:]):.2f} |")
    return 0


def draft(reports: Sequence[Report], chars: int, rng: random.Random) -> str:
    """A draft of so many characters."""
    made = ""
    while len(made) < chars:
        report = rng.choice(reports)
        span = rng.choice(sentences(report.text, rng.choice(body(report))))
        made += _worn(report.text[span.start : span.end], rng) + rng.choice(["", "", "", "\n"])
    return made[:chars]


def _worn(sentence: str, rng: random.Random) -> str:
    """Mutated, quoted, exchanged for the draft's own, or as it is."""
    kind = rng.random()
    if kind < 0.4 and (edit := rng.choice(list(RULES.values()))(sentence, rng)):
        return mutated(sentence, edit)
    return f"会议指出,“{sentence}”" if kind < 0.6 else OWN if kind < 0.7 else sentence


def timed(reports: Sequence[Report], text: str) -> tuple[float, float]:
    """Wall and processor seconds of one draft."""
    wall, processor = time.perf_counter(), time.process_time()
    verify_in(reports, text)
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    sys.exit(main())
