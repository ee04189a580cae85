"""A question about a report → as that report itself would put it, for the cross-encoder (index/crossencoder.py).

A report seldom names its own place or its own years: 湖南2024年粮食产量 is told as 粮食产量 where last year is looked
back on. Sentence by sentence nothing tells that, so that the cross-encoder, which knows no report, took the name of its
own place for something that the sentence lacks.
"""

import re

from index.lexical import borders
from report.model import Report
from retrieval.periods import YEAR
from retrieval.places import short, spans

_BEHIND = re.compile("全[省市区县州]|的")
_BODY = re.compile("(?:师范|工业|农业|理工|医科)?大学(?!生)|学院|日报")  # called by the place's name
_ANOTHER = re.compile("[县区旗镇乡村州盟](?![域级])")  # 邵阳县, which is called as 邵阳市 is; of no province


def at_home(folded: str, report: Report) -> str:
    """Without the names of the report's place; the years that it reviews and plans are 去年 and 今年. Unchanged where
    nothing would be left to read."""
    said = folded
    for start, end in _own(folded, report):
        behind = _BEHIND.match(said, end)
        behind = behind if behind and behind.end() in borders(folded) else None  # 的士
        said = said[:start] + said[behind.end() if behind else end :]
    years = {report.meta.year_covered: "去年", report.meta.year_planned: "今年"}
    said = YEAR.sub(lambda year: years.get(int(year[1]), year[0]), said)
    return said if any(char.isalnum() for char in said) else folded


def _own(folded: str, report: Report) -> list[tuple[int, int]]:
    """Where it names the report's place and no other thing, from the end on."""
    place = report.meta.place
    found = spans(folded, [place]).get(place, []) if place else []
    other = [_BODY] if place and short(place) != place else [_BODY, _ANOTHER]  # a province has a short name
    return sorted((span for span in found if not any(one.match(folded, span[1]) for one in other)), reverse=True)
