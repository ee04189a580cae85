"""What the encoder's adapter is learnt from, and that carrying gradients on in parts changes none of them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from benchmarks.training import lora, material
from index.folding import fold
from tests.reports import SHAOYANG
from tests.tiny import tiny_encoder

TEXTS = ["问题", "代表解决", "率为这句问题", "为", "解决代表问题率"]


def lines(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


@pytest.fixture(name="encoder")
def encoder_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> lora.Encoder:
    return tiny_encoder(tmp_path, monkeypatch)


@pytest.mark.parametrize(("kind", "weight", "common"), [("report", 1.0, 5), ("invented", 1.0, 3), ("public", 0.5, 0)])
def test_gradients_in_parts_are_those_of_all_at_once(
    encoder: lora.Encoder, monkeypatch: pytest.MonkeyPatch, kind: str, weight: float, common: int
) -> None:
    asked = [("代表", [1, 4]), ("这句", [2]), ("问题率", [4])]
    looked_at = [text for row, text in enumerate(TEXTS) if row < common or row in (1, 2, 4)]
    right = torch.tensor([[text in {TEXTS[row] for row in rows} for text in looked_at] for _, rows in asked])
    near = encoder._batch([question for question, _ in asked]) @ encoder._batch(looked_at).T / lora.TEMPERATURE
    share = (near.softmax(1) * right).sum(1)  # of the right texts
    (-share.log().mean() * weight).backward()  # type: ignore[no-untyped-call]
    whole = {name: p.grad.clone() for name, p in encoder.model.named_parameters() if p.grad is not None}
    encoder.model.zero_grad()
    monkeypatch.setattr(lora, "AT_ONCE", 2)
    lora._learn(encoder, lora.Collection("", kind, common, TEXTS, (), asked), TEXTS, asked)
    parts = {name: p.grad for name, p in encoder.model.named_parameters() if p.grad is not None}
    assert parts.keys() == whole.keys() and any(grad.abs().max() > 0.01 for grad in whole.values())
    for name, grad in whole.items():
        torch.testing.assert_close(parts[name], grad, rtol=1e-3, atol=1e-4)


def test_rows_come_in_the_order_of_the_texts(encoder: lora.Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lora, "AT_ONCE", 2)
    alone = torch.cat([encoder.rows([text]) for text in TEXTS])
    torch.testing.assert_close(encoder.rows(TEXTS), alone, rtol=1e-4, atol=1e-5)


def test_what_is_learnt_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quote = "建设代表联络站795个"
    pair = {"report": SHAOYANG.name, "question": "见代表的屋子盖了幾處", "quote": quote}
    lines(tmp_path / "own" / "pairs_x.jsonl", [pair, pair | {"quote": "报告里没有的话"}])
    sentences = [
        {"doc": f"{doc}-01", "sentence": f"{doc}句", "questions": ["一", "二", "三"]} for doc in ("a", "b", "a")
    ]
    lines(tmp_path / "own" / "invented.jsonl", sentences[:2])
    lines(tmp_path / "own" / "invented_more.jsonl", sentences[2:])
    of = {"of": "a-01", "sentence": "a句", "question": "哪年"}
    near = [of | {"change": "year", "answer": "去年"}, of | {"change": "answered", "question": "啥", "answer": ""}]
    near += [of | {"of": SHAOYANG.name, "sentence": quote, "change": "place", "answer": "长沙的"}]
    lines(tmp_path / "own" / "near_x.jsonl", near)
    monkeypatch.setattr(material, "HERE", tmp_path / "own")
    public = tmp_path / "public" / "some"
    public.parent.mkdir()
    lines(public / "corpus.jsonl", [{"_id": f"d{n}", "title": "题", "text": f"文{n}"} for n in range(3)])
    lines(public / "queries.train.jsonl", [{"_id": "q0", "text": "问甲"}, {"_id": "q1", "text": "无人判过"}])
    (public / "qrels.train.tsv").write_text("query-id\tcorpus-id\tscore\nq0\td2\t1\nq0\td1\t0\n", "utf-8")
    monkeypatch.setattr("sys.argv", ["material", str(SHAOYANG.parent), str(public.parent), str(tmp_path / "out")])
    assert material.main() == 0
    assert capsys.readouterr().out == "report 2 questions\npublic 1 questions\ninvented 12 questions\n"
    report, other, *invented = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    (question, rows), elsewhere = report["questions"]
    assert elsewhere == ["哪年", [report["common"]]] and report["texts"][report["common"] :] == ["长沙的"]
    assert question == "见代表的屋子盖了几处" and all(fold(quote) in report["texts"][row] for row in rows) and rows
    assert all(h.endswith(t) for h, t in zip(report["headed"], report["texts"], strict=True) if t[-1] == "。")
    assert (other["texts"][2], other["questions"], other["common"]) == ("题 文2", [["问甲", [2]]], 0)
    assert [(one["name"], one["common"], one["texts"][-1], one["questions"][3:]) for one in invented] == [
        ("a", 2, "去年", [["啥", [0]], ["一", [1]], ["二", [1]], ["三", [1]], ["啥", [1]], ["哪年", [2]]]),
        ("b", 1, "b句", []),
    ]


def test_what_is_gone_on_from_is_what_was_written(tmp_path: Path) -> None:
    first, second = layer(0), layer(1)
    written = lora.factors(first)
    save_file(written, tmp_path / "adapter")
    assert any(not torch.equal(written[name], other) for name, other in lora.factors(second).items())
    lora.put_factors(second, load_file(tmp_path / "adapter"))
    read = lora.factors(second)
    assert sorted(read) == ["dense.down", "dense.up"] and all(torch.equal(written[name], read[name]) for name in read)


def layer(seed: int) -> torch.nn.Module:
    """One linear layer with its factors, named as peft names them."""
    torch.manual_seed(seed)
    inside, outside = torch.nn.Linear(8, 2, bias=False), torch.nn.Linear(2, 4, bias=False)
    parts = {"lora_A": torch.nn.ModuleDict({"default": inside}), "lora_B": torch.nn.ModuleDict({"default": outside})}
    return torch.nn.ModuleDict({"dense": torch.nn.ModuleDict(parts)})


def test_of_what_is_not_fresh_only_a_part_comes_again() -> None:
    own = lora.Collection("own", "invented", len(TEXTS), TEXTS, (), [(f"代表{n}", [1]) for n in range(1920)])
    old = lora.Collection("old", "invented", len(TEXTS), TEXTS, (), [(f"问题{n}", [4]) for n in range(9600)])
    (batches,) = lora._rounds([own, old], 1, ["own"])
    assert sum(one is own for one, _, _ in batches) == 10 < sum(one is old for one, _, _ in batches) + 5 < 40
    (batches,) = lora._rounds([own, old], 1)
    assert len(batches) == 60
