"""The map of the question's vector: its formula, for which encoder it is, and that it does what it is there for."""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from index.adapter import FOLDER, adapter_for
from index.encoder import SentenceEncoder


def test_the_formula(tmp_path: Path) -> None:
    down, up = np.array([[1], [0]], np.float32), np.array([[0, 2]], np.float32)
    save_file({"down": down, "up": up}, tmp_path / "a.safetensors", metadata={"encoder": "this"})
    adapter = adapter_for("this", tmp_path)
    assert adapter is not None
    # (1, 0) + 1 · (0, 2) = (1, 2), of length √5
    np.testing.assert_allclose(adapter(np.array([1, 0], np.float32)), np.array([1, 2]) / 5**0.5, rtol=1e-6)
    assert adapter_for("another", tmp_path) is None


def test_what_ships_is_for_the_default_encoder_alone(encoder: SentenceEncoder) -> None:
    adapter = adapter_for(encoder.fingerprint)
    assert adapter is not None and adapter_for("0" * 16) is None
    question = "娃娃上学近不近"
    plain = encoder.encode_passages([question])[0]
    np.testing.assert_allclose(encoder.encode_query(question), adapter(plain), atol=1e-6)
    assert abs(float(np.linalg.norm(encoder.encode_query(question))) - 1) < 1e-6


def test_an_everyday_question_comes_nearer_to_the_official_sentence(encoder: SentenceEncoder) -> None:
    question, official = "家里老人没人照看怎么办", "大力发展居家社区养老服务,扩大普惠型养老供给。"
    other = "推进国有企业重组整合,优化国有资本布局。"
    rows = encoder.encode_passages([question, official, other])
    plain, mapped = rows[0], encoder.encode_query(question)
    assert mapped @ rows[1] - mapped @ rows[2] > plain @ rows[1] - plain @ rows[2]


def test_weights_are_small_and_no_pickle() -> None:
    files = list(FOLDER.iterdir())
    assert all(file.suffix == ".safetensors" for file in files if file.is_file() and file.name != "README.md")
    assert sum(file.stat().st_size for file in files) < 4_000_000
