"""Whether the words that say who says it may mean the report where the rest stands.

国务院报告显示, is not said of a congress of a city; 会议指出, names nobody and may be said of any report. Words are
those of another where an organ, a place, a kind of report or a year is left of them that is none of the report's own.
A bare 市政府 is the report's own where a verb stands in front (审议), or what no name ends in: any other word may be
the name of a place (武冈). A report that does not know its own kind or level contradicts nothing.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from index.lexical import ends_in_verb
from report.model import Kind, Meta
from report.numerals import chinese_value
from report.places import PREFECTURE_CITIES, PROVINCE_NAMES
from report.simplified import simplified
from retrieval.checking.folded import folded
from retrieval.places import names

_NTH = "第?[一二三四五六七八九十百\\d]+"
SAYS = "指出|强调|提出|表示|认为|显示|介绍|报道|了解|悉|统计|写道|要求|说|称"
_ASIDE = re.compile(  # a meeting, whose organ need not be who reports; persons; when
    r"各[省市州县区旗盟]+(?=代表团|干部|群众)|全[国省市州县区]上下|(?<![\u4e00-\u9fff])[省市州县区]里的?(?:干部|群众|同志)|"
    rf"{_NTH}届(?:全国)?(?:人民代表大会|人大|政协)?(?:[^\W\d_]{{2,8}}委员会)?{_NTH}次(?:会议|全会)"
    r"|(?:人民代表大会|人大)会议(?=上)|两会"
    r"|来自(?![^的]*(?:政府|人大|政协|院|检|委|[局厅部署会]的))[^\W\d_]{2,16}的"
    rf"(?=(?:全国|[省市州县区])?(?:农民|基层|一线|企业|人大|政协)*(?:代表|委员)们?(?!大会)[^\W\d_作代]{{0,4}}(?:{SAYS}))"
    r"|(?:全国|[省市州县区])?(?:人大代表|政协委员(?!会))|(?:近日|日前|日上午|昨[日天]|今[日天年]|去年|当[日天]|此前|随后|同时)"
)
_KINDS: Mapping[Kind, str] = {
    "政府": r"人民政府|政府",
    "人大常委会": r"(?:人民代表大会|人大)(?:常务委员会|常委会)?",
    "法院": r"(?:[高中]级)?人民法院|法院|[高中]院|院长",
    "检察院": r"人民检察院|检察院|检察长",
    "政协": r"中国人民政治协商会议|政协|(?:委员会)?(?:常务委员会|常委会)|委员会",
}
_IN_FRONT: Mapping[Kind, str] = {"政协": "(?:中国人民政治协商会议|政协)?"}
_NATION: Mapping[Kind, str] = {"政府": "(?:中共)?中央政治局(?:常委|委员)|国务院|中央人民政府|副?总理"}
_UNNAMED = re.compile(  # what no name of a place ends in
    r"(?:^|[^\u4e00-\u9fff]|[我你他们的和与及或由在向对经被将把请各该是据从听取按照根据了年受份篇]"
    r"|[本这此该][次届]|(?<![\u4e00-\u9fff])本|代表|书记|常委|成员|分管|时任|(?<!焦)作|\d日|◇上|会议上|[大全两]会上|委托)$"
)
_OTHER = re.compile(
    rf"(?:{'|'.join([*PROVINCE_NAMES, *PREFECTURE_CITIES])})"
    r"(?=的?(?:人大|政府|政协|法院|检察|[高中]院|工作|报告|副?[省市]长|◇)|代表团|\d)"
    r"|[^\W\d_◇]{0,6}(?:省|(?<![城超上都])市(?![场民面值])|县(?!域)|[^九]州|旗(?!帜)|(?<![社小园景地片郊灾矿山校厂辖])区(?![域别块]))"
    r"|国务院|全国|最高|中央(?!广播|电视)|总理"
    r"|[^\W\d_◇]{0,6}(?:政府|人大(?!代表)|人民代表大会|政协|法院|检察院|[高中]院|院长|检察长|委(?!员(?!会)|托|派|屈|会(?!议))"
    r"|(?<![布格结大全当时破变战僵])局(?![面势部限])|(?<!办公)(?<![客大餐])厅|(?<![干内外全局东西南北支])部(?![分门署队长级委])"
    r"|总署|兵团|公司|集团|银行|大学|学院|协会|联合会|研究[院所])"
    r"|(?:预算|计划|审计|统计|调查|调研|评估|研究|监测|检查|述职)报告|公报|[白蓝]皮书|年鉴|纲要"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)|[一二][九〇○零][\d〇○零一二三四五六七八九]{2}(?=年)")
_SESSION = re.compile(  # 省十三届人大五次会议
    rf"(?P<term>{_NTH})届(?P<organ>[^\W\d_]{{0,12}}?(?P<kind>人民代表大会|人大|政协)[^\W\d_]{{0,12}}?)?(?P<nth>{_NTH})次会议"
)
_BEFORE = re.compile(  # 去年, directly in front of a report, says which; 去年工作 says of what it reports
    r"(?:[去前]年|上一?年度?|往年|上[届次])(?:[初底末]|年初)?的?(?:[^\W\d_的]{0,20}会议上?的?)?[^\W\d_的]{0,16}报告"
)
_TODAY = (  # the day in front of who says it: 今年1月14日上午, 一月十四日,
    r"(?:今年|(?P<year>(?:19|20)\d\d|[二一][〇○零一二三四五六七八九]{3})年)?"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]"
    r"(?:[上下]午|[早晚]上?)?(?:[（(][^()（）]{1,6}[)）])?"
)
_AT = "在(?P<at>[^，,：:。；;”]{0,40}(?:会议|大会|全会|两会)上)[，,]?"
LEAD = rf"{_AT}|受[^，,：:。；;]{{2,20}}委托[，,]|{_TODAY} ?[，,]?"
_LEAD, _DATE = re.compile(LEAD), re.compile(_TODAY)
_MEETING = re.compile("人民代表大会|人大|政协")
_ITS_OWN = re.compile("[本这此该][次届]?会议|昨天|今天|开幕|闭幕|全体会议|[^\u4e00-\u9fff]大会|^大会|^会议")
_ELSEWHEN = re.compile("[去前]年|上一?年|往年|上[届次]")
_WHO_REPORTS = "报告|主任|院长|检察长|[省市州县区]长|主席|总理"  # else a day may be another's: 1月20日,某报报道
_OTHERS = re.compile("代表(?![省市州县区国])|委员(?!会)|记者|日报|晚报|新闻|审议|讨论")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def other_than(words: str, meta: Meta) -> str:
    """The first of the words that names another organ, place, year or kind of report than the report's; "" where none
    does."""
    if meta.kind is None or meta.level is None:
        return ""
    if earlier := _earlier(re.sub(r"\s", "", simplified(words)), meta):
        return earlier
    dated = _DATE.sub(lambda day: f"{day['year']}年" if day["year"] else "", words)  # told_then compares the day
    said = _ASIDE.sub("◇", folded(dated).text.replace(meta.speaker or "◇", "◇"))
    known = {meta.year_covered, meta.year_planned, int((meta.delivered or "0")[:4]) or None} - {None}
    years = [year[0] for year in _YEAR.finditer(said) if known and int(year[0].translate(_DIGITS)) not in known]
    found = _OTHER.search(_own(meta.kind, meta.level, meta.place).sub(_left, said))
    return years[0] if years else found[0] if found else ""


def told_then(words: str, meta: Meta) -> bool:
    """Whether the days and meetings that the words begin with may be those at which the report was given. What it does
    not say of itself contradicts nothing, nor does the day on which somebody else speaks."""
    at, leads = 0, []
    while (lead := _LEAD.match(words, at)) and lead.end() > at:
        leads.append(lead)
        at = lead.end()
    who = words[at:]
    its = bool(re.search(_WHO_REPORTS, who) or (meta.speaker and meta.speaker in who)) and not _OTHERS.search(who)
    days = [lead for lead in leads if lead["month"]]
    return all(_met(lead["at"], meta) for lead in leads if lead["at"]) and not (
        its and any(_is_another_day(day, meta) for day in days)
    )


def is_dated(words: str) -> bool:
    """Whether words in front have no other digits than those of days and sessions, which `told_then` compares."""
    return not re.search(r"\d", _SESSION.sub("", _DATE.sub("", simplified(words))))


def _met(at: str, meta: Meta) -> bool:
    """Whether a meeting may be the report's own: one that is told by its number has the same, and a day that is told of
    it is its day; one without is a session of the congress, or has no name."""
    said = simplified(at)
    if _ELSEWHEN.search(said) or any(_is_another_day(day, meta) for day in _DATE.finditer(said)):
        return False
    mine, told = _SESSION.search(simplified(meta.meeting or "")), _SESSION.search(said)
    if mine is None:
        return True
    if told:
        return _of_one_organ(told, mine) and _numbers(told) == _numbers(mine)
    return bool(_MEETING.search(said) or "两会" in said or _ITS_OWN.search(said))


def _is_another_day(day: re.Match[str], meta: Meta) -> bool:
    if not meta.delivered:
        return False
    year, month, date = (day[part] and _number(day[part]) for part in ("year", "month", "day"))
    given = [int(part) for part in meta.delivered.split("-")]
    return [year or given[0], month, date] != given


def _number(printed: str) -> int:
    digits = printed.translate(_DIGITS)  # 二〇二五; 十四 is none
    return int(digits) if digits.isdecimal() else int(chinese_value(printed) or 0)


def _earlier(said: str, meta: Meta) -> str:
    """The words that name a report of another time: 去年的政府工作报告, a session that is not the report's; or ""."""
    mine = _SESSION.search(simplified(meta.meeting or ""))
    if found := _BEFORE.search(said):
        return found[0]
    told = [one for one in _SESSION.finditer(said) if mine and _of_one_organ(one, mine)]
    return next((one[0] for one in told if mine and _numbers(one) != _numbers(mine)), "")


def _of_one_organ(told: re.Match[str], mine: re.Match[str]) -> bool:
    """Whether two sessions may be of one organ: 十四届全国人大 is none of a province, nor is 政协 the congress."""
    of, own = ((one["organ"] or "", (one["kind"] or "")[:1]) for one in (told, mine))
    return not of[1] or (of[1] == own[1] and all((word in of[0]) == (word in own[0]) for word in ("全国", "常")))


def _numbers(session: re.Match[str]) -> list[Decimal | int | None]:
    printed = (session[part].lstrip("第") for part in ("term", "nth"))
    return [int(number) if number.isdecimal() else chinese_value(number) for number in printed]


def _left(own: re.Match[str]) -> str:
    """What is left of the report's own organ: all, where a name may stand in front of the bare one."""
    front = own.string[: own.start()]
    bare = own.groupdict().get("bare") is not None
    return own[0] if bare and not (_UNNAMED.search(front) or ends_in_verb(front)) else "◇"


@lru_cache(maxsize=512)
def _own(kind: Kind, level: str, place: str | None) -> re.Pattern[str]:
    """What the report's own organ is called: its place, in front of it those it lies in, and its kind."""
    organ = rf"(?:{_KINDS[kind]})"
    if level == "国":
        return re.compile(rf"(?:中华人民共和国|全国|最高|中国)?(?:{_NATION.get(kind, organ)}|{organ})+")
    if not place:
        return re.compile(rf"(?P<bare>(?:{_NTH}届)?(?:{organ})+)")
    rank = f"(?:自治)?{place[-1]}" if re.search("自治.$", place) else place[-1]
    head = rf"|党组(?:副?书记|成员)+|(?:常务)?[副代]?{rank}(?:长|主席)|{rank}(?:常务)?副主席" if kind == "政府" else ""
    full, *less = (re.escape(name) for name in names(place) if len(name) > 1)
    called = "|".join([full, *(rf"{name}(?![市县区州旗])" for name in less)])
    within = r"(?:[^\W\d_◇]{2,8}[省市州区])?"
    party = rf"党?委(?:常委|副?书记)+(?=◇|(?:{called})?(?:{rank})?(?:{organ}{head}))"  # of who reports
    named = rf"{_IN_FRONT.get(kind, '')}{within}(?:{called})(?:{party}|(?:{_NTH}届)?(?:{organ}{head})*)"
    bare = rf"(?:{_NTH}届)?(?:[全我本]?{rank})?(?:{_NTH}届)?(?:{organ}{head})+|[全我本]?{rank}(?=工作报告|报告|◇)"
    bare += rf"|{_NTH}届{rank}(?:人民代表大会|人大){_NTH}次会议(?:{organ})*"
    return re.compile(rf"{named}|(?P<bare>{bare}|{rank}{party})")
