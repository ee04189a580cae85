"""Statistics that people call by letters and reports print in Chinese alone, and years as people type them."""

import re

from index.folding import fold

_SPELLED = {"gdp": "生产总值", "cpi": "居民消费价格"}  # 地区生产总值, 全省生产总值, 国内生产总值
_LETTERS = re.compile("[a-zａ-ｚ]+", re.IGNORECASE)
_DIGIT = {char: str(n % 10) for n, char in [*enumerate("零一二三四五六七八九"), *enumerate("〇○", 10)]}
_CHINESE_YEAR = re.compile("(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}(?=年)")
_LENGTH = "期以之来间前后内龄制长义免禁多"  # 20年期国债, 15年免费教育: so long, not when
_SHORT = re.compile(
    rf"(?<!\d)(\d\d)(年)([和与跟及、到至—–~-])(\d\d)年(?![{_LENGTH}])"
    rf"|(?<!\d)(\d\d)()([和与跟及、])(\d\d)年(?=[\u4e00-\u9fff])(?![{_LENGTH}])|^(\d\d)年(?=[\u4e00-\u9fff])(?![{_LENGTH}的和与跟及、到至])"
)


def spelled(question: str) -> str:
    """A question in the words of reports; years of two digits where two of them are named, or where one is first.

    >>> spelled("去年GDP涨了几个点"), spelled("GDPx"), spelled("二〇二二年和二〇二三年")
    ('去年生产总值涨了几个点', 'GDPx', '2022年和2023年')
    >>> spelled("21年和22年的产量"), spelled("23年产量"), spelled("15年免费教育"), spelled("10年和20年期国债")
    ('2021年和2022年的产量', '2023年产量', '15年免费教育', '10年和20年期国债')
    """
    said = _LETTERS.sub(lambda letters: _SPELLED.get(fold(letters[0]), letters[0]), question)
    return _SHORT.sub(_whole, _CHINESE_YEAR.sub(lambda year: "".join(_DIGIT[char] for char in year[0]), said))


def _whole(found: re.Match[str]) -> str:
    if found[9]:
        return f"{_century(found[9])}年"
    first, year, between, second = (found.group(i) for i in ((1, 2, 3, 4) if found[1] else (5, 6, 7, 8)))
    return f"{_century(first)}{year}{between}{_century(second)}年"


def _century(two: str) -> str:
    return f"{'20' if int(two) < 50 else '19'}{two}"
