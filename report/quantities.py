"""Quantities of a stretch of text: a number, its unit, how near; and the numbers that could not be read.

>>> text = "由3家增至5家,改造1—2个园区,近80%,居全国第2位,举办两期,12345热线"
>>> [(text[q.start : q.end], q.value, q.unit) for q in quantities(text, 0, len(text))[0]]
[('3家', 3, '家'), ('5家', 5, '家'), ('1—2个', (1, 2), '个'), ('80%', 80, '%'), ('第2位', 2, '位'), ('两期', 2, '期')]
"""

import re
from dataclasses import dataclass, replace

from report.model import Span, Value
from report.named import chinese_name, not_counted
from report.numerals import CN_DIGITS, NUMBER, Number, plain, read_number, times
from report.simplified import simplified
from report.units import CHINESE_UNIT, UNIT, is_money, is_rate

NEAR_BEFORE = re.compile(
    r"(?:近|约|超|超过了?|突破了?|逾|将近|接近|大约|大概|不低于|不少于|不小于|不超过|不高于|不多于|至少|最多|最少|高达?于?|低于|少于|多于|大于|小于)$"
)
_NOT_NEAR = re.compile(r"(?:提高|新高|最高|较高|登高|再高|高高)$")
AT_LEAST = re.compile(r"(?:至少|不少于|最多)[^\d，。；、]{0,8}$")
# What follows a quantity and is not what it counts: 突破60%大关; 由18小时缩短到5小时.
ONWARD = r"(?:增加|提高|提升|扩[大展]|缩[短小减]|压[减缩]|下降|降低|减少|上升|跃升|[增升降减变])(?:到|至|为)"
GENERIC = rf"(?:规模|新?(?:水平|大关|关口|大?台阶|高度)|目标|左右|以上|以内|以下|{ONWARD})"
NEAR_AFTER = re.compile(r" ?(?:以上|以下|以内|之内|左右|上下|多(?=[，,。；、]))")
_RANK = re.compile(
    rf"第 ?(?:(?P<arabic>\d{{1,3}})|(?P<chinese>[{CN_DIGITS}十]{{1,3}})) ?[位名]|前 ?(?P<first>\d{{1,3}}) ?[位名](?!单)"
)
_RANKED = re.compile(
    r"(?:[居列排]|名次|位次|排名|升至|升到|跃|保持|稳居|蝉联|获|荣获|夺得|位于|并列|总量|名列)[^。；，]{0,12}$"
)
_ORDER = re.compile(  # 居全国第二, 位列中部首位: without 位 or 名 only behind those among whom
    rf"(?:全国|全省|全市|全区|全球|世界|亚洲|[东中西]部(?:地区)?|沿海|同类(?:地区|城市|市)?)"
    rf"(?P<printed>第 ?(?:(?P<arabic>\d{{1,3}})|(?P<chinese>[{CN_DIGITS}十]{{1,3}}))|(?P<head>首位|榜首))"
    rf"(?= ?(?:[，。；,;（）)]|[、和并](?!第|[\d{CN_DIGITS}十])|$))"
)
_DASH = re.compile(r" ?(?:[—–~～－−\-]{1,2}|至|到) ?")
_TO = re.compile(r"[由从][^，。；、]{0,12}$")
_FRACTION = re.compile(r"(\d{1,2}) ?[/／] ?(\d{1,2})(?!\d|[/／])")
_RATIO = re.compile(r" ?[:：∶] ?[1１](?![\d.．:：∶])")
_SHARED = re.compile(r"(?:[、和][\d.．]+)+ ?(?P<unit>个百分点|%|％)")
_POINTS = re.compile(r"个(?:[、和][\d.．]+个)*[、和][\d.．]+ ?(?P<unit>个百分点)")
_SPAN_OF_TIME = re.compile("多?(?:月|星期|礼拜|季度|年头)")  # 上线八个月
_MAGNITUDE = re.compile(r"级(?=[^别以]|$)")
_PEOPLE = re.compile(
    r"[\u4e00-\u9fff]{0,7}?(?:居民|群众|人口|人民|农民|牧民|职工|学生|师生|教师|劳动力|党员|干部|人才|老人|老年人|儿童|游客|代表|旅客|市民|村民"
    r"|移民|毕业生|就业|大军|官兵|战士|劳动者|从业人员|工人|知识分子|残疾人|网民|考生|医生|青年)"
)
_IS = re.compile(r"(?:达到?了?|为|至|到|突破|超过?|近|约|提升|排名|指数|评分|得分|从|由)$")
_HELD = re.compile(r"[办行播刊发展训班]了?$")
_STOP = re.compile(r"$|[，,。；;、）)！]|以上|左右|以内|下降|提高|上升|提升|降|升|增")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` is as printed, with 余 and 多, without 以上 and 左右. `value` in base units; a range: a pair.

    `near`: a word says that the value is about or at least this. `rank`: a place in an order (第2位). `bare`: a
    magnitude without a numeral (万亿元, value 10¹²). `level`: 级 follows (26兆瓦级).
    """

    start: int
    end: int
    value: Value
    unit: str
    near: bool = False
    rank: bool = False
    bare: bool = False
    level: bool = False


def quantities(text: str, start: int, end: int) -> tuple[list[Quantity], list[Span]]:
    """The quantities of a line in order, and the numbers with Arabic digits of which no rule says what they are.

    Traditional characters are read as simplified ones: 三億元 is 300000000 "元".
    """
    text = simplified(text)
    told = (
        *(_rank(text, m) for m in _RANK.finditer(text, start, end)),
        *map(_order, _ORDER.finditer(text, start, end)),
    )
    found: list[Quantity] = [q for q in told if q]
    ranks, unread, at = {q.start: q for q in found}, [], start
    while number := NUMBER.search(text, at, end):
        at = number.end()
        if any(q.start <= number.start() < q.end for q in ranks.values()):
            continue
        quantity = _read(text, number, end)
        if isinstance(quantity, Quantity):
            found.append(quantity)
            at = quantity.end
        elif quantity:
            unread.append(quantity)
    return sorted(found, key=lambda q: q.start), unread


def _rank(text: str, found: re.Match[str]) -> Quantity | None:
    """第5位 always; 第一位 only where words say that an order is meant (居全省第一位, not 摆在第一位)."""
    if found["arabic"] or found["first"]:
        return Quantity(found.start(), found.end(), int(found["arabic"] or found["first"]), "位", rank=True)
    number = NUMBER.search(found["chinese"])
    value = read_number(number) if number else None
    if value is None or not _RANKED.search(text[max(0, found.start() - 16) : found.start()]):
        return None
    return Quantity(found.start(), found.end(), plain(value.value), "位", rank=True)


def _order(found: re.Match[str]) -> Quantity | None:
    """全国第二 and 全国首位."""
    number = NUMBER.search(found["chinese"] or "")
    read = read_number(number) if number else None
    value = 1 if found["head"] else int(found["arabic"] or 0) or (plain(read.value) if read else 0)
    return Quantity(*found.span("printed"), value, "位", rank=True) if value else None


def _read(text: str, found: re.Match[str], end: int) -> Quantity | Span | None:
    """A quantity; a span: unread; None: known to be no quantity."""
    number = read_number(found)
    if number is None:
        return None
    if number.chinese:
        return _chinese(text, number, end)
    if fraction := _FRACTION.match(text, found.start(), end):
        return _fraction(text, fraction)
    if ratio := _RATIO.match(text, number.end, end):
        return _nearness(text, Quantity(number.start, ratio.end(), plain(number.value), ""))
    if not_counted(text, number.start, number.end):
        return None
    return _range(text, number, end) or _arabic(text, number, end)


def _fraction(text: str, found: re.Match[str]) -> Quantity | None:
    over, under = int(found[1]), int(found[2])
    if not 0 < over < under or re.search(r"[\d/]$", text[: found.start()][-1:]):
        return None
    return _nearness(text, Quantity(found.start(), found.end(), round(over / under, 4), ""))


def _arabic(text: str, number: Number, end: int) -> Quantity | Span:
    unit, points = UNIT.match(text, number.end, end), _POINTS.match(text, number.end, end)
    if points:  # 2.2个和3.7个百分点
        return replace(_measured(text, number, points), end=number.end + 1)
    if unit:
        return _measured(text, number, unit)
    if shared := _SHARED.match(text, number.end, end):  # 分别提高11.1、11.2个百分点
        return replace(_measured(text, number, shared), end=number.end)
    stop = number.end - (text[number.end - 1] == " ")
    made = Quantity(number.start, stop, plain(number.value), "", number.approx, level=text.startswith("级", stop))
    if number.big >= 10**4 and made.level:
        return replace(made, unit="元")
    if number.big >= 10**4 or text.startswith(("人口", "人民"), stop):
        return _nearness(text, replace(made, unit="人" if _PEOPLE.match(text, stop, end) else ""))
    if _IS.search(text[max(0, number.start - 3) : number.start]) and _STOP.match(text, stop):
        return _nearness(text, made)
    return Span(number.start, stop)


def _measured(text: str, number: Number, unit: re.Match[str]) -> Quantity:
    name = unit["unit"].replace("％", "%").replace("／", "/").replace("个多月", "个月")
    made = Quantity(number.start, unit.end(), plain(number.value), name, number.approx, bare=number.bare)
    return _nearness(text, replace(made, level=bool(_MAGNITUDE.match(text, unit.end())) or name.endswith("级")))


def _range(text: str, low: Number, end: int) -> Quantity | None:
    """1—2个, 5%—6%, 3至5家; a unit printed once, or 万 printed once, holds for both."""
    first = UNIT.match(text, low.end, end)
    dash = _DASH.match(text, first.end() if first else low.end, end)
    found = NUMBER.match(text, dash.end(), end) if dash else None
    high = read_number(found) if found else None
    if (
        not dash
        or not high
        or high.chinese
        or (dash[0].strip() in "至到" and _TO.search(text[low.start - 16 : low.start]))
    ):
        return None
    second = UNIT.match(text, high.end, end)
    if not second or (first and first["unit"] != second["unit"]):
        return None
    value = low.value * (high.big if low.big == 1 and not first else 1)
    whole = _measured(text, replace(high, start=low.start), second)
    return replace(whole, value=(plain(value), plain(high.value))) if value < high.value else None


def _chinese(text: str, number: Number, end: int) -> Quantity | None:
    """两期, 二十四个, 百分之七, 亿元; not 一批, 上千家, 三级."""
    if chinese_name(text, number.start, number.end):
        return None
    if number.unit or text.startswith("分之", number.start + 1):
        return _nearness(text, Quantity(number.start, number.end, plain(number.value), number.unit, number.approx))
    unit = CHINESE_UNIT.match(text, number.end, end) or _turns(text, number, end)
    words = text[number.start : number.end]
    if not unit or not number.value or (words in ("一", "二") and not is_rate(unit["unit"])):
        return None
    if unit["unit"] == "个" and _SPAN_OF_TIME.match(text, unit.end(), end):
        return None
    if unit["unit"] == "期" and words[0] not in "两十" and not _HELD.search(text[: number.start][-3:]):
        return None  # 机场三期: the third stage
    money = is_money(unit["unit"]) and number.value >= times("亿")
    if number.bare and not (money and re.fullmatch(r"[百千万]?[万亿]+", words)):
        return None
    made = _measured(text, number, unit)
    return replace(made, near=True) if number.bare else made


def _turns(text: str, number: Number, end: int) -> re.Match[str] | None:
    """翻两番; 八成以上."""
    if re.search(r"翻了?$", text[max(0, number.start - 2) : number.start]):
        return re.compile(r"(?P<unit>番)").match(text, number.end, end)
    return re.compile(r"(?P<unit>成)(?=[以左多的]|[，。；、,;])").match(text, number.end, end)


def _nearness(text: str, made: Quantity) -> Quantity:
    before = text[max(0, made.start - 5) : made.start].rstrip()
    near = bool(NEAR_BEFORE.search(before)) and not _NOT_NEAR.search(before)
    near = near or bool(AT_LEAST.search(text[max(0, made.start - 12) : made.start]))
    return replace(made, near=made.near or near or bool(NEAR_AFTER.match(text, made.end)))
