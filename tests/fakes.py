"""An encoder that a reader can compute by hand."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.runs import Runs


class BigramEncoder:
    """Counts of character bigrams, brought to length 1. Nearness is shared bigrams, and nothing else.

    A bigram's place in the vector is `(251 * ord(first) + ord(second)) % dim`; a text of one character is counted as
    that character twice, an empty text as one count at place 0, so that every row has length 1.

    By hand, with dim = 256: "代表建议" has the bigrams 代表, 表建, 建议. ord: 代 20195, 表 34920, 建 24314, 议 35758.
    (251 * 20195 + 34920) % 256 = 249, (251 * 34920 + 24314) % 256 = 242, (251 * 24314 + 35758) % 256 = 204:
    three places with 1 / sqrt(3). "代表" is place 249 alone, so the two texts are 1 / sqrt(3) = 0.577 near each other.
    """

    def __init__(self, dim: int = 256) -> None:
        self.name = "bigrams"
        self.dim = dim
        self.fingerprint = f"bigrams-{dim}"

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The row of one text, shape (dim,): questions and passages are counted alike."""
        places = Counter(self._place(pair) for pair in _bigrams(text)) or Counter({0: 1})
        row = np.zeros(self.dim, dtype=np.float32)
        row[list(places)] = list(places.values())
        return np.asarray(row / np.linalg.norm(row), dtype=np.float32)

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Words are texts like others here."""
        return self.encode_passages(words)

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> NDArray[np.float32]:
        """Rows of the texts in their order, shape (n, dim)."""
        rows = [self.encode_query(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dim), dtype=np.float32)

    def encode_runs(self, sentences: Sequence[Runs], progress: bool = False) -> NDArray[np.float32]:
        """Runs are texts like others here."""
        return self.encode_passages([text for sentence in sentences for text in sentence.texts()])

    def answers(self, question: str, texts: Sequence[str]) -> None:
        """Nothing was trained for bigrams."""

    def points(self, question: str, texts: Sequence[str]) -> None:
        """Nothing was trained for bigrams."""

    def _place(self, pair: str) -> int:
        return (251 * ord(pair[0]) + ord(pair[1])) % self.dim


def _bigrams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)] if len(text) != 1 else [text * 2]
