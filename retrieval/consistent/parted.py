"""A whole in two parts that leave nothing over: halves of a year, what is done and what is still left, days of a span.

上半年完成30亿元，下半年40亿元，全年70亿元    问题122个，已解决117个，还有5个    5月8日至12日，会期五天

What is there at a time (存栏, 余额, 人口) and what is an average (月均) is never added up over the halves of a year:
only what the words say is done or comes anew in each.
"""

import re
from collections.abc import Iterator, Sequence

from report.model import Report, Span
from report.segment import lines, sentences
from retrieval.consistent.draft import Amount, Contradiction, Said, between, front, places, plain, shown
from retrieval.consistent.series import CN, count_of
from retrieval.consistent.sums import DONE, already, equal, stands

_DID = r"(?:完成|实现|为)?了?"
_FIRST = re.compile(r"上半年[^，,。；;、]{0,12}$")
_SECOND = re.compile(rf"[，,、；;]\s*下半年(?:又|再)?{_DID}")
_YEAR = re.compile(rf"[，,、；;]\s*全年(?:共|合计|总计|累计)?{_DID}")
_FLOWS = re.compile(
    r"完成|实现|新[增建开改设签引]|建成|竣工|投产|收[到入]|征收|支出|投[入资]|受理|办结|审结|立案|制定|出台|召开"
    r"|举办|签约|招商|引进|到位|销售|生产|产[量值]|[进出]口|发放|[发用]电|接待"
)
_EVENTS = ("次", "人次", "场次", "起", "场")  # come anew each time, whatever the words say
_LEFT = re.compile(r"[，,；;]\s*(?:还|尚|仍)(?:(?P<rest>剩余?)|有)")
_STILL = re.compile(
    r"\s*(?:$|[。！!；;]|[，,]?(?:的?(?:问题|建议|议案|提案|事项|案件|项目))?(?:因[^，,。；;]{1,8}|仍|尚|还)?"
    rf"(?:正在|仍在|在[办建审]|未|待|(?:需要?|继续|抓紧|进一步)+(?:{DONE})|列入计划))"
)
# What is left may be from another year, or be done and yet go on: 正在办理中的为去年结转, 需长期坚持.
_GOES_ON = re.compile(r"[^。；;]*?(?:[为是属系]|结转|[去上往前历]年|年度|长期|坚持|持续|常态)")
_FOLLOWS = re.compile(r"[，,；;、]?\s*(?:其中|包括|含)")
_HELD = (  # what may stand between the days of a session and how long it was: that it was held, and nothing else
    r"(?:在[^，,。；;、\n\d]{1,16})?(?:顺利|隆重|胜利|圆满)?(?:举行|召开)了?(?:[^，,。；;、\n\d]{0,16}(?:大会|会议))?"
)
_DAYS = re.compile(
    rf"(?P<span>(?:\d{{1,2}})月(?P<from>\d{{1,2}})日(?:至|到|[-—－~～]+)(?P<to>\d{{1,2}})日)(?:{_HELD})?[，,（(]?\s*"
    rf"(?P<told>会期(?:共|为)?(?P<n>\d{{1,2}}|[{CN}]{{1,3}})个?[天日])(?!半)"
)


def parted(report: Report, said: Sequence[Said]) -> Iterator[Contradiction]:
    """Parts that do not add up to their whole, and sessions that last longer or shorter than from first to last day."""
    for this in said:
        for at in range(2, len(this.amounts)):
            yield from _of_two(report, this, at)
    for line in lines(report.text):
        for sentence in sentences(report.text, line):
            yield from _days(report.text, sentence)


def _of_two(report: Report, this: Said, at: int) -> Iterator[Contradiction]:
    one, two, three = this.amounts[at - 2 : at + 1]
    if len({a.unit for a in (one, two, three)}) > 1 or any(a.figure.approx for a in (one, two, three)):
        return
    words = [front(report, this, place) for place in (at - 2, at - 1, at)]
    if _FIRST.search(words[0]) and _SECOND.fullmatch(words[1]) and _YEAR.fullmatch(words[2]):
        if _flows(report, this, one, three):
            yield from _told(report, three, (one, two))
    elif already(words[1]) and _is_left(report, this, at, words[2]) and not _more(report, this, at):
        yield from _told(report, one, (two, three))


def _flows(report: Report, this: Said, first: Amount, last: Amount) -> bool:
    """Whether the words say of the amounts that they come anew in each half of the year."""
    tail = re.split("[，,。；;]", report.text[last.end : this.span.end])[0]  # 全年35件（月均）
    told = report.text[this.span.start : last.end] + tail
    is_said = last.unit in _EVENTS or _FLOWS.search(report.text, this.span.start, first.start)
    return bool(is_said) and not stands(told, last.unit)


def _is_left(report: Report, this: Said, at: int, words: str) -> bool:
    """Whether an amount is what is left to do, and not more of another sort (还有21件为重点建议)."""
    left = _LEFT.fullmatch(words)
    after = report.text[this.amounts[at].end : this.span.end]
    if left is None or _GOES_ON.match(after):
        return False
    return bool(left["rest"]) or bool(_STILL.match(after))


def _more(report: Report, this: Said, at: int) -> bool:
    """Whether another amount of the same follows that is told beside, and not as a part of what is left."""
    last, rest = this.amounts[at], this.amounts[at + 1 :]
    return any(a.unit == last.unit for a in rest) and not _FOLLOWS.match(between(report, last, rest[0]))


def _told(report: Report, whole: Amount, parts: Sequence[Amount]) -> Iterator[Contradiction]:
    if whole.unit != "%" and not equal(whole, parts):
        reached = plain(sum((p.value for p in parts), start=parts[0].value * 0))
        message = (
            f"{'、'.join(shown(report, *parts))}相加为{reached}{whole.unit}，文中总数写作{next(shown(report, whole))}。"
        )
        yield Contradiction("sum", places(whole, *parts), message)


def _days(text: str, sentence: Span) -> Iterator[Contradiction]:
    """A session that opens in an afternoon or closes in a morning may be told a day shorter."""
    for found in _DAYS.finditer(text, *sentence):
        days, told = int(found["to"]) - int(found["from"]) + 1, count_of(found["n"])
        if days > 0 and told not in (days, days - 1):
            message = f"“{found['span']}”前后共{days}天，文中写作“{found['told']}”。"
            yield Contradiction("count", (Span(*found.span("span")), Span(*found.span("told"))), message)
