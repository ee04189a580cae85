"""Two reports, or two versions of one, side by side: every sentence kept, changed, added or dropped, with its place.

Rows stand in the reading order of the new report; what was dropped stands where it stood. Every unit of the new report
(sentence, heading, line of front matter) is in one kept, changed or added row, every unit of the old one in one kept,
changed or dropped row.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from report.model import Report, Section, Span
from retrieval.comparing.pairing import Pair, common_letters, likeness, pairs
from retrieval.comparing.sameness import difference, key
from retrieval.comparing.sections import section_pairs, settled
from retrieval.comparing.sides import Side

Class: TypeAlias = Literal["kept", "changed", "added", "dropped"]
Which: TypeAlias = Literal["old", "new"]
CLASSES: tuple[Class, ...] = ("kept", "changed", "added", "dropped")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a sentence. `old` and `new` are ranges of the two reports, None on the side that has none; a range
    holds several sentences (`sentences`, old and new) where one was split or some were merged.

    `difference`: pairs of ranges of the two reports; new characters in the place of the old ones give the new range. A
    kept row has some where only print differs. `moved`: out of the order of the others."""

    kind: Class
    old: Span | None
    new: Span | None
    difference: tuple[tuple[Span, Span], ...] = ()
    moved: bool = False
    sentences: tuple[int, int] = (1, 1)

    def side(self, which: Which) -> Span | None:
        return self.old if which == "old" else self.new


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one heading. `old`, `new`: the sections that answer to one another, None on the side that has none."""

    old: Section | None
    new: Section | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The parts in the reading order of the new report; a section whose text is interrupted comes in several."""

    old: Report
    new: Report
    parts: tuple[Part, ...]

    def side(self, which: Which) -> Report:
        return self.old if which == "old" else self.new

    def rows(self) -> Iterator[Row]:
        return (row for part in self.parts for row in part.rows)

    def counts(self) -> dict[Class, int]:
        """How many rows of each class."""
        found = Counter(row.kind for row in self.rows())
        return {kind: found[kind] for kind in CLASSES}


class _Placed(NamedTuple):
    """A row, where it goes, and the sections it stands under."""

    at: tuple[int, int, int]
    old: Section | None
    new: Section | None
    row: Row


def compare(old: Side, new: Side) -> Comparison:
    """The differences of two reports."""
    paired, before = _aligned(old, new) if old.units and new.units else ([], {})
    placed = sorted([*_present(old, new, paired, before), *_gone(old, new, paired, before)], key=lambda one: one.at)
    parts = groupby(placed, key=lambda one: (one.old, one.new))
    return Comparison(
        old.report, new.report, tuple(Part(*sections, tuple(one.row for one in group)) for sections, group in parts)
    )


def _aligned(old: Side, new: Side) -> tuple[list[Pair], dict[Section, Section]]:
    letters = common_letters(old, new)
    like = likeness(old, new, letters)
    found = pairs(old, new, letters, like)
    before = section_pairs(old, new, found)
    return settled(old, new, like, found, before), before


def _present(old: Side, new: Side, paired: Sequence[Pair], before: Mapping[Section, Section]) -> Iterator[_Placed]:
    """The rows of what the new report holds."""
    firsts = {pair.new.start: pair for pair in paired}
    inside = {j for pair in paired for j in pair.new[1:]}
    for j, owner in enumerate(new.owners):
        if j in inside:
            continue
        row = Row("added", None, new.units[j], sentences=(0, 1))
        if pair := firsts.get(j):
            row = _paired(old, new, pair)
        yield _Placed((j, 0, 0), before.get(owner), owner, row)


def _paired(old: Side, new: Side, pair: Pair) -> Row:
    was, now = old.span(pair.old), new.span(pair.new)
    texts = old.report.text[slice(*was)], new.report.text[slice(*now)]
    changes = tuple(
        (Span(was.start + a.start, was.start + a.end), Span(now.start + b.start, now.start + b.end))
        for a, b in difference(*texts)
    )
    kind: Class = "kept" if key(texts[0]) == key(texts[1]) else "changed"
    return Row(kind, was, now, changes, pair.moved, (len(pair.old), len(pair.new)))


def _gone(old: Side, new: Side, paired: Sequence[Pair], before: Mapping[Section, Section]) -> Iterator[_Placed]:
    """The rows of what only the old report holds. One whose section has an answer goes behind the last that stood
    before it there; a section without an answer goes behind the one that the last sentence in order came to."""
    after = {section: other for other, section in before.items()}
    pair_of = {i: pair for pair in paired for i in pair.old}
    steady = {old.owners[pair.old.start] for pair in paired if not pair.moved}
    behind = {section: new.owners.index(other) for section, other in after.items()}
    at, ends = -1, _run_ends(new.owners)
    for i, owner in enumerate(old.owners):
        answer = after.get(owner)
        if pair := pair_of.get(i):
            j = pair.new.stop - 1
            at = at if pair.moved else ends[j]
            if new.owners[j] == answer and not (pair.moved and owner in steady):
                behind[owner] = j
        else:
            place = (at, 2, i) if answer is None else (behind[owner], 1, i)
            yield _Placed(place, owner, answer, Row("dropped", old.units[i], None, sentences=(1, 0)))


def _run_ends(owners: Sequence[Section]) -> list[int]:
    """For each unit the last one of those in a row that have the same section."""
    ends = list(range(len(owners)))
    for j in range(len(owners) - 2, -1, -1):
        if owners[j] == owners[j + 1]:
            ends[j] = ends[j + 1]
    return ends
