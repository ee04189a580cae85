"""Whether the numbers of a draft are those of a report: the same, honestly rounded, or others.

    近280个 of 279个, 超615亿斤 of 615.6亿斤, 约655亿元 of 654.7亿元, 500多场 of 500余场, 超两成 of 20.2%

Rounded is what says so (近, 约, 超, 余, 多, 以上, 左右) and lies on the side and as near as its own last digit tells:
近280 is more than 270. What drops the word is another number: 70余万 is not 70万.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from report.quantities import Quantity
from report.simplified import simplified
from retrieval.checking.amounts import Number, numbers
from retrieval.checking.folded import unblanked

Agreement: TypeAlias = Literal["same", "near", "differ"]
"""Of numbers: the same values; a rounded one that the report bears out; others."""

_Side: TypeAlias = Literal["above", "below", "about", "at least", "at most"]

_BEFORE: Sequence[tuple[_Side, re.Pattern[str]]] = (
    ("at most", re.compile(r"(?:[不没未](?:超过?|突破|破|高于|多于|大于)|[至最]多|(?<!不)(?:低于|少于|小于))$")),
    ("at least", re.compile(r"(?:不低于|不少于|不小于|至少|最少)$")),
    ("above", re.compile(r"(?:超过?|突破|逾|多于|高于|大于|(?<![侦查打攻爆告])破)了?$")),
    ("below", re.compile(r"(?:(?<![附最邻])近|将近|接近|不到|不足|几乎|差不多)$")),
    ("about", re.compile(r"(?:(?<![签特预集违履解邀节制合条契公])约|大概|大致|约莫)$")),
)
_AFTER: Sequence[tuple[_Side, re.Pattern[str]]] = (
    ("at least", re.compile("以上")),
    ("at most", re.compile("以[内下]|之内")),
    ("about", re.compile("左右|上下")),
    ("above", re.compile(r"多(?![\u4e00-\u9fff])|多的|出头|开外")),
)
_MORE, _SOME = re.compile("[余多]"), re.compile("来")
_FAR = Decimal("0.1")  # of itself what 超 and 近 tell may be off at most; 500多 is anything up to 600
_YEAR = re.compile(r"(?:19|20)\d\d")


def agreement(draft: str, report: str) -> Agreement | None:
    """Of all numbers of two texts in their order; None where the draft has none. Years count where both name some."""
    draft, report = unblanked(draft), unblanked(report)
    mine, theirs = _of(draft, report), _of(report, draft)
    if not mine:
        return None
    if len(mine) != len(theirs):
        return "differ"
    pairs = list(zip(mine, theirs, strict=True))
    found = [_is_same(draft, a, report, b) for a, b in pairs]
    if all(found):
        return "same"
    rounded = (same or _rounds(draft, a, report, b) for same, (a, b) in zip(found, pairs, strict=True))
    return "near" if all(rounded) else "differ"


def as_many(draft: str, report: str) -> bool:
    """Whether both print as many numbers, years counted where both name some."""
    return len(_of(draft, report)) == len(_of(report, draft))


def _of(text: str, other: str) -> list[Number]:
    found = numbers(text)
    both = all(any(_is_year(one) for one in row) for row in (found, numbers(other)))
    return [one for one in found if both or not _is_year(one)]


def _is_year(one: Number) -> bool:
    return one.read is None and _YEAR.fullmatch(one.amount[0]) is not None


def of_two(draft: str, mine: Quantity, report: str, theirs: Quantity) -> Agreement:
    """Of two quantities, each in its text."""
    if (mine.value, mine.unit, mine.near) == (theirs.value, theirs.unit, theirs.near):
        same = _side(draft, mine) == _side(report, theirs)
        return "same" if same else "differ"
    return "near" if rounds(draft, mine, report, theirs) else "differ"


def _is_same(draft: str, mine: Number, report: str, theirs: Number) -> bool:
    """The same value, and above, below or about it in both or in neither: 超96户 is not 96户."""
    if mine.amount != theirs.amount or mine.read is None or theirs.read is None:
        return mine.amount == theirs.amount
    return _side(draft, mine.read) == _side(report, theirs.read)


def _rounds(draft: str, mine: Number, report: str, theirs: Number) -> bool:
    read, printed = mine.read, theirs.read
    return read is not None and printed is not None and rounds(draft, read, report, printed)


def rounds(draft: str, mine: Quantity, report: str, theirs: Quantity) -> bool:
    """Whether a quantity of the draft is one of the report, rounded and said so."""
    side = _side(draft, mine)
    if side is None or isinstance(mine.value, tuple) or isinstance(theirs.value, tuple) or mine.rank or theirs.rank:
        return False
    (said, unit), (told, other) = _rate(mine.value, mine.unit), _rate(theirs.value, theirs.unit)
    if unit != other or not said:
        return False
    if known := _side(report, theirs):
        return said == told and known == side  # 500多场 of 500余场
    off = {"below": said - told, "about": abs(told - said)}.get(side, told - said)
    step = Decimal(1).scaleb(int(said.normalize().as_tuple().exponent))  # of the last digit that is not 0
    if side == "about":
        return off * 2 <= step and off <= _FAR * said
    if side == "at least":
        return 0 <= off < step
    return 0 < off < step and (_says_more(draft, mine) or off <= _FAR * said) and side != "at most"


def _says_more(text: str, one: Quantity) -> bool:
    return _MORE.search(simplified(text[one.start : one.end + 1])) is not None


def _rate(value: float, unit: str) -> tuple[Decimal, str]:
    """三成 is 30%."""
    return (Decimal(str(value)) * 10, "%") if unit == "成" else (Decimal(str(value)), unit)


def _side(text: str, one: Quantity) -> _Side | None:
    """On which side of the number it says that the true one lies; None where it says nothing."""
    text = simplified(text)
    if _MORE.search(text[one.start : one.end]):
        return "above"
    if _SOME.search(text[one.start : one.end]):
        return "about"
    before = text[max(0, one.start - 5) : one.start].rstrip()
    for side, form in _BEFORE:
        if form.search(before):
            return side
    return next((side for side, form in _AFTER if form.match(text, one.end)), None)
