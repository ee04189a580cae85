"""A figure that a draft tells in its own words, against what the report says of the same thing.

    湖南省去年一般公共预算收入增速为9.2%   →   地方一般公共预算收入增长3.2%

Figures are read in the draft as they are in a report (report/figures.py). They are of one thing where the words they
count share most pairs of characters, their units are the same, both are growth or neither, and no year speaks against.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from report.figures import figures_in
from report.model import Figure, Meta, Report, Source, Span
from report.places import PREFECTURE_CITIES, PROVINCE_NAMES
from report.quantities import Quantity
from report.segment import clauses, line_of
from report.simplified import simplified
from retrieval.checking.comparable import UNITS, comparable
from retrieval.checking.differ import Change
from retrieval.checking.edges import whole
from retrieval.checking.folded import folded
from retrieval.checking.locate import Place
from retrieval.checking.opposed import opposed
from retrieval.checking.rounding import Agreement, of_two
from retrieval.checking.sources import other_than
from retrieval.checking.subjects import LOOSELY, alike, subject_of
from retrieval.places import names

_RANK: Mapping[Agreement, float] = {"same": 1.0, "near": 0.1, "differ": 0.0}  # beside how alike the subjects are
_YEAR = re.compile(r"(?<![比较与])(?:19|20)\d\d(?=年)|(?:(?<=[，,。；;])|^)[去今明](?=年)")
_DOER = re.compile(  # who did it, in front of all else
    r"(?:[去今]年|\d{4}年)?[^\W\d_]{0,9}?(?:政府|人大常委会|人大(?!代表)|政协(?!委员)|法院|检察院"
    r"|[^\W\d_](?:[纪监]委(?:监委)?|委(?![员托派会])|局(?![面势部限])|厅))"
)
_PLACED = re.compile(  # and where: 2024年湖北GDP增速; 云南白药 is no place
    r"(?:[去今]年|\d{4}年)?[,，]?"
    rf"(?P<place>(?:{'|'.join(PROVINCE_NAMES)})(?=[省市]|(?:壮族|回族|维吾尔)?自治区|[的全去今\d]|GDP|地区|生产总值|经济|财政(?=总?收入|支出)|一般公共"
    rf"|规模|粮食|城镇|农村|居民|固定|社会消费|进出口)|(?:{'|'.join(PREFECTURE_CITIES)})市)(?:[省市]|(?:壮族|回族|维吾尔)?自治区)?"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of the draft: the clause it stands in, the clause of a report that tells of the same thing (None:
    none was found), and whether the numbers agree."""

    span: Span
    place: Place | None
    figures: Agreement = "differ"


def claims(draft: str, span: Span, reports: Sequence[Report], certain: bool) -> list[Claim]:
    """One for each figure in a span of the draft. `certain`: it is these reports that the draft speaks of; where it is
    not, only a figure that agrees tells which of them is meant."""
    given = reports[0].meta.delivered if len(reports) == 1 else None  # 去年 is the year before
    page = Report("", draft, (), (), Meta(delivered=given), Source("", ""))
    places = [name for report in reports for name in names(report.meta.place or "") if len(name) > 1]
    told = [(_dated(page, span, figure), subject_of(page, figure, places)) for figure in figures_in(page, span)]
    return [_claim(page, figure, subject, reports, certain) for figure, subject in told if len(subject) > 1]


def _dated(page: Report, span: Span, figure: Figure) -> Figure:
    """The figure with the year that the sentence named before (去年，湖南地区生产总值增长4.8%)."""
    named = _YEAR.findall(page.text[span.start : figure.start])
    if figure.period or not named or not (page.meta.delivered or named[-1].isdecimal()):
        return figure
    if named[-1].isdecimal():
        return replace(figure, period=named[-1])
    return replace(figure, period=str(int((page.meta.delivered or "")[:4]) + "去今明".index(named[-1]) - 1))


def _claim(page: Report, figure: Figure, subject: str, reports: Sequence[Report], certain: bool) -> Claim:
    clause = _clause(page.text, figure)
    digits = "" if certain else _digits(page, figure)
    best: tuple[float, Report, Figure] | None = None
    for report, other in comparable(page, figure, subject, reports, digits):
        agreed = _agreement(page, figure, report, other)
        likeness, rank = _likeness(subject, subject_of(report, other), agreed)
        if likeness and (certain or agreed == "same") and (best is None or rank > best[0]):
            best = (rank, report, other)
    if best is None:
        return Claim(clause, None)
    _, report, other = best
    agreed = _agreement(page, figure, report, other)
    return Claim(clause, _place(page, figure, clause, report, other, agreed), agreed)


def _likeness(subject: str, name: str, agreed: Agreement) -> tuple[float, float]:
    """How alike the two are, and how that ranks beside others. Where the words tell little a figure that is the same
    tells more, unless the report tells another figure of what is surely meant."""
    if (likeness := alike(subject, name)) or agreed != "same":
        return likeness, likeness + _RANK[agreed]
    likeness = alike(subject, name, LOOSELY)
    return likeness, likeness / 10


def _digits(page: Report, figure: Figure) -> str:
    found = re.search(r"\d+(?:\.\d+)?", folded(page.text[figure.start : figure.end]).text)
    return found[0] if found else ""


def _agreement(page: Report, figure: Figure, report: Report, other: Figure) -> Agreement:
    """A figure that falls is none that grows; 近八成 may be 79.3%."""
    falls = [one.sort == "growth" and (one.change or "").startswith("-") for one in (figure, other)]
    if falls[0] != falls[1]:
        return "differ"
    return of_two(page.text, _quantity(figure), report.text, _quantity(other))


def _quantity(figure: Figure) -> Quantity:
    unit = UNITS.get(figure.unit, figure.unit)
    return Quantity(figure.start, figure.end, figure.value, unit, figure.approx, figure.sort == "rank")


def _place(page: Report, figure: Figure, clause: Span, report: Report, other: Figure, agreed: Agreement) -> Place:
    """The clause of the report, with what differs: the number, or words that say another thing of it."""
    span = _clause(report.text, other)
    mine, theirs = whole(page.text, Span(figure.start, figure.end)), whole(report.text, Span(other.start, other.end))
    against = opposed(page.text[slice(*clause)], report.text[slice(*span)]) if agreed != "differ" else None
    if against:
        mine, theirs = (_moved(one, of.start) for one, of in zip(against, (clause, span), strict=True))
    elif agreed == "same" and (who := _of_another(page.text[clause.start : figure.start], report, other)):
        mine, theirs = Span(clause.start, clause.start + len(who)), Span(span.start, span.start)
    elif agreed == "same":
        return Place(report, span, "altered")
    at = Span(mine.start - clause.start, mine.end - clause.start)
    change = Change(at, theirs, page.text[slice(*mine)], report.text[slice(*theirs)])
    return Place(report, span, "altered", (change,))


def _of_another(words: str, report: Report, other: Figure) -> str:
    """The organ, with its place, or the place that the words begin with and that is neither the report's own nor named
    where the figure is told; "" where there is none."""
    told = simplified(report.text[slice(*line_of(report.text, Span(other.start, other.end)))])
    found = _DOER.match(words)
    name = other_than(found[0], report.meta) if found else ""
    if found and name and not (name[-2:] in told and found[0][-2:] in told):
        return found[0]
    placed = _PLACED.match(words)
    return placed[0] if placed and _elsewhere(words, report.meta) and placed["place"] not in told else ""


def _elsewhere(words: str, meta: Meta) -> bool:
    """Whether words that name a place do not name that of the report; 湖南省邵阳市 names 邵阳市."""
    own = names(meta.place) if meta.place else ()
    return (bool(own) or meta.level == "国") and not any(name in words for name in own if len(name) > 1)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _clause(text: str, figure: Figure) -> Span:
    """From the words that are counted to the end of the clause of the figure."""
    row = _clauses(text, line_of(text, Span(figure.start, figure.end)))
    own = row[bisect_right(row, figure.start, key=lambda clause: clause.start) - 1]
    return Span(min(own.start, figure.what.start), max(own.end, figure.end))


@lru_cache(maxsize=512)  # a line is asked for once for each figure in it
def _clauses(text: str, line: Span) -> tuple[Span, ...]:
    return tuple(clauses(text, line))
