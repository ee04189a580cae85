"""Whether a question that names no year means what was done or what is planned.

The same thing stands in a report twice. Most questions that name no year mean what was done, where they say so (修了
几座桥) or ask how many: of such questions on the provincial and the invented reports eight to ten of ten are answered
where the report looks back. Those that speak of what is to come (打算, 往后) are answered where it plans.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from index.tagged import Word, tagged
from retrieval.periods import named, parts_of, relative

LEANING = 0.5  # of a sentence in the part that is meant; what a year that is named gives counts 1
_PERFECT = {"了", "已", "已经", "曾", "曾经"}
_NO_DEED = {"通过", "超过", "经过", "不过", "难过", "路过", "错过", "度过"}
_COMING = re.compile("打算|往后(?!退)|今后|接下来|下一?步|将来(?!访)|力争|预计")
_AIM = re.compile("目标|预期|新的?一年|(?<![以之])后年")
_REACHED = re.compile("完成|实现|达到|达成|超额|落实|兑现|责任[书制]")
# Words of either part: with them nothing leans.
_OPEN_WORDS = """
要 将 想 会 还会 拟 能 可以 应 应该 准备 计划 安排 部署 规划 任务
以后 未来 希望 争取 上半年 下半年 年底 目标 预期 怎么办 咋办
"""
_OPEN = frozenset(_OPEN_WORDS.split())
_OPENS = re.compile(
    "会不会|能不能|(?<![思理])想(?![法象到])|(?<![智功职性效产节动潜])能(?![力源手量耗动])|十[四五]五|定了"
)


def leaning(folded: str, counts: bool) -> int:
    """-1 where a folded question that names no year means what was done, 1 where it means what is planned, else 0;
    `counts`: it asks how many or how much.

    >>> [leaning(one, False) for one in ("修了几座桥", "打算修几座桥", "去年修了桥", "主要怎么修桥")]
    [-1, 1, 0, 0]
    """
    if named(folded) or relative(folded):
        return 0
    words = tagged(folded)
    if _plans(folded, words):
        return 1
    if any(word.text in _OPEN for word in words) or _OPENS.search(folded):
        return 0
    return -1 if counts or _done(words) else 0


def _plans(folded: str, words: Sequence[Word]) -> bool:
    aims = _AIM.search(folded) and not _REACHED.search(folded)
    plan = any(a.text == "计划" and b.tag[0] == "v" and not _REACHED.match(b.text) for a, b in pairwise(words))
    return bool(aims or plan or _COMING.search(folded))


def _done(words: Sequence[Word]) -> bool:
    """了, 已 or 曾 as words of their own, 过 behind a verb: not 了解, 解决不了, 过敏."""
    three = zip(words, words[1:], words[2:], strict=False)
    return any(a.tag[0] == "v" and b.text == "过" and c.text != "得" for a, b, c in three) or any(
        word.text in _PERFECT or (word.tag == "v" and re.fullmatch(".过", word.text) and word.text not in _NO_DEED)
        for word in words
    )


def leant(library: Library, rows: NDArray[np.intp], direction: int) -> NDArray[np.float32]:
    """LEANING for the sentences (rows of `library.sentences`) in a part of their report that looks back (-1) or plans
    (1), 0 for the others. Of a report that has no such parts every sentence counts, not to stand behind others."""
    back, plans = parts_of(library)
    return (LEANING * (back if direction < 0 else plans)[rows]).astype(np.float32)
