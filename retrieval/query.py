"""A question, and the ones before it → what is searched for, which years it names, what kind of answer it asks for.

>>> understand("2022年收到了多少件建议?").years
(2022,)
>>> understand("票决的项目总共投了多少钱?").asks_for
'money'
>>> understand("去年GDP涨了几个点?").understood
'去年生产总值涨了几个点?'
>>> understand("那解决了多少?", before=("热线反映了哪些问题?",)).understood
'热线反映了问题,解决了多少?'
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from index.folding import fold
from index.spelled import spelled
from report.model import Report
from retrieval.courtesy import matter
from retrieval.errors import QuestionError
from retrieval.follow import follow
from retrieval.kinds import Kind
from retrieval.places import named, names_province
from retrieval.slips import mended
from retrieval.typed import refuse_broken
from retrieval.years import meant

LONGEST = 500  # characters; the model reads 512 tokens and would drop the rest without a word

# A question of all places is not about the one that was spoken of.
_ANYWHERE = re.compile("[哪各]个?(?:省|地|市|区)|哪些(?:省|地|市)|全国各|各地")


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed; `understood` is what is searched for, 生产总值 where GDP was typed, 线索 for the slip 线锁;
    `before` are the earlier questions of the conversation.

    `years` and `places` are those named, `asks_for` is the kind of answer (None: no kind that could be told). `within`
    are the ids of the reports to look in: None is everywhere, empty is nowhere; where the caller left it open and a
    place is named, the reports of that place. To undo that, name all reports. `follows` is the earlier question that
    lent its words or its place, None: the question was read alone. To undo that, ask without `before`.
    """

    text: str
    understood: str
    before: tuple[str, ...] = ()
    within: tuple[str, ...] | None = None
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    asks_for: Kind | None = None
    follows: str | None = None


def understand(
    text: str,
    before: Sequence[str] = (),
    within: Sequence[str] | None = None,
    reports: Mapping[str, Report] = MappingProxyType({}),
    literal: bool = False,
) -> Query:
    """`reports` are those of the library, whose places can be named. `literal`: the words as they were typed, without
    the questions before.

    QuestionError for a question without words, of nothing but manners (谢谢), or of more than 500 characters.
    """
    asked = " ".join(text.split())
    for one in (asked, *before):
        refuse_broken(one, "问题")
    if not any(char.isalnum() for char in asked):
        raise QuestionError("问题是空的;请用一句话写出想在报告里找什么。")
    if len(asked) > LONGEST:
        raise QuestionError(f"问题有 {len(asked)} 字,最多 {LONGEST} 字;请缩短后再问。")
    before = () if literal else before
    said = asked if literal else matter(asked)
    if not said:
        raise QuestionError(f"「{asked}」里没有要在报告里找的;请写出想问的事,例如:热线反映的问题解决了多少。")
    turns = [matter(turn) for turn in before]
    typed = {turn: " ".join(one.split()) for turn, one in zip(turns, before, strict=True)}
    earlier = [turn for turn in turns if turn]
    read = follow(said, earlier, lambda turn: named(turn, reports)[0])
    asks = asked if literal else spelled(read.question)
    folded = fold(asks)
    places, theirs, lent = _places(folded, before, reports) if within is None else ((), (), None)
    looked_in = (theirs or tuple(reports)) if within is None else within
    texts = [reports[i].text for i in looked_in if i in reports]
    return Query(
        text=text,
        understood=asks if literal else mended(asks, texts),
        before=tuple(before),
        within=(theirs or None) if within is None else tuple(within),
        places=places,
        years=meant(folded, {i: reports[i] for i in looked_in if i in reports}),
        asks_for=read.asks_for,
        follows=typed[read.earlier] if read.earlier else lent,
    )


def _places(
    folded: str, before: Sequence[str], reports: Mapping[str, Report]
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """The places asked about, the ids of their reports, and the earlier question that named them.

    A conversation stays at its place, a new subject too, until another one is named.
    """
    places, theirs = named(folded, reports)
    if places or _ANYWHERE.search(folded) or names_province(folded):
        return places, theirs, None
    for turn in reversed(before):
        places, theirs = named(fold(turn), reports)
        if places:
            return places, theirs, turn
    return (), (), None
