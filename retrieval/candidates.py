"""The places in passages that could be a short answer: figures, ranks, dates, what stands in 《》 or “”, persons.

Only the passages that were found are read for figures, not their reports: a millisecond each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.folding import fold
from report.figures import figures_in
from report.model import Figure, Report, Span
from report.segment import clauses, sentences
from retrieval.hit import Hit
from retrieval.persons import persons
from retrieval.wanted import NUMBERS, Sort, sort_of

_CN = "一二三四五六七八九十"
_RANK = re.compile(rf"第[{_CN}]+(?![届批次部条个轮期季{_CN}])|首位|榜首|前[\d{_CN}]+(?![年月个])|(?<![\d.])\d+强")
_TURN = re.compile(rf"(?:第[\d{_CN}]+|[\d.]+|[{_CN}两]+)(?P<unit>届|批|连冠|连丰|级|周年|类|期)")
_D = r"\d(?: ?\d)"  # printers of earlier years set blanks between digits
_DATE = re.compile(
    rf"(?:{_D}{{3}} ?年 ?)?{_D}? ?月(?:底|末|[上中下]旬|(?: ?{_D}? ?[日号]))?|{_D}{{3}} ?年(?:底|末|初)?|(?:今|明)?年底"
)
_PAPER = re.compile(r"《[^《》\n]{1,60}》")
_QUOTED = re.compile(r"《[^《》\n]{1,60}》|“[^“”\n]{1,20}”")
_LISTED = re.compile(r"分别[^\d，。；、]{0,6}$")
_FROM = re.compile(r"[由从][^，。；、]{0,8}$")
_TO = re.compile(r"[^，。；、]{0,6}(?:至|到|为)")
_LASTS = re.compile(rf"(?<![第{_CN}\d])[{_CN}两百]{{1,4}}(?:年|个多?月|天|周|小时|分钟)(?![前度初底级代末内])")
_PARTS = re.compile(
    rf"(?<![统唯之同划第万合如{_CN}])[{_CN}]?[{_CN}]成(?:[{_CN}半](?![年个月些]))?"
    "(?![立为功都员就果效熟长品人交绩本套体不群千百批像了型]|年人)"
)
_DAY = "(?:[早晚上中下]午|[早晚]上|凌晨|中午|傍晚|清早|半夜)"
_HOUR = f"[零两{_CN}]{{1,3}}[时点]"
_CLOCK = re.compile(
    rf"(?<![\d.第])(?:{_DAY})?(?:[01]?\d|2[0-4])(?:[时点](?:[0-5]?\d分|[0-5]\d(?!\d)|半)?|[:：][0-5]\d)(?![间候尚代期段刻限位评建意要])|"
    rf"{_DAY}{_HOUR}(?:半|[零{_CN}]{{1,3}}分?)?|(?<![{_CN}]){_HOUR}(?:半|[零{_CN}]{{1,3}}分)"
)
_AND = re.compile("[、和与及]")
_JOINT = re.compile(r"(?:以上|左右|以内|以下)?[、和及与]$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the `hit`-th passage. `what` is what it tells of, in its `clause` and `sentence`; `period` and `kind`
    are those of its figure; `grows`: it is a change, `falls`: one that goes down. Of a person, `unit` is the office, or
    several with 、 between them. `series`: a place in an order or series (第七届), meant only where its `unit` is asked
    for.
    """

    span: Span
    sort: Sort
    unit: str
    what: Span
    clause: Span
    sentence: Span
    hit: int
    grows: bool = False
    falls: bool = False
    series: bool = False
    period: str | None = None
    kind: str | None = None


def candidates(report: Report, hit: Hit, at: int, asked: Sort) -> list[Candidate]:
    """What in the `at`-th passage could answer a question of that sort, in reading order."""
    passage = Span(hit.passage.start, hit.passage.end)
    grain = _Grain(sentences(report.text, passage), clauses(report.text, passage))
    if asked in NUMBERS:
        figures = () if _front(report, passage) else _told(report, passage)
        found = [*_figures(report, figures, grain, at)]
        taken = [Span(figure.start, figure.end) for figure in figures]  # those that are left behind, too
        found += [c for c in _orders(report, passage, grain, at) if not any(_meet(c.span, one) for one in taken)]
        return sorted(found, key=lambda c: c.span)
    return [grain.placed(span, asked, beside, at) for span, beside in _plain(report, passage, asked)]


@dataclass(frozen=True, slots=True)
class _Grain:
    """The sentences and clauses of a passage."""

    sentences: Sequence[Span]
    clauses: Sequence[Span]

    def placed(self, span: Span, sort: Sort, unit: str, at: int) -> Candidate:
        clause = _around(self.clauses, span)
        return Candidate(span, sort, unit, clause, clause, _around(self.sentences, span), at)


def _around(pieces: Sequence[Span], span: Span) -> Span:
    return next((piece for piece in pieces if piece.start <= span.start < piece.end), span)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _front(report: Report, passage: Span) -> bool:
    return any(_meet(Span(a.start, a.end), passage) for a in report.asides)


def _plain(report: Report, passage: Span, asked: Sort) -> list[tuple[Span, str]]:
    """Dates, names in their marks, persons, each with the office that stands beside; of the front matter none but the
    speaker, with his line."""
    if asked in ("law", "name", "date", "clock"):
        form = {"date": _DATE, "clock": _CLOCK, "law": _PAPER, "name": _QUOTED}[asked]
        return [(Span(*m.span()), "") for m in form.finditer(report.text, *passage)]
    if asked != "who":
        return []
    if not _front(report, passage):
        return [(person.span, "、".join(person.offices)) for person in persons(report.text, passage)]
    name, line = report.meta.speaker, next((a for a in report.asides if a.what == "speaker"), None)
    start = report.text.find(name, line.start, line.end) if name and line else -1
    if not name or not line or not passage.start <= start < passage.end:
        return []
    return [(Span(start, start + len(name)), fold(report.text[line.start : line.end]))]


def _figures(report: Report, figures: Sequence[Figure], grain: _Grain, at: int) -> Iterator[Candidate]:
    found = [figure for figure in figures if not _is_left(report.text, figure)]
    for i, figure in enumerate(found):
        placed = grain.placed(Span(figure.start, figure.end), _sort(figure), figure.unit.casefold(), at)
        yield replace(
            placed,
            what=_share_of_list(report.text, placed, found, i) or figure.what,
            grows=figure.sort == "growth",
            falls=figure.sort == "growth" and (figure.change or "").startswith("-"),
            period=figure.period,
            kind=figure.kind,
        )


@lru_cache(maxsize=4096)  # 2 ms for a passage, and one question asks for it twice
def _told(report: Report, passage: Span) -> tuple[Figure, ...]:
    return figures_in(report, passage)


def _sort(figure: Figure) -> Sort:
    return "rank" if figure.sort == "rank" else sort_of(figure.unit)


def _is_left(text: str, figure: Figure) -> bool:
    """由3家增至5家: the first is what is left behind, not what is reached."""
    return bool(_FROM.search(text[max(0, figure.start - 12) : figure.start])) and bool(_TO.match(text, figure.end))


def _share_of_list(text: str, this: Candidate, found: Sequence[Figure], i: int) -> Span | None:
    """解决率、满意率分别达96.7%和97%: the second word belongs to the second figure."""
    first = i
    while first and _JOINT.fullmatch(text[found[first - 1].end : found[first].start]):
        first -= 1
    last = i
    while last + 1 < len(found) and _JOINT.fullmatch(text[found[last].end : found[last + 1].start]):
        last += 1
    lead = _LISTED.search(text[this.clause.start : found[first].start])
    if not lead or first == last:
        return None
    cuts = [m.span() for m in _AND.finditer(text, this.clause.start, this.clause.start + lead.start())]
    edges = [this.clause.start, *(x for cut in cuts for x in cut), this.clause.start + lead.start()]
    subjects = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return subjects[i - first] if len(subjects) == last - first + 1 else None


def _orders(report: Report, passage: Span, grain: _Grain, at: int) -> Iterator[Candidate]:
    for found in _RANK.finditer(report.text, *passage):
        yield grain.placed(Span(*found.span()), "rank", "强" if found[0].endswith("强") else "", at)
    for found in _LASTS.finditer(report.text, *passage):
        unit = found[0].lstrip(f"{_CN}两百")
        yield grain.placed(Span(*found.span()), "time", "个月" if unit == "个多月" else unit, at)
    for found in _PARTS.finditer(report.text, *passage):
        yield grain.placed(Span(*found.span()), "rate", "成", at)
    for found in _TURN.finditer(report.text, *passage):
        yield replace(grain.placed(Span(*found.span()), "count", found["unit"], at), series=True)
