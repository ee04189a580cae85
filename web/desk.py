"""The one piece of state of the app: the library, which comes a little later than the page, and changes on the disk.

`python -m index add` in another window swaps the manifest. That is seen at the next request, the new library is read
in a thread, and until it stands the old one answers. Reading takes some hundredths of a second for a report.
"""

import logging
import threading

from index.library import Library
from index.manifest import NAME
from report.errors import ChuchuError
from report.model import Report
from web import words
from web.errors import NotFound, NotReady


class Desk:
    """Hands out the library once it is open; before that every question for it raises NotReady with `stage`.

    Two looks at `library` may give two libraries: a request takes it once and passes it on.
    """

    def __init__(self, library: Library | None = None) -> None:
        self._library = library
        # None: nothing seen yet. The manifest may have changed between the reading and `open`, so the first request
        # reads once more.
        self._seen: tuple[int, int] | None = None
        self._reading = threading.Lock()
        self.stage = words.LOADING_MODEL

    def open(self, library: Library) -> None:
        self._library = library

    @property
    def ready(self) -> bool:
        return self._library is not None

    @property
    def library(self) -> Library:
        if self._library is None:
            raise NotReady(self.stage)
        self._look(self._library)
        return self._library

    def _look(self, library: Library) -> None:
        """Costs one stat. The stamp is taken before the reading: what is swapped during it is seen the next time."""
        try:
            found = (library.path / NAME).stat()
        except OSError:
            return  # gone or out of reach: what was read stays
        stamp = (found.st_ino, found.st_mtime_ns)
        if stamp != self._seen and self._reading.acquire(blocking=False):
            self._seen = stamp
            threading.Thread(target=self._reopen, args=(library,), daemon=True).start()

    def _reopen(self, library: Library) -> None:
        try:
            self._library = Library.open(library.path, library.encoder)
        except ChuchuError as error:
            logging.getLogger("chuchu").warning("%s", error)
        finally:
            self._reading.release()


def report_of(library: Library, report_id: str | None) -> Report:
    """The report of that id; None asks for the first one. NotFound names those that are there."""
    reports = library.reports
    if report_id is None and reports:
        return next(iter(reports.values()))
    if report_id is None or report_id not in reports:
        known = "、".join(reports) or words.NO_REPORTS_AT_ALL
        raise NotFound(words.NO_REPORT.format(id=(report_id or "")[:80], known=known[:200]))
    return reports[report_id]
