"""How much of what was summarised a summary holds: headings, parts, figures.

覆盖 18/21 节,含 34/61 项数据
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report.model import Span
from retrieval.summing.scope import Scope, headings_above, parts


@dataclass(frozen=True, slots=True)
class Coverage:
    """`sections` are headings with sentences of their own (a text without headings is one), `parts` the headings of the
    highest level that has several, `figures` those of report/figures.py in the sentences; each as (held, all)."""

    sections: tuple[int, int]
    parts: tuple[int, int]
    figures: tuple[int, int]


def coverage(scopes: Sequence[Scope], taken: Mapping[tuple[int, int], tuple[Span, ...]]) -> Coverage:
    """Of several reports the sums. `taken`: the ranges by (scope, sentence among those of all scopes)."""
    counts = [(0, 0, 0, 0, 0, 0)]
    first = 0
    for at, scope in enumerate(scopes):
        mine = {sentence - first: ranges for (where, sentence), ranges in taken.items() if where == at}
        counts.append((*_sections(scope, mine), *_parts(scope, mine), *_figures(scope, mine)))
        first += len(scope.sentences)
    sums = [sum(column) for column in zip(*counts, strict=True)]
    return Coverage((sums[0], sums[1]), (sums[2], sums[3]), (sums[4], sums[5]))


def _sections(scope: Scope, mine: Iterable[int]) -> tuple[int, int]:
    return _held(_own(scope, mine), _own(scope, range(len(scope.sentences))))


def _own(scope: Scope, sentences: Iterable[int]) -> set[int]:
    """The lowest headings of the sentences; -1 for all of a text that has none."""
    lowest = {scope.sentences[i].section for i in sentences}
    named = {section for section in lowest if section is not None}
    return named if any(section.level > 0 for section in scope.report.sections) else {-1 for _ in lowest}


def _parts(scope: Scope, mine: Iterable[int]) -> tuple[int, int]:
    lowest = {scope.sentences[i].section for i in mine}
    reached = {i for section in lowest for i in headings_above(scope.report.sections, section)}
    return _held(reached, set(parts(scope)))


def _figures(scope: Scope, mine: Mapping[int, Sequence[Span]]) -> tuple[int, int]:
    ranges = [span for spans in mine.values() for span in spans]
    held = [f for f in scope.figures if any(a <= f.start and f.end <= b for a, b in ranges)]
    return len(held), len(scope.figures)


def _held(some: set[int], every: set[int]) -> tuple[int, int]:
    return len(some & every), len(every)
