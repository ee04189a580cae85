"""python -m benchmarks.marked FOLDER: random marks in every .docx of a folder, and whether the laws of marking hold.

Accepted, a file reads as proposed; every part but the document, its comments, their relationship and content type has
the same bytes. Refusing, and the look of each character, are held by tests/test_marked.py on files made up.
"""

import io
import random
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from report.model import Span
from report.reading.docx import read
from report.reading.placed import read_placed
from retrieval.marking.marked import Change, Mark, marked

SEED, APART, LONGEST = 2026, 150, 60
_MAY_CHANGE = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
_WORDS = ("", "改&<字>", "甲", "5.3%")


def marks(text: str, rng: random.Random) -> list[Mark]:
    """Marks all over a text, two of three with a change in them."""
    made, at = list[Mark](), 0
    while (start := at + rng.randint(1, APART)) + LONGEST < len(text):
        at = start + rng.randint(3, LONGEST)
        first = rng.randint(start, at - 1)
        last = min(at, first + rng.randint(0, 4))
        change: Change = (Span(first, last), rng.choice(_WORDS) or ("" if last > first else "插入"))
        made.append(Mark(Span(start, at), f"批注 {len(made)}", (change,) if rng.random() < 2 / 3 else ()))
    return made


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in _MAY_CHANGE}


def held(file: Path, rng: random.Random) -> tuple[int, int, bool]:
    """How many marks, how many of them could not be written in full, and whether the laws hold."""
    data = file.read_bytes()
    placed = read_placed(data, file.name)
    wanted = marks(placed.text, rng)
    done = marked(data, placed, wanted, datetime.now(UTC))
    left = {one.span for one in done.unmarked}
    proposed = placed.text
    for mark in reversed(wanted):
        for span, words in mark.changes if mark.span not in left else ():
            proposed = proposed[: span.start] + words + proposed[span.end :]
    right = read(done.data, file.name).replace("\r", "\n") == proposed and parts(done.data) == parts(data)
    return len(wanted), len(left), right


def main(folder: Path) -> None:
    rng = random.Random(SEED)
    rows = [held(file, rng) for file in sorted(folder.rglob("*.docx"))]
    made, left = sum(row[0] for row in rows), sum(row[1] for row in rows)
    print(
        f"{made} marks in {len(rows)} files, {left} of them not in full; laws held in {sum(r[2] for r in rows)} files"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
