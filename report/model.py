"""What a report is: one text, and ranges in it.

Everything here is frozen and holds offsets, never copies. Offsets are Python characters of `Report.text`,
half open: `text[span.start:span.end]`.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["人大常委会", "政府", "法院", "检察院", "政协"]
Value: TypeAlias = int | float | tuple[int | float, int | float]
FigureKind: TypeAlias = Literal["actual", "target"]
Sort: TypeAlias = Literal["measure", "growth", "rank", "spec", "cn_numeral"]
Level: TypeAlias = Literal["国", "省", "市", "县", "乡"]
AsideKind: TypeAlias = Literal["date", "speaker", "source", "salutation", "continuation"]


class Span(NamedTuple):
    """A range `[start, end)` of `Report.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repair:
    """One change made to the decoded file: `text[start:start + len(after)] == after`, where the file had `before`.

    Repairs are kept in the order of `start` and do not overlap; undone from the last to the first they give the
    decoded file back to the character.
    """

    start: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """The file a report was read from: its name without folders, and the SHA-256 (hex) of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `start` to `body_start` is the heading as printed (white space behind it included), `body_start` to `end` is its
    body, sub-sections included. `level` is the depth in the tree: 0 for the title, its parent's + 1 for the others.
    `run_in` is True for a heading that stands at the beginning of a sentence row inside a paragraph.
    """

    title: str
    level: int
    start: int
    body_start: int
    end: int
    run_in: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A range that is neither heading nor body: front matter (date, speaker, source, salutation) or the mark
    （下转3版） of a newspaper. It stays in the text."""

    start: int
    end: int
    what: AsideKind


@dataclass(frozen=True, slots=True)
class Meta:
    """What the report says of itself. None means: not found; nothing is guessed.

    `year_covered` is the year reviewed, `year_planned` the year whose work is laid out; `delivered` is an ISO date.
    `incomplete` is True where a continuation mark says that the text goes on elsewhere, `continued_on` is that
    place as printed ("3版").
    """

    title: str | None = None
    organ: str | None = None
    place: str | None = None
    level: Level | None = None
    kind: Kind | None = None
    year_covered: int | None = None
    year_planned: int | None = None
    delivered: str | None = None
    meeting: str | None = None
    speaker: str | None = None
    incomplete: bool = False
    continued_on: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read: `text` (line ends are `\\n`) never changes after reading; `sections` are in reading order."""

    id: str
    text: str
    sections: tuple[Section, ...]
    asides: tuple[Aside, ...]
    meta: Meta
    source: Source
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of about 300 characters at most, whole sentences, inside one section; it holds no copy of the text."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that the report prints: `text[start:end]` is its printed form, 余 and 多 included, 以上 and 左右 not.

    `value` is in base units (万 and 亿 multiplied out; a rate as printed, 5.7 with unit "%"), `(low, high)` for a
    range. `unit` is "" where none is printed (an index). `what` is the range of the words it counts, in the same
    sentence; `fully` is `what` with the words before it that it leans on (report/antecedent.py). `period` is a year
    ("2024"), "每年", or None: told by nothing, or of several years. `kind` is None for what is neither reached nor
    promised (planned investment, thresholds, sizes). `change` is the growth as "+5.7%", of the figure itself or of the
    level it belongs to.
    """

    start: int
    end: int
    value: Value
    unit: str
    approx: bool
    what: Span
    fully: Span
    period: str | None
    kind: FigureKind | None
    change: str | None
    sort: Sort
