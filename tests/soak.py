"""How much is run of what takes too long for every run: a hundredth under `make test`, all of it under `make soak`.

`CHUCHU_SOAK` is the share in hundredths. Under `make soak` the real reports are those of `../shared/reports` too, where
that folder is; without it the bundled report stands for them, and the run says so.
"""

import os
from functools import cache

from benchmarks.verify.__main__ import read_all
from report.model import Report
from report.parse import read_report
from tests.reports import ROOT, SHAOYANG

HUNDREDTHS = int(os.environ.get("CHUCHU_SOAK") or 1)
SHARED = ROOT.parent / "shared" / "reports"


def size(whole: int, least: int = 1) -> int:
    """The share of `whole` that this run does; `least` where the share is smaller."""
    return max(least, whole * HUNDREDTHS // 100)


@cache
def real_reports() -> tuple[Report, ...]:
    """The bundled report, under `make soak` with every report beside the repository; each text once."""
    if HUNDREDTHS < 100 or not SHARED.is_dir():
        return (read_report(SHAOYANG),)
    return tuple(read_all(SHARED))
