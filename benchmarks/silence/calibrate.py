"""python -m benchmarks.silence.calibrate REPORTS: the trees of retrieval/silence.py, cross-validated by report.

REPORTS is the folder that holds provincial2025/ and national/. Gradient boosting (growing.py) over the evidence
(retrieval/support.py) of the questions of silence.jsonl, plainly worded, and of those in other words than the report's:
reworded.jsonl, in pairs; elsewhere.jsonl, everyday questions that were written for another report; a sample of the
everyday questions that are answered (benchmarks/training/pairs_*.jsonl); common.jsonl and common_second.jsonl, what
everyone asks, by rule; those on invented reports of other organs (organs/, benchmarks/organs/first), and what everyone
asks of such organs. Those in other words weigh less: with full weight they are refused more often, answered ones too.
All questions of a report are left out together; the figures are of questions that the trees have not seen, the trees
that are written are of all.
"""

import json
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from benchmarks.libraries import kept_library
from benchmarks.silence.growing import as_trees, fitted, left_out
from index.crossencoder import trained_for
from index.encoder import load_encoder
from index.folding import fold
from index.library import Library
from index.pointer import trained_for as pointer_trained_for
from retrieval.judging import JUDGED
from retrieval.pointing import Pointing
from retrieval.query import understand
from retrieval.readings import READINGS, Reader
from retrieval.reranking import limited
from retrieval.search import ranked, signals
from retrieval.silence import FOLDER, LIKELY, enough
from retrieval.support import support
from retrieval.trees import Trees, write_trees

HERE = Path(__file__).parent
QUESTIONS = HERE / "silence.jsonl"
EVERYDAY = HERE.parent / "training"
SAMPLE = 600
ORGANS, MORE = HERE.parent / "organs" / "first", HERE / "organs"
WEIGHT = {"plain": 1.0, "formal": 0.3, "everyday": 0.3, "elsewhere": 0.1, "pairs": 0.5}
WEIGHT |= {"common": 0.5, "common, second": 0.5, "organs": 1.0, "organs, other words": 0.3, "organs, common": 1.0}
WEIGHT |= {"more organs": 1.0, "more organs, other words": 0.3}
KEPT = (0.99, 0.97, 0.95, 0.9, 0.8, 0.7)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Names = NDArray[np.str_]
Row = dict[str, Any]
Values = dict[str, float]


def main() -> int:
    """Prints the table and writes the trees."""
    encoder = load_encoder()
    trained, pointer = trained_for(encoder.fingerprint), pointer_trained_for(encoder.fingerprint)
    if trained is None or pointer is None:
        lacks = "pointer" if trained else "cross"
        print(f"{encoder.name} is not trained for: run benchmarks/training/{lacks}.py first", file=sys.stderr)
        return 2
    text, trees = measured(Path(sys.argv[1]))
    read = {"crossencoder": trained.factors.checksum, "pointer": pointer.factors.checksum}
    about = {"encoder": encoder.fingerprint, **read}
    FOLDER.mkdir(exist_ok=True)
    write_trees(FOLDER / f"{encoder.name.rsplit('/')[-1]}.safetensors", trees, about)
    print(text)
    return 0


def measured(folder: Path) -> tuple[str, Trees]:
    """The table, in Markdown, and the trees of all questions; `folder` holds the reports."""
    groups = questions()
    rows = [row for group in groups.values() for row in group]
    return told(groups, rows, observed(folder, rows))


def told(groups: Mapping[str, Sequence[Row]], rows: Sequence[Row], seen: Sequence[Values]) -> tuple[str, Trees]:
    """The same of what was observed of the questions of all groups, one behind the other."""
    names = sorted({name for one in seen for name in one})
    features = np.array([[one.get(name, 0.0) for name in names] for one in seen])
    answered = np.array([row.get("answerable", True) for row in rows])
    group = np.array([name for name, part in groups.items() for _ in part])
    weight = np.array([WEIGHT[name] for name in group])
    sure = left_out(names, features, answered, np.array([row["report"] for row in rows]), weight)
    changes = np.array([row.get("change", "") for row in rows])
    least = np.array([enough(one["known"]) for one in seen])
    return table(sure, least, answered, group, changes), as_trees(fitted(names, features, answered, weight), names)


def questions() -> dict[str, list[Row]]:
    """By how they are worded: plain, reworded formally or in everyday words, asked elsewhere first, everyday pairs."""
    reworded = _rows(HERE / "reworded.jsonl")
    organs, more = _of_organs(ORGANS), _of_organs(MORE)
    return {
        "plain": _rows(QUESTIONS),
        "formal": [row for row in reworded if row["register"] == "formal"],
        "everyday": [row for row in reworded if row["register"] == "everyday"],
        "elsewhere": _rows(HERE / "elsewhere.jsonl"),
        "pairs": _sample(),
        "common": _rows(HERE / "common.jsonl"),
        "common, second": _rows(HERE / "common_second.jsonl"),
        "organs": [row for row in organs if not _other_words(row)],
        "organs, other words": [row for row in organs if _other_words(row)],
        "organs, common": _asked_of_organs(),
        "more organs": [row for row in more if not _other_words(row)],
        "more organs, other words": [row for row in more if _other_words(row)],
    }


def _of_organs(folder: Path) -> list[Row]:
    files = sorted(folder.glob("*.questions.jsonl"))
    return [row | {"report": file.name.replace(".questions.jsonl", ".txt")} for file in files for row in _rows(file)]


def _asked_of_organs() -> list[Row]:
    own = {file.stem for file in ORGANS.glob("*.txt")}
    rows = [row for row in _rows(ORGANS.parent / "common.jsonl") if row["report"] in own]
    return [row | {"report": f"{row['report']}.txt"} for row in rows]


def _other_words(row: Row) -> bool:
    return bool(row.get("type") == "paraphrase" or row.get("wording", "plain") != "plain")


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _sample() -> list[Row]:
    rows = [row for path in sorted(EVERYDAY.glob("pairs_*.jsonl")) for row in _rows(path)]
    own = [row for row in rows if row["report"].startswith("2025年")]
    return random.Random(0).sample(own, SAMPLE)


def observed(reports: Path, rows: Sequence[Row]) -> list[Values]:
    """The evidence of every question, each asked of its own report."""
    files = sorted({path for row in rows for path in (reports / "national").glob(row["report"])})
    national = kept_library(files, "national4")
    provincial = kept_library(sorted((reports / "provincial2025").glob("*.docx")), "provincial2025")
    organs = kept_library(sorted(ORGANS.glob("*.txt")), "organs_first")
    more = kept_library(sorted(MORE.glob("*.txt")), "silence_organs")
    of = {Path(path).stem: library for library in (national, provincial, organs, more) for path in library.reports}
    return [_observed(of[Path(row["report"]).stem], row) for row in tqdm(rows, disable=None)]


def _observed(library: Library, row: Row) -> Values:
    query = understand(row["question"], within=(Path(row["report"]).stem,))
    found = signals(library, query)
    hits = ranked(library, query, found, JUDGED)
    seen = support(library, query, hits, found.trust)
    read = Reader(library, fold(query.understood), seen.readings, hits[0], Pointing(library))(READINGS)
    return {**seen.values, **{name: limited(said) for name, said in read.items()}}


def table(sure: Floats, least: Floats, answered: Flags, group: Names, changes: Names) -> str:
    """Markdown: by wording what stays answered, is told with doubt, is refused; for the plain ones with thresholds."""
    plain, other = group == "plain", np.isin(group, ["formal", "everyday", "elsewhere"])
    lines = [
        f"AUC on the plain questions {roc_auc_score(answered[plain], sure[plain]):.3f}, on those in other words "
        f"{roc_auc_score(answered[other], sure[other]):.3f}",
        "",
        "| below | answered, plain | refused, plain | by change |",
        "|" + " --- |" * 4,
    ]
    for kept in KEPT:
        below = float(np.quantile(sure[plain & answered], 1 - kept))
        lines.append(_line(f"{below:.2f}", (sure < below)[plain], answered[plain], changes[plain]))
    refused, doubtful = sure < least, (sure >= least) & (sure < LIKELY)
    lines.append(_line("what runs", refused[plain], answered[plain], changes[plain]))
    lines += ["", "| worded | answered, not refused | with doubt | silent, refused | with doubt |", "|" + " --- |" * 5]
    lines += [_group(name, group == name, answered, refused, doubtful) for name in dict.fromkeys(group)]
    return "\n".join(lines)


def _line(name: str, refused: Flags, answered: Flags, changes: Names) -> str:
    parts = ", ".join(f"{c} {refused[changes == c].mean():.2f}" for c in sorted(set(changes) - {""}))
    return f"| {name} | {1 - refused[answered].mean():.3f} | {refused[~answered].mean():.3f} | {parts} |"


def _group(name: str, own: Flags, answered: Flags, refused: Flags, doubtful: Flags) -> str:
    yes, no = own & answered, own & ~answered
    silent = f"{refused[no].mean():.3f} of {no.sum()} | {doubtful[no].mean():.3f}" if no.any() else "– | –"
    return f"| {name} | {1 - refused[yes].mean():.3f} of {yes.sum()} | {doubtful[yes].mean():.3f} | {silent} |"


if __name__ == "__main__":
    sys.exit(main())
