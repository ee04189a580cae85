"""python -m benchmarks.summaries.calibrate REPORTS: the weights of summing/telling.py, from readers' lists of points.

A piece that holds the evidence of a point is worth telling, any other is not: logistic regression with an L2 penalty
over the signs and the pairs of characters of the pieces of the 31 provincial reports (points.jsonl, others.jsonl; 26
of them read by two) and of 13 invented reports of congresses, courts, procuratorates and local governments. A report
that two have read counts twice. The Shaoyang points and those of second.jsonl are not looked at. REPORTS is the folder
of the provincial reports (../shared/reports/provincial2025). Writes telling.tsv and prints what belongs into the
module.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.sentences import sentence_library
from index.library import Library
from report.model import Report
from report.parse import read_report
from retrieval.summing.pieces import Piece, pieces
from retrieval.summing.scope import scope
from retrieval.summing.telling import NAMES, VOCABULARY, pairs, signs
from tests.fakes import BigramEncoder

HERE = Path(__file__).parent
FIRST = ("points.jsonl", "others.jsonl")
AGAIN = ("others_second.jsonl",)
INVENTED = ("organs.jsonl",)
TAUGHT = (FIRST, AGAIN, INVENTED)
SECOND = ("second.jsonl",)
ORGANS = HERE.parent / "organs"
PENALTY = 10.0  # 1 / C; from 3 to 33 it kept 0.41 to 0.39 of the points of reports left out, with one list of each
COMMON = 20  # pieces that print a pair which has a weight

Floats = NDArray[np.float32]
Points = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """The n pieces of a report: their signs, (n, len(NAMES)), their pairs of characters, and 1 or 0 for each, (n,)."""

    signs: Floats
    pairs: Sequence[Sequence[str]]
    told: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """As telling.py has them."""

    signs: Mapping[str, float]
    constant: float
    pairs: Mapping[str, float]


def main() -> int:
    """Fits, writes and prints."""
    weights = fitted([row for _, row in taught(Path(sys.argv[1]))])
    lines = [f"{pair}\t{weight:.2f}\n" for pair, weight in sorted(weights.pairs.items()) if abs(weight) >= 0.005]
    VOCABULARY.write_text("".join(lines), encoding="utf-8")
    for name, weight in weights.signs.items():
        print(f'    "{name}": {weight:.2f},')
    print(f"_CONSTANT = {weights.constant:.2f}")
    return 0


def taught(folder: Path) -> list[tuple[str, Examples]]:
    """What every list that weights may be fitted to teaches, with the id of its report; `folder` has the provincial
    reports."""
    files = {file.stem: file for file in (*folder.glob("*.docx"), *ORGANS.glob("*/*.txt"))}
    reports = [read_report(files[report_id]) for report_id in dict.fromkeys(report_id for report_id, _ in lists())]
    library = sentence_library(reports, BigramEncoder())  # no vectors are looked at
    return [(report_id, examples(library, report_id, wanted)) for report_id, wanted in lists()]


def lists() -> list[tuple[str, list[dict[str, Any]]]]:
    """Those that weights may be fitted to, with the id of their report."""
    return [one for names in TAUGHT for one in points(names).items() if not one[0].startswith("邵阳")]


def points(files: Sequence[str] = FIRST) -> Points:
    """The filed points, by the id of their report."""
    found: Points = {}
    for name in files:
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(Path(row["report"]).stem, []).append(row)
    return found


def examples(library: Library, report_id: str, wanted: Sequence[Mapping[str, Any]]) -> Examples:
    """What is learnt from one report."""
    whole = scope(library, library.reports[report_id])
    cut = pieces(whole)
    return Examples(signs(whole, cut), pairs(whole, cut), told(whole.report, cut, wanted))


def told(report: Report, cut: Sequence[Piece], wanted: Sequence[Mapping[str, Any]]) -> Floats:
    """1 for the pieces that hold the evidence of a point."""
    spans = [span for row in wanted for alternative in row["evidence"] for span in alternative]
    texts = [report.text[piece.span.start : piece.span.end] for piece in cut]
    return np.array([any(span in text for span in spans) for text in texts], np.float32)


def fitted(rows: Sequence[Examples]) -> Weights:
    """Signs are brought to one spread before they are penalised, pairs are 0 or 1 as they are."""
    seen, said = np.vstack([row.signs for row in rows]), np.concatenate([row.told for row in rows])
    held = [pairs for row in rows for pairs in row.pairs]
    counts = Counter(pair for pairs in held for pair in pairs)
    known = {pair for pair, count in counts.items() if count >= COMMON}
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    features = [
        {**dict(zip(NAMES, row, strict=True)), **dict.fromkeys((pair for pair in pairs if pair in known), 1.0)}
        for row, pairs in zip((seen - middle) / spread, held, strict=True)
    ]
    table = DictVectorizer(dtype=np.float32)
    model = LogisticRegression(C=1 / PENALTY, max_iter=2000, tol=1e-6).fit(table.fit_transform(features), said)
    found = dict(zip(table.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    weights = {name: found[name] / float(one) for name, one in zip(NAMES, spread, strict=True)}
    constant = float(model.intercept_[0]) - sum(weights[n] * float(m) for n, m in zip(NAMES, middle, strict=True))
    return Weights(weights, constant, {pair: found[pair] for pair in sorted(known)})


if __name__ == "__main__":
    sys.exit(main())
