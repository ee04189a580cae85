"""Statistics that people call by letters and reports print in Chinese alone."""

import re

from index.folding import fold

_SPELLED = {"gdp": "生产总值", "cpi": "居民消费价格"}  # 地区生产总值, 全省生产总值, 国内生产总值
_LETTERS = re.compile("[a-zａ-ｚ]+", re.IGNORECASE)


def spelled(question: str) -> str:
    """A question in the words of reports.

    >>> spelled("去年GDP涨了几个点"), spelled("GDPx")
    ('去年生产总值涨了几个点', 'GDPx')
    """
    return _LETTERS.sub(lambda letters: _SPELLED.get(fold(letters[0]), letters[0]), question)
