"""Drafts with one planted contradiction each, and the same drafts without, from real paragraphs edited by rule.

    python -m benchmarks.consistency.make ../shared/reports > benchmarks/consistency/drafts.jsonl

A rule finds a place in a real paragraph, makes it say something that can be checked (a total of what it lists, a rate
of two values it prints; some places say it already), and changes one number of it. The rules look for places with
patterns of their own, not with those of retrieval/.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

from report.parse import read_report

SEED, EACH, OLDEST = 2026, 100, 1999
_CN = "零一二三四五六七八九十"
_UNITS = "个|家|件|项|人|公里|亿元|万吨|万亩|座|所|名|户|套|平方公里|万人|处|亿千瓦时|条"
_NUM = r"\d+(?:\.\d+)?"
_INDICATORS = (
    "地区生产总值|固定资产投资|社会消费品零售总额|规模以上工业增加值|一般公共预算收入|人均可支配收入|进出口总额|城镇新增就业"
    "|粮食总?产量|研发经费投入"
)
_VERBS = ("办结", "完成", "整改", "解决", "验收", "落实")


class Edit(NamedTuple):
    """A paragraph that is consistent, the same with a contradiction, and the characters of the latter that were
    changed."""

    kind: str
    good: str
    bad: str
    at: tuple[int, int]


Rule: TypeAlias = Callable[[str, random.Random], Iterator[Edit]]


def _swap(kind: str, good: str, start: int, was: str, now: str) -> Iterator[Edit]:
    if was != now:
        yield Edit(kind, good, good[:start] + now + good[start + len(was) :], (start, start + len(now)))


def _other(number: str, rng: random.Random, rounded: bool = False) -> str:
    """The number with one digit changed, never the first to 0. `rounded`: nor the last behind a point, which may differ
    by rounding."""
    places = [i for i, c in enumerate(number) if c.isdigit()]
    places = places[:-1] if rounded and "." in number else places
    at = rng.choice(places)
    digits = [d for d in "0123456789" if d != number[at] and not (d == "0" and at == 0)]
    return number[:at] + rng.choice(digits) + number[at + 1 :]


def _near(count: int, rng: random.Random) -> int:
    return max(2, count + rng.choice((-1, 1))) if count > 2 else count + 1


def series_counted(text: str, rng: random.Random) -> Iterator[Edit]:
    """A lead that states how many follow: the count is changed."""
    for lead in re.finditer(rf"([两{_CN}]|\d)(?:个方面|方面|项|件|点|条)[\u4e00-\u9fff]{{0,6}}[：:。]\s*一是", text):
        if _ordinals(text, lead.end() - 2) != (count := _count(lead[1])) or not 3 <= count <= 9:
            continue
        now = _near(count, rng)
        yield from _swap("count", text, lead.start(1), lead[1], str(now) if lead[1].isdigit() else _CN[now])


def series_gap(text: str, rng: random.Random) -> Iterator[Edit]:
    """三是 becomes 四是 (or 二是 again)."""
    for first in re.finditer(r"(?<=[：:。，；])一是", text):
        reached = _ordinals(text, first.start())
        if reached > 3:
            number = rng.randint(3, reached - 1)
            at = text.index(f"{_CN[number]}是", first.start())
            yield from _swap("order", text, at, _CN[number], _CN[rng.choice((number - 1, number + 1))])


def series_lead(text: str, rng: random.Random) -> Iterator[Edit]:
    """A series without a count gets one."""
    for first in re.finditer(r"(?<![两\d一二三四五六七八九十][项件点条面])(?<=[\u4e00-\u9fff])(。|：)一是", text):
        reached = _ordinals(text, first.start() + 1)
        if 2 < reached < 10:
            lead = rng.choice(("。重点做好{}方面工作：", "，着力抓好以下{}项工作。", "，采取了{}条措施："))
            head, tail = lead.split("{}")
            good = text[: first.start()] + head + _CN[reached] + tail + text[first.end() - 2 :]
            yield from _swap("count", good, first.start() + len(head), _CN[reached], _CN[_near(reached, rng)])


def names_counted(text: str, rng: random.Random) -> Iterator[Edit]:
    """《甲》《乙》《丙》 gets its count, behind or in front; a name too few or too many is told."""
    name = r"《[^《》]{4,40}》"
    for run in re.finditer(rf"{name}(?:[、和]?{name})+(?=[，。；])", text):
        count = run[0].count("《")
        if count < 2 or count > 9:
            continue
        form = rng.choice(("{}部文件", "等{}部文件", "，共{}部", "front"))
        if form == "front":
            head = f"{count}部文件，分别是"
            good = text[: run.start()] + head + text[run.start() :]
            yield from _swap("count", good, run.start(), str(count), str(_near(count, rng)))
        else:
            head, tail = form.split("{}")
            good = text[: run.end()] + head + str(count) + tail + text[run.end() :]
            now = count - 1 if "等" in form else _near(count, rng)
            if now > 1:
                yield from _swap("count", good, run.end() + len(head), str(count), str(now))


def total(text: str, rng: random.Random) -> Iterator[Edit]:
    """A list of values of one unit gets its total; one value of it is changed."""
    item = rf"[\u4e00-\u9fff]{{2,12}}?({_NUM})(?P<unit>{_UNITS})"
    for found in re.finditer(rf"(?<=[，。；]){item}(?:、[\u4e00-\u9fff]{{2,12}}?{_NUM}(?P=unit))+(?=[，。；])", text):
        values = re.findall(rf"({_NUM})(?={found['unit']})", found[0])
        if re.search(r"比|增长|提高|其中|分别|总|[至到]|近|超|约|余|累计|每|均", found[0]) or len(values) < 2:
            continue
        said = f"，{rng.choice(('共', '合计', '共计'))}{sum(map(Decimal, values))}{found['unit']}"
        good = text[: found.end()] + said + text[found.end() :]
        spot = rng.choice(list(re.finditer(_NUM, good[found.start() : found.end() + len(said)])))
        yield from _swap("sum", good, found.start() + spot.start(), spot[0], _other(spot[0], rng, True))


def parts(text: str, rng: random.Random) -> Iterator[Edit]:
    """其中 with one part, and the rest told: 其余. The whole, the part or the rest is changed."""
    for found in re.finditer(
        rf"(?<![\d.近超约])({_NUM})({_UNITS})，其中([\u4e00-\u9fff]{{2,14}}?)({_NUM})\2(?=[，。；])", text
    ):
        rest = Decimal(found[1]) - Decimal(found[4])
        lead = re.split("[，。；、]", text[: found.start()])[-1]
        if rest <= 0 or re.search(r"近|超|约|突破|增|比|均", lead + found[3]):
            continue
        good = f"{text[: found.end()]}、其余{rest}{found[2]}{text[found.end() :]}"
        which = rng.choice((1, 4))
        yield from _swap("sum", good, found.start(which), found[which], _other(found[which], rng, True))


def share(text: str, rng: random.Random) -> Iterator[Edit]:
    """其中 with one part gets its share."""
    for found in re.finditer(
        rf"(?<![\d.近超约])({_NUM})({_UNITS})，其中([\u4e00-\u9fff]{{2,14}}?)({_NUM})\2(?=[，。；])", text
    ):
        lead = re.split("[，。；、]", text[: found.start()])[-1]
        if Decimal(found[4]) >= Decimal(found[1]) or re.search(r"近|超|约|突破|增|比|均", lead + found[3]):
            continue
        rate = f"{100 * Decimal(found[4]) / Decimal(found[1]):.1f}"
        good = f"{text[: found.end()]}，占{rate}%{text[found.end() :]}"
        yield from _swap("rate", good, found.end() + 2, rate, _other(rate, rng, True))


def done(text: str, rng: random.Random) -> Iterator[Edit]:
    """Things counted get a number done and the rate of it."""
    for found in re.finditer(r"(?<=[\u4e00-\u9fff])(?<![近超约第达])(\d{2,4})(件|个|项|处|起)(?=[，。；])", text):
        whole, verb = int(found[1]), rng.choice(_VERBS)
        reached = int(whole * rng.uniform(0.6, 0.99))
        places = rng.choice((1, 2))
        rate = f"{Decimal(100 * reached) / whole:.{places}f}"
        said = f"，已{verb}{reached}{found[2]}，{verb}率{rng.choice(('', '为', '达'))}"
        good = text[: found.end()] + said + rate + "%" + text[found.end() :]
        if "." in rate and rate.rstrip("0") == rate:
            yield from _swap("rate", good, found.end() + len(said), rate, _other(rate, rng))


def growth(text: str, rng: random.Random) -> Iterator[Edit]:
    """由甲增加到乙 gets its growth."""
    verb = "增加|提高|上升|提升|增长|下降|降低|减少"
    pattern = rf"(?:由|从)({_NUM})({_UNITS}|万亿元|%)(?:{verb})(?:到|至)({_NUM})\2(?=[，。；、])"
    for found in re.finditer(pattern, text):
        one, other = Decimal(found[1]), Decimal(found[3])
        word = "提高" if other > one else "下降"
        if found[2] == "%":
            told, unit = str(abs(other - one)), "个百分点"
        else:
            told, unit = f"{100 * abs(other - one) / one:.1f}", "%"
        said, now = f"，{word}", _other(told, rng)
        good = f"{text[: found.end()]}{said}{told}{unit}{text[found.end() :]}"
        if abs(Decimal(now) - Decimal(told)) > _room(one, other, unit):
            yield from _swap("rate", good, found.end() + len(said), told, now)


def _room(one: Decimal, other: Decimal, unit: str) -> Decimal:
    """How far a growth may be off because its two values are rounded; counted things have no decimals to round."""
    last = max(Decimal(1).scaleb(int(v.as_tuple().exponent)) for v in (one, other))
    return last if unit != "%" else 100 * last * (one + other) / one**2


def turned(text: str, rng: random.Random) -> Iterator[Edit]:
    """由甲增加到乙: the two values change places."""
    verb = "增加|提高|上升|下降|降低|减少|缩短"
    pattern = rf"(?:由|从)({_NUM})({_UNITS}|%)(?:{verb})(?:到|至)({_NUM})\2(?!左右|以上|以下|以内)"
    for found in re.finditer(pattern, text):
        swapped = text[: found.start(1)] + found[3] + text[found.end(1) : found.start(3)] + found[1]
        yield Edit("order", text, swapped + text[found.end(3) :], (found.start(1), len(swapped)))


def increase(text: str, rng: random.Random) -> Iterator[Edit]:
    """达到甲亿元、增长5% gets the amount gained."""
    pattern = rf"(?:收入|总额|余额|贷款|投资|产值|营收|利润)(?:达到?|完成)?({_NUM})(万?亿元)、增长({_NUM})%(?=[，。；])"
    for found in re.finditer(pattern, text):
        level, rate = Decimal(found[1]), Decimal(found[3])
        gain = level * rate / (100 + rate)
        if gain < 5:
            continue
        said = f"，比上年增加{gain:.1f}{found[2]}"
        good = text[: found.end(2)] + said + text[found.end(2) :]
        yield from _swap("rate", good, found.start(3) + len(said), found[3], _other(found[3], rng, True))


def repeat(text: str, rng: random.Random) -> Iterator[Edit]:
    """A clause with an indicator is told a second time at the head of the draft, with another value."""
    names = f"(?:全省|全市|全区)?(?:{_INDICATORS})(?:达到?|完成|增长|实现|总量)*"
    pattern = rf"(?<=[，。；])({names})({_NUM})(万亿元|亿元|元|%|万人|亿斤|万吨)(?=[、，。；])"
    for found in re.finditer(pattern, text):
        own = rng.choice(("", "全省", "去年，", "一年来，全省"))
        head = f"{own}{re.sub('^全[省市区]', '', found[1]) if '全' in own else found[1]}{found[2]}{found[3]}。\n"
        good = head + text
        at = head.index(found[2])
        yield from _swap("repeated", good, at, found[2], _other(found[2], rng))


RULES: tuple[Rule, ...] = (
    *(series_counted, series_gap, series_lead, names_counted, total, parts),
    *(share, done, growth, turned, increase, repeat),
)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _CN.index(word.replace("两", "二"))


def _ordinals(text: str, start: int) -> int:
    """How far 一是, 二是, … counts on from `start`."""
    number = 0
    while number < 10 and (found := text.find(f"{_CN[number + 1]}是", start)) >= 0:
        start, number = found + 2, number + 1
    return number


def paragraphs(text: str) -> list[str]:
    """The natural paragraphs of middle length."""
    return [line.strip() for line in text.split("\n") if 60 <= len(line.strip()) <= 900]


def edits(reports: Sequence[tuple[str, list[str]]], rng: random.Random) -> dict[str, list[tuple[str, int, Edit]]]:
    """Every edit of every rule: the report, the paragraph's number, the edit."""
    found: dict[str, list[tuple[str, int, Edit]]] = {}
    for name, rows in reports:
        for at, row in enumerate(rows):
            for rule in RULES:
                found.setdefault(rule.__name__, []).extend((name, at, edit) for edit in rule(row, rng))
    return found


def drafts(half: str, reports: Sequence[tuple[str, list[str]]], rng: random.Random) -> Iterator[dict[str, object]]:
    """`EACH` pairs of drafts, the rules in turn as long as they have places left, a paragraph used once a rule."""
    pool = edits(reports, rng)
    for rows in pool.values():
        rng.shuffle(rows)
    made, used, around = 0, set[tuple[str, str, int]](), dict(reports)
    while made < EACH and any(pool.values()):
        for rule, rows in pool.items():
            while rows and (rule, *rows[-1][:2]) in used:
                rows.pop()
            if not rows or made == EACH:
                continue
            name, at, edit = rows.pop()
            used.add((rule, name, at))
            made += 1
            before = "".join(f"{row}\n" for row in around[name][max(0, at - 2) : at])
            after = "".join(f"\n{row}" for row in around[name][at + 1 : at + 3])
            shared = {"half": half, "report": name, "rule": rule, "kind": edit.kind}
            place = [len(before) + edit.at[0], len(before) + edit.at[1]]
            yield {"id": f"{half}-{made:03}a", **shared, "planted": place, "text": before + edit.bad + after}
            yield {"id": f"{half}-{made:03}b", **shared, "planted": None, "text": before + edit.good + after}


def main(folder: Path) -> None:
    files = [*sorted(folder.glob("national/*.txt")), *sorted(folder.glob("provincial2025/*.docx"))]
    files = [f for f in files if f.suffix == ".docx" or int(f.name[:4]) >= OLDEST]
    reports = [(f.name, paragraphs(read_report(f).text)) for f in files]
    for half, own in (("dev", reports[::2]), ("test", reports[1::2])):
        for row in drafts(half, own, random.Random(f"{SEED}{half}")):
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
