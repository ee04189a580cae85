"""Lines, sentences and clauses as ranges of a text: the three grains that everything else is made of.

>>> text = "一、立法。制定3部,修订1部。"
>>> [text[s.start:s.end] for s in sentences(text, Span(0, len(text)))]
['一、立法。', '制定3部,修订1部。']
>>> [text[c.start:c.end] for c in clauses(text, Span(5, len(text)))]
['制定3部,', '修订1部。']
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from report.model import Span

CLOSERS = "”’」』》）)】〕\"'"
_SENTENCE_END = re.compile(rf"[。！？!?…]+[{CLOSERS}]*")
_CLAUSE_END = re.compile(rf"[，,；;：:。！？!?…]+[{CLOSERS}]*")
_PAIRS = {"《": "》", "（": "）", "(": ")", "“": "”", "「": "」", "【": "】"}
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"  # wiki pages leave these where a printed page ended
_LONGEST_PAIR = 60  # a bracket left open by a slip of the pen must not swallow the clauses behind it


def strip(text: str, span: Span) -> Span:
    """The span without the white space (U+3000 and the like included) at its two ends."""
    start, end = span
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return Span(start, end)


def is_blank(char: str) -> bool:
    """White space, or a character without width (a saved wiki page leaves these where a printed page ended)."""
    return char.isspace() or char in ZERO_WIDTH


def line_of(text: str, span: Span) -> Span:
    """The whole line, white space and all, that holds the span; the lines, where it runs over several."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)


def lines(text: str, span: Span | None = None) -> Iterator[Span]:
    """The non-blank lines, each without the white space at its ends. In a report a line is a natural paragraph."""
    start, end = span or Span(0, len(text))
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = strip(text, Span(start, stop))
        if line.end > line.start:
            yield line
        start = stop + 1


def sentences(text: str, span: Span) -> list[Span]:
    """Sentences with their closing marks; a line end closes a sentence too, since headings and lists have no 。"""
    found = []
    for line in lines(text, span):
        found += _cut(text, line, [m.end() for m in _SENTENCE_END.finditer(text, line.start, line.end)])
    return found


def clauses(text: str, span: Span) -> list[Span]:
    """Clauses with the mark that closes them. Commas inside 《》, （） and “”, and between digits, do not cut."""
    found = []
    for sentence in sentences(text, span):
        shut = _brackets(text, sentence)
        cuts = [m.end() for m in _CLAUSE_END.finditer(text, *sentence) if not _inside(text, m.start(), shut)]
        found += _cut(text, sentence, cuts)
    return found


def _cut(text: str, span: Span, cuts: list[int]) -> list[Span]:
    edges = [span.start, *cuts, span.end]
    pieces = (strip(text, Span(a, b)) for a, b in pairwise(edges))
    return [piece for piece in pieces if piece.end > piece.start]


def _brackets(text: str, span: Span) -> list[Span]:
    """The outermost bracketed stretches of the span that are closed within reach."""
    found: list[Span] = []
    at = span.start
    while at < span.end:
        close = _PAIRS.get(text[at])
        stop = text.find(close, at, min(span.end, at + _LONGEST_PAIR)) if close else -1
        if stop >= 0:
            found.append(Span(at, stop))
            at = stop
        at += 1
    return found


def _inside(text: str, at: int, shut: list[Span]) -> bool:
    between_digits = text[at] in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
    before = bisect_left(shut, (at,)) - 1  # the last that opens in front of it; they do not overlap
    return between_digits or (before >= 0 and at < shut[before].end)
