"""Evidence of questions → the trees that tell whether a report answers, and what they tell of reports left out.

Gradient boosting (Friedman 2001) as scikit-learn has it, with a third of the evidence looked at for each node (as in a
random forest, Breiman 2001). Every question is learnt from four times: with nothing read, and then with what is read
step by step as retrieval/silence.py asks for it. The surer what reads is of an answer, the surer are the trees.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from tqdm import tqdm

from retrieval.readings import READINGS
from retrieval.silence import STEPS, enough
from retrieval.trees import ARRAYS, PLACES, Trees

STEP_WEIGHT = (0.4, 0.4, 0.4, 1.0)  # of a question of which nothing is read, and then as STEPS goes on
GROWN = {"learning_rate": 0.03, "max_iter": 400, "max_leaf_nodes": 10, "min_samples_leaf": 30}
GROWN |= {"l2_regularization": 1.0, "max_features": 0.3, "random_state": 0, "early_stopping": False}

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def fitted(names: Sequence[str], features: Floats, answered: Flags, weight: Floats) -> Any:
    """The model of these questions, each as it is seen at every step."""
    parts = list(_steps(names, features))
    model = HistGradientBoostingClassifier(**GROWN, monotonic_cst=[int(name in READINGS) for name in names])
    weights = np.concatenate([share * weight for share in STEP_WEIGHT])
    return model.fit(np.vstack(parts), np.tile(answered, len(parts)), sample_weight=weights)


def _steps(names: Sequence[str], features: Floats) -> Iterator[Floats]:
    """What is not read yet is not known (NaN)."""
    read: tuple[str, ...] = ()
    for more, *_ in (((),), *STEPS):
        read += more
        left = [names.index(name) for name in READINGS if name not in read]
        seen = features.copy()
        seen[:, left] = np.nan
        yield seen


def left_out(
    names: Sequence[str], features: Floats, answered: Flags, reports: NDArray[np.str_], weight: Floats
) -> Floats:
    """For every question how sure a model that has not seen its report is that it is answered, in [0, 1]."""
    sure = np.zeros(len(answered))
    for name in tqdm(np.unique(reports), disable=None):
        own = reports == name
        model = fitted(names, features[~own], answered[~own], weight[~own])
        sure[own] = stepwise(names, model, features[own])
    return sure


def stepwise(names: Sequence[str], model: Any, features: Floats) -> Floats:
    """How sure `model` is of each question, (n,), read on while there is doubt, as verdict does."""
    least = np.array([enough(known) for known in features[:, names.index("known")]])
    first, *later = _steps(names, features)
    sure, open_ = model.predict_proba(first)[:, 1], np.full(len(features), True)
    for seen, (_, low, high) in zip(later, STEPS, strict=True):
        open_ &= (low * least < sure) & (sure < high)
        sure = np.where(open_, model.predict_proba(seen)[:, 1], sure)
    return np.asarray(sure)


def as_trees(model: Any, names: Sequence[str]) -> Trees:
    """What a binary HistGradientBoostingClassifier has grown, of numbers alone."""
    grown = [tree.nodes for (tree,) in model._predictors]
    held: dict[str, Any] = {name: np.zeros((len(grown), max(map(len, grown)))) for name in ARRAYS}
    for at, nodes in enumerate(grown):
        for name, row in _nodes(nodes).items():
            held[name][at, : len(nodes)] = row
    held |= {name: held[name].astype(np.intp) for name in PLACES}
    return Trees(tuple(names), float(np.ravel(model._baseline_prediction)[0]), **held)


def _nodes(nodes: Any) -> dict[str, Any]:
    """Of one tree, as Trees has it: a leaf goes on at itself."""
    leaf, own = nodes["is_leaf"].astype(bool), np.arange(len(nodes))
    unknown = np.where(nodes["missing_go_to_left"], nodes["left"], nodes["right"])
    return {
        "feature": np.where(leaf, 0, nodes["feature_idx"]),
        "threshold": np.where(leaf, 0, nodes["num_threshold"]),
        "left": np.where(leaf, own, nodes["left"]),
        "right": np.where(leaf, own, nodes["right"]),
        "unknown": np.where(leaf, own, unknown),
        "value": np.where(leaf, nodes["value"], 0),
    }
