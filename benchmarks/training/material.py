"""python -m benchmarks.training.material REPORTS PUBLIC OUT: the texts that lora.py learns from, as JSON lines.

REPORTS holds the reports that pairs_*.jsonl name, PUBLIC the sets in BEIR form with a part `train`. Kept apart from the
training, so that this may run on another machine, which needs none of them. A line is a collection:

    {"name": …, "kind": "report" | "public" | "invented", "common": n, "texts": […], "headed": […],
     "questions": [[text, [rows]], …]}

`rows` are the texts that answer; `headed` are the same texts behind their headings, and empty but for reports. Behind
the first `common` texts, which a report or a writer has, stand those that answer what one of them only seems to answer
(near*.jsonl); of the public sets none is common.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from benchmarks import score
from benchmarks.public import read_qrels
from index.folding import fold
from index.segments import segment
from report.parse import read_report

HERE = Path(__file__).parent
LONGEST = 400  # characters of a public passage

Row = dict[str, Any]


def main() -> int:
    """Writes the collections, folded as the encoder gets them, and tells how many questions each kind has."""
    reports, public, out = (Path(argument) for argument in sys.argv[1:4])
    found = [*_reports(reports), *_public(public), *_invented()]
    out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    for kind in ("report", "public", "invented"):
        print(kind, sum(len(one["questions"]) for one in found if one["kind"] == kind), "questions")
    return 0


def _reports(folder: Path) -> Iterator[Row]:
    """One collection a report; a pair whose quote stands in no sentence is left out."""
    pairs = [row for file in sorted(HERE.glob("pairs_*.jsonl")) for row in score.read(file)]
    answered, others = _near()
    pairs += [{"report": row["of"], "question": row["question"], "quote": row["sentence"]} for row in answered]
    named = {pair["report"] for pair in pairs}
    for path in tqdm(sorted(path for path in folder.rglob("*") if path.name in named), disable=None):
        report = read_report(path)
        cut = segment(report)
        asked = []
        for pair in (pair for pair in pairs if pair["report"] == path.name):
            at = report.text.find(pair["quote"])
            end = at + len(pair["quote"])
            rows = [i for i, s in enumerate(cut.sentences.spans) if at >= 0 and s.start < end and at < s.end]
            if rows:
                asked.append([fold(pair["question"]), rows])
        told, elsewhere = _elsewhere([row for row in others if row["of"] == path.name], len(cut.contexts))
        yield {
            "name": path.name,
            "kind": "report",
            "common": len(cut.contexts),
            "texts": [*(fold(report.text[s.start : s.end]) for s in cut.sentences.spans), *told],
            "headed": [*(fold(context) for context in cut.contexts), *told],
            "questions": [*asked, *elsewhere],
        }


def _public(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*/queries.train.jsonl")):
        corpus = score.read(path.parent / "corpus.jsonl")
        at = {row["_id"]: i for i, row in enumerate(corpus)}
        qrels = read_qrels(path.parent / "qrels.train.tsv")
        right = {question: [at[text] for text, grade in found.items() if grade] for question, found in qrels.items()}
        yield {
            "name": path.parent.name,
            "kind": "public",
            "common": 0,
            "texts": [fold(f"{row.get('title', '')} {row['text']}".strip())[:LONGEST] for row in corpus],
            "headed": [],
            "questions": [[fold(row["text"]), right[row["_id"]]] for row in score.read(path) if right.get(row["_id"])],
        }


def _invented() -> Iterator[Row]:
    """One collection a writer and organ: npca, npcb, court …; its sentences are each other's negatives."""
    answered, others = _near()
    more: dict[str, list[str]] = {}
    for row in answered:
        more.setdefault(row["sentence"], []).append(row["question"])
    by: dict[str, list[Row]] = {}
    for row in (row for file in sorted(HERE.glob("invented*.jsonl")) for row in score.read(file)):
        by.setdefault(_writer(row["doc"]), []).append(row)
    for name, rows in by.items():
        asked = [
            [fold(question), [i]]
            for i, row in enumerate(rows)
            for question in [*row["questions"], *more.get(row["sentence"], [])]
        ]
        told, elsewhere = _elsewhere([row for row in others if _writer(row["of"]) == name], len(rows))
        yield {
            "name": name,
            "kind": "invented",
            "common": len(rows),
            "texts": [*(fold(row["sentence"]) for row in rows), *told],
            "headed": [],
            "questions": [*asked, *elsewhere],
        }


def _writer(doc: str) -> str:
    return doc.split("-")[0]


def _near() -> tuple[list[Row], list[Row]]:
    """The lines of near*.jsonl whose sentence answers, and those that another does."""
    rows = [row for file in sorted(HERE.glob("near*.jsonl")) for row in score.read(file)]
    return [row for row in rows if row["change"] == "answered"], [row for row in rows if row["change"] != "answered"]


def _elsewhere(rows: Sequence[Row], start: int) -> tuple[list[str], list[list[Any]]]:
    """The sentences that answer them, to stand from row `start` on, and the questions."""
    return [fold(row["answer"]) for row in rows], [[fold(row["question"]), [start + i]] for i, row in enumerate(rows)]


if __name__ == "__main__":
    sys.exit(main())
