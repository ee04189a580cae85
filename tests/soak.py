"""How much is run of what takes too long for every run: a hundredth under `make test`, all of it under `make soak`.

`CHUCHU_SOAK` is the share in hundredths. Under `make soak` the real reports are those of `../shared/reports` too, where
that folder is; without it the bundled report stands for them, and the run says so (`reports_told`).
"""

import os
from functools import cache

from benchmarks.verify.__main__ import read_all
from report.model import Report
from tests.reports import ROOT, shaoyang

HUNDREDTHS = int(os.environ.get("CHUCHU_SOAK") or 1)
WHOLE = HUNDREDTHS >= 100
SHARED = ROOT.parent / "shared" / "reports"
BESIDE = WHOLE and SHARED.is_dir()


def size(whole: int, least: int = 1) -> int:
    """The share of `whole` that this run does; `least` where the share is smaller."""
    return max(least, whole * HUNDREDTHS // 100)


@cache
def real_reports() -> tuple[Report, ...]:
    """The bundled report; under `make soak` every report beside the repository, each text once."""
    return tuple(read_all(SHARED)) if BESIDE else (shaoyang(),)


def reports_told() -> str:
    """Which reports are looked at, in a line for the person who waits."""
    if BESIDE:
        return f"久跑:取 {SHARED} 里的全部报告"
    return f"久跑:没有 {SHARED},只用随附的邵阳报告;放入报告后再跑,各项界限才是对全部报告而言"
