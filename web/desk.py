"""The one piece of state of the app: the library, which comes a little later than the page, and changes on the disk.

`python -m index add` in another window swaps the manifest. The next request sees that; the new library is read in a
thread, and whoever asks waits for it, so that a report just added is known at once. Reading takes about a tenth of a
second for a report: where all of them take longer than PATIENCE_S, the old library answers until the new one stands. A
reading that fails leaves the old one, and is tried again.
"""

import logging
import threading
from pathlib import Path
from time import monotonic

from index.encoder import Encoder
from index.library import Library
from index.manifest import NAME
from report.errors import ChuchuError
from report.model import Report
from web import words
from web.errors import NotFound, NotReady

PATIENCE_S = 5.0  # from when the change was seen; 31 reports take 3 s
AGAIN_S = 5.0  # a manifest that cannot be read may stay so: it shall not be read at every request

Stamp = tuple[int, int]


class Desk:
    """Hands out the library once it is open; before that every question for it raises NotReady with `stage`.

    Two looks at `library` may give two libraries: a request takes it once and passes it on.
    """

    def __init__(self, library: Library | None = None) -> None:
        self._library = library
        self._seen: Stamp | None = None  # of the manifest that was read; None: not known, so the first request reads
        self._failed: tuple[Stamp | None, float] = (None, 0.0)  # which could not be read, and when to try it again
        self._turn = threading.Lock()
        self._reader: threading.Thread | None = None
        self._until = 0.0  # whoever asks waits for the reader
        self.stage = words.LOADING_MODEL

    def open(self, path: Path, encoder: Encoder) -> None:
        """Reads the library in that folder and hands it out from now on. Raises what Library.open raises."""
        seen = _stamp(path)  # before the reading: what is swapped during it is seen the next time
        self._library, self._seen = Library.open(path, encoder), seen

    @property
    def ready(self) -> bool:
        return self._library is not None

    @property
    def library(self) -> Library:
        if self._library is None:
            raise NotReady(self.stage)
        if reader := self._reading(self._library):
            reader.join(max(0.0, self._until - monotonic()))
        return self._library

    def _reading(self, library: Library) -> threading.Thread | None:
        """Who reads what has changed on the disk; None, after one stat, where nothing has."""
        with self._turn:
            if self._reader is None and self._has_changed(library):
                reader = threading.Thread(target=self._reopen, args=(library,), daemon=True)
                reader.start()  # may fail: then nobody reads, and the next request tries
                self._reader, self._until = reader, monotonic() + PATIENCE_S
            return self._reader

    def _has_changed(self, library: Library) -> bool:
        stamp = _stamp(library.path)
        if stamp in (None, self._seen):  # None: gone or out of reach; what was read stays
            return False
        failed, again = self._failed
        return stamp != failed or monotonic() >= again

    def _reopen(self, library: Library) -> None:
        stamp = _stamp(library.path)
        try:
            self.open(library.path, library.encoder)
        except Exception as error:  # of the library or of this machine: the old one stands, and the next try may do
            self._failed = stamp, monotonic() + AGAIN_S
            logging.getLogger("chuchu").warning("%s", error, exc_info=not isinstance(error, ChuchuError))
        finally:
            with self._turn:
                self._reader = None


def _stamp(library: Path) -> Stamp | None:
    """What tells one manifest from the next; None where none can be seen."""
    try:
        found = (library / NAME).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def report_of(library: Library, report_id: str | None) -> Report:
    """The report of that id; None asks for the first one. NotFound names those that are there."""
    reports = library.reports
    if report_id is None and reports:
        return next(iter(reports.values()))
    if report_id is None or report_id not in reports:
        known = "、".join(reports) or words.NO_REPORTS_AT_ALL
        raise NotFound(words.NO_REPORT.format(id=(report_id or "")[:80], known=known[:200]))
    return reports[report_id]
