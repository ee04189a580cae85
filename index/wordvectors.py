"""How near two words are by themselves, out of their sentences: the encoder's own table of token vectors.

Looking a word up costs nothing, where reading three sentences through the model took 180 ms; as evidence for silence
the table did no worse (docs/history). The mean of the whole table is taken off: what all tokens have in common
would make all words near.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 8192  # words kept, of 2 KB each: 17 MB; one question looks some 300 up


class WordVectors:
    """The token table of a transformer, (tokens, dim); the words looked up last are kept."""

    def __init__(self, model: Any, tokenizer: Any) -> None:
        table = next(module for module in model.modules() if type(module).__name__ == "Embedding")
        self._table = table.weight.detach().numpy()
        self._mean = self._table.mean(axis=0)
        self._tokenizer = tokenizer
        self._row = lru_cache(maxsize=MOST)(self._made)

    def __call__(self, words: Sequence[str]) -> NDArray[np.float32]:
        """(len(words), dim), rows of length 1: the mean of each word's tokens."""
        return np.array([self._row(word) for word in words], np.float32).reshape(len(words), self._table.shape[1])

    def _made(self, word: str) -> NDArray[np.float32]:
        tokens = self._tokenizer(word, add_special_tokens=False, verbose=False)["input_ids"]
        row = (self._table[tokens or [self._tokenizer.unk_token_id]] - self._mean).mean(axis=0)
        return np.asarray(row / max(float(np.linalg.norm(row)), 1e-9), np.float32)
