"""python -m benchmarks.comparisons.measure REPORTS: questions of two or three places, asked of 31 reports at once.

REPORTS is the folder of the provincial reports (../shared/reports/provincial2025). Told of questions.jsonl:

    named       the places asked about are the ones that were understood, all of them and no other
    hit@k       the share of the quotes that stand in the first k passages, 0 where it is refused; @1 holds one place
    each        the quotes of all places stand in as many passages as there are places
    short       short answers said, and those that stand in a quote of their own report
    silent      where a place does not tell it: told with doubt
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import score
from benchmarks.intervals import interval
from benchmarks.libraries import kept_library
from index.library import Library
from retrieval.answer import Answer, ask

QUESTIONS = Path(__file__).parent / "questions.jsonl"
KS = (1, 3, 5)

Row = dict[str, Any]


def main() -> int:
    """Prints a line for each figure, with its 95 % bootstrap interval over the questions."""
    library = kept_library(sorted(Path(sys.argv[1]).glob("*.docx")), "provincial2025")
    rows = [(row, ask(library, row["question"])) for row in score.read(QUESTIONS)]
    figures = {
        "named": [float(set(answer.query.within or ()) == _asked(row)) for row, answer in rows],
        **{f"hit@{k}": [_held(library, row, answer, k) for row, answer in rows] for k in KS},
        "each": [float(_held(library, row, answer, len(_asked(row))) == 1) for row, answer in rows],
    }
    for name, values in figures.items():
        low, high = interval(values, lambda sample: float(np.mean(sample)))
        print(f"{name:6s} {np.mean(values):.3f} ({low:.2f}–{high:.2f}) of {len(values)}")
    said = [right for row, answer in rows for right in _short(library, row, answer)]
    silent = [answer.doubt is not None for row, answer in rows if row["silent"]]
    print(f"short  {sum(said)} of {len(said)} right\nsilent {sum(silent)} of {len(silent)} told with doubt")
    return 0


def _asked(row: Row) -> set[str]:
    return {Path(name).stem for name in (*row["reports"], *row["silent"])}


def _held(library: Library, row: Row, answer: Answer, k: int) -> float:
    if answer.refusal is not None:
        return 0.0
    texts = [library.reports[h.passage.report_id].text[h.passage.start : h.passage.end] for h in answer.hits[:k]]
    return float(np.mean([any(quote in text for text in texts) for quote in row["quotes"]]))


def _short(library: Library, row: Row, answer: Answer) -> Sequence[bool]:
    quotes = dict(zip((Path(name).stem for name in row["reports"]), row["quotes"], strict=True))
    told = [(one.report_id, library.reports[one.report_id].text[slice(*one.span)]) for one in answer.short]
    return [words in quotes.get(report_id, "") for report_id, words in told]


if __name__ == "__main__":
    sys.exit(main())
