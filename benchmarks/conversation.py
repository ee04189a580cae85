"""python -m benchmarks.conversation LIBRARY: what follow-up questions find, as a Markdown table.

The conversations of benchmarks/conversations/ are asked of LIBRARY, a library of the 31 provincial reports, each of its
own report alone and of all of them. Three readings of a follow-up are compared: the last question alone, all questions
run together, and as `retrieval.query.understand` reads it; in the second and third the place of an earlier question
holds. hit@1, refusal left aside; 95 % percentile bootstrap intervals over conversations (2,000 resamples, seed 0).
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from benchmarks import score
from index.encoder import load_encoder
from index.library import Library
from retrieval.query import Query, understand
from retrieval.search import search

FILE = Path(__file__).parent / "conversations" / "conversations.jsonl"
RESAMPLES = 2_000
HEAD = "| looked in | reading | last turn | all follow-ups | {kinds} |\n|{rule}"

Row: TypeAlias = dict[str, Any]
Reading: TypeAlias = Callable[[Library, Row, Sequence[str] | None], Query]


def main() -> int:
    """Prints the table."""
    print(conversations_table(Library.open(Path(sys.argv[1]), load_encoder())))
    return 0


def conversations_table(library: Library, path: Path = FILE) -> str:
    """Markdown: a row for each reading, of one report and of all; below it, how much the last reading gains."""
    turns = [row for row in score.read(path) if row["before"]]
    kinds = sorted({row["kind"] for row in turns})
    names = [f"{kind} ({sum(row['kind'] == kind for row in turns)})" for kind in kinds]
    lines = [
        "### Follow-up questions over provincial reports",
        "",
        HEAD.format(kinds=" | ".join(names), rule=" --- |" * (4 + len(kinds))),
    ]
    gains = []
    for where in ("its report", "the library"):
        found = {name: _hits(library, turns, reading, where) for name, reading in READINGS.items()}
        lines += [_line(where, name, turns, hits, kinds) for name, hits in found.items()]
        gains += [_gain(where, name, turns, found) for name in list(READINGS)[:-1]]
    return "\n".join([*lines, "", *gains])


def _alone(library: Library, row: Row, within: Sequence[str] | None) -> Query:
    return understand(row["question"], (), within, library.reports)


def _together(library: Library, row: Row, within: Sequence[str] | None) -> Query:
    return understand(" ".join([*row["before"], row["question"]]), (), within, library.reports)


def _followed(library: Library, row: Row, within: Sequence[str] | None) -> Query:
    return understand(row["question"], row["before"], within, library.reports)


READINGS: Mapping[str, Reading] = {"alone": _alone, "run together": _together, "understood": _followed}


def _hits(library: Library, turns: Sequence[Row], reading: Reading, where: str) -> list[float]:
    return [_hit(library, reading(library, row, _within(row, where)), row) for row in turns]


def _within(row: Row, where: str) -> list[str] | None:
    return [Path(row["report"]).stem] if where == "its report" else None


def _hit(library: Library, query: Query, row: Row) -> float:
    """The share of the evidence that the first passage holds; a passage of another report holds none."""
    for hit in search(library, query, 1):
        report = library.reports[hit.passage.report_id]
        text = score.shown(report.text[hit.passage.start : hit.passage.end])
        held = [report.source.file == row["report"] and score.fold(quote) in text for quote in row["quotes"]]
        return sum(held) / len(held) if row["need"] == "all" else float(any(held))
    return 0.0


def _line(where: str, name: str, turns: Sequence[Row], hits: Sequence[float], kinds: Sequence[str]) -> str:
    of_kind = [
        f"{np.mean([hit for hit, row in zip(hits, turns, strict=True) if row['kind'] == kind]):.2f}" for kind in kinds
    ]
    cells = [_cell(_talks(turns, hits, last)) for last in (True, False)]
    return f"| {where} | {name} | {' | '.join([*cells, *of_kind])} |"


def _gain(where: str, name: str, turns: Sequence[Row], found: Mapping[str, Sequence[float]]) -> str:
    more = [a - b for a, b in zip(found["understood"], found[name], strict=True)]
    return f"Last turn, {where}: understood against {name} {_cell(_talks(turns, more, True), sign='+')}."


def _talks(turns: Sequence[Row], values: Iterable[float], last: bool) -> list[list[float]]:
    """The values by conversation: of its last turn, or of all its follow-ups."""
    found: dict[str, list[float]] = {}
    for row, value in zip(turns, values, strict=True):
        found.setdefault(row["id"].split("-")[0], []).append(value)
    return [talk[-1:] if last else talk for talk in found.values()]


def _cell(talks: Sequence[Sequence[float]], sign: str = "") -> str:
    """The mean over the turns, drawn by conversation."""
    sums, counts = np.array([sum(talk) for talk in talks]), np.array([len(talk) for talk in talks])
    drawn = np.random.default_rng(0).integers(0, len(talks), (RESAMPLES, len(talks)))
    low, high = np.percentile(sums[drawn].sum(1) / counts[drawn].sum(1), [2.5, 97.5])
    return f"{sums.sum() / counts.sum():{sign}.3f} ({low:{sign}.2f} to {high:{sign}.2f})"


if __name__ == "__main__":
    sys.exit(main())
