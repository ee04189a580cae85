"""Where a quotation may begin and end: never inside a number, never between a number and what bounds it.

「5%」 stands in 增长15% and in 5%以上, and quotes neither; 发现问题 is not what 未发现问题 says.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from report.model import Span
from report.quantities import NEAR_AFTER, quantities
from report.segment import line_of, sentences
from report.simplified import simplified

_DIGITS = re.compile(r"(?:(?<=[\u4e00-\u9fff])[-－−])?\d(?:[\d.．,，·]*\d)?[%％‰]?")
_BOUND = re.compile(
    r"(?:近|约|超|超过了?|突破了?|逾|将近|接近|大约|大概|不低于|不少于|不小于|不超过|不高于|不多于|至少|最多|最少|高达|低于|高于|少于|多于|大于|小于|第|负)$"
)
_DENIAL = re.compile(
    r"(?:(?:[尚并从仍还]?未|不|没有?|无|非|勿)(?:能够?|曾|可|得|会|再|应|宜|许|准|法|是)?|难以|严?禁止?|副)$"
)


def whole(text: str, span: Span) -> Span:
    """The span, widened where it cuts a number with unit and bounds (近70余万人次, 5%以上) or leaves behind what turns
    its words (不, 未能, 副)."""
    start, end = span
    text = simplified(text)
    if found := _DENIAL.search(text[max(0, start - 4) : start]):
        start -= len(found[0])
    for atom in (*_atoms(text, _sentence(text, start)), *_atoms(text, _sentence(text, end))):
        if atom.start < start < atom.end:
            start = atom.start
        if atom.start < end < atom.end:
            end = atom.end
    return Span(start, end)


def _sentence(text: str, at: int) -> Span:
    """The one that holds the place; no number reaches over its end."""
    row = _sentences(text, line_of(text, Span(at, at)))
    before = bisect_right(row, at, key=lambda sentence: sentence.start) - 1
    return row[before] if before >= 0 else Span(at, at)


@lru_cache(maxsize=512)
def _sentences(text: str, line: Span) -> tuple[Span, ...]:
    return tuple(sentences(text, line))


@lru_cache(maxsize=4096)
def _atoms(text: str, span: Span) -> tuple[Span, ...]:
    """The numbers of a sentence that may not be cut, with the words that bound them."""
    found = [Span(q.start, q.end) for q in quantities(text, *span)[0]]
    digits = [Span(*match.span()) for match in _DIGITS.finditer(text, *span)]
    return tuple(_bounded(text, span) for span in (*found, *digits))


def _bounded(text: str, number: Span) -> Span:
    before = _BOUND.search(text[max(0, number.start - 4) : number.start])
    after = NEAR_AFTER.match(text, number.end)
    return Span(number.start - (len(before[0]) if before else 0), after.end() if after else number.end)
