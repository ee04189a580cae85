"""Answers → HTML. Every quotation is checked against the report before it is written."""

from collections.abc import Sequence
from html import escape

from index.library import Library
from report.citation import Citation, cite, gbt7714, source_line, verify_quotes
from report.model import Report, Span
from retrieval.answer import Answer
from retrieval.hit import Hit
from retrieval.query import Query
from retrieval.render import whose
from retrieval.short import Short
from web import html, understood, words

SHOWN = 3  # more fill two screens; the rest is folded, but for the best of each place or year that is compared


def answer(library: Library, answer: Answer) -> str:
    """What was understood, the lead or the refusal, three passages, the others folded."""
    if not answer.hits:
        return f'<p class="lead">{escape(answer.refusal or words.NOTHING)}</p>'
    css = "hits" if answer.refusal is None else "hits misses"
    cards = [hit(library.reports[h.passage.report_id], h, rank, answer.short) for rank, h in enumerate(answer.hits, 1)]
    shown = max(SHOWN, answer.compared)
    return (
        understood.chips(answer.query)
        + _short(library, answer)
        + _lead(answer)
        + _list(cards[:shown], css, 1)
        + _folded(cards[shown:], css, shown + 1)
    )


def _short(library: Library, answer: Answer) -> str:
    """「答:95.49%」, each a link to its clause in the report."""
    told = [(library.reports[one.report_id], one) for one in answer.short]
    links = [escape(whose(one)) + _short_link(report, one, answer.hits) for report, one in told]
    return f'<p class="short">{words.SHORT}{words.BETWEEN.join(links)}</p>' if links else ""


def _short_link(report: Report, short: Short, hits: Sequence[Hit]) -> str:
    theirs = (mark for h in hits if h.passage.report_id == report.id for mark in h.marks)
    clause = next((m for m in theirs if m.start <= short.span.start and short.span.end <= m.end), short.span)
    place = cite(report, (clause,))
    verify_quotes(report, place)
    return html.link(place, (clause,), html.quoted(report.text, short.span), "jump")


def ranking(library: Library, query: Query, hits: Sequence[Hit]) -> str:
    """只检索: the ranking as it is, without a judgement on whether it answers."""
    if not hits:
        return f'<p class="lead">{words.NOTHING}</p>'
    lead = understood.chips(query) + f'<p class="lead">{words.RANKED.format(n=len(hits))}</p>'
    return lead + _list(
        [hit(library.reports[h.passage.report_id], h, rank) for rank, h in enumerate(hits, 1)], "hits", 1
    )


def _lead(answer: Answer) -> str:
    if answer.refusal is not None:
        reason = f'<div class="refusal"><p>{escape(answer.refusal)}</p></div>'
        return f'{reason}<p class="lead">{words.NEAREST}</p>'
    if answer.doubt is not None:
        return f'<p class="lead doubt">{escape(words.DOUBT.format(missing=answer.doubt))}</p>'
    found = words.FOUND_ONE if len(answer.hits) == 1 else words.FOUND.format(n=len(answer.hits))
    return f'<p class="lead">{found}</p>'


def _list(cards: list[str], css: str, start: int) -> str:
    return f'<ol class="{css}" start="{start}">{"".join(cards)}</ol>'


def _folded(cards: list[str], css: str, start: int) -> str:
    if not cards:
        return ""
    more = words.MORE.format(n=len(cards))
    return f'<details class="more"><summary>{more}</summary>{_list(cards, css, start)}</details>'


def hit(report: Report, hit: Hit, rank: int, short: Sequence[Short] = ()) -> str:
    """One passage: where it stands, its words with the marks and the short answers in them, what to do with it."""
    span = Span(hit.passage.start, hit.passage.end)
    whole = cite(report, (span,))
    verify_quotes(report, whole)
    marks = hit.marks or (span,)
    told = cite(report, marks[:1])
    verify_quotes(report, told)
    finer = [one.span for one in short if one.report_id == report.id]
    acts = html.link(told, marks, words.OPEN, name=html.nth(words.OPEN, rank)) + _copy_menu(rank)
    acts += html.keep(whole, html.nth(words.KEEP, rank)) + _near(rank)
    return (
        f'<li class="card" {_copies(report, whole)}>'
        f'<div class="where"><span class="rank">{rank}</span>'
        f"{html.heading_path(html.below_title(report, whole))}</div>"
        f"{html.quoted(report.text, span, hit.marks, 'blockquote', finer)}"
        f'<div class="foot">{html.where(report, whole)}<span class="acts">{acts}</span></div>'
        '<div class="near" aria-live="polite" hidden></div></li>'
    )


def _copies(report: Report, citation: Citation) -> str:
    """What the buttons of a passage need beside the words on the screen themselves."""
    sources = f'data-source="{escape(source_line(report, citation))}" data-gbt="{escape(gbt7714(report))}"'
    return f'data-report="{escape(report.id)}" {sources}'


def _near(rank: int) -> str:
    told = 'data-near aria-expanded="false"'
    return html.button("beside.near", words.NEAR, told, html.nth(words.NEAR, rank))


def _copy_menu(rank: int) -> str:
    return (
        f'<details class="menu"><summary aria-label="{html.nth(words.COPY, rank)}">{words.COPY}</summary>{COPY_ITEMS}'
    )


def _copy(what: str, label: str) -> str:
    return f'<button type="button" data-do="copy.copyHit" data-copy="{what}">{label}</button>'


COPY_ITEMS = (
    f'<div class="items">{_copy("quote", words.COPY_QUOTE)}{_copy("source", words.COPY_SOURCE)}'
    f"{_copy('gbt', words.COPY_GBT)}"
    f'<label><input type="checkbox" data-full-width>{words.FULL_WIDTH}</label></div></details>'
)
