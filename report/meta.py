"""What a report says of itself: title, organ, place, level, kind, years, date, meeting, speaker.

Only its own words are asked: the title, the lines of front matter, the sentence in which the speaker says for whom he
reports (`_request`), the headings, and for the year reviewed the first paragraph. What these do not say is None.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from report.front import DATE, OFFICE, Front, continuation, continued
from report.lines import BLANK, lines
from report.model import Kind, Level, Meta
from report.places import full_name, level_of
from report.years import year_covered, year_planned

OPENING = 1500  # characters behind the front matter in which a report says for whom it speaks
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("人大常委会", r"人民代表大会常务委员会|人大常委会|人大常务委员会"),
    ("法院", r"人民法院|法院(?:工作)?报告"),
    ("检察院", r"检察院"),
    ("政协", r"政治协商会议|^政协|政协.{1,12}委员会"),
    ("政府", r"政府|国务院"),
)
_N = r"[一二三四五六七八九十百\d]{1,4}"
_NTH = rf"第{_N}届"
_REQUEST = re.compile(
    r"(?:我[^，,。；！]{0,8}?(?:代表(?![大们们会團团])|受)|(?<![\u4e00-\u9fff])受|根据(?=国务院))(?P<who>[^，,。；！]{2,50}?)"
    r"(?:的?委托|的?决定|[，,、\s]|向|作|就|提出|报告)[^。！]{0,80}?(?:报\s*告|報告|审议|审查)"
)
_NATION = re.compile("全[国國]人民代表大[会會]|全国人大|最高人民|国务院|國務院|中央人民政府")
_CONGRESS = re.compile(rf"(?P<place>[\u4e00-\u9fff]{{2,24}}?)(?:{_NTH})?(?:人民代表大会|人大)(?!常)")
_CONSULTATIVE = re.compile(
    rf"(?:政治协商会议|政协)(?:{_NTH})?(?P<place>[\u4e00-\u9fff]{{2,24}}?)(?:{_NTH})?(?:委员会|第|常委会|工作)"
)
_MEETING = re.compile(
    r"(?P<meeting>[^，。,在]{0,40}(?:届|第)[^，。,在]{0,40}(?:会[议議]|大会|全会))(?=上|的|召开|[）)。]|$)"
)
_ASKED = re.compile(rf"向(?P<meeting>{_NTH}全国人民代表大会第{_N}次会议)(?=作|提出|报告)")
_ORGAN_END = rf"(?:人民代表大会常务委员会|人大常委会|人民政府|政府|(?:高级|中级)?人民法院|人民检察院|人大|{OFFICE})"
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})+")


def metadata(text: str, front: Front, headings: Sequence[str]) -> Meta:
    """The metadata of `text`. `headings`: titles of the sections of levels 1 and 2, in order."""
    title = _bare(text[slice(*front.title)]) if front.title else None
    said = {what: _joined(text, front, what) for what in ("date", "speaker")}
    who = _request(text, front)
    delivered = _delivered(said["date"] or title or "")
    opening = text[front.end : front.end + OPENING]
    kind = _kind(title or "", who, said["speaker"], opening)
    place, national = _place(title or "", said["date"], who, said["speaker"])
    level: Level | None = "国" if national else level_of(place) if place else None
    covered = year_covered(headings, _first_paragraph(text, front), delivered)
    incomplete, continued_on = continued(text, continuation(text))
    return Meta(
        title=title,
        organ=_organ(kind, place, level, f"{title} {who} {said['speaker']} {opening if national else ''}"),
        place=place,
        level=level,
        kind=kind,
        year_covered=covered,
        year_planned=year_planned(headings, covered, delivered),
        delivered=delivered.isoformat() if delivered else None,
        meeting=_meeting(said["date"], opening),
        speaker=_speaker(said["speaker"], said["date"]),
        incomplete=incomplete,
        continued_on=continued_on,
    )


def _bare(text: str) -> str:
    """Without white space: titles are set with gaps and on several lines."""
    return re.sub(rf"[{BLANK}]+", "", text)


def _joined(text: str, front: Front, what: str) -> str:
    """The lines of one kind; a line end inside (a name under its office) becomes one blank."""
    return " ".join(re.sub(rf"[{BLANK}]+", " ", text[a.start : a.end]) for a in front.asides if a.what == what)


def _request(text: str, front: Front) -> str:
    """For whom the speaker reports: 我受…委托, 我代表…; "" where he does not say."""
    found = _REQUEST.search(text, front.end, front.end + OPENING)
    return _bare(found["who"]) if found else ""


def _first_paragraph(text: str, front: Front) -> str:
    """The first paragraph of the body behind the request (…请予审议)."""
    body = (line.text for line in lines(text, front.end))
    return next((line for line in body if len(line) > 40 and not re.search("请.{0,8}审议", line)), "")


def _delivered(line: str) -> date | None:
    found = re.search(DATE, line)
    if not found:
        return None
    try:
        return date(_number(found["year"]), _number(found["month"]), _number(found["day"]))
    except ValueError:  # 2月30日: not a date, so none is known
        return None


def _number(printed: str) -> int:
    """２０２５, 二〇二五, 十二, 二十六 → 2025, 2025, 12, 26."""
    digits = unicodedata.normalize("NFKC", printed)
    tens = re.fullmatch(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", digits)
    if tens:
        return int(tens[1].translate(_DIGITS) or 1) * 10 + int(tens[2].translate(_DIGITS) or 0)
    return int(digits.translate(_DIGITS))


def _kind(title: str, who: str, speaker: str, opening: str) -> Kind | None:
    """From the title, else from what the speaker says he speaks for, else from his office."""
    asked = "政府工作报告" if re.search("作政府工作报告|报告政府工作", opening) else ""
    for words in (title, who, speaker, asked):
        for kind, pattern in _KINDS:
            if re.search(pattern, words):
                return kind
    return None


def _place(title: str, when: str, who: str, speaker: str) -> tuple[str | None, bool]:
    """The place by its full name and whether the report is the nation's (which has no place)."""
    bare = re.sub(rf"^.*?{DATE}", "", _bare(when))
    if any(map(_NATION.search, (title, bare, who, speaker))):
        return None, True
    consultative = _CONSULTATIVE.search(f"{title} {bare} {who}")
    if consultative:
        return (None, True) if consultative["place"] == "全国" else (_known(consultative["place"]), False)
    for congress in _CONGRESS.finditer(bare.rpartition("在")[2]):
        place = _known(congress["place"])
        if place:
            return place, False
    for words in (re.sub(r"^(?:关于)?\d{4}年(?:度)?", "", title), who, _bare(speaker)):
        named = re.match(rf"(?P<place>[\u4e00-\u9fff]{{1,24}}?)(?:{_NTH})?{_ORGAN_END}", words)
        place = _known(named["place"]) if named else None
        if place:
            return place, False
    return None, False


def _known(name: str) -> str | None:
    return full_name(re.sub(r"^(?:中华人民共和国|在|于|向)", "", name))


def _organ(kind: Kind | None, place: str | None, level: Level | None, said: str) -> str | None:
    """The full name of the organ that reports: its kind and its place make it, as the organic laws name them."""
    if level == "国" and kind == "政府":
        return next((name for name in ("国务院", "中央人民政府") if name in said), None)
    if level == "国":
        named = {"人大常委会": "全国人民代表大会常务委员会", "法院": "最高人民法院",
                 "检察院": "最高人民检察院", "政协": "中国人民政治协商会议全国委员会"}  # fmt: skip
        return named.get(kind or "")
    if place is None or kind is None:
        return None
    if kind == "法院":
        grade = re.search("高级|中级", said)
        return f"{place}{grade[0] if grade else {'省': '高级', '市': '中级'}.get(level or '', '')}人民法院"
    if kind == "政协":
        standing = "常务委员会" if re.search("常务委员会|常委会", said) else ""
        return f"中国人民政治协商会议{place}委员会{standing}"
    return place + {"人大常委会": "人民代表大会常务委员会", "政府": "人民政府", "检察院": "人民检察院"}[kind]


def _meeting(when: str, opening: str) -> str | None:
    found = _MEETING.search(_bare(when.rpartition("在")[2])) or _ASKED.search(opening)
    return found["meeting"] if found else None


def _speaker(line: str, when: str) -> str | None:
    """The name behind an office (or alone) in the speaker's line, or beside an office in the line of the meeting."""
    if line:
        name = _bare(re.sub(rf"^.*{OFFICE}(?:[（(]代[）)])?[\s：:]*", "", line.strip("—-（()） ")))
        return name if _NAME.fullmatch(name) else None
    bare = re.sub(rf"^.*?{DATE}", "", _bare(when))
    behind = re.search(rf"{OFFICE}(?P<name>[\u4e00-\u9fff·•]{{2,16}}?)(?:同志)?(?=在|作|所作|代表|[）)]|$)", bare)
    before = re.match(rf"(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?:代?副?{OFFICE})(?=在|作|代表)", bare)
    found = before or behind
    return found["name"] if found and found["name"] else None
