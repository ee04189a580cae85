"""What lies beside an answer → HTML: questions to go on with, and the passages nearest to one of its passages.

Both are fetched after the answer stands on the screen, so that they cost it nothing (static/beside.js).
"""

from collections.abc import Sequence
from html import escape

from index.library import Library
from report.citation import cite, verify_quotes
from report.model import Passage, Report, Span
from web import html, words


def questions(asked: Sequence[str]) -> str:
    """Each a button that asks it; empty where there is nothing to go on with."""
    rows = "".join(f'<li><button type="button" data-do="chat.askThis">{escape(q)}</button></li>' for q in asked)
    return f'<section class="beside"><h3>{words.GO_ON}</h3><ul class="examples">{rows}</ul></section>' if rows else ""


def near(library: Library, passages: Sequence[Passage]) -> str:
    """The passages in their order, each with its headings, its words and the way to its place."""
    rows = "".join(_one(library.reports[one.report_id], one, n) for n, one in enumerate(passages, 1))
    return f"<ol>{rows}</ol>" if rows else f"<p>{words.NEAR_NONE}</p>"


def _one(report: Report, passage: Passage, n: int) -> str:
    span = Span(passage.start, passage.end)
    whole = cite(report, [span])
    verify_quotes(report, whole)
    label = f"{words.NEAR}:{{}}"
    acts = html.link(whole, [span], words.OPEN, name=html.nth(label.format(words.OPEN), n))
    acts += html.keep(whole, html.nth(label.format(words.KEEP), n))
    return (
        f"<li>{html.heading_path(html.below_title(report, whole))}{html.quoted(report.text, span, tag='p')}"
        f'<div class="foot">{html.where(report, whole)}<span class="acts">{acts}</span></div></li>'
    )
