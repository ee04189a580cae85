"""A question of several places → the same question of each of them.

What compares them is left out: each report is asked as if it alone were meant, so that its own words are found and
whether it answers can be judged. 川渝两地GDP增速差多少 asks 四川GDP增速多少 and 重庆GDP增速多少.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from index.folding import fold
from report.model import Report
from retrieval.kinds import asked
from retrieval.places import BESIDE, COUNTED, names, runs
from retrieval.query import Query

_WHICH = r"(?:谁|哪(?:一?[个边里家方省市地])?)"
_MORE = r"[更最较]?(?:[高低多少快慢大小好强长短早晚]|靠前|领先)[一些点]*"
_WHOSE = re.compile(rf"{_WHICH}的([^,，。?？]{{2,12}}?){_MORE}[呢啊]?[?？。 ]*$")  # 谁的煤炭产量更大
_TAIL = re.compile(
    rf"[,，;；、 ]*(?:(?:到底|究竟)?{_WHICH}[^,，。?？多少几]{{0,6}}?{_MORE}[呢啊]?|比{_MORE}[吗么]|呢)[?？。 ]*$"
)
_EACH = re.compile(
    rf"分别|各自?(?=是|为|有|达|增|下|占|提|多少|几)|(?:[相之]?差距?[了是有]?|比{_MORE}[了出]?)(?=多少|几)"
)
_BETWEEN = re.compile(rf"(?:{BESIDE}|以及|[,，])?")
_RANK = re.compile("自治区|[省市区县州]")


def each(query: Query, reports: Mapping[str, Report]) -> list[Query]:
    """One for each place of `query.places`, in the order in which they are named."""
    folded = fold(query.understood)
    theirs: dict[str, list[str]] = {}
    for report_id in query.within or ():
        theirs.setdefault(reports[report_id].meta.place or "", []).append(report_id)
    at = {place: list(_named(folded, names(place))) for place in theirs}
    whole = _joined(folded, sorted(span for spans in at.values() for span in spans))
    order = sorted(theirs, key=lambda place: at[place])
    return [_alone(query, folded, whole, place, theirs[place]) for place in order]


def _alone(query: Query, folded: str, whole: list[tuple[int, int]], place: str, ids: list[str]) -> Query:
    short = max(names(place)[:2], key=lambda name: -len(name))
    said = folded
    for start, end in reversed(whole):
        said = said[:start] + (short if (start, end) == whole[0] else "") + said[end:].lstrip(",，、")
    said = plain(said)
    return replace(query, understood=said, within=tuple(ids), places=(short,), asks_for=asked(said))


def plain(question: str) -> str:
    """A folded question without what compares.

    >>> plain("江苏今年的强度目标,谁定得更高?"), plain("江西的浓度各是多少,哪个更低?"), plain("四川gdp增速差多少")
    ('江苏今年的强度目标是多少', '江西的浓度是多少', '四川gdp增速多少')
    """
    said = _EACH.sub("", _TAIL.sub("", _WHOSE.sub(r"\1", question)))
    return said if said == question or re.search("多少|几|什么|哪", said) else f"{said}是多少"


def _named(folded: str, called: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a place is named, by any of its names, its rank behind it (广东 省)."""
    long = re.compile("|".join(re.escape(name) for name in called if len(name) > 1))
    for match in long.finditer(folded):
        rank = _RANK.match(folded, match.end())
        yield match.start(), rank.end() if rank else match.end()
    one = called[-1]
    if len(one) == 1:
        yield from (span for span, meant in runs(folded) if one in meant)
        if not long.search(folded) and not any(one in meant for _, meant in runs(folded)) and one in folded:
            yield folded.index(one), folded.index(one) + 1


def _joined(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours as one, and what counts them: 福建、江西两省."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        beside = found and _BETWEEN.fullmatch(folded, found[-1][1], start) if found and start >= found[-1][1] else found
        if beside:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return [(start, counted.end() if (counted := COUNTED.match(folded, end)) else end) for start, end in found]
