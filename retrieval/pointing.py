"""Where the answer stands in the sentences that were found, by the pointer (index/pointer.py).

It takes as long to read a sentence as to encode it, so that one is read only where what is known without it leaves
doubt: whether the report answers at all (retrieval/silence.py), which of several figures is asked for (short.py), which
clause is marked (remarking.py). Of a long one a stretch is read: sentences of this genre go on for three hundred
characters.
"""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from index.folding import flat
from index.library import Library
from report.model import Span
from retrieval.hit import Hit
from retrieval.reading import at_home

Floats = NDArray[np.float32]

LEAST = 1e-4  # what is told of 0 and of 1
LONGEST = 100  # characters of a stretch
NEAR = 0.3  # runs that are farther than this behind the nearest are not read


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


def stretch_of(hit: Hit) -> Span:
    """The first mark, or the passage where there is none, and of the runs of its sentence those that are as near."""
    mark = hit.marks[0] if hit.marks else Span(hit.passage.start, hit.passage.end)
    return stretch([mark, *(run.span for run in hit.every_run if run.score >= hit.every_run[0].score - NEAR)])


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

    def odds(self, asked: str, hit: Hit) -> float | None:
        """The log odds that `stretch_of` a hit holds an answer; None where nothing was trained for the encoder."""
        report_id, span = hit.passage.report_id, stretch_of(hit)
        if not self.read(asked, report_id, [span]):
            return None
        some = min(max(float(self._said[asked, report_id, span].sum()), LEAST), 1 - LEAST)
        return log(some / (1 - some))

    def holding(self, asked: str, report_id: str, span: Span) -> Span:
        """A stretch that was read for the folded question and holds the span; the span where none was."""
        return self._read(asked, report_id, span) or span

    def knows(self, asked: str, report_id: str, span: Span) -> bool:
        """Whether a stretch that holds the span was read for the folded question."""
        return self._read(asked, report_id, span) is not None

    def _read(self, asked: str, report_id: str, span: Span) -> Span | None:
        read = (one for own, of, one in self._said if (own, of) == (asked, report_id))
        return next((one for one in read if one.start <= span.start and span.end <= one.end), None)

    def share(self, asked: str, report_id: str, within: Span, piece: Span) -> float:
        """Of the answer to the folded question, in [0, 1], what stands in a piece of a stretch that was read; 0 where
        it was not, and outside of it."""
        shares = self._said.get((asked, report_id, within))
        if shares is None:
            return 0.0
        start, end = (max(0, at - within.start) for at in piece)
        return float(shares[start:end].sum())
