"""The low-rank adapter: its formula, for which model it is, and that it does what it is there for."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

from index.adapter import FOLDER, adapter_for, merge
from index.encoder import SentenceEncoder, load_encoder
from index.errors import ModelError
from index.weights import file_sums, model_folder

DOWN, UP = np.array([[1], [2], [0]], np.float16), np.array([[3, 5]], np.float16)


@pytest.fixture(name="folder")
def folder_fixture(tmp_path: Path) -> Path:
    save_file({"a.dense.down": DOWN, "a.dense.up": UP}, tmp_path / "a.safetensors", {"weights": "this", "scale": "2.0"})
    return tmp_path


def model(inside: int, outside: int) -> torch.nn.Module:
    layer = torch.nn.ModuleDict({"dense": torch.nn.Linear(inside, outside, bias=False)})
    return torch.nn.ModuleDict({"encoder": torch.nn.ModuleDict({"a": layer, "b": layer["dense"]})})


def test_the_formula(folder: Path) -> None:
    adapter, changed = adapter_for(["other", "this"], folder), model(3, 2)
    assert adapter is not None
    weight = changed.get_parameter("encoder.a.dense.weight")
    before = weight.detach().clone()
    merge(changed, adapter)
    # 2 · (down · up)ᵀ, by hand
    torch.testing.assert_close(weight.detach() - before, torch.tensor([[6.0, 12.0, 0.0], [10.0, 20.0, 0.0]]))
    assert adapter_for(["another"], folder) is None


@pytest.mark.parametrize("unlike", [model(2, 2), torch.nn.Sequential(torch.nn.Linear(3, 2))])
def test_a_model_that_is_not_the_one_it_was_trained_for_is_named(folder: Path, unlike: torch.nn.Module) -> None:
    adapter = adapter_for(["this"], folder)
    assert adapter is not None
    with pytest.raises(ModelError, match=r"a\.safetensors.*a\.dense.*\(2, 3\)"):
        merge(unlike, adapter)


def test_what_ships_is_for_the_default_model_alone(encoder: SentenceEncoder) -> None:
    sums = file_sums(model_folder("m3e-small"))
    assert adapter_for(sums.values()) is not None and adapter_for(["0" * 64]) is None
    # A library of the one is never searched with the other.
    assert load_encoder("m3e-small", adapted=False).fingerprint != encoder.fingerprint


def test_an_everyday_question_comes_nearer_to_the_official_sentence(encoder: SentenceEncoder) -> None:
    question, official = "家里老人没人照看怎么办", "大力发展居家社区养老服务,扩大普惠型养老供给。"
    other = "推进国有企业重组整合,优化国有资本布局。"
    gaps = []
    for one in (load_encoder("m3e-small", adapted=False), encoder):
        asked, rows = one.encode_query(question), one.encode_passages([official, other])
        gaps.append(float(asked @ rows[0] - asked @ rows[1]))
    assert gaps[1] > gaps[0]


def test_weights_are_small_and_no_pickle() -> None:
    files = list(FOLDER.iterdir())
    assert all(file.suffix == ".safetensors" for file in files if file.is_file() and file.name != "README.md")
    assert sum(file.stat().st_size for file in files) < 4_000_000
