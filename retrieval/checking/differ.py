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
    """The gaps, those of numbers grown over the digits beside them that both share, and joined where they meet."""
    shared = {(run.first + k, run.second + k) for run in runs for k in range(run.length)}
    grown: list[Gap] = []
    for a, b, c, d in found:
        if _NUMBER & {*first[a:b], *second[c:d]} or {*first[a:b], *second[c:d]} <= _OF_NUMBER:
            while (a - 1, c - 1) in shared and first[a - 1] in _NUMBER:
                a, c = a - 1, c - 1
            while (b, d) in shared and first[b] in _NUMBER:
                b, d = b + 1, d + 1
        if grown and a <= grown[-1][1] and c <= grown[-1][3]:
            a, _, c, _ = grown.pop()
        grown.append((a, b, c, d))
    return grown
