"""Words by which a draft says another thing than a report with the same figure: 审结412件 is not 受理412件.

Read only where a figure is told in the draft's own words (claims.py); in a sentence that is laid along a report's every
changed word is shown as it is.
"""

import re
from collections.abc import Sequence

from report.model import Span
from report.simplified import simplified

# Of a row, one word of the draft's against one of another column in the report.
_ROWS: Sequence[Sequence[str]] = (
    ("受理|收案|新收|接收|收到|接到", "审结|办结|结案|执结|结清"),
    ("(?<!不)批捕|(?<!不)批准逮捕", "不批捕|不批准逮捕|不捕", "(?<!不)起诉|提起公诉", "不起诉"),
    ("增长|增加|上升|提高|上涨|增产|提升|扩大", "下降|减少|降低|下滑|回落|减产|下跌|压减|缩小|萎缩"),
    ("开工|启动|动工|在建", "建成|竣工|完工|投产|投用|通车|投运"),
    ("首次|第一次|头一次|首个", "再次|又一次"),
    ("全部|全面|悉数|全都", "部分|半数|一半|多数"),
    ("免征|免除|减免", "征收|加征|加收"),
    ("新增|新设|登记|达到|发展", "注销|吊销|取消|关停|淘汰"),
    ("发放|拨付|兑现", "克扣|拖欠|追缴|收回"),
    ("新建|建设|修建|改造", "拆除|停用"),
    ("受理|采纳|支持", "驳回"),
)
_COLUMNS = [[re.compile(column) for column in row] for row in _ROWS]
_DENIED = re.compile(
    r"没(?:有|能)|尚未|并未|未(?=[能曾经获入达完通建列有审办结整起开化])|不再|无法|无一|(?<=[均都])未|不(?=[予许准立起])"
)


def opposed(draft: str, report: str) -> tuple[Span, Span] | None:
    """The first words of both that oppose one another; where only one of them denies something, an empty span at the
    beginning of the other. None where nothing does."""
    mine, theirs = simplified(draft), simplified(report)
    for row in _COLUMNS:
        said, told = ([column.search(words) for column in row] for words in (mine, theirs))
        if any(said) and any(told) and not any(a and b for a, b in zip(said, told, strict=True)):
            return _first(said), _first(told)
    denied, known = _DENIED.search(mine), _DENIED.search(theirs)
    if (denied is None) == (known is None):
        return None
    return Span(*denied.span()) if denied else Span(0, 0), Span(*known.span()) if known else Span(0, 0)


def _first(found: Sequence[re.Match[str] | None]) -> Span:
    return Span(*min(one.span() for one in found if one))
