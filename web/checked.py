"""A verified draft → HTML: the draft as it was typed, each statement in its place with a verdict in words, and below
each paragraph what the report says instead.

The text of `.para` elements, tags and their words left out, is the draft to the character.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import get_args

from report.citation import cite, verify_quotes
from report.model import Span
from retrieval.checking.checked import Checked
from retrieval.checking.locate import Place
from retrieval.checking.render_checked import PRINTED, TRUTHS, unplaced, verdict
from retrieval.checking.replacing import replacement
from retrieval.consistent.draft import Contradiction
from retrieval.marking.marked import Unmarked
from retrieval.verify import Statement, Truth, Verified
from web import html, words
from web.layers import Layer, layered

WRONG: tuple[Truth, ...] = ("altered", "figure", "absent")


def checked(done: Checked, unmarked: Sequence[Unmarked] = ()) -> str:
    """The whole answer: counts, what contradicts itself, the draft with its findings, what could not be checked or (in
    a file) be marked."""
    draft, found = done.text, done.verified
    marks = [*_marks(found.statements), *_alarm_marks(done.contradictions)]
    paragraphs = "".join(_paragraph(draft, line, marks, found.statements) for line in _lines(draft))
    return _counts(found) + _alarms(done.contradictions) + paragraphs + _left(done, unmarked)


def _counts(found: Verified) -> str:
    counts = Counter(one.truth for one in found.statements)
    told = "".join(f"<li>{_count(truth, counts[truth])}</li>" for truth in get_args(Truth) if counts[truth])
    lead = words.CHECKED.format(n=len(found.statements)) if found.statements else words.CHECKED_NONE
    return f'<p class="lead">{lead}</p><ul class="understood" aria-label="{words.TRUTHS_ALL}">{told}</ul>'


def _count(truth: Truth, n: int) -> str:
    return html.button("check.next", f"{words.TRUTHS[truth]} {n}", f'data-next="{truth}"', css=f"tag {truth}")


def _alarms(contradictions: Sequence[Contradiction]) -> str:
    if not contradictions:
        return ""
    rows = "".join(f"<li>{escape(one.message)} {_ways(n, one)}</li>" for n, one in enumerate(contradictions))
    return f'<section class="refusal alarms"><h3>{words.ALARMS}</h3><ul>{rows}</ul></section>'


def _ways(n: int, one: Contradiction) -> str:
    return " ".join(
        html.button("check.go", words.ALARM_AT.format(n=k + 1), f'data-go="alarm{n}-{k}"') for k in range(len(one.at))
    )


def _left(done: Checked, unmarked: Sequence[Unmarked]) -> str:
    """What could not be checked, and what of a file was not read or could not be marked."""
    left = [(one.span, one.why) for one in done.verified.unchecked] + [(one.span, one.why) for one in unmarked]
    quoted = ((escape(done.text[slice(*span)].strip()), escape(why)) for span, why in left)
    rows = [f'<li><q dir="auto">{text}</q> {why}</li>' for text, why in quoted]
    rows += [f"<li>{escape(line)}</li>" for line in done.unread]
    if not rows:
        return ""
    told = words.UNCHECKED.format(n=len(rows))
    return f'<details class="more unchecked"><summary>{told}</summary><ul>{"".join(rows)}</ul></details>'


def _lines(draft: str) -> Iterator[Span]:
    start = 0
    for line in draft.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _marks(statements: Sequence[Statement]) -> Iterator[Layer]:
    for n, one in enumerate(statements, 1):
        yield Layer(one.span, f"told {one.truth}", f"told{n}", _tag(n, one))


def _alarm_marks(contradictions: Sequence[Contradiction]) -> Iterator[Layer]:
    for n, one in enumerate(contradictions):
        for k, span in enumerate(one.at):
            yield Layer(span, "alarm", f"alarm{n}-{k}")


def _tag(n: int, one: Statement) -> str:
    """What stands behind a statement: a link to its place where it stands so, else the way to what is said of it."""
    said = f"{words.TRUTHS[one.truth]} {n}"
    if one.place is None and one.printed is None:
        return f'<span class="tag {one.truth}">{said}</span>'
    if one.place and one.truth == "exact":
        place = cite(one.place.report, [one.place.span])
        return html.link(place, [one.place.span], said, f"jump tag {one.truth}", name=f"{said}:{words.OPEN}")
    return html.button("check.go", said, f'data-go="said{n}"', css=f"tag {one.truth}")


def _paragraph(draft: str, line: Span, marks: Sequence[Layer], statements: Sequence[Statement]) -> str:
    """A line of the draft, and the findings of the statements that end in it."""
    if not draft[slice(*line)].strip():
        return ""
    ending = [(n, one) for n, one in enumerate(statements, 1) if line.start < one.span.end <= line.end]
    told = [(one.truth, _finding(draft, n, one, one.place)) for n, one in ending if one.place]
    told += [(one.truth, _printed(n, one.printed)) for n, one in ending if one.printed]
    wrong = "".join(drawn for truth, drawn in told if truth in WRONG)
    right = [drawn for truth, drawn in told if truth not in WRONG]
    fold = f"<summary>{words.AGREES.format(n=len(right))}</summary>" if right else ""
    return (
        f'<p class="para" dir="auto">{layered(draft, line, marks)}</p>'
        + (f'<ol class="hits">{wrong}</ol>' if wrong else "")
        + (f'<details class="more">{fold}<ol class="hits">{"".join(right)}</ol></details>' if right else "")
    )


def _finding(draft: str, n: int, one: Statement, place: Place) -> str:
    citation = cite(place.report, [place.span])
    verify_quotes(place.report, citation)
    acts = html.link(citation, [place.span], words.OPEN, name=html.nth(words.OPEN, n))
    acts += html.keep(citation, html.nth(words.KEEP, n))
    acts += _replace(draft, n, one)
    return (
        f'<li class="card" id="said{n}" tabindex="-1"><div class="where"><span class="rank">{n}</span>'
        f"{html.heading_path(html.below_title(place.report, citation))}</div>{_sides(draft, one, place)}{_noted(one)}"
        f'<div class="foot">{html.where(place.report, citation)}<span class="acts">{acts}</span></div></li>'
    )


def _printed(n: int, place: Place) -> str:
    """The figure of what is absent, where a report prints it."""
    citation = cite(place.report, [place.span])
    verify_quotes(place.report, citation)
    acts = html.link(citation, [place.span], words.OPEN, name=html.nth(words.OPEN, n))
    return (
        f'<li class="card" id="said{n}" tabindex="-1"><div class="where"><span class="rank">{n}</span>'
        f"{html.heading_path(html.below_title(place.report, citation))}</div>"
        f'<div class="sides"><b>{words.SIDE_REPORT}</b>'
        f"{html.quoted(place.report.text, place.span, [])}</div>"
        f'<div class="foot">{escape(PRINTED)}</div>'
        f'<div class="foot">{html.where(place.report, citation)}<span class="acts">{acts}</span></div></li>'
    )


def _noted(one: Statement) -> str:
    """What the colours do not tell: a rounded number, a figure of no named place."""
    told = [verdict(one)] if one.figures in ("same", "near") and verdict(one) != TRUTHS[one.truth] else []
    told += [unplaced(one)] if one.others else []
    return "".join(f'<div class="foot">{escape(line)}</div>' for line in told)


def _sides(draft: str, one: Statement, place: Place) -> str:
    """The draft's words above the report's, what differs marked in both; one line where they are the same."""
    theirs = html.quoted(place.report.text, place.span, [c.report for c in place.changes])
    if one.truth == "exact":
        return f'<div class="sides"><b>{words.SIDE_BOTH}</b>{theirs}</div>'
    mine = html.marked(draft, one.span, [c.draft for c in place.changes])
    return (
        f'<div class="sides"><b>{words.DRAFT}</b><span class="mine" dir="auto">{mine}</span>'
        f"<b>{words.SIDE_REPORT}</b>{theirs}</div>"
    )


def _replace(draft: str, n: int, one: Statement) -> str:
    """The button that puts the report's words into the draft; "" where nothing can be put in."""
    if (found := replacement(draft, one)) is None:
        return ""
    at = f'data-replace="{found.span.start}-{found.span.end}" data-words="{escape(found.words)}"'
    return html.button("check.replace", words.REPLACE, at, html.nth(words.REPLACE, n))
