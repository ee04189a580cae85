"""python -m benchmarks.diff.measure REPORTS [ROUNDS]: 300 edits by rule, and how many are called by their name.

REPORTS is the folder that holds provincial2025/ and national/. 25 provincial and 5 national reports, one edit of each
of the ten kinds (benchmarks/diff/edits.py) in a copy of each; both copies are read and encoded anew. An edit is classed
right where every row it asks for is there, with the class and with exactly these words on both sides, and is told as
moved where something moved. Beside it: how many sentences that nobody touched are not simply kept. Every further round
is 300 other edits of the same reports.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from tqdm import tqdm

from benchmarks.diff.edits import KINDS, Edit, Expected, edited
from benchmarks.intervals import interval
from index.encoder import Encoder, load_encoder
from report.model import Report, Source
from report.parse import parse, read_report
from report.reading import Decoded
from retrieval.comparing.sides import Side, file_sides
from retrieval.diff import Comparison, Row, compare

PROVINCIAL = 25
Lent: TypeAlias = tuple[Report, Sequence[Report]]  # a report, and those whose words and sentences are put into it


def main() -> int:
    """Prints every edit that is not classed right, and a table for each round."""
    reports, rounds = with_others(read_all(Path(sys.argv[1]))), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    right: list[dict[str, list[bool]]] = [defaultdict(list) for _ in range(rounds)]
    units, wrong, seconds = 0, 0, []
    for turn, old, new, edits in copies(reports, rounds, load_encoder()):
        began = time.perf_counter()
        comparison = compare(old, new)
        seconds.append(time.perf_counter() - began)
        units, wrong = units + len(old.units), wrong + judge(comparison, edits, right[turn])
    print(*map(table, right), sep="\n\n")
    print(f"untouched units not simply kept: {wrong} of about {units}")
    print(f"one comparison: median {np.median(seconds):.2f} s, longest {max(seconds):.2f} s")
    return 0


def with_others(reports: Sequence[Report]) -> list[Lent]:
    """Each report with the two before it."""
    return [(report, (reports[at - 1], reports[at - 2])) for at, report in enumerate(reports)]


def copies(reports: Sequence[Lent], rounds: int, encoder: Encoder) -> Iterator[tuple[int, Side, Side, list[Edit]]]:
    """For each report and each round: the round, both sides, and the edits between them."""
    for at, (report, others) in enumerate(tqdm(reports, disable=not sys.stderr.isatty())):
        made = [edited(report, others, turn * len(reports) + at) for turn in range(rounds)]
        old, *new = file_sides([report, *(_copy(report, text) for text, _ in made)], encoder)
        for turn, (side, (_, edits)) in enumerate(zip(new, made, strict=True)):
            yield turn, old, side, edits


def judge(comparison: Comparison, edits: Sequence[Edit], right: dict[str, list[bool]]) -> int:
    """Notes for each edit whether it is classed right; the number of rows gone astray. Prints what is wrong."""
    for edit in edits:
        right[edit.kind].append(classed_right(comparison, edit))
        if not right[edit.kind][-1]:
            print(f"{comparison.old.id} {edit.kind}", *told(comparison, edit), sep="\n    ")
    others = list(astray(comparison, edits))
    for row in others:
        print(f"{comparison.old.id} untouched", *_words(comparison, row), row.kind, sep="\n    ")
    return len(others)


def _copy(report: Report, text: str) -> Report:
    return parse(Decoded(text, (), Source(report.source.file, "0" * 64)), f"{report.id}-2")


def classed_right(comparison: Comparison, edit: Edit) -> bool:
    """Whether every expected row is there, and one of them moved where something moved."""
    rows = [row for expected in edit.rows for row in comparison.rows() if _is(comparison, row, expected)]
    return len(rows) == len(edit.rows) and (any(row.moved for row in rows) or not edit.moved)


def astray(comparison: Comparison, edits: Sequence[Edit]) -> Iterator[Row]:
    """The rows that are not simply kept and that no edit asks for."""
    wanted = [row for edit in edits for row in edit.rows]
    for row in comparison.rows():
        plain = row.kind == "kept" and not row.difference and not row.moved
        if not plain and not any(_touches(comparison, row, expected) for expected in wanted):
            yield row


def told(comparison: Comparison, edit: Edit) -> list[str]:
    """What was expected, and the rows that speak of it."""
    rows = [row for row in comparison.rows() if any(_touches(comparison, row, expected) for expected in edit.rows)]
    return [*map(str, edit.rows), *(f"{row.kind} {row.moved} {_words(comparison, row)}" for row in rows)]


def _is(comparison: Comparison, row: Row, expected: Expected) -> bool:
    return row.kind == expected.kind and _words(comparison, row) == (expected.old, expected.new)


def _touches(comparison: Comparison, row: Row, expected: Expected) -> bool:
    pairs = zip(_words(comparison, row), (expected.old, expected.new), strict=True)
    return any(words and asked and (words in asked or asked in words) for words, asked in pairs)


def _words(comparison: Comparison, row: Row) -> tuple[str | None, str | None]:
    old = comparison.old.text[slice(*row.old)] if row.old else None
    return old, comparison.new.text[slice(*row.new)] if row.new else None


def read_all(folder: Path) -> list[Report]:
    """The 25 provincial and the 5 national reports."""
    provincial = sorted((folder / "provincial2025").glob("*.docx"))[:PROVINCIAL]
    national = sorted((folder / "national").glob("*.txt"))[:-40:-8]  # before 1990 figures were not printed in digits
    return [read_report(path) for path in [*provincial, *national]]


def table(right: dict[str, list[bool]]) -> str:
    """Share classed right for each kind and all, with a bootstrap interval for all."""
    everything = [float(one) for kind in KINDS for one in right[kind]]
    low, high = interval(everything, lambda values: float(values.mean()))
    rows = [f"| {kind} | {len(right[kind])} | {sum(right[kind]) / len(right[kind]):.3f} |" for kind in KINDS]
    whole = f"| all | {len(everything)} | {sum(everything) / len(everything):.3f} ({low:.3f} to {high:.3f}) |"
    return "\n".join(["| edit | n | classed right |", "| --- | --- | --- |", *rows, whole])


if __name__ == "__main__":
    sys.exit(main())
