"""Growth where both values stand: 由100亿元增加到150亿元,增长50%; 完成120亿元,比上年增加20亿元,增长20%.

Growth at constant prices, or of several years a year, is not that of the printed values: nothing is said of it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from report.model import Report
from retrieval.consistent.draft import Amount, Contradiction, Said, between, fits, front, places, plain, shown

_UP = "增加|增长|提高|提升|上升|扩大|发展|拓展|扩展|跃升|攀升|增"
_DOWN = "减少|下降|降低|缩短|压缩|压减|下调|缩减|回落|降"
_FROM = re.compile(r"(?:由|从)[^，,。；;、]{0,14}$")
_TO = re.compile(rf"[^，,。；;]{{0,12}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:到|至|为)了?[^，,。；;\d]{{0,8}}$")
_BY = re.compile(
    rf"[，,、（(；;]?\s*(?:(?:比|较)?(?:上年|去年|上一年|同期|同比)|累计|净|共)?"
    rf"(?:(?P<up>{_UP}|增幅|增速)|(?P<down>{_DOWN}|降幅))(?:率|幅度?)?(?:了|达到?|约|为)?$"
)
_MORE = re.compile(
    r"[，,、（(]?\s*(?:比|较)?(?:上年|去年|上一年|同期|上年同期|去年同期|同比)?"
    r"(?:净?增加|增长|增|(?P<down>减少|下降))了?$"
)
_LAST = r"(?:上年|去年|上一年|上年同期|去年同期)"
_THAN = re.compile(rf"[，,、（(]?\s*(?:比|较){_LAST}的")  # 50亿元,比上年的40亿元增长25%
_WAS = re.compile(rf"[，,、（(；;]\s*(?:而)?{_LAST}(?:为|是)")  # 50亿元,增长25%,上年为40亿元
_OTHER_BASE = re.compile(r"实际|可比|不变价|名义|同口径|剔除|扣除|年均|平均|增加值|生产总值|每年|GDP")


def growths(report: Report, said: Sequence[Said]) -> Iterator[Contradiction]:
    """Growth that is not what its two values make, and a growth that is a fall."""
    for this in said:
        yield from _of_sentence(report, this)


def _of_sentence(report: Report, this: Said) -> Iterator[Contradiction]:
    for at, (first, second) in enumerate(zip(this.amounts, this.amounts[1:], strict=False)):
        third = this.amounts[at + 2] if at + 2 < len(this.amounts) else None
        if first.unit != second.unit or second.figure.approx or first.figure.approx:
            continue
        to = _TO.match(between(report, first, second))
        if to and _FROM.search(front(report, this, at)):
            yield from _direction(report, first, second, "up" if to["up"] else "down", to[0])
            yield from _growth(report, first, second, third)
        elif third and (more := _MORE.fullmatch(between(report, first, second))):
            yield from _gain(report, first, second, third, bool(more["down"]))
        elif third and _THAN.fullmatch(between(report, first, second)):
            yield from _grown(report, first, third, between(report, second, third), second)
    for level, rate, before in zip(this.amounts, this.amounts[1:], this.amounts[2:], strict=False):
        if level.unit == before.unit and _WAS.fullmatch(between(report, rate, before)):
            yield from _grown(report, level, rate, between(report, level, rate), before)


def _direction(report: Report, first: Amount, second: Amount, way: str, words: str) -> Iterator[Contradiction]:
    less, more = (second, first) if way == "up" else (first, second)
    if less.value < more.value if less.step == more.step else less.high < more.low:
        one, other = shown(report, first, second)
        told = "增" if way == "up" else "减"
        message = f"由{one}到{other}是{'减' if way == 'up' else '增'}，文中写作{told}（“{words.strip()}”）。"
        yield Contradiction("order", places(first, second), message)


def _growth(report: Report, first: Amount, second: Amount, third: Amount | None) -> Iterator[Contradiction]:
    """由100亿元增加到150亿元,增长50%; 由60%提高到65%,提高5个百分点."""
    if third is None or third.figure.approx or not _BY.fullmatch(between(report, second, third)):
        return
    if _OTHER_BASE.search(between(report, second, third)) or (_at_other_prices(report, first) and third.unit == "%"):
        return
    true = abs(second.value - first.value)
    apart = sorted((abs(second.low - first.high), abs(second.high - first.low)))
    if third.unit == "%" and first.unit != "%":
        if first.low <= 0:
            return
        low, high = 100 * apart[0] / first.high, 100 * apart[1] / first.low
        true = 100 * true / first.value
    elif third.unit == first.unit != "%" or (third.unit == "个百分点" and first.unit == "%"):
        low, high = apart
    else:
        return
    if not fits(third, low, high):
        yield _unequal(report, first, second, third, true)


def _unequal(report: Report, first: Amount, second: Amount, third: Amount, true: Decimal) -> Contradiction:
    one, other, told = shown(report, first, second, third)
    message = f"由{one}到{other}相差{plain(true)}{third.unit}，文中写作{told}。"
    return Contradiction("rate", places(first, second, third), message)


def _gain(report: Report, level: Amount, gain: Amount, rate: Amount, down: bool) -> Iterator[Contradiction]:
    """完成120亿元,比上年增加20亿元,增长20%."""
    if rate.unit != "%" or rate.figure.approx or not _BY.fullmatch(between(report, gain, rate)):
        return
    before = (level.low + gain.low, level.high + gain.high) if down else (level.low - gain.high, level.high - gain.low)
    if before[0] <= 0 or level.unit == "%" or _at_other_prices(report, level):
        return
    low, high = 100 * gain.low / before[1], 100 * gain.high / before[0]
    if not fits(rate, low, high):
        one, other, told = shown(report, level, gain, rate)
        true = plain(100 * gain.value / (level.value + (gain.value if down else -gain.value)))
        message = f"{one}比上期{'减少' if down else '增加'}{other}，变动为{true}%，文中写作{told}。"
        yield Contradiction("rate", places(level, gain, rate), message)


def _grown(report: Report, level: Amount, rate: Amount, words: str, before: Amount) -> Iterator[Contradiction]:
    """Growth against the value of the year before, both printed; `words` stand in front of the rate."""
    by = _BY.fullmatch(words)
    if not by or rate.unit != "%" or level.unit == "%" or any(a.figure.approx for a in (level, rate, before)):
        return
    if _OTHER_BASE.search(words) or _at_other_prices(report, level) or before.low <= 0:
        return
    turn = -1 if by["down"] else 1
    low, high = sorted((turn * (level.low - before.high) / before.high, turn * (level.high - before.low) / before.low))
    if not fits(rate, 100 * low, 100 * high):
        one, other, told = shown(report, before, level, rate)
        true = plain(100 * turn * (level.value - before.value) / before.value)
        message = f"由上期{one}到{other}，变动为{true}%，文中写作{told}。"
        yield Contradiction("rate", places(level, rate, before), message)


def _at_other_prices(report: Report, level: Amount) -> bool:
    """Growth of what is told at constant prices is not that of the printed values."""
    clause = re.split(r"[，,。；;\n]", report.text[max(0, level.start - 60) : level.start])[-1]
    return bool(_OTHER_BASE.search(clause))
