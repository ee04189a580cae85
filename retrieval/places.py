"""Places that a question names → the reports of these places.

A library of many reports holds the same sentence for every place; who names one (广东省, 广东, 粤) asks its report.
Provinces that are named together by one character each (川渝两地, 苏、浙两省, 两广) are all meant; a railway
(川藏铁路) or a region that works together (京津冀协同发展) is not.

>>> names("广东省"), names("内蒙古自治区"), names("邵阳市")
(('广东省', '广东', '粤'), ('内蒙古自治区', '内蒙古', '蒙'), ('邵阳市', '邵阳'))
>>> sorted(together("川渝两地和江苏")[0]), sorted(together("川藏铁路通车了吗")[0])
(['川', '渝'], [])
"""

import re
from collections.abc import Iterator, Mapping

from index.lexical import words
from report.model import Report

# Without 新 of 新疆: it is a word of every day.
_ABBREVIATIONS = {
    **{"北京": "京", "天津": "津", "上海": "沪", "重庆": "渝", "河北": "冀", "山西": "晋", "辽宁": "辽", "吉林": "吉"},
    **{"黑龙江": "黑", "江苏": "苏", "浙江": "浙", "安徽": "皖", "福建": "闽", "江西": "赣", "山东": "鲁"},
    **{"河南": "豫", "湖北": "鄂", "湖南": "湘", "广东": "粤", "海南": "琼", "四川": "川", "贵州": "黔", "云南": "滇"},
    **{"陕西": "陕", "甘肃": "甘", "青海": "青", "内蒙古": "蒙", "广西": "桂", "西藏": "藏", "宁夏": "宁"},
}
_GROUPS = {
    **{"东北三省": "辽吉黑", "东三省": "辽吉黑", "两广": "粤桂", "两湖": "鄂湘"},
    **{"江浙": "苏浙", "成渝": "川渝", "云贵": "滇黔"},
}
_LONG = re.compile("|".join(_ABBREVIATIONS))
BESIDE = "[、和与跟同及]"
_GROUP = "|".join(_GROUPS)
_ONE = f"[{''.join(_ABBREVIATIONS.values())}]"
_RUN = re.compile(f"(?:{_GROUP})(?:{BESIDE}?(?:{_GROUP}|{_ONE}))*|{_ONE}(?:{BESIDE}?(?:{_GROUP}|{_ONE}))+")
COUNTED = re.compile("[两二三四五六七八九几各]个?(?:省区市|省市区|省区|省市|市区|省|市|区|地)")  # 川渝两地
_COMPARED = re.compile("各|分别|谁|哪|相比|比较|[相之]?差|对比|都")
_ROUTE = re.compile(
    "高铁|铁路|高速|公路|线|协同|一体化|合作|都市圈|经济圈|城市群|走廊|通道|地区|高原|流域|运河|管道|输"
)
_AUTONOMOUS = re.compile(r"(内蒙古|..)(?:壮族|回族|维吾尔)?自治区")


def names(place: str) -> tuple[str, ...]:
    """What people call a place: its full name, the short one, and for provinces the one character."""
    region = _AUTONOMOUS.fullmatch(place)
    short = region[1] if region else re.sub(r"(?<=..)(?:省|市|县|区|旗|乡|镇|州)$", "", place)
    one = _ABBREVIATIONS.get(short)
    return tuple(dict.fromkeys([place, short, *([one] if one else [])]))


def together(question: str) -> tuple[frozenset[str], str]:
    """The provinces that a folded question names by one character each, two or more together, and the question without
    what was looked at for that."""
    found: set[str] = set()
    rest = list(question)
    for (start, end), named in runs(question):
        rest[start:end] = " " * (end - start)
        found.update(named)
    return frozenset(found), "".join(rest)


def runs(question: str) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Where a folded question has such characters side by side, and which provinces are meant there: none, where it is
    a railway. Long names are no part of it: 江苏、浙江 has none."""
    free = _LONG.sub(lambda match: " " * len(match[0]), question)
    for run in _RUN.finditer(free):
        said = re.sub(_GROUP, lambda group: _GROUPS[group[0]], run[0])
        yield run.span(), re.findall(_ONE, said) if _means_places(free, run) else []


def _means_places(question: str, run: re.Match[str]) -> bool:
    behind = question[run.end() :]
    if COUNTED.match(behind) or run[0][0] in "两东" or re.search(BESIDE, run[0]):
        return True
    return bool(_COMPARED.search(question)) and not _ROUTE.match(behind)


def named(question: str, reports: Mapping[str, Report]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places that a folded question names, as it names them, and the ids of the reports of these places.

    A name of one character counts only where it is a word of its own (川 does not stand in 四川) or one of several that
    are named together; these are told by their short names.
    """
    joined, rest = together(question)
    alone = frozenset(words(rest))
    found: dict[str, list[str]] = {}
    for report_id, report in reports.items():
        called = names(report.meta.place) if report.meta.place else ()
        name = next((n for n in called if n in alone or (len(n) > 1 and n in question)), None)
        if name is None and called and called[-1] in joined:
            name = called[-2]
        if name:
            found.setdefault(name, []).append(report_id)
    return tuple(found), tuple(report_id for ids in found.values() for report_id in ids)
