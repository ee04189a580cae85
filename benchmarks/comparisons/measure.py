"""python -m benchmarks.comparisons.measure REPORTS: questions of several places, or of several years, asked of all
reports at once.

REPORTS is ../shared/reports/provincial2025 for those of places (questions.jsonl), ../shared/reports/national for those
of years (years.jsonl and years_second.jsonl, asked of the reports since 2008). Told of each file:

    named       the places or years asked about are the ones that were understood, all of them and no other
    hit@k       the share of the quotes that stand in the first k passages, 0 where it is refused; @1 holds one of them
    each        the quotes of all places or years stand in as many passages as there are of these
    short       short answers said, and those that stand in a quote of their own report
    silent      where a place or year is not told: told with doubt
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

HERE = Path(__file__).parent
SINCE = "2008"
KS = (1, 3, 5)

Row = dict[str, Any]


def main() -> int:
    """Prints a line for each figure, with its 95 % bootstrap interval over the questions."""
    folder = Path(sys.argv[1])
    of_years = folder.name == "national"
    files = [path for path in folder.glob("*.txt") if path.name >= SINCE] if of_years else folder.glob("*.docx")
    library = kept_library(sorted(files), "national_years" if of_years else folder.name)
    for name in ("years", "years_second") if of_years else ("questions",):
        print(f"{name}.jsonl")
        _tell(library, [(row, ask(library, row["question"])) for row in score.read(HERE / f"{name}.jsonl")])
    return 0


def _tell(library: Library, rows: Sequence[tuple[Row, Answer]]) -> None:
    figures = {
        "named": [float(_understood(row, answer) == _asked(row)) for row, answer in rows],
        **{f"hit@{k}": [_held(library, row, answer, k) for row, answer in rows] for k in KS},
        "each": [float(_held(library, row, answer, len(_asked(row))) == 1) for row, answer in rows],
    }
    for name, values in figures.items():
        low, high = interval(values, lambda sample: float(np.mean(sample)))
        print(f"{name:6s} {np.mean(values):.3f} ({low:.2f}–{high:.2f}) of {len(values)}")
    said = [right for row, answer in rows for right in _short(library, row, answer)]
    silent = [answer.doubt is not None for row, answer in rows if row["silent"]]
    print(f"short  {sum(said)} of {len(said)} right\nsilent {sum(silent)} of {len(silent)} told with doubt")


def _asked(row: Row) -> set[str] | set[int]:
    return set(row["years"]) if "years" in row else {Path(name).stem for name in (*row["reports"], *row["silent"])}


def _understood(row: Row, answer: Answer) -> set[str] | set[int]:
    return set(answer.query.years) if "years" in row else set(answer.query.within or ())


def _held(library: Library, row: Row, answer: Answer, k: int) -> float:
    if answer.refusal is not None:
        return 0.0
    texts = [library.reports[h.passage.report_id].text[h.passage.start : h.passage.end] for h in answer.hits[:k]]
    return float(np.mean([any(quote in text for text in texts) for quote in row["quotes"]]))


def _short(library: Library, row: Row, answer: Answer) -> Sequence[bool]:
    quotes = [(Path(name).stem, quote) for name, quote in zip(row["reports"], row["quotes"], strict=True)]
    told = [(one.report_id, library.reports[one.report_id].text[slice(*one.span)]) for one in answer.short]
    return [any(words in quote for of, quote in quotes if of == report_id) for report_id, words in told]


if __name__ == "__main__":
    sys.exit(main())
