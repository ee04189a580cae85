"""Laws of data/thesaurus.tsv: what reports print, and what people say instead. Reads the repository alone."""

import re
from collections import Counter
from pathlib import Path

import pytest

from index.folding import fold

DATA = Path(__file__).parent.parent / "data"
THESAURUS = DATA / "thesaurus.tsv"
CARD = DATA / "README.thesaurus.md"
PRINTED = re.compile(r"[\u4e00-\u9fffA-Z0-9]+")  # an official term
SAID = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.]+")  # an everyday wording, PM2.5 among them
TOO_GENERAL = {
    "工作",
    "问题",
    "好",
    "办事",
    "发展",
    "建设",
    "管理",
    "服务",
    "情况",
    "政府",
    "大家",
    "老百姓",
    "钱",
    "事",
}

Row = tuple[str, list[str], str]


@pytest.fixture(name="text", scope="module")
def text_fixture() -> str:
    return THESAURUS.read_bytes().decode("utf-8")


@pytest.fixture(name="rows", scope="module")
def rows_fixture(text: str) -> list[Row]:
    cells = [line.split("\t") for line in text.splitlines()[1:]]
    assert [line for line in cells if len(line) != 3] == []
    return [(official, everyday.split("|"), field) for official, everyday, field in cells]


def pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def test_form(text: str) -> None:
    lines = text.split("\n")
    assert lines[0] == "official\teveryday\tfield"
    assert lines[-1] == ""
    assert "" not in lines[:-1]
    assert "\r" not in text
    assert not text.startswith("\ufeff")


def test_enough_terms_and_fields(rows: list[Row]) -> None:
    assert len(rows) >= 1500
    assert min(Counter(field for *_, field in rows).values()) >= 15


def test_lengths_and_characters(rows: list[Row]) -> None:
    assert [o for o, *_ in rows if not 2 <= len(o) <= 12 or not PRINTED.fullmatch(o)] == []
    assert [o for o, said, _ in rows if not 2 <= len(said) <= 6] == []
    wordings = {word for _, said, _ in rows for word in said}
    assert [word for word in wordings if not 2 <= len(word) <= 14 or not SAID.fullmatch(word)] == []


def test_sorted_by_field_then_term_and_no_term_twice(rows: list[Row]) -> None:
    keys = [(field, fold(official)) for official, _, field in rows]
    assert keys == sorted(keys)
    assert [term for term, count in Counter(term for _, term in keys).items() if count > 1] == []


def test_no_wording_twice_in_a_row(rows: list[Row]) -> None:
    assert [official for official, said, _ in rows if len({fold(word) for word in said}) < len(said)] == []


def test_no_wording_is_an_official_term(rows: list[Row]) -> None:
    terms = {fold(official) for official, *_ in rows}
    assert [(o, word) for o, said, _ in rows for word in said if fold(word) in terms] == []


def test_no_wording_matches_everything(rows: list[Row]) -> None:
    """None of the words that every report is full of, and none that stands for many terms."""
    uses = Counter(fold(word) for _, said, _ in rows for word in said)
    assert uses.keys() & TOO_GENERAL == set()
    assert {word for word, count in uses.items() if count > 4} == set()


def test_wordings_share_little_with_their_term(rows: list[Row]) -> None:
    shares = [bool(pairs(fold(o)) & pairs(fold(word))) for o, said, _ in rows for word in said]
    assert sum(shares) / len(shares) <= 0.25
    assert [o for o, said, _ in rows if all(pairs(fold(o)) <= pairs(fold(word)) for word in said)] == []


def test_the_card_counts_what_the_file_holds(rows: list[Row]) -> None:
    card = CARD.read_text(encoding="utf-8")
    counted = {m[1]: int(m[2]) for m in re.finditer(r"^\| (\S+) \| (\d+) \|", card, re.MULTILINE)}
    assert counted == dict(Counter(field for *_, field in rows))
    assert f"{len(rows):,} terms" in card
    assert f"{sum(len(said) for _, said, _ in rows):,} wordings" in card
