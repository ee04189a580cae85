"""A stated count against the things it lists without numbers: names in 《》, items between 、 or ；.

等 may mean that more follow (《甲》《乙》等3部), so behind it a count may be larger than the list, never smaller.
"""

import re
from collections.abc import Iterator

from report.model import Report, Span
from report.segment import lines, sentences
from retrieval.consistent.draft import Contradiction
from retrieval.consistent.series import COUNT, count_of

_NAME = r"《[^《》\n]{2,60}》(?:[（(][^）)\n]{1,20}[）)])?"
_VERB = r"(?:制定|修订|修改|修正|废止|出台|颁布|实施|审议|通过|批准|印发|发布|新|了|并|先后|相继|分别)"
_RUN = re.compile(rf"{_NAME}(?:(?:[、，,]|和|及|与|以及|{_VERB})*{_NAME})*")
_DOCUMENT = r"(?:部|件|项|个|份|篇|本|册|则)"
_PAPER = (
    r"(?:省级|市级|省|市|县|配套|政府|地方性|相关|有关|重要|单行|党内|专项)*"
    r"(?:(?:法[规律]|条例|规章)(?:草案)?|办法|规定|决定|文件|制度|法律法规|规范性文件"
    r"|意见|方案|规划|细则|报告|政策|标准|指南|清单)?"
)
_AFTER = re.compile(rf"(?P<etc>等)?(?:[，,]?共(?:计)?|这)?{_PAPER}{COUNT}{_DOCUMENT}(?!次|批|以上)")
_BEFORE = re.compile(
    rf"{COUNT}{_DOCUMENT}{_PAPER}(?:草案)?"
    rf"(?P<link>[：:]|[，,]?(?:即|分别是|分别为|就是)[：:]?|——|[（(，,；;]|[，,]?(?:包括|如|其中有?|有)[：:]?){_VERB}*$"
)
_ITEMS = re.compile(
    rf"{COUNT}(?:个方面|方面|件|项|个|条|点|大)(?:民生|重点|具体|主要)?"
    rf"(?:实事|工作|任务|举措|措施|问题|工程|行动|项目|要求)?[：:](?P<list>[^：:。\n]+[；;][^：:。\n]+)。"
)
_SAYINGS = "现代化|意识|自信|全面|维护|确立|代表|务必|文明|面向"  # 四个意识 counts nothing that stands in front of it
_COUNTED = re.compile(r"[两二三四五六七八九十](?:个|大|类|种|省|市|县|国)")  # 广东、福建两省的深圳、珠海…: two lists
_INLINE = re.compile(
    r"(?:^|(?<=[，,。！？；;：:\s]))(?P<list>[^，,。！？；;：:\s“”《》（）\d]{1,80}、"
    r"[^，,。；;：:\s“”《》（）\d]{0,20}?[^，,。；;：:\s“”《》（）\d、和与及])(?P<etc>等)?(?:这)?"
    r"(?<![第劣〇零百千万亿余多几一二三四五六七八九十])(?P<n>[两二三四五六七八九])"
    rf"(?:大(?!数|量|类|多|批|型|会)|个(?!别|{_SAYINGS})|类|种|方面|省(?!级)|市(?!级|州)|国(?<!中.两国)(?<!.中两国))(?!分|百|多|以上)"
)
_THAT_IS = re.compile(
    rf"{COUNT}(?:个|大|项|种|类|方面)[\u4e00-\u9fff]{{0,8}}”?(?:[，,]?(?:即|分别是|分别为)|[：:])"
    rf"(?P<list>(?!一方面|一是|首先)[^，,。；;：:、\n]{{2,14}}(?:、[^，,。；;：:、\n]{{2,14}})+)(?=[。\n]|$)"
)
_OFF = 2  # a list that is further from its count is not what is counted
_AND = re.compile(r"和(?!谐|平|国|睦|美|解|善|田|县|气|龙|政|顺)|与(?!会|时)|及(?!时|其|格|早)|以及")


def listed(report: Report) -> Iterator[Contradiction]:
    """Counts that differ from the list beside them."""
    for line in lines(report.text):
        for sentence in sentences(report.text, line):
            yield from _names(report.text, sentence)
            yield from _inline(report.text, sentence)
            yield from _that_is(report.text, sentence)
        yield from _items(report.text, line)


def _names(text: str, sentence: Span) -> Iterator[Contradiction]:
    whole = len(re.findall(_NAME, text[sentence.start : sentence.end]))
    for run in _RUN.finditer(text, *sentence):
        names = [Span(run.start() + m.start(), run.start() + m.end()) for m in re.finditer(_NAME, run[0])]
        after = _AFTER.match(text, run.end(), sentence.end)
        before = _BEFORE.search(text, max(sentence.start, run.start() - 40), run.start())
        if after:
            number, least = count_of(after["n"]), bool(after["etc"])
            if (len(names) > 1 or after["etc"]) and _differs(number, len(names), least):
                yield _unequal(text, Span(after.start("n"), after.end()), number, names, "部")
        elif before:
            yield from _named_behind(text, before, run, names, whole)


def _named_behind(
    text: str, before: re.Match[str], run: re.Match[str], names: list[Span], whole: int
) -> Iterator[Contradiction]:
    """制定法规3部：《甲》《乙》《丙》. Where the list may go on (a comma, 包括), it may only be too long."""
    number, link = count_of(before["n"]), before["link"]
    closed = bool(re.search(r"[：:（(—]|即|分别|就是", link)) and not re.search("如|其中", link)
    least = not closed or text[run.end() : run.end() + 1] == "等" or not re.match(r"[。；;）)\n]|$", text[run.end() :])
    if whole != number and _differs(number, len(names), least):
        yield _unequal(text, Span(before.start("n"), before.start("link")), number, names, "部")


def _differs(number: int, listed: int, least: bool) -> bool:
    return listed > number if least else listed != number


def _items(text: str, line: Span) -> Iterator[Contradiction]:
    """办好5件实事：甲；乙；丙；丁；戊。"""
    for found in _ITEMS.finditer(text, *line):
        at, number = found.start("list"), count_of(found["n"])
        places = [Span(at + m.start(), at + m.end()) for m in re.finditer(r"[^；;]+", found["list"])]
        if number != len(places) and not found["list"].rstrip().endswith(("等", "…")):
            yield _unequal(text, Span(found.start("n"), at - 1), number, places, "项")


def _inline(text: str, sentence: Span) -> Iterator[Contradiction]:
    """农业、工业、财贸三个方面."""
    for found in _INLINE.finditer(text, *sentence):
        number, least = count_of(found["n"]), found["list"].count("、") + 1
        most = least + len(_AND.findall(found["list"]))
        if (
            "等" in found["list"]
            or _COUNTED.search(found["list"])
            or least <= number <= most
            or (found["etc"] and number >= least)
            or min(abs(number - least), abs(number - most)) > _OFF
        ):
            continue
        yield _unequal(
            text,
            Span(found.start("n"), found.end()),
            number,
            [Span(found.start("list"), found.end("list"))],
            "项",
            most,
        )


def _that_is(text: str, sentence: Span) -> Iterator[Contradiction]:
    """“三个导向”，即问题导向、目标导向、结果导向。"""
    for found in _THAT_IS.finditer(text, *sentence):
        number, least = count_of(found["n"]), found["list"].count("、") + 1
        most = least + len(_AND.findall(found["list"]))
        if least <= number <= most or found["list"].endswith("等"):
            continue
        items = [Span(found.start("list"), found.end("list"))]
        yield _unequal(text, Span(found.start("n"), found.start("list")), number, items, "项", most)


def _unequal(
    text: str, stated: Span, number: int, items: list[Span], unit: str, listed: int | None = None
) -> Contradiction:
    message = f"“{text[stated.start : stated.end]}”称{number}{unit}，所列为{listed or len(items)}{unit}。"
    return Contradiction("count", tuple(sorted([stated, *items])), message)
