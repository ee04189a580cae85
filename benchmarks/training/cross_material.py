"""python -m benchmarks.training.cross_material MATERIAL REPORTS OUT: what cross.py learns from, as JSON lines.

MATERIAL is what material.py wrote; of it the reports, but for those of benchmarks/silence, which are to stay unseen.
They lie in REPORTS: questions are put as their report would put them (retrieval/reading.py), and older national reports
of which only near_more.jsonl speaks are read, too. The other texts are the invented ones of this folder. A line is a
question, with the texts that answer it, those that are near it and do not, and the one that it was written to look
answered by (near*.jsonl):

    {"question": …, "right": […], "wrong": […], "nearest": … or null,
     "kind": "invented" | "near" | "more" | "third" | "report"}
"""

import json
import random
import re
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
from index.segments import segment
from report.model import Report
from report.parse import read_report
from retrieval.reading import at_home

HERE = Path(__file__).parent
SILENCE = HERE.parent / "silence" / "silence.jsonl"
WRITTEN = {"near": "near.jsonl"} | {name: f"near_{name}.jsonl" for name in ("more", "third", "fourth")}
BESIDE, ELSEWHERE = 5, 3  # wrong texts of the same invented report, and of others by the same writer
PASSED, LAST = 3, 11  # of a real report's sentences, the nearest that do not answer: the first ones might
SHORTEST, LONGEST = 15, 80  # characters of a run of clauses, as the marks of an answer are

Row = dict[str, Any]
Near = dict[str, list[Row]]  # by their sentence
Floats = NDArray[np.float32]


def main() -> int:
    """Writes the questions and tells how many of each kind there are."""
    material, reports, out = (Path(argument) for argument in sys.argv[1:4])
    encoder = load_encoder()
    near: Near = defaultdict(list)
    for kind, name in WRITTEN.items():
        for row in score.read(HERE / name):
            near[row["sentence"]].append(row | {"kind": kind})
    found = [*_invented(encoder, near), *_reports(encoder, near, material, reports)]
    out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    for kind in ("invented", *WRITTEN, "report"):
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
        asked = [fold(question) for question in row["questions"]]
        for question, like in zip(asked, _like(encoder, asked, vectors), strict=True):
            wrong = [texts[j] for j in _first(like, own, BESIDE) + _first(like, others, ELSEWHERE)]
            yield Row(question=question, right=[texts[i]], wrong=wrong, nearest=None, kind="invented")
        written = near[row["sentence"]]
        for one, like in zip(written, _like(encoder, [one["question"] for one in written], vectors), strict=True):
            yield _written(one, [texts[j] for j in _first(like, own, BESIDE - 1)])


def _like(encoder: SentenceEncoder, questions: Sequence[str], vectors: Floats) -> Floats:
    """(questions, texts): how near they are, together: one by one takes five times as long."""
    return encoder.encode_passages([fold(question) for question in questions]) @ vectors.T


def _reports(encoder: SentenceEncoder, near: Near, material: Path, folder: Path) -> Iterator[Row]:
    """Of every report that silence is not measured on; a text is a sentence, the same behind its headings, or a run of
    its clauses."""
    chance = random.Random(0)
    pairs = [row for file in sorted(HERE.glob("pairs_*.jsonl")) for row in score.read(file)]
    unseen = {row["report"] for row in score.read(SILENCE)}
    written = [row for rows in near.values() for row in rows]
    asked = {one["name"]: dict(one["questions"]) for one in score.read(material) if one["kind"] == "report"}
    named = ({*asked} | {row["of"] for row in written}) - unseen
    for path in tqdm(sorted(path for path in folder.rglob("*") if path.name in named), disable=None):
        report = read_report(path)
        cut = segment(report)
        texts = [fold(report.text[s.start : s.end]) for s in cut.sentences.spans]
        headed = [fold(context) for context in cut.contexts]
        vectors = encoder.encode_passages(texts, progress=True)

        def wrong(
            like: Floats, right: Sequence[int], texts: list[str] = texts, headed: list[str] = headed
        ) -> list[str]:
            at = _first(like, [j for j in range(len(like)) if j not in right], LAST)[PASSED:]
            return [(texts[j], headed[j], _run(texts[j], chance))[n % 3] for n, j in enumerate(at)]

        rows = asked.get(path.name, {})
        own = [pair for pair in pairs if pair["report"] == path.name and fold(pair["question"]) in rows]
        for pair, like in zip(own, _like(encoder, [pair["question"] for pair in own], vectors), strict=True):
            right = rows[fold(pair["question"])]
            said = [texts[right[0]], headed[right[0]], fold(pair["quote"])]
            others = [*wrong(like, right), fold(pair["negative"])]
            question = at_home(fold(pair["question"]), report)
            yield Row(question=question, right=said, wrong=others, nearest=None, kind="report")
        near_it = [one for one in written if one["of"] == path.name]
        for one, like in zip(near_it, _like(encoder, [one["question"] for one in near_it], vectors), strict=True):
            yield _written(one, wrong(like, [j for j, t in enumerate(texts) if fold(one["sentence"]) in t]), report)


def _run(text: str, chance: random.Random) -> str:
    """Some clauses of a sentence, one after another."""
    clauses = re.findall("[^,;:。!?]+[,;:。!?]?", text)
    at = chance.randrange(len(clauses)) if clauses else 0
    run = ""
    for clause in clauses[at:]:
        if len(run) >= SHORTEST and len(run) + len(clause) > LONGEST:
            break
        run += clause
    return run if len(run) >= SHORTEST else text


def _written(one: Row, wrong: list[str], report: Report | None = None) -> Row:
    """A line of near.jsonl: what its sentence answers, or what it does not and another does."""
    question, sentence = fold(one["question"]), fold(one["sentence"])
    question = at_home(question, report) if report else question
    if one["change"] == "answered":
        return Row(question=question, right=[sentence], wrong=wrong, nearest=None, kind=one["kind"])
    return Row(question=question, right=[fold(one["answer"])], wrong=wrong, nearest=sentence, kind=one["kind"])


def _first(like: Floats, among: Sequence[int], count: int) -> list[int]:
    return sorted(among, key=lambda j: -like[j])[:count]


if __name__ == "__main__":
    sys.exit(main())
