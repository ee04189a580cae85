"""The words of a comparison → the question that each of what is compared is asked.

>>> apart("川渝外贸差多少", {"四川": ("四川", [(0, 1)]), "重庆": ("重庆", [(1, 2)])}, YEARS)
{'四川': '四川外贸是多少', '重庆': '重庆外贸是多少'}
"""

import re
from collections.abc import Mapping
from typing import TypeVar

_WHICH = r"(?:谁|哪(?:一?[个边里家方省市地])?(?![些怕年]))"
_HIGH = r"(?:[高低多少快慢大小好强短早晚]|(?<![增市省县区院校局家首部处行队组科州董])长|靠前|领先)"
_MORE = rf"[更最较]?(?<![提降减增]){_HIGH}[一些点]*"
_END = r"[呢啊了]?[?？。 ]*$"
_WHOSE = re.compile(rf"[,，、 ]*{_WHICH}的?([^,，。?？得的更最会]{{2,12}}?){_MORE}{_END}")  # 谁的产量更大
_TAIL = re.compile(
    rf"[,，;；、 ]*(?:(?:到底|究竟)?{_WHICH}(?:(?P<how>[\u4e00-\u9fff]{{1,2}})得|的|会|要)?{_MORE}{_END}"
    rf"|[相之]?差距?(?:有|是)?多[大少]{_END}"
    rf"|(?P<beside>相比(?:怎么样|如何)?|一样[吗么]|对比|[吗呢]){_END})"
)
_EACH = re.compile(
    "分别|各自(?!治)|各(?=[是为有达增涨升降占提减投花发收新安定]|完成|开展|建成|制定|办了|多少|几)|[相之]?差(?=多少|几)|都(?=[是有定为]|多少)"
)
_AGAINST = r"(?:相?比|比起|较|高于|低于|快于|超过|不如|多于|少于|和|跟|与|同)"
_BESIDE = re.compile(r"(?:[、,，/和与跟同及\s]|以及|还是)?")
_THAN = re.compile(r"(?:比起?|高于|低于|快于|超过|不如|多于|少于)$")
_HIGHER = re.compile(
    rf"{_MORE}[了出]?(?=多少|几)|[多少](?=[\u4e00-\u9fff]{{1,2}}了?(?:多少|几))|(?:(?<!多){_MORE})?了?吗?[?？]*$"
)
_EITHER = re.compile(
    rf"[,，、 ]*(?:相比)?是?(?:(?P<how>[\u4e00-\u9fff])得)?更?{_HIGH}了?(?:还是|或者?)更?{_HIGH}了?{_END}"
)
_POINTS = re.compile("(?:几|多少)个(?:百分)?点")
_WISH = re.compile("[,，;?？。 ]*(?:想|请|帮我|给我)*(?:对比|比较|比)(?:一下|下|一比)?$|^(?:相比|与|和|跟|同)$")
_FIRST = re.compile(rf"^{_WHICH}[省市县区地]?的?(?P<what>[^,，?？]{{2,16}}?){_MORE}[,，:?？ ]+是?(?P<those>.+?)[?？]*$")
_DIGITS = {"两": 2, **{char: n for n, char in enumerate("一二三四五六七八九", 1)}}

YEARS = re.compile("这?[两二三四五六七八九]个?年(?:间|来|里)?")  # 2023、2024两年
_EVERY = re.compile("(?:每一?|逐|各)年度?(?:的(?!$)|都)?")
_WHICH_YEAR = re.compile(rf"哪(?:一?年|个年份)(?=[^,，。?？]{{0,20}}{_MORE}(?:{_END}|[,，:]))")
_CHANGED = re.compile(
    r"[,，、 ]*(?:的?(?:变化|变动|走势|趋势)(?:情况|趋势)?(?:是什么|是?怎么?样的?|如何)?"
    r"|[都是]*(?:怎么|如何|怎样)变[化动]?的?"
    r"|(?:是|发生了?)?有?(?:什么|何|哪些)(?:变化|变动|不同|区别|差别|调整)"
    rf"|是?(?P<up>[涨增升高])了?(?:还是|没有?)(?:(?P=up)|[降跌减低])?了?){_END}"
)
_AMOUNT = re.compile("(?:率|额|量|数|值|速|规模|收入|价|标准|比重|占比|强度|目标|投入|支出)$")

K = TypeVar("K", str, int)
Range = tuple[int, int]


def apart(folded: str, at: Mapping[K, tuple[str, list[Range]]], counted: re.Pattern[str]) -> dict[K, str]:
    """The question of each, by its own name; `at`: what each is called and where the question names it. None where
    they are not compared."""
    if len(at) < 2:
        return {}
    whole = _joined(folded, {key: own for key, (_, own) in at.items()}, counted)
    if len(whole) > 1 and (first := _first(folded, whole)):
        folded, whole = first, whole[:1]
    compared = len(whole) == 1 or _THAN.search(folded[: whole[1][0]]) or _beside(folded)
    if not compared or len(whole) > 2:
        return {}
    found = {key: _alone(folded, whole, at[key][0]) for key in sorted(at, key=lambda key: at[key][1])}
    return found if all(found.values()) else {}


def _first(folded: str, whole: list[Range]) -> str:
    """The first of several clauses that ask the same, each of its own: 外贸四川多少,重庆又是多少. "" elsewhere."""
    cut = max(folded.rfind(mark, whole[0][1], whole[1][0]) for mark in ",;? 、")
    head, spoken = folded[:cut], set(folded[:cut])
    names = [folded[start:end] for start, end in whole[1:]]
    echo = re.sub("|".join(map(re.escape, names)), "", folded[cut:])
    asks = re.search("多少|几|什么|哪", head)
    return head if cut > 0 and asks and set(re.sub(r"[\s,;?。、又再则是为呢啊吗了而]", "", echo)) <= spoken else ""


def _alone(folded: str, whole: list[Range], name: str) -> str:
    """ "" where nothing is left to ask."""
    said, than = folded, False
    for start, end in reversed(whole[1:]):
        before = re.search(f"{_AGAINST}$", said[:start])
        than = than or bool(_THAN.search(said[:start]))
        behind = re.match("(?:相?比(?:较|起来)?)?[,，、]?", said[end:])
        said = said[: before.start() if before else start] + said[end + (behind.end() if behind else 0) :]
    start, end = whole[0]
    said = plain(
        _WISH.sub("", said[:start])
        + name
        + re.sub("^(?:相比(?:较|起来)?[,，、]?|比(?=有)|(?:比(?:较|起来)?)?[,，、])", "", said[end:]),
        than,
    )
    return "" if len(said) - len(name) < 2 or said == f"{name}是多少" else said


def ordered(folded: str) -> str:
    """A folded question with what is compared in front.

    >>> ordered("哪个省的外贸更多,四川还是重庆?")
    '四川还是重庆的外贸哪个多'
    """
    return _FIRST.sub(lambda found: f"{found['those']}的{found['what']}哪个多", folded)


def compares(folded: str) -> bool:
    """Whether there is a word that compares: 分别, 哪个更多, …呢."""
    return bool(_EACH.search(folded)) or _beside(folded)


def _beside(folded: str) -> bool:
    tail = _TAIL.search(folded)
    told = tail and tail["beside"] not in ("吗", "呢")  # 去年的意见今年落实了吗 compares nothing
    return bool(told) or any(form.search(folded) for form in (_WHOSE, _EITHER))


def yearly(folded: str) -> str:
    """A folded question without what only years are compared by: 每年, 怎么变化; 哪一年 is 哪个.

    >>> yearly("近三年赤字率怎么变化的?"), yearly("2015年到2019年每年新增就业多少"), yearly("哪一年的目标更高")
    ('近三年赤字率是多少', '2015年到2019年新增就业多少', '哪个的目标更高')
    """
    said = ordered(_EVERY.sub("", _WHICH_YEAR.sub("哪个", folded)))
    changed = _CHANGED.sub("", said)
    return f"{changed}是多少" if changed != said and _AMOUNT.search(changed) else changed


def plain(question: str, than: bool = False) -> str:
    """A folded question without what compares; `than`: the other place stood behind 比 and is taken out already.

    >>> plain("湖北的外贸,谁涨得快?"), plain("江西的用电量各是多少,哪个更低?"), plain("四川财政收入差多少")
    ('湖北的外贸涨了多少', '江西的用电量是多少', '四川财政收入是多少')
    """
    tail = _EITHER.search(question)
    said = _WHOSE.sub(r"\1", _EITHER.sub("", question))
    said = _POINTS.sub("多少", _HIGHER.sub("", said, count=1)) if than and not tail else said
    tail = tail or _TAIL.search(said)
    said = _EACH.sub("", _TAIL.sub("", said))
    if said == question or re.search("多少|几|什么|哪|有没有|怎|如何|谁|为何|吗$", said):
        return said
    if tail and re.search("[涨增升降跌]", tail["how"] or ""):  # 谁涨得快 asks by how much; 谁定得高 for what it is
        return f"{said}{tail['how']}了多少"
    return f"{said}是多少" if not (tail and tail.groupdict().get("beside")) or _AMOUNT.search(said) else said


def _joined(folded: str, at: Mapping[K, list[Range]], counted: re.Pattern[str]) -> list[Range]:
    """Neighbours as one, with what counts them: 福建、江西两省. Only where it counts them all: 江苏和浙江九个市 asks of
    cities."""
    found: list[Range] = []
    held: list[set[K]] = []
    for (start, end), place in sorted((span, place) for place, own in at.items() for span in own):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif found and _BESIDE.fullmatch(folded, found[-1][1], start):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
            held.append(set())
        held[-1].add(place)
    return [_counted(folded, span, len(keys), counted) for span, keys in zip(found, held, strict=True)]


def _counted(folded: str, span: Range, many: int, form: re.Pattern[str]) -> Range:
    match = form.match(folded, span[1])
    counted = sum(_DIGITS.get(char, 0) for char in match[0]) if match else 0
    return (span[0], match.end()) if match and counted == many else span
