"""The cross-encoder: its formula, for which encoder it is, and that it does what it is there for."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

from index.adapter import merge
from index.crossencoder import FOLDER, TOKENS, trained_for
from index.encoder import Encoder, SentenceEncoder, load_encoder
from tests.fakes import BigramEncoder
from tests.plain import plain_model

QUESTION = "养老机构床位有多少张?"
TEXTS = ["新增养老机构床位4600张,建成社区食堂32家。", "加强养老机构安全监管。"]


def test_only_for_the_encoder_it_was_trained_on(tmp_path: Path, encoder: SentenceEncoder) -> None:
    factors = {"a.down": np.ones((3, 1), np.float16), "a.up": np.ones((1, 2), np.float16)}
    last = {"last.weight": np.ones(4, np.float16), "last.bias": np.full(1, 0.5, np.float16)}
    save_file(factors | last, tmp_path / "a.safetensors", {"encoder": "this", "scale": "2.0"})
    found = trained_for("this", tmp_path)
    assert found is not None and found.bias == 0.5 and found.weight.shape == (4,) and found.factors.scale == 2.0
    assert set(found.factors.factors) == {"a"} and trained_for("that", tmp_path) is None
    assert trained_for(encoder.fingerprint) is not None
    assert load_encoder("m3e-small", adapted=False).answers(QUESTION, TEXTS) is None
    bigrams: Encoder = BigramEncoder()
    assert bigrams.answers(QUESTION, TEXTS) is None


def test_the_formula(encoder: SentenceEncoder) -> None:
    """As plain transformers computes it: the factors added to the weights, one linear layer over [CLS] and the mean."""
    plain = plain_model("m3e-small")
    trained = trained_for(encoder.fingerprint, FOLDER)
    assert trained is not None
    bert, tokenizer = plain[0].auto_model, plain.tokenizer
    merge(bert, trained.factors)
    expected = []
    for text in TEXTS:
        tokens = tokenizer(QUESTION, text, return_tensors="pt")
        with torch.no_grad():
            hidden = bert(**tokens).last_hidden_state[0]
        pooled = torch.cat([hidden[0], hidden.mean(0)]).numpy()
        expected.append(float(pooled @ trained.weight) + trained.bias)
    found = encoder.answers(QUESTION, TEXTS)
    assert found is not None and found.dtype == np.float32
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_texts_are_read_by_themselves_and_the_encoder_stays_as_it_was(encoder: SentenceEncoder) -> None:
    before = encoder.encode_query(QUESTION)
    both = encoder.answers(QUESTION, TEXTS)
    alone = [encoder.answers(QUESTION, [text]) for text in TEXTS]
    assert both is not None and both.shape == (2,)
    np.testing.assert_allclose(both, [float(one[0]) for one in alone if one is not None], atol=1e-4)
    none = encoder.answers(QUESTION, [])
    assert none is not None and none.shape == (0,)
    np.testing.assert_array_equal(encoder.encode_query(QUESTION), before)


def test_a_long_text_is_read_from_its_beginning(encoder: SentenceEncoder) -> None:
    long = TEXTS[0] + "。" * TOKENS
    cut, longer = (encoder.answers(QUESTION, [text]) for text in (long, long + "床位"))
    assert cut is not None and longer is not None
    np.testing.assert_array_equal(cut, longer)


@pytest.mark.parametrize("length", [TOKENS - 4, TOKENS, 500])
def test_a_long_question_is_read_from_its_beginning(encoder: SentenceEncoder, length: int) -> None:
    """As long as one may be asked (retrieval/query.py)."""
    question = "养老床位有多少张呢" * 60
    found, longer = (encoder.answers(asked, TEXTS) for asked in (question[:length], question[: length + 8]))
    assert found is not None and longer is not None and np.isfinite(found).all()
    assert length < TOKENS or np.array_equal(found, longer)
    pointed = encoder.points(question[:length], TEXTS)
    assert pointed is not None and [len(one) for one in pointed] == [len(text) for text in TEXTS]
    assert all(0 <= one.sum() <= 1.0001 for one in pointed)


# Written for this test; what answers, and what only speaks of it.
CASES = [
    ("全县新建了多少公里农村公路", "新建农村公路120公里,改造危桥8座。", "农村公路养护资金全部落实到位。"),
    ("县医院搬到哪里了", "县人民医院整体迁至城南新区。", "县人民医院门诊量增长12%。"),
    ("水价听证会啥时候开的", "5月12日召开居民水价调整听证会。", "居民水价每立方米上调0.3元。"),
    ("修桥花了多少钱", "投资2.3亿元建成浦溪大桥。", "浦溪大桥建成通车,全长860米。"),
    ("小学生近视的多不多", "小学生近视率降至31%。", "为小学教室更换护眼灯2.1万盏。"),
    ("禁渔令从哪天起实施", "浦溪流域禁渔条例自3月1日起施行。", "制定浦溪流域禁渔条例,禁用电鱼等方法。"),
    ("敬老院由谁来查", "县民政局每季度检查敬老院一次。", "敬老院新增护理型床位300张。"),
    ("旅游收入全省排名", "旅游收入居全省第三位。", "旅游收入86亿元,增长9.1%。"),
    ("法院判了多少起酒驾", "审结危险驾驶案件214件。", "严惩酒驾醉驾,守护道路安全。"),
    ("人才公寓租金一个月几多", "人才公寓月租金每平方米8元。", "建成人才公寓1200套。"),
    ("代表提的建议满意率", "代表对建议办理的满意率为98.2%。", "代表提出的163件建议全部办结。"),
    ("垃圾分类条例对乱扔的罚多少", "条例规定个人乱扔垃圾罚款50元至200元。", "修订垃圾分类条例,明确投放要求。"),
]


def test_what_answers_is_above_what_only_speaks_of_it(encoder: SentenceEncoder) -> None:
    right = 0
    for question, answers, near in CASES:
        odds = encoder.answers(question, [answers, near])
        assert odds is not None
        right += odds[0] > odds[1]
    assert right >= 9
