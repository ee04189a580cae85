"""The short answers that the pointer learns from, and the questions that its weights are set on."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
GOLDEN = BENCHMARKS.parent / "tests" / "golden" / "shaoyang2023.questions.jsonl"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_short_answers_are_pieces_of_their_sentences_and_asked_by_no_evaluation() -> None:
    at = BENCHMARKS / "training"
    rows = lines(at / "short_answers.jsonl")
    asked = [(row, one) for row in rows for one in row["asked"]]
    assert len(rows) == len({row["sentence"] for row in rows}) == 3300 and len(asked) == 13189
    known = {row["sentence"] for file in [*at.glob("invented*.jsonl"), *at.glob("near*.jsonl")] for row in lines(file)}
    assert {row["sentence"] for row in rows} <= known and "邵阳" not in json.dumps(rows, ensure_ascii=False)
    for row, one in asked:
        assert 0 < len(one["answer"]) <= 25 and one["answer"] in row["sentence"], one
        assert one["answer"] not in one["question"], one
    files = [*(BENCHMARKS / "silence").glob("**/*.jsonl"), *(BENCHMARKS / "organs").glob("**/*.jsonl")]
    files += [BENCHMARKS / "short" / "asked.jsonl", GOLDEN]
    held = {row["question"].strip("？?") for file in files for row in lines(file)}
    assert held.isdisjoint(one["question"].strip("？?") for _, one in asked)
    assert {row["report"] for row in lines(BENCHMARKS / "silence" / "silence.jsonl")}.isdisjoint(
        row["of"] for row in rows
    )


def test_of_six_questions_on_a_sentence_four_are_told_apart_and_two_are_not_told() -> None:
    rows = lines(BENCHMARKS / "training" / "told_apart.jsonl")
    asked = [(row, one) for row in rows for one in row["asked"]]
    assert len(rows) == len({row["sentence"] for row in rows}) == 1600 and len(asked) == 9573
    assert len({one["question"].strip("？?") for _, one in asked}) == len(asked)
    assert set(Counter(row["of"] for row in rows).values()) == {20}
    assert "邵阳" not in json.dumps(rows, ensure_ascii=False)
    for row, one in asked:
        assert not one["answer"] or row["sentence"].count(one["answer"]) == 1, one
        assert not one["answer"] or one["answer"] not in one["question"], one
    assert sum(not one["answer"] for _, one in asked) == 3196
    for row in rows:
        answers = [one["answer"] for one in row["asked"] if one["answer"]]
        assert 3 <= len(set(answers)) == len(answers) <= 4 and 1 <= len(row["asked"]) - len(answers) <= 2, row
    files = [*(BENCHMARKS / "silence").glob("**/*.jsonl"), *(BENCHMARKS / "organs").glob("**/*.jsonl")]
    files += [BENCHMARKS / "short" / "asked.jsonl", GOLDEN]
    held = {row["question"].strip("？?") for file in files for row in lines(file)}
    assert held.isdisjoint(one["question"].strip("？?") for _, one in asked)


def test_figures_asked_for_stand_once_in_their_reports() -> None:
    rows = lines(BENCHMARKS / "short" / "asked.jsonl")
    assert len(rows) == len({row["question"] for row in rows}) == 630
    assert set(Counter(row["report"] for row in rows).values()) == {30}
    texts = {file.name: file.read_text("utf-8") for file in (BENCHMARKS / "organs").glob("*/*.txt")}
    assert sum(row["report"] in texts for row in rows) == 390
    for row in rows:
        (quote,) = row["quotes"]
        assert row["answer"] in quote and len(quote) <= 60 and row["answer"] not in row["question"], row["id"]
        assert row["report"] not in texts or texts[row["report"]].count(quote) == 1, row["id"]
