"""Whether a clause holds what the form of a question asks for: a place for 在哪, 元 for 多少钱.

Finer than `retrieval/kinds.py`, which ranks; this is evidence for whether the report answers at all. Texts are folded.

>>> from index.tagged import tagged
>>> held("燕赵钢铁实验室的主任是谁?", "燕赵钢铁实验室挂牌成立", tagged("燕赵钢铁实验室挂牌成立"))
{'who': False}
>>> held("新建几座水库?", "新建水库3座", tagged("新建水库3座"))
{'unit': True}
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

from index.tagged import Word
from report.model import Span
from report.units import UNIT
from retrieval.persons import persons
from retrieval.whom import asks_for_person

Asked: TypeAlias = Literal["who", "where", "name", "rate", "date", "money", "rank", "unit"]

IN_WHICH = (  # not 存在哪些问题, 在哪些方面, 在哪一年, 在哪项
    "(?:(?<!存)在哪(?=[些几两三])|在哪(?![些几两三]))"
    "(?![一些几两三]?个?(?:方面|领域|环节|行业|类|年|月|天|项|场|届|次|问题|不足|短板))"
)
_ASKS: Mapping[Asked, re.Pattern[str]] = MappingProxyType(
    {
        "where": re.compile(
            f"哪里|哪儿|{IN_WHICH}|什么地方|哪(?:个|几个|几|两个|些)?(?:市|省|县|区|城市|地方|国家|国|村)"
        ),
        "name": re.compile("叫什么|名字|全称|哪(?:些|几|家|部|个|所|两|款|条|项)"),
        "rate": re.compile(
            "率(?:是|为|有|达)?多少|百分之|占比|比重|[增降涨]幅|增速|增长(?:了)?多少|增长率|占[^,。]{0,12}(?:多少|几)|投入强度"
        ),
        "date": re.compile("哪一?年|何时|什么时候|几[月号]|哪一?天|哪个月|多久"),
        "money": re.compile(
            "多少(?:钱|[万亿]?元)|^(?!.*(?:占[^,。]{0,12}(?:多少|几|比)|比重|强度|[增降涨]幅|增速|增长|指数)).*?"
            "(?:投资额?多少|花了|投入多少|资金|经费|成本|[金数]额|价[格钱]|[物房单造售电水油票]价)"
        ),
        "rank": re.compile("第几|排名|名次|位次|前多少|前几"),
    }
)
_HOLDS: Mapping[Asked, re.Pattern[str]] = MappingProxyType(
    {
        "name": re.compile("[“《、]"),
        "rate": re.compile("%|百分之"),
        "date": re.compile("[年月日天]|小时|分钟"),
        "money": re.compile("元"),
        "rank": re.compile(r"[第前][\d一二三四五六七八九十百]|前列|前茅|首位|榜首|之首|冠军|领跑"),
    }
)
_TAGS: Mapping[Asked, tuple[str, ...]] = MappingProxyType({"who": ("nr", "nrt", "nrfg"), "where": ("ns",)})
_UNIT = re.compile(rf"(?:多少|几)[万亿]?{UNIT.pattern}")
_STANDING, _DONE = "处座所家间栋幢片块", "项件条宗起份部"  # what people count by one of them reports count by another
_ALIKE = {
    **dict.fromkeys("名人位", "[名人位]"),
    **dict.fromkeys(_STANDING, f"[个{_STANDING}]"),
    **dict.fromkeys(_DONE, f"[个{_DONE}]"),
    "个": f"[个{_STANDING}{_DONE}台套批]",
}
_NAMED = re.compile(  # a thing also stands in a house: 交市档案馆收藏
    r"[\u4e00-\u9fff]{2}(?:镇|乡(?![村镇])|(?<![乡农])村(?!振兴)|街道|社区|园区)(?!化)"
    r"|[\u4e00-\u9fff]{1,3}(?:学院|大学(?!生)|中学|小学|医院|档案馆|博物馆|图书馆|文化馆|纪念馆|展览馆|体育馆|史馆|祠堂|广场|公园)(?![校院馆]?长)"
    r"|(?:高新|开发|经开|新)区"
)
_N = r"[\d〇零一二两三四五六七八九十百千万亿.,]+[余多]?[万亿]?"


def held(question: str, clause: str, words: Sequence[Word]) -> dict[Asked, bool]:
    """For each kind that is asked for, whether the clause holds it; what is not asked for is left out.

    `words` are those of the clause. `unit` is the measure word of 多少 and 几, printed behind a number.
    """
    asked: list[Asked] = [kind for kind, ask in _ASKS.items() if ask.search(question)]
    if asks_for_person(question):
        asked = ["who", *(kind for kind in asked if kind != "name")]
    found: dict[Asked, bool] = {kind: _holds(kind, question, clause, words) for kind in asked}
    if unit := _UNIT.search(question):
        said = _ALIKE.get(unit["unit"], re.escape(unit["unit"]))
        found["unit"] = bool(re.search(_N + said, clause))
    return found


def prints(question: str, clause: str) -> bool:
    """Whether the clause prints every kind asked for that is known by its form: all but persons, places and names."""
    return all(is_held for kind, is_held in held(question, clause, ()).items() if kind not in (*_TAGS, "name"))


def _holds(kind: Asked, question: str, clause: str, words: Sequence[Word]) -> bool:
    if tags := _TAGS.get(kind):
        found = _persons(clause) if kind == "who" else _NAMED.findall(clause)
        tagged = [word.text for word in words if word.tag in tags]
        return any(name not in question for name in (*found, *tagged))
    return bool(_HOLDS[kind].search(clause))


def _persons(clause: str) -> list[str]:
    return [clause[slice(*person.span)] for person in persons(clause, Span(0, len(clause)))]
