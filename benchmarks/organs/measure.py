"""python -m benchmarks.organs.measure PART: invented reports (first … sixth), each asked its own questions.

hit@k, mark@1 and exact as benchmarks/score.py defines them (a refusal finds nothing), by type and by report; of the
questions that a report does not answer, the share refused and told with doubt, by wording; of the answered ones the
share told with doubt. 95 % bootstrap intervals over the questions of all reports.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import score
from benchmarks.intervals import interval
from benchmarks.libraries import kept_library
from index.library import Library
from retrieval.answer import ask
from retrieval.evaluate import row_of

HERE = Path(__file__).parent
FIGURES = ("hit@1", "hit@3", "hit@5", "mark@1")

Row = dict[str, Any]


def main() -> int:
    """Prints three small tables."""
    part = HERE / sys.argv[1]
    library = kept_library(sorted(part.glob("*.txt")), f"organs_{part.name}")
    rows = [row for file in sorted(part.glob("*.questions.jsonl")) for row in asked(library, file)]
    answered = [row for row in rows if row["answerable"]]
    for by in ("type", "report"):
        _table(by, answered, FIGURES)
    print("all ", *(mean(answered, figure) for figure in FIGURES), mean(_with(answered, "exact"), "exact"), sep="  ")
    _table("wording", [row for row in rows if not row["answerable"]], ("refused", "doubt"))
    print("answered: not refused", mean(answered, "said"), "with doubt", mean(answered, "doubt"))
    return 0


def asked(library: Library, file: Path) -> list[Row]:
    """The scored rows of a file, with `report`, `wording` and whether it was refused or told with doubt."""
    questions, name = score.read(file), file.name.split(".")[0]
    answers = [ask(library, row["question"], (), [name]) for row in questions]
    run = [row_of(library, row["id"], answer) for row, answer in zip(questions, answers, strict=True)]
    return [
        row
        | {"report": name, "wording": question.get("wording"), "refused": not row["said"]}
        | {"doubt": answer.refusal is None and answer.doubt is not None}
        for row, question, answer in zip(score.score(questions, run), questions, answers, strict=True)
    ]


def _table(by: str, rows: Sequence[Row], figures: Sequence[str]) -> None:
    print(by, *figures, sep="  ")
    for name in sorted({row[by] for row in rows}):
        own = [row for row in rows if row[by] == name]
        print(f"{name:20s} {len(own):3d}", *(f"{np.mean([row[figure] for row in own]):.3f}" for figure in figures))


def _with(rows: Iterable[Row], figure: str) -> list[Row]:
    return [row for row in rows if figure in row]


def mean(rows: Sequence[Row], figure: str) -> str:
    """Its name, its mean with the interval, and of how many."""
    values = [float(row[figure]) for row in rows]
    low, high = interval(values, lambda sample: float(np.mean(sample)))
    return f"{figure} {np.mean(values):.3f} ({low:.2f}–{high:.2f}) of {len(values)}"


if __name__ == "__main__":
    sys.exit(main())
