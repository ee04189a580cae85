"""python -m benchmarks.verify.figures TABLE REPORTS: figures told in other words than the report's.

TABLE has rows with place, indicator, year, printed, qualifier and file. Each is told twice, as the report has it and
with its first digit changed (2024年，湖南省粮食产量为615.6亿斤。), and verified against all reports of the folder:
*right* is a place in the right report and `figures` "same" for the one, "differ" for the other; *missed* is absent;
all else is *wrong*.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.intervals import interval
from benchmarks.verify.__main__ import read_all
from report.model import Report
from retrieval.verify import verify_in


def main() -> int:
    """Prints a table."""
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["printed"] and re.search(r"\d", row["printed"]) and not row["silent"]]
    reports = read_all(Path(sys.argv[2]))
    print("| | n | right | wrong |\n| --- | --- | --- | --- |")
    for name, true in (("true", True), ("false", False)):
        found = [judged(reports, row, true) for row in rows]
        print(f"| {name} | {len(found)} | {_share(found, 'right')} | {_share(found, 'wrong')} |")
    return 0


def judged(reports: Sequence[Report], row: dict[str, Any], true: bool) -> str:
    """right, wrong or missed."""
    printed = (
        row["printed"] if true else re.sub(r"\d", lambda digit: str(int(digit[0]) % 9 + 1), row["printed"], count=1)
    )
    bound = row["qualifier"] if row["qualifier"] in ("左右", "以上", "以内") else ""
    text = f"{row['year']}年，{row['place']}{row['indicator']}为{printed}{bound}。"
    one = verify_in(reports, text).statements[0]
    if one.place is None:
        return "missed"
    there = row["file"].startswith(one.place.report.id)
    return "right" if there and one.figures == ("same" if true else "differ") else "wrong"


def _share(found: Sequence[str], verdict: str) -> str:
    values = [float(one == verdict) for one in found]
    low, high = interval(values, lambda drawn: float(drawn.mean()))
    return f"{sum(values) / len(values):.3f} ({low:.2f} to {high:.2f})"


if __name__ == "__main__":
    sys.exit(main())
