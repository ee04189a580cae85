"""Slips of the hand: a character that sounds like the one that is meant (线锁 for 线索, 出兰 for 出栏).

A slip leaves two characters that are no word and stand in no report that is looked in; where one of the reports prints
a word that has one of them and in place of the other one that sounds the same, tone and all, that word is meant.

>>> slips("全年接到多少条线锁", ["接到线索4471条"])
{'线锁': '线索'}
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from index.folding import fold
from index.lexical import FUNCTION_WORDS, tokenizer
from index.sounds import sounds, spoken
from index.tagged import is_known

_LOOSE = FUNCTION_WORDS | frozenset("到年上下起来去进多新好大一二三四五六七八九十两")  # stand beside any word
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁"  # the most common ones
_TWICE = 2  # as often a report has to print what the dictionary does not know


def mended(question: str, texts: Sequence[str]) -> str:
    """A question as it was typed, with its slips mended; as it is where folding changes its length."""
    folded = fold(question)
    if len(folded) != len(question):
        return question
    for slip, meant in slips(folded, texts).items():
        at = folded.find(slip)
        question = question[:at] + meant + question[at + len(slip) :]
    return question


def slips(folded: str, texts: Sequence[str]) -> dict[str, str]:
    """What was typed → what is meant, for a folded question; `texts` are those of the reports that are looked in."""
    found = {}
    for pair in dict.fromkeys(_strange(folded)):
        if not any(pair in _folded(text) for text in texts) and not _names(folded, pair):
            near = [word for text in texts for word in _printed(text).get(sounds(pair), ()) if _alike(pair, word)]
            if near:
                found[pair] = max(near, key=lambda word: (is_known(word), sum(_folded(t).count(word) for t in texts)))
    return found


_folded = lru_cache(maxsize=256)(fold)


def _names(folded: str, pair: str) -> bool:
    """王莉 may not be 王丽, nor 望河县 望和县."""
    return pair[0] in _SURNAMES or bool(re.search(f"{pair}[县市镇乡村区州某]", folded))


def _alike(typed: str, word: str) -> bool:
    """Whether one character is the same, and the other spoken the same."""
    same = [a == b for a, b in zip(typed, word, strict=True)]
    return sum(same) == 1 and all(spoken(a) == spoken(b) for a, b in zip(typed, word, strict=True))


def _strange(folded: str) -> Iterator[str]:
    """Two characters side by side that belong to no word of the dictionary and carry matter. One alone beside a word
    (电信网|洛) is not enough: of 2,521 questions 32 more would be taken for slips, and are none."""
    for pair in pairwise(tokenizer().cut(folded, HMM=False)):
        if all(len(char) == 1 and "\u4e00" <= char <= "\u9fff" and char not in _LOOSE for char in pair):
            yield "".join(pair)


@lru_cache(maxsize=256)  # 15 ms for a report; a library never changes
def _printed(text: str) -> dict[str, list[str]]:
    """The words of two characters that a text prints, by their sound, the most frequent first."""
    found: dict[str, list[str]] = {}
    for pair, n in Counter(_pairs(_folded(text))).most_common():
        if is_known(pair) or n >= _TWICE:
            found.setdefault(sounds(pair), []).append(pair)
    return found


def _pairs(folded: str) -> Iterable[str]:
    return (folded[i : i + 2] for i in range(len(folded) - 1) if folded[i : i + 2].isalpha())
