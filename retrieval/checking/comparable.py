"""The figures of reports that may be of the same thing as a figure of a draft: near the words it counts, of its unit.

Each sentence near is read for each figure of a draft anew, and drafts tell many: what was read last is kept.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from report.figures import figures_in
from report.model import Figure, Report, Span
from report.segment import line_of, sentences
from report.simplified import simplified
from retrieval.checking.grams import grams, near_pairs

_STRETCHES = 24
_BEHIND = 40  # characters: 国内生产总值超过126万亿元,增长5.2%
UNITS = {"名": "人", "位": "人"}
_RATE = {"成": "%", **UNITS}
_ADDS = re.compile(r"(?:新(?:增|建|培育|引进|认定|签约|组建|设)|净增|增加)[^\d，,。；;、]{0,14}$")


def comparable(
    page: Report, figure: Figure, subject: str, reports: Sequence[Report], digits: str
) -> Iterator[tuple[Report, Figure]]:
    """The figures of the likely sentences, of those that hold the digits, that may be of the same thing."""
    index, adds = grams(reports), _adds(page, figure)
    seen: set[tuple[str, int]] = set()
    for start, end in near_pairs(index, subject, _STRETCHES):
        if digits not in index.whole[start : end + _BEHIND]:
            continue
        own = index.owner(start)
        report, first = index.reports[own], int(index.firsts[own])
        for other in _figures(report, index.texts[own].span(start - first, end - first)):
            if (report.id, other.start) not in seen and _comparable(figure, other) and adds == _adds(report, other):
                seen.add((report.id, other.start))
                yield report, other


def _figures(report: Report, span: Span) -> Iterator[Figure]:
    """The figures of the sentences that a stretch touches."""
    for sentence in sentences(report.text, line_of(report.text, span)):
        if sentence.end > span.start and sentence.start < span.end:
            yield from figures_of(report, sentence)


@lru_cache(maxsize=1024)
def figures_of(report: Report, sentence: Span) -> tuple[Figure, ...]:
    return figures_in(report, sentence)


def _comparable(figure: Figure, other: Figure) -> bool:
    years = {figure.period, other.period} - {None, "每年"}
    units = {_RATE.get(one.unit, one.unit) for one in (figure, other)}
    return len(units) == 1 and (figure.sort == "growth") == (other.sort == "growth") and len(years) < 2


def _adds(report: Report, figure: Figure) -> bool:
    """新增920万户 is not all of them."""
    return bool(_ADDS.search(simplified(report.text[max(0, figure.start - 20) : figure.start])))
