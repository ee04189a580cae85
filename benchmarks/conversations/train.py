"""python -m benchmarks.conversations.train: the weights of retrieval/follow.py, and how far they hold on other reports.

A follow-up of kind new_topic stands alone, every other one leans. So that standing alone is seen often enough, each
answered question of ../silence is also put behind another one of its report: these stand alone by the way they were
written. Logistic regression with an L2 penalty of 1, by Newton's method; both classes weigh the same.
"""

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.follow import evidence

HERE = Path(__file__).parent
DOUBT = 0.5  # log odds that a question needs for leaning
Floats = NDArray[np.float64]


def main() -> int:
    """Prints the weights over all reports, and the confusion where each report is judged by the others."""
    reports, x, y, spoken = examples()
    print("bias and weights", fit(x, y).round(2).tolist())
    leans = np.empty(len(y), bool)
    for report in sorted(set(reports)):
        out = np.array([own == report for own in reports])
        leans[out] = _margin(x[out], fit(x[~out], y[~out])) > DOUBT
    for name, rows in (("conversations", spoken), ("put together", ~spoken)):
        for label in (1, 0):
            told = rows & (y == label)
            if told.any():
                right = f"{np.mean(leans[told] == label):.3f} of {told.sum()}"
                print(name, "leans" if label else "stands alone", right)
    return 0


def examples() -> tuple[list[str], Floats, Floats, NDArray[np.bool_]]:
    """The reports, evidence (n, features), 1 where the question leans, and whether it is from a conversation."""
    turns = [row for row in read(HERE / "conversations.jsonl") if row["before"]]
    found = [(t["report"], evidence(t["question"], t["before"][-1]), t["kind"] != "new_topic", True) for t in turns]
    asked = [row for row in read(HERE.parent / "silence" / "silence.jsonl") if row["answerable"]]
    for last, this in pairwise(asked):
        if last["report"] == this["report"]:
            found.append((this["report"], evidence(this["question"], last["question"]), False, False))
    x = np.array([row[1] for row in found], float)
    return [r[0] for r in found], x, np.array([r[2] for r in found], float), np.array([r[3] for r in found])


def fit(x: Floats, y: Floats) -> Floats:
    """(1 + features,): the bias, then the weights."""
    ones = np.column_stack([np.ones(len(x)), x])
    share = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    penalty = np.diag([0.0, *np.ones(x.shape[1])])
    weights = np.zeros(ones.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-ones @ weights))
        slope = ones.T @ (share * (p - y)) + penalty @ weights
        weights -= np.linalg.solve((ones * (share * p * (1 - p))[:, None]).T @ ones + penalty, slope)
    return weights


def read(path: Path) -> Sequence[dict[str, Any]]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _margin(x: Floats, weights: Floats) -> Floats:
    return np.asarray(weights[0] + x @ weights[1:])


if __name__ == "__main__":
    sys.exit(main())
