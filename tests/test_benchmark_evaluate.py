"""Each part of the evaluation is written to its own place of the document, and to no other."""

from pathlib import Path

import pytest

from benchmarks import evaluate


def test_a_part_is_written_at_its_place_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "evaluation.md"
    first, second = (f"{evaluate.BEGIN.format(part)}\n{evaluate.END}" for part in ("headings", "public"))
    table.write_text(f"before\n{first}\nbetween\n{second}\nbehind\n", encoding="utf-8")
    monkeypatch.setattr(evaluate, "TABLE", table)
    for told in ("old", "new"):
        evaluate._replace_figures("headings", told)
        evaluate._replace_figures("public", f"{told} too")
    text = table.read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if line and not line.startswith("<!--")]
    assert words == ["before", "new", "between", "new too", "behind"]


def test_the_document_has_a_place_for_every_part() -> None:
    text = evaluate.TABLE.read_text(encoding="utf-8")
    assert [text.count(evaluate.BEGIN.format(part)) for part in evaluate.PARTS] == [1] * len(evaluate.PARTS)
