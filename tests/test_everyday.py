"""The thesaurus at work: the nearest terms by hand, for which encoder and which file it is, and what it does."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from index.encoder import SentenceEncoder
from index.everyday import FOLDER, THESAURUS, checksum, everyday_for, read_thesaurus
from index.library import Library
from retrieval.query import understand
from retrieval.search import signals
from retrieval.terms import TERMS, held_terms

TEXT = "official\teveryday\tfield\n停车难\t没车位|找車位\t交通\n养老\t老了谁管\t民生\n"


@pytest.fixture(name="small")
def small_fixture(tmp_path: Path) -> Path:
    (tmp_path / "t.tsv").write_text(TEXT, encoding="utf-8")
    rows = np.array([[127, 0], [0, 127], [127, 127]], np.int8)
    about = {"encoder": "this", "thesaurus": checksum(tmp_path / "t.tsv")}
    save_file({"wordings": rows}, tmp_path / "a.safetensors", metadata=about)
    return tmp_path


def test_a_term_is_as_near_as_its_nearest_wording(small: Path) -> None:
    everyday = everyday_for("this", small, small / "t.tsv")
    assert everyday is not None
    # (0.6, 0.8) with (1, 0), (0, 1): 0.6 and 0.8, both of the first term; with (1, 1)/√2: 1.4/√2
    found = list(everyday.nearest(np.array([0.6, 0.8], np.float32)))
    assert [term for term, _ in found] == ["养老", "停车难"]
    assert [near for _, near in found] == pytest.approx([1.4 / 2**0.5, 0.8])


def test_wordings_are_folded_and_another_encoder_has_none(small: Path) -> None:
    assert read_thesaurus(small / "t.tsv") == (("停车难", "养老"), [["没车位", "找车位"], ["老了谁管"]])
    assert everyday_for("another", small, small / "t.tsv") is None


def test_an_altered_thesaurus_is_not_used_and_that_is_said(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    (small / "u.tsv").write_text(TEXT.replace("找車位", "停哪儿"), encoding="utf-8")
    assert everyday_for("this", small, small / "u.tsv") is None
    assert "u.tsv" in caplog.text


def test_what_ships_is_the_thesaurus_encoded(encoder: SentenceEncoder) -> None:
    everyday = everyday_for(encoder.fingerprint)
    terms, said = read_thesaurus(THESAURUS)
    assert everyday is not None and everyday.terms == terms
    flat = [wording for wordings in said for wording in wordings]
    some = list(range(0, len(flat), 501))
    assert len(everyday.wordings) == len(flat)
    rows = encoder.encode_passages([flat[i] for i in some])
    assert (np.einsum("ij,ij->i", rows, everyday.wordings[some]) > 0.999).all()
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 4_000_000


def test_only_sentences_that_hold_one_of_the_nearest_terms_gain(bundled: Path, encoder: SentenceEncoder) -> None:
    library = Library.open(bundled, encoder)
    everyday = everyday_for(encoder.fingerprint)
    assert everyday is not None
    rows = np.arange(len(library.sentences))
    vector = encoder.encode_query("家里老人没人照看怎么办")
    texts = [library.lexical.folded[row] for row in rows]
    standing = [(term, near) for term, near in everyday.nearest(vector) if any(term in text for text in texts)][:TERMS]
    by_hand = [max([near for term, near in standing if term in text], default=0.0) for text in texts]
    np.testing.assert_allclose(held_terms(library, vector, rows), by_hand, rtol=1e-6)
    assert 0 < np.count_nonzero(by_hand) < len(rows)


def test_the_terms_are_in_the_score(bundled: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    library, query = Library.open(bundled, encoder), understand("家里老人没人照看怎么办")
    found = signals(library, query)
    monkeypatch.setattr("retrieval.search.held_terms", lambda _library, _vector, rows: np.zeros(len(rows), np.float32))
    gained = found.score - signals(library, query).score
    np.testing.assert_allclose(gained, 3 * held_terms(library, found.vector, found.rows), atol=1e-4)
