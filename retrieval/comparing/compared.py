"""A comparison written down: plain dictionaries for `--json` and for the REST interface, a sheet to hand out, lines.

Every quotation in them is checked against its report.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from report.citation import cite, named
from report.model import Report, Section, Span
from report.passages import heading_path, paragraph_number
from retrieval.diff import CLASSES, Class, Comparison, Part, Row, Which
from retrieval.render import citation_json
from retrieval.sheets.sheet import Block, Heading, Paragraph, Piece, Style, Table

NAMES: dict[Class, str] = {"kept": "保留", "changed": "改动", "added": "新增", "dropped": "删去"}
_SIDES: dict[Which, str] = {"old": "旧", "new": "新"}


def diff_json(comparison: Comparison) -> dict[str, Any]:
    """`sections` in the reading order of the new report; `old` and `new` of one are its heading paths, null on the side
    that has no such section. A row's `difference` are ranges of the two texts, `moved` and `note` are beside its class:
    `note` says in a sentence what the class does not, null where there is nothing to say."""
    return {
        "old": comparison.old.id,
        "new": comparison.new.id,
        "counts": comparison.counts(),
        "sections": [_part_json(comparison, part) for part in comparison.parts],
    }


def note(row: Row) -> str | None:
    """What the class of a row does not tell: only print differs, split or merged, moved."""
    was, now = row.sentences
    said = {
        "仅标点、全半角或换行不同": row.kind == "kept" and bool(row.difference),
        f"一句分为{now}句": was == 1 < now,
        f"{was}句并为一句": now == 1 < was,
        "位置有移动": row.moved,
    }
    return ";".join(text for text, holds in said.items() if holds) or None


def headings(report: Report, section: Section | None) -> list[str] | None:
    """The heading path down to a section; None for none, empty for what lies outside of all."""
    if section is None:
        return None
    return [" ".join(s.title.split()).removesuffix("。") for s in heading_path(report, section.start) if s.end]


def _part_json(comparison: Comparison, part: Part) -> dict[str, Any]:
    return {
        "old": headings(comparison.old, part.old),
        "new": headings(comparison.new, part.new),
        "rows": [_row_json(comparison, row) for row in part.rows],
    }


def _row_json(comparison: Comparison, row: Row) -> dict[str, Any]:
    return {
        "class": row.kind,
        "old": _cited(comparison.old, row.old),
        "new": _cited(comparison.new, row.new),
        "difference": [{"old": list(was), "new": list(now)} for was, now in row.difference],
        "moved": row.moved,
        "note": note(row),
    }


def _cited(report: Report, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else citation_json(report, cite(report, [span]))


def diff_sheet(comparison: Comparison) -> list[Block]:
    """A title, the counts, and a table for each part: class, old, new, each with its place; what differs is marked."""
    blocks: list[Block] = [Heading("对比", 1)]
    blocks += [Paragraph((Piece(f"{name}:{_titled(comparison, which)}"),)) for which, name in _SIDES.items()]
    blocks.append(Paragraph((Piece(counted(comparison)),)))
    for part in comparison.parts:
        blocks.append(Heading(_heads(comparison, part), 2))
        blocks.append(Table(("类别", *_SIDES.values()), (1, 5, 5), tuple(_cells(comparison, row) for row in part.rows)))
    return blocks


def diff_lines(comparison: Comparison) -> Iterator[str]:
    """For a terminal: what differs, between 【】; what is kept as it was is only counted."""
    yield f"{_titled(comparison, 'old')} → {_titled(comparison, 'new')}:{counted(comparison)}"
    for part in comparison.parts:
        rows = [row for row in part.rows if row.kind != "kept" or note(row)]
        yield f"\n# {_heads(comparison, part)}(另有 {len(part.rows) - len(rows)} 句未动)"
        for row in rows:
            yield NAMES[row.kind] + (f"({note(row)})" if note(row) else "")
            sides = ((which, name) for which, name in _SIDES.items() if row.side(which))
            yield from (f"  {name} {_line(comparison, row, which)}" for which, name in sides)


def counted(comparison: Comparison) -> str:
    """保留 12,改动 3,…: how many rows of each class."""
    counts = comparison.counts()
    return ",".join(f"{NAMES[kind]} {counts[kind]}" for kind in CLASSES)


def pieces(comparison: Comparison, row: Row, which: Which) -> tuple[Piece, ...]:
    """One side of a row, the characters that differ from the other in a style of their own; empty where it has none."""
    span, report = row.side(which), comparison.side(which)
    if span is None:
        return ()
    quote = cite(report, [span]).quotes[0]
    differs = [pair[which == "new"] for pair in row.difference]
    edges = sorted({0, len(quote), *(edge - span.start for one in differs for edge in one)})
    starts = {one.start - span.start for one in differs if one.start < one.end}
    style: Style = "gone" if which == "old" else "new"
    return tuple(Piece(quote[a:b], style if a in starts else "plain") for a, b in pairwise(edges))


def _line(comparison: Comparison, row: Row, which: Which) -> str:
    marked = (p.text if p.style == "plain" else f"【{p.text}】" for p in pieces(comparison, row, which))
    return f"{_place(comparison, row, which)} {' '.join(''.join(marked).split())}"


def _cells(comparison: Comparison, row: Row) -> tuple[tuple[Piece, ...], ...]:
    said = note(row)
    kind = (Piece(NAMES[row.kind]), *([Piece(f"\n{said}", "faint")] if said else []))
    return kind, *(_cell(comparison, row, which) if row.side(which) else () for which in _SIDES)


def _cell(comparison: Comparison, row: Row, which: Which) -> tuple[Piece, ...]:
    return *pieces(comparison, row, which), Piece(f"\n{_place(comparison, row, which)}", "faint")


def _heads(comparison: Comparison, part: Part) -> str:
    paths = (headings(comparison.old, part.old), headings(comparison.new, part.new))
    return " ↔ ".join("(无)" if path is None else path[-1] if path else "(标题之外)" for path in paths)


def _place(comparison: Comparison, row: Row, which: Which) -> str:
    span = row.side(which)
    number = paragraph_number(comparison.side(which), span.start) if span else 0
    return f"第{number}自然段" if number else "报告开头"


def _titled(comparison: Comparison, which: Which) -> str:
    """The title and the date, and the id, since two drafts have the same title."""
    report = comparison.side(which)
    return named(report) + (f"[{report.id}]" if report.id not in named(report) else "")
