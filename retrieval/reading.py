"""A question about a report → as that report itself would put it, for the cross-encoder (index/crossencoder.py).

A report seldom names its own place or its own years: 湖南2024年粮食产量 is told as 粮食产量 where last year is looked
back on. Sentence by sentence nothing tells that, so that the cross-encoder, which knows no report, took the name of its
own place for something that the sentence lacks.
"""

import re

from report.model import Report
from retrieval.periods import YEAR
from retrieval.places import spans

_BEHIND = re.compile("全[省市区县州]|的")
_GOES_ON = re.compile("[县区旗镇乡村州盟]|大学|学院")  # another place or body, called alike


def at_home(folded: str, report: Report) -> str:
    """Without the names of the report's place; the years that it reviews and plans are 去年 and 今年. Unchanged where
    nothing would be left to read."""
    said = folded
    for start, end in _own(folded, report):
        behind = _BEHIND.match(said, end)
        said = said[:start] + said[behind.end() if behind else end :]
    years = {report.meta.year_covered: "去年", report.meta.year_planned: "今年"}
    said = YEAR.sub(lambda year: years.get(int(year[1]), year[0]), said)
    return said if any(char.isalnum() for char in said) else folded


def _own(folded: str, report: Report) -> list[tuple[int, int]]:
    """Where it names the report's place, from the end on."""
    place = report.meta.place
    found = spans(folded, [place]).get(place, []) if place else []
    return sorted((span for span in found if not _GOES_ON.match(folded, span[1])), reverse=True)
