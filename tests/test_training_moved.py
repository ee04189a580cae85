"""A cross-encoder that is moved to another adapter does what it did, as far as its rank allows."""

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.training.mean import between
from benchmarks.training.moved import moved
from index.adapter import Adapter

Half = NDArray[np.float16]
LAYERS = {"query": (9, 9), "dense": (9, 14)}


def factors(seed: int, rank: int, used: int) -> dict[str, Half]:
    """Of each layer; only the first `used` of the rank are not 0."""
    chance = np.random.default_rng(seed)
    found: dict[str, Half] = {}
    for layer, (inside, outside) in LAYERS.items():
        down, up = chance.normal(size=(inside, rank)), chance.normal(size=(rank, outside))
        found |= {f"{layer}.down": (down * (np.arange(rank) < used)).astype(np.float16)}
        found |= {f"{layer}.up": up.astype(np.float16)}
    return found


def product(known: Mapping[str, Half], layer: str) -> NDArray[np.float32]:
    return known[f"{layer}.down"].astype(np.float32) @ known[f"{layer}.up"].astype(np.float32)


@pytest.mark.parametrize(("used", "whole"), [(3, True), (7, False)])
def test_its_layers_stay_what_they_were(used: int, whole: bool) -> None:
    cross = factors(0, 7, used) | {"last.weight": np.ones(4, np.float16)}
    old, new = factors(1, 2, 2), factors(2, 2, 2)
    by_layer = {name: tuple(new[f"{name}.{side}"].astype(np.float32) for side in ("down", "up")) for name in LAYERS}
    now = Adapter("new", {name: (down, up) for name, (down, up) in by_layer.items()}, 3.0, "")
    found, lost = moved(cross, 2.0, old, 0.5, now)
    assert {name: value.shape for name, value in found.items()} == {name: value.shape for name, value in cross.items()}
    assert (found["last.weight"] == 1).all() and (lost < 0.002) == whole and lost < 0.5
    missed = total = 0.0
    for layer in LAYERS:
        before = 2.0 * product(cross, layer) + 0.5 * product(old, layer)
        wanted = before - 3.0 * product(new, layer)
        missed += float(np.square(wanted - 2.0 * product(found, layer)).sum())
        total += float(np.square(wanted).sum())
    assert np.sqrt(missed / total) == pytest.approx(lost, abs=0.01)


def test_halfway_between_two_adapters() -> None:
    first, second = factors(3, 6, 2), factors(4, 6, 2)
    first["last.bias"], second["last.bias"] = np.array([1.0], np.float16), np.array([4.0], np.float16)
    found = between(first, second)
    assert found["last.bias"] == 2.5
    assert {name: value.shape for name, value in found.items()} == {name: value.shape for name, value in first.items()}
    for layer in LAYERS:
        wanted = (product(first, layer) + product(second, layer)) / 2
        np.testing.assert_allclose(product(found, layer), wanted, atol=0.02)
