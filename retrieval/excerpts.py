"""摘录: citations that a person gathered → a sheet with their sources, in the order given, report by report.

《邵阳市人大常委会工作报告》(2023年12月26日)
    代表通过热线反映问题377个,已解决360个,解决率为95.49%。
2023年主要工作 › 四、… › 完善参与机制,第17自然段[1]
按:与初稿不同
参考文献
[1] 邵阳市人民代表大会常务委员会. …[R]. …
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report.citation import Citation, cite, gbt7714, joined, named, permalink, source_line, verify_quotes
from report.errors import QuoteError
from report.model import Report, Span
from retrieval.errors import ExportError
from retrieval.sheets.sheet import Block, Heading, Paragraph, Piece


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be quoted. `sum`: the 8 hex digits behind ~ of its permalink, None where nobody kept them; `note`:
    what the person who gathers says to it."""

    report: str
    ranges: tuple[Span, ...]
    sum: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A citation and a person's own note to it, empty where there is none."""

    citation: Citation
    note: str = ""


def excerpts(reports: Mapping[str, Report], wanted: Sequence[Wanted]) -> list[Excerpt]:
    """Each with the words that stand there now. ExportError, naming the item, for none at all, for an unknown report or
    place, and where other words stand there than those that were gathered."""
    if not wanted:
        raise ExportError("没有要导出的摘录;请先加入至少一条。")
    return [_excerpt(reports, one, number) for number, one in enumerate(wanted, start=1)]


def _excerpt(reports: Mapping[str, Report], one: Wanted, number: int) -> Excerpt:
    report = reports.get(one.report)
    if report is None:
        raise ExportError(f"第{number}条摘录:库中没有报告 {one.report};请从摘录中删去这一条,或重新加入该报告。")
    try:
        citation = cite(report, one.ranges)
    except QuoteError as error:
        raise ExportError(f"第{number}条摘录:{error}") from error
    if one.sum is not None and one.sum != permalink(citation).rpartition("~")[2]:
        raise ExportError(
            f"第{number}条摘录:{one.report} 的这个位置现在是「{_short(joined(citation))}」,与摘录时的文字不符;"
            "报告可能已被替换,请删去这一条,查到原句后重新摘录。"
        )
    return Excerpt(citation, one.note.strip())


def excerpt_sheet(reports: Mapping[str, Report], gathered: Sequence[Excerpt]) -> list[Block]:
    """Quotations under their reports, each with place and note, and the list of sources by GB/T 7714 at the end."""
    order = list(dict.fromkeys(one.citation.report for one in gathered))
    blocks: list[Block] = [Heading("摘录", 1)]
    for number, report_id in enumerate(order, start=1):
        report = reports[report_id]
        blocks.append(Heading(named(report), 2))
        for one in gathered:
            if one.citation.report == report_id:
                blocks += _item(report, one, number)
    blocks.append(Heading("参考文献", 2))
    blocks += [Paragraph((Piece(f"[{n}] {gbt7714(reports[one])}"),)) for n, one in enumerate(order, start=1)]
    return blocks


def _item(report: Report, one: Excerpt, number: int) -> list[Block]:
    verify_quotes(report, one.citation)
    place = f"第{one.citation.paragraph}自然段" if one.citation.paragraph else "报告开头"
    page = f",第{one.citation.page}页" if one.citation.page is not None else ""
    source = f"{source_line(report, one.citation)},{place}{page}[{number}]"
    said: list[Block] = [Paragraph((Piece(f"按:{one.note}"),), "note")] if one.note else []
    return [Paragraph((Piece(joined(one.citation)),), "quote"), Paragraph((Piece(source, "faint"),), "source"), *said]


def _short(quote: str) -> str:
    return quote if len(quote) <= 40 else f"{quote[:40]}……"
