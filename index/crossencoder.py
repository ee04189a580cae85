"""Question and sentence read together → how much the sentence answers the question.

A vector of each tells whether they are about the same; whether what is asked is in the sentence, only reading both at
once does (a cross-encoder, Nogueira & Cho 2019). Ours has the layers of the encoder, changed by low-rank factors, and
one linear layer on top (benchmarks/training/cross.py). It is made on one encoder and loaded for no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.adapter import Adapter, made_for
from index.layers import own_layers
from index.tokenizing import SAMPLE, own_tokenizer

FOLDER = Path(__file__).parent / "crossencoders"
TOKENS = 128  # of question and sentence together; it has not learnt from longer ones

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What a file holds: the factors, and the last layer, `weight` (2 · dim,) over [CLS] and the mean, and its bias."""

    factors: Adapter
    weight: Floats
    bias: float


def trained_for(fingerprint: str, folder: Path = FOLDER) -> Trained | None:
    """What was trained on the encoder of that fingerprint; None for every other encoder."""
    for file, factors in made_for(folder, "encoder", (fingerprint,)):
        weight = file.get_tensor("last.weight").astype(np.float32)
        return Trained(factors, weight, float(file.get_tensor("last.bias")[0]))
    return None


class CrossEncoder:
    """Shares the table of words with a model of sentence-transformers, and has layers of its own (50 MB for m3e-small).
    On the CPU in float32."""

    def __init__(self, model: Any, trained: Trained) -> None:
        import torch

        self._tokenizer: Any = own_tokenizer(model)
        self._bert = own_layers(model, trained.factors)
        self._weight, self._bias = torch.from_numpy(trained.weight), trained.bias
        self(SAMPLE, [SAMPLE])  # sets the tokenizer

    def __call__(self, question: str, texts: Sequence[str]) -> Floats:
        """Of each text the log odds that it answers, shape (n,). Of question and text the longer is cut off, down to
        `TOKENS` of both."""
        import torch

        if not texts:
            return np.zeros(0, np.float32)
        tokens = self._tokenizer(
            [question] * len(texts), list(texts),
            padding=True, truncation="longest_first", max_length=TOKENS, return_tensors="pt",
        )  # fmt: skip
        with torch.inference_mode():
            hidden: torch.Tensor = self._bert(**tokens).last_hidden_state
            mask = tokens["attention_mask"][..., None].float()
            mean = (hidden * mask).sum(1) / mask.sum(1)
            odds = torch.cat([hidden[:, 0], mean], dim=1) @ self._weight + self._bias
        return np.asarray(odds.numpy(), np.float32)


def crossencoder_for(model: Any, fingerprint: str) -> CrossEncoder | None:
    """The one that was trained on this encoder; None where none was."""
    trained = trained_for(fingerprint)
    return CrossEncoder(model, trained) if trained else None
