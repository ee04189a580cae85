"""Rates of a draft against the values they are made of: 360 of 377 is 95.49 %.

A rate is only judged where the words say what it is made of. Values as printed leave room (report: half of the last
digit), and a rate may be rounded or cut off; the alarm comes where no value in that room gives the rate.
"""

import re
from collections.abc import Iterator, Sequence

from report.model import Report, Span
from retrieval.consistent.draft import Amount, Contradiction, Said, fits, front, places, plain, shown

_STEM = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)率(?:均|已|也)?(?:达到?了?|为|是|仅|只有|提高到|提升至|[:：])?$")
_SHARE = re.compile(
    r"占(?:比|总数|总量|总人数|总件数|全部(?:[\u4e00-\u9fff]{0,4})|(?:[\u4e00-\u9fff]{0,4})总数)?"
    r"(?:的|的?比例|的?比重)?(?:达到?|为|的)?$"
)
_LOOKED_AT = 8  # amounts in front of a rate
_BEFORE = 200  # characters in front of it
_NEAR = 2  # amounts that may stand between a rate and what it is made of
_SAME = {  # what is done, where the rate is named otherwise
    "结案": "审结|审执结|办结|结案",
    "审结": "审结|结案",
    "办复": "办复|答复|回复",
    "答复": "答复|办复|回复",
    "出席": "出席|实到|到会",
    "到会": "到会|实到|出席",
    "破案": "破案|侦破|破获",
    "开工": "开工|开建",
    "参保": "参保|参加",
    "整改": "整改|销号",
}
_WHOLLY = "全部|全数|悉数|均已|已全部|均"


def rates(report: Report, said: Sequence[Said]) -> Iterator[Contradiction]:
    """Rates that are not what their own sentence, or the one before it, makes them."""
    for before, this in zip([None, *said[:-1]], said, strict=True) if said else ():
        yield from _shares(report, this, _joined(report, before, this))


def _joined(report: Report, before: Said | None, this: Said) -> Said:
    """The sentence with the one before it in the same paragraph."""
    if before is None or "\n" in report.text[before.span.end : this.span.start]:
        return this
    return Said(Span(before.span.start, this.span.end), (*before.amounts, *this.amounts))


def _shares(report: Report, this: Said, near: Said) -> Iterator[Contradiction]:
    for at, rate in enumerate(this.amounts):
        words = front(report, this, at)
        if rate.unit != "%" or rate.value > 100 or rate.figure.approx or "分别" in words:
            continue
        known = len(near.amounts) - len(this.amounts) + at
        earlier = near.amounts[max(0, known - _LOOKED_AT) : known]
        stem, share = _STEM.search(words), _SHARE.search(words)
        if stem:
            yield from _stem_rate(report, near, earlier, rate, stem["stem"])
        elif share:
            yield from _share_rate(report, earlier, rate)


def _stem_rate(
    report: Report, near: Said, earlier: Sequence[Amount], rate: Amount, stem: str
) -> Iterator[Contradiction]:
    """解决率 against 已解决360个 and the 377个 it is a part of."""
    text = report.text
    counts = [i for i, a in enumerate(earlier) if a.unit != "%"][-_NEAR:]
    doing = [i for i in counts if _does(text, near, earlier, i, stem)]
    if len(doing) > 1:  # 满意49票, 基本满意3票: which of them is meant is not said
        return
    at = doing[0] if doing else None
    done = earlier[at] if at is not None else None
    beside = earlier[max(0, at - _NEAR) : at + _NEAR] if at is not None else []
    wholes = [a for a in beside if a is not done and done and a.unit == done.unit]
    if done is None or not wholes:
        yield from _all_done(report, near, rate, stem)
        return
    if any(a.figure.approx for a in (done, *wholes)):
        return
    yield from _unlike(report, done, wholes, rate)


def _does(text: str, near: Said, earlier: Sequence[Amount], at: int, stem: str) -> bool:
    """Whether the words next to an amount say what the rate is named for: 已解决360个, 360个已解决."""
    start = earlier[at - 1].end if at else near.span.start
    lead = re.split(r"[，,。；;]", text[start : earlier[at].start])[-1]
    tail = text[earlier[at].end : earlier[at].end + len(stem) + 3]
    verb = _SAME.get(stem[-2:], stem[-2:])
    return bool(
        re.search(rf"(?<![未不没])(?<!未能|没有|未予)(?:{verb})", lead) or re.match(rf"已?(?:全部)?(?:{verb})", tail)
    )


def _all_done(report: Report, near: Said, rate: Amount, stem: str) -> Iterator[Contradiction]:
    begin = max(near.span.start, rate.start - _BEFORE)
    words = report.text[begin : rate.start]
    found = re.search(
        rf"(?:{_WHOLLY})(?:已|按[时期]|如期|及时|得到|予以)?{stem[-2:]}(?!率)"
        rf"[^。，,；;]{{0,6}}[，,；;。][^，,；;。]{{0,4}}{stem}率",
        words,
    )
    if found and rate.value < 100:
        at = Span(begin + found.start(), begin + found.end())
        told = re.split(r"[，,；;。]", found[0])[0]
        message = f"前说“{told}”，后说{stem}率{next(shown(report, rate))}：全部{stem}应为100%。"
        yield Contradiction("rate", (at, Span(rate.start, rate.end)), message)


def _share_rate(report: Report, earlier: Sequence[Amount], rate: Amount) -> Iterator[Contradiction]:
    """其中妇女代表150名,占27.4%: of the amount in front of 其中."""
    if len(earlier) < 2 or earlier[-1].unit == "%" or earlier[-1].figure.approx:
        return
    part = earlier[-1]
    wholes = [a for a in earlier[:-1] if a.unit == part.unit and not a.figure.approx]
    split = report.text.rfind("其中", 0, rate.start)
    if (
        wholes
        and wholes[-1].end <= split < part.start
        and not re.search(r"[约近超]", report.text[part.end : rate.start])
    ):
        yield from _unlike(report, part, wholes, rate)


def _unlike(report: Report, part: Amount, wholes: Sequence[Amount], rate: Amount) -> Iterator[Contradiction]:
    wholes = [w for w in wholes if w.value > 0 and part.low <= w.high]
    if not wholes or any(fits(rate, 100 * part.low / w.high, 100 * part.high / max(w.low, w.step)) for w in wholes):
        return
    whole = wholes[-1]
    true = plain(100 * part.value / whole.value, max(0, -rate.step.as_tuple().exponent))  # type: ignore[operator]
    one, other, told = shown(report, part, whole, rate)
    message = f"{one}占{other}的{true}%，文中写作{told}。"
    yield Contradiction("rate", places(whole, part, rate), message)
