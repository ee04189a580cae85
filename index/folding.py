"""Text as search sees it: widths, case and traditional characters made equal. Only for searching.

What is folded is a copy that is cut into words and thrown away; offsets into it mean nothing (`…` becomes `...`).
"""

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def fold(text: str) -> str:
    """NFKC, case folded, traditional to simplified (OpenCC's t2s).

    >>> fold("邵陽市１２３４５熱線 GDP")
    '邵阳市12345热线 gdp'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return str(_converter().convert(plain))
