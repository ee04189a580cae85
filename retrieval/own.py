"""What of a sentence is the draft's own: 会议指出, in front of what a report says, 请予审议 behind it.

Own words are whole clauses at an end of the sentence that have little in common with the place that the rest stands at.
A clause that a report has elsewhere is none: two true clauses joined may say what neither does.
"""

import re

from report.model import Span
from report.segment import clauses
from retrieval.folded import folded
from retrieval.grams import Grams
from retrieval.locate import Place
from retrieval.statements import Sentence

_LITTLE = 0.5  # of a clause that was altered more stands at the place
_TELLING = 8  # characters of a clause that stand elsewhere by no chance
_AROUND = 100  # characters of the report on either side of the place, where even a short clause is no chance
_FRAME = re.compile(
    r"[^，,：:。；;\d]{0,20}(?:指出|强调|提出|表示|认为|显示|介绍|报道|了解|写道|要求|说|称)(?:[，,：:]|(?=[“「\"]))"
)


def without_own(index: Grams, draft: str, sentence: Sentence, place: Place, frames_only: bool) -> Span:
    """The clauses of a sentence but for its own at either end; the sentence itself where nothing is certain.

    `place`: where the sentence was found. `frames_only`: nothing is its own but words that say who says it.
    """
    span, parts = sentence.span, clauses(draft, sentence.span)
    quoted = [any(q.start < part.end and part.start < q.end for q in sentence.quotes) for part in parts]
    own = [not q and _is_own(index, draft, span, part, place) for q, part in zip(quoted, parts, strict=True)]
    if frames_only:
        own = [mine and bool(_FRAME.fullmatch(draft, *part)) for mine, part in zip(own, parts, strict=True)]
    if all(own):
        return span
    return Span(parts[own.index(False)].start, parts[len(own) - 1 - own[::-1].index(False)].end)


def _is_own(index: Grams, draft: str, span: Span, part: Span, place: Place) -> bool:
    text = folded(draft[part.start : part.end]).text
    there = (min(k.end + span.start, part.end) - max(k.start + span.start, part.start) for k in place.aligned)
    if sum(max(0, n) for n in there) >= _LITTLE * (part.end - part.start):
        return False
    telling = len(text) >= _TELLING or any(char.isdigit() for char in text)
    around = place.report.text[max(0, place.span.start - _AROUND) : place.span.end + _AROUND]
    return text not in folded(around).text and not (telling and text in index.whole)
