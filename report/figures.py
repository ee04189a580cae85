"""The figures of a report: every quantity with its value, unit, subject, period and kind.

    for figure in figures(report):
        print(report.text[figure.start : figure.end], figure.value, figure.unit)

Dates, ordinals, names and numbering are not figures (report/named.py). What the rules cannot read is not dropped in
silence: `read_figures` gives the places of it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from report.antecedent import antecedent
from report.counted import counted
from report.model import Figure, Report, Section, Sort, Span
from report.period import Phase, period, phases
from report.quantities import GENERIC, Quantity, quantities
from report.segment import clauses, line_of, lines, sentences
from report.simplified import simplified
from report.units import is_rate, is_size

_UP = "增长|增加|提高|提升|上升|上涨|增收|增产|回升|扩大|涨幅|增速|增幅|上浮|递增|增|快于|增长率|涨"
_DOWN = "下降|降低|减少|下跌|压减|回落|缩减|减|降幅|降|收窄|压缩|减产"
_CHANGE = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|了|约|近|超|超过|突破|均|控制|保持|稳定|预期|目标)?(?:在|为|了|达到?|不低于|不超过|约|近|超过?)?$"
)
_NEW = re.compile(r"(?:新增|净增|净增加|增加到|减少到|净减少)[^，。；]{0,3}$")
_CLOSERS = "，,；;：:。！？!?…"


@dataclass(frozen=True, slots=True)
class Reading:
    """`unread`: the numbers with Arabic digits of which no rule says what they are."""

    found: tuple[Figure, ...]
    unread: tuple[Span, ...]


def figures(report: Report) -> tuple[Figure, ...]:
    """All figures in reading order; they do not overlap."""
    return read_figures(report).found


def figures_in(report: Report, span: Span) -> tuple[Figure, ...]:
    """The figures of a passage: the same as those of `figures` that lie in it, without reading the whole report."""
    report, found = _read(report), list[Figure]()
    told = phases(report)
    for line in lines(report.text, span):
        found += _of_numbers(report, line, quantities(report.text, *line)[0], told)
    return tuple(found)


def read_figures(report: Report) -> Reading:
    """The figures of headings and body alike; front matter and continuation marks hold none."""
    report, found, unread = _read(report), list[Figure](), list[Span]()
    told = phases(report)
    asides = [(a.start, a.end) for a in report.asides] + [
        (s.start, s.body_start) for s in report.sections[:1] if not s.level
    ]
    for line in lines(report.text):
        if any(start <= line.start < end for start, end in asides):
            continue
        numbers, left = quantities(report.text, *line)
        unread += left
        found += _of_numbers(report, line, numbers, told)
    return Reading(tuple(found), tuple(unread))


def _read(report: Report) -> Report:
    """The report as the rules read it: in simplified characters, which stand at the places of the report's own."""
    text = simplified(report.text)
    if text == report.text:
        return report
    return replace(report, text=text, sections=tuple(map(_titled, report.sections)))


def _titled(section: Section) -> Section:
    """Mostly the section itself: a report is read anew for each sentence that is asked for."""
    title = simplified(section.title)
    return section if title == section.title else replace(section, title=title)


def _of_numbers(report: Report, line: Span, numbers: list[Quantity], told: list[Phase]) -> Iterator[Figure]:
    phase = next((p for p in told if p.span.start <= line.start < p.span.end), None)
    starts = [q.start for q in numbers]
    for sentence in sentences(report.text, line):
        within = numbers[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if within:
            yield from _with_levels(report.text, _of_sentence(report, sentence, within, phase))


def _of_sentence(report: Report, sentence: Span, numbers: list[Quantity], phase: Phase | None) -> list[Figure]:
    made, starts = list[Figure](), [q.start for q in numbers]
    for clause in _whole_clauses(report.text, sentence, numbers):
        row = numbers[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
        for at in range(len(row)):
            what = counted(report.text, sentence, clause, row, at, made[-1].what if made else None)
            when, kind = period(report, phase, sentence, clause, row, at)
            this, change = row[at], _change(report.text, clause, row, at)
            fully = antecedent(report.text, sentence, made, this.start, what)
            sort = _sort(report.text, this, change, row, at)
            made.append(
                Figure(this.start, this.end, this.value, this.unit, this.near, what, fully, when, kind, change, sort)
            )
    return made


def _whole_clauses(text: str, sentence: Span, numbers: list[Quantity]) -> list[Span]:
    """Clauses, joined where a cut fell into a quantity (１，０３８，０００元)."""
    whole, starts = list[Span](), [q.start for q in numbers]
    for clause in clauses(text, sentence):
        before = bisect_left(starts, clause.start) - 1  # the last quantity that begins in front of the clause
        if whole and before >= 0 and clause.start < numbers[before].end:
            whole[-1] = Span(whole[-1].start, clause.end)
        else:
            whole.append(clause)
    return whole


def _change(text: str, clause: Span, row: list[Quantity], at: int) -> str | None:
    """ "+5.7%" where a verb of change stands in front (in front of the first of a list: 分别增长6.9%、8.4%)."""
    this = row[at]
    while at and re.fullmatch(r"(?:以上|左右|以内)?[、和及与，,]", text[row[at - 1].end : row[at].start]):
        at -= 1
    front = text[clause.start : row[at].start]
    found = _CHANGE.search(front)
    if not found or not this.unit or _NEW.search(front) or isinstance(this.value, tuple) or this.rank:
        return None
    if not is_rate(this.unit) and not re.search(r"比|较|同比", front):
        return None
    return f"{'-' if found['down'] else '+'}{this.value:g}{this.unit}" if this.value < 1e6 else None


def _sort(text: str, this: Quantity, change: str | None, row: list[Quantity], at: int) -> Sort:
    if this.rank:
        return "rank"
    if this.bare:
        return "cn_numeral"
    if change:
        return "growth"
    noun = bool(re.match(r"[\u4e00-\u9fff“]", text[this.end : this.end + 1]))
    return (
        "spec"
        if this.level or (is_size(this.unit) and noun and not re.match(GENERIC, text[this.end : this.end + 4]))
        else "measure"
    )


def _with_levels(text: str, row: list[Figure]) -> list[Figure]:
    """A level takes the change that is told of it beside: 技术合同成交额达到2607亿元、增长33.6%."""
    made = list(row)
    for i, (first, second) in enumerate(pairwise(row)):
        if first.what == second.what and {first.sort, second.sort} == {"measure", "growth"}:
            level, growth = (i, second) if first.sort == "measure" else (i + 1, first)
            made[level] = replace(made[level], change=growth.change)
    return made


def figure_row(report: Report, figure: Figure) -> dict[str, object]:
    """The figure as `python -m report figures` prints it; `quote` is its clause without the mark that closes it."""
    return {
        "quote": _quote(report.text, figure),
        "printed": report.text[figure.start : figure.end],
        "value": figure.value,
        "unit": figure.unit,
        "what": report.text[figure.fully.start : figure.fully.end],
        "approx": figure.approx,
        "period": figure.period,
        "kind": figure.kind,
        "change": figure.change,
        "class": figure.sort,
        "start": figure.start,
        "end": figure.end,
    }


def _quote(text: str, figure: Figure) -> str:
    line = line_of(text, Span(figure.start, figure.end))
    cut = [Quantity(figure.start, figure.end, 0, "")]
    clause = next(c for c in _whole_clauses(text, line, cut) if c.start <= figure.start < c.end)
    return text[clause.start : clause.end].rstrip(_CLOSERS)
