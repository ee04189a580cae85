"""Statistics that people call by letters and reports print in Chinese alone, and years as people type them."""

import re

from index.folding import fold

_SPELLED = {"gdp": "生产总值", "cpi": "居民消费价格"}  # 地区生产总值, 全省生产总值, 国内生产总值
_LETTERS = re.compile("[a-zａ-ｚ]+", re.IGNORECASE)
_DIGIT = {char: str(n % 10) for n, char in [*enumerate("零一二三四五六七八九"), *enumerate("〇○", 10)]}
_CHINESE_YEAR = re.compile("(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}(?=年)")
_LENGTH = "期以之来间前后内龄制长义免禁多级代工党"  # 20年期国债, 15年免费教育, 12年级: so long or so high, not when
_AND = "和与跟及、"
_TWO = r"(?<!\d)(\d\d)"
_PAIR = re.compile(rf"{_TWO}(年?)([{_AND}])(\d\d)年(?![{_LENGTH}])|{_TWO}(年)([到至—–~-])(\d\d)年(?![{_LENGTH}])")
_FIRST = re.compile(rf"^(\d\d)年(?=[\u4e00-\u9fff])(?![{_LENGTH}{_AND}的到至])")


def spelled(question: str) -> str:
    """A question in the words of reports; years of two digits where two of them are named, or where one is first.

    >>> spelled("去年GDP涨了几个点"), spelled("GDPx"), spelled("二〇二二年和二〇二三年")
    ('去年生产总值涨了几个点', 'GDPx', '2022年和2023年')
    >>> spelled("21年和22年的产量"), spelled("23年产量"), spelled("15年免费教育"), spelled("10年和20年期国债")
    ('2021年和2022年的产量', '2023年产量', '15年免费教育', '10年和20年期国债')
    >>> spelled("21、22年产量"), spelled("21年到23年的产量"), spelled("11、12年级学生"), spelled("98年洪水")
    ('2021、2022年产量', '2021年到2023年的产量', '11、12年级学生', '1998年洪水')
    """
    said = _LETTERS.sub(lambda letters: _SPELLED.get(fold(letters[0]), letters[0]), question)
    said = _CHINESE_YEAR.sub(lambda year: "".join(_DIGIT[char] for char in year[0]), said)
    return _FIRST.sub(lambda year: f"{_whole(year[1])}年", _PAIR.sub(_both, said))


def _both(found: re.Match[str]) -> str:
    first, year, between, second = (part for part in found.groups() if part is not None)
    return f"{_whole(first)}{year}{between}{_whole(second)}年"


def _whole(two: str) -> str:
    return f"{'20' if int(two) < 40 else '19'}{two}"
