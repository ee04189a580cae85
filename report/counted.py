"""What a quantity counts: a range of words in the same sentence.

Chinese says it in one of three ways, told apart by what stands on either side of the quantity in its clause:

- behind the noun (新增国家高新技术企业1200家, 城镇化率突破60%): the words in front, less the verb of reaching;
- before the noun (29项成果获奖, 对17份规范性文件进行审查): the words behind;
- without a noun (增长33%,突破100万吨; …1200家,总量达到1.8万家): what the quantity before counts; from there on to its
  own words, where these depend on it (总量, 其中).
"""

import re

from report.model import Span
from report.quantities import GENERIC, NEAR_AFTER, ONWARD, Quantity
from report.segment import strip
from report.units import is_money, is_rate, is_size

_VERBS = (
    "增长 增加 增 提高 提升 提 上升 上涨 回升 扩大 扩展 拓展 增收 下降 降低 减少 降 缩短 缩小 压减 压缩 缩减 "
    "下调 上调 回落 收窄 调整 更新 稳定 保持 控制 "
    "维持 完善 跃升 升 跃居 突破 重回 迈上 跃上 登上 跨过 跨越 越过 站上 达 力争 确保 实现 翻 恢复 发展"
)
_BETWEEN = (  # what stands between a noun and its quantity and belongs to neither
    "分别 平均每年 每年平均 每年 年均 平均 累计 总计 合计 一共 共计 共 均 就 又 再 将 "
    "仅 只 也 还 并 而 则 了 由 从 自 到 至 于 为 是 在 近 约 超过 超 逾 将近 "
    "接近 大约 不低于 不少于 不超过 不高于 至少 高达 低于 高于 快于 好于 优于 少于 "
    "多于 增幅 同比 环比 位居 位列 名列 排名 稳居 跻身 连续 首次 居 已 "
    "达到 以上 以内 左右 和 及 与 、 ， , ； （ ("
)
_REACH = re.compile(
    rf"(?:(?:{'|'.join(_VERBS.split())})(?:到|至|为|了|达|约)?|{'|'.join(map(re.escape, _BETWEEN.split()))}"
    r"|(?<![成首])都|\s|(?:比|较)(?:上年|去年)(?:同期|末|底)?|(?:全国|全省|全市|全区)(?:平均(?:水平)?)?|(?:19|20|１９|２０)\d\d年底?的?)$"
)
_LEAD = re.compile(
    r"^(?:[、，,；;：:\s）)]|以上|左右|以内|以下|其中[，,]?|和|及|与|以及|并|对|在|全年共?|共(?![建同享有])|则|而|了|的|级(?=[^别])|(?:到|截至)?(?:19|20|１９|２０)\d\d年[底末]?[，,]?)"
)
_NO_NOUN = re.compile(
    rf"[，,。；;：:、）)！\s]|以上[、，,。；;]|{ONWARD}|{GENERIC}(?![\u4e00-\u9fff])|(?:和|及|与|、)?$"
)
_DEPENDENT = re.compile(
    r"(?:其中|已|经济总量|总量|总数|总额|总|规模|产量|产值|数量|占|比重|比例|增速|增幅|涨幅|均|人均|面积|全部|累计|用于|每年|年均|惠及|覆盖|利用率|利润|税收|收入|投资|增加值|当年|同比|名义|实际)"
)
_RATE_WORD = re.compile(r"^[\u4e00-\u9fff]{1,3}率(?:为|达|达到)?$")
_SHORT = 5  # a dependent word with no more characters than this around it needs the words before
_BARE = 3  # a noun of no more characters tells little alone: 底线, 项目
_MEASURED = "值入额量率资润费贷积用出口数重例幅速度产益税价销"  # last characters of what has a rate of its own
_CLOSERS = "，,；;：:。！？!?…"


def counted(text: str, sentence: Span, clause: Span, row: list[Quantity], at: int, before: Span | None) -> Span:
    """The words that `row[at]` counts. `row`: the quantities of the clause; `before`: what the quantity before counts
    (None: there is none in the sentence)."""
    this = row[at]
    end = strip(text, Span(clause.start, clause.end)).end
    while end > this.end and text[end - 1] in _CLOSERS:
        end -= 1
    front = _front(text, Span(row[at - 1].end if at else clause.start, this.start), at > 0)
    if re.fullmatch(GENERIC, text[slice(*front)]):  # 跃上14万亿元新台阶、居全国首位
        front = Span(front.end, front.end)
    back = _back(text, this, row[at + 1 :], end)
    if back and (this.rank or not _is_noun(text, this, front, back)):
        back = None
    if back:
        return _around(text, this, front, back, end)
    if front.end > front.start:
        return _joined(text, front, before, sentence, is_rate(this.unit))
    if before:
        return _compared(text, before, this)
    return strip(text, Span(clause.start, end))


def _compared(text: str, before: Span, this: Quantity) -> Span:
    """What the quantity before counts; with 高于全国 where that is what this one tells."""
    found = re.search(r"(?:高于|低于|快于|高出|好于|超出|领先)[\u4e00-\u9fff]{0,8}$", text[before.end : this.start])
    return Span(before.start, this.start) if found else before


def _front(text: str, span: Span, follows: bool) -> Span:
    """The words in front of a quantity without the verb of reaching and without what joins them to those before."""
    start, end = span
    while found := _REACH.search(text[max(start, end - 16) : end]):
        end -= len(found[0])
    if follows:
        shut = text[start:end]
        cut = shut.rfind("、")
        if cut > 0 and not shut.startswith("、") and "（" not in shut[:cut] and "“" not in shut[cut:]:
            start += cut
    while found := _LEAD.match(text[start:end]):
        start += len(found[0])
    return strip(text, Span(min(start, end), end))


def _back(text: str, this: Quantity, later: list[Quantity], end: int) -> Span | None:
    """The words behind a quantity, up to the next one; a size that follows at once (7个750千伏工程) is stepped over."""
    start, near = this.end, NEAR_AFTER.match(text, this.end)
    start = near.end() if near else start
    stop = later[0].start if later else end
    if later and stop - start <= 1 and not this.level and text[start:stop] not in ("、", "，", "和", "至"):
        step = later[0].end
        return _back(text, Quantity(step, step, 0, "", level=later[0].level), later[1:], end)
    if this.level and re.match(
        "级?(?:[、和及与])", text[start:stop]
    ):  # 1个400亿级、3个100亿级产业名镇: one noun for both
        return Span(start, end)
    if _NO_NOUN.match(text[start:stop]):
        return None
    if later:
        stop = _listed(text, start, stop)
    start = _led(text, start, stop)
    return strip(text, Span(start, stop)) if stop > start else None


def _led(text: str, start: int, stop: int) -> int:
    while found := _LEAD.match(text[start:stop]):
        start += len(found[0])
    return start


def _listed(text: str, start: int, stop: int) -> int:
    """Where the noun ends when another quantity follows: before the 、 or 和 that leads over to it."""
    words = text[start:stop]
    for joint in ("、", "，", "和", "以及"):
        cut = words.rfind(joint)
        if cut > 1 and words.count("（") == words[:cut].count("（") - (words[:cut].count("）") - words.count("）")):
            return start + cut
    return stop


def _is_noun(text: str, this: Quantity, front: Span, back: Span) -> bool:
    """Whether what follows is what is counted, and not what is done with it (经营主体105万户实现增长)."""
    words = text[back.start : back.end]
    if is_rate(this.unit) and front.end > front.start:
        return text[this.end] in "的以" or len(words) > 1
    return bool(re.search(r"[\u4e00-\u9fff“]", words))


def _around(text: str, this: Quantity, front: Span, back: Span, end: int) -> Span:
    """Words on both sides: sums and rates need what is done with them; 评查发现的126个问题 is one phrase."""
    whole = front.end > front.start
    short = whole and back.end - back.start <= _BARE
    lasting = text[front.end : this.start].endswith("连续")
    relative = lasting or text[max(0, this.start - 1)] in "的由等" or (whole and text[front.end - 1] in "的等")
    if whole and (is_money(this.unit) or is_rate(this.unit) or is_size(this.unit) or this.level or relative or short):
        return Span(front.start, max(back.end, end if is_money(this.unit) else 0))
    return back


def _joined(text: str, front: Span, before: Span | None, sentence: Span, rate: bool) -> Span:
    """The words in front; from what the quantity before counts on, where they cannot stand alone."""
    words = text[front.start : front.end]
    lead = text[max(sentence.start, front.start - 3) : front.start]
    listed = rate and lead.endswith("、") and words[-1] not in _MEASURED  # 营业收入增长10%、航空航天增长20%
    short = _DEPENDENT.match(words) and len(words) <= _SHORT
    alone = not (listed or short or _RATE_WORD.match(words) or "其中" in lead or words.startswith(("已", "占")))
    return front if alone or not before or before.start >= front.start else Span(before.start, front.end)
