"""Trees told by numpy alone say what scikit-learn says, and come back from their file as they were."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from benchmarks.silence.growing import as_trees, fitted, stepwise
from index.errors import ModelError
from retrieval.readings import READINGS
from retrieval.silence import LIKELY, enough, verdict
from retrieval.support import Support
from retrieval.trees import read_trees, write_trees

NAMES = ("known", "near", *READINGS)


def test_the_trees_say_what_scikit_learn_says(tmp_path: Path) -> None:
    chance = np.random.default_rng(0)
    features = chance.normal(size=(400, len(NAMES)))
    answered = features @ chance.normal(size=len(NAMES)) + chance.normal(size=400) > 0
    model = fitted(NAMES, features, answered, np.ones(400))
    write_trees(tmp_path / "of.safetensors", as_trees(model, NAMES), {"encoder": "this"})
    trees, about = read_trees(tmp_path / "of.safetensors")
    assert about["encoder"] == "this" and trees.names == NAMES
    seen = np.where(chance.random(features.shape) < 0.2, np.nan, features)
    said = [trees.odds(dict(zip(NAMES, row, strict=True))) for row in seen]
    assert said == pytest.approx(list(model.decision_function(seen)), abs=1e-6)
    assert len(set(np.round(said, 3))) > 100


def test_what_is_not_named_counts_as_nothing_and_what_is_not_known_does_not() -> None:
    chance = np.random.default_rng(1)
    features = chance.normal(size=(400, len(NAMES)))
    trees = as_trees(fitted(NAMES, features, features[:, 2] > 0, np.ones(400)), NAMES)
    high = {"known": 1.0, "near": 0.5, "answers": 2.0}
    assert trees.odds(high) == trees.odds({**high, **dict.fromkeys(READINGS[1:], 0.0)})
    assert trees.odds({**high, "answers": -2.0}) < trees.odds({**high, "answers": np.nan}) < trees.odds(high)


def test_what_is_measured_is_what_runs() -> None:
    """The figures of reports left out are told step by step as a question is."""
    chance = np.random.default_rng(2)
    features = np.column_stack([chance.random((300, 2)), chance.normal(size=(300, len(READINGS)))])
    model = fitted(NAMES, features, features.sum(1) + chance.normal(size=300) > 1, np.ones(300))
    trees, sure, read = as_trees(model, NAMES), stepwise(NAMES, model, features), Counter[int]()
    for row, told in zip(features, sure, strict=True):
        values, asked = dict(zip(NAMES, row, strict=True)), list[str]()

        def odds(
            names: Sequence[str], values: Mapping[str, float] = values, asked: list[str] = asked
        ) -> Mapping[str, float]:
            asked += names
            return {name: values[name] for name in names}

        got = verdict(Support({"known": row[0], "near": row[1]}, (), (), {}), trees, odds)
        assert got == ("answered" if told >= LIKELY else "doubtful" if told >= enough(row[0]) else "silent")
        read[len(asked)] += 1
    assert set(read) == {0, 1, 2, len(READINGS)}


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "of.safetensors"
    file.write_bytes(b"\x00" * 20)
    with pytest.raises(ModelError, match=r"of\.safetensors"):
        read_trees(file)
    save_file({"value": np.zeros(3)}, file)
    with pytest.raises(ModelError, match=r"of\.safetensors"):
        read_trees(file)
