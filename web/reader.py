"""A report → the readable page on the right, and its table of contents.

`article(report)` holds every character of `report.text` in order, so its textContent *is* the text: the scripts find
a place by counting characters and need no server. Headings, paragraphs and sentences are elements laid round the text.
"""

from collections.abc import Iterator
from html import escape

from report.citation import Citation, permalink
from report.model import Report, Section, Span
from report.segment import sentences
from web import html, words

TOC_DEPTH = 3  # a fourth level makes the table longer than the window


def page(report: Report) -> str:
    """Table of contents, note and article."""
    return (
        f'<nav class="toc" aria-label="{words.CONTENTS}">{toc(report)}</nav>'
        f'<div class="scroll" tabindex="0" role="group" aria-label="{words.BODY}">{_note(report)}'
        f'<article data-report="{escape(report.id)}">{article(report)}</article></div>'
    )


def toc(report: Report) -> str:
    """The headings of the upper levels; each is a button that names its heading's element."""
    rows = "".join(_entry(section) for section in report.sections if 0 < section.level <= TOC_DEPTH)
    return f"<h2>{words.CONTENTS}</h2><ol>{rows}</ol>"


def _entry(section: Section) -> str:
    title = f"<bdi>{escape(_short(section.title))}</bdi>"
    button = html.button("reader.heading", title, f'data-to="h{section.start}"', css="")
    return f'<li class="l{section.level}">{button}</li>'


def _short(title: str) -> str:
    return html.short(title.strip().rstrip("。"))


def _note(report: Report) -> str:
    if not report.meta.incomplete:
        return ""
    where = report.meta.continued_on
    note = words.CONTINUED.format(place=where) if where else words.CONTINUED_SOMEWHERE
    return f'<p class="note" role="note">{escape(note)}</p>'


def article(report: Report) -> str:
    """One element a line; the line ends stay between them, unseen."""
    headings = {section.start: section for section in report.sections}
    return "\n".join(_line(report, span, headings) for span in _lines(report.text))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _line(report: Report, span: Span, headings: dict[int, Section]) -> str:
    text = report.text
    line = text[span.start : span.end]
    if not line.strip():
        return escape(line)
    begin = span.start + len(line) - len(line.lstrip())
    pad = f'<span class="pad">{escape(text[span.start : begin])}</span>' if begin > span.start else ""
    section = headings.get(begin)
    tag, css = _element(report, begin, section)
    body = _runs(report, Span(begin, span.end), headings)
    return f'<{tag} class="{css}" data-start="{span.start}" data-end="{span.end}" dir="auto">{pad}{body}</{tag}>'


def _element(report: Report, begin: int, section: Section | None) -> tuple[str, str]:
    if section is not None and not section.run_in:
        return f"h{min(section.level + 1, 6)}", f"line l{section.level}"
    aside = next((a for a in report.asides if a.start <= begin < a.end), None)
    return "p", f"line aside {aside.what}" if aside else "line"


def _runs(report: Report, span: Span, headings: dict[int, Section]) -> str:
    """Run-in headings in <b>, the rest by sentences."""
    parts, at = [], span.start
    for start in sorted(s for s in headings if span.start <= s < span.end):
        section = headings[start]
        end = _printed_end(report.text, section, span.end)
        tag = "b" if section.run_in else "span"
        parts.append(_sentences(report, Span(at, start)))
        parts.append(f'<{tag} class="head l{section.level}" id="h{start}">{escape(report.text[start:end])}</{tag}>')
        at = end
    return "".join(parts) + _sentences(report, Span(at, span.end))


def _printed_end(text: str, section: Section, limit: int) -> int:
    """Where the heading's own characters end: white space behind it belongs to the section, not to the bold."""
    end = min(section.body_start, limit)
    return section.start + len(text[section.start : end].rstrip())


def _sentences(report: Report, span: Span) -> str:
    parts, at = [], span.start
    for start, end in sentences(report.text, span) if span.start < span.end else ():
        quote = report.text[start:end]
        parts.append(escape(report.text[at:start]))
        parts.append(f'<span class="s" data-h="{_sum(report, Span(start, end), quote)}">{escape(quote)}</span>')
        at = end
    return "".join(parts) + escape(report.text[at : span.end])


def _sum(report: Report, span: Span, quote: str) -> str:
    """The hash of the sentence's permalink; its headings and number, dear in a long report, do not enter there."""
    return permalink(Citation(report.id, (), (span,), (quote,), 0)).rpartition("~")[2]


def names(report: Report) -> dict[str, str]:
    """The head of the reader: title, and one line of what is known of the report (nothing that is not)."""
    meta = report.meta
    title = meta.title or report.id
    organ = meta.organ if meta.organ and meta.organ not in title else None
    known = (organ, _date(meta.delivered), meta.meeting, meta.speaker)
    return {"title": html.short(title), "facts": " · ".join(html.short(part) for part in known if part)}


def _date(iso: str | None) -> str | None:
    """2023-12-26 → 2023年12月26日."""
    return words.DATE.format(*(int(part) for part in iso.split("-"))) if iso else None
