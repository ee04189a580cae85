"""Report and ranges → `Citation`: the quotes to the character, where they stand, and how to name the source.

    《邵阳市人大常委会工作报告》(2023年12月26日),四、坚持优化服务,… › 抓服务保障,增进代表“善为”的自觉 › 完善参与机制

Everything a person copies out of the report goes through here; `verify_quotes` is the check that nothing was altered.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from report.errors import QuoteError
from report.model import Report, Span
from report.passages import heading_path, paragraph_number

OMISSION = "……"  # drawn between the quotes of a shortened sentence
_AT = r"\d{1,9}"  # a place in a text; int() refuses what has thousands of digits
_LINK = re.compile(rf"#/(?P<id>[^/]+)/(?P<ranges>{_AT}-{_AT}(?:,{_AT}-{_AT})*)~(?P<hash>[0-9a-f]{{8}})")


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and its place. `headings`: the path from the title of the report down to the lowest heading above
    the first range, without closing 。; `paragraph`: 第N自然段 of the first range, counted from 1; `page` is None for
    formats without pages. `quotes[i]` is what the report says at `ranges[i]`."""

    report: str
    headings: tuple[str, ...]
    ranges: tuple[Span, ...]
    quotes: tuple[str, ...]
    paragraph: int
    page: int | None = None


def cite(report: Report, ranges: Sequence[Span]) -> Citation:
    """The citation of one or more ranges, given in reading order. QuoteError for none, an empty or an outside one, and
    for ranges that overlap or are out of order."""
    if not ranges:
        raise QuoteError(f"{report.id}:没有给出要引用的位置;至少要有一处。")
    at = 0
    for start, end in ranges:
        if not at <= start < end <= len(report.text):
            raise QuoteError(
                f"{report.id}:位置 {start}-{end} 不能引用;应在 {at} 到 {len(report.text)} 之间,按先后排列且不重叠。"
            )
        at = end
    first = ranges[0].start
    return Citation(
        report=report.id,
        headings=tuple(_plain(section.title) for section in heading_path(report, first)),
        ranges=tuple(Span(*span) for span in ranges),
        quotes=tuple(report.text[start:end] for start, end in ranges),
        paragraph=paragraph_number(report, first),
    )


def verify_quotes(report: Report, citation: Citation) -> None:
    """QuoteError unless every quote is what the report says at its range, to the character."""
    if citation.report != report.id:
        raise QuoteError(f"引文出自 {citation.report},不是 {report.id};请用原来的报告核对。")
    if len(citation.quotes) != len(citation.ranges) or not citation.quotes:
        raise QuoteError(f"{report.id}:引文 {len(citation.quotes)} 段,位置 {len(citation.ranges)} 处,应一一对应。")
    for (start, end), quote in zip(citation.ranges, citation.quotes, strict=True):
        printed = report.text[start:end] if 0 <= start < end <= len(report.text) else ""
        if quote != printed:
            raise QuoteError(f"{report.id}:位置 {start}-{end} 的引文与原文不符:引作「{quote}」,原文是「{printed}」。")


def joined(citation: Citation) -> str:
    """The quotes as one text, …… where words between them are left out."""
    return OMISSION.join(citation.quotes)


def permalink(citation: Citation) -> str:
    """`#/id/start-end~h`, where h (8 hex digits of the SHA-256 of the quote) tells whether the text is still the same.

    Several ranges are separated by commas. Only characters with a meaning in an address are escaped in the id.
    """
    name = re.sub(r"[%/#?&~\s]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), citation.report)
    places = ",".join(f"{start}-{end}" for start, end in citation.ranges)
    return f"#/{name}/{places}~{_hash(joined(citation))}"


def follow(link: str, report: Report) -> Citation:
    """The citation a permalink names. QuoteError if it is none, is of another report, or its words have changed."""
    found = _LINK.fullmatch(link)
    if not found or unquote(found["id"]) != report.id:
        raise QuoteError(f"{link}:不是报告 {report.id} 的引用链接;应形如 #/报告/起-止~校验码。")
    ranges = [Span(*map(int, place.split("-"))) for place in found["ranges"].split(",")]
    citation = cite(report, ranges)
    if _hash(joined(citation)) != found["hash"]:
        raise QuoteError(f"{link}:所引文字与报告 {report.id} 现在的原文不符;报告可能已被替换,请重新查找原句。")
    return citation


def source_line(report: Report, citation: Citation) -> str:
    """《short title》(date),headings: one line naming the source; the title is not repeated among the headings."""
    path = heading_path(report, citation.ranges[0].start)
    below = citation.headings[sum(section.level == 0 for section in path) :]
    return named(report) + (f",{' › '.join(below)}" if below else "")


def named(report: Report) -> str:
    """《short title》(date): how a report is named in a line of text."""
    return f"《{short_title(report)}》({_day(report)})"


def short_title(report: Report) -> str:
    """The title with 人民代表大会常务委员会 as 人大常委会; the id where the report prints no title."""
    return (report.meta.title or report.id).replace("人民代表大会常务委员会", "人大常委会")


def gbt7714(report: Report) -> str:
    """The report as a reference by GB/T 7714-2015, type R: 责任者. 题名[R]. 地点: 会议, 日期. An unknown field is
    named as missing, in brackets as the standard has it ([出版者不详])."""
    meta = report.meta
    return (
        f"{meta.organ or '[责任者不详]'}. {meta.title or '[题名不详]'}[R]. "
        f"{meta.place or '[出版地不详]'}: {meta.meeting or '[会议不详]'}, {meta.delivered or '[日期不详]'}."
    )


def _plain(title: str) -> str:
    """A heading in one line, without the full stop it runs in with."""
    return re.sub(r"\s*\n\s*", "", title).strip().removesuffix("。")


def _day(report: Report) -> str:
    """The date delivered in Chinese, else the year reviewed, else that it is unknown."""
    if report.meta.delivered:
        day = date.fromisoformat(report.meta.delivered)
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{report.meta.year_covered}年" if report.meta.year_covered else "日期不详"


def _hash(quote: str) -> str:
    return hashlib.sha256(quote.encode()).hexdigest()[:8]
