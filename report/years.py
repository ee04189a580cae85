"""The year that a report reviews and the year whose work it lays out: from headings, date and first paragraph.

A heading says both in its words: 一、2024年工作回顾 / 二、2025年工作安排. One that only names a year (2023年主要工作)
is read by the date of the meeting: these reports are given early in a year, on the year before (or late in December,
on the year that ends). Reviews of five years have no one year: None.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

_YEAR = re.compile(r"(?<![\d一二三四五六七八九〇])((?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})年")
_CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_PLAN = re.compile(r"安排|任务|打算|计划|建议|部署|思路|目标|要求|重点|预期|方针|要点|展望|谋划|预算|意见|今后|实事")
_REVIEW = re.compile(r"回顾|总结|过去|情况|成效|成就|成绩|胜利|取得|新进展|工作报告")
_DONE = re.compile(r"执行情况|完成情况|回顾|总结|决算")  # whatever plan it is that was carried out
_PAST_YEAR = re.compile(r"过去的?一年|过去这一年|一年来")
_LAST_YEAR = re.compile(r"去年|上一?年")
_COMING_YEAR = re.compile(r"今后一年|新的?一年")
_NEXT_YEAR = re.compile(r"明年|下一年")
_FIRST_WORDS = re.compile(r"(?:^|。)(?:刚刚)?(?:过去的?)?(?P<year>(?:19|20)\d\d)年")


def year_covered(headings: Sequence[str], first: str, delivered: date | None) -> int | None:
    """The year reviewed. `first`: the first paragraph of the body; `delivered`: when the report was given."""
    named = list(_named(headings))
    ending = _year_ending(delivered)
    for year, words in named:
        if _DONE.search(words) or (_REVIEW.search(words) and not _PLAN.search(words)):
            return year
    for year, words in named:
        if not _PLAN.search(words) and (year == ending if ending else str(year) in _plain(headings[0])):
            return year
    plain = [_plain(heading) for heading in headings]
    if any(_PAST_YEAR.search(heading) or (_LAST_YEAR.search(heading) and delivered) for heading in plain):
        return ending
    opening = _FIRST_WORDS.search(_plain(first))
    return ending if opening and int(opening["year"]) == ending else None


def year_planned(headings: Sequence[str], covered: int | None, delivered: date | None) -> int | None:
    """The year whose work is laid out: the year after the one reviewed, or the one that has just begun."""
    ending = _year_ending(delivered)
    follows = ending + 1 if ending else covered + 1 if covered else None
    for year, words in _named(headings):
        if year == follows or (follows is None and _PLAN.search(words)):
            return year
    plain = [_plain(heading) for heading in headings]
    if delivered and any("今年" in heading and _PLAN.search(heading) for heading in plain):
        return delivered.year
    if ending and any(_COMING_YEAR.search(heading) for heading in plain):
        return ending + 1
    return delivered.year + 1 if delivered and any(_NEXT_YEAR.search(heading) for heading in plain) else None


def _year_ending(delivered: date | None) -> int | None:
    """The year under review by custom; None in the months in between, where custom says nothing."""
    if delivered is None or 6 < delivered.month < 10:
        return None
    return delivered.year - 1 if delivered.month <= 6 else delivered.year


def _named(headings: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each year in a heading, and the words of the heading from there to the next year."""
    for heading in headings:
        plain = _plain(heading)
        found = list(_YEAR.finditer(plain))
        for year, following in zip(found, [*found[1:], None], strict=False):
            yield int(year[1].translate(_CHINESE)), plain[year.end() : following.start() if following else None]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
