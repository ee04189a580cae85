"""Pieces of one sentence → the ranges that quote them: touching ones made one, the comma between them kept."""

import re
from collections.abc import Iterable, Sequence

from report.model import Span
from retrieval.summing.pieces import Piece

_BETWEEN = re.compile(r"[，,；;：:、\s\u200b-\u200d]*")


def quoted(text: str, chosen: Iterable[Piece]) -> tuple[Span, ...]:
    """The ranges in reading order, leads included; they do not overlap."""
    spans = sorted(span for piece in chosen for span in (piece.lead, piece.span) if span)
    joined: list[Span] = []
    for span in spans:
        if joined and _BETWEEN.fullmatch(text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def length(ranges: Sequence[Span]) -> int:
    """Characters quoted; the …… between ranges are not counted."""
    return sum(end - start for start, end in ranges)
