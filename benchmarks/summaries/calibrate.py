"""python -m benchmarks.summaries.calibrate [REPORTS]: the weights of summing/telling.py, from the provincial points.

A piece that holds the evidence of a point is worth telling, any other is not: logistic regression with an L2 penalty
over the signs of the pieces of the five provincial reports. The Shaoyang points are not looked at. REPORTS is the
folder of the provincial reports (../shared/reports/provincial2025). Prints what belongs into the module.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.sentences import sentence_library
from index.library import Library
from index.places import ROOT
from report.model import Report
from report.parse import read_report
from retrieval.summing.pieces import Piece, pieces
from retrieval.summing.scope import scope
from retrieval.summing.telling import NAMES, signs
from tests.fakes import BigramEncoder

POINTS = Path(__file__).parent / "points.jsonl"
PENALTY = 10.0  # 1 / C; from 1 to 30 the points kept of a report left out differ by noise

Floats = NDArray[np.float32]


def main() -> int:
    """Fits and prints."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".." / "shared" / "reports" / "provincial2025"
    files = [file for file in sorted(folder.iterdir()) if file.stem in points()]
    library = sentence_library([read_report(file) for file in files], BigramEncoder())  # no vectors are looked at
    weights, constant = fitted(list(examples(library, list(library.reports)).values()))
    for name, weight in zip(NAMES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"_CONSTANT = {constant:.2f}")
    return 0


def points() -> dict[str, list[dict[str, Any]]]:
    """The filed points, by the id of their report."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in POINTS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(Path(row["report"]).stem, []).append(row)
    return found


def examples(library: Library, ids: Sequence[str]) -> Mapping[str, tuple[Floats, Floats]]:
    """For each of the reports: the signs of its pieces, (n, len(NAMES)), and 1 or 0 for each, (n,)."""
    wanted, found = points(), {}
    for report_id in ids:
        whole = scope(library, library.reports[report_id])
        cut = pieces(whole)
        found[report_id] = signs(whole, cut), told(whole.report, cut, wanted[report_id])
    return found


def told(report: Report, cut: Sequence[Piece], wanted: Sequence[Mapping[str, Any]]) -> Floats:
    """1 for the pieces that hold the evidence of a point."""
    spans = [span for row in wanted for alternative in row["evidence"] for span in alternative]
    texts = [report.text[piece.span.start : piece.span.end] for piece in cut]
    return np.array([any(span in text for span in spans) for text in texts], np.float32)


def fitted(rows: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, float]:
    """The weight of each sign as it comes, and the constant."""
    seen, said = np.vstack([row[0] for row in rows]), np.concatenate([row[1] for row in rows])
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    model = LogisticRegression(C=1 / PENALTY, max_iter=2000).fit((seen - middle) / spread, said)
    weights = model.coef_[0] / spread
    return np.asarray(weights, np.float32), float(model.intercept_[0] - (middle * weights).sum())


if __name__ == "__main__":
    sys.exit(main())
