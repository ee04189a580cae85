"""Imports run one way, ui.py → web → retrieval → index → report, and each library stays behind its fence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ["report", "index", "retrieval", "web", "ui"]  # from the ground up
FENCES = {
    "gradio": ["ui.py", "web/"],
    "fastapi": ["ui.py", "web/"],
    "sentence_transformers": ["index/encoder.py", "index/models.py"],
    "transformers": ["index/models.py"],
    "torch": [
        f"index/{name}.py" for name in ("models", "adapter", "crossencoder", "packed", "pointer", "runs", "download")
    ],
    "huggingface_hub": ["index/download.py"],
    "faiss": ["index/dense.py"],
    "bm25s": ["index/lexical.py"],
    "jieba": ["index/lexical.py", "index/tagged.py"],
    "docx": ["report/reading/", "retrieval/sheets/sheet_docx.py"],
    "cn2an": ["report/numerals.py"],
}


def imported(source: str, package: str) -> Iterator[str]:
    """Full names of the modules that a source text imports, at any depth; `package` is where it lies ("web")."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            yield ".".join([*above, *([node.module] if node.module else [])])


def broken(file: str, source: str) -> list[str]:
    """What of this file's imports is forbidden, one line each; `file` is its path in the repository."""
    floor = file.split("/")[0].removesuffix(".py")
    wrong = []
    for name in imported(source, ".".join(file.split("/")[:-1])):
        top = name.split(".")[0]
        if top in FLOORS and FLOORS.index(top) > FLOORS.index(floor):
            wrong.append(f"{file} is below {top} and may not import {name}")
        if not any(file.startswith(place) for place in FENCES.get(top, [file])):
            wrong.append(f"{file} may not import {name}: only {' and '.join(FENCES[top])} may")
    return wrong


def sources() -> list[Path]:
    return sorted(path for floor in FLOORS for path in [ROOT / f"{floor}.py", *(ROOT / floor).rglob("*.py")])


@pytest.mark.parametrize("path", [p for p in sources() if p.exists()], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_run_one_way_and_respect_the_fences(path: Path) -> None:
    assert broken(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("report/model.py", "import index.library"),
        ("report/reading/docx.py", "from index import places"),
        ("index/dense.py", "def f():\n    from retrieval.search import search"),
        ("retrieval/search.py", "import web"),
        ("web/app.py", "import ui"),
        ("retrieval/search.py", "import faiss"),
        ("index/library.py", "import faiss.contrib as c"),
        ("index/weights.py", "from sentence_transformers import SentenceTransformer"),
        ("retrieval/query.py", "import os, jieba"),
        ("index/encoder.py", "if True:\n    import bm25s"),
        ("retrieval/answer.py", "import gradio as gr"),
    ],
)
def test_a_forbidden_import_is_seen(file: str, source: str) -> None:
    assert len(broken(file, source)) == 1


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("ui.py", "import gradio, web.app"),
        ("web/app.py", "from . import html\nimport gradio\nfrom retrieval.answer import ask"),
        ("retrieval/search.py", "from index.library import Library\nfrom report.model import Span\nimport numpy"),
        ("report/reading/docx.py", "import docx\nfrom report.model import Span"),
    ],
)
def test_an_allowed_import_is_not_complained_of(file: str, source: str) -> None:
    assert broken(file, source) == []
