"""Low-rank adapters (LoRA, Hu et al. 2022): W' = W + scale · (down · up)ᵀ, merged into a model when it is read.

People do not ask in the words of a report. What ships was trained on everyday questions and the official sentences that
answer them (benchmarks/training/lora.py). Questions and passages go through the same changed layers, so an adapted
encoder is another encoder: its fingerprint holds the adapter, and a library made without it is made anew.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

if TYPE_CHECKING:
    import torch

FOLDER = Path(__file__).parent / "adapters"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Adapter:
    """`factors` by the name of the linear layer: down (in, rank), up (rank, out); `checksum` is the file's SHA-256."""

    file: str
    factors: Mapping[str, tuple[Floats, Floats]]
    scale: float
    checksum: str


def adapter_for(weights: Collection[str], folder: Path = FOLDER) -> Adapter | None:
    """The adapter that was trained for a model whose files have these SHA-256 sums; None for every other model."""
    return next((adapter for _, adapter in made_for(folder, "weights", weights)), None)


def made_for(folder: Path, key: str, values: Collection[str]) -> Iterator[tuple[Any, Adapter]]:
    """The safetensors files of a folder whose metadata has one of the values under the key, open, and their factors."""
    from safetensors import safe_open

    for path in sorted(folder.glob("*.safetensors")):
        with safe_open(path, framework="np") as opened:
            file: Any = opened  # without types
            about = file.metadata() or {}
            if about.get(key) in values:
                checksum = hashlib.sha256(path.read_bytes()).hexdigest()
                yield file, Adapter(path.name, _factors(file), float(about["scale"]), checksum)


def _factors(file: Any) -> dict[str, tuple[Floats, Floats]]:
    layers = sorted(key.removesuffix(".down") for key in file.keys() if key.endswith(".down"))  # noqa: SIM118, no mapping
    return {
        layer: (
            file.get_tensor(f"{layer}.down").astype(np.float32),
            file.get_tensor(f"{layer}.up").astype(np.float32),
        )
        for layer in layers
    }


def merge(model: "torch.nn.Module", adapter: Adapter) -> None:
    """Changes the layers in place. ModelError where the model lacks one, or it has another shape."""
    import torch

    layers = {name: module for name, module in model.named_modules() if isinstance(module, torch.nn.Linear)}
    for name, (down, up) in adapter.factors.items():
        found = [layer for path, layer in layers.items() if f".{path}".endswith(f".{name}")]
        shape = (up.shape[1], down.shape[0])
        if len(found) != 1 or tuple(found[0].weight.shape) != shape:
            raise ModelError(
                f"适配文件 {adapter.file} 与模型不合:应有一层 {name},形状 {shape},模型有 "
                f"{[tuple(layer.weight.shape) for layer in found]};请重装本程序或删去此文件"
            )
        change = torch.from_numpy(down @ up).T * adapter.scale
        found[0].weight.data += change.to(found[0].weight.dtype)
