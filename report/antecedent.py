"""What a figure counts, with the words before it that it leans on: a range from the antecedent to its own words.

A sentence of this genre names a matter once. What is counted of it afterwards points back in two ways:

- by its first word (开展财政资金绩效评价,评价项目总数17个): from the part of the sentence beside it that has the word
  too, farther on, and no figure: parts that begin alike stand side by side;
- by having no verb of its own (征集4个立法项目,1000条意见): from the verb before the figure before.
"""

import re
from collections.abc import Sequence

from report.model import Figure, Span

_WORD = 2  # characters: most Chinese words have two
_NOUN = 8  # characters; more have a verb of their own
_SHUT = "，,；;：:、"


def antecedent(text: str, sentence: Span, before: Sequence[Figure], start: int, what: Span) -> Span:
    """`what`, begun where the sentence first tells of it; `what` itself where that leans on nothing. `before`: the
    figures of the sentence that stand in front of the one at `start`."""
    if before and start <= what.start and text[start - 1] in _SHUT:
        return _behind_the_verb(text, sentence, before[-1], what)
    opening = _opening(text, sentence, what.start)
    word, beside = text[what.start : what.start + _WORD], _opening(text, sentence, opening - 1)
    if not re.fullmatch(r"[\u4e00-\u9fff]{2}", word):
        return what
    told = [one for one in before if beside <= one.start < opening]
    if told:  # figures side by side lean on nothing, unless on the same antecedent
        leans = told[-1].fully.start < told[-1].what.start == text.find(word, told[-1].what.start, opening)
        return Span(told[-1].fully.start, what.end) if leans else what
    return Span(beside, what.end) if text.find(word, beside + 1, opening) > 0 else what


def _behind_the_verb(text: str, sentence: Span, last: Figure, what: Span) -> Span:
    verb = min(last.fully.start, _opening(text, sentence, last.start))
    shared = verb < last.start <= last.what.start and what.end - what.start <= _NOUN
    return Span(verb, what.end) if shared else what


def _opening(text: str, sentence: Span, at: int) -> int:
    """Where the part of the sentence begins, behind the last mark before it, that holds the place."""
    return max(sentence.start, *(text.rfind(mark, sentence.start, max(at, sentence.start)) + 1 for mark in _SHUT))
