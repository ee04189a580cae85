"""How telling each piece of a report is: the chance that a reader would put it in a note of 25 points.

A logistic model over signs that can be read off the page (figures, firsts, laws, prizes, what is asked of every report
of its kind) and over pairs of characters, the vocabulary of what readers pick (telling.tsv: 高铁 speaks for a piece,
机制 against it). All weights come from `python -m benchmarks.summaries.calibrate`, of 31 provincial reports and 13
invented ones of other organs; a text of another kind, which prints few of the pairs, is told by the signs.

A text without headings (news, a speech) is told from its front: there a piece gains for standing early.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.lexical import bigrams
from report.model import Figure
from retrieval.summing.pieces import Piece
from retrieval.summing.scope import Scope

Floats = NDArray[np.float32]

_SIGNS = {
    "first": (
        r"首[次个位家部列款台艘创批例]|唯一|率先|第[一1](?![届次批季产期轮版、])"
        r"|历史性|新高|历史最|最[好高大强快]|居全[国省市球]"
    ),
    "passed": r"突破|超过|跨越|迈[上入]|连续\d+年",
    "nation": r"全国|全球|世界|国家|联合国|国际",
    "law": (
        r"《[^《》]*(?:条例|规定|办法|法)(?:》|\()|(?:制定|修订|审议|颁布)[^,，。；]{0,8}(?:法规|规章|条例)"
        r"|地方性法规"
    ),
    "prize": r"[荣斩]?获(?!得感)|入选|金牌|\d金|授牌|列入|评为|晋升|遗产",
    "done": r"完成|建成|竣工|投产|通车|投用|投运|全覆盖|办结|解决|清零|化解|整改|开工",
    "help": r"民生实事|免费|补贴|保交[楼房]|养老|托育|学位|老旧小区|就业",
    "always": (
        r"生产总值|经济增长|可支配收入|居民收入|城镇新增就业|公共预算收入|工业增加值|固定资产投资|社会消费品|进出口|粮食"
        r"|会议\d|法规\d|执法检查|专题询问|专项工作报告|代表建议|任免|受理|审结|起诉|提案\d"
    ),
    "trouble": r"困难|不足|压力|短板|承压|问题",
    "whole": r"^(?:全[省市区年国]|我[省市区]|地区|今年|力争)",
    "vague": r"推进|深化|加强|完善|推动|健全|坚持|优化|强化|加快|着力|扎实|深入",
    "thanks": r"感谢|敬意|同志|思想|精神|各位|奋斗|中国式现代化",
}
_FORMS = {name: re.compile(form) for name, form in _SIGNS.items()}
_WEIGHTS = {
    **{"figures": 1.12, "growth": 0.50, "rank": -0.14, "target": 0.41, "money": 0.76},
    **{"first": 1.26, "passed": 0.76, "nation": 0.15, "law": 1.27, "prize": 0.38, "done": 0.51, "help": 0.96},
    **{"always": 1.04, "trouble": 0.13, "whole": 0.54, "vague": -1.03, "thanks": -2.14},
    **{"length": 0.80, "opens sentence": 0.01, "opens section": 0.47, "without heading": -0.12},
}
_CONSTANT = -4.39
OPENING = 0.2  # what LINE characters at the very front of a text without headings gain
LINE = 40
NAMES = tuple(_WEIGHTS)
VOCABULARY = Path(__file__).parent / "telling.tsv"
_HAN = re.compile("[\u4e00-\u9fff]{2}")


def telling(scope: Scope, pieces: Sequence[Piece]) -> Floats:
    """The chance of each piece, (len(pieces),) in (0, 1), and what it gains for standing early."""
    weights = np.array(list(_WEIGHTS.values()), np.float32)
    known = vocabulary()
    said = np.array([sum(known.get(pair, 0.0) for pair in held) for held in pairs(scope, pieces)], np.float32)
    chances = 1 / (1 + np.exp(-(signs(scope, pieces) @ weights + said + _CONSTANT)))
    return np.asarray(chances + _early(scope, pieces), np.float32)


@cache
def vocabulary(path: Path = VOCABULARY) -> Mapping[str, float]:
    """The weight of each pair of characters; a pair that is not there weighs nothing."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {pair: float(weight) for pair, weight in rows}


def pairs(scope: Scope, pieces: Sequence[Piece]) -> list[list[str]]:
    """The different pairs of Chinese characters of each piece, folded, in the order of their first place."""
    texts = (fold(scope.report.text[piece.span.start : piece.span.end]) for piece in pieces)
    return [list(dict.fromkeys(filter(_HAN.fullmatch, bigrams(text)))) for text in texts]


def _early(scope: Scope, pieces: Sequence[Piece]) -> Floats:
    if any(section.level > 0 for section in scope.report.sections):
        return np.zeros(len(pieces), np.float32)
    place = np.array([piece.sentence for piece in pieces], np.float32) / max(1, len(scope.sentences))
    size = np.array([piece.span.end - piece.span.start for piece in pieces], np.float32) / LINE
    return np.asarray(OPENING * size * (1 - place), np.float32)


def signs(scope: Scope, pieces: Sequence[Piece]) -> Floats:
    """What speaks for and against each piece, (len(pieces), len(NAMES)): 0 or 1, and the logarithm of the length."""
    sentences: set[int] = set()
    sections: set[int | None] = set()
    rows = []
    for piece in pieces:
        text = scope.report.text[piece.span.start : piece.span.end]
        section = scope.sentences[piece.sentence].section
        opens = (piece.sentence not in sentences, section not in sections)
        rows.append([*_of_figures(piece.figures), *_of_words(text), np.log(len(text) / 20), *opens, section is None])
        sentences.add(piece.sentence)
        sections.add(section)
    return np.array(rows, np.float32).reshape(len(pieces), len(NAMES))


def _of_figures(figures: Sequence[Figure]) -> list[bool]:
    return [
        bool(figures),
        any(figure.sort == "growth" for figure in figures),
        any(figure.sort == "rank" for figure in figures),
        any(figure.kind == "target" for figure in figures),
        any("元" in figure.unit for figure in figures),
    ]


def _of_words(text: str) -> list[bool]:
    return [form.search(text) is not None for form in _FORMS.values()]
