"""A statement laid along a stretch of a report: the least number of characters changed, left out or put in.

The stretch may begin and end anywhere, at no cost (Sellers 1980, approximate matching; the distance is Levenshtein's).
A row of the table is one numpy step: leaving out characters of the report is a running minimum over the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Table: TypeAlias = NDArray[np.int32]
Gap: TypeAlias = tuple[int, int, int, int]
"""`statement[a:b]` against `stretch[c:d]`."""


@dataclass(frozen=True, slots=True)
class Run:
    """`statement[first:first + length] == stretch[second:second + length]`."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """`stretch[start:end]` is what the statement lies along, `cost` the number of edits between them; `runs` are what
    the two share, in order."""

    cost: int
    start: int
    end: int
    runs: tuple[Run, ...]


def table(statement: str, stretch: str) -> Table:
    """(m + 1, n + 1): [i, j] is the cost of `statement[:i]` along the best part of `stretch` that ends at j."""
    first, second = _codes(statement), _codes(stretch)
    steps = np.arange(len(second) + 1, dtype=np.int32)
    costs = np.zeros((len(first) + 1, len(second) + 1), np.int32)
    for i, code in enumerate(first, start=1):
        row = costs[i - 1] + 1
        np.minimum(row[1:], costs[i - 1, :-1] + (second != code), out=row[1:])
        costs[i] = np.minimum.accumulate(row - steps) + steps
    return costs


def cheapest(costs: Table) -> int:
    """What the whole statement costs at its best end."""
    return int(costs[-1].min())


def trace(costs: Table, statement: str, stretch: str) -> Alignment:
    """The way through the table that ends where the whole statement is cheapest."""
    i, j = len(statement), int(costs[-1].argmin())
    while j < len(stretch) and costs[-1, j + 1] == costs[-1, j]:
        j += 1  # the last characters changed rather than put in
    end, cost, runs = j, int(costs[i, j]), list[Run]()
    while i:
        same = bool(j) and statement[i - 1] == stretch[j - 1]
        if same and costs[i, j] == costs[i - 1, j - 1]:
            i, j = i - 1, j - 1
            runs = _longer(runs, i, j)
        elif j and costs[i, j] == costs[i - 1, j - 1] + 1 and not same:
            i, j = i - 1, j - 1
        elif costs[i, j] == costs[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return Alignment(cost, j, end, tuple(reversed(runs)))


def _longer(runs: list[Run], first: int, second: int) -> list[Run]:
    """The runs, found from the last to the first, with one more pair of equal characters in front."""
    if runs and (runs[-1].first, runs[-1].second) == (first + 1, second + 1):
        runs[-1] = Run(first, second, runs[-1].length + 1)
    else:
        runs.append(Run(first, second, 1))
    return runs


def gaps(runs: Sequence[Run], bounds: Gap) -> list[Gap]:
    """What lies between the runs, and between them and the bounds, in order."""
    edges = [Run(bounds[0], bounds[2], 0), *runs, Run(bounds[1], bounds[3], 0)]
    between = [(a.first + a.length, b.first, a.second + a.length, b.second) for a, b in pairwise(edges)]
    return [gap for gap in between if gap[0] < gap[1] or gap[2] < gap[3]]


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)
