"""python -m benchmarks.public --beir DIR [DIR …] --part dev: public sets in BEIR form, nDCG@10.

DIR holds corpus.jsonl (_id, title, text), queries.PART.jsonl (_id, text), qrels.PART.tsv (query-id, corpus-id, score).
One setting for all sets:

    words, bigrams      BM25 of the documents (index/lexical.py)
    dense               m3e over the documents as it is published; `adapted`: with its adapter (index/adapter.py)
    convex              0.3 · bigrams + 0.7 · dense, each brought to 0–1 (Bruch et al. 2023); 0.3 from the train parts
    ours                the formula of retrieval/search.py over sentences, without headings and official terms; a
                        document scores as its best sentence; the encoder adapted

`convex, adapted` has the adapted vectors. The adapter saw the train parts of these sets, never the dev parts.

nDCG (Järvelin and Kekäläinen 2002) is scikit-learn's: linear gains, equal scores share their places.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import ndcg_score
from tqdm import tqdm

from benchmarks.intervals import interval
from index.encoder import Encoder, load_encoder
from index.folding import fold
from index.lexical import Lexical
from report.model import Span
from report.segment import sentences
from retrieval.kinds import asked, holds
from retrieval.search import KIND_WEIGHT, joined, z

K = 10
BIGRAMS = 0.3
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Corpus:
    """Documents and their sentences; `owner` is (sentences,), the document of each. Documents have their title in
    front."""

    ids: tuple[str, ...]
    documents: tuple[str, ...]
    sentences: tuple[str, ...]
    owner: NDArray[np.intp]
    encoder: Encoder
    plain: Encoder

    @cached_property
    def plain_dense(self) -> Floats:
        """The vectors of the documents by the encoder as it is published."""
        return self.plain.encode_passages([fold(text) for text in self.documents], progress=True)

    @cached_property
    def dense(self) -> tuple[Floats, Floats]:
        """The vectors of documents and of sentences; a text that is both is encoded once."""
        texts = list(dict.fromkeys(fold(text) for text in (*self.documents, *self.sentences)))
        rows = dict(zip(texts, self.encoder.encode_passages(texts, progress=True), strict=True))
        whole, parts = (np.stack([rows[fold(text)] for text in kind]) for kind in (self.documents, self.sentences))
        return whole, parts

    @cached_property
    def lexical(self) -> tuple[Lexical, Lexical]:
        """Of documents and of sentences."""
        return Lexical.of(self.documents), Lexical.of(self.sentences)


def main() -> int:
    """Prints a line of Markdown for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beir", type=Path, nargs="+", required=True)
    parser.add_argument("--part", default="dev")
    args = parser.parse_args()
    print(table(args.beir, args.part))
    return 0


def table(folders: list[Path], part: str) -> str:
    """Markdown: nDCG@10 of every ranking on every set, and ours against convex with its paired interval."""
    encoders, lines = (load_encoder(), load_encoder(adapted=False)), []
    for folder in folders:
        found = measured(folder, part, *encoders)
        gain = np.array(found["ours"]) - np.array(found["convex"])
        low, high = interval(list(gain), lambda sample: float(np.mean(sample)))
        cells = [folder.name, str(len(gain)), *(f"{np.mean(values):.3f}" for values in found.values())]
        lines.append(f"| {' | '.join(cells)} | {gain.mean():+.3f} ({low:+.3f} to {high:+.3f}) |")
    head = ["set", "questions", *found, "ours − convex"] if lines else ["set"]
    return "\n".join([f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines])


def measured(folder: Path, part: str, encoder: Encoder, plain: Encoder) -> dict[str, list[float]]:
    """nDCG@10 of every question, by ranking."""
    corpus = read_corpus(folder / "corpus.jsonl", encoder, plain)
    relevant = read_qrels(folder / f"qrels.{part}.tsv")
    found: dict[str, list[float]] = {}
    for row in tqdm(list(_rows(folder / f"queries.{part}.jsonl")), desc=folder.name, disable=None):
        if row["_id"] in relevant:
            truth = np.array([relevant[row["_id"]].get(i, 0) for i in corpus.ids])
            for name, scores in rankings(corpus, row["text"]).items():
                found.setdefault(name, []).append(float(ndcg_score(truth[None], scores[None], k=K)))
    return found


def rankings(corpus: Corpus, question: str) -> dict[str, Floats]:
    """The score of every document, by ranking."""
    asked, lexical = fold(question), corpus.lexical[0]
    vector = corpus.encoder.encode_query(asked)
    bigrams, dense = lexical.bigrams(question), corpus.plain_dense @ corpus.plain.encode_query(asked)
    adapted = corpus.dense[0] @ vector
    return {
        "words": lexical.words(question),
        "bigrams": bigrams,
        "dense": dense,
        "adapted": adapted,
        "convex": BIGRAMS * _unit(bigrams) + (1 - BIGRAMS) * _unit(dense),
        "convex, adapted": BIGRAMS * _unit(bigrams) + (1 - BIGRAMS) * _unit(adapted),
        "ours": ours(corpus, question, vector),
    }


def ours(corpus: Corpus, question: str, vector: Floats) -> Floats:
    """The project's ranking, without what only reports have."""
    documents, parts = corpus.dense
    lexical = corpus.lexical[1]
    meaning = z(parts @ vector) + 0.5 * z((documents @ vector)[corpus.owner])
    kind = asked(fold(question))
    held = np.array([kind is not None and holds(kind, text) for text in lexical.folded], np.float32)
    lexicon = (lexical.words(question), lexical.bigrams(question), lexical.bigram_shares(question))
    best = np.full(len(corpus.ids), -np.inf, np.float32)
    np.maximum.at(best, corpus.owner, joined(meaning, *lexicon, KIND_WEIGHT * held))
    return best


def read_corpus(path: Path, encoder: Encoder, plain: Encoder) -> Corpus:
    """Documents cut into sentences as reports are; one without any is its own sentence."""
    rows = list(_rows(path))
    cut = [sentences(row["text"], Span(0, len(row["text"]))) or [Span(0, len(row["text"]))] for row in rows]
    return Corpus(
        ids=tuple(row["_id"] for row in rows),
        documents=tuple(f"{row.get('title', '')} {row['text']}".strip() for row in rows),
        sentences=tuple(row["text"][a:b] for row, spans in zip(rows, cut, strict=True) for a, b in spans),
        owner=np.array([i for i, spans in enumerate(cut) for _ in spans], np.intp),
        encoder=encoder,
        plain=plain,
    )


def read_qrels(path: Path) -> Mapping[str, Mapping[str, int]]:
    """Question → document → grade."""
    found: dict[str, dict[str, int]] = {}
    for line in path.read_text("utf-8").splitlines()[1:]:
        question, document, grade = line.split("\t")
        found.setdefault(question, {})[document] = int(grade)
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def _unit(scores: Floats) -> Floats:
    """Brought to 0–1; all 0 where all are equal."""
    reach = float(np.ptp(scores))
    return (scores - scores.min()) / reach if reach > 0 else np.zeros_like(scores)


if __name__ == "__main__":
    sys.exit(main())
