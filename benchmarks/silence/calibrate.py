"""python -m benchmarks.silence.calibrate REPORTS: the weights of retrieval/silence.py, cross-validated by report.

REPORTS is the folder that holds provincial2025/ and national/. Logistic regression with an L2 penalty over the evidence
(retrieval/support.py) of two sets: the answered and unanswered questions of silence.jsonl, plainly worded, and a sample
of everyday questions that are answered (benchmarks/training/pairs_*.jsonl), at half the weight. Without the second,
whatever is not in the report's words is refused: 0.71 of the unanswered, and two thirds of the everyday questions too.
All questions of a report are left out together; the figures are of questions that the weights have not seen, the
weights printed at the end are of all.
"""

import json
import random
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
from retrieval.silence import with_known
from retrieval.support import support

QUESTIONS = Path(__file__).parent / "silence.jsonl"
EVERYDAY = Path(__file__).parent.parent / "training"
SAMPLE, EVERYDAY_WEIGHT = 600, 0.5
PENALTY = 0.3
LOOKED_AT = 5  # hits

Floats = NDArray[np.float64]
Row = dict[str, Any]


def main() -> int:
    """Prints the table and the weights."""
    plain, everyday = _rows(QUESTIONS), _sample()
    seen = observed(Path(sys.argv[1]), [*plain, *everyday])
    seen = [with_known(one) for one in seen]
    names = sorted({name for one in seen for name in one})
    features = np.array([[one.get(name, 0.0) for name in names] for one in seen])
    answered = np.array([row.get("answerable", True) for row in [*plain, *everyday]])
    reports = np.array([row["report"] for row in [*plain, *everyday]])
    weight = np.array([1.0] * len(plain) + [EVERYDAY_WEIGHT] * len(everyday))
    sure = left_out(features, answered, reports, weight)
    print(
        table(sure[: len(plain)], sure[len(plain) :], answered[: len(plain)], [row.get("change", "") for row in plain])
    )
    weights, bias = unscaled(fitted(features, answered, weight))
    print(json.dumps({name: round(w, 2) for name, w in zip(names, weights, strict=True)}, ensure_ascii=False), bias)
    return 0


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _sample() -> list[Row]:
    rows = [row for path in sorted(EVERYDAY.glob("pairs_*.jsonl")) for row in _rows(path)]
    own = [row for row in rows if row["report"].startswith("2025年")]
    return random.Random(0).sample(own, SAMPLE)


def observed(reports: Path, rows: Sequence[Row]) -> list[dict[str, float]]:
    """The evidence of every question, each asked of its own report."""
    files = sorted({path for row in rows for path in (reports / "national").glob(row["report"])})
    national = kept_library(files, "national4")
    provincial = kept_library(sorted((reports / "provincial2025").glob("*.docx")), "provincial2025")
    return [
        _observed(provincial if row["report"].endswith(".docx") else national, row) for row in tqdm(rows, disable=None)
    ]


def _observed(library: Library, row: Row) -> dict[str, float]:
    query = understand(row["question"], within=(Path(row["report"]).stem,))
    found = signals(library, query)
    return support(library, query, ranked(library, query, found, LOOKED_AT), found.trust).values


def fitted(features: Floats, answered: NDArray[np.bool_], weight: Floats) -> Any:
    """The model of these questions."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=5000))
    return model.fit(features, answered, logisticregression__sample_weight=weight)


def left_out(features: Floats, answered: NDArray[np.bool_], reports: NDArray[np.str_], weight: Floats) -> Floats:
    """For every question how sure a model that has not seen its report is that it is answered, in [0, 1]."""
    sure = np.zeros(len(answered))
    for name in np.unique(reports):
        own = reports == name
        model = fitted(features[~own], answered[~own], weight[~own])
        sure[own] = model.predict_proba(features[own])[:, 1]
    return sure


def unscaled(model: Any) -> tuple[Floats, float]:
    """The weights on the features as they are, without the scaling, and the bias."""
    scale, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scale.scale_
    return weights, float(logistic.intercept_[0] - weights @ scale.mean_)


def table(plain: Floats, everyday: Floats, answered: NDArray[np.bool_], changes: Sequence[str]) -> str:
    """Markdown: what is refused where 97, 95 and 90 of a hundred plain answered questions stay answered."""
    change = np.array(changes)
    lines = [
        f"AUC on the plain questions {roc_auc_score(answered, plain):.3f}",
        "",
        "| below | answered, plain | answered, everyday | refused | by change |",
        "|" + " --- |" * 5,
    ]
    for kept in (0.97, 0.95, 0.9):
        below = float(np.quantile(plain[answered], 1 - kept))
        refused = plain < below
        parts = ", ".join(f"{c} {refused[change == c].mean():.2f}" for c in sorted(set(changes) - {""}))
        lines.append(
            f"| {below:.2f} | {(plain[answered] >= below).mean():.3f} | {(everyday >= below).mean():.3f} | "
            f"{refused[~answered].mean():.3f} | {parts} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
