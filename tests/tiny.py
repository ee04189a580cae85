"""A BERT of one layer over twenty characters, to learn with in a test."""

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel, BertTokenizer

from benchmarks.training import lora


def tiny_encoder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> lora.Encoder:
    """In float32, on the CPU; the folder gets its vocabulary."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"问题代表解决率为这句"]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    monkeypatch.setattr(lora, "MIXED", False)
    monkeypatch.setattr(lora, "DEVICE", "cpu")
    model = BertModel(config, add_pooling_layer=False).eval()  # type: ignore[no-untyped-call]
    tokenizer = BertTokenizer(str(folder / "vocab.txt"))
    return lora.Encoder(model, tokenizer)
