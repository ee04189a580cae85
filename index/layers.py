"""A second set of layers over one table of words: what the cross-encoder and the pointer each have of their own."""

import copy
from typing import Any

from index.adapter import Adapter, merge


def own_layers(model: Any, factors: Adapter) -> Any:
    """The BERT of a model of sentence-transformers with the factors added to a copy of its layers, which are packed.
    The table of words is shared, and the model itself stays as it is."""
    from index.packed import pack

    bert = model[0].auto_model
    own = copy.copy(bert)
    own._modules = {**bert._modules, "encoder": copy.deepcopy(bert.encoder)}
    merge(own, factors)
    pack(own.encoder)
    return own
