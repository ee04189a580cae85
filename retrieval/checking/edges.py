"""Where a quotation may begin and end: never inside a number, never between a number and what bounds it.

「5%」 stands in 增长15% and in 5%以上, and quotes neither; 发现问题 is not what 未发现问题 says, nor 建成 what 基本建成
does. Nor does 增长8% quote 力争增长8%, in one clause (behind a comma the report itself prints it without the word), nor
某某法 its 草案.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from report.model import Span
from report.quantities import NEAR_AFTER, quantities
from report.segment import line_of, sentences
from report.simplified import simplified

_DIGITS = re.compile(r"(?:(?<=[\u4e00-\u9fff])[-－−])?\d(?:[\d.．,，·]*\d)?[%％‰]?")
_BOUND = re.compile(
    r"(?:近|约|超|超过了?|突破了?|逾|将近|接近|大约|大概|不低于|不少于|不小于|不超过|不高于|不多于|至少|最多|最少|高达|低于|高于|少于|多于|大于|小于|第|负)$"
)
_DENIAL = re.compile(
    r"(?:(?:[尚并从仍还]?未|不|没有?|无|非|勿)(?:能够?|曾|可|得|会|再|应|宜|许|准|法|是)?|难以|严?禁止?|副)$"
)
_PARTLY = re.compile(r"(?:基本上|(?:初步|逐步)地?|一部分|大部分|(?<![第各组成一二两三四五六七八九十\d大])部分)$")
_BASIC = re.compile(  # 基本养老保险 is a name and does not say how far
    "基本(?=实现|完[成工]|建[成立好]|形成|成型|消[除灭]|解决|扫除|普及|稳定|平衡|同步|达到|做到|确立|具备|覆盖|满足|遏制|取消|统一|放开|结束|到位)"
)
_REACH = 48  # characters in front in which a word that makes a plan of them is looked for
_WHERE = r"(?:全[国省市区县州年]|我[国省市区县州]|[今明]年|年内|年底前?)*"
_PLANNED = re.compile(  # far from it in its clause; 将 and 确保 directly in front, where they turn the words themselves
    r"(?:力争|力求|有望|(?<!好于)(?<!低于)(?<!高于)预计(?!的)|(?<![虚模比草])拟(?![定订人态声的]))[^，,。；;：:！？!?\n]{0,40}$"
    rf"|(?:(?<!积极)争取|(?:^|[，,。；;：:！？!?\n]|我们|[今明]年|还|并|也)计划|(?<![必即])将|确保){_WHERE}$"
)
_LAW = re.compile(r"(?:法|典|条例|办法|规定|规则|细则|准则|决定|决议|规划|纲要|方案|意见)[》）)]?$")
_DRAFT = re.compile(r"[》）)]?[（(]?(?:修[订正改])?(?:草案|修正案|草稿|征求意见稿|送审稿|讨论稿)[》）)]?")
_NOT_YET = re.compile(r"[》）)]?[（(]?(?:试行|暂行|修[订正改](?![后过了]))[》）)]?")
_SAID = "提出|明确|确定|制定|设定|指出|(?<!加)强调|表示|写道|部署|安排"
_TELLS = rf"(?:(?!了|已|完成|超额).)*(?:{_SAID})了?"
_DONE = r"了|已|(?<![通经超])过(?!程)|超[额出]|[去前上]年"
_REACHED = r"(?:完成|达成|兑现|实现|达到|提前|超[过额出])[^、]{0,8}(?:目标|计划|力[争求]|预期|任务)"
_NOT_SO = rf"{_DONE}|不|未(?!来)|没|放弃|取消|{_REACHED}"
_GOAL = r"(?:实现|完成|达到|达成|做到|建成|形成|推动|促进|保持|继续|进一步|全面|再|使|让|到(?=\d{4}年)|\d{4}年底?前?)*"
_STRIVES = (
    r"(?<![合奋])力争|力求|有望|(?<!好于)(?<!低于)(?<!高于)预计(?!的)|(?<![虚模比草])拟(?![定订人态声的])"
    r"|(?<![主需重纲摘首简提最只必紧概扼机险])要(?:努力)?|(?:目标|预期)[是为]"
)
_TURNS = (  # 通过努力“ and 成功争取“ tell of what was done
    r"(?<!积极)(?<!成功)(?<!主动)(?<![力上])争取|(?<!行动)(?<!工作)(?<!年度)计划|(?<![必即])将(?:努力)?|确保"
    r"|(?<=提出)努力|(?<=[今明]年)努力"
)
_HOPED = re.compile(  # 提出了力争“: that it was told is no sign that it was reached
    rf"^(?:{_TELLS})?(?:(?:(?!{_NOT_SO}).)*?(?:{_STRIVES})|(?:(?!{_NOT_SO}|[通经超]过).)*?(?:{_TURNS}))"
    rf"{_WHERE}{_GOAL}{_WHERE}$"
)
_COME = re.compile(  # behind a plan: it has been reached
    "已|(?<![为除])了(?!解)|如期|顺利|圆满|兑现|达成|收官|成真|如愿|告成|变[为成]|成效|成绩|现实|完成|做到|超[过额出预]|成功|提前|实现|达到|[去前上]年"
)
_PAST = re.compile(f"[去前上]年(?!.*(?:[今明]年|未来|将|{_SAID}))", re.S)


def meant(text: str, span: Span) -> Span:
    """The span as `whole` widens it, and over the word that makes a plan of it (力争, 拟) or a bill of a law (草案)."""
    start, end = whole(text, span)
    text = simplified(text)
    if found := _PLANNED.search(text[max(0, start - _REACH) : start]):
        start -= len(found[0].lstrip("，,。；;：:！？!?\n"))
    after = _DRAFT.match(text, end) or (_LAW.search(text[max(0, end - 4) : end]) and _NOT_YET.match(text, end))
    return Span(start, after.end() if after else end)


def leaves_plan(words: str) -> bool:
    """Whether words left out in front of a statement make a plan of it."""
    return _PLANNED.search(simplified(words)) is not None


def is_plan(before: str, words: str, behind: str) -> bool:
    """Whether words of a draft in front of a quotation say themselves that it is planned, and neither they nor those of
    its sentence before and behind them that it was done (去年, 力争“…”的目标如期实现)."""
    done = _PAST.search(simplified(before + words)) or _COME.search(simplified(behind))
    return _HOPED.search(simplified(words)) is not None and not done


def whole(text: str, span: Span) -> Span:
    """The span, widened where it cuts a number with unit and bounds (近70余万人次, 5%以上) or leaves behind what turns
    its words (不, 未能, 副) or says how far they hold (基本)."""
    start, end = span
    text = simplified(text)
    if found := _PARTLY.search(text[max(0, start - 4) : start]) or (start > 1 and _BASIC.match(text, start - 2)):
        start -= len(found[0])
    if found := _DENIAL.search(text[max(0, start - 4) : start]):
        start -= len(found[0])
    for atom in (*_atoms(text, _sentence(text, start)), *_atoms(text, _sentence(text, end))):
        if atom.start < start < atom.end:
            start = atom.start
        if atom.start < end < atom.end:
            end = atom.end
    return Span(start, end)


def _sentence(text: str, at: int) -> Span:
    """The one that holds the place; no number reaches over its end."""
    row = _sentences(text, line_of(text, Span(at, at)))
    before = bisect_right(row, at, key=lambda sentence: sentence.start) - 1
    return row[before] if before >= 0 else Span(at, at)


@lru_cache(maxsize=512)
def _sentences(text: str, line: Span) -> tuple[Span, ...]:
    return tuple(sentences(text, line))


@lru_cache(maxsize=4096)
def _atoms(text: str, span: Span) -> tuple[Span, ...]:
    """The numbers of a sentence that may not be cut, with the words that bound them."""
    found = [Span(q.start, q.end) for q in quantities(text, *span)[0]]
    digits = [Span(*match.span()) for match in _DIGITS.finditer(text, *span)]
    return tuple(_bounded(text, span) for span in (*found, *digits))


def _bounded(text: str, number: Span) -> Span:
    before = _BOUND.search(text[max(0, number.start - 4) : number.start])
    after = NEAR_AFTER.match(text, number.end)
    return Span(number.start - (len(before[0]) if before else 0), after.end() if after else number.end)
