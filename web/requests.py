"""What may be asked of the app over HTTP, and in which words a bad request is turned down."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from report.model import Span
from retrieval.excerpts import Wanted
from retrieval.query import LONGEST
from retrieval.sheets.export import Form
from retrieval.summary import FEWEST_CHARS, MOST_CHARS, ONE_SCREEN
from retrieval.summing.taking import Length
from retrieval.typed import refuse_broken
from web import words
from web.errors import RequestError

BEFORE_LIMIT = 20  # earlier questions of one conversation
K_LIMIT = 50
NOTE_LIMIT = 2_000  # characters
EXPORT_LIMIT = 1_000


def _whole(text: str) -> str:
    refuse_broken(text, words.REQUEST)
    return text


Text: TypeAlias = Annotated[str, AfterValidator(_whole)]
"""What comes back in an answer or an error; a question and a draft are looked at where they are read (retrieval/)."""


class Ask(BaseModel):
    """A question, the earlier questions of the conversation, the reports to look in (None: all of them), and
    what was understood of the question and shall not count (retrieval/undo.py)."""

    model_config = ConfigDict(extra="forbid")
    question: str
    before: tuple[Text, ...] = ()
    within: tuple[Text, ...] | None = None
    without: tuple[Literal["understood", "places", "years"], ...] = ()
    k: int = Field(default=10, ge=1, le=K_LIMIT)

    def checked(self) -> None:
        """Raises RequestError for too many or over-long earlier questions (retrieval looks at the question)."""
        if len(self.before) > BEFORE_LIMIT:
            raise RequestError(words.TOO_MANY.format(what="before", found=len(self.before), limit=BEFORE_LIMIT))
        for earlier in self.before:
            if len(earlier) > LONGEST:
                raise RequestError(words.TOO_LONG.format(what="before", found=len(earlier), limit=LONGEST))


class Summarize(BaseModel):
    """What is summarised, and how long at most.

    `report` or `reports` (neither: the first one, or all where it is about something); `section`, a heading of the one
    report; `about`, a topic or a question; `chars` or `sentences` or both (neither: the one-screen form).
    """

    model_config = ConfigDict(extra="forbid")
    report: Text | None = None
    reports: tuple[Text, ...] | None = None
    section: Text | None = None
    about: str | None = None
    chars: int | None = Field(default=None, ge=FEWEST_CHARS, le=MOST_CHARS)
    sentences: int | None = Field(default=None, ge=1, le=200)

    def length(self) -> Length:
        """As asked; the one-screen form where nothing was."""
        asked = Length(self.chars, self.sentences)
        return ONE_SCREEN if asked == Length() else asked

    def wanted(self) -> tuple[str, ...] | None:
        """The reports that were named; None: none was."""
        if self.reports is not None:
            return self.reports
        return None if self.report is None else (self.report,)


class Verify(BaseModel):
    """A draft, and the reports to check it against (None: all of them)."""

    model_config = ConfigDict(extra="forbid")
    text: str
    within: tuple[Text, ...] | None = None


class Diff(BaseModel):
    """Two reports to compare; `form`: as a file, None: as JSON."""

    model_config = ConfigDict(extra="forbid")
    old: Text
    new: Text
    form: Form | None = None


class Gathered(BaseModel):
    """A citation to hand out: its place, the sum behind ~ of its permalink, and a note of one's own."""

    model_config = ConfigDict(extra="forbid")
    report: Text
    ranges: tuple[tuple[int, int], ...]
    hash: Text | None = None
    note: Text = Field(default="", max_length=NOTE_LIMIT)

    def wanted(self) -> Wanted:
        return Wanted(self.report, tuple(Span(*span) for span in self.ranges), self.hash, self.note)


class Export(BaseModel):
    """Citations to hand out as a file, in their order."""

    model_config = ConfigDict(extra="forbid")
    citations: tuple[Gathered, ...] = Field(max_length=EXPORT_LIMIT)
    form: Form = "docx"


class Gathering(BaseModel):
    """What lies in the tray, as permalinks."""

    model_config = ConfigDict(extra="forbid")
    links: tuple[Text, ...] = Field(max_length=EXPORT_LIMIT)


class Near(BaseModel):
    """A passage by its place, as the citation of a hit has it."""

    model_config = ConfigDict(extra="forbid")
    report: Text
    start: int
    end: int


def explain(errors: Sequence[Mapping[str, Any]]) -> str:
    """The first of pydantic's errors in a sentence a person can act on."""
    if not errors:
        return words.NOT_JSON
    error = errors[0]
    where = [str(step) for step in error["loc"] if step != "body"]
    if error["type"] in ("json_invalid", "model_attributes_type") or not where:
        return words.NOT_JSON
    field = ".".join(where)
    if error["type"] == "missing":
        return words.FIELD_MISSING.format(field=field)
    if error["type"] == "extra_forbidden":
        return words.FIELD_UNKNOWN.format(field=field)
    expected = words.EXPECTED.get(error["type"], words.EXPECTED_OTHER).format(**error.get("ctx", {}))
    return words.FIELD_WRONG.format(field=field, expected=expected)
