"""Runs of clauses, encoded by the sentence: each sentence goes through the model once, and a run is the mean of its own
tokens, which have seen the whole sentence ("late chunking", Günther et al. 2024).

A sentence of n clauses has 3n - 3 runs of up to three. Encoded one by one they are most of the work of adding a report;
this way a third of it is left, and on the known questions the marks are the same. Only for models that pool the mean.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

BATCH = 32


class Runs(NamedTuple):
    """A sentence as its pieces in order, and the runs wanted of it: (first, last) is pieces[first:last]."""

    pieces: Sequence[str]
    runs: Sequence[tuple[int, int]]

    def texts(self) -> list[str]:
        """The runs as texts."""
        return ["".join(self.pieces[first:last]) for first, last in self.runs]


def pools_the_mean(model: Any) -> bool:
    """Whether a text's vector is the mean of its tokens and nothing more (a dense layer behind it would be missed)."""
    modes = [getattr(module, "pooling_mode", None) for module in model]
    return [mode for mode in modes if mode] == ["mean"] and len(modes) <= 3


def tokens_of(tokenizer: Any, sentence: Runs) -> list[list[int]]:
    """The tokens of each piece, without the special ones."""
    if not sentence.pieces:
        return []
    cut: list[list[int]] = tokenizer(list(sentence.pieces), add_special_tokens=False, verbose=False)["input_ids"]
    return cut


def run_rows(
    model: Any, tokenizer: Any, sentences: Sequence[tuple[Runs, list[list[int]]]], progress: bool = False
) -> Iterator[NDArray[np.float32]]:
    """For each sentence with the tokens of its pieces the rows (runs, dim) of its runs, length 1."""
    import torch  # two seconds, which only those who encode pay

    order = sorted(range(len(sentences)), key=lambda i: sum(map(len, sentences[i][1])))
    found: dict[int, NDArray[np.float32]] = {}
    for start in tqdm(range(0, len(order), BATCH), desc="编码小句", unit="批", disable=not progress):
        batch = order[start : start + BATCH]
        with torch.no_grad():
            states = _states(model, tokenizer, [[t for piece in sentences[i][1] for t in piece] for i in batch])
        for i, state in zip(batch, states, strict=True):
            found[i] = _means(state, *sentences[i])
    yield from (found[i] for i in range(len(sentences)))


def _states(model: Any, tokenizer: Any, rows: Sequence[list[int]]) -> NDArray[np.float32]:
    """(n, longest, dim): the last states of the tokens, padding behind, the special tokens before them left out."""
    import torch

    before, behind = frame(tokenizer)
    whole = [[*before, *row, *behind] for row in rows]
    longest = max(map(len, whole))
    ids = torch.full((len(whole), longest), int(tokenizer.pad_token_id or 0))
    mask = torch.zeros((len(whole), longest), dtype=torch.long)
    for at, row in enumerate(whole):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    features = {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}
    states = model[0](features)["token_embeddings"]
    return np.asarray(states[:, len(before) :].numpy(), dtype=np.float32)


def frame(tokenizer: Any) -> tuple[list[int], list[int]]:
    """The special tokens that stand before and behind a text: ([CLS], [SEP]) for a BERT."""
    whole, bare = (tokenizer("年", add_special_tokens=special)["input_ids"] for special in (True, False))
    at = whole.index(bare[0])
    return whole[:at], whole[at + len(bare) :]


def _means(states: NDArray[np.float32], sentence: Runs, tokens: list[list[int]]) -> NDArray[np.float32]:
    sums = np.concatenate([np.zeros((1, states.shape[1])), np.cumsum(states, axis=0, dtype=np.float64)])
    edges = np.concatenate([[0], np.cumsum([len(piece) for piece in tokens])]).astype(np.intp)
    rows = np.stack([sums[edges[last]] - sums[edges[first]] for first, last in sentence.runs])
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
