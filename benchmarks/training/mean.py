"""python -m benchmarks.training.mean FIRST SECOND OUT: halfway between two adapters, or two cross-encoders, FIRST the
one that SECOND went on from.

What is learnt anew costs a little of what was known; half the way keeps most of both (Wortsman et al. 2022, "Robust
fine-tuning of zero-shot models"). The mean of the changes of every layer, in factors of the rank of FIRST (moved.py),
and of the last layer of a cross-encoder.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from benchmarks.training.moved import Floats, Half, factored, product, scale_of


def main() -> int:
    """Writes OUT, for the model that FIRST is for."""
    first, second, out = (Path(argument) for argument in sys.argv[1:4])
    if scale_of(first) != scale_of(second):
        raise SystemExit(f"{first} has scale {scale_of(first)}, {second} {scale_of(second)}: they must be the same")
    with safe_open(first, framework="np") as file:
        about = file.metadata()
    save_file(between(load_file(first), load_file(second)), out, about)
    return 0


def between(first: Mapping[str, Half], second: Mapping[str, Half]) -> dict[str, Half]:
    """Halfway, of the shapes of the first."""
    rest = [name for name in first if not name.endswith((".down", ".up"))]
    found = {name: _mean(first[name].astype(np.float32), second[name]).astype(np.float16) for name in rest}
    for layer in sorted(name.removesuffix(".down") for name in first if name.endswith(".down")):
        change = _mean(product(first, layer), product(second, layer))
        (down, up), _ = factored(change, first[f"{layer}.down"].shape[1])
        found |= {f"{layer}.down": down, f"{layer}.up": up}
    return found


def _mean(one: Floats, other: Floats | Half) -> Floats:
    return np.asarray((one + other.astype(np.float32)) * np.float32(0.5))


if __name__ == "__main__":
    sys.exit(main())
