"""What the cross-encoder learns from, and that texts of several lengths are learnt from together as one batch."""

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import binary_cross_entropy_with_logits

from benchmarks.training import cross, cross_material
from index.encoder import SentenceEncoder
from index.folding import fold
from index.segments import segment
from report.parse import read_report
from tests.test_training import layer
from tests.tiny import tiny_encoder

ROWS: list[dict[str, Any]] = [
    {"question": "一", "right": ["甲"], "wrong": ["乙", "丙", "丁"], "nearest": None, "kind": "report"},
    {"question": "二", "right": ["戊"], "wrong": ["乙", "丙"], "nearest": "甲", "kind": "near"},
]


def lines(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def test_of_every_question_one_right_text_and_two_wrong_ones() -> None:
    pairs = cross._pairs(ROWS, random.Random(0))
    assert [said for question, _, said in pairs if question == "一"] == [1.0, 0.0, 0.0]
    assert [(text, said) for question, text, said in pairs if question == "二"][:2] == [("戊", 1.0), ("甲", 0.0)]
    assert len({text for question, text, _ in pairs if question == "一"}) == 3


def test_half_of_the_invented_come_each_time_round() -> None:
    invented = [{**ROWS[0], "question": str(n), "kind": "invented"} for n in range(400)]
    first, second = cross.rounds([*invented, *ROWS], 2, cross.SHARE)
    asked = [{question for batch in batches for question, _, _ in batch} for batches in (first, second)]
    assert asked[0] != asked[1] and all({"一", "二"} <= one and 150 < len(one) < 250 for one in asked)


def test_gradients_in_parts_are_those_of_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = tiny_encoder(tmp_path, monkeypatch)
    torch.manual_seed(0)
    judge = cross.Judge(tiny.model, 8)
    pairs = [("代表", "问题", 1.0), ("代表", "解决代表问题率", 0.0), ("这句", "为", 0.0)]
    tokens = [tiny.tokenizer(question, text, return_tensors="pt") for question, text, _ in pairs]
    odds = torch.cat([judge(dict(one)) for one in tokens])
    said, weight = torch.tensor([1.0, 0.0, 0.0]), torch.tensor(cross.RIGHT_WEIGHT)
    binary_cross_entropy_with_logits(odds, said, pos_weight=weight).backward()  # type: ignore[no-untyped-call]
    whole = {name: p.grad.clone() for name, p in judge.named_parameters() if p.grad is not None}
    judge.zero_grad()
    monkeypatch.setattr(cross, "AT_ONCE", 2)
    cross._learn(judge, tiny.tokenizer, pairs)
    assert whole and any(grad.abs().max() > 0.01 for grad in whole.values())
    for name, p in judge.named_parameters():
        if p.grad is not None:
            torch.testing.assert_close(p.grad, whole[name], rtol=0.05, atol=0.02)  # in bfloat16


def test_what_is_gone_on_from_is_what_was_written(tmp_path: Path) -> None:
    first, second = (cross.Judge(layer(seed), 3) for seed in (0, 1))
    save_file(cross.learnt(first), tmp_path / "file")
    cross._put(second, load_file(tmp_path / "file"))
    one, other = cross.learnt(first), cross.learnt(second)
    assert sorted(one) == ["dense.down", "dense.up", "last.bias", "last.weight"] == sorted(other)
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_what_is_learnt_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: SentenceEncoder) -> None:
    monkeypatch.setattr(cross_material, "HERE", tmp_path / "own")
    monkeypatch.setattr(cross_material, "SILENCE", tmp_path / "own" / "silence.jsonl")
    monkeypatch.setattr(cross_material, "PASSED", 0)
    lines(tmp_path / "own" / "silence.jsonl", [{"report": "unseen"}])
    sentences = [{"doc": doc, "sentence": f"{doc}建桥{n}座", "questions": [f"{doc}建了幾座桥{n}"]}
                 for doc, n in (("a-1", 1), ("a-1", 2), ("a-2", 3), ("b-1", 4))]  # fmt: skip
    lines(tmp_path / "own" / "invented.jsonl", sentences)
    written = [
        {"of": "a-1", "sentence": "a-1建桥1座", "change": "attribute", "question": "桥多少钱", "answer": "桥花了9元"},
        {"of": "seen.txt", "sentence": "修路5公里", "change": "answered", "question": "邵阳修路多长", "answer": ""},
    ]
    lines(tmp_path / "own" / "near.jsonl", written[:1])
    lines(tmp_path / "own" / "near_more.jsonl", written[1:])
    for name in ("near_third", "near_fourth"):
        lines(tmp_path / "own" / f"{name}.jsonl", [])
    pair = {"question": "邵阳市路有多长", "quote": "修路5公里", "negative": "种树"}
    lines(tmp_path / "own" / "pairs_a.jsonl", [pair | {"report": f"{name}.txt"} for name in ("seen", "unseen")])
    for name in ("seen", "unseen"):
        text = "邵阳市人民代表大会常务委员会工作报告\n修路5公里。种树6万株。办学7所。\n"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    at = [span.start for span in segment(read_report(tmp_path / "seen.txt")).sentences.spans]
    report = {"kind": "report", "questions": [["邵阳市路有多长", [len(at) - 3]]]}
    lines(tmp_path / "own" / "material", [report | {"name": f"{name}.txt"} for name in ("seen", "unseen")])
    out = tmp_path / "out"
    monkeypatch.setattr("sys.argv", ["cross_material", str(tmp_path / "own" / "material"), str(tmp_path), str(out)])
    monkeypatch.setattr(cross_material, "load_encoder", lambda: encoder)
    assert cross_material.main() == 0
    rows = {(row["question"], row["kind"]): row for row in map(json.loads, out.read_text("utf-8").splitlines())}
    assert len(rows) == 7
    first = rows[(fold("a-1建了几座桥1"), "invented")]
    assert first["right"] == ["a-1建桥1座"] and first["wrong"] == ["a-1建桥2座", "a-2建桥3座"]
    near = rows[("桥多少钱", "near")]
    assert (near["right"], near["nearest"], near["wrong"]) == (["桥花了9元"], "a-1建桥1座", ["a-1建桥2座"])
    told = rows[("修路多长", "more")]
    assert told["right"] == ["修路5公里"] and told["nearest"] is None and "修路5公里。" not in told["wrong"]
    found = rows[("路有多长", "report")]
    assert {"修路5公里。", "修路5公里"} <= set(found["right"]) and found["wrong"][-1] == "种树"
    assert all("修路5公里。" not in text for text in found["wrong"])


def test_a_run_of_clauses_is_what_stands_there() -> None:
    text = "修路5公里,种树6万株;办学7所:每所都有操场,都有图书馆,都有食堂,开学以前一一验收合格。"
    runs = {cross_material._run(text, random.Random(n)) for n in range(50)}
    assert len(runs) > 3 and all(run in text and len(run) >= cross_material.SHORTEST for run in runs)
    assert cross_material._run("短。", random.Random(0)) == "短。"
