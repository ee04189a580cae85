"""python -m benchmarks.training.cross_material MATERIAL OUT: what cross.py learns from, as JSON lines.

MATERIAL is what material.py wrote; of it the reports, but for those of benchmarks/silence, which are to stay unseen.
The other texts are the invented ones of this folder. A line is a question, with the texts that answer it, those that
are near it and do not, and the one that it was written to look answered by (near.jsonl):

    {"question": …, "right": […], "wrong": […], "nearest": … or null, "kind": "invented" | "near" | "report"}
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from benchmarks import score
from index.encoder import SentenceEncoder, load_encoder
from index.folding import fold

HERE = Path(__file__).parent
SILENCE = HERE.parent / "silence" / "silence.jsonl"
BESIDE, ELSEWHERE = 5, 3  # wrong texts of the same invented report, and of others by the same writer
PASSED, LAST = 3, 11  # of a real report's sentences, the nearest that do not answer: the first ones might

Row = dict[str, Any]
Near = dict[str, list[Row]]  # by their sentence
Floats = NDArray[np.float32]


def main() -> int:
    """Writes the questions and tells how many of each kind there are."""
    material, out = (Path(argument) for argument in sys.argv[1:3])
    encoder = load_encoder()
    near: Near = defaultdict(list)
    for row in score.read(HERE / "near.jsonl"):
        near[row["sentence"]].append(row)
    found = [*_invented(encoder, near), *_reports(encoder, near, material)]
    out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    for kind in ("invented", "near", "report"):
        print(kind, sum(one["kind"] == kind for one in found), "questions")
    return 0


def _invented(encoder: SentenceEncoder, near: Near) -> Iterator[Row]:
    rows = [row for file in sorted(HERE.glob("invented*.jsonl")) for row in score.read(file)]
    texts = [fold(row["sentence"]) for row in rows]
    vectors = encoder.encode_passages(texts, progress=True)
    doc, writer = ([key(row["doc"]) for row in rows] for key in (str, lambda name: name.split("-")[0]))
    for i, row in enumerate(tqdm(rows, disable=None)):
        own = [j for j, name in enumerate(doc) if name == doc[i] and j != i]
        others = [j for j, name in enumerate(writer) if name == writer[i] and doc[j] != doc[i]]
        for question in map(fold, row["questions"]):
            like = vectors @ encoder.encode_query(question)
            wrong = [texts[j] for j in _first(like, own, BESIDE) + _first(like, others, ELSEWHERE)]
            yield Row(question=question, right=[texts[i]], wrong=wrong, nearest=None, kind="invented")
        for one in near[row["sentence"]]:
            like = vectors @ encoder.encode_query(fold(one["question"]))
            yield _written(one, [texts[j] for j in _first(like, own, BESIDE - 1)])


def _reports(encoder: SentenceEncoder, near: Near, material: Path) -> Iterator[Row]:
    """Of every report that silence is not measured on; a text stands by itself, or behind its headings."""
    unseen = {row["report"] for row in score.read(SILENCE)}
    pairs = [row for file in sorted(HERE.glob("pairs_*.jsonl")) for row in score.read(file)]
    for report in (one for one in score.read(material) if one["kind"] == "report" and one["name"] not in unseen):
        rows = dict(report["questions"])
        vectors = encoder.encode_passages(report["texts"], progress=True)

        def wrong(question: str, right: Sequence[int], report: Row = report, vectors: Floats = vectors) -> list[str]:
            others = [j for j in range(len(vectors)) if j not in right]
            at = _first(vectors @ encoder.encode_query(question), others, LAST)[PASSED:]
            return [report["headed" if n % 2 else "texts"][j] for n, j in enumerate(at)]

        for pair in (pair for pair in pairs if pair["report"] == report["name"] and fold(pair["question"]) in rows):
            question = fold(pair["question"])
            right = rows[question]
            said = [report["texts"][right[0]], report["headed"][right[0]], fold(pair["quote"])]
            others = [*wrong(question, right), fold(pair["negative"])]
            yield Row(question=question, right=said, wrong=others, nearest=None, kind="report")
        for one in (one for rows in near.values() for one in rows if one["of"] == report["name"]):
            own = [j for j, text in enumerate(report["texts"]) if fold(one["sentence"]) in text]
            yield _written(one, wrong(fold(one["question"]), own))


def _written(one: Row, wrong: list[str]) -> Row:
    """A line of near.jsonl: what its sentence answers, or what it does not and another does."""
    question, sentence = fold(one["question"]), fold(one["sentence"])
    if one["change"] == "answered":
        return Row(question=question, right=[sentence], wrong=wrong, nearest=None, kind="near")
    return Row(question=question, right=[fold(one["answer"])], wrong=wrong, nearest=sentence, kind="near")


def _first(like: Floats, among: Sequence[int], count: int) -> list[int]:
    return sorted(among, key=lambda j: -like[j])[:count]


if __name__ == "__main__":
    sys.exit(main())
