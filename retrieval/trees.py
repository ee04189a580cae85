"""Evidence by name → log odds, by gradient-boosted trees (Friedman 2001) as scikit-learn grew them.

Told with numpy alone from a file that holds numbers and no code (safetensors): what scikit-learn keeps itself is a
pickle, which runs whatever stands in it and is bound to its version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

Places = NDArray[np.intp]
Floats = NDArray[np.float64]
PLACES = ("feature", "left", "right", "unknown")
ARRAYS = (*PLACES, "threshold", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """All arrays are (trees, nodes), 0 behind the last node of a small tree; the first node is the root.

    A node looks at the evidence at place `feature` of `names`: up to `threshold` it goes on at `left`, above it at
    `right`, where the evidence is not known at `unknown`. A leaf goes on at itself; `value` is what it adds to the log
    odds, which begin at `bias`.
    """

    names: tuple[str, ...]
    bias: float
    feature: Places
    threshold: Floats
    left: Places
    right: Places
    unknown: Places
    value: Floats

    def odds(self, values: Mapping[str, float]) -> float:
        """The log odds; a name that is not in `values` counts as 0, NaN is not known."""
        row = np.array([values.get(name, 0.0) for name in self.names])
        every, at = np.arange(len(self.value)), np.zeros(len(self.value), np.intp)
        while True:
            seen = row[self.feature[every, at]]
            below = seen <= self.threshold[every, at]
            step = np.where(below, self.left[every, at], self.right[every, at])
            step = np.where(np.isnan(seen), self.unknown[every, at], step)
            if (step == at).all():
                return self.bias + float(self.value[every, at].sum())
            at = step


def read_trees(path: Path) -> tuple[Trees, dict[str, str]]:
    """The trees of a file, and its metadata. ModelError for a file that is damaged or holds something else."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as opened:
            file: Any = opened  # without types
            about = dict(file.metadata() or {})
            held = {name: file.get_tensor(name) for name in ARRAYS}
        names, bias = tuple(about["names"].split("|")), float(about["bias"])
    except (SafetensorError, KeyError, ValueError) as error:
        raise ModelError(f"判断模型 {path} 读不出({error});请重装本程序") from error
    held |= {name: held[name].astype(np.intp) for name in PLACES}
    return Trees(names, bias, **held), about


def write_trees(path: Path, trees: Trees, about: Mapping[str, str]) -> None:
    """Writes them with more metadata. Names may hold no `|`; there are at most 255 of them, and of nodes in a tree."""
    from safetensors.numpy import save_file

    held = {name: getattr(trees, name) for name in ARRAYS}
    if max(int(held[name].max()) for name in PLACES) > np.iinfo(np.uint8).max:
        raise ValueError("more than 255 names or nodes: the file has one byte for a place")
    small = {name: held[name].astype(np.uint8) for name in PLACES}
    told = {**about, "names": "|".join(trees.names), "bias": repr(trees.bias)}
    save_file({**held, **small}, path, metadata=told)
