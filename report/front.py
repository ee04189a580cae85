"""The front matter of a report: title, date and meeting, speaker, source, salutation; and newspaper marks.

Front matter stands in the text, above the first sentence of the report. Its lines are told by their form alone, and
only at the opening: what looks like a date line further down is body. The sentence 现在,我受…委托,…请予审议。 is body.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report.lines import Line, lines
from report.model import Aside, AsideKind, Span

OPENING = 14  # lines looked at; the longest opening seen (portal pages) has 9
NUMERAL = r"[0-9０-９〇零○一二三四五六七八九十]"
DATE = rf"(?P<year>{NUMERAL}{{4}})\s*年\s*(?P<month>{NUMERAL}{{1,3}})\s*月\s*(?P<day>{NUMERAL}{{1,3}})\s*日"
OFFICE = r"(?:省长|市长|州长|盟长|县长|区长|旗长|乡长|镇长|专员|主席|主任|院长|检察长|总理|委员长|书记|主持人|报告人)"
NAME = r"[\u4e00-\u9fff]{1,5}(?:[·•．・][\u4e00-\u9fff]{1,8}){0,3}"

_DATE_LINE = re.compile(
    rf"^[—–―\-－─一\s（(〔\[]*(?:(?:报告)?(?:时\s*间|日\s*期)\s*[:：]\s*)?{DATE}[^。]*[。）)〕\]]*$"
)
_MEETING_LINE = re.compile(r"^[—–―\-－─\s（(〔\[]*在[^，。]{4,60}(?:会议|会議|大会|全会)上[）)〕\]]*$")
_MEETING_END = re.compile(r"(?:上|会议|讲话|报告|全会|日)[。）)〕\]]*$")
_MEETING_REST = re.compile(r"^(?:[\u4e00-\u9fff]{2,20})?第[^，。]{1,30}(?:会议|大会)上?[）)]?$")
_SOURCE = re.compile(
    r"^[【（(\[]?(?:来\s*源|稿\s*源|信息来源|文章来源|新闻来源|发布时间|发布日期|发布机构|时\s*间|日\s*期|作\s*者"
    r"|编\s*辑|责任编辑|记\s*者|浏览次数|阅读次数|字\s*号|索引号)\s*[:：]"
    r"|^[^，。]{0,40}(?:会议文件|会议材料)[^，。]{0,12}$|^[（(](?:摘要|全文|节选|摘登)[）)]$"
)
_SALUTATION = re.compile(
    r"^(?:(?:尊敬的)?(?:各位(?:代表|委员|领导|同志)|同志们)[^，,。:：！!]{0,30}[：:！!，,]"
    r"|(?:尊敬的)?(?:主任|主席|委员长)(?:、[^，,。:：！!]{0,40})?[：:])"
)
_SPEAKER = re.compile(
    rf"^[（(]?(?:报告人\s*[:：])?[^，。：:；]{{0,40}}?{OFFICE}(?:[（(]代[）)])?[\s：:]*"
    rf"(?:{NAME}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff])?[）)]?$"
)
_NAME_ALONE = re.compile(
    r"^(?!目\s*录|前\s*言|引\s*言)(?:[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,3}|[\u4e00-\u9fff]{1,8}[·•][\u4e00-\u9fff·•]{1,16})$"
)
_NUMBERED = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}(?:部分|[、章])|[（(][一二三四五六七八九十]{1,3}[）)])")
_TITLE = re.compile(r"报告(?:[（(〔\[【][^（()）]{1,12}[）)〕\]】])?$")
_PAGE = rf"第?[A-Za-z]?{NUMERAL}{{1,4}}(?:[、，,][A-Za-z]?{NUMERAL}{{1,4}})*[版页]"
_CONTINUATION = re.compile(
    rf"[（(〔\[【][ \u3000]*(?P<way>下转|上接|转|接)[ \u3000]*(?P<where>{_PAGE})"
    r"[ \u3000]*(?:[·•][^（()）\n]{1,6})?[）)〕\]】]"
    rf"|^[▲▼■◆ \t\u3000]*(?P<way2>下转|上接)[ \u3000]*(?P<where2>{_PAGE})[ \t\u3000]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Front:
    """`title` is None where the report prints none; a title on two lines is one range with the line end in it.
    `asides` are the other lines of the front matter in order; `end` is the offset behind the last line of all
    (0 where there is no front matter)."""

    title: Span | None
    asides: tuple[Aside, ...]
    end: int


def front_matter(text: str) -> Front:
    """The front matter of `text`: every line above the salutation and it, or the lines of such forms at the top."""
    opening = _opening(text)
    title_at, title = _title(opening)
    asides: list[Aside] = []
    at = 0
    while at < len(opening):
        if at in title_at:
            at += 1
            continue
        kind, taken = _kind(opening, at, title is not None or bool(asides))
        taken = 1 if at + 1 in title_at else taken
        if kind is None:
            break
        end = opening[at + taken - 1].end
        if kind == "salutation":
            end = opening[at].start + _salutation_length(opening[at].text)
        asides.append(Aside(opening[at].start, end, kind))
        if kind == "salutation":
            break
        at += taken
    ends = [aside.end for aside in asides] + ([title.end] if title else [])
    return Front(title, tuple(asides), max(ends, default=0))


def continuation(text: str) -> tuple[Aside, ...]:
    """The marks of a newspaper that a text goes on, or came from, elsewhere: （下转3版）, （上接第一版）."""
    return tuple(Aside(found.start(), found.end(), "continuation") for found in _CONTINUATION.finditer(text))


def continued(text: str, marks: Sequence[Aside]) -> tuple[bool, str | None]:
    """Whether the text is not all here, and the place where it goes on as printed ("3版").

    A 下转 that a 上接 follows is mended by it; a 上接 with no 下转 above says that the beginning is missing.
    """
    open_at: str | None = None
    missing_head = False
    for mark in marks:
        found = _CONTINUATION.search(text, mark.start, mark.end)
        way = (found["way"] or found["way2"]) if found else ""
        if found and way in ("下转", "转"):
            open_at = found["where"] or found["where2"]
        elif open_at is None:
            missing_head = True
        else:
            open_at = None
    return missing_head or open_at is not None, open_at


def _opening(text: str) -> list[Line]:
    """The first lines up to the salutation or a numbered heading; all that are looked at where there is neither."""
    found: list[Line] = []
    for line in lines(text):
        if _NUMBERED.match(line.text):
            break
        found.append(line)
        if len(found) == OPENING or _SALUTATION.match(line.text):
            break
    return found


def _title(opening: Sequence[Line]) -> tuple[range, Span | None]:
    """The lines of the title (their numbers) and its range: one to three lines that together end in 报告, else a first
    line that stands above a date, a source or the salutation."""
    for first, line in enumerate(opening):
        if _plain_kind(line.text) in ("date", "source"):
            continue
        for last in range(first, min(first + 3, len(opening))):
            parts = [re.sub(r"\s", "", part.text) for part in opening[first : last + 1]]
            if any(len(part) > 60 or re.search(r"[，。；：:！]", part) or _plain_kind(part) for part in parts):
                break
            below = opening[last + 1].text if last + 1 < len(opening) else ""
            if _TITLE.search("".join(parts)) or (first == last == 0 and _plain_kind(below)):
                start = line.start + len(line.text) - len(re.sub(r"^#+\s*", "", line.text))
                return range(first, last + 1), Span(start, opening[last].end)
        break
    return range(0), None


def _plain_kind(line: str) -> AsideKind | None:
    """What a line is by its form alone, whatever stands around it."""
    if _SALUTATION.match(line):
        return "salutation"
    if len(line) <= 120 and (_DATE_LINE.match(line) or _MEETING_LINE.match(line)):
        return "date"
    return "source" if _SOURCE.match(line) else None


def _kind(opening: Sequence[Line], at: int, begun: bool) -> tuple[AsideKind | None, int]:
    """What the line is and how many lines it takes; None ends the front matter. `begun`: some of it stands above."""
    line = opening[at].text
    below = opening[at + 1].text if at + 1 < len(opening) else ""
    kind = _plain_kind(line)
    if kind == "date" and not _MEETING_END.search(line) and _MEETING_REST.match(below):
        return kind, 2
    if kind or not begun:
        return kind, 1
    if len(line) <= 60 and _SPEAKER.match(line):
        office_alone = re.search(rf"{OFFICE}[\s：:]*$", line)
        return "speaker", 2 if office_alone and _NAME_ALONE.match(below) else 1
    if len(line) <= 40 and _TITLE.search(line):
        return "source", 1  # 政府工作报告 once more, under the name of the page
    addressed = any(_SALUTATION.match(other.text) for other in opening[at + 1 :])
    # 某某 or 某某县发展和改革局: whoever it is, above 各位代表 stands nothing of the body
    return ("speaker", 1) if addressed and len(line) <= 40 and not re.search(r"[，。；]", line) else (None, 1)


def _salutation_length(line: str) -> int:
    """Characters of 各位代表: at the head of the line (the report may go on in the same line)."""
    found = _SALUTATION.match(line)
    return found.end() if found else len(line)
