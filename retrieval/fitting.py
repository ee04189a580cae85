"""Which of the places in the hits can be the answer at all: a time is asked for, and it is a time; 副市长 is asked for.

What speaks for one rather than another is retrieval/evidence.py.
"""

import re
from collections.abc import Sequence

from index.folding import fold
from index.library import Library
from retrieval.candidates import Candidate, candidates
from retrieval.hit import Hit
from retrieval.query import Query
from retrieval.wanted import NUMBERS, SERIES, Want
from retrieval.whom import may_be_asked

_MEASURES = {  # what a unit measures
    unit: measured
    for measured, units in {
        "length": "公里 千米 米 华里 里",
        "area": "亩 公顷 平方米 平方公里 平方",
        "mass": "斤 公斤 千克 吨 克 担",
        "volume": "立方米 立方 升",
        "power": "瓦 千瓦",
        "energy": "千瓦时 度",
    }.items()
    for unit in units.split()
}

_UP = re.compile("增|涨|升|提高|扩大|上浮")
_DOWN = re.compile("降|减|跌|缩|回落|下浮")
_LEVEL = re.compile("(?:率|占比|比重|比例)(?:是|为|有|达到?|[ ?])*$")  # 个百分点 tell how much it changed
_RATE_NAME = re.compile("(?P<name>[\u4e00-\u9fff]{2})[率度](?:是|为|有|达到?|[ ?])*$")
_ALIKE = "名人位 家户 户套间 处座所 座条 部件项 项条 次场期回届起 起件宗 台辆架 趟列班"  # the same things, as 个 does


def possible(library: Library, query: Query, hits: Sequence[Hit], want: Want) -> list[Candidate]:
    """Those of the hits, in reading order; no paper, name or person that the question itself holds."""
    found = [
        c for at, hit in enumerate(hits) for c in candidates(library.reports[hit.passage.report_id], hit, at, want.sort)
    ]
    if want.sort in NUMBERS:
        return [c for c in found if _fits(c, want)]
    if want.sort in ("date", "clock"):
        return found
    said = fold(query.understood)
    left = [
        c
        for c in found
        if fold(library.reports[hits[c.hit].passage.report_id].text[slice(*c.span)]).strip("《》“”") not in said
    ]
    return [c for c in left if want.sort != "who" or _may_be(library, hits[c.hit], c, said)]


def _may_be(library: Library, hit: Hit, this: Candidate, said: str) -> bool:
    title = library.reports[hit.passage.report_id].meta.title
    return may_be_asked(said, this.unit, fold(title or "") if is_speaker(library, hit, this) else None)


def is_speaker(library: Library, hit: Hit, this: Candidate) -> bool:
    """Whether it names the speaker of its report."""
    report = library.reports[hit.passage.report_id]
    return this.sort == "who" and report.text[slice(*this.span)] == report.meta.speaker


def _fits(this: Candidate, want: Want) -> bool:
    """Whether it can be the answer at all: a time is asked for, and it is a time."""
    if this.series:
        return this.unit == want.unit
    if want.unit in SERIES and this.unit != want.unit:
        return False
    if _LEVEL.search(want.focus) and not want.grows and this.unit == "个百分点":
        return False
    if want.sort in ("time", "money", "rank") or (want.sort == "rate" and not want.grows):
        return this.sort == want.sort
    if want.sort == "people":
        return this.sort == "people"
    no_rate = ("rate",) if want.sort == "amount" else ()
    return this.sort not in ("rank", *no_rate, *(("money", "rate", "time") if want.sort == "count" else ()))


def contradicts(library: Library, hit: Hit, this: Candidate, want: Want) -> bool:
    """Whether the likeliest candidate is not what was asked for: nothing is said then, for another one would be told of
    another thing (进口额减少5%,出口额增长8% where 进口额增长多少 is asked)."""
    return want.sort in NUMBERS and (_opposed(this, want) or _other_rate(library, hit, this, want))


def _other_rate(library: Library, hit: Hit, this: Candidate, want: Want) -> bool:
    """Whether a rate is asked for by its name and another one is told: 95% of 解决率 is no 满意率, but
    绿化覆盖率 is 绿化率."""
    what, asked = fold(library.reports[hit.passage.report_id].text[slice(*this.what)]), _RATE_NAME.search(want.focus)
    told = _RATE_NAME.search(what)
    if asked is None or told is None or asked["name"] in what or told["name"] in want.focus:
        return False
    return not set(asked["name"]) & set(told["name"])


def _opposed(this: Candidate, want: Want) -> bool:
    """A fall is no answer to how much something rose, nor a rise to how much it fell; 变化 and 涨跌 ask for either."""
    up, down = bool(_UP.search(want.asked)), bool(_DOWN.search(want.asked))
    return want.grows and this.grows and up != down and this.falls == up


def measures(this: Candidate, want: Want) -> bool:
    """Whether what is said measures what was asked for: 2200公里 and 5.6% are no 亿斤, 163场 and 2万平方米 no 几处."""
    unit, wanted = _bare(this.unit.split("/")[0]), _bare(want.unit)
    asked, measured = _MEASURES.get(wanted), _MEASURES.get(unit)
    if asked:
        return asked == measured if measured else this.sort not in ("money", "rate", "time", "people", "count")
    if want.sort == "count" and wanted != "个" and unit in _MEASURES:
        return False
    counted = want.sort == this.sort == "count" and "个" not in (wanted, unit) and not (want.grows or this.series)
    return not counted or unit == wanted or any({unit, wanted} <= set(group) for group in _ALIKE.split())


def _bare(unit: str) -> str:
    """场次 are 场, and 人次 are counted as 人."""
    return unit.removesuffix("次") or unit
