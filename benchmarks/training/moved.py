"""python -m benchmarks.training.moved CROSS OLD OUT: a cross-encoder for the adapter that ships now, from one that was
taught on the encoder with adapter OLD.

Its layers stay what they were: what the adapters differ by goes into its factors, of which the largest parts are kept
(the truncated singular value decomposition; Eckart & Young 1936). The rest is lost, so it should be taught on
(`cross.py --start OUT`). Prints how much is lost, as the share of the norm of the change in all layers.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from benchmarks.training.cross import NAME
from index.adapter import Adapter, adapter_for
from index.encoder import load_encoder
from index.weights import file_sums, model_folder

Floats = NDArray[np.float32]
Half = NDArray[np.float16]


def main() -> int:
    """Writes OUT for the encoder as it is read now."""
    cross, old, out = (Path(argument) for argument in sys.argv[1:4])
    now = adapter_for(file_sums(model_folder(NAME)).values())
    if now is None:
        raise SystemExit(f"no adapter for {NAME} in index/adapters: there is nothing to move to")
    found, lost = moved(load_file(cross), scale_of(cross), load_file(old), scale_of(old), now)
    save_file(found, out, {"encoder": load_encoder(NAME).fingerprint, "scale": str(scale_of(cross))})
    print(f"lost {lost:.3f}")
    return 0


def moved(
    cross: Mapping[str, Half], scale: float, old: Mapping[str, Half], olds: float, now: Adapter
) -> tuple[dict[str, Half], float]:
    """The tensors of the cross-encoder, of the same shapes, and the share of the change that is lost, in [0, 1];
    `scale` and `olds` are those of the two files."""
    found = {name: value for name, value in cross.items() if name.startswith("last.")}
    kept = whole = 0.0
    for layer, (down, up) in now.factors.items():
        change = scale * product(cross, layer) + olds * product(old, layer) - now.scale * (down @ up)
        parts, norms = factored(change / scale, cross[f"{layer}.down"].shape[1])
        found |= {f"{layer}.{side}": part for side, part in zip(("down", "up"), parts, strict=True)}
        kept, whole = kept + norms[0], whole + norms[1]
    return found, float(np.sqrt(max(0.0, 1 - kept / whole))) if whole else 0.0


def factored(change: Floats, rank: int) -> tuple[tuple[Half, Half], tuple[float, float]]:
    """The nearest product of two factors, (in, rank) and (rank, out), and the squared norms of it and of the change."""
    left, size, right = np.linalg.svd(change, full_matrices=False)
    root = np.sqrt(size[:rank])
    down, up = left[:, :rank] * root, root[:, None] * right[:rank]
    norms = float(np.square(size[:rank]).sum()), float(np.square(size).sum())
    return (np.ascontiguousarray(down).astype(np.float16), np.ascontiguousarray(up).astype(np.float16)), norms


def product(factors: Mapping[str, Half], layer: str) -> Floats:
    """What the factors of a layer change in it, without the scale, (in, out)."""
    down, up = (factors[f"{layer}.{side}"].astype(np.float32) for side in ("down", "up"))
    return np.asarray(down @ up)


def scale_of(path: Path) -> float:
    """What a file says that its products are to be multiplied by."""
    with safe_open(path, framework="np") as file:
        return float(file.metadata()["scale"])


if __name__ == "__main__":
    sys.exit(main())
