"""A question, and the ones before it → what is searched for, which years it names, what kind of answer it asks for.

>>> understand("2022年收到了多少件建议?").years
(2022,)
>>> understand("票决的项目总共投了多少钱?").asks_for
'money'
>>> understand("那解决了多少?", before=("热线反映了多少问题?",)).understood
'热线反映了多少问题? 那解决了多少?'
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from index.folding import fold
from report.model import Report
from retrieval.errors import QuestionError
from retrieval.kinds import Kind
from retrieval.kinds import asked as asked_kind
from retrieval.places import named

LONGEST = 500  # characters; the model reads 512 tokens and would drop the rest without a word

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=[、和与及至到—-]+(?:19|20)\d{2}年))")
# What leans on the question before: 那…, 其中…, …呢? A new subject stands on its own feet.
_FOLLOWS = re.compile(r"^(?:那么?|其中|它|他们|这(?!.?报告)[个些项部件]|还有|分别)|呢[??]*$")


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed; `understood` is what is searched for; `before` are the earlier questions of the conversation.

    `years` and `places` are those named, `asks_for` is the kind of answer (None: no kind that could be told). `within`
    are the ids of the reports to look in: None is everywhere, empty is nowhere; where the caller left it open and a
    place is named, the reports of that place. To undo that, name all reports.
    """

    text: str
    understood: str
    before: tuple[str, ...] = ()
    within: tuple[str, ...] | None = None
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    asks_for: Kind | None = None


def understand(
    text: str,
    before: Sequence[str] = (),
    within: Sequence[str] | None = None,
    reports: Mapping[str, Report] = MappingProxyType({}),
) -> Query:
    """`reports` are those of the library, whose places can be named.

    QuestionError for a question without words or of more than 500 characters.
    """
    asked = " ".join(text.split())
    if not asked.isprintable() and any("\ud800" <= char <= "\udfff" for char in asked):
        raise QuestionError("问题里有不成字的字节;请用 UTF-8 重新输入。")
    if not any(char.isalnum() for char in asked):
        raise QuestionError("问题是空的;请用一句话写出想在报告里找什么。")
    if len(asked) > LONGEST:
        raise QuestionError(f"问题有 {len(asked)} 字,最多 {LONGEST} 字;请缩短后再问。")
    last = " ".join(before[-1].split()) if before else ""
    understood = f"{last} {asked}" if last and _FOLLOWS.search(asked) else asked
    folded = fold(understood)
    places, theirs = named(folded, reports) if within is None else ((), ())
    return Query(
        text=text,
        understood=understood,
        before=tuple(before),
        within=(theirs or None) if within is None else tuple(within),
        places=places,
        years=tuple(dict.fromkeys(int(year) for year in _YEAR.findall(folded))),
        asks_for=asked_kind(fold(asked)),
    )
