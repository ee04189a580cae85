"""Text → its words with their parts of speech. The only file that knows jieba.posseg.

The tags are those of ICTCLAS as jieba uses them: n noun, nr person, ns place, nt organ, nz other name, v verb, a
adjective, m numeral, q measure word and others.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import Any

from index.lexical import FUNCTION_WORDS, tokenizer

RAREST = 16.0  # nats; what stands once in a corpus of ten million words
NAMES = ("nr", "nrt", "nrfg", "ns", "nt", "nz")
_MATTER = "nvajstlizb"  # first letters of the tags that carry matter; adverbs, numerals and measure words do not
_FRAME_WORDS = """
去年 今年 明年 前年 上年 一年 现在 打算 准备 计划 一共 总共 请问 办 做 搞 要 多 多大 多久 多长
全国 全省 全市 全区 全县 全州 全旗 全镇 全乡 我国 我省 我市 我区 我县 本省 本市 本区 本县 中国
省里 市里 区里 县里 镇里 乡里 当地 情况 有没有 是不是 哪年 哪天 几次 金额 数额
数量 人数 目标 预期 增速 增幅 涨幅 增长率 名字 姓名 叫 叫做
老百姓 百姓 大家 人们 大伙 目前 如今 眼下 具体 有关 相关
"""
FRAME = FUNCTION_WORDS | frozenset(_FRAME_WORDS.split())
"""Words that carry no matter of their own: those of time, of intent and of asking, what kind of number it is (增速 is
printed 增长), and the people and the place that go without saying."""


@dataclass(frozen=True, slots=True)
class Word:
    """`start` is its place in the text; `rare` in [0, 1] how rare it is in the language at large, 1 for an unknown
    word (the negative logarithm of its share in jieba's dictionary, out of 16)."""

    text: str
    tag: str
    start: int
    rare: float

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.text)


@lru_cache(maxsize=4096)  # 3 ms for a sentence, and other questions find it too
def tagged(folded: str) -> tuple[Word, ...]:
    """Every word in its order, marks and blanks included: joined, they are the text."""
    found: list[Word] = []
    at = 0
    for pair in _tagger().lcut(folded):
        found.append(Word(pair.word, pair.flag, at, _rare(pair.word)))
        at += len(pair.word)
    return tuple(found)


def matters(word: Word) -> bool:
    """Whether the word carries matter: 面积 does, 多少, 去年 and 打算 do not."""
    return (
        (word.tag[0] in _MATTER or word.tag == "eng")
        and word.text not in FRAME
        and any(char.isalpha() for char in word.text)
    )


def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return bool(tokenizer().FREQ.get(word))


def _rare(word: str) -> float:
    known = tokenizer()
    return float(min(log(known.total / max(known.FREQ.get(word) or 1, 1)), RAREST) / RAREST)


@cache
def _tagger() -> Any:
    """Built on the tokenizer that cuts the library's words, so that both cut alike (0.7 s on first use)."""
    import jieba.posseg

    return jieba.posseg.POSTokenizer(tokenizer())
