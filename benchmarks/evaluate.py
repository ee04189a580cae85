"""python -m benchmarks.evaluate [DIR] [--part PART]: finding, marking and refusing, measured, into docs/evaluation.md.

The golden questions on the bundled report, and of DIR every set that is there (shaoyang2023.*, provincial2025, public):
a set that is absent is named, not failed. Figures are those of benchmarks/score.py; intervals are 95 % percentile
bootstrap intervals over the questions (Efron 1979; 2,000 resamples, seed 0). On two cores headings take seconds,
questions ten minutes, silence half an hour and the public sets two hours: so each part has its place in the document
and says of which commit it is, and one can be measured by itself.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
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
BEGIN, END = "<!-- figures: {}, written by make evaluate -->", "<!-- end of figures -->"

Row = dict[str, Any]


def main() -> int:
    """Measures what is there, part by part, and writes it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?")
    parser.add_argument("--part", choices=PARTS, action="append")
    args = parser.parse_args()
    commit = _commit()
    for part in args.part or PARTS:
        text = "\n\n".join(table for table in PARTS[part](args.folder) if table)
        if not text:
            continue
        print(text, flush=True)
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"evaluation-{commit}-{part}.md").write_text(text + "\n", encoding="utf-8")
        _replace_figures(part, f"At commit `{commit}`.\n\n{text}")
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


def silence(folder: Path | None) -> Iterable[str]:
    """What is refused of the questions written for it, by trees that have not seen the report."""
    if folder and (folder.parent / "reports" / "national").is_dir():
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


def outlines(folder: Path | None) -> Iterable[str]:
    """The heading trees against the gold ones."""
    pairs = [(GOLDEN / "shaoyang2023.outline.jsonl", ROOT / "data" / "reports" / "邵阳市人大常委会工作报告2023.txt")]
    if folder:
        for gold in sorted((folder / "provincial2025").glob("outline_*.jsonl")):
            place = gold.stem.removeprefix("outline_")
            pairs += [(gold, f) for f in (folder.parent / "reports" / "provincial2025").glob(f"2025年{place}*.docx")]
    head = "### Headings\n\n| report | headings | f1 | placed_f1 | swallowed |\n| --- | --- | --- | --- | --- |"
    yield "\n".join([head, *(_outline_line(gold, report) for gold, report in pairs)])


def _outline_line(gold: Path, file: Path) -> str:
    report = read_report(file)
    got = [{"level": s.level, "run_in": s.run_in, "heading": s.title} for s in report.sections]
    found = score_outline.score(score_outline.read(str(gold)), got)
    return f"| {report.id} | {found['gold']} | {found['f1']} | {found['placed_f1']} | {found['swallowed']} |"


def _commit() -> str:
    call = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    found = subprocess.run(call, capture_output=True, text=True, check=False).stdout.strip()
    return found or "worktree"


def _replace_figures(part: str, figures: str) -> None:
    text, begin = TABLE.read_text(encoding="utf-8"), BEGIN.format(part)
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(END)
    TABLE.write_text(f"{head}{begin}\n\n{figures}\n\n{END}{tail}", encoding="utf-8")


PARTS: Mapping[str, Callable[[Path | None], Iterable[str]]] = MappingProxyType(
    {"headings": outlines, "questions": question_sets, "silence": silence, "public": public_sets}
)


if __name__ == "__main__":
    sys.exit(main())
