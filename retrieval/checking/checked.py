"""A draft checked: against the reports and against itself; as text, or as a .docx that is given back with marks.

Each statement that is not word for word what a report says gets a comment with the verdict, the report's words and the
place; an altered quotation is changed to the report's words as a tracked change; contradictions are commented on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from index.library import Library
from report.citation import cite, source_line
from report.errors import ReadError
from report.model import Span
from report.reading.left_out import left_out
from report.reading.placed import Placed, read_placed
from report.reading.sniff import what_it_is
from retrieval.checking.render_checked import PRINTED, unplaced, verdict
from retrieval.checking.replacing import replacement
from retrieval.consistency import check
from retrieval.consistent.draft import Contradiction
from retrieval.marking.marked import Change, Mark, Marked, marked
from retrieval.verify import Statement, Verified, verify


@dataclass(frozen=True, slots=True)
class Checked:
    """`unread` says what the file holds beside `text` (pictures, heads and feet of pages); () for plain text."""

    text: str
    verified: Verified
    contradictions: tuple[Contradiction, ...]
    unread: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Every statement stands in a report so, and nothing contradicts itself."""
        stands = all(one.truth in ("exact", "equal") for one in self.verified.statements)
        return stands and not self.contradictions


@dataclass(frozen=True, slots=True)
class CheckedFile:
    checked: Checked
    marked: Marked


def check_text(library: Library, text: str, within: Sequence[str] | None = None) -> Checked:
    """QuestionError as `verify` raises it."""
    return Checked(text, verify(library, text, within), check(text))


def check_docx(library: Library, data: bytes, name: str, within: Sequence[str] | None = None) -> CheckedFile:
    """The text of a .docx checked, and the file with the marks in it. ReadError for a file that cannot be read,
    QuestionError as `verify` raises it."""
    found, advice = what_it_is(data)
    if found != "docx":
        raise ReadError(f"{name}:{found or '不是 Word 文档'};应为 .docx{f',{advice}' if advice else ''}。")
    placed = read_placed(data, name)
    text = placed.text
    checked = Checked(text, verify(library, text, within), check(text), left_out(data, name))
    return CheckedFile(checked, _marked(data, placed, checked))


def _marked(data: bytes, placed: Placed, checked: Checked) -> Marked:
    marks = [
        *_statement_marks(checked),
        *(mark for one in checked.contradictions for mark in _alarms(checked.text, one)),
    ]
    return marked(data, placed, marks, datetime.now(UTC))


def _statement_marks(checked: Checked) -> Iterator[Mark]:
    for one in checked.verified.statements:
        if one.truth != "exact":
            yield Mark(one.span, _comment(one), _replaced(checked.text, one))


def _comment(one: Statement) -> str:
    if one.printed is not None:
        citation = cite(one.printed.report, [one.printed.span])
        return f"{verdict(one)}。\n{PRINTED}：“{citation.quotes[0]}”\n{source_line(one.printed.report, citation)}"
    if one.place is None:
        return f"{verdict(one)}。"
    citation = cite(one.place.report, [one.place.span])
    noted = f"\n{unplaced(one)}。" if one.others else ""
    return f"{verdict(one)}。\n报告原文：“{citation.quotes[0]}”\n{source_line(one.place.report, citation)}{noted}"


def _replaced(text: str, one: Statement) -> tuple[Change, ...]:
    """What makes a quotation the report's own words; nothing for the draft's own sentences, which may be meant so."""
    if one.kind != "quotation" or one.truth not in ("altered", "figure") or one.place is None:
        return ()
    if (found := replacement(text, one)) is None:
        return ()
    start, end = found.span
    told = tuple((c.draft, c.words) for c in one.place.changes if start <= c.draft.start and c.draft.end <= end)
    return told if _applied(text, found.span, told) == found.words else tuple(_changes(text, found.span, found.words))


def _applied(text: str, span: Span, changes: Sequence[Change]) -> str:
    out, at = "", span.start
    for change, words in changes:
        out, at = out + text[at : change.start] + words, change.end
    return out + text[at : span.end]


def _changes(text: str, span: Span, quote: str) -> Iterator[Change]:
    """Character by character, where folding hides differences (marks, widths) that belong to the quotation too."""
    match = SequenceMatcher(None, text[span.start : span.end], quote, autojunk=False)
    for what, a, b, c, d in match.get_opcodes():
        if what != "equal":
            yield Span(span.start + a, span.start + b), quote[c:d]


def _alarms(text: str, one: Contradiction) -> Iterator[Mark]:
    """One comment around all its places where they stand in one paragraph, else one on each of two, or on the first."""
    whole = Span(one.at[0].start, max(span.end for span in one.at))
    if "\n" not in text[whole.start : whole.end]:
        spans: Sequence[Span] = [whole]
    else:
        spans = one.at if len(one.at) == 2 else one.at[:1]
    for span in spans:
        yield Mark(span, f"前后不一致：{one.message}")
