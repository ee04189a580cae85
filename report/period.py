"""Of which year a figure is, and whether it was reached or is promised.

The section decides (2024年工作回顾: reached in 2024; 2025年工作安排: promised for 2025), and words near the figure
decide otherwise: 到2027年, 去年, 每年, 累计, 总投资, 由18小时缩短到5小时, 500亿元以上的项目.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report.model import FigureKind, Report, Section, Span
from report.quantities import GENERIC, Quantity
from report.units import is_money, is_size

_PLAN = re.compile(
    r"安排|任务|打算|计划|部署|思路|目标|总体要求|预期|方针|展望|谋划|今后|实事|建议|政策取向|下一步|重点工作|重点任务|要点"
)
_DONE = re.compile(r"回顾|总结|过去|执行情况|完成情况|成就|成绩|取得|新成效|新进展")
_GLOSSARY = re.compile(r"名词解释|名词注释|注释|附件")
_AHEAD = re.compile(r"今年.{0,40}(?:目标|要求|任务|思路)|预期目标|总体要求|工作总的要求")
_LOOKED_AT = 1500  # characters of a section whose heading tells nothing
_Y = r"(?P<year>(?:19|20)\d\d) ?年"
_YEAR = re.compile(
    rf"(?<![比较与于同在的末—至年到])(?:(?P<by>到)|截至|截止到?|在)?{_Y}(?!以来|起|[—至到]|不变价|为基|相比|同期|前)"
)
_OPENS = re.compile(rf"(?:^|[，。；])(?:到|截至)?{_Y}(?:底|末|全年|上半年)?[，,]")
_LAST_YEAR = re.compile(r"(?<![比较])(?:去年|上年)(?!同期|相比)")
_THIS_YEAR = re.compile(r"今年")
_NEXT_YEAR = re.compile(r"明年|下一年")
_EACH = re.compile(r"(?<!平均)每年|每年度")
_MANY = re.compile(
    r"累计|年均|平均每年|以来|“.{1,3}五”(?:时期|期间|以来|前)|[三四五两\d]年(?:来|间|累计|共)|过去五年|历年|本届"
)
_UNDATED = re.compile(r"(?:总投资|投资总额|计划投资|概算|估算)[额规模达到约超过近为共计]*$")
_STANDS = re.compile(
    r"(?:发挥|串联|依托|用好|现有|目前|已有|原有|已建成|已建|拥有|盘活|管好|守护|守牢|严守)[^，。；]*$"
)
_FROM = re.compile(r"(?:由|从)[^，。；、]{0,14}$")
_ONWARD = re.compile(
    r"[^，。；、]{0,4}(?:缩短|提高|提升|增加|减少|降低|下降|压缩|压减|扩大|上升|增至|降至|增长|调整|扩展|拓展|精简|升|降|到|至|变)"
)
_EACH_OF = re.compile(rf"(?:以上|以下|以内)的?[\u4e00-\u9fff“]|(?!{GENERIC})的?[\u4e00-\u9fff“]")
_STRUCTURE = re.compile(r"(?:个)?(?:方面|领域|环节|板块|维度)")


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the report that looks back (kind "actual") or ahead ("target"), and its year; None: not told."""

    span: Span
    year: int | None
    kind: FigureKind | None


def phases(report: Report) -> list[Phase]:
    """One for each section of the first level; a heading that tells nothing goes on from the one before it."""
    found: list[Phase] = []
    kind: FigureKind | None = "actual"
    for section in (s for s in report.sections if s.level == 1):
        told = _told(report, section, kind)
        kind = told if told else kind
        found.append(Phase(Span(section.start, section.end), _year(report, told), told))
    return found


def _told(report: Report, section: Section, before: FigureKind | None) -> FigureKind | None:
    title = re.sub(r"\s", "", section.title)
    if _GLOSSARY.search(title):
        return None
    if _DONE.search(title):
        return "actual"
    if _PLAN.search(title):
        return "target"
    if (year := re.search(r"(?:19|20)\d\d", title)) and report.meta.year_covered:  # 2023年主要工作
        return "actual" if int(year[0]) <= report.meta.year_covered else "target"
    opening = report.text[section.body_start : min(section.end, section.body_start + _LOOKED_AT)]
    return "target" if before == "actual" and _AHEAD.search(opening) else before


def _year(report: Report, kind: FigureKind | None) -> int | None:
    """By custom the two years follow each other: either tells the other."""
    covered, planned = report.meta.year_covered, report.meta.year_planned
    if kind == "actual":
        return covered or (planned - 1 if planned else None)
    return (planned or (covered + 1 if covered else None)) if kind else None


def period(
    report: Report, phase: Phase | None, sentence: Span, clause: Span, row: Sequence[Quantity], at: int
) -> tuple[str | None, FigureKind | None]:
    """The period (a year, 每年, or None) and the kind of `row[at]`; `row`: the quantities of its clause."""
    text, this = report.text, row[at]
    front = text[clause.start : this.start]
    year, kind = (phase.year, phase.kind) if phase else (report.meta.year_covered, None)
    if _undated(text, this, front[row[at - 1].end - clause.start if at else 0 :], kind, clause):
        return None, None
    if (_FROM.search(front) and _ONWARD.match(text, this.end)) or (kind == "target" and _STANDS.search(front)):
        return None, "actual"
    if kind == "target" and _EACH.search(front):
        return "每年", kind
    if named := _named(report, text[sentence.start : this.start], front):
        covered = _year(report, "actual")
        return str(named), ("actual" if named <= covered else "target") if covered else kind
    return (None if year is None or _MANY.search(front) else str(year)), kind


def _undated(text: str, this: Quantity, near: str, kind: FigureKind | None, clause: Span) -> bool:
    """Neither reached nor promised: planned investment, thresholds, sizes of each, counts of the text's own parts."""
    back = text[this.end : clause.end]
    each = bool(_EACH_OF.match(back))
    if _UNDATED.search(near) or (is_money(this.unit) and re.search(r"投资$", near) and each):
        return True
    if kind == "target" and (this.level or (is_size(this.unit) and each and not re.match("以上的?[，。；]", back))):
        return True
    if is_money(this.unit) and re.match(r"以上的?[\u4e00-\u9fff“]", back) and (this.bare or kind == "target"):
        return True
    return this.unit == "大" or bool(_STRUCTURE.match(back) and this.unit in ("个", "大"))


def _named(report: Report, sentence: str, clause: str) -> int | None:
    """The year that words in front of the figure name."""
    for found in reversed(list(_YEAR.finditer(clause))):
        return int(found["year"])
    given = _delivered(report)
    if given and _NEXT_YEAR.search(clause):
        return given + 1
    if given and _THIS_YEAR.search(clause):
        return given
    if given and _LAST_YEAR.search(clause):
        return given - 1
    opens = list(_OPENS.finditer(sentence))
    return int(opens[-1]["year"]) if opens else None


def _delivered(report: Report) -> int | None:
    return int(report.meta.delivered[:4]) if report.meta.delivered else None
