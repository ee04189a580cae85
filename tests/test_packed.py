"""Packed layers give what the usual ones give; where torch cannot, nothing changes."""

from unittest.mock import patch

import numpy as np
import pytest
import torch

from index import packed
from index.encoder import SentenceEncoder
from index.packed import PackedLinear, pack, packs
from tests.plain import plain_model


def net() -> torch.nn.Module:
    torch.manual_seed(0)
    inner = torch.nn.Sequential(torch.nn.Linear(12, 32), torch.nn.GELU(), torch.nn.Linear(32, 12, bias=False))
    return torch.nn.ModuleDict({"a": torch.nn.Linear(12, 12), "b": inner})


def through(model: torch.nn.Module, rows: torch.Tensor) -> torch.Tensor:
    with torch.inference_mode():
        return model["b"](model["a"](rows))  # type: ignore[index,no-any-return]


@pytest.mark.parametrize("shape", [(12,), (1, 12), (15, 12), (3, 40, 12)])
def test_as_the_usual_layers(shape: tuple[int, ...]) -> None:
    usual, quick = net(), net()
    pack(quick)
    kinds = [type(module) for module in quick.modules()]
    assert torch.nn.Linear not in kinds and kinds.count(PackedLinear) == 3 if packs() else PackedLinear not in kinds
    rows = torch.randn(shape)
    torch.testing.assert_close(through(quick, rows), through(usual, rows), atol=1e-5, rtol=1e-5)


def test_layers_of_another_kind_stay() -> None:
    class Own(torch.nn.Linear):
        """Does what it likes."""

    model = torch.nn.Sequential(Own(3, 3), torch.nn.Linear(3, 3).double())
    pack(model)
    assert [type(layer) for layer in model] == [Own, torch.nn.Linear]


def test_a_torch_without_the_operations_packs_nothing() -> None:
    model = net()
    with patch.object(packed, "packs", return_value=False):
        pack(model)
    assert PackedLinear not in [type(module) for module in model.modules()]


def test_the_encoder_gives_the_vectors_of_its_model(encoder: SentenceEncoder) -> None:
    """A long text and a short one."""
    plain = plain_model(encoder.name)
    texts = ["小广告", "听取和审议专项工作报告,督促解决群众反映的问题。" * 12]
    expected = plain.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    np.testing.assert_allclose(encoder.encode_passages(texts), expected, atol=2e-6)
    assert packs() == any(isinstance(module, PackedLinear) for module in encoder._model.modules())
