"""Runs of clauses encoded by the sentence: the laws against a plain computation, and the ways round it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from index.encoder import SentenceEncoder
from index.runs import Runs, frame, pools_the_mean

PIECES = ["代表通过热线反映问题377个,", "已解决360个,", "解决率为95.49%。"]
SENTENCE = Runs(PIECES, [(0, 1), (0, 2), (1, 2), (0, 3), (2, 3)])
SHORT = Runs(["完善参与机制。"], [(0, 1)])


def plain(encoder: SentenceEncoder, pieces: list[str], first: int, last: int) -> Any:
    """The mean of the token states of pieces[first:last], computed for this sentence alone."""
    model: Any = encoder._model
    ids = [model.tokenizer(piece, add_special_tokens=False)["input_ids"] for piece in pieces]
    before, behind = frame(model.tokenizer)
    row = torch.tensor([[*before, *(t for piece in ids for t in piece), *behind]])
    with torch.no_grad():
        states = model[0].auto_model(row).last_hidden_state[0].numpy()
    start = len(before) + sum(map(len, ids[:first]))
    mean = states[start : start + sum(map(len, ids[first:last]))].mean(axis=0)
    return mean / np.linalg.norm(mean)


def test_a_run_is_the_mean_of_its_own_tokens_in_the_sentence(encoder: SentenceEncoder) -> None:
    rows = encoder.encode_runs([SENTENCE])
    assert rows.dtype == np.float32 and rows.shape == (5, encoder.dim)
    for row, (first, last) in zip(rows, SENTENCE.runs, strict=True):
        np.testing.assert_allclose(row, plain(encoder, PIECES, first, last), atol=1e-5)


def test_rows_stand_in_the_order_of_the_sentences_whatever_their_lengths(encoder: SentenceEncoder) -> None:
    many = [SENTENCE, SHORT, Runs(PIECES * 4, [(2, 5)]), SHORT, SENTENCE]
    together = encoder.encode_runs(many)
    alone = np.concatenate([encoder.encode_runs([sentence]) for sentence in many])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert encoder.encode_runs([]).shape == (0, encoder.dim)


@pytest.mark.parametrize(
    "sentence",
    [Runs(["很长的一句," * 120, "到此为止。"], [(0, 1), (1, 2)]), Runs(["有字,", "\u200b"], [(0, 1), (0, 2)])],
)
def test_where_the_sentence_cannot_serve_runs_are_texts_of_their_own(encoder: SentenceEncoder, sentence: Runs) -> None:
    mixed = encoder.encode_runs([SHORT, sentence, SENTENCE])
    np.testing.assert_allclose(mixed[1:3], encoder.encode_passages(sentence.texts()), atol=1e-5)
    np.testing.assert_allclose(mixed[3:], encoder.encode_runs([SENTENCE]), atol=1e-5)


def test_of_all_runs_a_text_is_nearest_to_its_own(encoder: SentenceEncoder) -> None:
    rows, texts = encoder.encode_runs([SENTENCE]), encoder.encode_passages(SENTENCE.texts())
    assert (rows @ texts.T).argmax(axis=0).tolist() == list(range(len(rows)))


@dataclass
class Module:
    pooling_mode: str | None = None


def test_only_models_that_pool_the_mean_and_nothing_more() -> None:
    assert pools_the_mean([Module(), Module("mean")]) and pools_the_mean([Module(), Module("mean"), Module()])
    assert not pools_the_mean([Module(), Module("cls")])
    assert not pools_the_mean([Module(), Module("mean"), Module(), Module()])
