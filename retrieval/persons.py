"""Where a report names persons: 副市长郭启明, 王凤英代表.

The tagger takes 严格执行 for a person and cuts 骆|怀安 in two, so its word alone is not enough. A person is a surname
with one or two characters more that an office or a calling stands right before, or a few of them right behind. What is
doubtful is left out: a name that could be a place (我代表高唐县), one that is a word behind a calling that many have
(干警金点子), one with a blank inside, names behind the first of a list.

>>> text = "公诉人许澜清在会上发言，王凤英代表提出建议，推动代表高质量履职。"
>>> [(text[slice(*person.span)], person.offices) for person in persons(text, Span(0, len(text)))]
[('许澜清', ('公诉人',)), ('王凤英', ('代表',))]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.folding import fold
from index.tagged import Word, is_known, tagged
from report.model import Span

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛"
    "曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车连芦麦褚娄窦戚岑景宫费卜冷晏席卫"
)
_HEADS = "[院庭省市县区州盟旗镇乡村局厅部处科校站队团会行厂所店船组馆班园]长"
OFFICES = f"书记|主任|检察长|{_HEADS}|公诉人|主席|院士|负责人|支书|师傅|烈士"
GENERAL = (
    "代表|委员|教师|老师|民警|干警|警官|队员|同志|村民|居民|职工|党员|农民|带头人|陪审员|志愿者|网格员|战士|[学中]生|法官|检察官|"
    "医生|护士|教授|律师|选手|运动员|工匠|传承人|企业家|调解员"
)
"""Callings that many have: before them stand other things than names, too."""
_BEFORE = re.compile(rf"(?P<office>副?(?:{OFFICES})|(?P<general>(?<![我谨受将])(?:{GENERAL})))[ 　]*$")
_BEHIND = re.compile(r"(?P<office>代表(?![团性大工])|委员(?!会)|院士|同志|同学|法官|检察官|教授)")
_PLACE = "省市县区州旗镇乡村副"  # what no name ends in
_OF_A_PLACE = re.compile(f"[{_PLACE}]|人民|人大|法院|检察院|政府")
_FOLLOWS = "在被带为由于的了和与及等把将向对从是有获任说提当以因就也都并而同用让给到去来作做担主领共率负出受"
_ENDS = "dpvcmrufqxyk"  # first letters of the tags of words that are no part of a name
_HAN = re.compile("[\u4e00-\u9fff]+")
_ROOM = 9  # characters in which a calling and blanks behind it stand
_RARE = 0.7  # how rare a given name is that is a word of the language, too (启航) …
_RAREST = 0.9  # … and one behind a calling that many have


@dataclass(frozen=True, slots=True)
class Person:
    """`offices` are what stands beside the name, before and behind, without 原 and 前."""

    span: Span
    offices: tuple[str, ...]


def persons(text: str, within: Span) -> list[Person]:
    """Those named in that range, in their order."""
    said = text[slice(*within)]
    folded = fold(said)
    if len(folded) != len(said):  # folding made three characters of one: its places are not these
        folded = said
    words = tagged(folded)
    found = (_person(folded, words, at) for at, word in enumerate(words) if word.text[0] in _SURNAMES)
    return [Person(Span(within.start + p.span.start, within.start + p.span.end), p.offices) for p in found if p]


def _person(folded: str, words: Sequence[Word], at: int) -> Person | None:
    """The one whose name begins with that word; None where none does."""
    start = words[at].start
    before = _BEFORE.search(folded, max(0, start - _ROOM), start)
    end = _end(words, at, _RAREST if before and before["general"] else _RARE)
    if end is None or not _HAN.fullmatch(folded, start, end):
        return None
    if folded[end - 1] in _PLACE or _OF_A_PLACE.match(folded, end):
        return None
    known = is_known(folded[start:end])  # 石家庄
    behind = None if known else _BEHIND.match(folded, end)
    if not (before or behind) or (known and before and before["general"]):
        return None
    return Person(Span(start, end), tuple(beside["office"] for beside in (before, behind) if beside))


def _end(words: Sequence[Word], at: int, rare: float) -> int | None:
    """Where the name that begins with that word ends, of two or three characters; None where none can begin."""
    first, *others = words[at : at + 3]
    length = len(first.text)
    if length == 1:
        return _given(others, rare)
    strange = not is_known(first.text) if rare == _RARE else False
    if length > 3 or not (first.tag.startswith("nr") or strange):
        return None
    return _longer(first.end, others, length)


def _given(others: Sequence[Word], rare: float) -> int | None:
    """Behind a surname that stands alone: 吴|启航."""
    if not others or len(others[0].text) > 2 or others[0].text[0] in _FOLLOWS:
        return None
    given = others[0]
    if len(given.text) == 2:
        return _longer(given.end, others[1:], 3) if given.rare >= rare else None
    return _longer(given.end, others[1:], 2) if rare == _RARE and given.tag[0] not in _ENDS else None


def _longer(end: int, others: Sequence[Word], length: int) -> int | None:
    """The end of a name of that length, or of one character more: 许澜|清在. None where that cannot be told, and where
    a name of three characters seems to go on."""
    if not others or not _HAN.match(others[0].text):
        return end
    text, tag = others[0].text, others[0].tag
    if len(text) == 1 and tag[0] not in _ENDS and text not in _FOLLOWS:
        return end + 1 if length == 2 else None
    if is_known(text) or length == 3 or text[0] in _FOLLOWS:
        return end
    return end + 1 if not text[1:].strip(_FOLLOWS) else None
