"""A file of questions → a run file for the scorer. The only file that writes the scorer's names.

A row of the questions: {"id", "question", "before"?: [earlier questions]}. A row of the run: {"id", "answerable",
"answer", "hits": [{"text", "section", "highlights", "report"}]}, hits best first, at most 10.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index.encoder import load_encoder
from index.library import Library
from index.places import reports_dir
from index.writing import add, create
from report.passages import heading_path
from retrieval.answer import Answer, ask
from retrieval.errors import EvaluationError
from retrieval.render import short_text
from retrieval.sheets.output import refuse_input, write_output

HITS = 10


def evaluate(questions: Path, run: Path, library: Path | None = None) -> None:
    """Answer every question. `library` None: a temporary one made of the bundled reports. `run` is written whole or
    not at all. EvaluationError for a file that cannot be read, naming the line; ExportError for a `run` that cannot be
    written."""
    refuse_input(run, [questions])
    rows = list(_questions(questions))
    with tempfile.TemporaryDirectory() as folder:
        opened = Library.open(library, load_encoder()) if library else _bundled(Path(folder) / "library")
        answers = [run_row(opened, row) for row in tqdm(rows, desc="答题", unit="题", disable=None)]
    write_output(run, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in answers).encode(), [questions])


def run_row(library: Library, row: dict[str, Any]) -> dict[str, Any]:
    """The scorer's row for one question."""
    return row_of(library, row["id"], ask(library, row["question"], row.get("before", ()), None, HITS))


def row_of(library: Library, question_id: str, answer: Answer) -> dict[str, Any]:
    """The same for an answer that is there."""
    return {
        "id": question_id,
        "answerable": answer.refusal is None,
        "answer": short_text(library, answer),
        "hits": list(_hits(library, answer)),
    }


def _hits(library: Library, answer: Answer) -> Iterator[dict[str, Any]]:
    for hit in answer.hits:
        report = library.reports[hit.passage.report_id]
        yield {
            "text": report.text[hit.passage.start : hit.passage.end],
            "section": [section.title for section in heading_path(report, hit.passage.start)],
            "highlights": [report.text[start:end] for start, end in hit.marks],
            "report": report.source.file,
        }


def _bundled(path: Path) -> Library:
    encoder = load_encoder()
    create(path, encoder)
    add(path, encoder, sorted(file for file in reports_dir().iterdir() if file.suffix in (".txt", ".docx")))
    return Library.open(path, encoder)


def _questions(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"读不了题目文件 {path}:{error};应为 UTF-8 的 JSON 行") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _question(path, number, line)


def _question(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{path} 第 {number} 行不是 JSON:{error.msg}") from error
    if not isinstance(row, dict) or not {"id", "question"} <= row.keys():
        raise EvaluationError(f'{path} 第 {number} 行应有 "id" 和 "question":{line[:60]}')
    return row
