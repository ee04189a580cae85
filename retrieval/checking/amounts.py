"""Numbers compared as numbers: 28.24亿元 is 2,824,000,000元, and 70余万人次 is no 70万人次.

>>> same_amounts("完成投资28.24亿元", "完成投资2,824,000,000元"), same_amounts("接待70余万人次", "接待70万人次")
(True, False)
>>> same_amounts("走访七十余万人次", "走访70余万人次"), same_amounts("居全省第1位", "居全省第一位")
(True, True)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.numerals import NUMBER, chinese_value, plain
from report.quantities import Quantity, quantities
from retrieval.checking.folded import folded, unblanked

_UNSAID = re.compile(r"[余多来几数]|/|(?<!百)(?<!千)分之")
_MORE = re.compile(
    r"[\d.,]+[万亿]*([余多])(?![余多来几数]|[百千万亿])[^\d余多来几数]*"
)  # 3.1万余条 is 31000余条, 70余万 is neither
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_PADDED = re.compile(r"(?<![\d.．,，])[0０]\d|[.．]\d*[0０](?!\d)")  # 05, 5.0: said with another exactness than 5


@dataclass(frozen=True, slots=True)
class Number:
    """As it compares: a quantity as value and unit (("2824000000", "元"), ("5.3", "%")), other digits (years, names) as
    printed, with "". `read` is the quantity, its places those of the text without blanks; None for other digits."""

    amount: tuple[str, str]
    read: Quantity | None = None


def same_amounts(first: str, second: str) -> bool:
    """Whether the two differ in nothing but how their numbers are printed, after folding."""
    return _valued(first) == _valued(second)


def numbers(text: str) -> list[Number]:
    """All numbers of a text in order."""
    found = list[Number]()
    for words, amount, quantity in _read(unblanked(text)):
        found += [Number((digits, "")) for digits in _DIGITS.findall(words)]
        found += [Number(amount, quantity)] if amount else []
    return found


def _valued(text: str) -> str:
    """The folded text with its numbers as values, each with its end marked (80亿 and 0元 are not 800亿元), and behind a
    digit, so that a sign in front of it stays."""
    pieces = list[str]()
    for words, amount, _ in _read(unblanked(text)):
        pieces += [words, "0⟨{}⟩{}".format(*amount) if amount else ""]
    return folded("".join(pieces)).text


def _read(text: str) -> Iterator[tuple[str, tuple[str, str] | None, Quantity | None]]:
    """The words up to each quantity, and it; at last the words behind the last one, and None."""
    at = 0
    for quantity in quantities(text, 0, len(text))[0]:
        yield text[at : quantity.start], _amount(text, quantity), quantity
        at = quantity.end
    yield text[at:], None, None


def _amount(text: str, quantity: Quantity) -> tuple[str, str]:
    """The value and the unit (第1 and 位 or 名 of a rank); what is printed and no unit where the value does not say all
    (70余万, 1/3, a range)."""
    printed = folded(text[quantity.start : quantity.end]).text
    one = not isinstance(quantity.value, tuple) and not quantity.bare
    if one and (more := _MORE.fullmatch(printed)) and not _PADDED.search(printed):
        return f"{quantity.value}{more[1]}", quantity.unit
    if not one or _UNSAID.search(printed) or _PADDED.search(printed):
        return _in_digits(printed) if one else printed, ""
    if quantity.rank:
        return f"{printed[0]}{quantity.value}", printed[-1]
    return str(quantity.value), quantity.unit


def _in_digits(printed: str) -> str:
    """七十余万人次 as 70余万人次; a number that no 余 or 多 parts is as printed."""
    found = NUMBER.match(printed)
    value = chinese_value(found["chinese"]) if found and found["chinese"] and found["more3"] in ("余", "多") else None
    return printed if found is None or value is None else f"{plain(value)}{printed[found.end('chinese') :]}"
