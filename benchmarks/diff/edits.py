"""Edits by rule: one of each kind in a copy of a report, far enough apart not to touch one another.

| kind | what is done | what the comparison should say |
| --- | --- | --- |
| digit | a digit becomes another | changed, and that number alone |
| replaced, inserted, deleted | a word, by jieba, for or beside one of another report | changed |
| added | a sentence of another report | added |
| dropped | a sentence goes | dropped |
| swapped | two neighbours change places | kept both, one of them moved |
| split | a comma becomes a full stop | kept, one sentence in two |
| merged | the full stop between two neighbours becomes a comma | kept, two sentences in one |
| moved | a sentence goes to the end of a paragraph of another section | kept, moved |
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import jieba

from report.model import Report, Span
from report.passages import body
from report.segment import clauses, sentences
from retrieval.comparing.sameness import key
from retrieval.diff import Class

APART = 3  # sentences between two edits
SHORTEST = 12  # characters of a sentence that is edited
TRIES = 2_000


@dataclass(frozen=True, slots=True)
class Expected:
    """A row there should be: its words on both sides, None where there are none."""

    kind: Class
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Edit:
    """`changes`: (range of the old text, what stands there instead). `moved`: one of the rows at least is told so."""

    kind: str
    changes: tuple[tuple[Span, str], ...]
    rows: tuple[Expected, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A report with its sentences, and what is needed of others."""

    report: Report
    paragraphs: tuple[tuple[Span, ...], ...]
    foreign: tuple[str, ...]
    dice: random.Random

    def text(self, span: Span) -> str:
        return self.report.text[slice(*span)]


def edited(report: Report, others: Sequence[Report], seed: int) -> tuple[str, list[Edit]]:
    """The text with one edit of each kind, and these. ValueError where the report has no room for one of them."""
    dice = random.Random(seed)
    own = {key(sentence) for sentence in _sentences(report)}
    foreign = [
        s for other in others for s in _sentences(other) if s[-1] == "。" and len(s) >= SHORTEST and key(s) not in own
    ]
    paragraphs = tuple(tuple(sentences(report.text, row)) for row in body(report))
    page = Page(report, paragraphs, tuple(foreign), dice)
    order = {span: at for at, span in enumerate(span for row in paragraphs for span in row)}
    taken: set[int] = set()
    edits = []
    for kind, make in KINDS.items():
        edit = _fitting(page, make, order, taken, kind)
        taken |= {order[span] for span in _touched(page, edit)}
        edits.append(edit)
    return _applied(report.text, edits), edits


def _sentences(report: Report) -> list[str]:
    return [report.text[slice(*span)] for row in body(report) for span in sentences(report.text, row)]


def _fitting(
    page: Page, make: Callable[[Page, int, int], Edit | None], order: dict[Span, int], taken: set[int], kind: str
) -> Edit:
    places = [(p, s) for p, row in enumerate(page.paragraphs) for s in range(len(row))]
    for _ in range(TRIES):
        edit = make(page, *page.dice.choice(places))
        touched = {order[span] for span in _touched(page, edit)} if edit else set[int]()
        if edit and all(abs(one - other) > APART for one in touched for other in taken):
            return edit
    raise ValueError(f"{page.report.id}: no place for an edit of kind {kind}")


def _touched(page: Page, edit: Edit) -> list[Span]:
    return [
        s for row in page.paragraphs for s in row if any(a.start <= s.end and s.start <= a.end for a, _ in edit.changes)
    ]


def _applied(text: str, edits: Sequence[Edit]) -> str:
    for (start, end), put in sorted((change for edit in edits for change in edit.changes), reverse=True):
        text = text[:start] + put + text[end:]
    return text


def _at(page: Page, p: int, s: int) -> tuple[Span, str] | None:
    """A sentence that is long enough, ends as one, and stands in the report once."""
    span = page.paragraphs[p][s]
    words = page.text(span)
    whole = len(words) >= SHORTEST and words[-1] in "。！"
    return (span, words) if whole and page.report.text.count(words) == 1 else None


def _changed(page: Page, p: int, s: int, kind: str, change: Callable[[str], str | None]) -> Edit | None:
    found = _at(page, p, s)
    put = change(found[1]) if found else None
    if not found or put is None or key(put) == key(found[1]):
        return None
    return Edit(kind, ((found[0], put),), (Expected("changed", found[1], put),))


def _digit(page: Page, p: int, s: int) -> Edit | None:
    def change(words: str) -> str | None:
        digits = [m.start() for m in re.finditer(r"\d", words)]
        if not digits:
            return None
        at = page.dice.choice(digits)
        return words[:at] + page.dice.choice([d for d in "123456789" if d != words[at]]) + words[at + 1 :]

    return _changed(page, p, s, "digit", change)


def _word(kind: str, inserted: bool, deleted: bool) -> Callable[[Page, int, int], Edit | None]:
    def make(page: Page, p: int, s: int) -> Edit | None:
        def change(words: str) -> str | None:
            cut = jieba.lcut(words)
            places = [i for i, word in enumerate(cut) if _plain(word)]
            if not places:
                return None
            at = page.dice.choice(places)
            put = _foreign_word(page) if inserted else ""
            return "".join([*cut[:at], *([] if deleted else [cut[at]]), put, *cut[at + 1 :]])

        return _changed(page, p, s, kind, change)

    return make


def _plain(word: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) is not None


def _foreign_word(page: Page) -> str:
    while not (words := [word for word in jieba.lcut(page.dice.choice(page.foreign)) if _plain(word)]):
        pass
    return str(page.dice.choice(words))


def _added(page: Page, p: int, s: int) -> Edit | None:
    found, put = _at(page, p, s), page.dice.choice(page.foreign)
    return Edit("added", ((Span(found[0].end, found[0].end), put),), (Expected("added", None, put),)) if found else None


def _dropped(page: Page, p: int, s: int) -> Edit | None:
    found = _at(page, p, s)
    return Edit("dropped", ((found[0], ""),), (Expected("dropped", found[1], None),)) if found else None


def _neighbours(page: Page, p: int, s: int) -> tuple[tuple[Span, str], tuple[Span, str]] | None:
    one = _at(page, p, s)
    other = _at(page, p, s + 1) if s + 1 < len(page.paragraphs[p]) else None
    return (one, other) if one and other and one[0].end == other[0].start else None


def _swapped(page: Page, p: int, s: int) -> Edit | None:
    if not (found := _neighbours(page, p, s)):
        return None
    (one, first), (other, second) = found
    rows = (Expected("kept", first, first), Expected("kept", second, second))
    return Edit("swapped", ((one, second), (other, first)), rows, moved=True)


def _merged(page: Page, p: int, s: int) -> Edit | None:
    if not (found := _neighbours(page, p, s)) or not found[0][1].endswith("。"):
        return None
    (one, first), (_, second) = found
    rows = (Expected("kept", first + second, f"{first[:-1]}，{second}"),)
    return Edit("merged", ((Span(one.end - 1, one.end), "，"),), rows)


def _split(page: Page, p: int, s: int) -> Edit | None:
    found = _at(page, p, s)
    parts = (
        [part for part in clauses(page.report.text, found[0])[:-1] if page.text(part)[-1] in "，；,;"] if found else []
    )
    if not found or not parts:
        return None
    span, words = found
    at = page.dice.choice(parts).end - 1
    put = f"{words[: at - span.start]}。{words[at + 1 - span.start :]}"
    return Edit("split", ((Span(at, at + 1), "。"),), (Expected("kept", words, put),))


def _moved(page: Page, p: int, s: int) -> Edit | None:
    found, goal = _at(page, p, s), page.dice.choice(page.paragraphs)[-1]
    if not found or page.text(goal)[-1] not in "。！" or not _elsewhere(page.report, found[0], goal):
        return None
    changes = ((found[0], ""), (Span(goal.end, goal.end), found[1]))
    return Edit("moved", changes, (Expected("kept", found[1], found[1]),), moved=True)


def _elsewhere(report: Report, one: Span, other: Span) -> bool:
    def lowest(at: int) -> int:
        return max((s.start for s in report.sections if s.start <= at < s.end), default=-1)

    return lowest(one.start) != lowest(other.start)


KINDS: dict[str, Callable[[Page, int, int], Edit | None]] = {
    "digit": _digit,
    "replaced": _word("replaced", inserted=True, deleted=True),
    "inserted": _word("inserted", inserted=True, deleted=False),
    "deleted": _word("deleted", inserted=False, deleted=True),
    "added": _added,
    "dropped": _dropped,
    "swapped": _swapped,
    "split": _split,
    "merged": _merged,
    "moved": _moved,
}
