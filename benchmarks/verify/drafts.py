"""python -m benchmarks.verify.drafts REPORTS [FILE…]: drafts as people write them, by who had not seen the program.

REPORTS is ../shared/reports; FILE, of those in drafts/, all by default. A draft is verified against the one report it
is written about. Of its parts, told by state and how (drafts/README.md):

    wrong, absent   flagged     something is shown as changed in it, or it is absent
                    unchecked   the page says that it could not be checked
                    accepted    neither: must be 0
    true            told        it stands so, or in other words with the same or a rounded figure
                    changed     something in it is shown as changed
                    alarm       its figure is called another
                    absent, unchecked

`right place`: of what has a place, the share of which it overlaps the words that the part was made from.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from report.model import Report, Span
from report.parse import read_report
from retrieval.checking.locate import Place
from retrieval.verify import Statement, Verified, verify_in

HERE = Path(__file__).parent
DRAFTS = HERE / "drafts"
_DIGIT = re.compile(r"[\d一二三四五六七八九十百千万亿两余多约近超]")

Row = dict[str, Any]


def main() -> int:
    """Prints a line for each state and how."""
    folder, *names = sys.argv[1:]
    files = [DRAFTS / name for name in names] or sorted(DRAFTS.glob("*.jsonl"))
    told = [one for file in files for one in judged(Path(folder), file)]
    for state in ("wrong", "absent", "true"):
        own = [one for one in told if one["state"] == state]
        for how in (*sorted({one["how"] for one in own}), None):
            part = [one for one in own if how in (None, one["how"])]
            counts = Counter(one["told"] for one in part)
            print(
                f"{state:7s}{how or 'all':11s}{len(part):4d}  "
                + ", ".join(f"{k} {n}" for k, n in sorted(counts.items()))
            )
        placed = [one["right"] for one in own if one["right"] is not None]
        print(f"{state:7s}right place {sum(placed)} of {len(placed)}\n")
    return 0


def judged(folder: Path, file: Path, here: bool = False) -> Iterator[Row]:
    """Each part of the drafts of a file, with what the program told of it. `here`: reports that are not here are passed
    over, else FileNotFoundError."""
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        report = _report(folder, row["report"])
        if report is None and here:
            continue
        if report is None:
            raise FileNotFoundError(f"{row['report']} is neither below {folder} nor one of benchmarks/organs")
        found = verify_in([report], row["draft"])
        for part in row["parts"]:
            start = row["draft"].index(part["part"])
            span = Span(start, start + len(part["part"]))
            over = [one for one in found.statements if _meet(one.span, span)]
            yield part | {
                "id": row["id"],
                "told": _told(part["state"], over, found, span),
                "right": _right(report, part, over),
            }


@cache
def _report(folder: Path, name: str) -> Report | None:
    found = [*folder.rglob(name), *(HERE.parent / "organs").glob(f"*/{name}")]
    return read_report(found[0]) if found else None


def _told(state: str, over: Sequence[Statement], found: Verified, span: Span) -> str:
    claims = [one for one in over if one.kind != "name"] or over
    changes = [c for one in over if one.place for c in one.place.changes if _meet(_seen(c.draft), span)]
    if state != "true":
        if changes or any(one.truth == "absent" for one in over):
            return "flagged"
        return "unchecked" if any(_meet(one.span, span) for one in found.unchecked) else "accepted"
    if not over:
        return "unchecked"
    if all(one.truth == "absent" for one in claims):
        return "absent"
    if any(one.truth == "figure" for one in claims) and any(_DIGIT.search(c.was + c.words) for c in changes):
        return "alarm"
    return "changed" if changes and not any(one.figures == "near" for one in claims) else "told"


def _right(report: Report, part: Row, over: Sequence[Statement]) -> bool | None:
    """None where there is nothing to be right about."""
    at = report.text.find(part["place"]) if part["place"] else -1
    places: list[Place] = [one.place for one in over if one.place and one.kind != "name"]
    if at < 0 or not places:
        return None
    return any(_meet(place.span, Span(at, at + len(part["place"]))) for place in places)


def _seen(span: Span) -> Span:
    """What is left out in the draft is seen between two characters."""
    return span if span.start < span.end else Span(max(0, span.start - 1), span.end + 1)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


if __name__ == "__main__":
    sys.exit(main())
