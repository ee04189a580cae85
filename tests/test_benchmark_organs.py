"""Laws of the invented reports and their questions (benchmarks/organs), and of the questions of several years."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.organs.common import PARTS
from benchmarks.organs.measure import HERE
from report.parse import read_report

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
YEARS, MORE = BENCHMARKS / "comparisons", BENCHMARKS / "silence" / "organs"
GOLDEN = BENCHMARKS.parent / "tests" / "golden" / "shaoyang2023.questions.jsonl"
FILES = sorted(HERE.glob("*/*.questions.jsonl"))
TYPES = {"number": 15, "entity": 5, "paraphrase": 16, "keywords": 4, "multi": 4, "noisy": 6, "unanswerable": 30}
LATER = {"number": 20, "entity": 8, "paraphrase": 12, "keywords": 4, "multi": 4, "theme": 2, "unanswerable": 20}
FREE = ("什么", "多少", "今年", "去年", "我们", "怎么")  # carry no matter


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1) if all("\u4e00" <= c <= "\u9fff" for c in text[i : i + 2])}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.split(".")[0])
def test_what_is_asked_stands_once_in_the_report_as_it_is_read(path: Path) -> None:
    text = read_report(path.with_name(path.name.replace(".questions.jsonl", ".txt"))).text
    asked = rows(path)
    assert Counter(row["type"] for row in asked) == (LATER if path.parent.name in ("fifth", "sixth") else TYPES)
    assert len({row["id"] for row in asked}) == len({row["question"] for row in asked}) == len(asked)
    for row in asked:
        assert row["answerable"] == bool(row["quotes"]) == (row["type"] != "unanswerable"), row["id"]
        assert all(text.count(quote) == 1 for quote in row["quotes"]), row["id"]
        assert row["answerable"] or row["wording"] in ("plain", "formal", "everyday")
        if row["type"] in ("number", "entity"):
            assert any(row["answer"] in quote for quote in row["quotes"]), row["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.split(".")[0])
def test_a_paraphrase_shares_at_most_names_with_its_quote(path: Path) -> None:
    shared = [
        pairs(row["question"]) & pairs("".join(row["quotes"])) - set(FREE)
        for row in rows(path)
        if row["type"] == "paraphrase"
    ]
    assert sum(map(bool, shared)) <= 3


@pytest.mark.parametrize("path", sorted(MORE.glob("*.questions.jsonl")), ids=lambda path: path.name.split(".")[0])
def test_of_the_reports_of_the_calibration_half_of_the_questions_are_silent(path: Path) -> None:
    text, asked = read_report(path.with_name(path.name.replace(".questions.jsonl", ".txt"))).text, rows(path)
    assert "邵阳" not in text
    told = Counter((row["answerable"], row["wording"]) for row in asked)
    for row in asked:
        assert [text.count(quote) for quote in row["quotes"]] == [1] * row["answerable"], row["id"]
        assert ("change" in row) != row["answerable"], row["id"]
    assert all(told[answered, "everyday"] == 30 and told[answered, "formal"] == 13 for answered in (True, False))
    assert {told[answered, "plain"] for answered in (True, False)} <= {11, 12}


def test_no_question_of_the_calibration_is_asked_elsewhere() -> None:
    asked = [row["question"].strip("？?") for path in MORE.glob("*.questions.jsonl") for row in rows(path)]
    others = [*FILES, *MORE.parent.glob("*.jsonl"), BENCHMARKS / "short" / "asked.jsonl", GOLDEN]
    others += (BENCHMARKS / "training").glob("near*.jsonl")
    held = {row["question"].strip("？?") for path in others for row in rows(path)}
    assert len(asked) == len(set(asked)) == 1759 and held.isdisjoint(asked)


@pytest.mark.parametrize("name", ["years.jsonl", "years_second.jsonl"])
def test_the_years_of_a_question_are_told_or_silent(name: str) -> None:
    asked = rows(YEARS / name)
    assert len({row["id"] for row in asked}) == len(asked)
    for row in asked:
        told = len(row["years"]) - len(row["silent"])
        assert told == len(row["quotes"]) == len(row["reports"]) == len(row["answers"]) >= 1, row["id"]
        assert row["years"] == sorted(set(row["years"])) and set(row["silent"]) <= set(row["years"])


def test_what_everyone_asks_stands_once_in_its_report_or_nowhere() -> None:
    asked = rows(HERE / "common.jsonl")
    texts = {file.stem: read_report(file).text for part in PARTS for file in (HERE / part).glob("*.txt")}
    assert {row["report"] for row in asked} == set(texts)
    assert len({(row["report"], row["question"]) for row in asked}) == len(asked)
    for row in asked:
        assert row["answerable"] == bool(row["quotes"]), row["question"]
        assert all(texts[row["report"]].count(quote) == 1 for quote in row["quotes"]), row["question"]
