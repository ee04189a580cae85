"""A question and those before it → the question that it becomes.

People leave out what was just said: 那今年呢? after 去年粮食产量是多少? asks 今年粮食产量是多少? Two steps: whether the
question leans on the one before (`leans`, a logistic model over five things that its form tells), and what it becomes
(`joined`): the question before, without the year, the place and the asking words that the new one brings itself, then
the new one without the words that only point back. The question before is itself read so, from the first one on.

>>> follow("那今年呢?", ["去年粮食产量是多少?"]).question
'今年粮食产量是多少?'
>>> follow("其中玉米收了多少?", ["去年粮食产量是多少?"]).question
'去年粮食产量,玉米收了多少?'
>>> follow("学校食堂检查了几次?", ["去年粮食产量是多少?"]).earlier is None
True
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.folding import fold
from index.lexical import bigrams, words
from report.units import UNIT
from retrieval.kinds import Kind, asked
from retrieval.periods import BETWEEN
from retrieval.places import BESIDE, COUNTED

LOOKED_BACK = 5  # questions; who comes back to an earlier one names it
LONGEST = 500  # characters of what a question becomes; one that would be longer stands alone

_UNIT = "[个项件次家条座处位名所人户类成台辆头亩种批期天年月倍样]"
_NUMBER = r"(?:19|20)\d{2}"
_YEAR = (
    rf"(?:{_NUMBER}年(?:度|底|末)?|{_NUMBER}(?={BETWEEN}{_NUMBER})|"
    "(?:去年|今年|明年|前年|上一年|上年|本年|来年|下一年)(?:全年|底|末|初)?)"
)
_RECENT = r"最?近(?:[两二三四五六七八九十几]|\d{1,2})年(?:以?来)?"
_TIME = re.compile(rf"{_YEAR}(?:{BETWEEN}{_YEAR})*(?:这?[两二三四五]年)?|{_RECENT}|年内|当年")
_YEARS = re.compile(rf"{_YEAR}{BETWEEN}{_YEAR}|{_RECENT}")
_EACH = re.compile("分别|各自?(?=[是为有多])")  # of the years before, where one is asked about now
_ASKS = re.compile(
    rf"(?:有|是|做到|达到|到)?(?:多少(?:钱|{_UNIT})?|百分之几|第几|多[大高长快重宽远久深]|几{_UNIT})|"
    rf"哪(?:[一几些]?{_UNIT}|些|里|儿)?|什么|啥|谁|为何|为什么|怎么样?|怎样|如何|是不是|有没有|能不能|是否|"
    r"没有(?=\W*$)|[吗嘛](?=\W|$)"
)
_BACK = "(?:它|他|她|这|那)们?(?:[个项些种件]?(?:工作|项目|事情?|方面|地方|里面|里|边))?(?:的|又|还|都)?"
_LEAD = re.compile(
    r"(?:那么?(?![边个些里项种])|还有(?!多少|哪|什么|几)|另外|此外|其中的?|请问|具体(?:来?说|是|有|都)?|"
    rf"{_BACK}(?![个项些种件两几样]))[,，、]?"
)
_POINTS = re.compile("[它这那该]|[他她]们|其中|其(?=[余他])|前者|后者|当地|两者|各自|分别")
_ONWARD = re.compile("[又也再都各]|还(?!存在|[没未不差欠])|接下来|下一步|具体|单独|新增|其余|进一步")
_TRAILS = re.compile(r"呢(?=\W|$)")
_NAMED = re.compile(  # a measure, asked for by its name alone: 那参与率呢
    "(?:(?<![效频功概表])率|比例|占比|比重|面积|里程|产值|增速|增幅|[金总差余]额|(?:满意|知晓|认可|参与|信任|支持)度)$"
)
_HOW_MANY = re.compile(
    rf"(?:(?<!没)有|是|做到|达到|到)?(?:多少(?:钱|[万亿千百]*{UNIT.pattern})?|(?<![第之])几(?![月号年天]){_UNIT})"
)
_TARGET = re.compile("目标|计划|打算|力争|预期|下一步|接下来")
_ENDS = re.compile(r"[\s,，。.?？!！;；:：、]+$")
_LOOSE = re.compile("(?:了|[做排花]|达?到|有|是|现在|目前|一共|总共|共)+$")  # what an asking word leaves behind
_RANK = re.compile("(?:全|本|我)[国省市县区州]|[省市县区乡镇村](?:里|级|本级)")  # 全市, 县里: a place by its rank
# Words that name no subject.
_COMMON_WORDS = """
工作 目标 计划 情况 方面 数量 规模 总数 安排 打算 力争 达到 完成 做 做到 定 办 建 新 新增 增加 增长 具体 现在 目前
一共 总共 分别 进展 成效 效果 措施 项目 结果 占 排 大 多 高 长 到 要 搞 做法 接下来 下一步 后来 单独 新的 钱 花
个 项 件 次 家 条 处 位 名 台 亩 座 预期 准备 需要 进一步 其中 样 两样 还要 数 成 全年 比例 变化
"""
_COMMON = frozenset(_COMMON_WORDS.split())
# Of benchmarks/conversations/train.py, in the order of `evidence`. What is in doubt stands alone (0.5 off): an old
# subject hides the answer about a new one, and a question in doubt has matter of its own.
_BIAS = 3.4 - 0.5
_WEIGHTS = (2.0, 3.4, 2.0, -6.0, 0.7)


@dataclass(frozen=True, slots=True)
class Followed:
    """`question` is what is asked; `earlier` the question before it that it was made with, None: it stands alone."""

    question: str
    earlier: str | None = None
    asks_for: Kind | None = None


def _nowhere(_: str) -> tuple[str, ...]:
    return ()


def follow(question: str, before: Sequence[str], places: Callable[[str], tuple[str, ...]] = _nowhere) -> Followed:
    """`before` are the earlier questions, oldest first; `places` tells the places of the library a question names."""
    read: Followed | None = None
    last = ""
    for turn in [*before[-LOOKED_BACK:], question]:
        read, last = _turn(turn, last, read, places), turn
    return read if read else Followed(question)


def _turn(turn: str, last: str, read: Followed | None, places: Callable[[str], tuple[str, ...]]) -> Followed:
    """One turn; `last` is the turn before as it was typed, `read` as it was understood."""
    kind = asked(fold(turn))
    if read is None or not leans(turn, read.question):
        return Followed(turn, None, kind)
    became = joined(turn, read.question, places)
    if len(became) > LONGEST:
        return Followed(turn, None, kind)
    return Followed(became, last, kind or asked(fold(became)) or read.asks_for)


def leans(question: str, last: str) -> bool:
    """Whether the question needs the one before it."""
    return _BIAS + sum(w * e for w, e in zip(_WEIGHTS, evidence(question, last), strict=True)) > 0


def evidence(question: str, last: str) -> tuple[float, ...]:
    """Each in [0, 1]: it points back; it ends in 呢; it goes on (又, 还); how much matter of its own it has, of eight
    characters; how much of that is matter of the question before."""
    folded, own = fold(question), _matter(question)
    mine, theirs = bigrams(own), set(bigrams(_matter(last)))
    return (
        float(bool(_LEAD.match(folded) or _POINTS.search(folded))),
        float(bool(_TRAILS.search(folded))),
        float(bool(_ONWARD.search(folded))),
        min(len(own), 8) / 8,
        sum(pair in theirs for pair in mine) / len(mine) if mine else 1.0,
    )


def joined(question: str, last: str, places: Callable[[str], tuple[str, ...]] = _nowhere) -> str:
    """What a question that leans becomes; `last` stands on its own feet."""
    this, last = _ENDS.sub("", question), _ENDS.sub("", last)
    core = _ENDS.sub("", _TRAILS.sub("", _LEAD.sub("", this, count=1) if _LEAD.match(this) else this))
    if not _TIME.search(core) and _TARGET.search(core) and _TIME.search(last):
        core = f"今年{core}"
    if not _ASKS.search(core) and (swapped := _swapped(core, last, places)):
        return f"{swapped}?"
    for slot in _slots(core, last, places):
        last = slot.sub("", last)
    if _is_measure(core) and (left := _uncounted(last)):
        return f"{left},{core}是多少?"
    if not _ASKS.search(core):
        return f"{core},{last}?" if last else f"{core}?"
    subject = _ENDS.sub("", _LOOSE.sub("", _ENDS.sub("", _ASKS.sub("", last))))
    return f"{subject},{core}?" if subject else f"{core}?"


def _is_measure(core: str) -> bool:
    return not _ASKS.search(core) and bool(_NAMED.search(core))


def _uncounted(last: str) -> str:
    """A question for how many without that; "" for any other, of which too little would be left."""
    left = _HOW_MANY.sub("", last, count=1)
    return _ENDS.sub("", _LOOSE.sub("", _ENDS.sub("", left))) if left != last and not _ASKS.search(left) else ""


def _swapped(core: str, last: str, places: Callable[[str], tuple[str, ...]]) -> str | None:
    """今年, 县里, 广东 alone take the place of their like; None where the core says more, or nothing is like it."""
    for slot in _slots(core, last, places):
        if slot.search(last) and len(_TIME.sub("", core)) <= 6 and not _matter(_bare(core, places)):
            one = _YEARS.search(last) and _TIME.search(core) and not _YEARS.search(core)
            return slot.sub(lambda _: core, _EACH.sub("", last) if one else last, count=1)
    return f"{core}{last}" if _TIME.fullmatch(core) else None


def _bare(core: str, places: Callable[[str], tuple[str, ...]]) -> str:
    for name in places(fold(core)):
        core = core.replace(name, "")
    return _RANK.sub("", core)


def _slots(core: str, last: str, places: Callable[[str], tuple[str, ...]]) -> list[re.Pattern[str]]:
    """What of the last question the core replaces: years by years, ranks by ranks, named places by named places."""
    found = [form for form in (_TIME, _RANK) if form.search(core)]
    theirs = places(fold(last)) if places(fold(core)) else ()
    one = f"(?:{'|'.join(map(re.escape, theirs))})[省市]?"
    return [*found, *([re.compile(f"{one}(?:{BESIDE}?{one})*(?:{COUNTED.pattern})?")] if theirs else [])]


def _matter(question: str) -> str:
    """What the question itself is about: its content words without time, asking and pointing."""
    bare = fold(question)
    for form in (_TRAILS, _POINTS, _ASKS, _TIME):
        bare = form.sub(" ", bare)
    return "".join(word for word in words(bare) if word not in _COMMON)
