"""python -m benchmarks.organs.common: what everyone asks of a congress, a court, a procuratorate, a local government.

The questions of common.jsonl, the same for every report of an organ, each asked of its own report: of those that it
answers the share kept, and found in the first passages, of the others the share refused, with the share told with
doubt; by part and by organ. 95 % bootstrap intervals over the questions of all reports.
"""

import sys
from pathlib import Path
from typing import Any

from benchmarks import score
from benchmarks.libraries import kept_library
from benchmarks.organs.measure import mean
from index.library import Library
from retrieval.answer import ask

HERE = Path(__file__).parent
QUESTIONS = HERE / "common.jsonl"
PARTS = ("first", "second", "third", "fourth")
ORGANS = ("congress", "court", "procuratorate", "government")

Row = dict[str, Any]


def main() -> int:
    """Prints a table."""
    rows = [row for part in PARTS for row in _asked(part)]
    for name in (*PARTS, *ORGANS, "all"):
        own = [row for row in rows if name in (row["part"], row["organ"], "all")]
        told = [row for row in own if row["answerable"]], [row for row in own if not row["answerable"]]
        figures = ("kept", "doubt", "hit@1", "hit@5"), ("refused", "doubt")
        print(f"{name:14s}", *(mean(part, one) for part, ones in zip(told, figures, strict=True) for one in ones))
    return 0


def _asked(part: str) -> list[Row]:
    library = kept_library(sorted((HERE / part).glob("*.txt")), f"organs_{part}")
    return [_row(library, part, one) for one in score.read(QUESTIONS) if one["report"] in library.reports]


def _row(library: Library, part: str, one: Row) -> Row:
    answer = ask(library, one["question"], (), [one["report"]])
    text, refused = library.reports[one["report"]].text, answer.refusal is not None
    at = [text.find(quote) for quote in one["quotes"]]
    found = [any(hit.passage.start <= start < hit.passage.end for start in at) and not refused for hit in answer.hits]
    organ = next(name for name in ORGANS if name in one["report"])
    return {
        **{"part": part, "organ": organ, "answerable": one["answerable"], "refused": refused, "kept": not refused},
        **{"doubt": not refused and answer.doubt is not None, "hit@1": any(found[:1]), "hit@5": any(found[:5])},
    }


if __name__ == "__main__":
    sys.exit(main())
