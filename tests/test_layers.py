"""Imports run one way, ui.py → web → retrieval → index → report, and each library stays behind its fence."""

import ast
import re
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
    "opencc": ["report/simplified.py", "index/folding.py"],
    "pypinyin": ["index/sounds.py"],
    "rapidfuzz": [f"retrieval/comparing/{name}.py" for name in ("pairing", "sameness", "sections")],
    "safetensors": ["index/everyday.py", "index/adapter.py", "index/download.py", "retrieval/trees.py"],
    "sklearn": [],  # grows the trees of silence in benchmarks/; what answers does without it
    "starlette": ["web/"],
    "uvicorn": ["web/serve.py"],
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
            wrong.append(f"{file} may not import {name}: only {' and '.join(FENCES[top]) or 'benchmarks/'} may")
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
        ("retrieval/trees.py", "from sklearn.tree import DecisionTreeClassifier"),
        ("web/app.py", "import uvicorn"),
        ("retrieval/slips.py", "from pypinyin import lazy_pinyin"),
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


WORD = re.compile("[\u4e00-\u9fff]")


def words_in(source: str) -> list[str]:
    """The strings of a source text that hold Chinese; docstrings and patterns (re.compile) are not read by a person."""
    tree = list(ast.walk(ast.parse(source)))
    patterns = [node for node in tree if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"]
    docstrings = [node for node in tree if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    passed = {id(inner) for node in (*patterns, *docstrings) for inner in ast.walk(node)}
    strings = [node.value for node in tree if isinstance(node, ast.Constant) and id(node) not in passed]
    return [one for one in strings if isinstance(one, str) and WORD.search(one)]


@pytest.mark.parametrize("path", sorted((ROOT / "web").glob("*.py")), ids=lambda p: p.name)
def test_what_a_person_reads_stands_in_words(path: Path) -> None:
    assert path.name == "words.py" or words_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "web" / "static").glob("*.js")), ids=lambda p: p.name)
def test_no_script_holds_a_word_of_its_own(path: Path) -> None:
    lines = (line.partition("//")[0] for line in path.read_text("utf-8").splitlines())
    assert [line for line in lines if WORD.search(line)] == []


def test_a_word_elsewhere_is_seen() -> None:
    source = "'说明'\nP = re.compile('第二')\ndef f(n: int) -> str:\n    return f'第 {n} 处'"
    assert words_in(source) == ["第 ", " 处"]
