"""The year that a question asks about, against the part of the report that speaks of it.

The same thing stands in a report twice: what was done last year, and what is promised for this one. A question that
names its year (2024年, 去年, 今年) means one of them. 去年 is the year before the one in which the report was given:
each report has its own.

>>> named("2023年和今年"), relative("2023年和今年"), relative("收成怎么样")
((2023,), (0,), ())
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from report.model import Report
from report.period import phases

BETWEEN = "[、,/和与及跟同到至—–~-]"  # two years
_NEXT = rf"{BETWEEN}+(?:19|20)\d{{2}}"
YEAR = re.compile(rf"(?<!\d)((?:19|20)\d{{2}})(?:年|(?=(?:{_NEXT})*(?:年|的|这?[两二三四五]年)|(?:{_NEXT})*(?:\s|$)))")
RELATIVE = (
    (re.compile(r"(?<![目以当提学])前年(?![龄产])"), -2),
    (re.compile("去年|(?<!以)上一?年(?![来龄产])"), -1),
    (re.compile(r"(?<!当)今年|本年(?!级)|(?<![两二三四五六七八九十几\d])年内"), 0),
    (re.compile("(?<!文)明年|下一年|(?<![近未])来年"), 1),
)
AHEAD = re.compile(
    "(?:目标|预期|计划(?!生育))(?![^,，。?？]{0,6}(?:完成|落实|执行|实现))|力争|(?<![虚模草比])拟(?!人|态)"
)
PLANNED = 0.5  # of a sentence that plans a year which another report reviews, where nothing says that plans are meant
_UNTOLD = -9999

Years = NDArray[np.int32]
Flags = NDArray[np.bool_]


def named(folded: str) -> tuple[int, ...]:
    """The years that a folded question names by number."""
    return tuple(dict.fromkeys(int(year) for year in YEAR.findall(folded)))


def relative(folded: str) -> tuple[int, ...]:
    """The others, by their distance from the year in which a report was given: 去年 is -1."""
    return tuple(step for form, step in RELATIVE if form.search(folded))


def undated(folded: str, reports: Iterable[Report]) -> str:
    """A folded question without the years that the reports review or plan, by number or by distance: the words look
    for what is asked. No sentence of a review names its year but the least telling ones (2022年是极为重要的一年).

    >>> undated("2023年去年农村收入", []), undated("去年", [])
    ('2023年农村收入', '去年')
    """
    told = {year for one in reports for year in (one.meta.year_covered, one.meta.year_planned)}
    said = YEAR.sub(lambda year: "" if int(year[1]) in told else year[0], folded)
    for form, _ in RELATIVE:
        said = form.sub("", said)
    return said if any(char.isalnum() for char in said) else folded


def in_period(
    library: Library,
    by_number: Sequence[int],
    by_distance: Sequence[int],
    rows: NDArray[np.intp],
    ahead: bool = False,
) -> NDArray[np.float32]:
    """1 for the sentences (rows of `library.sentences`) in a part of their report that is about one of the years, 0
    for the others; -1 for those of reports of other years, where some report reviews or plans a year named by number:
    国内生产总值增长6.6% stands in the report of another year. Several years may be the ends of a range: no -1.
    `ahead`: what was planned for the year is asked for; a part that looks back on it is not about that. Where it is
    not, and a report that is looked in reviews a year named by number, a plan for that year is about it by half."""
    if not by_number and not by_distance:
        return np.zeros(len(rows), np.float32)
    years, distances, covered, back, plans = _told(library)
    about = np.isin(years[rows], by_number) | np.isin(distances[rows], by_distance)
    if 1 in by_distance:  # 明年 of a report that was given in January: no report plans the year after the one it plans
        about |= (distances[rows] == 0) & plans[rows]
    reviewed = [year for year in by_number if (covered[rows, 0] == year).any()]
    other = np.isin(years[rows], reviewed) & ~back[rows]
    fits = np.where(about & back[rows], 0, about) if ahead else np.where(about & other, PLANNED, about)
    theirs = np.isin(covered[rows], by_number).any(axis=1)
    elsewhere = (len(by_number) == 1) & ~theirs & theirs.any() & ~about & (covered[rows] != _UNTOLD).any(axis=1)
    return np.where(elsewhere, -1, fits).astype(np.float32)


def parts_of(library: Library) -> tuple[Flags, Flags]:
    """Of each sentence whether its part looks back, and whether it plans; both, where its report tells no parts."""
    *_, back, plans = _told(library)
    return back, plans


@lru_cache(maxsize=1)  # 20 ms for 31 reports; a library never changes, and only the last one is worth keeping
def _told(library: Library) -> tuple[Years, Years, Years, Flags, Flags]:
    """Of each sentence the year that its part is about, its distance from the year its report was given in,
    (sentences, 2), the years that its report reviews and plans, and whether its part looks back, and plans."""
    years = np.full(len(library.sentences), _UNTOLD, np.int32)
    distances = years.copy()
    covered = np.full((len(library.sentences), 2), _UNTOLD, np.int32)
    back, plans = np.zeros((2, len(library.sentences)), np.bool_)
    for report_id, own in library.ranges.items():
        report = library.reports[report_id]
        given = int(report.meta.delivered[:4]) if report.meta.delivered else None
        first, last = np.searchsorted(library.sentences.passage, [own.start, own.stop])
        covered[first:last] = [year or _UNTOLD for year in (report.meta.year_covered, report.meta.year_planned)]
        starts = [span.start for span in library.sentences.spans[first:last]]
        for phase in phases(report):
            inside = slice(*(first + np.searchsorted(starts, phase.span)))
            back[inside], plans[inside] = phase.kind == "actual", phase.kind == "target"
            if phase.year is not None:
                years[inside] = phase.year
                distances[inside] = _UNTOLD if given is None else phase.year - given
        if not (back[first:last] | plans[first:last]).any():
            back[first:last] = plans[first:last] = True
    return years, distances, covered, back, plans
