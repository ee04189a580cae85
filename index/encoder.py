"""Texts to vectors, by a model of sentence-transformers (read by index/models.py).

An encoder has two verbs, because a question and a passage are not always encoded alike: pooling and prompts come from
the model's own files, and the bge-*-zh family, whose files leave it out, gets its published query instruction.
"""

import hashlib
import json
import logging
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.adapter import adapter_for, merge
from index.crossencoder import crossencoder_for
from index.errors import ModelError
from index.models import max_tokens, prompts, read, refuse_pickles
from index.pointer import pointer_for
from index.runs import Runs, pools_the_mean, run_rows, tokens_of
from index.tokenizing import SAMPLE, plain_tokenizer
from index.weights import damage, file_sums, model_folder, model_name
from index.wordvectors import WordVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32

logger = logging.getLogger(__name__)


class Encoder(Protocol):
    """Texts to rows of length 1, so that a dot product is a cosine.

    Two encoders with the same `fingerprint` give the same vectors; a library is only searched with its own.
    """

    @property
    def name(self) -> str: ...

    @property
    def dim(self) -> int: ...

    @property
    def fingerprint(self) -> str: ...

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The row of a question, shape (dim,)."""

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The rows of words by themselves, shape (n, dim), cheap; only to be compared with one another."""

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> NDArray[np.float32]:
        """The rows of passages in their order, shape (n, dim); no texts give (0, dim)."""

    def encode_runs(self, sentences: Sequence[Runs], progress: bool = False) -> NDArray[np.float32]:
        """The rows of the runs of all the sentences, in their order, shape (n, dim)."""

    def answers(self, question: str, texts: Sequence[str]) -> NDArray[np.float32] | None:
        """Of each text the log odds that it answers the question, shape (n,); None where nothing was trained for it."""

    def points(self, question: str, texts: Sequence[str]) -> list[NDArray[np.float32]] | None:
        """Of each text the share of the answer that stands in each of its characters, shape (len(text),); None where
        nothing was trained for it."""


class SentenceEncoder:
    """A sentence-transformers model, on the CPU in float32, so that every machine gives the same vectors.

    `max_tokens` is the length at which the model cuts a text off (512 for m3e-small); None where it never does.
    """

    def __init__(
        self, model: "SentenceTransformer", name: str, fingerprint: str, query_prompt: str, passage_prompt: str
    ) -> None:
        self._model = model
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self.name = name
        self.fingerprint = fingerprint
        self.dim = int(model.get_embedding_dimension() or 0)
        self.max_tokens = max_tokens(model)
        self._cross = crossencoder_for(model, fingerprint)
        self._pointer = pointer_for(model, fingerprint)
        self._late = pools_the_mean(model) and not passage_prompt
        from index.packed import pack  # torch: two seconds, which only those who encode pay

        pack(model)  # behind the cross-encoder and the pointer, which change copies of its layers
        self.encode_query(SAMPLE)  # sets the model's own tokenizer (index/tokenizing.py)

    @cached_property
    def _plain(self) -> Any:
        """The tokenizer that neither cuts off nor fills up."""
        return plain_tokenizer(self._model)

    @cached_property
    def _words(self) -> WordVectors:
        return WordVectors(self._model, self._plain)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The row of a question, shape (dim,)."""
        rows = self._model.encode_query(
            [text], prompt=self._query_prompt, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(rows[0], dtype=np.float32)

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The rows of words by themselves, shape (n, dim); see index/wordvectors.py."""
        return self._words(words)

    def answers(self, question: str, texts: Sequence[str]) -> NDArray[np.float32] | None:
        """Of each text the log odds that it answers; see index/crossencoder.py."""
        return self._cross(question, texts) if self._cross else None

    def points(self, question: str, texts: Sequence[str]) -> list[NDArray[np.float32]] | None:
        """Of each text where the answer stands; see index/pointer.py."""
        return self._pointer(question, texts) if self._pointer else None

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> NDArray[np.float32]:
        """The rows of passages in their order, shape (n, dim); no texts give (0, dim).

        Texts are encoded in batches of about one length, since a batch costs as much as its longest text. `progress`
        shows a bar on stderr. What `too_long` finds is encoded by its beginning, and that is said.
        """
        if cut := self.too_long(texts):
            logger.warning(
                "%d 段文字超过模型 %s 的 %s 个词元,只按开头编码;第一段是:%s……",
                *(len(cut), self.name, self.max_tokens, texts[cut[0]][:20]),
            )
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        with tqdm(total=len(texts), desc="编码", unit="段", disable=not progress) as bar:
            for start in range(0, len(order), BATCH):
                batch = order[start : start + BATCH]
                rows[batch] = self._model.encode_document(
                    [texts[i] for i in batch],
                    prompt=self._passage_prompt,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
                bar.update(len(batch))
        return rows

    def encode_runs(self, sentences: Sequence[Runs], progress: bool = False) -> NDArray[np.float32]:
        """The rows of the runs of all the sentences, in their order, shape (n, dim); see index/runs.py.

        Runs are encoded as texts of their own where the model does not pool the mean, and in sentences that are too
        long for it or that hold a piece without tokens.
        """
        cut = [tokens_of(self._plain, sentence) for sentence in sentences]
        late = [i for i, pieces in enumerate(cut) if self._late and all(pieces) and self._fits(pieces)]
        alone = sorted(set(range(len(sentences))) - set(late))
        rows = self.encode_passages([text for i in alone for text in sentences[i].texts()], progress and bool(alone))
        parts = dict(zip(alone, np.split(rows, np.cumsum([len(sentences[i].runs) for i in alone])[:-1]), strict=False))
        parts |= zip(
            late, run_rows(self._model, self._plain, [(sentences[i], cut[i]) for i in late], progress), strict=True
        )
        found = [parts[i] for i in range(len(sentences))]
        return np.concatenate([np.zeros((0, self.dim), np.float32), *found])

    def _fits(self, pieces: Sequence[Sequence[int]]) -> bool:
        return self.max_tokens is None or sum(map(len, pieces)) + 2 <= self.max_tokens

    def too_long(self, texts: Sequence[str]) -> list[int]:
        """Which texts the model would cut off (sentence-transformers does so without a word)."""
        if self.max_tokens is None:
            return []
        # No tokenizer makes more tokens than bytes, and most texts are short: count only those that may be too long.
        room = self.max_tokens - 2 - len(self._passage_prompt.encode())
        doubtful = [i for i, text in enumerate(texts) if len(text.encode()) > room]
        counts = [self._count(texts[i]) for i in doubtful]
        return [i for i, count in zip(doubtful, counts, strict=True) if count > self.max_tokens]

    def _count(self, text: str) -> int:
        return len(self._plain(self._passage_prompt + text, truncation=False, verbose=False)["input_ids"])


def load_encoder(name: str | None = None, adapted: bool = True) -> SentenceEncoder:
    """The model of that name or folder, from this machine only; None means CHUCHU_MODEL, or m3e-small.

    With the adapter that was trained for this very model, if there is one (index/adapter.py) and it is wanted.
    Raises ModelError where the model is absent, damaged, pickled, or not one that sentence-transformers reads.
    """
    name = name or model_name()
    folder = model_folder(name)
    sums = file_sums(folder)
    if wrong := damage(folder, sums):
        raise ModelError(f"模型 {name} 已损坏:{wrong};请运行 make model 重新取得")
    refuse_pickles(name, sums)
    model = read(name, folder)
    adapter = adapter_for(sums.values()) if adapted else None
    if adapter:
        merge(model, adapter)
    query, passage = prompts(name, model.prompts)
    known = [sums, query, passage, max_tokens(model), *([adapter.checksum] if adapter else [])]
    decides = json.dumps(known, ensure_ascii=False, sort_keys=True)
    fingerprint = hashlib.sha256(decides.encode()).hexdigest()[:16]
    return SentenceEncoder(model, name, fingerprint, query, passage)
