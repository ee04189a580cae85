"""What several tests need. Tests look at this repository alone, whatever the person who runs them works with."""

import os

import pytest

from index.encoder import SentenceEncoder, load_encoder
from index.errors import ModelError
from index.weights import DEFAULT

for name in [name for name in os.environ if name.startswith("CHUCHU_") and name != "CHUCHU_BROWSER"]:
    del os.environ[name]


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    """The real m3e-small, loaded once. `make test` has put it in place."""
    try:
        return load_encoder(DEFAULT)
    except ModelError as error:
        pytest.fail(f"these tests need the real model: {error}", pytrace=False)
