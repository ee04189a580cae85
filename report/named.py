"""Numbers that are no quantities: dates, ordinals, names, numbering. The reason is told, so that it can be shown.

>>> text = "12345热线、“十四五”规划、第32届、5G、2024年、12条"
>>> [not_counted(text, at, at + len(n)) for n in ("12345", "32", "5", "2024", "12") for at in [text.index(n)]]
['name', 'ordinal', 'name', 'date', None]
"""

import re
from typing import Literal, TypeAlias

from report.units import LATIN_UNIT, MEASURE

Reason: TypeAlias = Literal["date", "ordinal", "name", "numbering", "span of time"]

_NEAR = 24  # characters looked at on either side
_LONGEST_NAME = 16  # characters between quotation marks that are a name and not a quotation: “15分钟医疗服务圈”
_DASH = r"—–~～－−\-"
_N = r"\d(?:[\d ]*\d)?"
_YEAR = r"(?:19|20|１９|２０|1 9 |2 0 )[\d ]{2,4}"
_DATE = re.compile(
    rf"{_YEAR} ?(?:年(?!期)|财年|学年|[{_DASH}、至到和/]+ ?(?:{_YEAR}|\d\d ?年))"
    rf"|{_YEAR}(?![\d.．亿万千百余多]|{MEASURE})"
    rf"|{_N} ?(?:年代|世纪|月(?!饼|子|光|球)|日(?!间|本|均|常|产|处理)|时许?(?:起|至)|点钟)"
    rf"|\d\d? ?[{_DASH}至到、和]+ ?\d\d? ?(?:月|日|号|年代|世纪)"
    r"|[5-9５-９]\d ?年(?!以|来|内)"
)
_SPAN = re.compile(rf"{_N} ?(?:周年|年(?:[来前后]|以来|行动|计划|规划|攻坚|倍增|方案))")
_NAME_AFTER = re.compile(
    rf"[+＋×]|[{_DASH}]?[A-Za-z]|号(?!召)|线|路|版|强(?!化|度|大|降)|[:：]\d|(?<=\d\d\d)[\u4e00-\u9fff]{{0,6}}(?:热线|专线|电话)"
    r"|(?:分钟|小时|公里)[^，。；、,;\n]{0,10}圈|(?<![万亿])级|届|周年|期工程|院校|高校|工程(?!师|项目|技术)|条”"
    rf"|[{_DASH}] ?\d+ ?(?:号|线)"
)
_NAME_BEFORE = re.compile(
    rf"(?:[A-Za-zⅠ-Ⅹ][{_DASH}_ ]?|[+＋×·#〔［\[]|国道|省道|县道|附件|附表|编号|专栏|热线|\d[{_DASH}/])$"
)
_NUMBERING = re.compile(r"\d{1,2} ?(?:[.．、](?!\d)|[)）]|[〕］\]])")
_CHINESE_NAME = re.compile(
    r"十四五|十三五|八项规定|一体两翼|四项基本原则|五项(?:基本)?原则|三个(?:联合)?公报|[一二三四五六七八九十]{1,3}次(?:全会|会议|大会|党代|产业|革命|全体|人民|全国|、)|四个(?:现代化|全面|自信|意识|服务|坚持|伟大|一)|两个(?:毫不动摇|确立|维护|一百年|文明|务必|大局|转变|结合|“)"
    r"|三个(?:代表|务必|有利于|世界)|三项(?:制度|纪律)|两类(?:矛盾|不同)|五位一体|三位一体|两个根本|五个文明|四个中心|十条路|一个(?:中国|中心)"
    r"|两种(?:资源|制度|规律)|两个(?:市场|先行)"
)


def not_counted(text: str, start: int, end: int) -> Reason | None:
    """Why the number with Arabic digits at `[start, end)` is no quantity; None: it may be one."""
    line = text[max(0, start - _NEAR) : start].rsplit("\n")[-1]
    here = text[start : end + _NEAR].split("\n")[0]
    if line.endswith("第"):
        return "ordinal"
    if _DATE.match(here):
        return "date"
    if (line[-1:] in "（(" or not line.strip("【 \u3000")) and _NUMBERING.match(here):
        return "numbering"
    if _SPAN.match(here):
        return "span of time"
    if _NAME_BEFORE.search(line) or (_NAME_AFTER.match(text, end) and not LATIN_UNIT.match(text, end)):
        return "name"
    return "name" if in_name(text, start, end) else None


def chinese_name(text: str, start: int, end: int) -> bool:
    """The Chinese numeral at `[start, end)` belongs to an ordinal, an idiom of the genre or a name."""
    before = text[max(0, start - 3) : start]
    if re.search(r"[第初几数上成周]$|星期$|\d$", before) or in_name(text, start, end):
        return True
    return _CHINESE_NAME.match(text, start) is not None


def in_name(text: str, start: int, end: int) -> bool:
    """Between 《》, or between quotation marks that hold few words: “18条”, “15分钟医疗服务圈”."""
    for opening, closing, longest in (("《", "》", 60), ("“", "”", _LONGEST_NAME), ("「", "」", _LONGEST_NAME)):
        left = text.rfind(opening, max(0, start - longest), start)
        if left >= 0 and text.find(closing, left, start) < 0 and 0 <= text.find(closing, end) - left <= longest:
            return "\n" not in text[left:end]
    return False
