"""A figure of no named place: the other reports that tell the same thing of theirs.

城镇新增就业88.8万人 is like a sentence of every province, and the nearest of them is nobody's choice.
"""

import re
from collections.abc import Sequence

from retrieval.checking.folded import folded
from retrieval.checking.found import Found
from retrieval.checking.grams import Grams
from retrieval.checking.likeness import one_place
from retrieval.checking.locate import Place

_WORDS = re.compile(r"[^\W\d_]{2,}")
_APART = 20  # characters at most between the runs that a sentence shares with its place


def others(index: Grams, draft: str, one: Found, about: Sequence[str]) -> tuple[str, ...]:
    """The ids of the reports of other places than the one found that print what the statement shares with it, its
    figures aside; () where the draft (`about`) or the statement names its place, or nothing is shared."""
    words = draft[slice(*one.span)]
    if about or not one.places or one_place(index, words):
        return ()
    shared = _shared(words, one.places[0])
    if not shared:
        return ()
    found = one.places[0].report
    texts = zip(index.reports, index.texts, strict=True)
    apart = (
        (report, text.text)
        for report, text in texts
        if report.id != found.id and (found.meta.place is None or report.meta.place != found.meta.place)
    )
    return tuple(report.id for report, text in apart if _prints(text, shared))


def _shared(words: str, place: Place) -> list[str]:
    return [part for run in place.aligned for part in _WORDS.findall(folded(words[slice(*run)]).text)]


def _prints(text: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in a text one behind the other. Each is looked for once behind the one before: a pattern
    with gaps would try every way to lay them where 增长 comes again and again."""
    at = text.find(parts[0])
    while at >= 0:
        end = at + len(parts[0])
        for part in parts[1:]:
            start = text.find(part, end, end + _APART + len(part))
            if start < 0:
                break
            end = start + len(part)
        else:
            return True
        at = text.find(parts[0], at + 1)
    return False
