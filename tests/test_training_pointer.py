"""What the pointer learns from: where the answer stands in its line, and the loss against a plain computation."""

import random
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from benchmarks.training import pointer, pointer_material
from benchmarks.training.pointer import Pointing
from benchmarks.training.pointer_material import Line
from index.folding import flat
from tests.test_training import layer
from tests.tiny import tiny_encoder

ROW: dict[str, Any] = {"of": "a", "sentence": "解决率为95.49%", "question": "解决几成", "answer": "95.49%"}
OTHERS = ["代表问题,", "这句。", "又有95.49%的。", "解决率为95.49%"]


def test_an_answer_stands_where_the_line_says_and_nowhere_beside() -> None:
    kinds = set()
    for seed in range(200):
        line = pointer_material.line_of(ROW, OTHERS, random.Random(seed))
        kinds.add(line.kind)
        if line.kind == "told":
            assert line.text[line.start : line.end] == "95.49%" and line.text.count("95.49%") == 1
        else:
            assert line.kind == "none" and "95.49%" not in line.text and line.text
    assert kinds == {"told", "none"}


def test_a_question_without_an_answer_stands_with_its_sentence_alone_and_points_at_nothing() -> None:
    line = pointer_material.line_of(ROW | {"answer": ""}, OTHERS, random.Random(0))
    assert (line.kind, line.text) == ("none", "解决率为95.49%。")


def test_every_question_comes_each_time_round_and_other_sentences_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pointer_material, "DRAWN", {"none": 2, "some": 1})
    near = {kind: [Line(f"{kind}{n}", "文", kind) for n in range(9)] for kind in ("none", "some")}
    told = [ROW | {"question": f"问{n}"} for n in range(40)]
    first, second = (
        [line for batch in batches for line in batch]
        for batches in pointer_material.rounds({"a": OTHERS}, told, near, 2, 0)
    )
    for lines in (first, second):
        assert len(lines) == 43 and {line.question for line in lines} >= {f"问{n}" for n in range(40)}
    texts = [
        {line.question: line.text for line in lines if line.question.startswith("问")} for lines in (first, second)
    ]
    assert texts[0] != texts[1] and all(len(set(one.values())) > 1 for one in texts)


def test_the_loss_is_that_of_each_line_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = tiny_encoder(tmp_path, monkeypatch)
    torch.manual_seed(0)
    pointing = Pointing(tiny.model, 8)
    lines = [
        Line("代表", "解决代表问题率", "told", 2, 4),
        Line("问题", "这句", "none"),
        Line("代表", "解决问题", "some"),
    ]
    expected = 0.0
    for line in lines:
        tokens = tiny.tokenizer(line.question, line.text, return_tensors="pt", return_offsets_mapping=True)
        places, sides = tokens.pop("offset_mapping")[0].tolist(), tokens.sequence_ids(0)
        with torch.no_grad():
            scores = pointing(dict(tokens))[0]
        inside = [i for i, side in enumerate(sides) if side == 1]
        shares = torch.log_softmax(scores[[0, *inside]], 0)
        if line.kind == "none":
            expected -= float(shares[0])
        elif line.kind == "some":
            expected -= float(shares[1:].logsumexp(0))
        else:
            on = [k + 1 for k, i in enumerate(inside) if places[i][0] < line.end and places[i][1] > line.start]
            assert on
            expected -= float(shares[on].mean())
    with torch.no_grad():
        found = pointer._loss(pointing, tiny.tokenizer, lines)
    assert float(found) == pytest.approx(expected, rel=0.02)  # bfloat16


def test_what_was_learnt_goes_on_where_it_ended() -> None:
    one, other = Pointing(layer(0), 8), Pointing(layer(1), 8)
    kept, before = pointer.learnt(one), {name: weight.clone() for name, weight in pointer.learnt(other).items()}
    assert not any(torch.equal(weight, before[name]) for name, weight in kept.items())
    pointer.begin(other, {name: weight for name, weight in kept.items() if not name.startswith("last.")})
    for name, weight in pointer.learnt(other).items():
        assert torch.equal(weight, before[name] if name.startswith("last.") else kept[name])
    pointer.begin(other, kept)
    assert all(torch.equal(weight, kept[name]) for name, weight in pointer.learnt(other).items())


def test_it_goes_on_from_a_pointer_of_this_encoder_alone(tmp_path: Path) -> None:
    file, about = tmp_path / "one.safetensors", {"encoder": "e", "scale": "2.0"}
    kept = pointer.learnt(Pointing(layer(0), 8))
    save_file(kept, file, metadata=about | {"more": "x"})
    assert set(pointer.begun(file, about)) == set(kept)
    for learnt, told in ((kept, {"encoder": "other", "scale": "2.0"}), ({"last.weight": kept["last.alone"]}, about)):
        save_file(learnt, file, metadata=told)
        with pytest.raises(ValueError, match="is no pointer of this encoder"):
            pointer.begun(file, about)


def test_material_is_what_the_files_hold() -> None:
    sentences, told, near = pointer_material.material()
    assert len(told) == 13189 + 9573 and {len(near["none"]) > 20000, len(near["some"]) > 9000} == {True}
    assert all(row["answer"] in row["sentence"] for row in told) and sum(not row["answer"] for row in told) == 3196
    assert not any(row["answer"] and row["answer"] in row["question"] for row in told)
    assert all(row["sentence"] in sentences[row["of"]] for row in told[::50])
    assert all(line.text == flat(line.text) for line in near["some"][::100])


def test_the_reports_left_out_are_the_same_whatever_the_order() -> None:
    reports = [str(n) for n in range(40)]
    held = pointer_material.held_out(reports, 0.1)
    assert (
        len(held) == 4
        and held == pointer_material.held_out(reports, 0.1)
        and pointer_material.held_out(reports, 0.0) == set()
    )
