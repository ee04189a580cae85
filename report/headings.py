"""Text → tree of sections, by the conventions of the genre (GB/T 9704 numbering, and topic sentences that run in).

Four steps, each a pure function of the one before:

1. `_numbered`   lines and paragraph openings with a number (一、 （一） 1. 一是 ——), and short unnumbered lines;
2. `_topics`     unnumbered topic sentences that open a paragraph (report/topics.py);
3. `_inner`      parallel short sentences inside a paragraph      (report/topics.py);
4. `_tree`       ranks → depths: a heading's level is its parent's + 1.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from report.front import Front, continuation
from report.model import Section, Span
from report.segment import lines, sentences, strip
from report.topics import inner_topics, opening_topic

_CN = "一二三四五六七八九十"
_ORDINALS = {n: i for i, n in enumerate([*_CN, *(f"十{c}" for c in _CN[:9]), "二十"], start=1)}
_RANKED = (
    (2, re.compile(rf"[{_CN}]{{1,3}}、|第[{_CN}]{{1,3}}部分")),
    (3, re.compile(rf"[（(][{_CN}]{{1,3}}[）)]")),
    (4, re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]")),
    (5, re.compile(rf"[{_CN}]{{1,3}}是|第[{_CN}]{{1,3}}[，,、]")),
    (6, re.compile(r"[—–-]{2}")),
)
SECTION_LINE, SERIES, DASH, TOPIC, INNER = 1, 5, 6, 7, 8
_LONGEST_LINE = 60  # characters of a heading that has a line of its own
_LONGEST_RUN_IN = 50  # characters of a numbered heading that runs in
_LONGEST_UNNUMBERED = 24
_GLOSSARY = re.compile(r"\d{1,2}[.．、][^。：:]{1,40}[：:]")  # 名词解释: 1.六大优势产业：…
# What a paragraph begins with when the report turns from one subject to the whole: no topic reaches across it.
_TURN = re.compile(
    r"各位代表|同志们|(?:过去|这|刚刚过去的)一?[年届]|[一五]年来|同时[，,]我|在肯定成绩|与此同时|总的[看来]|回顾|展望|"
    r"(?:我们)?[也还]?(?:要|必须)?清醒|当前[，,]|今年(?:是|经济|发展|政府)|做好(?:今年|政府)|实现上述|重点做好|名词解释|附件"
)


class Line(NamedTuple):
    """A natural paragraph, with its rank if it opens with a number or is a short line of its own."""

    start: int
    end: int
    rank: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading before it has a place in the tree; `stop` ends its reach early (a turn of the report)."""

    start: int
    end: int
    rank: int
    run_in: bool


def sections(text: str, front: Front) -> tuple[Section, ...]:
    """The sections in reading order, the title (level 0, reaching to the end of the text) first where there is one.

    Nothing is needed from the file format: Word's heading styles are absent in nearly all reports.
    """
    body = [Line(*span, _rank(text, span)) for span in lines(text, Span(_body_start(front), len(text)))]
    asides = (*front.asides, *continuation(text))
    body = [line for line in body if not any(a.start < line.end and line.start < a.end for a in asides)]
    headings = sorted(_numbered(text, body) + _topics(text, body), key=lambda h: h.start)
    headings = sorted(headings + _inner(text, body, headings), key=lambda h: h.start)
    turns = [line.start for line in body if line.rank is None and _TURN.match(text, line.start)]
    return _tree(text, front, headings, turns)


def _body_start(front: Front) -> int:
    return max(front.end, front.title.end if front.title else 0)


def _rank(text: str, span: Span) -> int | None:
    for rank, form in _RANKED:
        number = form.match(text, *span)
        if number and re.search(r"\w{2}", text[number.end() : span.end]):
            return rank
    return SECTION_LINE if _section_line(text[span.start : span.end]) else None


def _section_line(line: str) -> bool:
    """A short line without a number and without any mark that ends or opens a sentence: 2023年主要工作."""
    return (
        len(line) <= _LONGEST_UNNUMBERED
        and len(re.findall(r"[\u4e00-\u9fff]", line)) >= 4
        and not re.search(r"[！？!?；;：:,，、…)）]$|^[（(\[【]|[，,。；]", line)
    )


def _numbered(text: str, body: Sequence[Line]) -> list[Heading]:
    found = [h for line in body if line.rank for h in [_numbered_heading(text, line)] if h]
    stacked = {h.start for run in _runs(body) if len(run) > 2 for h in run}
    return _whole_series(text, [h for h in found if h.start not in stacked])


def _runs(body: Sequence[Line]) -> list[list[Line]]:
    """Runs of short unnumbered lines: one is a heading, two a heading on two lines, more are a list or furniture."""
    runs: list[list[Line]] = [[]]
    for line in body:
        if line.rank == SECTION_LINE:
            runs[-1].append(line)
        else:
            runs.append([])
    return runs


def _whole_series(text: str, found: Sequence[Heading]) -> list[Heading]:
    """Leaves out 二是, 三是, … whose 一是 does not open a paragraph too, and a 一是 that no 二是 follows."""
    numbers = [_series_number(text, h) for h in found]
    kept: list[Heading] = []
    reached = 0
    for i, (heading, number) in enumerate(zip(found, numbers, strict=True)):
        reached = 0 if heading.rank < SERIES else reached
        begins = number == 1 and next((n for n in numbers[i + 1 :] if n), 0) == 2
        if number == 0 or begins or number == reached + 1 > 1:
            kept.append(heading)
            reached = number or reached
    return kept


def _series_number(text: str, heading: Heading) -> int:
    """1 for 一是 or 第一，; 0 for a heading that is not one of a series."""
    number = re.match(rf"第?([{_CN}]+)", text[heading.start : heading.end])
    return _ORDINALS.get(number[1], 0) if number and heading.rank == SERIES else 0


def _numbered_heading(text: str, line: Line) -> Heading | None:
    """The heading of a numbered line: the whole line, or its first sentence where more follows."""
    assert line.rank is not None
    entry = _GLOSSARY.match(text, line.start, line.end)
    if entry:
        return Heading(line.start, entry.end(), line.rank, True)
    first = sentences(text, Span(line.start, line.end))[0]
    alone = first.end == line.end
    if alone and (line.end - line.start > _LONGEST_LINE or text[line.end - 1] in "；;，,：:、"):
        return None
    if not alone and first.end - first.start > _LONGEST_RUN_IN:
        return None
    if line.rank in (SERIES, DASH) and alone and text[line.end - 1] == "。":
        return None  # an item of a list, all of which is content
    return Heading(line.start, first.end, line.rank, not alone)


def _topics(text: str, body: Sequence[Line]) -> list[Heading]:
    """Topic sentences that open unnumbered paragraphs; a family is what stands between two numbered headings."""
    found: list[Heading] = []
    family: list[Line] = []
    for line in [*body, Line(len(text), len(text), SECTION_LINE)]:
        if line.rank is None and not _TURN.match(text, line.start):
            family.append(line)
        elif line.rank is not None:
            found += [Heading(*span, TOPIC, True) for span in opening_topic(text, family)]
            family = []
    return found


def _inner(text: str, body: Sequence[Line], headings: Sequence[Heading]) -> list[Heading]:
    """Parallel short sentences inside the paragraphs that have a topic of their own."""
    ends = {h.start: h.end for h in headings}
    rows = [Span(ends.get(line.start, line.start), line.end) for line in body if line.start in ends]
    return [Heading(*span, INNER, True) for row in rows for span in inner_topics(text, row)]


def _tree(text: str, front: Front, headings: Sequence[Heading], turns: Sequence[int]) -> tuple[Section, ...]:
    ranked = _settle_section_lines(text, headings)
    if front.title:
        ranked = [Heading(*front.title, 0, False), *ranked]
    found, above = [], list[Heading]()
    for i, heading in enumerate(ranked):
        while above and above[-1].rank >= heading.rank:
            above.pop()
        level = len(above) + (0 if front.title else 1)
        end = next((h.start for h in ranked[i + 1 :] if h.rank <= heading.rank), len(text))
        if heading.rank > 2:
            end = min([end, *(t for t in turns if t >= heading.end)])
        body_start = _skip_blank(text, heading.end, end)
        found.append(Section(_title(text, heading), level, heading.start, body_start, end, heading.run_in))
        above.append(heading)
    return tuple(found)


def _settle_section_lines(text: str, headings: Sequence[Heading]) -> list[Heading]:
    """An unnumbered line stands above 一、 — unless the numbering goes on behind it, then it is a part of that 一、."""
    settled = []
    for i, heading in enumerate(headings):
        if heading.rank == SECTION_LINE:
            before = any(h.rank == 2 for h in headings[:i])
            after = next((h for h in headings[i + 1 :] if h.rank == 2), None)
            if before and after and not re.match(r"一、|第一部分", text[after.start : after.end]):
                heading = Heading(heading.start, heading.end, 3, False)
        settled.append(heading)
    return settled


def _skip_blank(text: str, start: int, end: int) -> int:
    return strip(text, Span(start, end)).start if text[start:end].strip() else start


def _title(text: str, heading: Heading) -> str:
    return re.sub(r"\s*\n\s*|[：:]$", "", text[heading.start : heading.end])
