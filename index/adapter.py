"""A small map of the question's vector, learnt for one encoder: v' = (v + v A B) / |v + v A B|.

People do not ask in the words of a report. The map was trained on everyday questions and the official sentences that
answer them (benchmarks/training); the rows of a library are not touched by it, so that none has to be encoded again.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "adapters"


@dataclass(frozen=True, slots=True, eq=False)
class Adapter:
    """`down` is A, (dim, rank), and `up` is B, (rank, dim)."""

    down: NDArray[np.float32]
    up: NDArray[np.float32]

    def __call__(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mapped vector, (dim,), length 1."""
        moved = vector + vector @ self.down @ self.up
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)


def adapter_for(fingerprint: str, folder: Path = FOLDER) -> Adapter | None:
    """The map that was trained for the encoder of this fingerprint; None for every other encoder."""
    from safetensors import safe_open

    for path in sorted(folder.glob("*.safetensors")):
        with safe_open(path, framework="np") as file:
            if (file.metadata() or {}).get("encoder") == fingerprint:
                return Adapter(file.get_tensor("down"), file.get_tensor("up"))
    return None
