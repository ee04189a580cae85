"""What the pointer learns from (pointer.py): questions and texts, and where in the text the answer stands."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.folding import flat

HERE = Path(__file__).parent
TOLD = ("short_answers", "told_apart")
NEAR = ("near", "near_more", "near_third", "near_fourth")
BATCH = 16
BESIDE = (0, 0, 1, 1, 2)  # other sentences round the one that answers
UNTOLD = 0.08  # of the told questions, each time round, stand with sentences that do not answer
DRAWN = {"none": 2400, "some": 1600}  # of near*.jsonl, each time round

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A question and a text, both as index/folding.py's `flat` gives them; [start, end) is the answer: nowhere for
    "none", of "some" it is not known. `of` is the report of a line of near*.jsonl."""

    question: str
    text: str
    kind: str
    start: int = 0
    end: int = 0
    of: str = ""


def material() -> tuple[dict[str, list[str]], list[Row], dict[str, list[Line]]]:
    """The sentences of each report, the questions of TOLD, one a row (an answer of "" where the sentence has none), and
    the lines of near*.jsonl by kind."""
    sentences: dict[str, list[str]] = defaultdict(list)
    asked = [row for name in TOLD for row in _rows(HERE / f"{name}.jsonl")]
    told = [{"of": row["of"], "sentence": row["sentence"], **one} for row in asked for one in row["asked"]]
    near: dict[str, list[Line]] = {"none": [], "some": []}
    for row in (row for name in NEAR for row in _rows(HERE / f"{name}.jsonl")):
        kind = "some" if row["change"] == "answered" else "none"
        near[kind].append(Line(flat(row["question"]), flat(row["sentence"]), kind, of=row["of"]))
        sentences[row["of"]].append(row["sentence"])
    for row in told:
        sentences[row["of"]].append(row["sentence"])
    return {of: list(dict.fromkeys(own)) for of, own in sentences.items()}, told, near


def _rows(path: Path) -> Iterator[Row]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def held_out(reports: Sequence[str], share: float) -> set[str]:
    """The same ones of the same reports, however often they are drawn; other ones where there are more."""
    return set(random.Random(1).sample(list(reports), round(share * len(reports))))


def rounds(
    sentences: Mapping[str, Sequence[str]],
    told: Sequence[Row],
    near: Mapping[str, Sequence[Line]],
    epochs: int,
    seed: int,
) -> Iterator[list[list[Line]]]:
    """The batches of each time round; other sentences stand round the answers each time."""
    chance = random.Random(seed)
    for _ in range(epochs):
        lines = [line_of(row, sentences[row["of"]], chance) for row in told]
        lines += [line for kind, count in DRAWN.items() for line in chance.sample(near[kind], count)]
        chance.shuffle(lines)
        yield [lines[at : at + BATCH] for at in range(0, len(lines), BATCH)]


def line_of(row: Row, sentences: Sequence[str], chance: random.Random) -> Line:
    """A told question with its sentence among others of its report, none of which holds the answer; or without it. One
    that the sentence does not answer stands with it alone: another sentence may."""
    sentence, answer, question = row["sentence"], row["answer"], flat(row["question"])
    if not answer:
        return Line(question, flat(_ended(sentence)), "none")
    others = [one for one in sentences if one != sentence and answer not in one]
    beside = [_ended(one) for one in chance.sample(others, min(chance.choice(BESIDE), len(others)))]
    if beside and chance.random() < UNTOLD:
        return Line(question, flat("".join(beside)), "none")
    before = "".join(beside[: chance.randint(0, len(beside))])
    behind = "".join(beside)[len(before) :]
    first = re.search(rf"(?<![\d.]){re.escape(answer)}", sentence)  # 2件, not that of 12件
    start = len(before) + (first.start() if first else sentence.index(answer))
    return Line(question, flat(before + _ended(sentence) + behind), "told", start, start + len(answer))


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in "。;；！？" else sentence + "。"
