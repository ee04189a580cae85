"""BM25 over the words and over the character bigrams of texts. The only file that knows bm25s and jieba.

BM25 as Lucene counts it (Robertson and Zaragoza 2009; Kamphuis et al. 2020), k1 = 1.5, b = 0.75: a text scores the sum,
over the terms t of the question, repeated terms repeated,

    idf(t) · tf / (tf + k1 · (1 - b + b · length / mean length)),    idf(t) = ln(1 + (n - df + 0.5) / (df + 0.5))

where tf is how often t stands in the text, df in how many of the n texts it stands, lengths are counts of terms.
"""

import logging
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from math import fsum, log

import bm25s
import jieba
import numpy as np
from numpy.typing import NDArray

from index.folding import fold, numbered
from index.sounds import sounds

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG

K1 = 1.5
B = 0.75

_FUNCTION_WORDS = """
的 地 得 之 了 着 过 和 与 及 以及 或 或者 而 并 并且 且 在 于 从 向 往 对 对于 关于 为 为了 由 被 把 将 以 按 按照
给 跟 是 有 没 没有 不 也 都 就 才 又 还 再 很 更 最 会 要 想 能 能够 可以 所 等 等等 一个 如果 但 但是 因为 所以
这 那 这个 那个 这些 那些 此 该 其 我 你 他 她 它 我们 你们 他们 它们 自己 请 请问
什么 啥 哪 哪个 哪些 哪里 哪儿 谁 几 多少 百分之 怎么 怎样 怎么样 如何 为什么 为何 是否 吗 呢 吧 啊 么 嘛 呀
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that carry the sentence and not its matter, those that ask included: a row that holds 如何 is no nearer."""

_CONTENT = re.compile(r"[^\W\da-z哪何几啥谁]+")
_RUN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=256)
def borders(text: str) -> tuple[int, ...]:
    """Where the words of the dictionary begin, the end included."""
    return tuple(accumulate((len(word) for word in tokenizer().cut(text, HMM=False)), initial=0))


class Lexical:
    """Texts in rows, each scored against a question. Texts and questions are folded (`index.folding`) and cut alike;
    `folded[i]` is the folded text of row i."""

    def __init__(self, texts: Sequence[str], cut: Sequence[Sequence[str]]) -> None:
        """`cut` are the words of the texts: jieba takes a second for 100,000 characters, so a library keeps them."""
        self._words = _Bm25(cut)
        self.folded = [fold(text) for text in texts]
        self._bigrams = _Bm25([bigrams(numbered(text)) for text in self.folded])

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Lexical":
        """From texts that were not cut before."""
        return cls(texts, [words(text) for text in texts])

    def __len__(self) -> int:
        return self._words.n

    def words(self, query: str) -> NDArray[np.float32]:
        """(n,) float32, BM25 over jieba's words; 0 for a row that shares none."""
        return self._words.scores(words(query))

    def bigrams(self, query: str) -> NDArray[np.float32]:
        """(n,) float32, BM25 over character bigrams; 0 for a row that shares none."""
        return self._bigrams.scores(bigrams(numbered(fold(query))))

    def shares(self, query: str) -> NDArray[np.float32]:
        """(n,) float32 in [0, 1]: of the IDF of the question's different words, the share whose words the row holds.

        A word that no row holds counts in the whole with the IDF of df = 0, the highest there is: where the question
        speaks in words that the texts do not know, no row has much of it. A question without words: 0 everywhere.
        """
        return self._words.shares(words(query))

    def bigram_shares(self, query: str) -> NDArray[np.float32]:
        """(n,) float32 in [0, 1], as `shares`, of the IDF of the question's different bigrams."""
        return self._bigrams.shares(sorted(_bigrams(query)))

    def bigram_share(self, query: str, text: str) -> float:
        """As `bigram_shares`, of any text, a part of a row for instance."""
        asked = _bigrams(query)
        whole = fsum(map(self._bigrams.idf, asked))  # exact: sets have no order, and sums of floats do
        return fsum(map(self._bigrams.idf, asked & _bigrams(text))) / whole if whole else 0.0

    def absent(self, query: str, rows: NDArray[np.intp], least: int = 3) -> tuple[str, ...]:
        """The question's words of `least` characters or more that stand in none of `rows`, not even inside words.

        A word that sounds like one that does (连系点, 联系点) is a slip, not absent. Numbers, words in Latin letters
        and words that ask (哪一天) are passed over.
        """
        long = [word for word in dict.fromkeys(words(query)) if len(word) >= least and _CONTENT.fullmatch(word)]
        strange = [word for word in long if not any(word in self.folded[row] for row in rows)]
        heard = sounds("\n".join(self.folded[row] for row in rows)) if strange else ""
        return tuple(word for word in strange if sounds(word) not in heard)

    def idf(self, word: str) -> float:
        """The IDF of one word, after folding; of an unknown word that of df = 0."""
        return self._words.idf(fold(word))


def words(text: str) -> list[str]:
    """jieba's words of the folded text, without punctuation and function words; 率, 件 and numbers stay.

    >>> words("热线反映的问题,解决率是多少?")
    ['热线', '反映', '问题', '解决', '率']
    """
    cut = (word.strip() for word in tokenizer().lcut(fold(text)))
    return [word for word in cut if word not in FUNCTION_WORDS and any(c.isalnum() for c in word)]


def bigrams(folded: str) -> list[str]:
    """Pairs of neighbours inside runs of letters and digits; a run of one character stands for itself.

    >>> bigrams("解决率95%,好")
    ['解决', '决率', '率9', '95', '好']
    """
    runs = (match[0] for match in _RUN.finditer(folded))
    return list(chain.from_iterable([run[i : i + 2] for i in range(len(run) - 1)] or [run] for run in runs))


@lru_cache(maxsize=8192)  # a question is compared with hundreds of runs of clauses, and they with other questions
def _bigrams(text: str) -> frozenset[str]:
    """The different ones of a text as it was typed or printed; 两期 and 2期 have the same."""
    return frozenset(bigrams(numbered(fold(text))))


class _Bm25:
    """bm25s over lists of terms: its own tokenizer takes a Chinese clause for one token, and no terms are an error."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.n = len(rows)
        self._ids: dict[str, int] = {}
        tokens = [[self._ids.setdefault(term, len(self._ids)) for term in row] for row in rows]
        self._model = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
        if self._ids:
            self._model.index((tokens, self._ids), create_empty_token=False, show_progress=False)
        held_by = np.diff(self._model.scores["indptr"]) if self._ids else np.empty(0, np.int64)
        self._idfs = np.log(1 + (self.n - held_by + 0.5) / (held_by + 0.5)).tolist()
        self._unknown = log(1 + (self.n + 0.5) / 0.5)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        known = [self._ids[term] for term in terms if term in self._ids]
        if not known:
            return np.zeros(self.n, np.float32)
        return np.asarray(self._model.get_scores_from_ids(known), np.float32)

    def shares(self, terms: Sequence[str]) -> NDArray[np.float32]:
        held, whole = np.zeros(self.n), 0.0
        for term in dict.fromkeys(terms):
            weight = self.idf(term)
            held[self._rows(term)] += weight
            whole += weight
        return (held / whole if whole else held).clip(0.0, 1.0).astype(np.float32)

    def idf(self, term: str) -> float:
        return float(self._idfs[self._ids[term]]) if term in self._ids else self._unknown

    def _rows(self, term: str) -> NDArray[np.int32]:
        """The rows that hold the term, from bm25s' columns."""
        if term not in self._ids:
            return np.empty(0, np.int32)
        columns, ends = self._model.scores["indices"], self._model.scores["indptr"]
        return np.asarray(columns[ends[self._ids[term]] : ends[self._ids[term] + 1]], np.int32)


def ends_in_verb(text: str) -> bool:
    """Whether the last word is a verb of two characters or more, and no name of a place: jieba's dictionary, which has
    some names for verbs, knows none with 市 or 县 behind (登封市).

    >>> ends_in_verb("代表审议"), ends_in_verb("登封"), ends_in_verb("洞口")
    (True, False, False)
    """
    last = "".join(tokenizer().lcut(text, HMM=False)[-1:])
    return last in _verbs() and not any(tokenizer().FREQ.get(f"{last}{rank}") for rank in "市县区州旗")


@cache
def _verbs() -> frozenset[str]:
    with tokenizer().get_dict_file() as lines:
        told = (line.decode().split() for line in lines)
        return frozenset(word for word, _, kind in told if kind == "v" and len(word) > 1)


@cache
def tokenizer() -> jieba.Tokenizer:
    """jieba with its own dictionary, read into memory (0.8 s): `initialize` would leave 9 MB of marshal in /tmp."""
    jieba.setLogLevel(logging.WARNING)
    made = jieba.Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    return made
