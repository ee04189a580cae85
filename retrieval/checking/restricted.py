"""What a rate or a level is of is not cut in front: 农村居民收入增长8.4% is not what 脱贫地区农村居民收入增长8.4% says.

Read of figures that grow or reach (增长, 达到); of what is counted (收集意见3条) the words in front are mostly verbs.
"""

import re
from functools import lru_cache

from report.figures import figures_in
from report.model import Meta, Report, Source, Span
from report.segment import line_of, sentences
from report.simplified import simplified

_REACHES = re.compile(r"(?:达到?|为|突破|超过?|[提升降]高?[到至])了?(?:近|约|超)?$")
_FREE = re.compile(  # when, where and that it is done restrict nothing; nor 国内 and 地区 of 生产总值
    r"(?:[全我本][国省市区县州疆年体部]|全社会|[今去上明]年|\d{4}年|上半年|[一二三四前]季度|[12]?\d月|年[末底内均]|累计|其中|同比|共|已|也|又|使|让|的"
    r"|实现|完成|推动|带动|拉动|促进|保持|支持|确保|预计|力争|争取|将|国内(?=生产总值)|地区(?=生产总值))*"
)


def restricted(text: str, span: Span) -> Span:
    """The span, widened to the beginning of what its figure is of where it cuts words off that say of which."""
    if not text[span.start - 1 : span.start].isalnum():
        return span
    line = line_of(text, Span(span.start, span.start))
    for start, end, figure in _subjects(text, line):
        if start < span.start < end and figure <= span.end and not _free(text[start : span.start], text[span.start :]):
            return Span(start, span.end)
    return span


def _free(cut: str, behind: str) -> bool:
    """Whether what is cut off says nothing of which; `behind` follows it."""
    found = _FREE.match(simplified(cut + behind[:4]))
    return found is not None and found.end() >= len(cut)


@lru_cache(maxsize=4096)
def _subjects(text: str, line: Span) -> tuple[tuple[int, int, int], ...]:
    """Where each begins and ends in one piece of a clause, and where its figure ends."""
    page = Report("", text, (), (), Meta(), Source("", ""))
    return tuple(
        (one.what.start, one.what.end, one.end)
        for sentence in sentences(text, line)
        for one in figures_in(page, sentence)
        if (one.sort == "growth" or _REACHES.search(simplified(text[one.what.end : one.start])))
        and not re.search("[，,；;]", text[slice(*one.what)])
    )
