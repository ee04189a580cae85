"""The same indicator told twice in one draft with two values: same words, period, place, unit and direction.

Rates, money and sizes are compared wherever they stand. Things that are counted (开展执法检查5次) are told of parts as
often as of the whole: they are compared only where both sentences say that they are of the whole (全年, 共, 累计).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from report.model import Report, Span
from report.units import HEADS, is_money, is_rate
from retrieval.consistent.draft import Amount, Contradiction, Said

_OWN = (
    r"(?:[全我][国省市区县州盟旗]|本[省市区县州]|全年|今年|去年|上年|本年度?|年度|(?:19|20)\d\d年|一年来"
    r"|其中|预计|全面|顺利|实现|完成|同比|预期|力争)"
)
_LEADS = re.compile(rf"^(?:{_OWN}|[，,、\s])+")
_ALIKE = (("国内生产总值", "生产总值"), ("地区生产总值", "生产总值"), ("GDP", "生产总值"), ("规上", "规模以上"),
          ("社零", "社会消费品零售"), ("固投", "固定资产投资"), ("地方一般公共预算", "一般公共预算"))  # fmt: skip
_PLACE = re.compile(r"全国|全省|全市|全区|全县|全州|我国|我省|我市|我区|我县|[\u4e00-\u9fff]{2}(?:省|市|县|自治区)")
_MONTHS = re.compile(
    r"(?:\d{1,2}|[一二三四])(?:[-—－~～至到]\d{1,2})?(?:月|季度)|上半年|下半年|前三季度|五年|[一二三四]季度"
    r"|月末|日均|年均|平均|累计|每|十[一二三四五]五|(?<!今年)(?<!一年)以来|期间|(?<!\d)\d年|人均|同期"
)
_RELATIVE = re.compile(
    r"[高低快慢好优]于|超过全|高出|贡献|拉动|占|(?<![同环])比|较|即|按|排名|居(?!民)|由|从|(?<![达收])到|目标|任务|计划"
    r"|预期|左右|(?<!规模)以上|以内|不低于|不超过|力争|确保|分别"
)
_WEAK = re.compile(
    r"平均|年均|[一二两三四五六七八九十]+年|即|继续|其中|地方|完成|比|按|全部|已|今后|今年内|将|可|以|其|该|这|并|又|再"
)
_YEARS = re.compile(  # a paragraph is of it, once said
    r"[三四五六七八九十]年[来间]|过去[三四五]年|“.{1,3}五”|环比|[１一二][九９０〇○][\d〇○一二三四五六七八九]{2}年"
)
_BROKEN = re.compile(r"[\d，,；;、：:（）()]|(?:安排|投入|下达|拨付|发放)$")
_INSIDE = re.compile(r"其中|[^当年期程]中[，,]")  # parts of what the sentence began with
_COMMA = re.compile(r"[，,；;。]")
_WHOLE = re.compile(r"全年|一年来|共|累计|总计|合计|今年以来|年内|全市|全省|全县|全区|本年度")
_LIKE_CLAUSE = 7  # characters of two equal clauses that must be of one thing
_LEAD, _PARAGRAPH = 200, 1500  # characters looked at in front of an amount, in its sentence and in its paragraph
_MOST = 30  # times that one indicator is told
_LEAST = 4  # characters of an indicator that is worth comparing
_SIZES = {*HEADS.split(), "吨", "公斤", "斤", "亩", "公顷", "平方公里", "公里", "立方米", "千瓦", "千瓦时", "标箱"}


class Key(NamedTuple):
    """What must be the same for two values to be of one thing; place, period and kind may be left unsaid in one."""

    words: str
    unit: str
    sort: str
    scope: str


class Told(NamedTuple):
    amount: Amount
    place: str
    whole: bool
    clause: str
    sentence: Span
    span: Span


def repeated(report: Report, said: Sequence[Said]) -> Iterator[Contradiction]:
    """Pairs of values of one indicator that no rounding explains; each value is told once."""
    dated = bool(report.meta.year_covered or report.meta.year_planned)
    found: dict[Key, list[Told]] = defaultdict(list)
    for sentence in said:
        for at in range(len(sentence.amounts)):
            if made := _key(report, sentence, at):
                found[made[0]].append(made[1])
    for rows in found.values():
        for one, other in combinations(rows[:_MOST], 2):
            if _contradict(one, other, dated):
                yield _unlike(report, one, other)
                break


def _key(report: Report, sentence: Said, at: int) -> tuple[Key, Told] | None:
    """None for an amount that is no level of an indicator: a part, a comparison, words that do not name one."""
    amount = sentence.amounts[at]
    words, span = _indicator(report, sentence, at)
    lead = report.text[max(sentence.span.start, amount.start - _LEAD) : amount.start]
    clause = re.split(r"[，,。；;]", lead)[-1]
    near = clause + re.split(r"[，,、。；;]", report.text[amount.end : amount.end + 3])[0]
    raw = report.text[amount.figure.what.start : amount.figure.what.end]
    weak = _WEAK.match(words) or _WEAK.match(raw) or _BROKEN.search(words) or _INSIDE.search(lead)
    apart = len(_COMMA.findall(report.text[amount.figure.what.end : amount.start])) > (amount.figure.sort == "growth")
    if len(words) < _LEAST or apart or weak or amount.figure.approx or _RELATIVE.search(near):
        return None
    places = _PLACE.findall(lead)
    key = Key(words, amount.unit, amount.figure.sort, _scope(report, amount, lead, clause))
    whole = bool(_WHOLE.search(lead)) or (amount.figure.what.end <= amount.start and _measured(amount.unit))
    return key, Told(amount, places[-1] if places else "", whole, clause, sentence.span, span)


def _scope(report: Report, amount: Amount, lead: str, clause: str) -> str:
    """The months, the spans of years, and whether it is against the month before (环比), as far as the words say."""
    paragraph = report.text[max(0, amount.start - _PARAGRAPH) : amount.start].rpartition("\n")[2]
    return "".join(sorted({*_MONTHS.findall(lead), *_YEARS.findall(paragraph)})) + "环比" * ("环比" in clause)


def _measured(unit: str) -> bool:
    return is_rate(unit) or is_money(unit) or unit in _SIZES


def _indicator(report: Report, sentence: Said, at: int) -> tuple[str, Span]:
    """The words that name it, without whose and when: 全市地区生产总值 is 生产总值."""
    figure = sentence.amounts[at].figure
    words = report.text[figure.what.start : figure.what.end]
    start = min(figure.what.start, figure.start)
    if figure.what.start >= figure.end:  # 制定4部地方性法规: the verb stands in front
        begin = sentence.amounts[at - 1].end if at else sentence.span.start
        verb = re.search(r"([\u4e00-\u9fff]{0,6})$", report.text[begin : figure.start])
        words = (_LEADS.sub("", verb[1]) if verb else "") + words
        start = verb.start(1) + begin if verb else figure.start
    words = _LEADS.sub("", re.sub(r"\s", "", words))
    for name, plain in _ALIKE:
        words = words.replace(name, plain)
    return re.sub(r"(?:共|了|总量达|达到?|完成|实现|为)+$", "", words), Span(start, max(figure.end, figure.what.end))


def _contradict(one: Told, other: Told, dated: bool) -> bool:
    """`dated`: the draft says what year it is of; a value without a period is then one of several years."""
    a, b = one.amount, other.amount
    turned = a.figure.sort == "growth" and (a.figure.change or "+")[0] != (b.figure.change or "+")[0]
    apart = a.value != b.value if a.step == b.step else a.high < b.low or b.high < a.low
    if one.sentence == other.sentence or not (turned or apart):
        return False
    when = a.figure.period == b.figure.period or (not dated and _agree(a.figure.period, b.figure.period))
    same = when and _agree(one.place, other.place)
    planned = [told.amount.figure.kind == "target" for told in (one, other)]
    alike = (one.whole and other.whole) or (one.clause == other.clause and len(one.clause) > _LIKE_CLAUSE)
    return same and planned[0] == planned[1] and alike


def _agree(one: str | None, other: str | None) -> bool:
    return one == other or not one or not other


def _unlike(report: Report, one: Told, other: Told) -> Contradiction:
    told = [report.text[t.span.start : t.span.end].strip("，,、 ") for t in (one, other)]
    at = (Span(one.amount.start, one.amount.end), Span(other.amount.start, other.amount.end))
    return Contradiction("repeated", at, f"同一指标两处数值不同：“{told[0]}”与“{told[1]}”。")
