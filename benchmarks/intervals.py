"""How far a figure may lie from what was measured: the bootstrap of Efron (1979)."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

RESAMPLES = 2_000


def interval(values: Sequence[float], figure: Callable[[Any], float]) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of a figure of the values."""
    rng = np.random.default_rng(0)
    array = np.asarray(values)
    drawn = [figure(array[rng.integers(0, len(array), len(array))]) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
