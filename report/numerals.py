"""Numbers as reports print them → values: Arabic digits with 万 and 亿, Chinese numerals, and either with 余 or 多.

>>> [plain(read_number(m).value) for m in NUMBER.finditer("28.24亿元、1，484万辆、70余万人次、二十四个、2.5小时")]
[2824000000, 14840000, 700000, 24, 2.5]

Values are `Decimal`, so that 28.24亿 is 2824000000 and not a float near it. Chinese numerals are read by cn2an.
Traditional ones (四十二萬, 貳佰) are made simplified before (report/simplified.py).
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

CN_DIGITS = "零〇○一二两三四五六七八九"
_CN = rf"{CN_DIGITS}十廿卅百千万亿"
# １，０３８，０００ and 1 9 8 0: printers of earlier years set thousands with a comma, and blanks between digits.
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d(?: \d)+(?!\d)|\d+)(?: ?[.．·] ?\d+(?: \d)*)?"
_BIG = r"(?:[十百千]?(?:万亿|[万亿])|[百千](?![瓦伏克米卡帕赫]))"
_FORMAL = "壹贰叁参肆伍陆柒捌玖"  # of cheques; 陆, 伍 and 参 are words too (大陆, 队伍, 参与): not in front of 万
_FORMAL_RUN = rf"(?:[{_FORMAL}][拾佰仟]|拾[{_FORMAL}]|[壹贰叁肆柒捌玖](?=[万亿]))[{_FORMAL}拾佰仟零万亿]*"
_PARTS = rf"{_ARABIC} ?(?:亿\d{{1,4}}[千百]?多?万|万\d{{1,4}}[千百])"  # 1亿2000万, 3万5千: a part below the first
_MORE = "[余多来]"
NUMBER = re.compile(
    rf"(?P<parts>{_PARTS})(?P<more0>{_MORE})?"
    rf"|(?P<digits>{_ARABIC}) ?(?P<more>{_MORE}(?=[{_CN}亿元\u4e00-\u9fff%％]))?(?P<big>{_BIG})?(?P<more2>{_MORE})?"
    rf"|(?P<of>百|千|[{_CN}]+)分之(?P<share>[{_CN}]+(?:点[{CN_DIGITS}]+)?)"
    rf"|(?P<chinese>(?:{_FORMAL_RUN}|[{_CN}]+)(?:点[{CN_DIGITS}]+)?)(?P<more3>[余多几来])?(?P<big3>[十百千]?[万亿]+)?(?P<more4>{_MORE})?"
)
_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PLAIN = str.maketrans(CN_DIGITS, "0001223456789")
_KNOWN = str.maketrans({"○": "零", "参": "叁", "廿": "二十", "卅": "三十"})  # as cn2an writes them


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place of a text. `unit` is "%" or "‰" where the words hold it (百分之七), "" otherwise.

    `big` is what 万 or 亿 multiply by (1: none is printed); `chinese`: no Arabic digit stands in it; `bare`: 万亿 or
    百 alone, without a numeral in front.
    """

    start: int
    end: int
    value: Decimal
    approx: bool
    unit: str = ""
    big: int = 1
    chinese: bool = False
    bare: bool = False


def read_number(found: re.Match[str]) -> Number | None:
    """The number that a match of `NUMBER` holds; None where its words are no number (三四十, 二三)."""
    group = found.groupdict()
    approx = any(group[name] for name in ("more0", "more", "more2", "more3", "more4"))
    at = (found.start(), found.end())
    if group["parts"]:
        return Number(*at, _parts(group["parts"]), approx, big=10**4)
    if group["digits"]:
        big = times(group["big"] or "")
        return Number(*at, _decimal(group["digits"]) * big, approx, big=big)
    return _share(at, group["of"], group["share"]) if group["of"] else _chinese(at, group, approx)


def plain(value: Decimal) -> int | float:
    """For JSON and arithmetic: an int where nothing stands behind the point."""
    return int(value) if value == value.to_integral_value() else float(value)


def times(words: str) -> int:
    """What a run of 十, 百, 千, 万, 亿 multiplies by; 1 for none."""
    product = 1
    for char in words:
        product *= _TIMES[char]
    return product


def _decimal(printed: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", printed).replace(",", "").replace("·", ".")
    return Decimal(re.sub(r"\s", "", plain))


def _parts(printed: str) -> Decimal:
    """1亿2000万 → 120000000."""
    pieces = re.findall(rf"({_ARABIC}) ?多?([百千万亿]+多?万?)", printed.replace("多", ""))
    return sum((_decimal(digits) * times(big) for digits, big in pieces), Decimal(0))


def _share(at: tuple[int, int], of: str, share: str) -> Number | None:
    """百分之七点五 is 7.5 %, 三分之二 is 2/3 without a unit."""
    over, under = chinese_value(share), None if of in "百千" else chinese_value(of)
    if over is None or (of not in ("百", "千") and not under):
        return None
    if under:
        return Number(*at, round(over / under, 4), False, chinese=True)
    return Number(*at, over, False, "%" if of == "百" else "‰", chinese=True)


def _chinese(at: tuple[int, int], group: dict[str, str | None], approx: bool) -> Number | None:
    words = group["chinese"] or ""
    value, big = chinese_value(words), times(group["big3"] or "")
    if value is None:
        return None
    bare = words[0] in "百千万亿"
    return Number(*at, value * big, approx or group["more3"] == "几", chinese=True, big=big, bare=bare)


@lru_cache(maxsize=4096)
def chinese_value(words: str) -> Decimal | None:
    """二十四 → 24, 七点三 → 7.3; 百 and 万亿 alone count once; None where it is no single number (二三, 一九五七)."""
    import cn2an  # type: ignore[import-untyped]  # a quarter of a second, only where figures are asked for

    whole, _, fraction = words.partition("点")
    if re.fullmatch(rf"[{CN_DIGITS}]{{2,}}", whole):
        return None
    try:
        value = cn2an.cn2an(("一" if whole[0] in "百千万亿" else "") + whole.translate(_KNOWN), "normal")
    except (ValueError, KeyError, IndexError):  # the library's own slips on words that are no number
        return None
    return Decimal(value) + Decimal(f"0.{fraction.translate(_PLAIN) or 0}")
