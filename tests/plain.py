"""The default model as sentence-transformers reads it, with its adapter: what our encoder is measured by."""

from typing import Any

from index.adapter import adapter_for, merge
from index.models import read
from index.weights import file_sums, model_folder


def plain_model(name: str) -> Any:
    """Its layers are torch's own and may be changed."""
    folder = model_folder(name)
    model = read(name, folder)
    adapter = adapter_for(file_sums(folder).values())
    assert adapter is not None
    merge(model, adapter)
    return model
