"""Where a report prints the figure of a sentence that it does not have: 责令补种林木340亩 for 让破坏者补栽林木340亩.

The words share too little to say that the two are of one thing. So it stays absent, and who checks sees where to look.
"""

import re
from collections.abc import Iterator
from itertools import islice

from report.figures import figures_in
from report.model import Figure, Meta, Report, Source, Span
from report.segment import clauses, line_of, sentences
from retrieval.checking.comparable import figures_of
from retrieval.checking.folded import folded
from retrieval.checking.grams import Grams
from retrieval.checking.locate import Place

_OFTEN = 5  # places of its digits: what stands oftener is no trace
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_PLAIN = re.compile(r"0\.?|[1-9]0*")  # 5, 20, 300: stand everywhere


def printed(index: Grams, draft: str, span: Span, about: tuple[str, ...]) -> Place | None:
    """The clause with the first of the sentence's figures that stands in few places, of these that whose sentence has
    most of the draft's words; None where none is telling. `about`: only of these reports, where any are named."""
    page = Report("", draft, (), (), Meta(), Source("", ""))
    for figure in figures_in(page, span):
        digits = _DIGITS.search(folded(draft[figure.start : figure.end]).text)
        if digits is None or _PLAIN.fullmatch(digits[0]):
            continue
        if found := _told(index, digits[0], figure, about):
            said = _pairs(draft[slice(*span)])
            return max(found, key=lambda place: len(said & _pairs(place.report.text[slice(*place.span)])))
    return None


def _told(index: Grams, digits: str, figure: Figure, about: tuple[str, ...]) -> list[Place]:
    """The clauses with that figure; none where its digits stand oftener than in a few places."""
    found: list[Place] = []
    ways = list(islice(whole_numbers(index.whole, digits), _OFTEN + 1))
    if len(ways) > _OFTEN:
        return []
    for way in ways:
        own = index.owner(way)
        first = way - int(index.firsts[own])
        report, at = index.reports[own], index.texts[own].span(first, first + len(digits))
        if about and report.id not in about:
            continue
        line = line_of(report.text, at)
        sentence = next(one for one in sentences(report.text, line) if one.start <= at.start < one.end)
        if any(o.start <= at.start < o.end and _same(o, figure) for o in figures_of(report, sentence)):
            clause = next(c for c in clauses(report.text, line) if c.start <= at.start < c.end)
            found.append(Place(report, clause, "altered"))
    return found


def whole_numbers(text: str, digits: str) -> Iterator[int]:
    """Where these digits are a number: plain search is much faster than an expression, and most are found nowhere."""
    number = re.compile(rf"(?<![\d.]){re.escape(digits)}(?![\d.]*\d)")
    at = text.find(digits)
    while at >= 0:
        if number.match(text, at):
            yield at
        at = text.find(digits, at + 1)


def _same(one: Figure, other: Figure) -> bool:
    return one.value == other.value and one.unit == other.unit


def _pairs(text: str) -> set[str]:
    words = folded(text).text
    return {words[i : i + 2] for i in range(len(words) - 1)}
