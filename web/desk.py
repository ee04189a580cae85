"""The one piece of state of the app: the library, which comes a little later than the page."""

from index.library import Library
from report.model import Report
from web import words
from web.errors import NotFound, NotReady


class Desk:
    """Hands out the library once it is open; before that every question for it raises NotReady with `stage`."""

    def __init__(self, library: Library | None = None) -> None:
        self._library = library
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
        return self._library

    def report(self, report_id: str | None) -> Report:
        """The report of that id; None asks for the first one."""
        reports = self.library.reports
        if report_id is None and reports:
            return next(iter(reports.values()))
        if report_id is None or report_id not in reports:
            known = "、".join(reports) or words.NO_REPORTS_AT_ALL
            raise NotFound(words.NO_REPORT.format(id=(report_id or "")[:80], known=known[:200]))
        return reports[report_id]
