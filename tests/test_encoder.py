"""Rows of length 1, the same alone and in a batch; pooling and prompts from the model's files; another model, another
fingerprint. What only the real model can show is shown on m3e-small, the rest on a tiny model made here."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel, BertTokenizer

from index.encoder import SentenceEncoder, load_encoder
from index.errors import ModelError
from index.models import BGE_ZH_QUERY
from tests.fakes import BigramEncoder

MakeModel: TypeAlias = Callable[..., Path]

GOLDEN = Path(__file__).parent / "golden" / "m3e-small.json"
TEXTS = [
    "代表通过热线反映问题377个,已解决360个,解决率为95.49%。",
    "制定《邵阳市城市绿化条例》。",
    "一年来,常委会召开会议9次。" * 30,
    "好",
    "",
]


def test_first_numbers_of_the_real_model() -> None:
    encoder, golden = load_encoder("m3e-small", adapted=False), json.loads(GOLDEN.read_text("utf-8"))
    assert (encoder.name, encoder.dim, encoder.max_tokens) == ("m3e-small", 512, 512)
    for text, numbers in golden.items():
        np.testing.assert_allclose(encoder.encode_passages([text])[0, : len(numbers)], numbers, atol=1e-4)


def test_rows_have_length_one_and_come_in_order(encoder: SentenceEncoder) -> None:
    rows = encoder.encode_passages(TEXTS)
    assert rows.shape == (5, 512)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for text, row in zip(TEXTS, rows, strict=True):
        np.testing.assert_allclose(encoder.encode_passages([text])[0], row, atol=1e-5)


def test_more_texts_than_a_batch_come_in_order(encoder: SentenceEncoder) -> None:
    texts = [f"第{i}次会议" * (i % 7 + 1) for i in range(80)]
    rows = encoder.encode_passages(texts)
    for i in (0, 31, 32, 79):
        np.testing.assert_allclose(encoder.encode_passages([texts[i]])[0], rows[i], atol=1e-5)


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 512)
    assert BigramEncoder().encode_passages([]).shape == (0, 256)


def test_meaning_is_nearer_than_shared_words(encoder: SentenceEncoder) -> None:
    near, far = encoder.encode_passages(["空气质量优良天数比率为92.1%。", "市民热线的接线员有九十二名。"])
    asked = encoder.encode_query("天蓝的日子占多少")
    assert asked @ near > asked @ far


def test_a_text_that_is_cut_off_is_told(encoder: SentenceEncoder, caplog: pytest.LogCaptureFixture) -> None:
    texts = ["报" * 510, "报" * 511, "报", "a " * 511]  # [CLS] and [SEP] take two of the 512
    assert encoder.too_long(texts) == [1, 3]
    with caplog.at_level(logging.WARNING):
        encoder.encode_passages(texts)
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("2 段文字超过模型 m3e-small 的 512 个词元")


def test_progress_is_shown_on_stderr_only_when_asked(
    encoder: SentenceEncoder, capsys: pytest.CaptureFixture[str]
) -> None:
    encoder.encode_passages(TEXTS)
    assert capsys.readouterr() == ("", "")
    encoder.encode_passages(TEXTS, progress=True)
    shown = capsys.readouterr()
    assert (shown.out, "5/5" in shown.err) == ("", True)


def test_the_fake_is_what_its_docstring_computes() -> None:
    fake = BigramEncoder()
    row = fake.encode_query("代表建议")
    assert np.flatnonzero(row).tolist() == [204, 242, 249]
    assert row @ fake.encode_passages(["代表"])[0] == pytest.approx(1 / 3**0.5)
    assert np.linalg.norm(fake.encode_passages(["", "好", "好好好"]), axis=1).tolist() == pytest.approx([1, 1, 1])


@pytest.fixture(scope="module")
def make_model(tmp_path_factory: pytest.TempPathFactory) -> MakeModel:
    """Makes a sentence-transformers folder: a BERT of one layer over ten characters, always with the same weights."""

    def make(
        name: str = "tiny",
        pooling: str = "mean",
        prompts: dict[str, str] | None = None,
        seed: int = 0,
        longest: int = 16,
    ) -> Path:
        folder = tmp_path_factory.mktemp("models") / name
        folder.mkdir()
        words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"问题代表解决率为这句"]
        (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
        BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
        torch.manual_seed(seed)
        config = BertConfig(
            vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
        )
        BertModel(config).save_pretrained(folder)
        _write(folder / "1_Pooling" / "config.json", {"embedding_dimension": 8, "pooling_mode": pooling})
        _write(folder / "sentence_bert_config.json", {"max_seq_length": longest})
        _write(folder / "modules.json", [_module(0, "", "Transformer"), _module(1, "1_Pooling", "Pooling")])
        if prompts is not None:
            _write(folder / "config_sentence_transformers.json", {"prompts": prompts})
        return folder

    return make


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _module(idx: int, path: str, kind: str) -> dict[str, object]:
    return {"idx": idx, "name": str(idx), "path": path, "type": f"sentence_transformers.models.{kind}"}


def test_the_fingerprint_tells_encoders_apart(make_model: MakeModel) -> None:
    folders = [
        make_model(),
        make_model(pooling="cls"),
        make_model(prompts={"query": "问"}),
        make_model(prompts={"document": "问"}),
        make_model(seed=1),
        make_model(longest=12),
        make_model(name="bge-small-zh-v1.5"),  # its query instruction counts too
    ]
    prints = [load_encoder(str(folder)).fingerprint for folder in folders]
    assert len(set(prints)) == len(prints)
    assert load_encoder(str(make_model())).fingerprint == prints[0]  # the same files in another folder


def test_pooling_is_the_models_own(make_model: MakeModel) -> None:
    first = load_encoder(str(make_model(pooling="cls"))).encode_query("问题解决")
    mean = load_encoder(str(make_model(pooling="mean"))).encode_query("问题解决")
    assert np.abs(first - mean).max() > 0.01


def test_prompts_are_the_models_own(make_model: MakeModel) -> None:
    plain = load_encoder(str(make_model()))
    asking = load_encoder(str(make_model(prompts={"query": "代表", "document": "这句"})))
    np.testing.assert_allclose(asking.encode_query("解决"), plain.encode_query("代表解决"), atol=1e-5)
    np.testing.assert_allclose(asking.encode_passages(["解决"]), plain.encode_passages(["这句解决"]), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "own", "before"),
    [
        ("bge-small-zh-v1.5", None, BGE_ZH_QUERY),
        ("bge-large-zh", {"query": "", "document": ""}, BGE_ZH_QUERY),
        ("bge-base-zh-v1.5", {"query": "代表"}, "代表"),
        ("bge-large-zh-noinstruct", None, ""),
        ("bge-small-en-v1.5", None, ""),
    ],
)
def test_bge_zh_gets_its_published_instruction(
    make_model: MakeModel, name: str, own: dict[str, str] | None, before: str
) -> None:
    plain = load_encoder(str(make_model(longest=64)))
    bge = load_encoder(str(make_model(name, prompts=own, longest=64)))
    np.testing.assert_allclose(bge.encode_query("解决"), plain.encode_query(before + "解决"), atol=1e-5)
    np.testing.assert_allclose(bge.encode_passages(["解决"]), plain.encode_passages(["解决"]), atol=1e-5)


def test_a_folder_that_is_no_such_model_is_an_error(make_model: MakeModel) -> None:
    folder = make_model()
    (folder / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelError, match=r"读不出.*sentence-transformers 文件夹"):
        load_encoder(str(folder))
