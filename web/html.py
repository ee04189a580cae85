"""Ranges of a report → escaped HTML whose text is the report's, to the character.

The law of this file: strip the tags and undo the entities, and `text[start:end]` is left. Nothing here trims,
collapses or prettifies; what should not be seen is hidden by the style sheet, not cut.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from report.citation import Citation, permalink, short_title
from report.model import Report, Span
from report.passages import heading_path as headings_at
from web import words

SAFE_IN_HASH = "/~-,"
LABEL = 80  # characters of a heading or title where it is a label; a made-up one may have a hundred thousand
NUMBERED = re.compile(r"[一二三四五六七八九十百]+、|第[一二三四五六七八九十百]+[部章节]")


def joined(ranges: Iterable[Span], within: Span) -> list[Span]:
    """The ranges in reading order, cut to `within`, overlapping and touching ones made one.

    >>> joined([Span(5, 9), Span(0, 6), Span(20, 30)], Span(2, 25))
    [Span(start=2, end=9), Span(start=20, end=25)]
    """
    out: list[Span] = []
    for start, end in sorted((max(a, within.start), min(b, within.end)) for a, b in ranges):
        if start >= end:
            continue
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        else:
            out.append(Span(start, end))
    return out


def marked(text: str, within: Span, marks: Iterable[Span], finer: Sequence[Span] = ()) -> str:
    """`text[within]` escaped, the marked ranges inside <mark>, and in these the finer ones inside <b>."""
    parts, at = [], within.start
    for mark in joined(marks, within):
        parts.append(f"{escape(text[at : mark.start])}<mark>{_stressed(text, mark, finer)}</mark>")
        at = mark.end
    return "".join(parts) + escape(text[at : within.end])


def _stressed(text: str, within: Span, finer: Iterable[Span]) -> str:
    parts, at = [], within.start
    for start, end in joined(finer, within):
        parts.append(f"{escape(text[at:start])}<b>{escape(text[start:end])}</b>")
        at = end
    return "".join(parts) + escape(text[at : within.end])


def quoted(text: str, span: Span, marks: Iterable[Span] = (), tag: str = "span", finer: Sequence[Span] = ()) -> str:
    """A quotation: its place is in data-start/data-end, its textContent is `text[span]`."""
    place = f'data-start="{span.start}" data-end="{span.end}"'
    return f'<{tag} class="quote" {place} dir="auto">{marked(text, span, marks, finer)}</{tag}>'


def quotations(text: str, citation: Citation) -> str:
    """The quotations of a citation, …… drawn between them."""
    return f'<span class="gap">{words.GAP}</span>'.join(quoted(text, span) for span in citation.ranges)


def heading_path(headings: Sequence[str]) -> str:
    """The way down to the last heading. The numbered part (四、…) and the last one are kept longest where there is
    little room; the style sheet shortens or hides the others."""
    names = list(headings) or [words.NO_HEADING]
    part = next((i for i, name in enumerate(names) if NUMBERED.match(name)), 0)
    kinds = {part: "part", len(names) - 1: "last"}
    steps = (f'<li class="{kinds.get(i, "mid")}"><bdi>{escape(short(name))}</bdi></li>' for i, name in enumerate(names))
    return f'<ol class="path" title="{escape(" › ".join(map(short, names)))}">{"".join(steps)}</ol>'


def nth(label: str, n: int) -> str:
    """Ten links of one name are of no use to someone who goes through them by ear."""
    return words.NTH.format(label=label, n=n)


def short(label: str) -> str:
    """A label cut to what a line or two can hold; quotations and what is copied are never cut."""
    return label if len(label) <= LABEL else label[:LABEL] + words.CUT


def below_title(report: Report, citation: Citation) -> tuple[str, ...]:
    """The headings without the title, which the name of the report tells already."""
    around = headings_at(report, citation.ranges[0].start)
    return citation.headings[sum(section.level == 0 for section in around) :]


def name(report: Report) -> str:
    """《title》(year), for people; not escaped."""
    year = report.meta.delivered[:4] if report.meta.delivered else report.meta.year_covered
    return f"《{short(short_title(report))}》" + (f"({year})" if year else "")


def label(report: Report, shared: bool) -> str:
    """The title; behind the id where another report has the same one, for a menu shows the front. Not escaped."""
    title = short(report.meta.title or report.id)
    return f"{short(report.id)} · {title}" if shared else title


def where(report: Report, citation: Citation) -> str:
    """The report and the paragraph, below a passage."""
    return f'<span class="place"><bdi>{escape(name(report))}</bdi> · {place(citation)}</span>'


def place(citation: Citation) -> str:
    """第N自然段, or that it stands before the first; and the page where it is known."""
    n = citation.paragraph
    parts = [words.PARAGRAPH.format(n=n) if n else words.FRONT]
    if citation.page is not None:
        parts.append(words.PAGE.format(n=citation.page))
    return " · ".join(parts)


def address(citation: Citation) -> str:
    """The permalink as an address of this page, escaped for an attribute."""
    return escape("#" + quote(permalink(citation).removeprefix("#"), safe=SAFE_IN_HASH + "%"))


def button(do: str, label: str, told: str = "", name: str = "", css: str = "plain") -> str:
    """A button; `do` is the function of static/ that a click calls, `told` what it is told (an attribute, escaped)."""
    said = f' aria-label="{name}"' if name else ""
    return f'<button type="button" class="{css}" data-do="{do}" {told}{said}>{label}</button>'


def keep(citation: Citation, name: str = words.KEEP) -> str:
    """The button that puts a citation into the tray; `name` is what a screen reader says."""
    return button("tray.keepThis", words.KEEP, f'data-keep="{address(citation)}"', name)


def link(citation: Citation, marks: Iterable[Span], label: str, css: str = "jump", name: str = "") -> str:
    """A link into the reader: the address names the citation, `data-marks` all the ranges to mark.

    `name` is what a screen reader says instead of the label, escaped.
    """
    ranges = " ".join(f"{start}-{end}" for start, end in marks)
    said = f' aria-label="{name}"' if name else ""
    return f'<a class="{css}" href="{address(citation)}" data-marks="{ranges}"{said}>{label}</a>'
