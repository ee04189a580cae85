"""Questions that say a heading whole: 怎么完善激励机制 means what stands below 完善激励机制.

A heading that runs in opens its paragraph and is no sentence, so that no sentence holds its words, and those that share
a few of them with others (完善制度机制) came first.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.library import Library
from report.model import Report, Section, Span
from report.segment import sentences

SHORTEST = 5  # characters of a heading: 主要工作 and 总体要求 are said of many a thing
LONGEST = 12  # sentences below it: what is said of half a report names no place
_NUMBERING = re.compile(r"^\W*(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})\W+")
_MARKS = re.compile(r"\W+")


def said_headings(report: Report, folded: str) -> list[Section]:
    """The headings of few sentences that a folded question says whole, marks and numbering aside."""
    said = _MARKS.sub("", folded)
    found = []
    for section in report.sections:
        title = _bare(section.title)
        if section.level and len(title) >= SHORTEST and title in said:
            body = sentences(report.text, Span(section.body_start, section.end))
            found += [section] if 0 < len(body) <= LONGEST else []
    return found


@lru_cache(maxsize=8192)
def _bare(title: str) -> str:
    """A heading without numbering and marks, folded; of some two thousand in 31 reports."""
    return _MARKS.sub("", _NUMBERING.sub("", fold(title)))


def below(library: Library, reports: Iterable[Report], folded: str, rows: NDArray[np.intp]) -> NDArray[np.float32]:
    """1 for the sentences (rows of `library.sentences`) below a heading that the question says, 0 for the others."""
    found = np.zeros(len(rows), np.bool_)
    said = [(library.ranges[report.id], one) for report in reports for one in said_headings(report, folded)]
    for own, section in said:
        passage = library.sentences.passage[rows]
        start = np.array([library.sentences.spans[row].start for row in rows])
        inside = (section.body_start <= start) & (start < section.end)
        found |= (own.start <= passage) & (passage < own.stop) & inside
    return found.astype(np.float32)
