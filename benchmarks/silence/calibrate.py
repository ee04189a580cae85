"""python -m benchmarks.silence.calibrate REPORTS: the weights of retrieval/silence.py, cross-validated by report.

REPORTS is the folder that holds provincial2025/ and national/. Logistic regression with an L2 penalty over the evidence
(retrieval/support.py) of the answered and unanswered questions in silence.jsonl. All questions of a report are left
out together; the figures are of questions the weights have not seen, the weights printed at the end are of all.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tqdm import tqdm

from benchmarks.evaluate import kept_library
from index.library import Library
from retrieval.query import understand
from retrieval.search import ranked, signals
from retrieval.support import support

QUESTIONS = Path(__file__).parent / "silence.jsonl"
PENALTY = 0.3
LOOKED_AT = 5  # hits

Floats = NDArray[np.float64]


def main() -> int:
    """Prints the table and the weights."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    seen = observed(Path(sys.argv[1]), rows)
    names = sorted({name for one in seen for name in one})
    features = np.array([[one.get(name, 0.0) for name in names] for one in seen])
    answered = np.array([row["answerable"] for row in rows])
    report = np.array([row["report"] for row in rows])
    print(table(left_out(features, answered, report), answered, [row.get("change", "") for row in rows]))
    weights, bias = plain(fitted(features, answered))
    print(json.dumps({name: round(w, 2) for name, w in zip(names, weights, strict=True)}, ensure_ascii=False), bias)
    return 0


def observed(reports: Path, rows: Sequence[dict[str, Any]]) -> list[dict[str, float]]:
    """The evidence of every question, each asked of its own report."""
    files = sorted({path for row in rows for path in reports.glob(f"*/{row['report']}")})
    national = kept_library([path for path in files if path.parent.name == "national"], "national4")
    provincial = kept_library(sorted((reports / "provincial2025").glob("*.docx")), "provincial2025")
    return [
        _observed(provincial if row["report"].endswith(".docx") else national, row) for row in tqdm(rows, disable=None)
    ]


def _observed(library: Library, row: dict[str, Any]) -> dict[str, float]:
    query = understand(row["question"], within=(Path(row["report"]).stem,))
    found = signals(library, query)
    return support(library, query, ranked(library, query, found, LOOKED_AT), found.trust).values


def fitted(features: Floats, answered: NDArray[np.bool_]) -> Any:
    """The model of these questions."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=5000)).fit(features, answered)


def left_out(features: Floats, answered: NDArray[np.bool_], report: NDArray[np.str_]) -> Floats:
    """For every question how sure a model that has not seen its report is that it is answered, in [0, 1]."""
    sure = np.zeros(len(answered))
    for name in np.unique(report):
        own = report == name
        sure[own] = fitted(features[~own], answered[~own]).predict_proba(features[own])[:, 1]
    return sure


def plain(model: Any) -> tuple[Floats, float]:
    """The weights on the features as they are, without the scaling, and the bias."""
    scale, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scale.scale_
    return weights, float(logistic.intercept_[0] - weights @ scale.mean_)


def table(sure: Floats, answered: NDArray[np.bool_], changes: Sequence[str]) -> str:
    """Markdown: what is refused where 97, 95 and 90 of a hundred that are answered stay answered."""
    change = np.array(changes)
    lines = [
        f"AUC {roc_auc_score(answered, sure):.3f}",
        "",
        "| answered | below | refused | by change |",
        "|" + " --- |" * 4,
    ]
    for kept in (0.97, 0.95, 0.9):
        below = float(np.quantile(sure[answered], 1 - kept))
        refused = sure < below
        parts = ", ".join(f"{c} {refused[change == c].mean():.2f}" for c in sorted(set(changes) - {""}))
        lines.append(f"| {kept} | {below:.2f} | {refused[~answered].mean():.3f} | {parts} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
