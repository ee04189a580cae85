"""A sentence without an end: lists and tables that are pasted without a 。 run on for pages.

What is asked of a sentence is asked for each figure in it, over the whole of it. So one that is longer than any that a
report prints (the longest of 86 reports has 448 characters) is looked up in parts, each of as many whole clauses as a
sentence of a report may have. What has no mark to cut at is no sentence.
"""

import re

from report.model import Span
from report.segment import strip
from retrieval.checking.statements import Sentence, is_inside, within

LONGEST = 2000  # characters beside the quotations; as many as retrieval/consistent/draft.py reads as a sentence
TOO_LONG = f"连续{LONGEST}字以上没有标点可以断开,没有核对;请断句后再核对"
_PART = 450  # characters
_MARK = re.compile(r"《[^《》\n]{2,60}》|(?P<mark>[；;、]|(?<!\d)[，,]|[，,](?!\d))")


def is_overlong(sentence: Sentence) -> bool:
    """Whether a sentence is too long to be looked up as one; a quotation in it may be as long as it likes."""
    return sentence.span.end - sentence.span.start - sum(end - start for start, end in sentence.quotes) > LONGEST


def cut(text: str, sentence: Sentence) -> list[Sentence]:
    """The parts of an overlong sentence; the sentence alone where it cannot be cut."""
    marks = (found.end() for found in _MARK.finditer(text, *sentence.span) if found["mark"])
    start, last, parts = sentence.span.start, sentence.span.start, list[Span]()
    for end in (*(at for at in marks if not is_inside(at, sentence.quotes)), sentence.span.end):
        if end - start > _PART and last > start:
            parts.append(strip(text, Span(start, last)))
            start = last
        last = end
    parts.append(strip(text, Span(start, last)))
    return [Sentence(part, within(part, sentence.quotes), False) for part in parts if part.start < part.end]
