"""Years that a question names together → the reports that tell of each.

A report reviews one year and plans the next. Of a library that holds those of several years, 2022年到2024年每年, 近三年
and 去年和今年 ask the same thing of each; relative ones are counted from the newest report. What is added up over years
(近三年累计) is one thing, and a range of more than ten years is its two ends.

>>> spans("2022、2023年和去年", 2024)
{2022: [(0, 4)], 2023: [(5, 10)], 2024: [(11, 13)]}
>>> spans("近三年的赤字率", 2024), spans("近三年的赤字率目标", 2024)
({2022: [(0, 3)], 2023: [(0, 3)], 2024: [(0, 3)]}, {2023: [(0, 3)], 2024: [(0, 3)], 2025: [(0, 3)]})
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from report.model import Report
from retrieval.periods import AHEAD, RELATIVE, YEAR, named

RANGE = re.compile(
    r"(?<!\d)[从自]?((?:19|20)\d{2})年?(?:到|至|[—–~-]+)((?:19|20)\d{2})"
    r"(?:年|(?=\s|$|[\u4e00-\u9fff])(?![万亿元人个件项名户]))(?:之?间|期间)?"
)
_SINCE = re.compile(
    r"(?<!\d)[从自]?((?:19|20)\d{2})年(?:以来|起|之?后|开始)的?(?=[^,。?？]*(?:[每逐各历]年|变[化动]|怎么变|走势|趋势))(?:历年的?)?"
)
_RECENT = re.compile(
    r"(?<!\d)(?<!\d年)(?:最?(?<![将接附临靠])近|这)(?P<n>[两二三四五六七八九十几]|\d{1,2})年(?!级)(?:以?来|间|里)?|近年来|近些年来?"
    r"|(?<![农经校西])历年来?"
)
_BEFORE = re.compile("(?:[上前]一年|(?<=[比较])上年)(?!.{0,6}[增涨升降减提])")  # of the year that is named
_GROWS = re.compile(".{0,6}[增涨升降减提]")
_SUM = re.compile("(?<!公)共(?![同建享产青治识有])|累计|合计|年均|平均")
_FEW, _ALL = 5, 10  # years of 近几年, and the most that are asked, as many as passages are shown
_N = {"两": 2, "几": _FEW, **{char: n for n, char in enumerate("一二三四五六七八九十", 1)}}

Range = tuple[int, int]


def spans(folded: str, last: int | None) -> dict[int, list[Range]]:
    """Where a folded question names which years, in the order in which it does; `last` is the newest year reviewed,
    None where no report tells: then nothing relative is counted."""
    found: dict[int, list[Range]] = {}
    taken: set[int] = set()
    for (start, end), years in sorted(_named(folded, last), key=lambda one: (one[0][0], -one[0][1])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            for year in years:
                found.setdefault(year, []).append((start, end))
    return found


def _named(folded: str, last: int | None) -> Iterator[tuple[Range, Iterable[int]]]:
    added_up = _SUM.search(folded)
    for match in RANGE.finditer(folded):
        first, final = int(match[1]), int(match[2])
        if not added_up and first < final < first + _ALL:
            yield match.span(), range(first, final + 1)
    for match in YEAR.finditer(folded):
        yield match.span(), [int(match[1])]
    for match in _BEFORE.finditer(folded):
        if year := YEAR.search(folded):
            yield match.span(), [int(year[1]) - 1]
    if last is None:
        return
    for form, step in RELATIVE:
        yield from ((match.span(), [last + 1 + step]) for match in form.finditer(folded) if not _grown(folded, match))
    newest = last + bool(AHEAD.search(folded))
    for match in _RECENT.finditer(folded):
        if not added_up:
            count = min(_count(match), _ALL)
            yield match.span(), range(newest - count + 1, newest + 1)


def _grown(folded: str, match: re.Match[str]) -> bool:
    """比上年增长 is one figure of one year."""
    return bool(re.search("[比较]$", folded[: match.start()]) and _GROWS.match(folded, match.end()))


def _count(match: re.Match[str]) -> int:
    if said := match["n"]:
        return int(said) if said.isdigit() else _N[said]
    return _ALL if "历" in match[0] else _FEW


def tight(folded: str, last: int | None = None) -> str:
    """Without the blanks that people type round years, and without the end of the year; what is asked of each year
    since one, of each to the last.

    >>> tight("从 2022 年到 2024 年, 近 3 年"), tight("2024年底比2020年末"), tight("2022年以来每年的产量", 2024)
    ('从2022年到2024年, 近3年', '2024年比2020年', '2022年到2024年每年的产量')
    """
    folded = re.sub(r"(?<=\d) +(?=年)|(?<=[年从自到至和与跟及、近]) +(?=\d)|(?<=\d) +(?=[到至和与跟及、])", "", folded)
    folded = re.sub(r"(?<=\d年)(?:度|底|[末初](?!端))", "", folded)
    return _SINCE.sub(lambda year: f"{year[1]}年到{last}年" if last and int(year[1]) < last else year[0], folded)


def newest(reports: Iterable[Report]) -> int | None:
    """The last year that a report reviews; None where none tells."""
    told = (one.meta.year_covered or (one.meta.year_planned or 0) - 1 for one in reports)
    return max((year for year in told if year > 0), default=None)


def of_year(reports: Mapping[str, Report], year: int) -> tuple[str, ...]:
    """The ids of the reports that review or plan a year."""
    return tuple(i for i, one in reports.items() if year in (one.meta.year_covered, one.meta.year_planned))


def asked_apart(reports: Mapping[str, Report], years: Iterable[int]) -> bool:
    """Whether at least two of the years have reports that are not the same: not where all are of one year."""
    return len({theirs for year in years if (theirs := of_year(reports, year))}) > 1


def meant(folded: str, reports: Mapping[str, Report]) -> tuple[int, ...]:
    """All the years that a question means, where the reports tell of several years; else those named by number."""
    last = newest(reports.values())
    years = tuple(spans(tight(folded, last), last))
    return years if asked_apart(reports, years) else named(folded)
