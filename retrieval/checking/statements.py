"""What of a pasted text is looked up: its sentences, and in them quotations, figures, names of laws.

>>> draft = "会议指出，“要办好7件实事。要抓好落实。”全年立法3部。"
>>> [(draft[s.span.start:s.span.end], [draft[q.start:q.end] for q in s.quotes]) for s in sentences_of(draft)]
[('会议指出，“要办好7件实事。要抓好落实。”', ['要办好7件实事。要抓好落实。']), ('全年立法3部。', [])]
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.model import Span
from report.quantities import quantities
from report.segment import CLOSERS, is_blank, line_of, lines, strip
from retrieval.checking.folded import folded

_PAIRS = {"“": "”", "「": "」", "『": "』"}
_LONGEST = 3000  # characters; a mark left open must not swallow the rest of the draft
_TERM, _TERM_WITH_DIGITS = 8, 6  # characters; what is shorter between quotation marks is a term (“放管服”, “1+10”)
_DOT = r"(?<=[^\sA-Za-z0-9０-９.])\.(?=[\s\u4e00-\u9fff“「]|$)"  # a full stop of another keyboard
_END = re.compile(rf"(?:[。！？!?…]+|{_DOT})[{CLOSERS}]*")
_OPENERS = '“「『"《 \u3000'
_OMISSION = re.compile(r"…+|\.{3,}|。{3,}")
_CLOSED = re.compile(rf"[{CLOSERS}\s，,、；;：:。]+")
_BULLET = re.compile(r"(?:[•·●■◆▪○□|]|[-*>#]+(?=\s)|\s)+")  # -14 is a number
_LETTER = re.compile(r"[^\W_]")
_CN = "[一二三四五六七八九十]{1,3}"
_NUMBERING = re.compile(rf"(?:[（(](?:\d{{1,2}}|{_CN})[)）]|\d{{1,2}}(?:[)）]|[.．、](?!\d))|{_CN}、)\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the draft with its closing mark, without bullets in front; `quotes` are the insides of the
    quotations in it, `broken` says that it ends with the line and not with a mark."""

    span: Span
    quotes: tuple[Span, ...]
    broken: bool


def sentences_of(draft: str) -> list[Sentence]:
    """The sentences in order. A quotation is never cut, whatever ends inside it; a line end cuts all else."""
    quotes = list(_quotes(draft))
    found = []
    for span in _cut(draft, quotes):
        inside = within(span, quotes)
        found.append(Sentence(span, inside, not _END.search(draft[span.start : span.end][-3:])))
    return found


def joined(first: Sentence, second: Sentence) -> Sentence:
    """A sentence that a line end had cut, whole."""
    return Sentence(Span(first.span.start, second.span.end), first.quotes + second.quotes, second.broken)


def _quotes(draft: str) -> Iterator[Span]:
    """The insides of the outermost quotation marks that hold more than a term."""
    at = 0
    while at < len(draft):
        end = _closing(draft, at)
        if end is not None and _is_quotation(draft[at + 1 : end]):
            yield strip(draft, Span(at + 1, end))
        at = at + 1 if end is None else end + 1


def _closing(draft: str, at: int) -> int | None:
    """Where the mark closes that opens at `at`; None where none does."""
    mark, stop = draft[at], min(len(draft), at + _LONGEST)
    blank = re.compile(r"\n\s*\n").search(draft, at, stop)
    stop = blank.start() if blank else stop
    if mark == '"':
        end = draft.find('"', at + 1, stop)
        return end if end > at else None
    if mark not in _PAIRS:
        return None
    depth = 0
    for place in range(at, stop):
        depth += (draft[place] == mark) - (draft[place] == _PAIRS[mark])
        if not depth:
            return place
    return None


def _is_quotation(inside: str) -> bool:
    text = folded(inside).text
    return len(text) >= (_TERM_WITH_DIGITS if any(char.isdigit() for char in text) else _TERM)


def _cut(draft: str, quotes: list[Span]) -> Iterator[Span]:
    ends = {match.end() for match in _END.finditer(draft) if not is_inside(match.end(), quotes)}
    ends |= {at for at, char in enumerate(draft) if char == "\n" and not is_inside(at, quotes)}
    start = 0
    for end in sorted({*ends, len(draft)}):
        span = strip(draft, Span(start, end))
        bullet = _BULLET.match(draft, *span)
        span = Span(bullet.end(), span.end) if bullet else span
        if folded(draft[span.start : span.end]).text:
            yield span
        start = end


def is_inside(at: int, quotes: Sequence[Span]) -> bool:
    """Whether a place lies in one of the quotations, which stand in order."""
    before = bisect_left(quotes, (at,)) - 1  # the last that begins in front of it
    return before >= 0 and at <= quotes[before].end


def unnumbered(draft: str, span: Span) -> Span:
    """The span without the numbering in front of it: 1. 全年…, （二）全年…."""
    found = _NUMBERING.match(draft, *span)
    return Span(found.end(), span.end) if found and found.end() < span.end else span


def is_numbering(draft: str, span: Span) -> bool:
    """Nothing stands there but the numbering of a sentence."""
    return _NUMBERING.fullmatch(draft, *span) is not None


def parts_of(draft: str, quote: Span) -> list[Span]:
    """What stands between the …… of a quotation; only what is not empty."""
    edges = [quote.start, *(at for found in _OMISSION.finditer(draft, *quote) for at in found.span()), quote.end]
    parts = [strip(draft, Span(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [part for part in parts if folded(draft[part.start : part.end]).text]


def items(draft: str, sentence: Sentence) -> list[Sentence]:
    """What stands between the ； of a sentence, each as a sentence; a quotation is never cut."""
    start, end = sentence.span
    marks = (start + found.start() for found in re.finditer("[；;]", draft[start:end]))
    found = []
    for span in outside(draft, sentence.span, [Span(at, at + 1) for at in marks if not is_inside(at, sentence.quotes)]):
        found.append(Sentence(span, within(span, sentence.quotes), False))
    return found


def within(span: Span, quotes: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations, which stand in order, that a span holds whole."""
    behind = quotes[bisect_left(quotes, (span.start,)) : bisect_left(quotes, (span.end,))]
    return tuple(quote for quote in behind if quote.end <= span.end)


def outside(draft: str, span: Span, inner: Sequence[Span]) -> list[Span]:
    """What of a span lies outside the inner ones (quotations, names), their marks and those between left out; only what
    is not empty."""
    edges = [span.start, *(at for one in sorted(inner) for at in one), span.end]
    parts = [strip(draft, Span(a, max(a, b))) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    bare = [_without_marks(draft, part) if part.start > span.start else part for part in parts]
    bare = [_without_opening(draft, part) if part.end < span.end else part for part in bare]
    return [part for part in bare if folded(draft[part.start : part.end]).text]


def _without_marks(draft: str, span: Span) -> Span:
    """Without what closes and parts in front: ”,年末."""
    found = _CLOSED.match(draft, *span)
    return Span(found.end(), span.end) if found else span


def _without_opening(draft: str, span: Span) -> Span:
    """Without the mark that opens what stands behind."""
    return strip(draft, Span(span.start, span.start + len(draft[slice(*span)].rstrip(_OPENERS))))


def has_figure(words: str) -> bool:
    """A quantity, or any digit, stands there."""
    return any(c.isdigit() for c in words) or any(quantities(words, *line)[0] for line in lines(words))


def is_parted(draft: str, first: Sentence, second: Sentence) -> bool:
    """Whether nothing but one line end lies between a broken sentence and the next."""
    between = draft[first.span.end : second.span.start]
    return first.broken and between.count("\n") == 1 and all(is_blank(char) for char in between)


def fills_line(draft: str, span: Span) -> bool:
    """Whether a sentence with a mark at its end, or one that is all of the draft, stands alone on its lines."""
    line = line_of(draft, span)
    if not _END.search(draft[span.start : span.end][-3:]) and _holds_words(draft, span):
        return False
    return not folded(draft[line.start : span.start] + draft[span.end : line.end]).text


def _holds_words(draft: str, span: Span) -> bool:
    """Whether a draft says anything beside a span. A letter tells, mostly the first of them."""
    if _LETTER.search(draft, 0, span.start) or _LETTER.search(draft, span.end):
        return True
    return bool(folded(draft[: span.start] + draft[span.end :]).text)
