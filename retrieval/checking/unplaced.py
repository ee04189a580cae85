"""A figure of no named place: the other reports that tell the same thing of theirs.

城镇新增就业88.8万人 is like a sentence of every province, and the nearest of them is nobody's choice.
"""

import re
from collections.abc import Sequence

from report.model import Span
from retrieval.checking.folded import folded
from retrieval.checking.found import Found
from retrieval.checking.grams import Grams
from retrieval.checking.likeness import one_place
from retrieval.checking.locate import Place

_WORDS = re.compile(r"[^\W\d_]{2,}")
_APART = ".{0,20}?"  # between the runs that a sentence shares with its place


def others(index: Grams, draft: str, one: Found, about: Sequence[str]) -> tuple[str, ...]:
    """The ids of the reports of other places than the one found that print what the statement shares with it, its
    figures aside; () where the draft (`about`) or the statement names its place, or nothing is shared."""
    words = draft[slice(*one.span)]
    if about or not one.places or one_place(index, words):
        return ()
    shared = _shared(words, one.places[0])
    if not shared:
        return ()
    form = re.compile(_APART.join(map(re.escape, shared)))
    own = one.places[0].report.meta.place
    texts = zip(index.reports, index.texts, strict=True)
    found = one.places[0].report.id
    return tuple(
        report.id
        for report, text in texts
        if report.id != found and (own is None or report.meta.place != own) and form.search(text.text)
    )


def _shared(words: str, place: Place) -> list[str]:
    runs: Sequence[Span] = place.aligned
    return [part for run in runs for part in _WORDS.findall(folded(words[slice(*run)]).text)]
