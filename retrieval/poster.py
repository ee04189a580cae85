"""A report → what one printed page shows of it: the title, each part with its leading figures, the laws made.

Every word of the page is a citation. A card is a clause, and in it the words that are drawn large: a figure, or the
name of a law. The cards are chosen as a summary is (retrieval/summing/choice.py), part by part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.library import Library
from report.citation import Citation, cite
from report.model import Report, Span
from report.segment import strip
from retrieval.checking.edges import whole as with_bounds
from retrieval.summing.choice import in_order
from retrieval.summing.pieces import Piece, pieces
from retrieval.summing.pool import Pool, pooled
from retrieval.summing.quotes import length, quoted
from retrieval.summing.same import gist, says_same
from retrieval.summing.scope import Scope, headings_above, only, parts, scope

CARDS = 24  # figures on a page, shared among the parts
FEWEST = 3  # of a part
LONGEST = 44  # characters of a card's clause; a longer one is no caption
LAWS = 8
PARTS = 8
_LAW = re.compile(r"《[^《》\n]{4,50}?(?:条例|规定|办法|决定|法)(?:\([^()]{1,8}\))?》")
_MADE = re.compile(r"(?:制定|颁布|实施|修订|修改|出台|施行)[^《》,，。；]{0,6}《|》[^《》,，。；]{0,12}(?:审议|通过)")
_FOLLOWED = re.compile(r"执法检查|实施情况|学习|贯彻|落实")
_IDIOM = re.compile("[一二两三四五六七八九十].")
_NUMERALS = "零〇一二三四五六七八九十百千万亿萬億点點.．0123456789０１２３４５６７８９"


@dataclass(frozen=True, slots=True)
class Card:
    """A clause and the range in it that is drawn large."""

    clause: Citation
    large: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, None for what stands in front of all parts, and its cards in reading order."""

    heading: Citation | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """`title` is None where the report prints none; `front` are the lines of date and speaker."""

    report: str
    title: Citation | None
    front: tuple[Citation, ...]
    parts: tuple[Part, ...]
    laws: tuple[Card, ...]


def poster(library: Library, report: Report) -> Poster:
    """The page of one report; parts without a card are left out."""
    whole = scope(library, report)
    groups = list(_groups(whole))[: PARTS + 1]
    many = max(FEWEST, CARDS // max(1, len(groups)))
    made = [Part(heading, tuple(_cards(library, group, many))) for heading, group in groups]
    fronts = [Span(a.start, a.end) for a in report.asides if a.what in ("date", "speaker")]
    return Poster(
        report.id,
        next((_printed(report, Span(s.start, s.body_start)) for s in report.sections if s.level == 0), None),
        tuple(_printed(report, span) for span in fronts),
        tuple(part for part in made if part.cards),
        tuple(_laws(whole)),
    )


def _groups(whole: Scope) -> Iterator[tuple[Citation | None, Scope]]:
    """The sentences in front of all parts, then those of each part."""
    report, places = whole.report, parts(whole)
    above = [set(headings_above(report.sections, said.section)) for said in whole.sentences]
    outside = [i for i, around in enumerate(above) if not around & set(places)]
    if outside:
        yield None, only(whole, outside)
    for place in places:
        heading = report.sections[place]
        yield (
            _printed(report, Span(heading.start, heading.body_start)),
            only(whole, [i for i, around in enumerate(above) if place in around]),
        )


def _cards(library: Library, group: Scope, many: int) -> list[Card]:
    """The clauses with figures that a summary of the group would take first."""
    pool = pooled(library, [group], whole=False)
    kept = _with_figures(pool)
    text = group.report.text
    taken: list[int] = []
    for at in in_order(kept.material, lambda i: length(quoted(text, kept.units[i].pieces))):
        if len(taken) < many and not any(_alike(kept, at, other) for other in taken):
            taken.append(at)
    found = [kept.units[at].pieces[0] for at in sorted(taken)]
    drawn = [(piece, _leading(text, piece)) for piece in found]
    return [Card(cite(group.report, [piece.span]), large) for piece, large in drawn if large]


def _with_figures(pool: Pool) -> Pool:
    short = [
        i
        for i, unit in enumerate(pool.units)
        if _leading(pool.scopes[0].report.text, unit.pieces[0]) and length([unit.pieces[0].span]) <= LONGEST
    ]
    old = pool.material
    material = replace(
        old,
        telling=old.telling[short],
        rival=old.rival[short],
        groups=old.groups[:, short],
        part=old.part[short],
        sentence=old.sentence[short],
        share=old.share[short],
    )
    return Pool(pool.scopes, tuple(pool.units[i] for i in short), material)


def _alike(pool: Pool, at: int, other: int) -> bool:
    """Begun at one place, or saying the same."""
    here, there = pool.units[at], pool.units[other]
    if here.sentence == there.sentence:
        return here.pieces[0].span.start == there.pieces[0].span.start
    text = pool.scopes[0].report.text
    one, two = (
        gist(text[u.pieces[0].span.start : u.pieces[0].span.end], u.pieces[0].figures, vector)
        for u, vector in zip((here, there), pool.material.vectors[pool.material.sentence[[at, other]]], strict=True)
    )
    return says_same(one, two)


def _leading(text: str, piece: Piece) -> Span | None:
    """The figure of a piece that is drawn large, with what bounds it (近100万辆, 5%左右): no rank, size or idiom
    (两条底线), and never a part of a number that was not read whole (五十点3公里)."""
    for figure in piece.figures:
        around = text[max(0, figure.start - 1) : figure.start] + text[figure.end : figure.end + 1]
        told = figure.sort in ("measure", "growth") and not _IDIOM.fullmatch(text, figure.start, figure.end)
        if told and not any(char in _NUMERALS for char in around):
            return with_bounds(text, Span(figure.start, figure.end))
    return None


def _laws(whole: Scope) -> list[Card]:
    """The clauses in which a law is made or changed, each law once."""
    text, report = whole.report.text, whole.report
    found: dict[str, Card] = {}
    for piece in pieces(whole):
        clause = text[piece.span.start : piece.span.end]
        made = _MADE.search(clause) and not _FOLLOWED.search(clause)
        if made and length([piece.span]) <= 3 * LONGEST:
            for law in _LAW.finditer(text, *piece.span):
                found.setdefault(law[0], Card(cite(report, [piece.span]), Span(*law.span())))
    return sorted(found.values(), key=lambda card: card.large)[:LAWS]


def _printed(report: Report, span: Span) -> Citation:
    return cite(report, [strip(report.text, span)])
