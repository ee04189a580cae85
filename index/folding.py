"""Text as search sees it: widths, case and traditional characters made equal. Only for searching.

What is folded is a copy that is cut into words and thrown away; offsets into it mean nothing (`…` becomes `...`), but
for `flat`.
"""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from report.numerals import CN_DIGITS, chinese_value, plain
from report.units import CHINESE_UNIT

# 一 alone (一个) and what begins with a magnitude (万亿元, 百年) are seldom figures, and never hard to find.
_DIGITS = f"{CN_DIGITS}十百千万亿"
_COUNTED = re.compile(rf"(?<![点{_DIGITS}])(?!一(?![十百千万亿]))[{CN_DIGITS}十][{_DIGITS}]*(?={CHINESE_UNIT.pattern})")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)  # one question folds itself and the same clauses many times over
def fold(text: str) -> str:
    """NFKC, case folded, traditional to simplified (OpenCC's t2s).

    >>> fold("邵陽市１２３４５熱線 GDP")
    '邵阳市12345热线 gdp'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return str(_converter().convert(plain))


def flat(text: str) -> str:
    """Folded character by character, so that offsets hold: what would become several (`…`) stays as it is.

    >>> flat("達１２％…"), len(flat("達１２％…"))
    ('达12%…', 5)
    """
    return "".join(_flat(char) for char in text)


@cache
def _flat(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 else char


def numbered(folded: str) -> str:
    """Chinese numerals in front of a measure word made Arabic, so that both are found by either.

    >>> numbered("收到三百七十七个问题,举办两期,建设一个体系")
    '收到377个问题,举办2期,建设一个体系'
    """
    return _COUNTED.sub(_arabic, folded)


def _arabic(numeral: re.Match[str]) -> str:
    value = chinese_value(numeral[0])
    return numeral[0] if value is None else str(plain(value))
