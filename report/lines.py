"""The printed lines of a text, with their places: what the rules of layout and front matter look at.

Only `\\n` ends a line here (the readers see to that). White space and zero-width characters around a line belong to
nobody: they stay in the text, but no range given out by this file holds them at its ends.
"""

from collections.abc import Iterator
from typing import NamedTuple

from report.segment import ZERO_WIDTH

BLANK = rf"\s{ZERO_WIDTH}"  # for a character class
_BLANKS = ZERO_WIDTH + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


class Line(NamedTuple):
    """A line that is not blank: its range without blanks at its ends, the same as text, and what stands before it.

    `gap` counts the line ends since the line above (1: the next line, 2 or more: blank lines between);
    `indented` says that blanks stand between the line end and the first character.
    """

    start: int
    end: int
    text: str
    gap: int
    indented: bool


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """The lines of `text[start:]` that are not blank, in order."""
    gap = 0
    for raw in text[start:].split("\n"):
        shown = raw.strip(_BLANKS)
        if shown:
            first = start + len(raw) - len(raw.lstrip(_BLANKS))
            yield Line(first, first + len(shown), shown, gap, first > start)
            gap = 0
        start += len(raw) + 1
        gap += 1
