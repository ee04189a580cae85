"""What can go wrong between a request and the floors below.

ChuchuError (report/errors.py)
├── NotReady         the model or the library is still loading; the same request works a little later (503)
├── RequestError     a request that cannot be understood: empty, over-long, a field missing (400)
├── NotFound         a report or a place that is not (or no longer) there (404)
└── AddressError     a host or a port that cannot be listened on
"""

from report.errors import ChuchuError


class NotReady(ChuchuError):
    """The model or the library is still loading."""


class RequestError(ChuchuError):
    """A request that cannot be understood."""


class NotFound(ChuchuError):
    """A report or a place that is not there."""


class AddressError(ChuchuError):
    """A host or a port that cannot be listened on."""
