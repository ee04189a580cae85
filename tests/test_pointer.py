"""The pointer: its formula, for which encoder it is, and that it does what it is there for."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file

from index.adapter import merge
from index.encoder import Encoder, SentenceEncoder, load_encoder
from index.folding import flat, fold
from index.pointer import FOLDER, TOKENS, trained_for
from tests.fakes import BigramEncoder
from tests.plain import plain_model

QUESTION = "养老机构床位有多少张?"
TEXTS = ["新增养老机构床位4600张,建成社区食堂32家。", "加强养老机构安全监管。"]


def test_only_for_the_encoder_it_was_trained_on(tmp_path: Path, encoder: SentenceEncoder) -> None:
    factors = {"a.down": np.ones((3, 1), np.float16), "a.up": np.ones((1, 2), np.float16)}
    last = {
        "last.alone": np.ones(4, np.float16),
        **{f"last.{n}": np.ones((2, 4), np.float16) for n in ("asked", "told")},
    }
    save_file(factors | last, tmp_path / "a.safetensors", {"encoder": "this", "scale": "2.0"})
    found = trained_for("this", tmp_path)
    assert found is not None and found.alone.shape == (4,) and found.asked.shape == found.told.shape == (2, 4)
    assert set(found.factors.factors) == {"a"} and trained_for("that", tmp_path) is None
    assert trained_for(encoder.fingerprint) is not None
    assert load_encoder("m3e-small", adapted=False).points(QUESTION, TEXTS) is None
    bigrams: Encoder = BigramEncoder()
    assert bigrams.points(QUESTION, TEXTS) is None


def test_the_formula(encoder: SentenceEncoder) -> None:
    """As plain transformers and numpy compute it, token by token."""
    plain = plain_model("m3e-small")
    trained = trained_for(encoder.fingerprint, FOLDER)
    assert trained is not None
    bert, tokenizer = plain[0].auto_model, plain.tokenizer
    merge(bert, trained.factors)
    found = encoder.points(QUESTION, TEXTS)
    assert found is not None
    for text, shares in zip(TEXTS, found, strict=True):
        tokens = tokenizer(QUESTION, text, return_tensors="pt", return_offsets_mapping=True)
        places = tokens.pop("offset_mapping")[0].tolist()
        with torch.no_grad():
            hidden = bert(**tokens).last_hidden_state[0].numpy()
        asked = (tokens["token_type_ids"][0] == 0).numpy()
        mean = hidden[asked].mean(0)
        scores = hidden @ trained.alone + (hidden @ trained.told.T) @ (trained.asked @ mean)
        inside = [0, *range(int(asked.sum()), len(scores) - 1)]  # [CLS] and the text without its [SEP]
        weights = np.exp(scores[inside] - scores[inside].max())
        weights /= weights.sum()
        assert shares.dtype == np.float32 and shares.shape == (len(text),)
        expected = np.zeros(len(text))
        for at, weight in zip(inside[1:], weights[1:], strict=True):
            start, end = places[at]
            expected[start:end] += weight / (end - start)
        np.testing.assert_allclose(shares, expected, atol=1e-4)
        assert 1 - shares.sum() == pytest.approx(weights[0], abs=1e-3)


def test_texts_are_read_by_themselves_and_the_encoder_stays_as_it_was(encoder: SentenceEncoder) -> None:
    before = encoder.encode_query(QUESTION)
    both = encoder.points(QUESTION, TEXTS)
    assert both is not None
    for text, shares in zip(TEXTS, both, strict=True):
        alone = encoder.points(QUESTION, [text])
        assert alone is not None
        np.testing.assert_allclose(shares, alone[0], atol=1e-4)
    assert encoder.points(QUESTION, []) == []
    np.testing.assert_array_equal(encoder.encode_query(QUESTION), before)


def test_what_is_behind_the_last_token_has_nothing(encoder: SentenceEncoder) -> None:
    found = encoder.points(QUESTION, ["。" * TOKENS + TEXTS[0]])
    assert found is not None and found[0].shape == (TOKENS + len(TEXTS[0]),) and not found[0][TOKENS:].any()


@given(st.text(max_size=40))
def test_flat_keeps_every_place(text: str) -> None:
    """Character by character, each as it is folded by itself or as it was; so again."""
    found = flat(text)
    assert len(found) == len(text)
    assert all(one in (fold(char), char) for one, char in zip(found, text, strict=True))
    assert flat(found) == found


# Written for this test: the sentence has several figures, and which one is asked for its words alone do not tell.
CASES = [
    ("修的农村路有多长", "新建农村公路120公里,改造危桥8座,投入3.1亿元。", "120公里"),
    ("修路花了多少", "新建农村公路120公里,改造危桥8座,投入3.1亿元。", "3.1亿元"),
    ("危桥修好了几座", "新建农村公路120公里,改造危桥8座,投入3.1亿元。", "8座"),
    ("图书馆如今藏书总量", "新购图书3.2万册,藏书总数达到41万册。", "41万册"),
    ("今年添了多少书", "新购图书3.2万册,藏书总数达到41万册。", "3.2万册"),
    ("失学的孩子劝回来的占几成", "排查辍学学生96名,劝返91名,劝返率94.8%。", "94.8%"),
    ("劝回学校的有几个", "排查辍学学生96名,劝返91名,劝返率94.8%。", "91名"),
    ("办个证现在要等几天", "办证时限由15天压缩到3天,窗口由6个增加到9个。", "3天"),
    ("窗口现在开了几个", "办证时限由15天压缩到3天,窗口由6个增加到9个。", "9个"),
    ("法院卖房卖车一共成交了多少钱", "网络司法拍卖412件,成交额2.6亿元,溢价率18%。", "2.6亿元"),
    ("比底价高出多少", "网络司法拍卖412件,成交额2.6亿元,溢价率18%。", "18%"),
    ("哪个部门来管网约车", "由市交通运输局负责网约车日常监管,公安局配合。", "市交通运输局"),
]


def test_it_tells_which_of_several_pieces_answers(encoder: SentenceEncoder) -> None:
    """Better than the first piece of that kind, the last one or a guess, which have a third of them."""
    right = 0
    for question, text, answer in CASES:
        found = encoder.points(question, [text])
        assert found is not None
        at = text.index(answer)
        right += at <= int(found[0].argmax()) < at + len(answer)
    assert right >= 0.75 * len(CASES)
