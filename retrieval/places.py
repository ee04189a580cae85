"""Places that a question names → the reports of these places.

A library of many reports holds the same sentence for every place; who names one (广东省, 广东, 粤) asks its report.
Provinces that are named together by one character each (川渝两地, 苏、浙两省, 两广) are all meant; a railway
(川藏铁路) or a region that works together (京津冀协同发展) is not.

>>> names("广东省"), names("内蒙古自治区"), names("邵阳市")
(('广东省', '广东', '粤'), ('内蒙古自治区', '内蒙古', '蒙'), ('邵阳市', '邵阳'))
>>> spans("川渝两地和江苏", ["四川省", "重庆市", "江苏省", "浙江省"]), spans("川藏铁路通车了吗", ["四川省"])
({'四川省': [(0, 1)], '重庆市': [(1, 2)], '江苏省': [(5, 7)]}, {})
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from index.lexical import borders, words
from report.model import Report

# Without 新 of 新疆: it is a word of every day.
_ABBREVIATIONS = {
    **{"北京": "京", "天津": "津", "上海": "沪", "重庆": "渝", "河北": "冀", "山西": "晋", "辽宁": "辽", "吉林": "吉"},
    **{"黑龙江": "黑", "江苏": "苏", "浙江": "浙", "安徽": "皖", "福建": "闽", "江西": "赣", "山东": "鲁"},
    **{"河南": "豫", "湖北": "鄂", "湖南": "湘", "广东": "粤", "海南": "琼", "四川": "川", "贵州": "黔", "云南": "滇"},
    **{"陕西": "陕", "甘肃": "甘", "青海": "青", "内蒙古": "蒙", "广西": "桂", "西藏": "藏", "宁夏": "宁"},
}
_PROVINCES = {*_ABBREVIATIONS, "新疆"}
_GROUPS = {
    **{"东北三省": "辽吉黑", "东三省": "辽吉黑", "两广": "粤桂", "两湖": "鄂湘"},
    **{"江浙": "苏浙", "成渝": "川渝", "云贵": "滇黔"},
}
BESIDE = "[、和与跟同及]"
_GROUP = "|".join(_GROUPS)
_ONE = f"[{''.join(_ABBREVIATIONS.values())}]"
_RUN = re.compile(f"(?:{_GROUP})(?:{BESIDE}?(?:{_GROUP}|{_ONE}))*|{_ONE}(?:{BESIDE}?(?:{_GROUP}|{_ONE}))+")
_PART = re.compile(f"{_GROUP}|{_ONE}")
_NUMBER = "两二三四五六七八九"
COUNTED = re.compile(f"(?:[一{_NUMBER}]个?(?:省区市|省市区|省区|省市|市区|省|市|区|地)(?![市县区])){{1,2}}")  # 川渝两地
_COMPARED = re.compile(
    "各(?=自|是|为|有|达|增|下|占|提|多少|几)|分别|谁|哪(?![些怕里年])|相比|比较|相差|差多少|对比"
    "|(?<![成首古])都(?=是|有|多少|超|达|在)"
)
_ROUTE = re.compile(
    "高铁|铁路|高速|公路|线|协同|一体化|合作|协作|对口|都市圈|经济圈|城市群|走廊|通道|隧道|地区|高原|平原|流域|运河|管道|输|商|镇|路"
)

Spans = dict[str, list[tuple[int, int]]]
_RANK = re.compile("自治区|[省市]")
_AUTONOMOUS = re.compile(r"(内蒙古|..)(?:壮族|回族|维吾尔)?自治区")


def names(place: str) -> tuple[str, ...]:
    """What people call a place: its full name, the short one, and for provinces the one character."""
    region = _AUTONOMOUS.fullmatch(place)
    short = region[1] if region else re.sub(r"(?<=..)(?:省|市|县|区|旗|乡|镇|州)$", "", place)
    one = _ABBREVIATIONS.get(short)
    return tuple(dict.fromkeys([place, short, *([one] if one else [])]))


def short(place: str) -> str:
    """A province by its short name, another place by its whole one: there is a 邵阳市 and a 邵阳县."""
    return next((name for name in names(place) if name in _PROVINCES), place)


def names_province(question: str) -> bool:
    """Whether a folded question names a province by two characters or more, whether or not there is a report of it."""
    starts = frozenset(borders(question))
    return any(True for province in _PROVINCES for _ in _long(question, province, starts))


def _is_province(place: str) -> bool:
    return short(place) in _PROVINCES


def spans(question: str, called: Iterable[str]) -> Spans:
    """Where a folded question names which of the places `called`, by any of their names; those it does not name are
    left out. Of two places that are called alike the longer name counts (邵阳市, 邵阳县), and a province in front of
    its city is an address (湖南省邵阳市)."""
    starts = frozenset(borders(question))
    together = list(_together(question, starts))
    free = _RUN.sub(lambda run: " " * len(run[0]), question)
    found: Spans = {}
    for place in dict.fromkeys(called):
        one = names(place)[-1]
        own = [*_long(question, place, starts), *(span for span, meant in together if meant == one)]
        if own := own or list(_alone(free, one)):
            found[place] = sorted(own)
    return {place: kept for place, own in found.items() if (kept := _kept(place, own, found))}


def _kept(place: str, own: list[tuple[int, int]], found: Spans) -> list[tuple[int, int]]:
    every = [span for other in found.values() for span in other]
    return [span for span in own if not _covered(span, every) and not _address(place, span, found)]


def _long(question: str, place: str, starts: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Names of two characters and more, the rank behind them too; those of provinces at the beginning of a word alone:
    珠江西岸, 上海南站."""
    called = [name for name in names(place) if len(name) > 1]
    province = _is_province(place)
    for match in re.finditer("|".join(map(re.escape, called)), question):
        rank = _RANK.match(question, match.end()) if province else None
        if not province or match.start() in starts:
            yield match.start(), rank.end() if rank else match.end()


def _alone(question: str, one: str) -> Iterator[tuple[int, int]]:
    """The character as a word of its own: 川 does not stand in 四川; those that are words of every day never."""
    if len(one) == 1 and one not in "藏黑青" and one in words(question):
        at = question.index(one)
        yield at, at + 1


def _together(question: str, starts: frozenset[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """Provinces named by one character each, two or more together, each with where it stands. Not where a word is cut
    (南京和苏州), nor where a railway or a joint plan is meant."""
    for run in _RUN.finditer(question):
        behind = question[run.end() :]
        if not {run.start(), run.end()} <= starts or _ROUTE.match(behind) or not _means_places(question, run):
            continue
        for part in _PART.finditer(run[0]):
            begin = run.start() + part.start()
            for one in _GROUPS.get(part[0], part[0]):
                yield (begin, begin + len(part[0])), one


def _means_places(question: str, run: re.Match[str]) -> bool:
    counted = COUNTED.match(question, run.end()) or run[0].startswith(("两", "东"))
    return bool(counted or re.search(BESIDE, run[0]) or _COMPARED.search(question))


def _covered(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    start, end = span
    return any(a <= start and end <= b and (a, b) != span for a, b in others)


def _address(place: str, span: tuple[int, int], found: Spans) -> bool:
    """Whether a province stands in front of a city: 湖南省邵阳市."""
    below = (at for other, spans in found.items() if not _is_province(other) for at in spans)
    return _is_province(place) and any(start == span[1] for start, _ in below)


def named(question: str, reports: Mapping[str, Report]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places that a folded question names, as it names them, and the ids of the reports of these places."""
    theirs: dict[str, list[str]] = {}
    for report_id, report in reports.items():
        if report.meta.place:
            theirs.setdefault(report.meta.place, []).append(report_id)
    found = spans(question, theirs)
    said = {place: _said(question, place, own[0]) for place, own in found.items()}
    return tuple(dict.fromkeys(said.values())), tuple(i for place in found for i in theirs[place])


def _said(question: str, place: str, span: tuple[int, int]) -> str:
    """The name as it stands; of a group (两广) the character."""
    text = question[slice(*span)]
    return next((name for name in names(place) if text.startswith(name)), names(place)[-1])
