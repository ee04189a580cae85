"""python -m benchmarks.short.fit REPORTS: the weights by which a short answer is chosen where sentences were read.

A conditional logit (McFadden 1974) over the evidence of retrieval/evidence.py and what the pointer says of each
candidate, with a quadratic penalty: of the candidates of a question, how likely the right one is. It is set on the
questions that ask for one number, of benchmarks/short, of benchmarks/silence and of `first` to `third` of
benchmarks/organs. Of each fifth of the reports is told what the weights of the others choose, right and wrong, and of
`fourth` to `sixth` what those of all choose. Here the whole sentences of all candidates of READ passages are read,
whatever is sure without that, and refusals are not heeded: what runs reads less, and says less
(python -m benchmarks.organs.measure). REPORTS is the folder that holds provincial2025/.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from tqdm import tqdm

from benchmarks import score
from benchmarks.libraries import kept_library
from index.folding import fold
from index.library import Library
from retrieval.answer import ask
from retrieval.evidence import FAINT, WEIGHTS, evidence
from retrieval.fitting import measures, possible
from retrieval.pointing import Pointing
from retrieval.short import LOOKED_AT, READ, SURE
from retrieval.wanted import wants

HERE = Path(__file__).parent
ORGANS, SILENCE = HERE.parent / "organs", HERE.parent / "silence" / "silence.jsonl"
SET_ON, LEFT_OUT = ("first", "second", "third"), ("fourth", "fifth", "sixth")
FOLDS = 5
PENALTY = 0.0005
NAMES = (*WEIGHTS, "pointed")

Floats = NDArray[np.float64]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question of a set on a report: of each candidate the `values` by NAMES, (n, names), its words and whether they
    are right. Of a question that has no candidates, or is not taken for one number, nothing."""

    part: str
    report: str
    values: Floats
    words: Sequence[str]
    right: NDArray[np.bool_]


def main() -> int:
    """Prints what is chosen of each set, and the weights."""
    seen = [_asked(*one) for one in tqdm(list(_questions(Path(sys.argv[1]))), mininterval=30)]
    known = [one for one in seen if one.part not in LEFT_OUT]
    reports = sorted({one.report for one in known})
    chosen: Mapping[str, list[tuple[bool, bool]]] = defaultdict(list)
    for fold_of in range(FOLDS):
        own = set(reports[fold_of::FOLDS])
        weights = fitted([one for one in known if one.report not in own])
        for one in (one for one in known if one.report in own):
            chosen[one.part].append(_choice(one, weights))
    weights = fitted(known)
    for one in (one for one in seen if one.part in LEFT_OUT):
        chosen[one.part].append(_choice(one, weights))
    for part, choices in chosen.items():
        right, wrong = np.mean(choices, axis=0)
        print(f"{part:10s} {len(choices):4d} right {right:.3f} wrong {wrong:.3f}")
    print({name: round(float(weight), 1) for name, weight in zip(NAMES, weights, strict=True)})
    return 0


def fitted(asked: Sequence[Asked]) -> Floats:
    """The weights, (names,), by the questions that have a right candidate."""
    telling = [one for one in asked if one.right.any()]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for one in telling:
            scores = one.values @ weights
            every, right = scores - logsumexp(scores), scores[one.right] - logsumexp(scores[one.right])
            total += float(logsumexp(scores) - logsumexp(scores[one.right])) / len(telling)
            slope = slope + (np.exp(every) @ one.values - np.exp(right) @ one.values[one.right]) / len(telling)
        return total, slope

    return np.asarray(minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B").x)


def _choice(one: Asked, weights: Floats) -> tuple[bool, bool]:
    """Whether what is said is right, and whether it is wrong; neither where nothing is sure enough."""
    if not len(one.words):
        return False, False
    scores = one.values @ weights
    shares = np.exp(scores - logsumexp(scores))
    top = int(scores.argmax())
    same = sum(share for share, words in zip(shares, one.words, strict=True) if words == one.words[top])
    said = same >= SURE
    return bool(said and one.right[top]), bool(said and not one.right[top])


def _questions(reports: Path) -> Iterator[tuple[str, Library, str, Row]]:
    """Set, library, report and question."""
    provincial = kept_library(sorted((reports / "provincial2025").glob("*.docx")), "provincial2025")
    organs = {part: kept_library(sorted((ORGANS / part).glob("*.txt")), f"organs_{part}") for part in SET_ON + LEFT_OUT}
    where = {name: organs[part] for part in SET_ON for name in organs[part].reports}
    for part, library in organs.items():
        for file in sorted((ORGANS / part).glob("*.questions.jsonl")):
            yield from ((part, library, file.name.split(".")[0], row) for row in _numbers(file))
    for part, path in (("short", HERE / "asked.jsonl"), ("silence", SILENCE)):
        for row in _numbers(path):
            report = Path(row["report"]).stem
            library = where.get(report, provincial)
            if report in library.reports:
                yield part, library, report, row


def _numbers(path: Path) -> list[Row]:
    return [row for row in score.read(path) if row["answerable"] and row.get("type") == "number"]


def _asked(part: str, library: Library, report: str, row: Row) -> Asked:
    nothing = Asked(part, report, np.zeros((0, len(NAMES))), (), np.zeros(0, np.bool_))
    answer = ask(library, row["question"], (), [report])
    asked = wants(fold(answer.query.understood))
    if len(asked) != 1:
        return nothing
    want, hits, text = asked[0], answer.hits[:LOOKED_AT], library.reports[report].text
    found = [c for c in possible(library, answer.query, hits, want) if measures(c, want)]
    pointing = Pointing(library)
    pointing.read(want.asked, report, [c.sentence for c in found if c.hit < READ])
    values = []
    for c in found:
        seen = evidence(library, answer.query, hits, want, c, ())
        pointed = pointing.share(want.asked, report, c.sentence, c.span)
        values.append([*(float(seen[name]) for name in WEIGHTS), log1p(pointed / FAINT)])
    words = [text[slice(*c.span)] for c in found]
    right = [score.numbers(one) == score.numbers(row["answer"]) for one in words]
    return Asked(part, report, np.array(values).reshape(-1, len(NAMES)), words, np.array(right, np.bool_))


if __name__ == "__main__":
    sys.exit(main())
