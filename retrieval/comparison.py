"""A question of several places → the same question of each of them.

What compares them is left out: each report is asked as if it alone were meant, so that its own words are found and
whether it answers can be judged. 湘鄂两省外贸差多少 asks 湖南外贸是多少 and 湖北外贸是多少. What tells of a
relation (四川到重庆的高铁, 浙江对口支援四川) is no comparison.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from index.folding import fold
from report.model import Report
from retrieval.kinds import asked
from retrieval.places import COUNTED, Spans, short, spans
from retrieval.query import Query

_WHICH = r"(?:谁|哪(?:一?[个边里家方省市地])?(?![些怕年]))"
_HIGH = r"(?:[高低多少快慢大小好强短早晚]|(?<![增市省县区院校局家首部处行队组科州董])长|靠前|领先)"
_MORE = rf"[更最较]?{_HIGH}[一些点]*"
_END = r"[呢啊了]?[?？。 ]*$"
_WHOSE = re.compile(rf"[,，、 ]*{_WHICH}的?([^,，。?？得的更最会]{{2,12}}?){_MORE}{_END}")  # 谁的产量更大
_TAIL = re.compile(
    rf"[,，;；、 ]*(?:(?:到底|究竟)?{_WHICH}(?:(?P<how>[\u4e00-\u9fff]{{1,2}})得|的|会|要)?{_MORE}{_END}"
    rf"|相比(?:怎么样|如何)?{_END}|差距?(?:有|是)?多[大少]{_END}|一样[吗么]{_END}|对比{_END}|[吗呢]{_END})"
)
_EACH = re.compile("分别|各自?(?=是|为|有|达|增|下|占|提|多少|几)|[相之]?差(?=多少|几)")
_AGAINST = r"(?:比|较|高于|低于|快于|超过|不如|多于|少于|和|跟|与|同)"
_BESIDE = re.compile("(?:[、,，和与跟同及]|以及)?")
_THAN = re.compile(r"(?:比|高于|低于|快于|超过|不如|多于|少于)$")
_HIGHER = re.compile(rf"{_MORE}[了出]?(?=多少|几)|(?:{_MORE})?了?[吗么]?[?？]*$")
_DIGITS = {"两": 2, **{char: n for n, char in enumerate("一二三四五六七八九", 1)}}

Range = tuple[int, int]


def each(query: Query, reports: Mapping[str, Report]) -> list[Query]:
    """One for each place of `query.places`, in the order in which they are named; none where they are not compared."""
    folded = fold(query.understood)
    theirs: dict[str, list[str]] = {}
    for report_id in query.within or ():
        theirs.setdefault(reports[report_id].meta.place or "", []).append(report_id)
    at = spans(folded, theirs)
    if len(at) < 2 or len(at) < len(theirs):
        return []
    whole = _joined(folded, at)
    compared = len(whole) == 1 or _THAN.search(folded[: whole[1][0]]) or _TAIL.search(folded) or _WHOSE.search(folded)
    if not compared or len(whole) > 2:
        return []
    order = sorted(at, key=lambda place: at[place])
    return [_alone(query, folded, whole, place, theirs[place]) for place in order]


def _alone(query: Query, folded: str, whole: list[Range], place: str, ids: list[str]) -> Query:
    name, said, than = short(place), folded, False
    for start, end in reversed(whole[1:]):
        before = re.search(f"{_AGAINST}$", said[:start])
        than = than or bool(_THAN.search(said[:start]))
        behind = re.match("(?:相?比(?:较|起来)?)?[,，、]?", said[end:])
        said = said[: before.start() if before else start] + said[end + (behind.end() if behind else 0) :]
    start, end = whole[0]
    said = plain(said[:start] + name + re.sub("^(?:相?比(?:较|起来)?)?[,，、]", "", said[end:]), than)
    if len(said) - len(name) < 2 or said == f"{name}是多少":  # nothing is left to ask
        said = folded
    return replace(query, understood=said, within=tuple(ids), places=(name,), asks_for=asked(said))


def plain(question: str, than: bool = False) -> str:
    """A folded question without what compares; `than`: the other place stood behind 比 and is taken out already.

    >>> plain("湖北的外贸,谁涨得快?"), plain("江西的用电量各是多少,哪个更低?"), plain("四川财政收入差多少")
    ('湖北的外贸涨了多少', '江西的用电量是多少', '四川财政收入是多少')
    """
    said = _HIGHER.sub("", question, count=1) if than else question
    said = _EACH.sub("", _TAIL.sub(_grown, _WHOSE.sub(r"\1", said)))
    return said if said == question or re.search("多少|几|什么|哪|有没有", said) else f"{said}是多少"


def _grown(tail: re.Match[str]) -> str:
    """谁涨得快 asks by how much; 谁定得高 for what it is."""
    return f"{tail['how']}了多少" if re.search("[涨增升降跌]", tail["how"] or "") else ""


def _joined(folded: str, at: Spans) -> list[Range]:
    """Neighbours as one, with what counts them: 福建、江西两省. Only where it counts them all: 江苏和浙江九个市 asks of
    cities."""
    found: list[Range] = []
    held: list[set[str]] = []
    for (start, end), place in sorted((span, place) for place, own in at.items() for span in own):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif found and _BESIDE.fullmatch(folded, found[-1][1], start):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
            held.append(set())
        held[-1].add(place)
    return [_counted(folded, span, len(places)) for span, places in zip(found, held, strict=True)]


def _counted(folded: str, span: Range, places: int) -> Range:
    match = COUNTED.match(folded, span[1])
    counted = sum(_DIGITS.get(char, 0) for char in match[0]) if match else 0
    return (span[0], match.end()) if match and counted == places else span
