"""When, and at which meeting, a draft says that a thing was said, against what the report says of itself.

    1月14日上午,在湖南省十四届人大三次会议上,省长张三丰指出,

A day is the report's own, or a later one on which somebody else speaks (a newspaper, delegates). A meeting has the
numbers of the report's session, or is called what any session is called; else it is another. What a report does not say
of itself contradicts nothing.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from report.model import Meta
from report.numerals import chinese_value
from report.places import PREFECTURE_CITIES
from report.simplified import simplified
from retrieval.places import names

NTH = "第?[一二三四五六七八九十百\\d]+"
YEAR = re.compile(r"(?:19|20)\d\d(?=年)|[一二][九〇○零][\d〇○零一二三四五六七八九]{2}(?=年)")
SESSION = re.compile(  # 省十三届人大五次会议
    rf"(?P<term>{NTH})届(?P<organ>[^\W\d_]{{0,12}}?(?P<kind>人民代表大会|人大|政协)[^\W\d_]{{0,12}}?)?(?P<nth>{NTH})次会议"
)
_TERM_BEHIND = re.compile(  # 政协邵阳市第十三届委员会第四次会议, 省人大十四届三次会议
    rf"(?P<organ>(?:全国|[省市县区州])?政协[^\W\d_]{{0,12}}?|[^\W\d_]{{0,8}}?(?:人民代表大会|人大))(?P<term>{NTH}届)"
    rf"(?P<more>(?:[^\W\d_]{{0,14}}委员会)?)(?={NTH}次)"
)
_DAY = (
    r"(?:今年|(?P<other>[去前明]年)|(?P<year>(?:19|20)\d\d|[二一][〇○零一二三四五六七八九]{3})年)?"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]"
    r"(?:[上下]午|[早晚]上?)?(?:[（(](?:星期|周)[一二三四五六日天][)）])?"
)
_MET = "会议|大会|全会|两会"
LEAD = (  # in front of who says it
    rf"在(?P<at>(?:(?!(?:{_MET})上)[^，,：:。；;”]){{0,40}}(?:{_MET}))上[，,]?"
    rf"|受[^，,：:。；;]{{2,20}}委托[，,]|{_DAY} ?[，,]?"
)
LEADS = rf"(?:{LEAD}){{0,4}}"
DATE, _LEAD = re.compile(_DAY), re.compile(LEAD)
_BEFORE = re.compile("[去前]年|上一?年|往年|上[届次]")
_PLACE = f"(?:北京|{'|'.join(PREFECTURE_CITIES)})市?"
_HALL = "省会|(?:省|市|县)?(?:人民)?(?:大?会堂|礼堂)"
HELD = f"(?:{_PLACE}|{_HALL})*(?:召开|举行|举办)的"  # where a meeting is held, which is no organ
_HELD = re.compile(HELD)
_PART = re.compile("(?:(?:第[一二三四五]次|首次)?全体会议|(?:开幕|闭幕)(?:式|会|会议|大会)?)?")  # of a session
_ELSE = re.compile(  # who does not speak on the day of the report
    r"(?!.*(?:[省市州县区旗]长|主席|主任|院长|检察长|总理|政府(?!工作报告)))(?:[^\W\d_接受对向通过]{0,10}(?:日报|晚报|通讯社|新华社|电视台)"
    r"|来自[^\W\d_]{2,16}的[^\W\d_]{0,8}?代表|(?:各位|与会|人大)?代表们)|记者从"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def told_then(words: str, meta: Meta) -> bool:
    """Whether the days and meetings that the words begin with may be those at which the report was given."""
    leads = list(_leads(words))
    who = words[leads[-1].end() :] if leads else words
    others = bool(_ELSE.match(who)) and not (meta.speaker and meta.speaker in who)
    return all(_met(lead["at"], meta) if lead["at"] else _on(lead, meta, others) for lead in leads)


def is_told(words: str) -> bool:
    """Whether words in front have no other digits than those of days, years and sessions, which are compared."""
    return not re.search(r"\d", YEAR.sub("", SESSION.sub("", DATE.sub("", ordered(words)))))


def session_of(meta: Meta) -> re.Match[str] | None:
    """The session at which a report was given; None where it says none that is told by numbers."""
    return SESSION.search(ordered(meta.meeting or ""))


def of_one_organ(told: re.Match[str], mine: re.Match[str]) -> bool:
    """Whether two sessions may be of one organ: 十四届全国人大 is none of a province, nor is 政协 the congress."""
    of, own = ((one["organ"] or "", (one["kind"] or "")[:1]) for one in (told, mine))
    return not of[1] or (of[1] == own[1] and all((word in of[0]) == (word in own[0]) for word in ("全国", "常")))


def numbers(of: re.Match[str]) -> list[Decimal | int | None]:
    """Of a session: its term, and which of it."""
    printed = (of[part].lstrip("第") for part in ("term", "nth"))
    return [int(number) if number.isdecimal() else chinese_value(number) for number in printed]


def year_of(printed: str) -> int:
    """2024, 二〇二四."""
    return int(printed.translate(_DIGITS))


def _leads(words: str) -> Iterator[re.Match[str]]:
    at = 0
    while (lead := _LEAD.match(words, at)) and lead.end() > at:
        yield lead
        at = lead.end()


def _met(at: str, meta: Meta) -> bool:
    said = ordered(at)
    given = int((meta.delivered or "0")[:4])
    if _BEFORE.search(said) or not all(_on(day, meta, False) for day in DATE.finditer(said)):
        return False
    rest = DATE.sub("", said)
    if given and any(year_of(year[0]) != given for year in YEAR.finditer(rest)):
        return False
    told, mine = SESSION.search(rest), session_of(meta)
    if told is None:
        return _is_any_session(_HELD.sub("", re.sub(rf"(?:{YEAR.pattern})年", "", rest), count=1), meta)
    if not _PART.fullmatch(rest, told.end()):
        return False
    return not meta.meeting or (mine is not None and of_one_organ(told, mine) and numbers(told) == numbers(mine))


def _is_any_session(said: str, meta: Meta) -> bool:
    """省人大会议, 全省两会, 大会."""
    place = meta.place or ""
    rank = rf"(?:全|{'自治' if '自治' in place else ''})?{place[-1:]}"
    own = (
        "全国"
        if meta.level == "国"
        else rf"(?:[^\W\d_]{{2,6}}[省市])?(?:{'|'.join(map(re.escape, names(place)))})|{rank}"
    )
    congress = "政协" if meta.kind == "政协" else "人大|人民代表大会"
    of_all = rf"(?:{own})?(?:(?:{congress})(?:会议|大会|全会|全体会议)?|两会)"
    when = "(?:今[年天]的?|昨天的?|年初的?|刚刚?结束的)?"
    return bool(re.fullmatch(rf"{when}(?:{of_all}|(?:[本这此]次|开幕|首次)?(?:全体)?(?:会议|大会))", said))


def _on(lead: re.Match[str], meta: Meta, others: bool) -> bool:
    """Whether a day that is told may be the report's; `others`: somebody else speaks, who may do so later."""
    if not lead["month"] or not meta.delivered:
        return True
    given = date.fromisoformat(meta.delivered)
    day = (_number(lead["year"]) if lead["year"] else given.year, _number(lead["month"]), _number(lead["day"]))
    mine = (given.year, given.month, given.day)
    return not lead["other"] and (day == mine or (others and day > mine))


def _number(printed: str) -> int:
    digits = printed.translate(_DIGITS)  # 二〇二五; 十四 is none
    return int(digits) if digits.isdecimal() else int(chinese_value(printed) or 0)


def ordered(words: str) -> str:
    """Simplified, with the term of a session in front of its organ, as SESSION reads it."""
    said = simplified(words).replace("中国人民政治协商会议", "政协")
    return _TERM_BEHIND.sub(r"\g<term>\g<organ>\g<more>", said)
