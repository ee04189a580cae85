"""What a passage says → questions that it answers, formed by rule from its figures, its laws and its headings.

    城镇新增就业8.4万人      城镇新增就业多少人?
    固定资产投资增长5%       固定资产投资增长多少?
    修订《消防条例》         《消防条例》讲了什么?

Where the counted words are too few to be asked alone, the lowest heading lends its own:
“扩大有效投资”方面,投资多少亿元?
What cannot be put into a readable question gives none. Whether one is worth asking is not judged here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.figures import figures_in
from report.model import Figure, Passage, Report, Span
from report.passages import heading_path
from report.segment import sentences
from report.units import is_money, is_rate, is_size

SHORTEST, LONGEST = 8, 40  # characters of a question
_ALONE = 4  # counted words of fewer characters tell too little without a heading
_PHRASE = 22  # longer ones are half a sentence
_LEFT = "和与及在对将"  # left out of what is counted: it may have been half a word (和美乡村)
_OFFERED = 2  # questions of one passage; more would all be about the same
_PRINTABLE = re.compile(r"[\u4e00-\u9fffA-Za-z“”《》（）、·]+")
_HALF = re.compile("[均居](?!民|住|家)|进行|力争|季度")  # half a sentence: 上榜数均居全国第一
_OPENS = re.compile(
    "[其该此这那的和与及等已被达把将用在由从较比、”》）]|以上|同比|同期|上述|总[量数额]|方面|实现|确保|预计|努力|继续"
)
_CLOSES = re.compile(
    "(?:[新达到为是在超约近的了和与及等前后、“《（共]|首次|全部|连续|同比|超过|突破|时间|削减|减少|压减|融入)$"
)
_LISTED = re.compile("[一二两三四五六七八九十百]+[个条项类批件次]")  # 两条底线: a numeral of its own
_TIMES = ("年", "月", "天", "日", "小时", "分钟", "季度")
_HERE = re.compile("^(?:全|我)[省市区县国]|^本[省市县]")
_OF_RATE = re.compile("(?:[率比重例幅速度面]|水平)$")
_LAW = re.compile(r"《[^《》\n]{2,30}(?:法|条例|办法|规定|规则|细则|决定|决议|规划|纲要|方案|意见)》")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A question, and the sentence that answers it; `figure` is the place of the figure or of the law's name in it."""

    question: str
    sentence: Span
    figure: Span


def wordings(report: Report, passage: Passage, place: str = "") -> Iterator[Wording]:
    """The questions of a passage in reading order, at most one of a sentence. `place` goes in front where the reports
    of several places are looked in."""
    whole = Span(passage.start, passage.end)
    told = figures_in(report, whole)
    offered = 0
    for sentence in sentences(report.text, whole):
        inside = [figure for figure in told if sentence.start <= figure.start < sentence.end]
        made = next(_of_sentence(report, sentence, inside, place), None)
        if made and offered < _OFFERED:
            offered += 1
            yield made


def _of_sentence(report: Report, sentence: Span, inside: list[Figure], place: str) -> Iterator[Wording]:
    """A law first: it names itself; of the figures the first that can be asked for."""
    asked = [(Span(*law.span()), f"{law[0]}讲了什么?") for law in _LAW.finditer(report.text, *sentence)]
    asked += [(Span(f.start, f.end), said) for f in inside if (said := _of_figure(report, f))]
    for figure, said in asked:
        question = place + ("报告中的" if place and said.startswith("《") else "") + said
        if SHORTEST <= len(question) <= LONGEST:
            yield Wording(question, sentence, figure)


def _of_figure(report: Report, figure: Figure) -> str | None:
    """None for what is no answer to how many: a rank, a size, the numeral of a list; and for words that do not read."""
    counts = _HERE.sub("", report.text[slice(*figure.what)])
    printed = report.text[figure.start : figure.end]
    how = _how(figure, counts, printed) if any(char.isdigit() for char in printed) else None
    if how is None or not _reads(counts) or report.text[figure.what.start - 1] in _LEFT:
        return None
    time = "今年" if _is_this_year(report, figure) else ""
    if len(counts) >= _ALONE:
        return f"{time}{counts}{how}?"
    heading = _heading(report, figure.start)
    return f"“{heading}”方面,{time}{counts}{how}?" if heading else None


def _how(figure: Figure, counts: str, printed: str) -> str | None:
    """The end of the question: 多少个, 多少亿元, 增长多少, 是多少."""
    unit = figure.unit.split("/")[0]
    if figure.sort == "growth" and figure.change and is_rate(unit) and not _OF_RATE.search(counts):
        return f"{'下降' if figure.change.startswith('-') else '增长'}多少"
    if is_rate(unit):
        return "是多少" if _OF_RATE.search(counts) else None
    if figure.sort != "measure" or not unit or unit.endswith(_TIMES):
        return None
    big = next((sign for sign in "亿万" if sign in printed), "") if is_money(unit) or is_size(unit) else ""
    return f"多少{big}{unit}"


def _reads(counts: str) -> bool:
    """Whether the counted words are a phrase of their own: no figure, no loose bracket, no broken end."""
    whole = all(counts.count(left) == counts.count(right) for left, right in _PAIRS)
    cut = _OPENS.match(counts) or _CLOSES.search(counts) or _LISTED.search(counts) or _HALF.search(counts)
    return 1 < len(counts) <= _PHRASE and whole and not cut and _PRINTABLE.fullmatch(counts) is not None


def _is_this_year(report: Report, figure: Figure) -> bool:
    """A target of the year in which the report was given: without the word, what was reached would be asked for."""
    planned, given = report.meta.year_planned, report.meta.delivered
    this = planned is not None and (given or "").startswith(str(planned))
    return figure.kind == "target" and this and figure.period == str(planned)


def _heading(report: Report, at: int) -> str | None:
    """The words of the lowest heading; None where it is one of the parts (they tell the year), or a sentence."""
    low = heading_path(report, at)[-1:]
    words = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．是]\s*", "", low[0].title.strip()) if low else ""
    words = words.strip("。 \n\u3000")
    return words if low and low[0].level > 1 and len(words) <= 12 and _reads(words) else None
