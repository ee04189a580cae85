"""What several tests need. Tests look at this repository alone, whatever the person who runs them works with;
under `make soak` also at the reports beside it (tests/soak.py)."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from index.encoder import SentenceEncoder, load_encoder
from index.errors import ModelError
from index.places import reports_dir
from index.weights import DEFAULT, ensure_model
from index.writing import add, create
from tests.soak import WHOLE, reports_told

for name in [n for n in os.environ if n.startswith("CHUCHU_") and n not in ("CHUCHU_BROWSER", "CHUCHU_SOAK")]:
    del os.environ[name]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Under `make soak`: which reports were looked at."""
    if WHOLE:
        terminalreporter.write_line(reports_told())


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    """The real m3e-small, loaded once; fetched where plain `pytest` finds none (`make test` has put it in place)."""
    try:
        ensure_model(DEFAULT)
        return load_encoder(DEFAULT)
    except ModelError as error:
        pytest.fail(f"these tests need the real model: {error}", pytrace=False)


@pytest.fixture(scope="session")
def bundled(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the bundled report, made once with the real model for all processes of a run. Not to be written to:
    copy it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path = shared / "bundled"
    with FileLock(shared / "bundled.lock"):
        if not path.exists():
            made = shared / "bundled.new"
            create(made, encoder)
            added = add(made, encoder, sorted(reports_dir().glob("*.txt")))
            assert added.reports and not added.failed
            made.rename(path)
    return path
