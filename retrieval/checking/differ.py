"""Which characters a statement has where the report has others: places in both, numbers always whole.

5.3% against 8.3% differs in one character and is shown as 5.3 against 8.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from report.model import Span
from retrieval.checking.align import Gap, Run, gaps
from retrieval.checking.folded import Folded

_NUMBER = frozenset("0123456789.,")
_OF_NUMBER = _NUMBER | frozenset("余多来几、-~%‰/")  # what changes a number that it stands beside


@dataclass(frozen=True, slots=True)
class Change:
    """`was` stands at `draft`, where the report has `words` at `report`; either may be empty, at the place between two
    characters."""

    draft: Span
    report: Span
    was: str
    words: str


def changes(draft: str, report: str, first: Folded, second: Folded, runs: Sequence[Run], bounds: Gap) -> list[Change]:
    """The changes between the runs, in order; `bounds` are those of the two folded texts, `draft` and `report` what
    these were folded from."""
    found = []
    for a, b, c, d in _whole_numbers(gaps(runs, bounds), first.text, second.text, runs):
        mine, theirs = first.span(a, b), second.span(c, d)
        found.append(Change(mine, theirs, draft[mine.start : mine.end], report[theirs.start : theirs.end]))
    return found


def _whole_numbers(found: Sequence[Gap], first: str, second: str, runs: Sequence[Run]) -> list[Gap]:
    """The gaps, those that begin or end with a part of a number grown over the digits beside them that both share, and
    joined where they meet. Not 2024年湖南 over the 12 behind it: a number in the midst of a gap is whole."""
    shared = {(run.first + k, run.second + k) for run in runs for k in range(run.length)}
    grown: list[Gap] = []
    for a, b, c, d in found:
        mine, theirs = first[a:b], second[c:d]
        of_number = {*mine, *theirs} <= _OF_NUMBER
        begins, ends = {mine[:1], theirs[:1]}, {mine[-1:], theirs[-1:]}
        while (of_number or _NUMBER & begins) and (a - 1, c - 1) in shared and first[a - 1] in _NUMBER:
            a, c = a - 1, c - 1
        while (of_number or _NUMBER & ends) and (b, d) in shared and first[b] in _NUMBER:
            b, d = b + 1, d + 1
        if grown and a <= grown[-1][1] and c <= grown[-1][3]:
            a, _, c, _ = grown.pop()
        grown.append((a, b, c, d))
    return grown
