"""Numbers compared as numbers: 28.24亿元 is 2,824,000,000元, and 70余万人次 is no 70万人次.

>>> same_amounts("完成投资28.24亿元", "完成投资2,824,000,000元"), same_amounts("接待70余万人次", "接待70万人次")
(True, False)
"""

import re

from report.quantities import Quantity, quantities
from report.segment import lines
from retrieval.folded import folded

_UNSAID = re.compile(r"[余多来几数]|/|(?<!百)(?<!千)分之")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_PADDED = re.compile(r"(?<![\d.．,，])[0０]\d|[.．]\d*[0０](?!\d)")  # 05, 5.0: said with another exactness than 5


def same_amounts(first: str, second: str) -> bool:
    """Whether the two differ in nothing but how their numbers are printed, after folding."""
    return _valued(first) == _valued(second)


def numbers(text: str) -> list[tuple[str, str]]:
    """All numbers of a text in order, as they compare: quantities as value and unit (("2824000000", "元"), ("5.3",
    "%")), other digits (years, names) as printed, with ""."""
    found, at = list[tuple[str, str]](), 0
    for quantity in _read(text):
        found += [(digits, "") for digits in _DIGITS.findall(folded(text[at : quantity.start]).text)]
        found.append(_amount(text, quantity))
        at = quantity.end
    return [*found, *((digits, "") for digits in _DIGITS.findall(folded(text[at:]).text))]


def _valued(text: str) -> str:
    parts, at = list[str](), 0
    for quantity in _read(text):
        parts += [text[at : quantity.start], "".join(_amount(text, quantity))]
        at = quantity.end
    return folded("".join([*parts, text[at:]])).text


def _read(text: str) -> list[Quantity]:
    return [quantity for line in lines(text) for quantity in quantities(text, *line)[0]]


def _amount(text: str, quantity: Quantity) -> tuple[str, str]:
    """The value and the unit; what is printed, and no unit, where the value does not say all (70余万, 1/3, a range)."""
    printed = folded(text[quantity.start : quantity.end]).text
    plain = not isinstance(quantity.value, tuple) and not quantity.rank and not quantity.bare
    if not plain or _UNSAID.search(printed) or _PADDED.search(printed):
        return printed, ""
    return str(quantity.value), quantity.unit
