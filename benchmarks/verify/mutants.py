"""Mutations by rule: a true sentence with one thing in it made false.

A rule takes a sentence and a random generator and gives where it changed what into what, or None where it finds nothing
to change. What comes out may be odd Chinese; it is never what the report says.
"""

import random
import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from report.quantities import quantities


class Edit(NamedTuple):
    """`sentence[start:end]` becomes `put`."""

    start: int
    end: int
    put: str


Rule: TypeAlias = Callable[[str, random.Random], Edit | None]

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LAW = re.compile(r"《([^《》]{3,40})》")
_UNITS = "公里>米 平方公里>平方米 万吨>万公斤 吨>公斤 亩>公顷 公顷>亩 件>项 项>件 家>个 个>家 人次>人 户>人"
_UNITS += " 元>美元 座>条 套>户 万千瓦>千瓦 天>个月 位>名 条>部 部>条 次>场 倍>成"
_WAYS = "增长>下降 下降>增长 增加>减少 减少>增加 提高>降低 降低>提高 上升>下降 高于>低于 低于>高于 快于>慢于 扩大>缩小"
_WAYS += " 新增>减少 增至>减至 增收>减收 超过>低于"
_DENIALS = "不> 未>已 未> 没有>有 无>有 能够>不能 可以>不可以 已>未 实现>未实现 完成>未完成"
_DENIALS += " 必须>不必 坚持>不坚持 是>不是"
_ORGANS = "全省>全市 全市>全省 国务院>全国人大 党中央>国务院 省委>市委 市委>省委 全国>全省 常委会>委员会 人大>政协"
_ORGANS += " 政协>人大 法院>检察院 政府>党委 国家>省 我省>我市 全区>全县 发展改革委>财政厅 人民代表大会>政治协商会议"
_LAWS = "条例>办法 办法>条例 规划>计划 法>条例 意见>方案 方案>意见"
_BOUNDS = "余> 多> 近> 约> 超过> 超> 左右> 以上> 以内> 以上>以下 以下>以上 近>超 超>近 约>超 突破>接近 超过>不超过"
_SCOPES = "均>不 均> 都>不 都> 全部>部分 全面>基本 首次>再次 基本> 所有>部分 连续> 累计> 分别> 人均> 同比>环比"
_SCOPES += " 提前>推迟 第一>第二 首位>次位 年均> 预计> 力争> 其中>"


def _pairs(table: str) -> list[tuple[str, str]]:
    """The pairs of a table: "增长>下降" puts 下降 for 增长, "余>" leaves 余 out."""
    return [(was, put) for was, _, put in (row.partition(">") for row in table.split())]


def _swapped(table: str, near: str = "") -> Rule:
    """The rule that puts the second of a pair for the first; `near`: what must stand in front of it."""

    def rule(sentence: str, rng: random.Random) -> Edit | None:
        found = [
            Edit(match.start(), match.end(), put)
            for was, put in _pairs(table)
            for match in re.finditer(f"{near}{re.escape(was)}", sentence)
        ]
        return rng.choice(found) if found else None

    return rule


def digit(sentence: str, rng: random.Random) -> Edit | None:
    """One digit of a number becomes another."""
    found = [at for at, char in enumerate(sentence) if char in "0123456789"]
    if not found:
        return None
    at = rng.choice(found)
    return Edit(at, at + 1, rng.choice([d for d in "123456789" if d != sentence[at]]))


def more_digits(sentence: str, rng: random.Random) -> Edit | None:
    """A digit is put in, or one of several is left out."""
    found = [m for m in _NUMBER.finditer(sentence) if "." not in m[0]]
    if not found:
        return None
    match = rng.choice(found)
    at = rng.randrange(match.start(), match.end())
    if len(match[0]) > 1 and rng.random() < 0.5:
        return Edit(at, at + 1, "")
    return Edit(at + 1, at + 1, rng.choice("0123456789"))


def point(sentence: str, rng: random.Random) -> Edit | None:
    """The decimal point moves by one, goes, or comes."""
    found = [m for m in _NUMBER.finditer(sentence) if len(m[0]) > 1 and not _YEAR.match(sentence, m.start())]
    if not found:
        return None
    match = rng.choice(found)
    digits, at = match[0].replace(".", ""), match[0].find(".")
    places = [p for p in range(1, len(digits) + 1) if p != at and not (at < 0 and p == len(digits))]
    place = rng.choice(places)
    return Edit(*match.span(), f"{digits[:place]}.{digits[place:]}".rstrip("."))


def year(sentence: str, rng: random.Random) -> Edit | None:
    """Another year, or 去年 for 今年."""
    found = [Edit(*m.span(), str(int(m[0]) + rng.choice([-2, -1, 1, 2]))) for m in _YEAR.finditer(sentence)]
    found += [Edit(m.start(), m.end(), "今年" if m[0] == "去年" else "去年") for m in re.finditer("[去今]年", sentence)]
    return rng.choice(found) if found else None


def unit(sentence: str, rng: random.Random) -> Edit | None:
    """Another unit behind a number."""
    found = []
    for quantity in quantities(sentence, 0, len(sentence))[0]:
        printed = sentence[quantity.start : quantity.end]
        for was, put in _pairs(_UNITS):
            if quantity.unit == was and printed.endswith(was):
                found.append(Edit(quantity.end - len(was), quantity.end, put))
    return rng.choice(found) if found else None


def order(sentence: str, rng: random.Random) -> Edit | None:
    """Two numbers change places."""
    found = list(_NUMBER.finditer(sentence))
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if a[0] != b[0]]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    return Edit(first.start(), second.end(), second[0] + sentence[first.end() : second.start()] + first[0])


def law(sentence: str, rng: random.Random) -> Edit | None:
    """A law's name ends otherwise, or lacks a character."""
    found = list(_LAW.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    for was, put in _pairs(_LAWS):
        if match[1].endswith(was):
            return Edit(match.end(1) - len(was), match.end(1), put)
    at = rng.randrange(match.start(1), match.end(1))
    return Edit(at, at + 1, "")


def clauses_swapped(sentence: str, rng: random.Random) -> Edit | None:
    """Two neighbouring clauses change places."""
    found = list(re.finditer(r"[^，。；、]{4,}(?=，)", sentence))
    pairs = [(a, b) for a, b in pairwise(found) if a.end() + 1 == b.start() and a[0] != b[0]]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    return Edit(first.start(), second.end(), f"{second[0]}，{first[0]}")


def left_out(sentence: str, rng: random.Random) -> Edit | None:
    """A clause in the middle is left out."""
    found = list(re.finditer(r"(?<=，)[^，。；]{4,20}，", sentence))
    return Edit(*rng.choice(found).span(), "") if found else None


def _beside_number(table: str) -> Rule:
    """The rule of a word beside a number."""

    def rule(sentence: str, rng: random.Random) -> Edit | None:
        found = [
            Edit(m.start(), m.end(), put)
            for was, put in _pairs(table)
            for m in re.finditer(re.escape(was), sentence)
            if re.search(r"\d[万亿]*$", sentence[: m.start()])
            or re.match(r"\d", sentence[m.end() :])
            or re.search(r"\d[^\d，。]{1,4}$", sentence[: m.start()])
        ]
        return rng.choice(found) if found else None

    return rule


def any_character(sentence: str, rng: random.Random) -> Edit | None:
    """A character goes, is doubled, changes places with the next or becomes another one of the sentence."""
    found = [at for at, char in enumerate(sentence[:-1]) if char.isalnum()]
    if not found:
        return None
    at = rng.choice(found)
    here, following = sentence[at], sentence[at + 1]
    other = rng.choice([char for char in sentence if char.isalnum()])
    turned = Edit(at, at + 2, following + here) if following.isalnum() else Edit(at, at + 1, "")
    return rng.choice([Edit(at, at + 1, ""), Edit(at, at, here), turned, Edit(at, at + 1, other)])


def another_form(sentence: str, rng: random.Random) -> Edit | None:
    """A number with a sign, a nought more, a range, a numeral in its place."""
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    number = match[0]
    numeral = "二十六" if number == "25" else "二十五"
    forms = [f"-{number}", f"{number}0", f"0{number}", f"约{number}", numeral, "3~5", "数十"]
    return Edit(*match.span(), rng.choice(forms))


def at_an_edge(sentence: str, rng: random.Random) -> Edit | None:
    """Words put in front or behind."""
    end = len(re.sub(r"[，。；：]+$", "", sentence))
    front = [Edit(0, 0, words) for words in ("预计", "力争", "到2030年，", "未", "据测算，")]
    back = [Edit(end, end, words) for words in ("左右", "的目标", "，居全国第一位", "，增长5.3%", "，创历史新高")]
    return rng.choice([*front, *back])


RULES: dict[str, Rule] = {
    "digit": digit,
    "digits more or fewer": more_digits,
    "decimal point": point,
    "unit": unit,
    "% / 个百分点": _swapped("%>个百分点 ％>个百分点 个百分点>% 个百分点>倍"),
    "万 / 亿": _swapped("万>亿 亿>万 万亿>亿 万> 亿>", r"(?<=\d)"),
    "year": year,
    "增 / 减": _swapped(_WAYS),
    "不 / 未": _swapped(_DENIALS),
    "organ": _swapped(_ORGANS),
    "law": law,
    "order of two figures": order,
    "余, 超, 近, 约, 以上": _beside_number(_BOUNDS),
    "均, 都, 首次": _swapped(_SCOPES),
    "clauses swapped": clauses_swapped,
    "clause left out": left_out,
    "any character": any_character,
    "another form of a number": another_form,
    "words at an edge": at_an_edge,
}


def mutated(sentence: str, edit: Edit) -> str:
    """The sentence with the edit made."""
    return sentence[: edit.start] + edit.put + sentence[edit.end :]
