"""Sections → passages: every character of the body belongs to exactly one, and none crosses a heading.

The *body* is the text without headings, front matter, continuation marks and white space. A passage lies inside one
natural paragraph of one section and is made of whole sentences.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from report.model import Aside, AsideKind, Passage, Report, Section, Span
from report.segment import lines, sentences

LONGEST = 300  # characters; a single longer sentence stands alone
_TOLD: tuple[AsideKind, ...] = ("date", "speaker")  # front matter that answers who, when and where


def passages(report: Report) -> tuple[Passage, ...]:
    """All passages in reading order: those of the body, and one for the lines that say when and by whom."""
    spans = [*_front_passages(report), *(p for row in body(report) for p in _packed(report.text, row))]
    return tuple(Passage(report.id, *span) for span in sorted(spans))


def body(report: Report) -> tuple[Span, ...]:
    """The body as ranges, one for each stretch of a natural paragraph that no heading interrupts."""
    holes = sorted([*((s.start, s.body_start) for s in report.sections), *((a.start, a.end) for a in report.asides)])
    return tuple(line for gap in _between(holes, len(report.text)) for line in lines(report.text, gap))


def _between(holes: Sequence[tuple[int, int]], end: int) -> Iterator[Span]:
    at = 0
    for start, stop in [*holes, (end, end)]:
        if start > at:
            yield Span(at, start)
        at = max(at, stop)


def _packed(text: str, row: Span) -> Iterator[Span]:
    """Whole sentences, as evenly as may be: 430 characters give two passages of about 215, not 300 and 130."""
    parts = sentences(text, row)
    share = (row.end - row.start) / max(1, math.ceil((row.end - row.start) / LONGEST))
    start = parts[0].start
    for this, following in zip(parts, [*parts[1:], None], strict=True):
        if following is None:
            yield Span(start, this.end)
        elif following.end - start > LONGEST or this.end - start >= share:
            yield Span(start, this.end)
            start = following.start


def _front_passages(report: Report) -> Iterator[Span]:
    """The date and the speaker, as one passage where their lines stand together."""
    group: list[Aside] = []
    for aside in report.asides:
        if aside.what in _TOLD and group and not report.text[group[-1].end : aside.start].strip():
            group.append(aside)
        else:
            yield from _whole(group)
            group = [aside] if aside.what in _TOLD else []
    yield from _whole(group)


def _whole(group: Sequence[Aside]) -> Iterator[Span]:
    if group:
        yield Span(group[0].start, group[-1].end)


def heading_path(report: Report, offset: int) -> tuple[Section, ...]:
    """The sections around a place, outermost (the title) first; a place inside a heading belongs to that heading."""
    return tuple(s for s in report.sections if s.start <= offset < s.end)


def paragraph_number(report: Report, offset: int) -> int:
    """第N自然段: the natural paragraphs (lines) that hold body text, counted from 1; a place in front of them: 0.

    Lines that are only a heading, front matter or a continuation mark are not counted.
    """
    return bisect_right(_paragraph_starts(report), offset)


@lru_cache(maxsize=64)  # a comparison or a summary cites hundreds of places of one report
def _paragraph_starts(report: Report) -> list[int]:
    return sorted({_line_start(report.text, row.start) for row in body(report)})


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
