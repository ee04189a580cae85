"""Topic sentences that run in: nothing but a full stop marks them, so their shape and their neighbours must.

A topic sentence is short, has no figure, no pronoun, no time and no aspect (它说做什么, not what was done), and what
it announces follows in the same paragraph. One alone proves little; sisters of the same build do.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from report.model import Span
from report.segment import clauses, sentences

_LONGEST_TOPIC = 30
_LONGEST_INNER = 24
_LONGEST_SLOGAN = 7  # 使命在肩,初心如磐。 closes a report
_LEAST_BODY = 12
_NOT_A_TOPIC = re.compile(
    r"\d|[％%]|[一二三四五六七八九十百千万亿两]+[个项件次条名人年月日]|"
    r"^(?:我[们国省市县区州]|各位|今[年天]|去年|过去|当前|目前|现在|这|那|其中|但|因此|为此|此外|对此|同时|"
    r"[一五]年来|初步|预计|实践|回顾|展望|面对|针对|根据|按照|围绕|通过|如|全年)|"
    r"了|着(?![力眼重])|(?:我们|他们|自己|本届)|是[^非]|[？！?!：:；;]|[以如]下|几个方面"
)


class Range(Protocol):
    """Anything with a place."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def shape(text: str, span: Span) -> tuple[int, ...] | None:
    """The lengths of the clauses of a possible topic sentence, None if it cannot be one.

    >>> shape("注重“强机制”,大力加强立法能力建设。", Span(0, 19))
    (7, 10)
    >>> shape("发现问题122个。", Span(0, 9)) is None
    True
    """
    words = text[span.start : span.end]
    outside = re.sub(r"“[^”]*”|《[^》]*》|的是(?=[，,])", "", words)  # 令人振奋的是, … is a formula of the genre
    if len(words) > _LONGEST_TOPIC or not words.endswith("。") or _NOT_A_TOPIC.search(outside):
        return None
    lengths = tuple(p.end - p.start - 1 for p in clauses(text, span))
    return lengths if len(lengths) <= 2 else None


def opening_topic(text: str, family: Sequence[Range]) -> list[Span]:
    """The topic sentences that open the paragraphs of one family (the paragraphs under one numbered heading).

    A family of which less than half opens so, the first paragraph (often a lead) aside, has none. A slogan of two short
    clauses is a topic only among sisters of two clauses.
    """
    found = [span for line in family for span in [_opening(text, line)] if span]
    others = len(family) - (0 if found and found[0].start == family[0].start else 1)
    if 2 * len(found) < others:
        return []
    shapes = [shape(text, span) or () for span in found]
    pairs = sum(len(s) == 2 for s in shapes)
    return [span for span, s in zip(found, shapes, strict=True) if pairs > 1 or not _is_slogan(s)]


def _is_slogan(lengths: tuple[int, ...]) -> bool:
    return len(lengths) == 2 and max(lengths) <= _LONGEST_SLOGAN


def _opening(text: str, line: Range) -> Span | None:
    first = sentences(text, Span(line.start, line.end))[0]
    follows = line.end - first.end >= _LEAST_BODY
    return first if follows and shape(text, first) else None


def inner_topics(text: str, row: Span) -> list[Span]:
    """The parallel short sentences of a paragraph (its own topic left out), each with a body of its own.

    The first stands at the paragraph's head, or behind one sentence that leads in. Two builds are known: one clause
    (完善联系机制。), and two clauses that match clause by clause (注重“强机制”,大力加强立法能力建设。).
    """
    parts = sentences(text, row)
    for count, least in ((1, 2), (2, 3)):
        group = _with_bodies(parts, [s for s in parts if len(shape(text, s) or ()) == count])
        group = _of_one_build(text, group)
        if len(group) < least or group[0] not in parts[:2]:
            continue
        if _parallel([shape(text, s) or () for s in group]) and (len(group) > 2 or _echo(text, *group)):
            return group
    return []


def _of_one_build(text: str, group: list[Span]) -> list[Span]:
    """Where three or more begin with the same two characters (强化…, 强化…), only these."""
    heads = [text[s.start : s.start + 2] for s in group]
    common = max(heads, key=heads.count, default="")
    return [s for s, head in zip(group, heads, strict=True) if head == common] if heads.count(common) > 2 else group


def _echo(text: str, one: Span, other: Span) -> bool:
    """Do two sentences begin or end with the same character? Two alone prove less than three."""
    return text[one.start] == text[other.start] or text[one.end - 2] == text[other.end - 2]


def _with_bodies(parts: Sequence[Span], some: Sequence[Span]) -> list[Span]:
    """Those behind which a sentence stands that is not one of them."""
    following = dict(pairwise(parts))
    return [s for s in some if s in following and following[s] not in some]


def _parallel(shapes: Sequence[tuple[int, ...]]) -> bool:
    """Do the clauses have nearly the same lengths?  (7, 10), (7, 10), (7, 10): yes."""
    columns = list(zip(*shapes, strict=True))
    return (
        all(max(c) - min(c) <= max(2, 0.45 * min(c)) for c in columns)
        and sum(max(c) for c in columns) <= _LONGEST_INNER
    )
