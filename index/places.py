"""Where things lie on the disk, and the names in the environment that move them."""

import os
from pathlib import Path

LIBRARY_ENV = "CHUCHU_LIBRARY"  # a folder; the default is data/library
MODEL_ENV = "CHUCHU_MODEL"  # the name or the folder of a sentence-transformers model; the default is m3e-small

ROOT = Path(__file__).resolve().parent.parent
"""The repository's folder. Everything built lies under its data/, from whatever folder a command is called."""


def library_dir() -> Path:
    """The library's folder, absolute; it need not exist."""
    return _folder_from(LIBRARY_ENV, ROOT / "data" / "library")


def models_dir() -> Path:
    """The folder that holds one folder for each model that was fetched; it need not exist."""
    return ROOT / "data" / "models"


def reports_dir() -> Path:
    """The folder of the bundled reports."""
    return ROOT / "data" / "reports"


def _folder_from(env: str, default: Path) -> Path:
    named = os.environ.get(env, "").strip()
    return Path(named).expanduser().absolute() if named else default
