"""A text with marks that may lie in one another or overlap → HTML whose text, tags left out, is the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from report.model import Span


@dataclass(frozen=True, slots=True)
class Layer:
    """A range of the text: its classes, its id, and HTML that stands behind its last character."""

    span: Span
    css: str
    name: str
    behind: str = ""


def layered(text: str, within: Span, layers: Sequence[Layer]) -> str:
    """`text[within]` escaped, each piece in the layers that hold it, the shortest innermost."""
    here = [one for one in layers if one.span.start < within.end and within.start < one.span.end]
    edges = sorted({*within, *(edge for one in here for edge in one.span if within.start < edge < within.end)})
    parts, named = list[str](), set[str]()
    for start, end in pairwise(edges):
        over = sorted((one for one in here if one.span.start <= start and end <= one.span.end), key=_length)
        parts.append(_piece(text[start:end], over, named))
        parts += [one.behind for one in over if one.span.end == end]
    return "".join(parts)


def _length(layer: Layer) -> int:
    return layer.span.end - layer.span.start


def _piece(text: str, over: Sequence[Layer], named: set[str]) -> str:
    """Each layer has its id where it begins, and can be gone to there."""
    drawn = escape(text)
    for one in over:
        name = "" if one.name in named else f' id="{one.name}" tabindex="-1"'
        named.add(one.name)
        drawn = f'<span class="{one.css}"{name}>{drawn}</span>'
    return drawn
