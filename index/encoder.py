"""Texts to vectors. The only file that knows sentence-transformers.

An encoder has two verbs, because a question and a passage are not always encoded alike: pooling and prompts come from
the model's own files, and the bge-*-zh family, whose files leave it out, gets its published query instruction.
"""

import hashlib
import json
import logging
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.adapter import adapter_for
from index.errors import ModelError
from index.runs import Runs, pools_the_mean, run_rows, tokens_of
from index.weights import damage, file_sums, model_folder, model_name
from index.wordvectors import WordVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32
MAX_THREADS = 8  # texts of this length do not gain from more, and a server should leave some to others
# Published at https://huggingface.co/BAAI/bge-small-zh-v1.5 (and base, large; v1 and v1.5); "noinstruct" wants none.
BGE_ZH = re.compile(r"bge-(small|base|large)-zh(-v1(\.5)?)?$", re.IGNORECASE)
BGE_ZH_QUERY = "为这个句子生成表示以用于检索相关文章："
PASSAGE_PROMPTS = ("document", "passage", "corpus")  # the names under which models keep it

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


class SentenceEncoder:
    """A sentence-transformers model, on the CPU in float32, so that every machine gives the same vectors.

    Questions go through the map that was trained for this very encoder, if there is one (index/adapter.py).

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
        self.max_tokens = _max_tokens(model)
        self._adapter = adapter_for(fingerprint)
        self._words: WordVectors | None = None
        self._late = pools_the_mean(model) and not passage_prompt

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The row of a question, shape (dim,)."""
        rows = self._model.encode_query(
            [text], prompt=self._query_prompt, normalize_embeddings=True, show_progress_bar=False
        )
        vector = np.asarray(rows[0], dtype=np.float32)
        return self._adapter(vector) if self._adapter else vector

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The rows of words by themselves, shape (n, dim); see index/wordvectors.py."""
        if self._words is None:
            self._words = WordVectors(self._model)
        return self._words(words)

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
        cut = [tokens_of(self._model, sentence) for sentence in sentences]
        late = [i for i, pieces in enumerate(cut) if self._late and all(pieces) and self._fits(pieces)]
        alone = sorted(set(range(len(sentences))) - set(late))
        rows = self.encode_passages([text for i in alone for text in sentences[i].texts()], progress and bool(alone))
        parts = dict(zip(alone, np.split(rows, np.cumsum([len(sentences[i].runs) for i in alone])[:-1]), strict=False))
        parts |= zip(late, run_rows(self._model, [(sentences[i], cut[i]) for i in late], progress), strict=True)
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
        return len(self._model.tokenizer(self._passage_prompt + text, truncation=False, verbose=False)["input_ids"])


def load_encoder(name: str | None = None) -> SentenceEncoder:
    """The model of that name or folder, from this machine only; None means CHUCHU_MODEL, or m3e-small.

    Raises ModelError where the model is absent, damaged, pickled, or not one that sentence-transformers reads.
    """
    name = name or model_name()
    folder = model_folder(name)
    sums = file_sums(folder)
    if wrong := damage(folder, sums):
        raise ModelError(f"模型 {name} 已损坏:{wrong};请运行 make model 重新取得")
    _refuse_pickles(name, sums)
    model = _read(name, folder)
    query, passage = _prompts(name, model.prompts)
    decides = json.dumps([sums, query, passage, _max_tokens(model)], ensure_ascii=False, sort_keys=True)
    return SentenceEncoder(model, name, hashlib.sha256(decides.encode()).hexdigest()[:16], query, passage)


def _read(name: str, folder: Path) -> "SentenceTransformer":
    # Two seconds of imports: only those who encode pay them.
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(min(torch.get_num_threads(), MAX_THREADS))
    try:
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            model_kwargs={"dtype": torch.float32, "use_safetensors": True},
        )
    except Exception as error:  # the library raises many kinds; all of them mean that this folder is no such model
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"模型 {name}({folder})读不出:{reason};它应是完整的 sentence-transformers 文件夹") from error


def _refuse_pickles(name: str, files: Mapping[str, str]) -> None:
    for file in files:
        beside = file.rpartition("/")[0]
        if file.endswith((".bin", ".pt", ".pkl")) and not any(
            other.endswith(".safetensors") and other.rpartition("/")[0] == beside for other in files
        ):
            raise ModelError(f"模型 {name} 的 {file} 是 pickle,可能夹带程序,不予读入:请换用 safetensors 格式")


def _prompts(name: str, own: Mapping[str, str | None]) -> tuple[str, str]:
    """What is put before a question and before a passage."""
    query = own.get("query") or ""
    passage = next((text for key in PASSAGE_PROMPTS if (text := own.get(key))), "")
    if not query and BGE_ZH.search(name.rstrip("/\\")):
        query = BGE_ZH_QUERY
    return query, passage


def _max_tokens(model: "SentenceTransformer") -> int | None:
    limit = model.max_seq_length
    return int(limit) if limit is not None and limit < 1_000_000 else None
