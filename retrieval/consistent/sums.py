"""Sums of a draft: parts against their whole (共377件,其中A类120件…), and a part that is larger than its whole.

Parts behind 其中 are seldom all of them, and may overlap (妇女, 少数民族): they must add up only where the words say
that nothing is left over, and only a single part larger than its whole is wrong in any case.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from report.model import Report
from retrieval.consistent.draft import Amount, Contradiction, Said, between, front, places, plain, shown

_TOTAL = re.compile(
    r"(?:^|[，,、；;。）)])\s*(?:(?:以上|上述)?[两二三四五六](?:级|类|项|者)(?:人大)?(?:代表|人员|建议)?|以上|上述)?"
    r"(?:合计|共计|总计|一共|总共|共)(?:达到?|为|有|是)?$"
)
DONE = "解决|办结|办理|完成|整改|答复|采纳|化解|销号|落实|整治|纠正|处置|处理"
_ALREADY = re.compile(
    rf"(?:已|已经|其中)(?:全部|按期|如期)?(?:{DONE})(?:落实|到位|完毕|销号|问题|[\u4e00-\u9fff]{{0,2}})?$"
)
_GROWTH = re.compile(
    r"(?:增加|增长|减少|下降|提高|降低|多|少|[^新净]增|降)(?:了|额|到|至)?$|[比较由从]"
    r"|平均|年均|每|累计|以来|连续|总额|总量|目标|任务|超过"
)
_STANDS = re.compile(  # what is there at a time, or an average: the halves of a year do not make the year's
    r"均|存|余额|结余|在[册库建岗校园院押运营]|人口|保有|达|累计|率|比重|温|水位|价|指数|每"
    r"|月[薪收]|最[高大低多少]|单[日月]|日[产接]|运营|负荷|出力|能力|(?<!新)开工"
)
# What is counted may be the same in both halves of a year: the people are, their visits (人次) are not.
_SAME = ("千瓦", "兆瓦", "瓦", "辆", "台", "人", "名", "位", "度", "℃", "摄氏度")
_SHORT = 16  # characters between an amount and what is done of it
_MOST = 20  # parts of one whole
_SCALE = 100  # prints that differ by more are of other magnitudes (万 and 亿)
_OVERLAP = re.compile(r"女|族|党|青年|岁|学历|基层|一线|界|新当选|连任|兼|重点|优秀|以上|以下")
_REST = re.compile(r"^[，,、；;]?\s*(?:其余|其他|其它|剩余|余下|另有?)[\u4e00-\u9fff]{0,8}$")
_LEVELS = re.compile(r"(?P<n>[两二三四五])(?:级|类|种|个方面|大类)")
_NUMERAL = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_WHOLES = (  # classes of which nothing is left over
    ("A类", "B类", "C类"),
    ("A类", "B类", "C类", "D类"),
    ("城镇", "农村"),
    ("城镇", "乡村"),
    ("城市", "农村"),
    ("男", "女"),
    ("第一产业", "第二产业", "第三产业"),
    ("赞成", "反对", "弃权"),
    ("中央", "地方"),
    ("采纳", "部分采纳", "未采纳"),
    ("上半年", "下半年"),
)


def sums(report: Report, said: Sequence[Said]) -> Iterator[Contradiction]:
    """Totals that their parts do not make, and parts larger than what they are a part of."""
    for before, this in zip([None, *said[:-1]], said, strict=True) if said else ():
        for at, amount in enumerate(this.amounts):
            if not amount.figure.approx:
                yield from _backward(report, before, this, at)
                yield from _forward(report, this, at)
                yield from _already(report, this, at)


def _backward(report: Report, before: Said | None, this: Said, at: int) -> Iterator[Contradiction]:
    """制定3件、修改5件、废止2件,共10件."""
    total, words = this.amounts[at], front(report, this, at)
    if not _TOTAL.search(words if at else f"。{words}") or len(words) > 16:
        return
    if not at and (before is None or "\n" in report.text[before.span.end : this.span.start]):
        return
    source = this if at else before
    if source is None:
        return
    parts: list[Amount] = []
    for part in reversed(this.amounts[:at] if at else source.amounts):
        if part.unit != total.unit or part.figure.approx or len(parts) > _MOST:
            break
        parts.append(part)
    if not 2 <= len(parts) <= _MOST:
        return
    begin = max(report.text.rfind(mark, source.span.start, parts[-1].start) for mark in "，,；;。")
    lead = report.text[max(begin, source.span.start) : total.start - len(words)]
    if re.search(r"[每各由从比]|分别|人均|其中|[合共总]计|[增减降]到", lead):
        return
    reached, fits = Decimal(0), False
    for count, part in enumerate(parts, start=1):
        reached += part.value
        fits |= count > 1 and equal(total, parts[:count])
    if not fits:
        parts.reverse()
        yield _unequal(report, total, parts, reached)


def _forward(report: Report, this: Said, at: int) -> Iterator[Contradiction]:
    whole, parts = this.amounts[at], _parts(report, this, at)
    if not parts:
        return
    labels = [front(report, this, at + n) for n in range(1, len(parts) + 1)]
    for part in parts:
        if part.low > whole.high and "其中" in labels[0]:
            one, other = shown(report, part, whole)
            yield Contradiction("sum", places(whole, part), f"其中的{one}大于总数{other}。")
            return
    reached = sum((p.value for p in parts), Decimal(0))
    if len(parts) < 2 or equal(whole, parts):
        return
    apart = not any(_OVERLAP.search(label) for label in labels)
    if _in_classes(labels) or (
        apart and (_exhaustive(report, this, whole, labels) or (_listed(labels) and reached > whole.value))
    ):
        yield _unequal(report, whole, parts, reached)


def _parts(report: Report, this: Said, at: int) -> list[Amount]:
    """The amounts of the same unit that are told as parts of this one: behind 其中, or behind a colon or comma where
    they are of known classes (A类, B类)."""
    whole, found = this.amounts[at], list[Amount]()
    if whole.unit == "%" or _GROWTH.search(front(report, this, at)):
        return []
    for place in range(at + 1, min(at + 1 + _MOST, len(this.amounts))):
        part, words = this.amounts[place], front(report, this, place)
        if found and (part.unit != whole.unit or part.figure.approx or _GROWTH.search(words) or "其中" in words):
            break
        if not found and (part.unit != whole.unit or part.figure.approx):
            return []
        if "半年" in words and stands(report.text[this.span.start : part.end], part.unit):
            return []
        if not found and (_GROWTH.search(words.split("其中")[-1]) or not ("其中" in words or _classed(words))):
            return []
        if found and re.search(r"[；;]", words) and "：" not in front(report, this, at + 1):
            break
        found.append(part)
        if _REST.search(words):
            break
    return found


def _classed(words: str) -> bool:
    label = _label(words)
    return any(label.startswith(row[0]) for row in _WHOLES) or bool(re.fullmatch(r"[，,:：]\s*", words))


def _label(words: str) -> str:
    """A类 of “,其中A类”; the classes are told by their first words."""
    return re.sub(r"^[\s，,、；;:：（(和及]*(?:其中)?[，,:：]?|(?:共|有|为|占|建议|议案|就业|人数|票)*$", "", words)


def _in_classes(labels: Sequence[str]) -> bool:
    """Whether the parts are just the classes of a known whole."""
    names = [_label(label) for label in labels]
    return any(len(row) == len(names) and all(map(str.startswith, names, row)) for row in _WHOLES)


def _exhaustive(report: Report, this: Said, whole: Amount, labels: Sequence[str]) -> bool:
    """Whether the words say that the parts are all of the whole."""
    if _REST.search(labels[-1]) and "其中" in labels[0]:
        return True
    lead = report.text[max(this.span.start, whole.start - 24) : whole.start]
    levels = _LEVELS.search(lead)
    return bool(levels) and _NUMERAL[levels["n"]] == len(labels) if levels else False


def _listed(labels: Sequence[str]) -> bool:
    """Parts told in one breath, 、 between them (水库5座、淤地坝20座), do not overlap."""
    return all(re.match(r"\s*[、和及]|以及", label) for label in labels[1:])


def _already(report: Report, this: Said, at: int) -> Iterator[Contradiction]:
    """反映问题377个,已解决390个."""
    if not at or not already(front(report, this, at)):
        return
    whole, part = this.amounts[at - 1], this.amounts[at]
    if whole.unit == part.unit and not whole.figure.approx and part.low > whole.high:
        one, other = shown(report, part, whole)
        words = between(report, whole, part).strip("，,、；; ")
        yield Contradiction("sum", places(whole, part), f"“{words}”的{one}大于总数{other}。")


def already(words: str) -> bool:
    """Whether the words in front of an amount say that so much is done of the one before it: ，已解决."""
    return bool(_ALREADY.search(words)) and len(words) <= _SHORT


def stands(told: str, unit: str) -> bool:
    """Whether the halves of a year are never added up: by the words in front (存栏, 月均), or by what is counted."""
    return unit in _SAME or bool(_STANDS.search(told))


def equal(whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether they add up within what their print leaves; beside 12.5亿元 an exact 3亿元 means 3.0."""
    steps = [a.step for a in (whole, *parts)]
    finest = min(steps)
    if max(steps) > _SCALE * finest:
        return sum(p.low for p in parts) <= whole.high and sum(p.high for p in parts) >= whole.low
    exact = whole.low == whole.high
    room = Decimal(0) if exact else finest / 2 * len(steps)
    return abs(whole.value - sum(p.value for p in parts)) <= room


def _unequal(report: Report, whole: Amount, parts: Sequence[Amount], reached: Decimal) -> Contradiction:
    told = "、".join(shown(report, *parts))
    message = f"{told}相加为{plain(reached)}{whole.unit}，文中总数写作{next(shown(report, whole))}。"
    return Contradiction("sum", places(whole, *parts), message)
