"""A stated count against the numbered series that follows: 抓好以下四项工作：一是…二是…三是…四是….

Series are those of marks in a row (一是, 第一, （一）, 1.) in one paragraph, or at the heads of paragraphs that follow.
A series that leaves out a number or has one twice is told too.
"""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.model import Report, Span
from report.numerals import chinese_value
from report.segment import lines
from retrieval.consistent.draft import Contradiction

CN = "一二三四五六七八九十"
COUNT = rf"(?<![第\d.．{CN}百千万亿零])(?P<n>[两{CN}]{{1,3}}|\d{{1,2}})"
_FORMS = (
    re.compile(rf"(?P<n>[{CN}]{{1,3}})是(?!否)"),
    re.compile(rf"(?P<n>[{CN}]{{1,3}})要(?!闻|素|点)"),
    re.compile(rf"第(?P<n>[{CN}]{{1,3}})[,，、:：]"),
    re.compile(rf"[（(](?P<n>[{CN}]{{1,3}})[）)]"),
    re.compile(rf"(?P<n>[{CN}]{{1,3}})、"),
    re.compile(r"[（(](?P<n>\d{1,2})[）)]"),
    re.compile(r"(?P<n>\d{1,2})[.．、](?!\d)"),
)
_NESTED = 4  # series of one form that may stand in one another
_NEAR = 8  # marks looked at for the next of a form
_BEFORE = 200  # characters looked at in front of a series
_INLINE = 4  # the first forms also stand inside a paragraph
_OPENS = re.compile(r"[，,。；;：:、！!？?\s”）)]")
_NOUN = (
    r"(?:重点|主要|具体|突出|关键|重大|基本|民生|方面的?|的)*"
    r"(?:工作|任务|措施|举措|问题|实事|事情?|环节|方面|要求|原则|意见|建议|"
    r"内容|行动|工程|目标|体会|特点|民生实事|重点工作|重点任务|工作任务|政策措施)?(?:的?工作|的?任务)?"
)
_LEAD = re.compile(
    rf"{COUNT}(?:个方面的?|方面的?|项|点|条|个|大|件|类|种|步)"
    rf"(?:{_NOUN}(?P<close>[：:。]|[，,](?:即|分别是|就是)?|——)?|[\u4e00-\u9fff]{{0,10}}”?(?P<colon>[：:]))\s*$"
)
_OPEN = re.compile(  # what leads on to a list, right before its count: 重点抓好, 要把握好以下
    r"(?:以下|如下|下列|下面|[抓做办搞]好|做了|抓了|把握好?|采取|实施好|突出|着重|着力|重点|主要|坚持|办|开展)的?$"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of an item, at its place; `form` is its row in `_FORMS`, `head`: it opens a paragraph."""

    start: int
    end: int
    number: int
    form: int
    head: bool
    line: int


def series(report: Report) -> Iterator[Contradiction]:
    """Counts that the series behind them does not have, and series with a gap."""
    found = _marks(report.text)
    for row in _rows(found):
        first, last = row[0], row[-1]
        if len(row) < 2:
            continue
        if gap := _gap(report.text, found, last):
            yield gap
        elif stated := _stated(report.text, first):
            number, span = stated
            if number > 1 and number != len(row) and not (number > len(row) and _goes_on(report.text, last)):
                yield _unequal(report.text, number, span, row)


def _marks(text: str) -> list[Mark]:
    made: list[Mark] = []
    for at, line in enumerate(lines(text)):
        for form, pattern in enumerate(_FORMS):
            for found in pattern.finditer(text, *line):
                head = found.start() == line.start
                if head or (form < _INLINE and _OPENS.match(text[found.start() - 1])):
                    made.append(Mark(found.start(), found.end(), count_of(found["n"]), form, head, at))
    return sorted(made, key=lambda mark: mark.start)


def count_of(words: str) -> int:
    """两 and 二 are 2, 12 is 12; 0 for what is no number."""
    if words.isdecimal():
        return int(words)
    value = chinese_value(words)
    return int(value) if value is not None else 0


def _rows(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks of one form that count on from 1: in one paragraph, or each at the head of its own."""
    rows: list[list[Mark]] = []
    lately = defaultdict[int, deque[list[Mark]]](lambda: deque(maxlen=_NESTED))
    for mark in marks:
        if mark.number == 1:
            rows.append([mark])
            lately[mark.form].append(rows[-1])
            continue
        for row in reversed(lately[mark.form]):
            if mark.number == row[-1].number + 1 and (mark.line == row[-1].line or mark.head):
                row.append(mark)
                break
    return rows


def _gap(text: str, marks: Sequence[Mark], last: Mark) -> Contradiction | None:
    """The next mark of the same form in the paragraph is neither the next number nor a new beginning."""
    if last.form > 2:
        return None
    behind = bisect_right(marks, last.start, key=lambda mark: mark.start)
    after = next((m for m in marks[behind : behind + _NEAR] if m.form == last.form), None)
    if after is None or after.line != last.line or after.number == 1:
        return None
    one, other = text[last.start : last.end], text[after.start : after.end]
    told = "重复" if after.number == last.number else "不连续"
    at = (Span(last.start, last.end), Span(after.start, after.end))
    return Contradiction("order", at, f"“{one}”之后是“{other}”，序号{told}。")


def _stated(text: str, first: Mark) -> tuple[int, Span] | None:
    """The count that the words right before a series state, and its place."""
    away = max(0, first.start - _BEFORE)
    before = text[away : first.start].rstrip()
    start = max(before.rfind(mark, 0, len(before) - 1) for mark in "。\n；;") + 1
    lead = _LEAD.search(before, start)
    if lead is None:
        return None
    colon = bool(lead["colon"]) or lead["close"] in ("：", ":", "——")
    if not colon and not _OPEN.search(before[start : lead.start()].rstrip("这了的 ")):
        return None
    end = len(before[: lead.end()].rstrip("：:。，,"))
    return count_of(lead["n"]), Span(away + lead.start("n"), away + end)


def _goes_on(text: str, last: Mark) -> bool:
    """Whether the paragraph goes on with things that have no number: 此外, 还有两类."""
    return bool(re.search(r"还有|此外|另外|另一", text[last.end : (text + "\n").index("\n", last.end)]))


def _unequal(text: str, number: int, span: Span, row: Sequence[Mark]) -> Contradiction:
    last = text[row[-1].start : row[-1].end].rstrip("、，,:：.．")
    message = f"“{text[span.start : span.end]}”称{number}项，其后列到“{last}”，实为{len(row)}项。"
    return Contradiction("count", (span, *(Span(m.start, m.end) for m in row)), message)
