"""A draft as the checks of consistency read it: its figures sentence by sentence, each with how exactly it is printed.

The draft is read as a report is (repaired lines, headings, periods); what the checks find is told in places of the
draft as it was typed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Literal, TypeAlias

from report.figures import figures
from report.model import Figure, Repair, Report, Source, Span
from report.numerals import NUMBER, read_number
from report.parse import parse
from report.reading import Decoded
from report.reading.text import unify_line_ends
from report.segment import lines, sentences
from report.simplified import simplified

Fault: TypeAlias = Literal["count", "sum", "rate", "repeated", "order"]
_ENDLESS = re.compile(r"[^。！？!?…\r\n]{2001,}")
_DECIMALS = re.compile(r"[.．·] ?(\d+)")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more places of one text that cannot all be right. `message` is Chinese and names both sides."""

    kind: Fault
    at: tuple[Span, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of one value with the room its print leaves: the true value lies in `[low, high]`.

    Things that are counted (3部, 377件) leave none; 28.24亿元 leaves half of its last digit on either side. `step` is
    what the last printed digit is worth.
    """

    figure: Figure
    start: int
    end: int
    value: Decimal
    unit: str
    step: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its amounts in order; those of a range (1—2个), of an order (第5位) are left out."""

    span: Span
    amounts: tuple[Amount, ...]


def read_draft(typed: str) -> Report:
    """The report that a text is, any text: nothing is required of it. What runs on for more than 2,000 characters
    without a 。 or a line end is no sentence and is read as blank: what belongs together stands nearer than that."""
    text, repairs = unify_line_ends(_ENDLESS.sub(lambda found: "\u3000" * len(found[0]), typed))
    return parse(Decoded(text, repairs, Source("draft.txt", sha256(text.encode("utf-8", "replace")).hexdigest())))


def typed_span(repairs: Sequence[Repair], span: Span) -> Span:
    """Where a range of the report's text stands in the text as typed, before its repairs."""
    return Span(_typed(repairs, span.start), _typed(repairs, span.end - 1) + 1 if span.end > span.start else span.end)


def _typed(repairs: Sequence[Repair], at: int) -> int:
    return at + sum(len(r.before) - len(r.after) for r in repairs if r.start + len(r.after) <= at)


def said(report: Report) -> list[Said]:
    """Every sentence of the text with its amounts, in reading order; sentences without amounts too."""
    found = [made for figure in figures(report) if (made := _amount(report.text, figure))]
    starts = [amount.start for amount in found]
    return [
        Said(span, tuple(found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]))
        for line in lines(report.text)
        for span in sentences(report.text, line)
    ]


def _amount(text: str, figure: Figure) -> Amount | None:
    printed = simplified(text)[figure.start : figure.end]
    number = NUMBER.search(printed)
    read = read_number(number) if number else None
    if read is None or number is None or isinstance(figure.value, tuple) or figure.sort in ("rank", "spec"):
        return None
    step = _step(number[0], read.big)
    room = Decimal(0) if step == 1 and read.big == 1 else step / 2
    return Amount(figure, figure.start, figure.end, read.value, figure.unit, step, read.value - room, read.value + room)


def _step(printed: str, big: int) -> Decimal:
    """What the last printed digit is worth: 0.01亿 in 28.24亿."""
    decimals = _DECIMALS.search(printed)
    return Decimal(big).scaleb(-len(decimals[1]) if decimals else 0)


def between(report: Report, one: Amount, other: Amount) -> str:
    return report.text[one.end : other.start]


def front(report: Report, sentence: Said, at: int) -> str:
    """What stands in front of an amount in its sentence, from the amount before it on."""
    start = sentence.amounts[at - 1].end if at else sentence.span.start
    return report.text[start : sentence.amounts[at].start]


def shown(report: Report, *amounts: Amount) -> Iterator[str]:
    """The amounts as printed, between “”."""
    return (f"“{report.text[a.start : a.end]}”" for a in amounts)


def plain(value: Decimal, places: int = 2) -> str:
    """A value for people: 28.24亿, 95.49, 377.

    >>> plain(Decimal("2824000000")), plain(Decimal("95.4907")), plain(Decimal("377.00"))
    ('28.24亿', '95.49', '377')
    """
    for big, name in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= big:
            return f"{round(value / big, 4).normalize():f}{name}"
    return f"{round(value, places).normalize():f}"


def places(*amounts: Amount) -> tuple[Span, ...]:
    return tuple(sorted(Span(a.start, a.end) for a in amounts))


def fits(told: Amount, low: Decimal, high: Decimal) -> bool:
    """Whether a value between `low` and `high`, rounded or cut off, is printed so."""
    return high >= told.value - told.step / 2 and low < told.value + told.step
