"""python -m benchmarks.evaluate [DIR]: finding, marking and refusing, measured, into docs/evaluation.md.

The golden questions on the bundled report, and of DIR every set that is there (shaoyang2023.*, provincial2025, public):
a set that is absent is named, not failed. Figures are those of benchmarks/score.py; intervals are 95 % percentile
bootstrap intervals over the questions (Efron 1979; 2,000 resamples, seed 0).
"""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from benchmarks import public, score, score_outline
from benchmarks.ablations import ablations_table, questions_of
from benchmarks.conversation import conversations_table
from benchmarks.intervals import interval
from benchmarks.libraries import folder_library
from benchmarks.silence import calibrate
from index.library import Library
from index.places import ROOT
from report.parse import read_report
from retrieval.evaluate import run_row

BUNDLED = "邵阳市人大常委会工作报告2023"
GOLDEN = ROOT / "tests" / "golden"
RESULTS = ROOT / "benchmarks" / "results"
TABLE = ROOT / "docs" / "evaluation.md"
FIGURES = ("hit@1", "hit@3", "hit@5", "hit@10", "mark@1")
BEGIN, END = "<!-- figures: written by make evaluate -->", "<!-- end of figures -->"

Row = dict[str, Any]


def main() -> int:
    """Measures what is there and writes it down."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    parts = []
    for part in chain([outlines(folder)], question_sets(folder), public_sets(folder)):
        print(part, flush=True)  # the public sets take an hour: what is measured is told
        parts.append(part)
    text = "\n\n".join(part for part in parts if part)
    commit = _commit()
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"evaluation-{commit}.md").write_text(text + "\n", encoding="utf-8")
    _replace_figures(f"At commit `{commit}`.\n\n{text}")
    return 0


def question_sets(folder: Path | None) -> Iterable[str]:
    """A table for each set of questions."""
    library = folder_library(ROOT / "data" / "reports", "bundled")
    golden = GOLDEN / "shaoyang2023.questions.jsonl"
    yield questions_table("80 known questions on the bundled report", library, golden)
    known = {"known": list(questions_of(library, golden, BUNDLED))}
    if folder is None:
        yield ablations_table(known)
        return
    questions, reports = folder / "provincial2025" / "questions.jsonl", folder.parent / "reports" / "provincial2025"
    if not questions.is_file() or not reports.is_dir():
        yield f"Absent: `{questions.name}` of provincial2025, or its reports."
        return
    provinces = folder_library(reports, "provincial2025")
    yield questions_table("50 questions over 31 provincial reports", provinces, questions)
    yield conversations_table(provinces)
    twins = list(questions_of(provinces, calibrate.QUESTIONS))
    yield ablations_table({**known, "on provincial reports": twins})
    yield f"### Refusal, by report left out\n\n{calibrate.measured(folder.parent / 'reports')[0]}"


def public_sets(folder: Path | None) -> Iterable[str]:
    """The dev parts of DIR/public, whatever sets are there."""
    found = sorted(path.parent for path in folder.glob("public/*/queries.dev.jsonl")) if folder else []
    if found:
        yield f"### Public sets, nDCG@10\n\n{public.table(found, 'dev')}"


def questions_table(title: str, library: Library, path: Path) -> str:
    """Markdown: a row for all questions and one for each type."""
    questions = score.read(path)
    run = [run_row(library, question) for question in tqdm(questions, desc=title, disable=None)]
    rows = score.score(questions, run)
    groups: dict[str, list[Row]] = {"all": rows}
    for row in rows:
        groups.setdefault(row["type"], []).append(row)
    head = (
        f"### {title}\n\n| type | n | {' | '.join(FIGURES)} | answered or refused |\n|{' --- |' * (3 + len(FIGURES))}"
    )
    whole = score.summary(rows)
    foot = (
        f"Effort {whole['effort']:.0f} characters (median), first passage {whole['passage_len']:.0f} (mean), "
        f"balance {whole.get('balance', float('nan')):.3f}"
        + (
            f", exact {_cell([row['exact'] for row in rows if 'exact' in row])} of number questions"
            if "exact" in whole
            else ""
        )
        + (f", wrong report {whole['wrong_report']:.3f}" if "wrong_report" in whole else "")
        + "."
    )
    return "\n".join([head, *(_line(name, group) for name, group in groups.items()), "", foot])


def _line(name: str, rows: Sequence[Row]) -> str:
    known = [row for row in rows if row["answerable"]]
    cells = [_cell([row[key] for row in known]) if known else "" for key in FIGURES]
    decided = [float(row["said"] == row["answerable"]) for row in rows]
    return f"| {name} | {len(rows)} | {' | '.join(cells)} | {_cell(decided)} |"


def _cell(values: Sequence[float]) -> str:
    low, high = interval(values, lambda sample: float(np.mean(sample)))
    return f"{np.mean(values):.3f} ({low:.2f}–{high:.2f})"


def outlines(folder: Path | None) -> str:
    """Markdown: the heading trees against the gold ones."""
    pairs = [(GOLDEN / "shaoyang2023.outline.jsonl", ROOT / "data" / "reports" / "邵阳市人大常委会工作报告2023.txt")]
    if folder:
        for gold in sorted((folder / "provincial2025").glob("outline_*.jsonl")):
            place = gold.stem.removeprefix("outline_")
            pairs += [(gold, f) for f in (folder.parent / "reports" / "provincial2025").glob(f"2025年{place}*.docx")]
    head = "### Headings\n\n| report | headings | f1 | placed_f1 | swallowed |\n| --- | --- | --- | --- | --- |"
    return "\n".join([head, *(_outline_line(gold, report) for gold, report in pairs)])


def _outline_line(gold: Path, file: Path) -> str:
    report = read_report(file)
    got = [{"level": s.level, "run_in": s.run_in, "heading": s.title} for s in report.sections]
    found = score_outline.score(score_outline.read(str(gold)), got)
    return f"| {report.id} | {found['gold']} | {found['f1']} | {found['placed_f1']} | {found['swallowed']} |"


def _commit() -> str:
    call = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    found = subprocess.run(call, capture_output=True, text=True, check=False).stdout.strip()
    return found or "worktree"


def _replace_figures(figures: str) -> None:
    text = TABLE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    TABLE.write_text(f"{head}{BEGIN}\n\n{figures}\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
