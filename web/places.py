"""Where the words of a permalink stand now, in a report that may have been replaced since."""

import hashlib
from urllib.parse import quote

from report.citation import follow
from report.errors import QuoteError
from report.model import Report, Span
from web import words
from web.errors import NotFound

SUM_DIGITS = 8
LONGEST_SEARCH = 300_000  # characters of a report; each place in it costs a hash


def find(report: Report, ranges: str, sum_: str) -> list[Span]:
    """Where the words of a permalink `#/id/ranges~sum_` stand now: where it says, or at the one place they moved to.

    Raises NotFound where the words are gone or stand at several places: other words are never marked.
    """
    try:
        return list(follow(f"#/{quote(report.id, safe='')}/{ranges}~{sum_}", report).ranges)
    except QuoteError:
        return [moved(report, ranges, sum_)]


def moved(report: Report, ranges: str, sum_: str) -> Span:
    """The one other place that holds the words of a link with a single range."""
    start, _, end = ranges.partition("-")
    length = int(end) - int(start) if start.isdecimal() and end.isdecimal() else 0
    if not (0 < length <= len(report.text) <= LONGEST_SEARCH and len(sum_) == SUM_DIGITS):
        raise NotFound(words.LINK_CHANGED)
    places = (Span(at, at + length) for at in range(len(report.text) - length + 1))
    found = [
        span for span in places if hashlib.sha256(report.text[slice(*span)].encode()).hexdigest()[:SUM_DIGITS] == sum_
    ]
    if len(found) != 1:
        raise NotFound(words.LINK_CHANGED)
    return found[0]
