"""Libraries for the tests: two short reports that share a sentence, fixtures made of them, and what is asked of them.

A test file has the fixtures by importing them: `bigrams_fixture` gives `bigrams`, and so on.
"""

from pathlib import Path
from typing import Any

import pytest

from index import manifest as manifest_file
from index.library import Library
from index.manifest import REPORTS, Entry, Sum, read_manifest, write_manifest
from index.writing import add, create
from tests.fakes import BigramEncoder

SHARED = "代表通过热线反映问题377个,已解决360个。"
SHAOYANG = f"""邵阳市人民代表大会常务委员会工作报告

2023年主要工作

一、加强代表工作

完善参与机制。建设代表联络站795个、基层立法联系点18个。{SHARED}

二、加强监督工作

听取和审议专项工作报告24个,开展专题询问2次,满意度测评4次,组织执法检查5次,作出决定决议6项。
"""
HENGYANG = f"""衡阳市人民代表大会常务委员会工作报告

一、聚焦民生实事

督办代表建议218件,代表满意率达到98%。{SHARED}
"""
QUESTIONS = ["热线反映的问题解决了多少", "專題詢問開展了幾次", "代表联络站", "区块链"]


@pytest.fixture(name="bigrams")
def bigrams_fixture() -> BigramEncoder:
    return BigramEncoder()


@pytest.fixture(name="files")
def files_fixture(tmp_path: Path) -> tuple[Path, Path]:
    return written(tmp_path / "邵阳.txt", SHAOYANG), written(tmp_path / "衡阳.txt", HENGYANG)


@pytest.fixture(name="path")
def path_fixture(tmp_path: Path, bigrams: BigramEncoder, files: tuple[Path, Path]) -> Path:
    """A library with both reports."""
    create(tmp_path / "库", bigrams)
    assert add(tmp_path / "库", bigrams, files).reports == ("邵阳", "衡阳")
    return tmp_path / "库"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def answers(library: Library) -> list[Any]:
    """What every index of the library says to every question."""
    found: list[Any] = []
    for question in QUESTIONS:
        vector = library.encoder.encode_query(question)
        for dense in (library.whole.dense, library.sentences.dense, library.windows.dense, library.context):
            rows, scores = dense.search(vector, 5)
            found.append((rows.tolist(), scores.tolist()))
        for lexical in (library.lexical, library.lexical_passages):
            found += [lexical.words(question).tolist(), lexical.bigrams(question).tolist()]
            found.append(lexical.shares(question).tolist())
    return [library.reports, library.passages, *found]


def folder_of(path: Path, report_id: str) -> Path:
    return path / REPORTS / read_manifest(path).entry(report_id).folder


def resum(path: Path, report_id: str) -> None:
    """Make the manifest believe what the report's folder holds now: a change that no sum can show."""
    manifest = read_manifest(path)
    entries = []
    for entry in manifest.reports:
        sums = {name: Sum.of((path / REPORTS / entry.folder / name).read_bytes()) for name in entry.files}
        told = (entry.id, entry.folder, entry.file, entry.sha256, entry.passages)
        entries.append(Entry(*told, sums) if entry.id == report_id else entry)
    write_manifest(path, manifest_file.Manifest(manifest.encoder, manifest.segmentation, tuple(entries)))
