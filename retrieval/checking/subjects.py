"""What two figures count, as words: whether they may be of one thing.

湖南省去年一般公共预算收入   →   一般公共预算收入        规上企业   →   规模以上企业
"""

import re
from collections.abc import Sequence

from report.model import Figure, Report
from report.simplified import simplified
from retrieval.checking.folded import folded

CLOSELY, LOOSELY = (0.6, 0.35), (0.5, 0.25)
"""Of the pairs of the shorter and of the longer of two names for what is counted; of two whose figures agree less."""

_SAID = re.compile(
    r"连续|[居列]全[国省市球]|首位|第[一\d]位?|\d+年|[全我本](?:国|省|市|区|县|州)|同比|比上年|增速|增幅|增长率?|下降|提高|达到?|实现|完成|[为是了约近超]"
)
_OF = re.compile(
    r"海洋|人均|民间|农村|进出口|进口|出口|第[一二三]产业|民事|刑事|夏粮|秋粮|数字|民营|县域|工业(?=固|投|用)|外贸企业"
)  # one that has it is not of the other's thing
_SHORT = {  # what people say for what reports print
    "GDP": "生产总值",
    "国内生产总值": "生产总值",
    "地区生产总值": "生产总值",
    "经济总量": "生产总值",  # 数字经济总量 is none: _OF
    "社零": "社会消费品零售",
    "规上": "规模以上",
    "固投": "固定资产投资",
    "外贸": "进出口",
}
_SHORTENED = re.compile(f"(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?!企业)")


def subject_of(report: Report, figure: Figure, places: Sequence[str] = ()) -> str:
    """The words that are counted, without place, time and verbs."""
    words = folded(
        _SHORTENED.sub(lambda found: _SHORT[found[0]], simplified(report.text[figure.what.start : figure.what.end]))
    ).text
    for place in places:
        words = words.replace(place, "")
    return re.sub(r"\d", "", _SAID.sub("", words))


def alike(first: str, second: str, least: tuple[float, float] = CLOSELY) -> float:
    """The share of pairs of characters in common; 0 where they are not alike: less than `least` of the shorter name, or
    of the longer one."""
    pairs = [{words[i : i + 2] for i in range(len(words) - 1)} for words in (first, second)]
    common, sizes = len(pairs[0] & pairs[1]), sorted(map(len, pairs))
    if (
        {*_OF.findall(first)} != {*_OF.findall(second)}
        or not common
        or common < least[0] * sizes[0]
        or common < least[1] * sizes[1]
    ):
        return 0.0
    return common / (sizes[0] + sizes[1])
