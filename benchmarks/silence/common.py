"""python -m benchmarks.silence.common REPORTS: the questions that everyone asks, of every provincial report.

The pairs of silence.jsonl begin with a clause that somebody found worth a question; what people ask first, of any
report, is hardly among them: growth, income, prices, jobs. Here the question is there before the report is: one is
answered where the report has the figure in the words of the pattern, one is not where it never has the word. What is
neither is left out. Writes common.jsonl and common_second.jsonl, questions of other things; both are in the
calibration. REPORTS is the folder provincial2025/ of shared/reports.
"""

import csv
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from index.folding import fold
from report.parse import read_report

HERE = Path(__file__).parent
EACH = 20  # answered questions of a report, and as many that are not


def main() -> int:
    """Writes the files and says how many lines each has."""
    with (HERE / "common.tsv").open(encoding="utf-8") as file:
        forms = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for name in ("common", "common_second"):
        own = [form for form in forms if form["file"] == name]
        rows = [row for path in sorted(Path(sys.argv[1]).glob("*.docx")) for row in questions(path, own)]
        lines = [json.dumps({"id": f"C{n:04}", **row}, ensure_ascii=False) for n, row in enumerate(rows, 1)]
        (HERE / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(rows)} questions, {sum(row['answerable'] for row in rows)} answered")
    return 0


def questions(path: Path, forms: Sequence[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """Of one report, at most `EACH` that it answers and as many that it does not; the same each time. `forms` are rows
    of common.tsv: where a pattern of the kind `told` stands in the folded text its questions are answered, where one of
    the kind `absent` stands nowhere they are not."""
    text, chance = fold(read_report(path).text), random.Random(path.name)
    told, absent = ([form for form in forms if form["is"] == kind] for kind in ("told", "absent"))
    found = [(match[0], form) for form in told if (match := re.search(form["pattern"], text))]
    held = [(quote, asked) for quote, form in found for asked in form["questions"].split("|")]
    missing = [form for form in absent if not re.search(form["pattern"], text)]
    lacking = [asked for form in missing for asked in form["questions"].split("|")]
    for quote, asked in chance.sample(held, min(EACH, len(held))):
        yield {"report": path.name, "question": asked, "answerable": True, "quotes": [quote]}
    for asked in chance.sample(lacking, min(EACH, len(lacking))):
        yield {"report": path.name, "question": asked, "answerable": False, "quotes": []}


if __name__ == "__main__":
    sys.exit(main())
