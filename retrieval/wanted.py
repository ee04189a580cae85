"""A question → what each part of it wants to be told: how many of what, how much money, which law, who, when, where.

`retrieval/kinds.py` tells the kind of the whole question, by which passages are ranked; a short answer needs more: the
measure word, whether change or level is asked for, and each part of 收到多少件,其中全团建议几件 by itself.

>>> [(want.sort, want.unit, want.focus) for want in wants("收到建议多少件,其中全团建议几件?")]
[('count', '件', '收到建议 件'), ('count', '件', '其中全团建议 件')]
>>> [(want.sort, want.grows) for want in wants("去年外贸增长多少?")]
[('rate', True)]
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from report.units import COUNTS, HEADS, PLACES, TIMES, UNIT, is_money, is_rate
from retrieval.held import IN_WHICH
from retrieval.whom import asks_for_person, chooses_person

Sort: TypeAlias = Literal[
    "money",
    "rate",
    "count",
    "people",
    "size",
    "time",
    "rank",
    "amount",
    "number",
    "date",
    "clock",
    "law",
    "name",
    "who",
    "where",
]
NUMBERS: frozenset[Sort] = frozenset({"money", "rate", "count", "people", "size", "time", "rank", "amount", "number"})

_PAPER = "法规|条例|规定|办法|文件|法律|规章|制度|意见|方案|规划|细则|决定|决议|声明|协定|行动计划|法"
_ASK = re.compile(r"多少|百分之几|多[大长久远高重宽深]|第几|前几|几(?!乎|何|内|代)|增[速幅](?=呢|$)|[何啥]时")
_MEASURE = re.compile(r"(?:多少|几)(?P<big>[万亿千百]{1,2})?(?:来|余)?")
_DATE = re.compile(r"哪一?[天日年月]|何[时日]|什么时候|几[月号]|什么(?:日子|时间)|(?:施行|生效|实施)(?:日期|时间)")
_CLOCK = re.compile(
    "(?:(?<![高加升])到|[早晚]上?|最[晚迟早]|[早晚上中下]午|凌晨|清早)几点|"
    "几点(?=钟|半|到几点|[才就能可必].{0,3}[开关停起到]|[开关停闭]|上班|下班|结束|发车)"
)
_WHICH_PAPER = re.compile(
    rf"(?:哪|什么|几)[^,。?]{{0,6}}(?:{_PAPER})|(?:{_PAPER})[^,。?]{{0,6}}(?:叫什么|全称|名[字称])"
)
_NAME = re.compile("叫什么|叫啥|全称|全名|什么名[字称]|名[字称](?:是|叫)|哪[^,。?]{0,3}(?:节目|栏目|品牌|作品|活动|奖)")
_WHERE = re.compile(
    rf"哪里|哪儿|{IN_WHICH}|何地|何处|什么地方|哪个地方|哪一?(?:个|座)?(?:市|县|区|国|省|城市|国家|城区)"
)
_SUM = (
    "经费|资金|投资额?|(?:成交|交易|销售|金|总|贷款|税)额|预算|造价|费用|[税价货债捐存赔借欠罚专]款|工资|欠薪|薪酬|奖金|"
    "补偿金|赔偿金?|产值|税收"
)
_COUNTED = "(?![项笔个件单家人吨套户])"
_IN_ALL = "(?:一年|全年|每年|总共|一共|合计|共|是|为|了|有|达|大?约)*"
_MONEY = re.compile(
    rf"多少(?:钱|{_SUM}){_COUNTED}|[花投拨]了?多少|几[十百千万]{{0,2}}块钱|"
    r"(?:[收交付掏贴补价费餐票租]|[涨降]到)[^,。?地场]{0,4}几[十百千万]{0,2}块(?=了?(?:[,。?!]|$))|"
    rf"^(?!.*占).*(?:开支|支出|花费|开销|花销|成本){_IN_ALL}多少(?=[,。?!]|$)|"
    r"(?:补助|补贴|奖励|收费|票价|(?<!处)罚款?|[餐人月年次户亩]补)(?:了|是|为)?多少(?=[,。?!]|$)|"
    rf"(?:{_SUM})(?:总额|余额|规模|盘子)?(?:一?共|总共|合计|达到?|是|有|为|了|大?约){{0,2}}多少{_COUNTED}|"
    rf"(?:{_SUM})(?:总额|余额|规模|盘子)?{_IN_ALL}多[大高](?!的?(?:面积|地方|地儿|力度|比例|比重|份额|占比|幅度|增幅|程度|作用))"
)
_RATE = re.compile(
    r"百分之几|(?:比例|比重|份额|[^效频功速]率|(?:满意|知晓|认可|信任|支持|参与)度|占比?)[^,。?]{0,6}(?:多[少大高低]|什么水平|几成)|多大的?(?:比例|比重|份额|幅度)|占[^,。?]{0,12}(?:多少|几成)"
)
_TIME = re.compile(r"多久|多长时间|几年|多少年|几天|几个月")
_RANK = re.compile(
    r"第几|前几|(?:(?<![班安编])排(?![放水污查])|居(?![民住家])|(?<![开行系队班])列(?!车))[^,。?]{0,6}(?:几|多少)|多少强|几强|名次|第多少名|(?:全[国省市县区州]|世界|全球)多少名(?![\u4e00-\u9fff])"
)
_GROWS = re.compile(
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少|压减|改善|涨|降|升|提)(?:了|过|率|幅度?)?(?:大?约)?(?:是|为)?(?:多少|百分之几|几)"
    r"|增[速幅]|(?:增长|下降)(?:目标|率)|(?:增长|涨|降)[^,。?到至]{0,6}多少"
)
_LEVEL = re.compile(r"(?:增|降|减|升|提高|提升|上升|下降|缩小?|增加|减少|扩大|达)(?:到|至)了?(?:多少|几)")
_QUANTITY = re.compile(r"(?:总?[数额率量值]|规模|比[重例]|面积|里程|gdp|收入|支出|浓度|目标)$")
_MARKS = re.compile(r"[,;?!。;:、 ]+|(?<=少)[和与及](?=.*(?:多少|几))")
_EACH = re.compile(r"分别|各(?=是|为|有|多少|几)")
_AND = re.compile("[、和与及]")
_DIMENSION = (  # 桥有多长 is a length, 周期有多长 and 增速多高 are none
    (re.compile(f"(?:^|[^期间假命时限班会有是为了达共约]){_IN_ALL}多长(?!时|期|久)"), "米"),
    (re.compile(f"[楼塔桥坝山墩像碑树房厦墙]{_IN_ALL}多高|[路河桥道渠沟井湖洞池]{_IN_ALL}多[宽深]|多远"), "米"),
    (re.compile(f"多大(?:的)?(?:面积|地方|地儿)|(?:面积|占地){_IN_ALL}多[大少]$"), "平方米"),
)
_NO_UNIT = ("省人", "省政", "市人", "市政", "集装")  # 多少省人大代表建议
_NO_PERSONS = re.compile(  # 几个人民法庭
    "人民(?:法庭|法院|检察院|医院|调解委|政府|团体)|人才(?:公寓|市场|工作站|项目|中心|港|驿站|社区)|人大代表(?:联络|之?家|工作|活动)|"
    "人工(?:智能|湖|岛)|人行[天横通]|人社|人防|人居"
)
_OF = re.compile("多少(?![了的吗呢以])[\u4e00-\u9fff]")  # 多少旅客: not a rate
SEVERAL = re.compile("哪几|哪些|哪两|哪三|分别")
SERIES = ("届", "批", "连冠", "连丰", "级", "周年", "类", "强")
_SERIES = re.compile(r"(?:第几|[哪几]一?|多少)(?P<unit>届|批(?!次)|连冠|连丰|级(?!.{0,2}以上)|周年|类|强)")
_PART = re.compile("多少|几|哪|什么|谁|怎么|如何|多[大长久远高重]|吗$|没有?$")
_OWN = 4  # characters of matter without which a part (投资多少) says nothing by itself
_FILLER = re.compile(
    r"多少|百分之几|第几|前几|多[大长久远高重]|几|哪一?[个家部项条件份款座位所届年天月里儿些]?|什么(?:时候|地方)?|谁|叫什么|请问|分别|各自?|是|了|的|吗|呢|有|"
    r"去年|今年|上年|20\d\d年?"
)


@dataclass(frozen=True, slots=True)
class Want:
    """One thing asked for. `asked` is its own part of the question, `focus` the same without the words that ask; `unit`
    is the measure word ("" where none is said); `grows`: change is asked for, not level."""

    sort: Sort
    focus: str
    asked: str
    unit: str = ""
    grows: bool = False


def wants(question: str) -> tuple[Want, ...]:
    """The parts of a folded question in their order; none where the kind of answer cannot be told."""
    pieces = [piece for piece in _MARKS.split(question) if piece]
    asking = [i for i, piece in enumerate(pieces) if _sort(piece)]
    if not asking and pieces and _QUANTITY.search(pieces[-1]):
        return (Want("number", _focus(question), question, grows=bool(_GROWS.search(question))),)
    if len(asking) <= 1:
        return tuple(want for i in asking for want in _each(pieces[i], question))
    return tuple(
        _want(pieces[i], "".join(pieces[before + 1 : i + 1])) for before, i in zip([-1, *asking], asking, strict=False)
    )


def parts(question: str) -> list[str]:
    """The parts of a folded question that ask each by themselves, with what leads up to them; none where there are not
    at least two.

    >>> parts("青峦县的厂家赔了多少,小星星早教退了多少钱?"), parts("今年,粮食收了多少?")
    (['青峦县的厂家赔了多少', '小星星早教退了多少钱'], [])
    >>> parts("网上立案、跨域立案和互联网开庭各有多少?")
    ['网上立案有多少?', '跨域立案有多少?', '互联网开庭有多少?']
    """
    if found := _subjects(question):
        return [part for part in found if _says_much(part)]
    pieces = [piece for piece in _MARKS.split(question) if piece]
    asking = [i for i, piece in enumerate(pieces) if _PART.search(piece)]
    found = [",".join(pieces[before + 1 : i + 1]) for before, i in zip([-1, *asking], asking, strict=False)]
    return [part for part in found if _says_much(part)] if len(found) > 1 else []


def _says_much(part: str) -> bool:
    return len(_focus(part).replace(" ", "")) >= _OWN


def _subjects(piece: str) -> list[str]:
    """进出口额和增速分别是多少: the same of each subject; none where there are not several."""
    head, *tail = _EACH.split(piece, maxsplit=1)
    subjects = [subject for subject in _AND.split(head) if subject]
    return [subject + tail[0] for subject in subjects] if tail and len(subjects) > 1 else []


def _each(piece: str, question: str) -> list[Want]:
    """One for each subject."""
    return [_want(alone, alone) for alone in _subjects(piece)] or [_want(piece, question)]


def _want(piece: str, around: str) -> Want:
    sort = _sort(piece) or "number"
    unit = _unit(piece) if sort in NUMBERS else ""
    grows = sort in NUMBERS and bool(_GROWS.search(piece)) and not _LEVEL.search(piece)
    if grows and sort == "number":
        sort = "rate"
    return Want(sort, _focus(around), around, unit, grows)


def _focus(words: str) -> str:
    return re.sub(r" +", " ", _FILLER.sub(" ", words)).strip()


def _sort(piece: str) -> Sort | None:
    if _SERIES.search(piece):
        return "rank" if "强" in piece else "count"
    for sort, form in (("clock", _CLOCK), ("date", _DATE), ("money", _MONEY), ("rank", _RANK), ("rate", _RATE)):
        if form.search(piece) and not (sort == "rate" and sort_of(_unit(piece)) in ("size", "count", "people")):
            return sort  # type: ignore[return-value]
    if chooses_person(piece):
        return "who"
    if _WHICH_PAPER.search(piece) and not re.search("多少|(?<!哪)几", piece):
        return "law"
    if _NAME.search(piece):
        return "name"
    if _ASK.search(piece):
        known = "time" if _TIME.search(piece) else sort_of(_unit(piece))
        return "amount" if known == "number" and _OF.search(piece) else known
    if asks_for_person(piece):
        return "who"
    return "where" if _WHERE.search(piece) else None


def _unit(piece: str) -> str:
    if series := _SERIES.search(piece):
        return series["unit"]
    found = _MEASURE.search(piece)
    if found and piece.startswith("个人", found.end()) and not _NO_PERSONS.match(piece, found.end() + 1):
        return "人"
    unit = UNIT.match(piece, found.end()) if found else None
    if found and unit and not piece.startswith(_NO_UNIT, found.end()):
        return unit["unit"]
    if found and found["big"] and "亿" in found["big"]:
        return "元"
    return next((unit for form, unit in _DIMENSION if form.search(piece)), "") if not _TIME.search(piece) else ""


def sort_of(unit: str) -> Sort:
    """What a unit measures; "number" where it tells nothing."""
    base = unit.split("/")[0]
    if not base:
        return "number"
    if is_money(base):
        return "money"
    if is_rate(base):
        return "rate"
    kinds: tuple[tuple[Sort, str], ...] = (("people", HEADS), ("time", TIMES), ("count", f"{COUNTS} {PLACES}"))
    return next((sort for sort, words in kinds if base in words.split()), "size")
