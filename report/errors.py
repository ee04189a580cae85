"""Every error a person can cause, in one tree; the message names the thing, what was found and what to do.

ChuchuError
├── ReadError        a file that cannot be read as a report (absent, empty, binary, unknown format, too long)
└── QuoteError       a quotation that is not what the report says at that place

The other floors add their own branches: index/errors.py (model, library), retrieval/errors.py (question).
Exit code of the commands for all of them: 2, with the message as one line on stderr.
"""


class ChuchuError(Exception):
    """The base. `str(error)` is one line of Chinese that a user can act on."""


class ReadError(ChuchuError):
    """A file that cannot be read as a report."""


class QuoteError(ChuchuError):
    """A quotation that is not what the report says at that place."""
