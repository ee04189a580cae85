"""Where the answer stands in the sentences that were found, by the pointer (index/pointer.py).

It takes as long to read a sentence as to encode it, so that one is read only where what is known without it leaves
doubt: which of several figures is asked for (retrieval/short.py), which clause is marked (retrieval/remarking.py). Of a
long one a stretch is read: sentences of this genre go on for three hundred characters.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.folding import flat
from index.library import Library
from report.model import Span
from retrieval.reading import at_home

Floats = NDArray[np.float32]

LONGEST = 100  # characters of a stretch


def stretch(spans: Sequence[Span]) -> Span:
    """What holds as many of the spans as it can within LONGEST characters, those that come first before the others;
    the first one in any case.

    >>> stretch([Span(50, 60), Span(300, 310), Span(20, 30)])
    Span(start=20, end=60)
    """
    start, end = spans[0]
    for span in spans[1:]:
        longer = Span(min(start, span.start), max(end, span.end))
        if longer.end - longer.start <= LONGEST:
            start, end = longer
    return Span(start, end)


class Pointing:
    """Asks the pointer, and keeps what it said: one question's work, no stretch of text read twice."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._said: dict[tuple[str, str, Span], Floats] = {}

    def read(self, asked: str, report_id: str, stretches: Sequence[Span]) -> bool:
        """Reads stretches of a report for a folded question; False where nothing was trained for the encoder."""
        left = [span for span in dict.fromkeys(stretches) if (asked, report_id, span) not in self._said]
        if not left:
            return True
        report = self._library.reports[report_id]
        found = self._library.encoder.points(at_home(asked, report), [flat(report.text[slice(*span)]) for span in left])
        self._said |= {(asked, report_id, span): one for span, one in zip(left, found or (), strict=found is not None)}
        return found is not None

    def share(self, asked: str, report_id: str, within: Span, piece: Span) -> float:
        """Of the answer to the folded question, in [0, 1], what stands in a piece of a stretch that was read; 0 where
        it was not, and outside of it."""
        shares = self._said.get((asked, report_id, within))
        if shares is None:
            return 0.0
        start, end = (max(0, at - within.start) for at in piece)
        return float(shares[start:end].sum())
