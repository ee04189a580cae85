"""What everyone asks: a question is filed as answered or not by what the report prints, and the two files differ."""

import csv
import json
import re
from pathlib import Path
from typing import Any

from benchmarks.silence.common import HERE, questions

TEXT = """云岭省人民政府工作报告
一、2024年工作回顾
全省地区生产总值增长5.7%,城镇新增就业42万人。推进老旧小区改造。
"""
FORMS = [
    {"is": "told", "pattern": r"生产总值[^。;]{0,25}增长\d", "questions": "经济增速是多少|GDP涨了几个点"},
    {"is": "told", "pattern": r"老旧小区[^。;]{0,8}\d", "questions": "改造了多少个老旧小区"},
    {"is": "absent", "pattern": "煤|焦", "questions": "煤炭产量多少吨"},
    {"is": "absent", "pattern": "小区", "questions": "小区车位多少钱"},
]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_answered_where_the_figure_stands_and_not_where_the_word_never_does(tmp_path: Path) -> None:
    file = tmp_path / "云岭省.txt"
    file.write_text(TEXT, encoding="utf-8")
    found = {row["question"]: row for row in questions(file, FORMS)}
    assert {question: row["answerable"] for question, row in found.items()} == {
        "经济增速是多少": True,
        "GDP涨了几个点": True,
        "煤炭产量多少吨": False,
    }
    assert found["经济增速是多少"]["quotes"] == ["生产总值增长5"] and found["煤炭产量多少吨"]["quotes"] == []


def test_the_two_files_ask_other_things() -> None:
    with (HERE / "common.tsv").open(encoding="utf-8") as file:
        forms = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    asked = {
        (name, kind): {q for f in forms if f["file"] == name and f["is"] == kind for q in f["questions"].split("|")}
        for name in ("common", "common_second")
        for kind in ("told", "absent")
    }
    for name in ("common", "common_second"):
        lines = rows(name)
        assert len({(row["report"], row["question"], row["answerable"]) for row in lines}) == len(lines)
        for row in lines:
            assert row["question"] in asked[name, "told" if row["answerable"] else "absent"]
            assert bool(row["quotes"]) == row["answerable"]
            patterns = [f["pattern"] for f in forms if row["question"] in f["questions"].split("|")]
            assert all(any(re.search(pattern, quote) for pattern in patterns) for quote in row["quotes"])
    first, second = (asked[name, "told"] | asked[name, "absent"] for name in ("common", "common_second"))
    assert first and second and first.isdisjoint(second)
