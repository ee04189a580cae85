"""benchmarks/public.py on a set of three documents that can be worked out by hand."""

import json
from math import log2
from pathlib import Path

import numpy as np
import pytest

from benchmarks.public import measured, ours, rankings, read_corpus, read_qrels
from tests.fakes import BigramEncoder

DOCUMENTS = [("d0", "", "停车难。老旧小区加装电梯。"), ("d1", "条例", "电梯安全。"), ("d2", "", "养老服务")]


@pytest.fixture(name="folder")
def folder_fixture(tmp_path: Path) -> Path:
    corpus = [{"_id": i, "title": title, "text": text} for i, title, text in DOCUMENTS]
    queries = [{"_id": "q0", "text": "加装电梯"}, {"_id": "q1", "text": "无人判过"}]
    for name, rows in (("corpus", corpus), ("queries.dev", queries)):
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "qrels.dev.tsv").write_text("query-id\tcorpus-id\tscore\nq0\td1\t1\n", encoding="utf-8")
    return tmp_path


def test_documents_are_cut_into_sentences_and_have_their_title_in_front(folder: Path) -> None:
    corpus = read_corpus(folder / "corpus.jsonl", BigramEncoder(), BigramEncoder())
    assert corpus.documents == ("停车难。老旧小区加装电梯。", "条例 电梯安全。", "养老服务")
    assert corpus.sentences == ("停车难。", "老旧小区加装电梯。", "电梯安全。", "养老服务")
    assert corpus.owner.tolist() == [0, 0, 1, 2]
    assert read_qrels(folder / "qrels.dev.tsv") == {"q0": {"d1": 1}}


def test_ndcg_by_hand_and_questions_nobody_judged_are_passed_over(folder: Path) -> None:
    found = measured(folder, "dev", BigramEncoder(), BigramEncoder())
    # d0 holds 加装, 装电, 电梯 and comes first everywhere; d1 holds 电梯 and comes second: 1 / log2(3)
    assert found["bigrams"] == found["convex"] == found["ours"] == pytest.approx([1 / log2(3)])


def test_a_document_scores_as_its_best_sentence(folder: Path) -> None:
    corpus = read_corpus(folder / "corpus.jsonl", BigramEncoder(), BigramEncoder())
    scores = ours(corpus, "加装电梯", corpus.encoder.encode_query("加装电梯"))
    assert np.argsort(-scores).tolist() == [0, 1, 2]
    # The convex sum by hand: both parts are 1 for the best document and 0 for the one that shares nothing.
    convex = rankings(corpus, "加装电梯")["convex"]
    assert convex[0] == pytest.approx(1.0) and convex[2] == pytest.approx(0.0)


def test_of_equal_sentences_the_one_in_the_nearer_document_wins(tmp_path: Path) -> None:
    texts = ["加装电梯。养老服务、托育服务。", "加装电梯。", "森林防火。"]
    rows = [{"_id": str(i), "title": "", "text": text} for i, text in enumerate(texts)]
    (tmp_path / "corpus.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    corpus = read_corpus(tmp_path / "corpus.jsonl", BigramEncoder(), BigramEncoder())
    assert np.argsort(-ours(corpus, "加装电梯", corpus.encoder.encode_query("加装电梯"))).tolist() == [1, 0, 2]
