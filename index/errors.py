"""The branch of the errors that this floor adds to report/errors.py.

ChuchuError
├── ModelError       the model is absent, damaged, cannot be fetched, or is not a sentence-transformers model
└── LibraryError     the library is absent, half written, foreign, older, damaged, or of another encoder
"""

from report.errors import ChuchuError


class ModelError(ChuchuError):
    """The model is absent, damaged, cannot be fetched, or is not a sentence-transformers model."""


class LibraryError(ChuchuError):
    """The library is absent, half written, foreign, older, damaged, or of another encoder."""
