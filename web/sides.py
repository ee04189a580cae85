"""Two reports compared → HTML: section by section, the old words beside the new, what differs marked in both."""

from collections.abc import Iterator
from html import escape

from report.citation import cite, verify_quotes
from report.model import Report, Section, Span
from retrieval.comparing.compared import headings, note
from retrieval.diff import CLASSES, Comparison, Part, Row, Which
from web import html, words


def compared(comparison: Comparison) -> str:
    """The counts as filters (what was kept is left out at first), then the parts."""
    counts = comparison.counts()
    boxes = "".join(
        f'<label><input type="checkbox" data-class="{kind}"{"" if kind == "kept" else " checked"}>'
        f"{words.CLASSES[kind]} {counts[kind]}</label>"
        for kind in CLASSES
    )
    filters = f'<fieldset class="tools"><legend class="offscreen">{words.FILTER}</legend>{boxes}</fieldset>'
    return filters + "".join(_parts(comparison))


def _parts(comparison: Comparison) -> Iterator[str]:
    first = 1
    for part in comparison.parts:
        rows = "".join(_row(comparison, row, n) for n, row in enumerate(part.rows, first))
        yield f'<section class="part"><h2>{_title(comparison, part)}</h2><ul>{rows}</ul></section>'
        first += len(part.rows)


def _title(comparison: Comparison, part: Part) -> str:
    """The heading, or both where they differ."""
    names = [_name(comparison.old, part.old), _name(comparison.new, part.new)]
    told = dict.fromkeys(f"<bdi>{escape(html.short(name))}</bdi>" for name in names if name)
    return " → ".join(told) or words.NO_HEADING


def _name(report: Report, section: Section | None) -> str:
    path = headings(report, section)
    return path[-1] if path else ""


def _row(comparison: Comparison, row: Row, n: int) -> str:
    """What was kept to the letter is shown once, in the new report."""
    said = note(row)
    told = f"<small>{escape(said)}</small>" if said else ""
    sides: tuple[Which, ...] = ("new",) if row.kind == "kept" and not row.difference else ("old", "new")
    cells = [_cell(comparison, row, which, span, n) for which in sides if (span := row.side(which))]
    tag = f'<span class="tag {row.kind}">{words.CLASSES[row.kind]}</span>'
    return f'<li class="pair" data-class="{row.kind}">{tag}{told}<div class="cells">{"".join(cells)}</div></li>'


def _cell(comparison: Comparison, row: Row, which: Which, span: Span, n: int) -> str:
    report = comparison.side(which)
    citation = cite(report, [span])
    verify_quotes(report, citation)
    marks = [pair[which == "new"] for pair in row.difference]
    name = f"{words.SIDES[which]}:{{}}"
    side = words.SIDES[which] if row.kind != "kept" or row.difference else words.SIDE_SAME
    acts = html.link(citation, [span], words.OPEN, name=html.nth(name.format(words.OPEN), n))
    acts += html.keep(citation, html.nth(name.format(words.KEEP), n))
    foot = f'<span class="place">{html.place(citation)}</span><span class="acts">{acts}</span>'
    return (
        f'<div class="cell {which}"><b>{side}</b>{html.quoted(report.text, span, marks, "p")}'
        f'<div class="foot">{foot}</div></div>'
    )
