"""What is summarised: the sentences of whole reports or of one section, with the figures in them.

`section_named` finds the heading a person means: its exact words or its number, else the one heading that holds them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.folding import fold
from index.library import Library
from report.figures import figures
from report.model import Figure, Report, Section, Span
from retrieval.errors import QuestionError

_NUMBER = re.compile(r"[一二三四五六七八九十\d]{1,3}|\([一二三四五六七八九十\d]{1,3}\)")  # folded
_SHOWN = 12  # headings named in a message


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its range, its row in `Library.sentences`, and the place of its lowest heading in `Report.sections`;
    None: it stands in front of all headings but the title."""

    span: Span
    row: int
    section: int | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The sentences looked at of one report, in reading order, and the figures in them."""

    report: Report
    sentences: tuple[Said, ...]
    figures: tuple[Figure, ...]


def scope(library: Library, report: Report, section: Section | None = None) -> Scope:
    """The body of a report, or what stands under one heading, sub-headings included. Front matter is never in it."""
    own = library.ranges[report.id]
    first, last = np.searchsorted(library.sentences.passage, [own.start, own.stop])
    within = Span(section.body_start, section.end) if section else Span(0, len(report.text))
    holes = [(aside.start, aside.end) for aside in report.asides]
    spans = library.sentences.spans
    said = tuple(
        Said(spans[row], row, _lowest(report.sections, spans[row].start))
        for row in range(first, last)
        if within.start <= spans[row].start < within.end and not any(a <= spans[row].start < b for a, b in holes)
    )
    return Scope(report, said, _inside(figures(report), said))


def _lowest(sections: Sequence[Section], at: int) -> int | None:
    around = [i for i, s in enumerate(sections) if s.level > 0 and s.body_start <= at < s.end]
    return around[-1] if around else None


def _inside(found: Sequence[Figure], said: Sequence[Said]) -> tuple[Figure, ...]:
    starts = [sentence.span.start for sentence in said]
    at = np.searchsorted(starts, [figure.start for figure in found], side="right") - 1
    return tuple(f for f, i in zip(found, at, strict=True) if i >= 0 and f.end <= said[i].span.end)


def only(scope: Scope, places: Sequence[int]) -> Scope:
    """The same with some of its sentences, by their places, and the figures in them."""
    said = tuple(scope.sentences[at] for at in places)
    return Scope(scope.report, said, _inside(scope.figures, said))


def headings_above(sections: Sequence[Section], lowest: int | None) -> tuple[int, ...]:
    """The places of the headings around the lowest one, itself included, the title not; outermost first."""
    if lowest is None:
        return ()
    at = sections[lowest].start
    return tuple(i for i, s in enumerate(sections) if s.level > 0 and s.start <= at < s.end)


def parts(scope: Scope) -> tuple[int, ...]:
    """The places of the headings of the highest level that has several above the sentences; () where none has."""
    sections = scope.report.sections
    above = {i for lowest in {said.section for said in scope.sentences} for i in headings_above(sections, lowest)}
    for level in sorted({sections[i].level for i in above}):
        peers = tuple(i for i in sorted(above) if sections[i].level == level)
        if len(peers) > 1:
            return peers
    return ()


def section_named(report: Report, name: str) -> Section:
    """QuestionError where no heading holds the words, or several do and none is just that."""
    wanted = _plain(name)
    titled = [(s, _plain(s.title)) for s in report.sections if s.level > 0]
    number = (wanted,) if wanted.startswith("(") else (wanted + "、", wanted + ".")
    found = [s for s, title in titled if title == wanted]
    found = found or [s for s, title in titled if _NUMBER.fullmatch(wanted) and title.startswith(number)]
    found = found or [s for s, title in titled if wanted and wanted in title]
    if len(found) == 1:
        return found[0]
    if found:
        told = "、".join(f"「{s.title}」" for s in found[:_SHOWN])
        raise QuestionError(f"{report.id} 有 {len(found)} 个标题含「{name}」:{told};请写全要摘要的那一个。")
    known = "、".join(f"「{s.title}」" for s, _ in titled[:_SHOWN]) or "(没有标题)"
    raise QuestionError(f"{report.id} 没有标题「{name}」;现有 {known}{' 等' if len(titled) > _SHOWN else ''}。")


def _plain(title: str) -> str:
    return "".join(char for char in fold(title) if not char.isspace()).removesuffix("。")
