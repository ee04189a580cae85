"""Where the words of a permalink stand now, in a report that may have been replaced since."""

import hashlib
import re
from collections.abc import Iterator
from itertools import accumulate
from urllib.parse import quote

from report.citation import follow
from report.errors import QuoteError
from report.model import Report, Span
from web import html, words
from web.errors import NotFound

SUM_DIGITS = 8
LONGEST_SEARCH = 300_000  # characters of a report; each place in it costs a hash
LONGEST_MOVED = 2_000  # characters of a quotation that is looked for; passages and sentences have some hundreds
_RANGES = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*")


def find(report: Report, ranges: str, sum_: str) -> list[Span]:
    """Where the words of a permalink `#/id/ranges~sum_` stand now: where it says, or at the one place they moved to.

    Raises NotFound where the words are gone or stand at several places, since other words are never marked, and where
    `ranges` are none.
    """
    if not _RANGES.fullmatch(ranges):
        raise NotFound(words.LINK_RANGES.format(found=html.short(ranges)))
    try:
        return list(follow(f"#/{quote(report.id, safe='')}/{ranges}~{sum_}", report).ranges)
    except QuoteError:
        return [moved(report, ranges, sum_)]


def moved(report: Report, ranges: str, sum_: str) -> Span:
    """The one other place that holds the words of a link with a single range."""
    start, _, end = ranges.partition("-")
    length = int(end) - int(start) if end.isdecimal() else 0  # several ranges move each its own way
    if length > LONGEST_MOVED:
        raise NotFound(words.LINK_LONG.format(found=length, limit=LONGEST_MOVED))
    if not (0 < length <= len(report.text) <= LONGEST_SEARCH and len(sum_) == SUM_DIGITS):
        raise NotFound(words.LINK_CHANGED)
    found = [at for at, sum_here in enumerate(_sums(report.text, length)) if sum_here == sum_]
    if len(found) != 1:
        raise NotFound(words.LINK_CHANGED)
    return Span(found[0], found[0] + length)


def _sums(text: str, length: int) -> Iterator[str]:
    """The sum of each stretch of that many characters, from the first on."""
    data = memoryview(text.encode())
    places = [0, *accumulate(len(char.encode()) for char in text)]
    for start, end in zip(places, places[length:], strict=False):
        yield hashlib.sha256(data[start:end]).hexdigest()[:SUM_DIGITS]
