"""python -m benchmarks.consistency.measure [--half dev|test] [--rows]: planted contradictions found, false alarms.

Found: an alarm touches the characters that were changed. False: an alarm in a draft without a contradiction, and one in
a draft with a contradiction that does not touch it. `--reports FOLDER` prints every alarm on real reports too.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.intervals import interval
from report.parse import read_report
from retrieval.consistency import check

DRAFTS = Path(__file__).parent / "drafts.jsonl"
Row = dict[str, Any]


def found(row: Row) -> tuple[bool, list[str]]:
    """Whether the planted contradiction is told, and the messages of the other alarms."""
    start, end = row["planted"] or (0, 0)
    told = check(row["text"])
    hits = [c for c in told if any(s.start < end and start < s.end for s in c.at)]
    return bool(hits), [c.message for c in told if c not in hits]


def measure(rows: list[Row], show: bool) -> None:
    right, wrong, rules = list[int](), Counter[bool](), Counter[tuple[str, bool]]()
    for row in rows:
        hit, others = found(row)
        wrong[bool(row["planted"])] += len(others)
        if row["planted"]:
            right.append(hit)
            rules[row["rule"], hit] += 1
        for message in others if show else ():
            print(f"false  {row['id']}  {row['rule']}  {message}")
        if show and row["planted"] and not hit:
            start, end = row["planted"]
            told = row["text"][max(0, start - 60) : end + 60].replace("\n", "⏎")
            print(f"missed {row['id']}  {row['rule']}  {told}")
    low, high = interval(right, lambda values: float(values.mean()))
    print(f"found {sum(right)}/{len(right)} = {sum(right) / len(right):.3f} [{low:.3f}, {high:.3f}]; false alarms: "
          f"{wrong[False]} in {len(rows) - len(right)} drafts without, {wrong[True]} beside in those with")  # fmt: skip
    for rule in sorted({rule for rule, _ in rules}):
        print(f"  {rule:16} {rules[rule, True]}/{rules[rule, True] + rules[rule, False]}")


def real(folder: Path) -> None:
    files = sorted(f for kind in ("*.docx", "*.txt") for f in folder.rglob(kind))
    alarms = [(file.name, c) for file in files for c in check(read_report(file).text)]
    for name, contradiction in alarms:
        print(f"{name}  {contradiction.kind}  {contradiction.message}")
    print(f"{len(alarms)} alarms in {len(files)} reports")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    parser.add_argument("--rows", action="store_true", help="show what was missed and what was wrongly told")
    parser.add_argument("--reports", type=Path, help="real reports, on which every alarm is printed")
    args = parser.parse_args()
    rows = [json.loads(line) for line in DRAFTS.read_text(encoding="utf-8").splitlines()]
    measure([row for row in rows if row["half"] == args.half], args.rows)
    if args.reports:
        real(args.reports)


if __name__ == "__main__":
    main()
