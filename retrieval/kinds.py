"""The kind of answer a question asks for, and whether a text holds one of that kind. Both read folded text.

>>> asked("票决的项目总共投了多少钱?"), asked("哪部法规草案做了第一次审议?"), asked("代表怎么学习?")
('money', 'law', None)
>>> holds("number", "举办邵阳人大讲堂4期"), holds("money", "举办邵阳人大讲堂4期")
(True, False)
"""

import re
from typing import Literal, TypeAlias

from retrieval.whom import asks_for_person

Kind: TypeAlias = Literal["money", "date", "number", "law", "name"]

_N = r"[\d〇零一二两三四五六七八九十百千万亿]"
_MEASURE = "[个次件项部条名位篇期份批场处家所人户类成]"
_PAPER = "(?:法规|条例|规定|办法|文件|法律|规章|制度|报刊|报纸|刊物|方案|规划)"
_OTHER = "(?:怎|如何|什么|为何|为啥|啥|哪|谁|有没有|有无|是否|是不是|会不会|能不能|吗|咋)"
# In this order: 多少钱 asks for money, though it has the words of a number.
_ASKED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            r"多少(?:钱|元|万元|亿元|经费|资金|投资)|[花投用拨]了?多少|"
            r"(?:经费|资金|投资额?|金额|预算|造价|费用)(?![^,。?]{0,4}(?:增长|增速|下降|占))[^,。?]{0,6}多少"
        ),
    ),
    (
        "date",
        re.compile(r"哪一?[天日年月]|何[时日]|什么时候|几[月号]|从?(?:施行|生效|实施)(?:日期|时间)|什么(?:日子|时间)"),
    ),
    ("law", re.compile(rf"(?:哪|什么|几)[^,。?]{{0,4}}{_PAPER}|{_PAPER}[^,。?]{{0,4}}(?:叫什么|全称|名字|名称)")),
    ("name", re.compile("叫什么|全称|名字|名称")),
    (
        "number",
        re.compile(
            rf"多少|几{_MEASURE}|百分之几|比例|[^效频功速]率(?:是|有|达|为)|"
            # Key words, GDP增速: where nothing asks for something else (怎么提高就业率).
            rf"^(?!.*{_OTHER}).*(?:数量|总[数量额]|[人件次户]数|增[速幅]|[涨降]幅|占比|比重|[^效频功速表草轻坦]率)呢?[?!。]?$"
        ),
    ),
)
_HOLDS: dict[Kind, re.Pattern[str]] = {
    "money": re.compile(rf"{_N}[余多]?[万亿]*(?:元|美元|块)"),
    "date": re.compile(rf"{_N}+年|{_N}+月|{_N}+日"),
    "law": re.compile("《"),
    "name": re.compile("[《“]"),
    "number": re.compile(rf"\d|[一二两三四五六七八九十百千万]+(?:{_MEASURE}|分之)"),
}
SAID: dict[Kind, str] = {"money": "金额", "date": "日期", "number": "数量", "law": "文件", "name": "名称"}
"""What a person calls the kind."""


def asked(question: str) -> Kind | None:
    """None where the kind of answer cannot be told from the words."""
    found = next((kind for kind, form in _ASKED if form.search(question)), None)
    return None if found == "name" and asks_for_person(question) else found


def holds(kind: Kind, text: str) -> bool:
    """Does the text hold an answer of that kind, whatever it is about?"""
    return _HOLDS[kind].search(text) is not None
