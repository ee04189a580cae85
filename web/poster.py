"""一图读懂: a report on one printable page. Every word of it is the report's, and a link to where it stands there."""

from html import escape
from urllib.parse import quote

from report.citation import Citation, permalink, source_line, verify_quotes
from report.model import Report, Span
from retrieval.poster import Card, Part, Poster
from web import html, words


def page(report: Report, poster: Poster) -> str:
    """A whole document; what it shows beside the report's words is left out in print."""
    title = _link(report, poster.title, "h1") if poster.title else ""
    front = "".join(_link(report, line, "p") for line in poster.front)
    laws = f'<section class="laws"><ul>{"".join(_law(report, card) for card in poster.laws)}</ul></section>'
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(_name(report))}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/screen/static/poster.css"></head>'
        f"<body><main><header>{title}{front}</header>"
        f"{''.join(_part(report, part) for part in poster.parts)}{laws if poster.laws else ''}"
        f"{_foot(report, poster)}</main></body></html>"
    )


def _name(report: Report) -> str:
    return f"{html.short(report.meta.title or report.id)} · {words.POSTER}"


def _foot(report: Report, poster: Poster) -> str:
    """Where all this is from."""
    first = poster.title or next((card.clause for part in poster.parts for card in part.cards), None)
    source = escape(source_line(report, first)) if first else ""
    return f'<footer><p>{source}</p><p class="aside">{words.POSTER_TOLD}</p></footer>'


def _part(report: Report, part: Part) -> str:
    heading = _link(report, part.heading, "h2") if part.heading else ""
    css = "part" if part.heading else "part first"
    return f'<section class="{css}">{heading}<ul>{"".join(_card(report, card) for card in part.cards)}</ul></section>'


def _card(report: Report, card: Card) -> str:
    """The figure large, the clause it stands in below."""
    verify_quotes(report, card.clause)
    span = card.clause.ranges[0]
    large = f'<b class="large" aria-hidden="true">{escape(report.text[card.large.start : card.large.end])}</b>'
    return f"<li>{_anchor(card.clause, large + html.quoted(report.text, span, finer=()))}</li>"


def _law(report: Report, card: Card) -> str:
    """The name of the law within its clause."""
    verify_quotes(report, card.clause)
    return f"<li>{_anchor(card.clause, html.quoted(report.text, card.clause.ranges[0], [card.large]))}</li>"


def _link(report: Report, citation: Citation, tag: str) -> str:
    verify_quotes(report, citation)
    return f"<{tag}>{_anchor(citation, html.quoted(report.text, Span(*citation.ranges[0])))}</{tag}>"


def _anchor(citation: Citation, body: str) -> str:
    address = "/#" + quote(permalink(citation).removeprefix("#"), safe=html.SAFE_IN_HASH + "%")
    return f'<a href="{escape(address)}">{body}</a>'
