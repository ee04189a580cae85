"""The tray → HTML: what was gathered, looked up again in the reports as they are now.

The page keeps links and notes (static/tray.js); the words come from the report each time, so that none are shown that
no longer stand there.
"""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import unquote

from index.library import Library
from report.citation import Citation, cite, verify_quotes
from report.model import Report
from web import html, words
from web.desk import report_of
from web.errors import NotFound
from web.places import find

_LINK = re.compile(r"#/([^/]+)/([\d,-]+)~([0-9a-f]{8})")


def tray(library: Library, links: Sequence[str]) -> str:
    """The list; what has changed or gone says so in its place. Empty: how to fill it."""
    if not links:
        return f"<h2>{words.TRAY_EMPTY}</h2><p>{words.TRAY_EMPTY_MORE}</p>"
    last = len(links)
    return f'<ol class="hits">{"".join(_item(library, link, n, last) for n, link in enumerate(links, 1))}</ol>'


def _item(library: Library, link: str, n: int, last: int) -> str:
    try:
        return _kept(*looked_up(library, link), n, last)
    except NotFound as error:
        return (
            f'<li class="card"><p class="trouble">{escape(str(error))}</p><span class="acts">{_remove(n)}</span></li>'
        )


def looked_up(library: Library, link: str) -> tuple[Report, Citation]:
    """The citation that a permalink names now. NotFound where the report or the words are gone, or it is no link."""
    found = _LINK.fullmatch(link)
    if found is None:
        raise NotFound(words.TRAY_LINK.format(link=html.short(link)))
    name = unquote(found[1])
    try:
        report = report_of(library, name)
        return report, cite(report, find(report, found[2], found[3]))
    except NotFound as error:
        raise NotFound(words.TRAY_LOST.format(id=html.short(name), why=error)) from error


def _kept(report: Report, citation: Citation, n: int, last: int) -> str:
    verify_quotes(report, citation)
    acts = html.link(citation, citation.ranges, words.OPEN, name=html.nth(words.OPEN, n)) + _moves(n, last) + _remove(n)
    return (
        f'<li class="card"><div class="where"><span class="rank">{n}</span>'
        f"{html.heading_path(html.below_title(report, citation))}</div>"
        f'<blockquote class="cited">{html.quotations(report.text, citation)}</blockquote>'
        f'<div class="foot">{html.where(report, citation)}<span class="acts">{acts}</span></div>'
        f'<input class="remark" data-note="{n - 1}" maxlength="500" placeholder="{words.NOTE}" '
        f'aria-label="{html.nth(words.NOTE, n)}"></li>'
    )


def _moves(n: int, last: int) -> str:
    ends = {-1: n == 1, 1: n == last}
    return "".join(
        html.button(
            "tray.move", label, f'data-move="{n - 1} {by}"{" disabled" if ends[by] else ""}', html.nth(label, n)
        )
        for by, label in ((-1, words.EARLIER), (1, words.LATER))
    )


def _remove(n: int) -> str:
    return html.button("tray.remove", words.REMOVE, f'data-remove="{n - 1}"', html.nth(words.REMOVE, n))
