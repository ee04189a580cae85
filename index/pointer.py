"""Question and passage read together → where in the passage the answer stands.

The cross-encoder (index/crossencoder.py) tells how much a text answers; which of three figures in it does, it does not
tell. Here every token gets a share of the answer, and all shares of a text add up to 1 with that of [CLS], which stands
for a text that does not answer: the pointer sum of Kadlec et al. (Text Understanding with the Attention Sum Reader
Network, 2016) over a BERT. Ours has the layers of the encoder, changed by low-rank factors, and on top of a token's
state what it has by itself and what it has with the mean of the question (benchmarks/training/pointer.py). It is made
on one encoder and loaded for no other.
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

FOLDER = Path(__file__).parent / "pointers"
TOKENS = 256  # of question and text together; it has not learnt from longer ones

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What a file holds: the factors; `alone` (dim,), what a token has by itself; `asked` and `told` (rank, dim), by
    which the mean of the question and a token are compared."""

    factors: Adapter
    alone: Floats
    asked: Floats
    told: Floats


def trained_for(fingerprint: str, folder: Path = FOLDER) -> Trained | None:
    """What was trained on the encoder of that fingerprint; None for every other encoder."""
    for file, factors in made_for(folder, "encoder", (fingerprint,)):
        alone, asked, told = (file.get_tensor(f"last.{name}").astype(np.float32) for name in ("alone", "asked", "told"))
        return Trained(factors, alone, asked, told)
    return None


class Pointer:
    """Shares the table of words with a model of sentence-transformers, and has layers of its own (50 MB for m3e-small).
    On the CPU in float32."""

    def __init__(self, model: Any, trained: Trained) -> None:
        import torch

        self._tokenizer: Any = own_tokenizer(model)
        self._bert = own_layers(model, trained.factors)
        self._alone, self._asked, self._told = map(torch.from_numpy, (trained.alone, trained.asked, trained.told))
        self(SAMPLE, [SAMPLE])  # sets the tokenizer

    def __call__(self, question: str, texts: Sequence[str]) -> list[Floats]:
        """Of each text the share of the answer that stands in each of its characters, shape (len(text),): what the sum
        lacks of 1 is how likely nothing in it answers. Of question and text the longer one is cut off, down to
        `TOKENS` of both; what is cut off has nothing."""
        import torch

        if not texts:
            return []
        tokens = self._tokenizer(
            [question] * len(texts), list(texts),
            padding=True, truncation="longest_first", max_length=TOKENS,
            return_tensors="pt", return_offsets_mapping=True,
        )  # fmt: skip
        places = tokens.pop("offset_mapping").numpy()
        in_text = np.array([[side == 1 for side in tokens.sequence_ids(i)] for i in range(len(texts))])
        with torch.inference_mode():
            shares = self._shares(tokens, torch.from_numpy(in_text)).numpy()
        rows = zip(texts, shares, places, in_text, strict=True)
        return [_by_character(len(text), *row) for text, *row in rows]

    def _shares(self, tokens: Any, in_text: Any) -> Any:
        """(texts, tokens): of each text they add up to 1, with [CLS]."""
        hidden = self._bert(**tokens).last_hidden_state
        question = (tokens["attention_mask"].bool() & (tokens["token_type_ids"] == 0))[..., None]
        mean = (hidden * question).sum(1) / question.sum(1)
        found = hidden @ self._alone + ((hidden @ self._told.T) * (mean @ self._asked.T)[:, None]).sum(-1)
        read = in_text.clone()
        read[:, 0] = True
        return found.masked_fill(~read, float("-inf")).softmax(1)


def _by_character(length: int, shares: Floats, places: NDArray[np.intp], in_text: NDArray[np.bool_]) -> Floats:
    """What a token has, evenly on its characters."""
    found = np.zeros(length, np.float32)
    for share, (start, end) in zip(shares[in_text], places[in_text], strict=True):
        found[start:end] += share / max(1, end - start)
    return found


def pointer_for(model: Any, fingerprint: str) -> Pointer | None:
    """The one that was trained on this encoder; None where none was."""
    trained = trained_for(fingerprint)
    return Pointer(model, trained) if trained else None
