"""The year that a question asks about, against the part of the report that speaks of it.

The same thing stands in a report twice: what was done last year, and what is promised for this one. A question that
names its year (2024年, 去年, 今年) means one of them. 去年 is the year before the one in which the report was given:
each report has its own.

>>> named("2023年和今年"), relative("2023年和今年"), relative("收成怎么样")
((2023,), (0,), ())
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from report.period import phases

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=[、和与及至到—-]+(?:19|20)\d{2}年)|(?=\s|$))")
_RELATIVE = (
    (re.compile(r"(?<![目以])前年"), -2),
    (re.compile("去年|上一?年(?!来)"), -1),
    (re.compile("今年|本年(?!级)|年内"), 0),
    (re.compile("明年|下一年|来年"), 1),
)
_UNTOLD = -9999


def named(folded: str) -> tuple[int, ...]:
    """The years that a folded question names by number."""
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(folded)))


def relative(folded: str) -> tuple[int, ...]:
    """The others, by their distance from the year in which a report was given: 去年 is -1."""
    return tuple(step for form, step in _RELATIVE if form.search(folded))


def in_period(
    library: Library, by_number: Sequence[int], by_distance: Sequence[int], rows: NDArray[np.intp]
) -> NDArray[np.float32]:
    """1 for the sentences (rows of `library.sentences`) in a part of their report that is about one of the years, 0
    for the others; -1 for those of reports of other years, where some report reviews or plans a year named by number:
    国内生产总值增长6.6% stands in the report of another year. Several years may be the ends of a range: no -1."""
    if not by_number and not by_distance:
        return np.zeros(len(rows), np.float32)
    years, distances, covered = _told(library)
    about = np.isin(years[rows], by_number) | np.isin(distances[rows], by_distance)
    theirs = np.isin(covered[rows], by_number).any(axis=1)
    elsewhere = (len(by_number) == 1) & ~theirs & theirs.any() & ~about & (covered[rows] != _UNTOLD).any(axis=1)
    return np.where(elsewhere, -1, about).astype(np.float32)


@lru_cache(maxsize=1)  # 20 ms for 31 reports; a library never changes, and only the last one is worth keeping
def _told(library: Library) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Of each sentence the year that its part is about, its distance from the year its report was given in, and,
    (sentences, 2), the years that its report reviews and plans."""
    years = np.full(len(library.sentences), _UNTOLD, np.int32)
    distances = years.copy()
    covered = np.full((len(library.sentences), 2), _UNTOLD, np.int32)
    for report_id, own in library.ranges.items():
        report = library.reports[report_id]
        given = int(report.meta.delivered[:4]) if report.meta.delivered else None
        first, last = np.searchsorted(library.sentences.passage, [own.start, own.stop])
        covered[first:last] = [year or _UNTOLD for year in (report.meta.year_covered, report.meta.year_planned)]
        starts = [span.start for span in library.sentences.spans[first:last]]
        for phase in phases(report):
            if phase.year is not None:
                inside = slice(*(first + np.searchsorted(starts, phase.span)))
                years[inside] = phase.year
                distances[inside] = _UNTOLD if given is None else phase.year - given
    return years, distances, covered
