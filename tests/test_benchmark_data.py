"""Laws of the questions filed under benchmarks/: what can be checked without the reports they ask about."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
CHANGES = {"year", "place", "organ", "law", "attribute", "premise", "topic", "grain"}
TYPES = {"number", "entity", "paraphrase", "keywords"}
KINDS = {"first", "ellipsis", "pronoun", "refine", "place", "year", "list", "new_topic"}
COMMON = {"id", "report", "question", "answerable", "twin", "quotes"}
NEAR = (  # of sentences that stand in no report, lines, those with an answer beside them
    ("near", 2220, 10777, 8760),
    ("near_more", 1040, 10386, 6228),
    ("near_third", 2040, 6116, 4076),
    ("near_fourth", 1780, 7117, 5338),
)
TURN = {"id", "report", "before", "question", "quotes", "need", "answerable", "standalone", "kind"}

Line = dict[str, Any]


def read(name: str) -> list[Line]:
    text = (BENCHMARKS / name / f"{name}.jsonl").read_text(encoding="utf-8")
    assert text.endswith("\n") and "\r" not in text
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def silence() -> list[Line]:
    return read("silence")


@pytest.fixture(scope="module")
def turns() -> list[Line]:
    return read("conversations")


def plain(line: Line) -> None:
    """A question and its evidence as they may stand in either file."""
    assert line["report"].endswith((".docx", ".txt"))
    assert line["question"] == line["question"].strip() and "\n" not in line["question"]
    for quote in line["quotes"]:
        assert 4 <= len(quote) <= 120, line["id"]
        assert "\n" not in quote and "…" not in quote and "|" not in quote
    assert "邵阳" not in json.dumps(line, ensure_ascii=False)


def holds(condition: str, text: str) -> bool:
    """Whether what a condition of absence forbids stands in the text (README of the questions)."""
    text = text.replace(" ", "")
    if "&" in condition:
        first, second = condition.split("&")
        return any(first in part and second in part for part in re.split("[。！？；;]", text))
    if "~" in condition:
        first, second = condition.split("~")
        return any(
            second in text[max(0, found.start() - 20) : found.start() + 20]
            for found in re.finditer(re.escape(first), text)
        )
    return condition in text


def test_silence_form(silence: list[Line]) -> None:
    for number, line in enumerate(silence, 1):
        assert line["id"] == f"S{number:03d}"
        plain(line)
        assert 6 <= len(line["question"]) <= 45, line["id"]
        if line["answerable"]:
            assert set(line) == COMMON | {"answer", "type"}
            assert line["quotes"] and line["answer"] and line["type"] in TYPES
        else:
            assert set(line) == COMMON | {"change", "absent"}
            assert line["quotes"] == [] and line["change"] in CHANGES
            assert line["absent"] and all(line["absent"])


def test_silence_twins(silence: list[Line]) -> None:
    by_id = {line["id"]: line for line in silence}
    assert len(by_id) == len(silence)
    for line in silence:
        twin = by_id[line["twin"]]
        assert twin["twin"] == line["id"] and twin["report"] == line["report"]
        assert twin["answerable"] is not line["answerable"]


def test_silence_questions_are_asked_once(silence: list[Line]) -> None:
    assert [q for q, n in Counter(line["question"] for line in silence).items() if n > 1] == []


def test_silence_size_and_spread(silence: list[Line]) -> None:
    missing = [line for line in silence if not line["answerable"]]
    assert len(missing) >= 420 and len(silence) == 2 * len(missing)
    reports = Counter(line["report"] for line in missing)
    assert sum(name.endswith(".docx") for name in reports) >= 12
    assert sum(name.endswith(".txt") for name in reports) >= 4
    assert min(reports.values()) >= 15
    changes = Counter(line["change"] for line in missing)
    assert set(changes) == CHANGES and min(changes.values()) >= 30
    assert max(changes.values()) <= 0.4 * len(missing)
    assert {line["type"] for line in silence if line["answerable"]} == TYPES


def test_silence_answers_stand_in_the_evidence(silence: list[Line]) -> None:
    for line in silence:
        if line["answerable"]:
            evidence = "".join(line["quotes"]).replace(" ", "")
            for figure in re.findall(r"\d[\d.]*", line["answer"]):
                assert figure in evidence, line["id"]


def test_silence_absence_agrees_with_the_evidence_known_here(silence: list[Line]) -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for line in silence:
        known[line["report"]].update(line["quotes"])
    for line in silence:
        for condition in line.get("absent", []):
            assert not any(holds(condition, quote) for quote in known[line["report"]]), line["id"]


def test_silence_length_does_not_tell(silence: list[Line]) -> None:
    lengths: dict[bool, list[int]] = {True: [], False: []}
    for line in silence:
        lengths[line["answerable"]].append(len(line["question"]))
    told, untold = (sum(part) / len(part) for part in lengths.values())
    assert abs(told - untold) < 1.5


def other_words(name: str) -> list[Line]:
    return [json.loads(line) for line in (BENCHMARKS / "silence" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_reworded_pairs_are_of_one_report_register_and_length() -> None:
    lines = other_words("reworded")
    by_id = {line["id"]: line for line in lines}
    assert len(by_id) == len(lines) == 640
    for line in lines:
        plain(line)
        twin = by_id[line["twin"]]
        assert twin["twin"] == line["id"] and twin["answerable"] is not line["answerable"]
        assert (twin["report"], twin["register"]) == (line["report"], line["register"])
        assert bool(line["quotes"]) is line["answerable"] is ("change" not in line), line["id"]
    assert len({line["question"] for line in lines}) == len(lines)
    assert Counter(line["register"] for line in lines) == {"everyday": 320, "formal": 320}
    assert len({line["report"] for line in lines}) == 31
    lengths = [sum(len(line["question"]) for line in lines if line["answerable"] is a) / 320 for a in (True, False)]
    assert abs(lengths[0] - lengths[1]) < 0.5
    card = (BENCHMARKS / "silence" / "README.md").read_text("utf-8").split("change, reworded")[1]
    for change, count in Counter(line["change"] for line in lines if "change" in line).items():
        assert f"| {change} | {count} |" in card


def test_questions_asked_elsewhere_are_those_of_training() -> None:
    lines = other_words("elsewhere")
    pairs = [
        p for file in (BENCHMARKS / "training").glob("pairs_*.jsonl") for p in file.read_text("utf-8").splitlines()
    ]
    written = {(row["question"], row["report"]) for row in map(json.loads, pairs)}
    for line in lines:
        plain(line)
        assert (line["question"], line["written for"]) in written and line["report"] != line["written for"]
        assert bool(line["quotes"]) is line["answerable"], line["id"]
    assert (len(lines), sum(line["answerable"] for line in lines)) == (839, 169)


def test_conversations_form(turns: list[Line]) -> None:
    for line in turns:
        assert set(line) == TURN
        plain(line)
        assert line["quotes"] and line["answerable"] is True and line["need"] in {"any", "all"}
        assert line["kind"] in KINDS
        assert 4 <= len(line["question"]) <= 40 and 6 <= len(line["standalone"]) <= 60, line["id"]


def test_conversations_are_told_in_order(turns: list[Line]) -> None:
    talks: dict[str, list[Line]] = defaultdict(list)
    for line in turns:
        talks[line["id"].split("-")[0]].append(line)
    assert list(talks) == [f"C{number:02d}" for number in range(1, 61)]
    for name, talk in talks.items():
        assert 2 <= len(talk) <= 3
        assert [line["id"] for line in talk] == [f"{name}-{turn}" for turn in range(1, len(talk) + 1)]
        assert len({line["report"] for line in talk}) == 1
        assert len({line["question"] for line in talk}) == len(talk)
        for turn, line in enumerate(talk):
            assert line["before"] == [earlier["question"] for earlier in talk[:turn]]
            assert (line["kind"] == "first") is (turn == 0)
            if turn == 0:
                assert line["standalone"] == line["question"]
            else:
                assert line["standalone"] != line["question"]


def test_conversations_size_and_spread(turns: list[Line]) -> None:
    later = [line for line in turns if line["before"]]
    assert len({line["report"] for line in turns}) >= 15
    assert 0.2 <= sum(line["kind"] == "new_topic" for line in later) / len(later) <= 0.3
    assert {line["kind"] for line in turns} == KINDS


def test_standalone_questions_are_asked_once(turns: list[Line]) -> None:
    assert [q for q, n in Counter(line["standalone"] for line in turns).items() if n > 1] == []


@pytest.mark.parametrize(("name", "keys"), [("silence", ("change", "type")), ("conversations", ("kind",))])
def test_cards_count_right(name: str, keys: tuple[str, ...]) -> None:
    lines = read(name)
    card = (BENCHMARKS / name / "README.md").read_text(encoding="utf-8")
    for key in (*keys, "report"):
        for value, count in Counter(line[key] for line in lines if key in line).items():
            assert f"| {value} | {count} |" in card, (key, value)


def test_every_invented_sentence_has_three_questions_of_its_own() -> None:
    files = {
        f"invented{part}.jsonl": n for part, n in (("", 960), ("_more", 1260), ("_third", 2040), ("_fourth", 1780))
    }
    parts = {name: (BENCHMARKS / "training" / name).read_text("utf-8").splitlines() for name in files}
    assert {name: len(lines) for name, lines in parts.items()} == files
    rows = [json.loads(line) for lines in parts.values() for line in lines]
    assert all(set(row) == {"doc", "sentence", "questions"} and len(row["questions"]) == 3 for row in rows)
    assert len({row["sentence"] for row in rows}) == len(rows)
    by = Counter(row["doc"].split("-")[0] for row in rows)
    assert {by[name] for name in ("cityA", "cityD", "countyB", "provC", "lawE", "govF")} == {210}
    assert not any("邵阳" in text for row in rows for text in (row["sentence"], *row["questions"]))
    questions = [question for row in rows for question in row["questions"]]
    assert len(set(questions)) == len(questions)


def test_every_comparison_has_a_quote_of_each_place_that_answers() -> None:
    rows = [
        json.loads(line) for line in (BENCHMARKS / "comparisons" / "questions.jsonl").read_text("utf-8").splitlines()
    ]
    assert len({row["question"] for row in rows}) == len(rows) == 40
    assert Counter(len(row["reports"]) + len(row["silent"]) for row in rows) == {2: 28, 3: 12}
    assert sum(bool(row["silent"]) for row in rows) == 6
    for row in rows:
        assert len(row["quotes"]) == len(row["reports"]) > 0 and not set(row["reports"]) & set(row["silent"])
        assert all(8 <= len(quote) <= 40 for quote in row["quotes"])


def test_questions_that_only_look_answered_keep_silence_unseen(silence: list[Line]) -> None:
    at = BENCHMARKS / "training"
    invented = {row["sentence"] for file in at.glob("invented*.jsonl") for row in lines(file)}
    for name, sentences, total, answers in NEAR:
        near = lines(at / f"{name}.jsonl")
        assert len(near) == total and {row["register"] for row in near} == {"everyday", "plain"}
        assert Counter(bool(row["answer"]) for row in near if row["change"] != "answered") == {True: answers}
        assert {row["change"] for row in near} == CHANGES | {"answered"}
        assert not any(row["answer"] for row in near if row["change"] == "answered")
        made_up = {row["sentence"] for row in near if "." not in row["of"]}
        assert made_up < invented and len(made_up) == sentences
        for names in ({row["report"] for row in silence}, {row["question"] for row in silence}):
            assert names.isdisjoint(row[key] for row in near for key in ("of", "question"))
        assert "邵阳" not in json.dumps(near, ensure_ascii=False)


def lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_what_was_written_later_is_asked_by_no_evaluation() -> None:
    """Neither what everyone asks nor the questions on invented reports are learnt from."""
    at = BENCHMARKS / "training"
    later = {part: questions_of(at, part) for part in ("third", "fourth")}
    asked = {row["question"].strip("？?") for row in lines(at / "near_more.jsonl")}.union(*later.values())
    files = [*(BENCHMARKS / "silence").glob("*.jsonl"), *(BENCHMARKS / "organs").glob("*/*.jsonl")]
    held = {row["question"].strip("？?") for file in files for row in lines(file)}
    assert len(held) > 3500 and asked.isdisjoint(held)
    common = {row["question"].strip("？?") for row in lines(BENCHMARKS / "organs" / "common.jsonl")}
    assert all(len(part) > 8000 and part.isdisjoint(common) for part in later.values())


def questions_of(at: Path, part: str) -> set[str]:
    """All that one part of the invented sentences is asked, what only looks answered too."""
    asked = {row["question"] for row in lines(at / f"near_{part}.jsonl")}
    asked |= {question for row in lines(at / f"invented_{part}.jsonl") for question in row["questions"]}
    return {question.strip("？?") for question in asked}
