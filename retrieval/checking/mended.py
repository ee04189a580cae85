"""Sentences that a line end of the draft has cut and a report has in one piece, put together again."""

from retrieval.checking.folded import folded
from retrieval.checking.grams import Grams
from retrieval.checking.locate import locate
from retrieval.checking.overlong import is_overlong
from retrieval.checking.statements import Sentence, is_parted, joined, sentences_of

_SEAM = 4  # characters that a report has in one piece across a line end of the draft


def mended(index: Grams, draft: str) -> list[Sentence]:
    """The sentences of the draft in order."""
    found: list[Sentence] = []
    for sentence in sentences_of(draft):
        whole = joined(found[-1], sentence) if found and is_parted(draft, found[-1], sentence) else None
        if whole and not is_overlong(whole) and _is_one(index, draft, found[-1], sentence):
            found[-1] = whole
        else:
            found.append(sentence)
    return found


def _is_one(index: Grams, draft: str, first: Sentence, second: Sentence) -> bool:
    """Whether a report has the two in one piece; a line of its own there (a heading) stays one. A few characters alone
    on their line are no sentence."""
    start, end = joined(first, second).span
    words = draft[first.span.start : first.span.end]
    if len(folded(words).text) < _SEAM:
        return True
    seam = (first.span.end - start, second.span.start - start)
    over = any(
        run.start < seam[0] and seam[1] < run.end and run.end - run.start > _SEAM
        for place in locate(index, draft[start:end])[:1]
        for run in place.held
    )
    return over and not _ends_line(index, words)


def _ends_line(index: Grams, words: str) -> bool:
    """Whether the report has a line end behind what is there word for word."""
    return any(
        place.truth != "altered" and place.report.text[place.span.end :].lstrip(" \u3000").startswith("\n")
        for place in locate(index, words)[:1]
    )
