"""Places that a question names → the reports of these places.

A library of many reports holds the same sentence for every place; who names one (广东省, 广东, 粤) asks its report.

>>> names("广东省"), names("内蒙古自治区"), names("邵阳市")
(('广东省', '广东', '粤'), ('内蒙古自治区', '内蒙古', '蒙'), ('邵阳市', '邵阳'))
"""

import re
from collections.abc import Mapping

from index.lexical import words
from report.model import Report

# Without 新 of 新疆: it is a word of every day.
_ABBREVIATIONS = {
    **{"北京": "京", "天津": "津", "上海": "沪", "重庆": "渝", "河北": "冀", "山西": "晋", "辽宁": "辽", "吉林": "吉"},
    **{
        "黑龙江": "黑",
        "江苏": "苏",
        "浙江": "浙",
        "安徽": "皖",
        "福建": "闽",
        "江西": "赣",
        "山东": "鲁",
        "河南": "豫",
    },
    **{"湖北": "鄂", "湖南": "湘", "广东": "粤", "海南": "琼", "四川": "川", "贵州": "黔", "云南": "滇", "陕西": "陕"},
    **{
        "甘肃": "甘",
        "青海": "青",
        "内蒙古": "蒙",
        "广西": "桂",
        "西藏": "藏",
        "宁夏": "宁",
    },
}
_AUTONOMOUS = re.compile(r"(内蒙古|..)(?:壮族|回族|维吾尔)?自治区")


def names(place: str) -> tuple[str, ...]:
    """What people call a place: its full name, the short one, and for provinces the one character."""
    region = _AUTONOMOUS.fullmatch(place)
    short = region[1] if region else re.sub(r"(?<=..)(?:省|市|县|区|旗|乡|镇|州)$", "", place)
    one = _ABBREVIATIONS.get(short)
    return tuple(dict.fromkeys([place, short, *([one] if one else [])]))


def named(question: str, reports: Mapping[str, Report]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places that a folded question names, as it names them, and the ids of the reports of these places.

    A name of one character counts only where it is a word of its own: 川 does not stand in 四川.
    """
    alone = frozenset(words(question))
    found: dict[str, list[str]] = {}
    for report_id, report in reports.items():
        called = names(report.meta.place) if report.meta.place else ()
        if name := next((n for n in called if n in alone or (len(n) > 1 and n in question)), None):
            found.setdefault(name, []).append(report_id)
    return tuple(found), tuple(report_id for ids in found.values() for report_id in ids)
