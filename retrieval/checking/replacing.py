"""What 替换为原文 puts in place of what: the report's words for those of the draft that they stand for.

The marks at the end stay the draft's: no sentence runs into the next. Of a sentence of the draft's own the words
at its ends that the report does not have stay too; between quotation marks all are said to be the report's, and only
whole clauses stay.
"""

import re
from dataclasses import dataclass, replace

from report.model import Span
from report.segment import line_of
from retrieval.checking.borders import Laid, along, covered, folded_range, pieces_of, shares
from retrieval.checking.edges import whole
from retrieval.checking.locate import STOPS, Place
from retrieval.checking.statements import sentences_of
from retrieval.verify import Statement

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", "【": "】"}
_NUMBER, _FIRST, _LAST = re.compile(r"[\d.,]+"), re.compile(r"[\d.,]*\d"), re.compile(r"\d[\d.,]*$")
_WORD = 2  # characters: fewer may be half of a word, or stand there by chance


@dataclass(frozen=True, slots=True)
class Replacement:
    """`words`, those of the report, for what the draft has at `span`."""

    span: Span
    words: str


def replacement(draft: str, one: Statement) -> Replacement | None:
    """None where nothing would change, where words that say whose a figure is are just not the report's, and where the
    report's words would do away with some of the draft's that they do not stand for, or begin or end within a word."""
    if one.place is None or one.truth == "exact":
        return None
    if one.figures and not one.place.aligned and one.truth != "equal":
        found = next((Replacement(c.draft, c.words) for c in one.place.changes if c.words), None)  # in other words
    else:
        found = _told_as_there(draft, one, one.place)
    return found if found and draft[slice(*found.span)] != found.words else None


def _told_as_there(draft: str, one: Statement, place: Place) -> Replacement | None:
    words, text, by = draft[slice(*one.span)], place.report.text, one.span.start
    told = (replace(c, draft=Span(c.draft.start - by, c.draft.end - by)) for c in place.changes)
    place = replace(place, changes=tuple(told))
    laid = along(words, place)
    core = _core(words, place, laid, one.kind == "statement")
    if core is None or not _is_sound(words, place, laid, core):
        return None
    mine = _balanced(words, _bare(words, laid.mine.span(*core)))
    theirs = _balanced(text, _bare(text, laid.theirs.span(*laid.at)))
    if mine is None or theirs is None or _does_away(words, place, mine, text[slice(*theirs)]):
        return None
    return Replacement(Span(mine.start + by, mine.end + by), text[slice(*theirs)])


def _core(words: str, place: Place, laid: Laid, own: bool) -> Span | None:
    """What of the folded statement the place is for: whole clauses; of the draft's `own` sentence, without the words at
    their ends that the report has nothing for, but for one that turns or bounds what stays (未, 以上). None where what
    the two share lies outside of them."""
    first, last = laid.runs[0], laid.runs[-1]
    wide = folded_range(laid.mine, covered(words, place))
    head, tail = Span(wide.start, first.first), Span(last.first + last.length, wide.end)
    if head.end < head.start or tail.end < tail.start:
        return None
    if not own:
        return wide
    kept = folded_range(laid.mine, whole(words, laid.mine.span(head.end, tail.start)))
    front = first.second == laid.at.start and kept.start == head.end and min(_size(head), first.length) >= _WORD
    back = last.second + last.length == laid.at.end and kept.end == tail.start
    back = back and min(_size(tail), last.length) >= _WORD
    start, end = _numbers(laid, head, tail)
    return Span(head.end if front else start, tail.start if back else end)


def _numbers(laid: Laid, head: Span, tail: Span) -> Span:
    """From the head to the tail; where the place begins or ends with a number, from or to the one that it stands for:
    全省9条 against 8条 is a number for a number, and 全省 stays."""
    mine, theirs = laid.mine.text, laid.theirs.text
    begins = theirs[laid.at.start : laid.runs[0].second]
    ends = theirs[laid.runs[-1].second + laid.runs[-1].length : laid.at.end]
    first, last = _LAST.search(mine[slice(*head)]), _FIRST.match(mine[slice(*tail)])
    return Span(
        head.start + first.start() if first and _NUMBER.fullmatch(begins) else head.start,
        tail.start + last.end() if last and _NUMBER.fullmatch(ends.rstrip(STOPS)) else tail.end,
    )


def _is_sound(words: str, place: Place, laid: Laid, core: Span) -> bool:
    """Whether the place begins and ends with its clause, with what the draft begins and ends with, or with a number."""
    text, first, last = place.report.text, laid.runs[0], laid.runs[-1]
    borders = [folded_range(laid.theirs, clause) for clause in pieces_of(text, line_of(text, place.span))]
    front = (core.start, first.first, laid.at.start, first.second, first.length)
    back = (last.first + last.length, core.end, last.second + last.length, laid.at.end, last.length)
    return all(
        at in border or (a == b and c == d and length >= _WORD) or _is_number(laid, Span(a, b), Span(c, d))
        for border, at, (a, b, c, d, length) in (
            ({one.start for one in borders}, laid.at.start, front),
            ({one.end for one in borders}, laid.at.end, back),
        )
    )


def _is_number(laid: Laid, mine: Span, theirs: Span) -> bool:
    """Whether a number stands for another there, or for nothing with what bounds it: they are never cut."""
    was, now = laid.mine.text[slice(*mine)], laid.theirs.text[slice(*theirs)]
    return now != "" and (not was or (any(map(str.isdigit, now)) and not any(map(str.isalpha, was))))


def _bare(text: str, span: Span) -> Span:
    """Without the stops at its end: those of the draft stay."""
    return Span(span.start, span.start + len(text[slice(*span)].rstrip(STOPS)))


def _balanced(text: str, span: Span) -> Span | None:
    """With the brackets and quotation marks beside it that close or open those in it; None where they are not there."""
    start, end = span
    opened = list[str]()
    for char in text[start:end]:
        if char in _PAIRS:
            opened.append(char)
        elif char in _PAIRS.values() and opened and _PAIRS[opened[-1]] == char:
            opened.pop()
        elif char in _PAIRS.values():
            start -= 1
            if opened or start < 0 or _PAIRS.get(text[start]) != char:
                return None
    for char in reversed(opened):
        end += text[end : end + 1] in tuple(STOPS)
        if text[end : end + 1] != _PAIRS[char]:
            return None
        end += 1
    return Span(start, end)


def _does_away(words: str, place: Place, mine: Span, theirs: str) -> bool:
    """Whether a clause of the draft would go that the place has nothing of, or the marks of a quotation; or lines of
    the report would be joined."""
    lost = any(not shared and part.start < mine.end and mine.start < part.end for part, shared in shares(words, place))
    quotes = [sum(len(one.quotes) for one in sentences_of(text)) for text in (words[slice(*mine)], theirs)]
    return lost or quotes[0] > quotes[1] or "\n" in theirs


def _size(span: Span) -> int:
    return span.end - span.start
