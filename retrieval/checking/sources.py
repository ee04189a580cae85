"""Whether the words that say who says it may mean the report where the rest stands.

国务院报告显示, is not said of a congress of a city; 会议指出, names nobody and may be said of any report. Words are
those of another where an organ, a place, a kind of report or a year is left of them that is none of the report's own.
A bare 市政府 is the report's own where a verb stands in front (审议), or what no name ends in: any other word may be
the name of a place (武冈). A report that does not know its own kind or level contradicts nothing.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from index.lexical import ends_in_verb
from report.model import Kind, Meta
from report.places import PREFECTURE_CITIES, PROVINCE_NAMES
from report.simplified import simplified
from retrieval.checking.folded import folded
from retrieval.checking.occasions import (
    DATE,
    HELD,
    NTH,
    SESSION,
    YEAR,
    numbers,
    of_one_organ,
    ordered,
    session_of,
    year_of,
)
from retrieval.places import names

SAYS = "指出|强调|提出|表示|认为|显示|介绍|报道|了解|悉|统计|写道|要求|说|称"
_ASIDE = re.compile(  # a meeting, whose organ need not be who reports; persons; when
    r"各[省市州县区旗盟]+(?=代表团|干部|群众)|全[国省市州县区]上下|(?<![\u4e00-\u9fff])[省市州县区]里的?(?:干部|群众|同志)|"
    rf"{NTH}届(?:全国)?(?:人民代表大会|人大|政协)?(?:[^\W\d_]{{2,8}}委员会)?{NTH}次(?:会议|全会)"
    r"|(?:人民代表大会(?:会议)?|人大(?:(?:全体)?会议|全会))(?=上)|两会"
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
_NATION: Mapping[Kind, str] = {
    "政府": "(?:中共)?中央政治局(?:常委|委员)(?=国务院|副?总理|◇)|国务院|中央人民政府|副?总理"
}
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
_CONGRESS = re.compile("全国|人民代表大会|人大|政协|委员会")
_HELD = re.compile(f"在{HELD}")
_BEFORE = re.compile(  # 去年, directly in front of a report, says which; 去年工作 says of what it reports
    r"(?:[去前]年|上一?年度?|往年|上[届次])(?:[初底末]|年初)?的?(?:[^\W\d_的]{0,20}会议上?的?)?[^\W\d_的]{0,16}报告"
)


def other_than(words: str, meta: Meta) -> str:
    """The first of the words that names another organ, place, year or kind of report than the report's; "" where none
    does."""
    if meta.kind is None or meta.level is None:
        return ""
    if earlier := _earlier(re.sub(r"\s", "", simplified(words)), meta):
        return earlier
    dated = DATE.sub(lambda day: f"{day['year']}年" if day["year"] else "", _HELD.sub("在", words))
    plain = SESSION.sub(_of_place, folded(ordered(dated)).text)
    said = _ASIDE.sub("◇", plain.replace(meta.speaker or "◇", "◇"))
    known = {meta.year_covered, meta.year_planned, int((meta.delivered or "0")[:4]) or None} - {None}
    years = [year[0] for year in YEAR.finditer(said) if known and year_of(year[0]) not in known]
    found = _OTHER.search(_own(meta.kind, meta.level, meta.place).sub(_left, said))
    return years[0] if years else found[0] if found else ""


def _of_place(session: re.Match[str]) -> str:
    """A session of the congress as the place it is of; of another body as it stands."""
    organ = session["organ"] or ""
    return session[0] if "常" in organ else f"{_CONGRESS.sub('', organ)}◇"


def _earlier(said: str, meta: Meta) -> str:
    """The words that name a report of another time: 去年的政府工作报告, a session that is not the report's; or ""."""
    if found := _BEFORE.search(said):
        return found[0]
    mine = session_of(meta)
    told = [one for one in SESSION.finditer(said) if mine and of_one_organ(one, mine)]
    return next((one[0] for one in told if mine and numbers(one) != numbers(mine)), "")


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
        sessions = "全国(?:◇|人民代表大会|人大(?=会议))"
        return re.compile(rf"{sessions}|(?:中华人民共和国|全国|最高|中国)?(?:{_NATION.get(kind, organ)}|{organ})+")
    if not place or len(place) < 2:
        return re.compile(rf"(?P<bare>(?:{NTH}届)?(?:{organ})+)")
    rank = f"(?:自治)?{place[-1]}" if re.search("自治.$", place) else place[-1]
    head = rf"|党组(?:副?书记|成员)+|(?:常务)?[副代]?{rank}(?:长|主席)|{rank}(?:常务)?副主席" if kind == "政府" else ""
    full, *less = (re.escape(name) for name in names(place) if len(name) > 1)
    called = "|".join([full, *(rf"{name}(?![市县区州旗])" for name in less)])
    within = r"(?:[^\W\d_◇]{2,8}[省市州区])?"
    party = rf"党?委(?:常委|副?书记)+(?=◇|(?:{called})?(?:{rank})?(?:{organ}{head}))"  # of who reports
    named = rf"{_IN_FRONT.get(kind, '')}{within}(?:{called})(?:{party}|(?:{NTH}届)?(?:{organ}{head})*)"
    bare = rf"(?:{NTH}届)?(?:[全我本]?{rank})?(?:{NTH}届)?(?:{organ}{head})+|[全我本]?{rank}(?=工作报告|报告|◇)"
    bare += rf"|{NTH}届{rank}(?:人民代表大会|人大){NTH}次会议(?:{organ})*"
    return re.compile(rf"{named}|(?P<bare>{bare}|{rank}{party})")
