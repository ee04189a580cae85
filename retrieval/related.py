"""An answer → questions that lie beside it; a passage → the passages that lie nearest to it.

    ask(library, "热线反映的问题解决率是多少")   related → 代表联络站多少个?  《…条例》讲了什么?
                                                near_passages(library, hits[0].passage) → three other passages

The questions are formed from the figures, laws and headings around the first hit (retrieval/wording.py): its own
passage, those of its section, then the others of its report by nearness of meaning. Each is asked as a click would ask
it, and kept only if it is answered and its own sentence is what the first hit marks. That costs a search each, so it is
done when it is asked for, behind the answer, and at most `TRIED` times.
"""

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.library import Library
from report.model import Passage, Report, Span
from report.passages import heading_path
from report.segment import is_blank
from retrieval.answer import Answer, ask
from retrieval.errors import QuestionError
from retrieval.follow import follow
from retrieval.places import names
from retrieval.wording import Wording, wordings

TRIED = 6  # questions asked to find those that are shown
LOOKED_AT = 12  # passages that questions are formed from
SAME = 0.98  # cosine; from here on two passages say the same
SHORT = 20  # characters; 各位代表! and 附件 are near to each other, and tell nothing


def related(library: Library, answer: Answer, n: int = 3) -> tuple[str, ...]:
    """At most n questions, nearest first, none that was asked before; empty where nothing near can be asked for."""
    if not answer.hits:
        return ()
    before = (*answer.query.before, answer.query.text)
    known = {_plain(said) for said in (*before, answer.query.understood)}
    within = _within(library, answer)
    found: list[str] = []
    for tried, one in enumerate(_candidates(library, answer, within)):
        if tried == TRIED or len(found) == n:
            break
        if _plain(one.question) not in known and _answers(library, one, answer, before, within):
            found.append(one.question)
            known.add(_plain(one.question))
    return tuple(found)


def near_passages(library: Library, passage: Passage, n: int = 3) -> tuple[Passage, ...]:
    """At most n other passages of the library, nearest first, no two of which say the same, nor what `passage` says.

    QuestionError for a place that is no passage of the library.
    """
    row = row_of(library, passage)
    vectors = library.whole.dense.vectors
    taken = [row]
    for other in library.whole.dense.search(vectors[row], 10 * n + 10)[0]:
        if len(taken) > n:
            break
        if len(library.text(other).strip()) >= SHORT and float((vectors[taken] @ vectors[other]).max()) < SAME:
            taken.append(int(other))
    return tuple(library.passages[other] for other in taken[1:])


def row_of(library: Library, passage: Passage) -> int:
    """The row of a passage; QuestionError where the library has none at that place."""
    rows = library.ranges.get(passage.report_id, range(0))
    at = rows.start + bisect_left(library.passages[rows.start : rows.stop], passage.start, key=lambda p: p.start)
    if at >= rows.stop or library.passages[at] != passage:
        raise QuestionError(f"{passage.report_id}:{passage.start}-{passage.end} 不是库中的一段;请用检索结果里的起止。")
    return at


def _candidates(library: Library, answer: Answer, within: tuple[str, ...] | None) -> Iterator[Wording]:
    """Beginning beside the answer; not what was just answered itself."""
    first = answer.hits[0]
    report = library.reports[first.passage.report_id]
    told = [short.span for short in answer.short] + ([] if answer.refusal or answer.doubt else list(first.marks))
    several = len(library.reports if within is None else within) > 1
    place = min(names(report.meta.place)[:2], key=len) if several and report.meta.place else ""
    for row in _around(library, report, first.passage)[:LOOKED_AT]:
        for one in wordings(report, library.passages[row], place):
            if not any(span.start <= one.figure.start < span.end for span in told):
                yield one


def _around(library: Library, report: Report, passage: Passage) -> list[int]:
    """The passages of the report: those of the same section before the others, the nearest first."""
    rows = library.ranges[report.id]
    row = row_of(library, passage)
    near: NDArray[np.float32] = library.whole.dense.vectors[rows.start : rows.stop] @ library.whole.dense.vectors[row]
    section = (heading_path(report, passage.start) or (None,))[-1]
    span = Span(section.start, section.end) if section else Span(0, len(report.text))
    return sorted(
        rows,
        key=lambda at: (
            at != row,
            not span.start <= library.passages[at].start < span.end,
            -float(near[at - rows.start]),
        ),
    )


def _answers(
    library: Library, one: Wording, answer: Answer, before: tuple[str, ...], within: tuple[str, ...] | None
) -> bool:
    """Whether the question, asked next, gets its own sentence first, and nothing else as its short answer."""
    if follow(one.question, before).earlier is not None:
        return False
    then = ask(library, one.question, before, within)
    if then.refusal is not None or then.doubt is not None or not then.hits or not then.hits[0].marks:
        return False
    first = then.hits[0]
    mine = first.passage.report_id == answer.hits[0].passage.report_id
    mark = first.marks[0]
    short = [s.span.start <= one.figure.start < s.span.end for s in then.short]
    return mine and one.sentence.start <= mark.start < one.sentence.end and (not short or any(short))


def _within(library: Library, answer: Answer) -> tuple[str, ...] | None:
    """The reports the caller named; None where a place in the question chose them: the next one is read anew."""
    within = answer.query.within
    return None if within is None or answer.query.places or set(within) == set(library.reports) else within


def _plain(question: str) -> str:
    return "".join(char for char in fold(question) if char.isalnum() and not is_blank(char))
