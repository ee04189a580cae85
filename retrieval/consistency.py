"""A draft against itself: counts, sums, rates, series and indicators that contradict each other within one text.

    for found in check("收到建议377件，已办结360件，办结率为98.5%。"):
        print(found.kind, found.message)

A false alarm costs more than a miss: each check speaks only where the words say what belongs together.
"""

from collections.abc import Iterable

from retrieval.consistent.draft import Contradiction, read_draft, said, typed_span
from retrieval.consistent.growths import growths
from retrieval.consistent.listed import listed
from retrieval.consistent.parted import parted
from retrieval.consistent.rates import rates
from retrieval.consistent.repeated import repeated
from retrieval.consistent.series import series
from retrieval.consistent.sums import sums


def check(typed: str) -> tuple[Contradiction, ...]:
    """The contradictions of a text in reading order, with places in the text as typed; any text, also an empty one."""
    report = read_draft(typed)
    told = said(report)
    found = [*series(report), *listed(report)]
    for look in (sums, parted, rates, growths, repeated):
        found += look(report, told)
    moved = [Contradiction(c.kind, tuple(typed_span(report.repairs, s) for s in c.at), c.message) for c in found]
    return tuple(sorted(_once(moved), key=lambda c: (c.at, c.kind)))


def _once(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Two checks may see one slip, two counts of one list the same count: the first tells it."""
    kept: list[Contradiction] = []
    for one in found:
        places = set(one.at)
        if not any(
            places <= {*other.at} or (one.kind == other.kind == "count" and places & {*other.at}) for other in kept
        ):
            kept.append(one)
    return kept
