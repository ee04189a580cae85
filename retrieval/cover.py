"""Which of the question's words the best sentences hold, by letter or by meaning, and what is lacking.

A word is as good as printed in a sentence (1) or as near as its nearest word there: the cosine of the two words' own
vectors (index/wordvectors.py). What is lacking is weighed by how rare the word is in the language at large: 面积 tells
more than 工作.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.everyday import said_for
from index.folding import fold
from index.library import Library
from index.sounds import sounds
from index.tagged import NAMES, Word, is_known, matters, tagged
from report.model import Report, Span
from report.passages import heading_path
from report.segment import sentences
from retrieval.hit import Hit

RARE = 0.75  # the rarity from which on a word names something: 12 nats, one in 160,000 words
LONGEST = 2000  # characters that are read of a sentence; longer ones are no sentences
NEAREST = 2  # words beside the word that asks, which tell what is asked about
ASKS = re.compile("多少|几|哪|什么|谁|多[大长久高远]|百分之|第几|为何|怎么|如何")
_LIGHT_WORDS = """
时候 接下来 一年到头 全程 专门 方面 事项 事情 东西 做法 用场 好事 家伙 总体 实际 年度 本年度 依法 太贵 变差 多不多
如期完成 值得一提 过不下去
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
_MISCUT = re.compile("[能一不太没把被给了着过又再还都就也很]")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """The best sentence of a hit, folded, from `start` on in its report. `head` is its heading path; `rows` are the
    vectors of `words`, (len(words), dim), length 1."""

    report: Report
    start: int
    text: str
    head: str
    words: list[Word]
    rows: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The question's words that carry matter, with their vectors, (len(words), dim); `focus` marks those beside the
    word that asks."""

    words: list[Word]
    rows: Floats
    focus: list[bool]


def read(library: Library, asked: str, hits: Sequence[Hit], own: Collection[str]) -> tuple[Asked, list[Read]]:
    """The folded question and the best sentence of each hit; `own` are the names of the places looked in."""
    places = [(library.reports[hit.passage.report_id], _sentence(library, hit)) for hit in hits]
    texts = [asked, *(fold(report.text[span.start : min(span.end, span.start + LONGEST)]) for report, span in places)]
    cut = [[word for word in tagged(text) if word.text.strip()] for text in texts]
    rows = [library.encoder.encode_words([word.text for word in words]) for words in cut]
    found = [
        Read(report, span.start, text, fold(" ".join(s.title for s in heading_path(report, span.start))), words, own)
        for (report, span), text, words, own in zip(places, texts[1:], cut[1:], rows[1:], strict=True)
    ]
    return _asked(cut[0], rows[0], own), found


def _asked(question: list[Word], rows: Floats, own: Collection[str]) -> Asked:
    measure = {i + 1 for i, word in enumerate(question) if ASKS.search(word.text)}  # 多少 件
    at = [
        i
        for i, word in enumerate(question)
        if matters(word)
        and not ASKS.search(word.text)  # 哪些地方, 百分之几
        and not _goes_without_saying(word, own)
        and not (i in measure and len(word.text) == 1)
    ]
    words = [question[i] for i in at]
    return Asked(words, rows[at], _focus(question, words))


def _sentence(library: Library, hit: Hit) -> Span:
    """The sentence that is marked; the passage where none is."""
    whole = Span(hit.passage.start, hit.passage.end)
    if not hit.marks:
        return whole
    mark, text = hit.marks[0], library.reports[hit.passage.report_id].text
    return next((s for s in sentences(text, whole) if s.start <= mark.start and mark.end <= s.end), whole)


def _goes_without_saying(word: Word, places: Collection[str]) -> bool:
    """The places of the reports need not stand in their sentences, nor what they are called for short."""
    return word.text in places or (word.tag == "ns" and any(_bare(word.text) in place for place in places))


def _bare(place: str) -> str:
    """Without its rank: 海淀区 is printed 海淀 too."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市县区州" else place


def covered(library: Library, asked: Asked, found: Sequence[Read], mark: str) -> dict[str, float]:
    """Evidence by name. `covered` and `weakest` in [0, 1]: the mean over the words, rare ones counting more, and the
    worst of them, in the sentence where it is best. `lacking`: what is missed most in the best sentence and its
    headings; `missed elsewhere` and `missed rare`: the same in the mark, of the words that the report prints somewhere,
    and of the rare ones; `focus`: what is missed of the focus. `absent`: how rare the rarest word is that the report
    never prints. The others are counts of words."""
    words, best = asked.words, found[0]
    if not words:
        return {}
    rare = np.array([word.rare for word in words])
    near = [_near(words, asked.rows, one.words, one.rows, one.text) for one in found]
    headed = np.maximum(near[0], _printed(words, best.head))
    absent = _absent(library, words, best.report)
    marked = _near_mark(asked, best, mark)
    missed = (1 - np.maximum(marked, _printed(words, best.head))) * rare
    unplaced = [word.tag == "ns" and _bare(word.text) not in best.text + best.head for word in words]
    return {
        "covered": max(float((one * rare).sum() / rare.sum()) for one in near),
        "weakest": max(float(one.min()) for one in near),
        "lacking": float(((1 - headed) * rare).max()),
        "focus": float(((1 - marked) * rare * asked.focus).sum()),
        "missed elsewhere": float(max((m for m, w in zip(missed, words, strict=True) if w not in absent), default=0.0)),
        "missed rare": float((missed * (rare > RARE)).max()),
        "absent": max((word.rare for word in absent), default=0.0),
        "absent names": float(sum(word.tag in NAMES for word in absent)),
        "place lacking": float(sum(unplaced)),
    }


def lacking(asked: Asked, best: Read, mark: str) -> tuple[tuple[str, float], ...]:
    """The nouns and names of two characters or more that the mark and its headings miss, with how much, in (0, 1], the
    most missed first: what can be named as absent (面积, not 花)."""
    if not asked.words:
        return ()
    held = np.maximum(_near_mark(asked, best, mark), _printed(asked.words, best.head))
    missed = (1 - held) * [word.rare for word in asked.words]
    order = [i for i in np.argsort(-missed, kind="stable") if missed[i] > 0 and is_name(asked.words[i])]
    return tuple((asked.words[i].text, float(missed[i])) for i in order)


def is_name(word: Word) -> bool:
    """Whether the word can be named as absent: nouns and names of two characters or more. Not what no report is about
    (时候, 方面), nor, of what the dictionary lacks, a wrong cut (娃能 of 娃能上学)."""
    noun = len(word.text) > 1 and (word.tag[0] in "nlji" or word.tag in ("eng", "vn"))
    return noun and word.text not in _LIGHT and (is_known(word.text) or not _MISCUT.search(word.text))


def inside(best: Read, mark: str) -> list[Word]:
    """The words of the marked clauses; all, where folding hides where they stand."""
    return [best.words[i] for i in _within(best, mark)]


def _within(best: Read, mark: str) -> list[int]:
    start = best.text.find(mark)
    end = start + len(mark)
    return [i for i, w in enumerate(best.words) if start < 0 or (w.end > start and w.start < end)]


def _near(words: Sequence[Word], rows: Floats, there: Sequence[Word], theirs: Floats, text: str) -> Floats:
    """How near each word comes to one of the text's words, (len(words),) up to 1 for one that is printed."""
    printed = _printed(words, text)
    return np.maximum((rows @ theirs.T).max(axis=1), printed) if len(there) else printed


def _printed(words: Sequence[Word], text: str) -> Floats:
    return np.array([_stands(word, text) for word in words], np.float32)


def _stands(word: Word, text: str) -> bool:
    """Whether the text prints the word, an official term that it is said for (GDP, 地区生产总值), or, of a word that
    the dictionary lacks, one that sounds like it: 线锁 is a slip for 线索."""
    said = _bare(word.text) if word.tag == "ns" else word.text
    if said in text or any(term in text for term in said_for().get(word.text, ())):
        return True
    return len(said) > 1 and not is_known(said) and sounds(said) in _heard(text)


def _near_mark(asked: Asked, best: Read, mark: str) -> Floats:
    within = _within(best, mark)
    return _near(asked.words, asked.rows, [best.words[i] for i in within], best.rows[within], mark)


def _absent(library: Library, words: Sequence[Word], report: Report) -> list[Word]:
    """The words that the report never prints, nor one that sounds like them (连系点, 联系点)."""
    own = library.ranges[report.id]
    first, last = np.searchsorted(library.sentences.passage, [own.start, own.stop])
    return unprinted(words, "\n".join(library.lexical.folded[first:last]))


def unprinted(words: Sequence[Word], text: str) -> list[Word]:
    """The words that do not stand in a folded text, nor an official term for them, nor a word that sounds like them."""
    strange = [word for word in words if not _stands(word, text)]
    heard = _heard(text) if strange else ""
    return [word for word in strange if len(word.text) == 1 or sounds(word.text) not in heard]


@lru_cache(maxsize=512)  # 6 ms for a report, which most questions ask for
def _heard(text: str) -> str:
    return sounds(text)


def _focus(question: Sequence[Word], words: Sequence[Word]) -> list[bool]:
    """The two words beside each word that asks, of those that matter; without one, the last two."""
    asks = [word for word in question if ASKS.search(word.text)]
    if not asks:
        return [i >= len(words) - NEAREST for i in range(len(words))]
    chosen = {i for ask in asks for i in sorted(range(len(words)), key=lambda i: _away(words[i], ask))[:NEAREST]}
    return [i in chosen for i in range(len(words))]


def _away(word: Word, ask: Word) -> float:
    """Characters between them; what stands in front is a little farther: 多少面积 asks for 面积."""
    return word.start - ask.end if word.start >= ask.end else ask.start - word.end + 0.5
