"""Reports → a summary: verbatim sentences and clauses of sentences, each a citation, in reading order, to a length.

    summarize(library)                                       the only report of the library, about a screen of it
    summarize(library, ["邵阳…2023"], ONE_SENTENCE)
    summarize(library, ["邵阳…2023"], Length(chars=200), section="四、坚持优化服务")
    summarize(library, None, Length(sentences=5), about="乡村振兴")      all reports

What is taken is the greedy maximum of summing/choice.py over the pieces of summing/pieces.py, as much of it as the
length allows (summing/taking.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.library import Library
from report.citation import Citation, cite
from report.model import Report
from retrieval.errors import QuestionError
from retrieval.summing.about import Topic, narrowed
from retrieval.summing.coverage import Coverage, coverage
from retrieval.summing.pool import pooled
from retrieval.summing.scope import scope, section_named
from retrieval.summing.taking import Length, take

ONE_SENTENCE = Length(sentences=1)
ONE_SCREEN = Length(chars=600)
FEWEST_CHARS, MOST_CHARS = 50, 20_000  # that a person may ask for: fewer hold no quotation


@dataclass(frozen=True, slots=True)
class Summary:
    """Citations in reading order, report by report; one for each sentence that was taken from. `chars` are those
    quoted. `silence` says why there are none, where the reports say nothing about what was asked; None: they do.
    `unsaid` are the words of what it is `about` that stand nowhere in the reports; `doubt` is what they may not tell.
    """

    reports: tuple[str, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage
    chars: int
    section: str | None = None
    about: str | None = None
    silence: str | None = None
    unsaid: tuple[str, ...] = ()
    doubt: str | None = None


def summarize(
    library: Library,
    reports: Sequence[str] | None = None,
    length: Length = ONE_SCREEN,
    section: str | None = None,
    about: str | None = None,
) -> Summary:
    """Never longer than `length`, but for the first quotation, which is always there where there is any text.

    `reports` None: all of them if it is about something, else the only one. `section`: a heading of the one report.
    QuestionError for a report or a heading that is not there, and for a length that holds nothing.
    """
    _check(length)
    chosen = _reports(library, reports, about)
    if section is not None and len(chosen) != 1:
        raise QuestionError(f"摘要一节时只能写一份报告,现为 {len(chosen)} 份;请写明「{section}」在哪一份里。")
    heading = section_named(chosen[0], section) if section is not None else None
    scopes = [scope(library, report, heading) for report in chosen]
    topic: Topic | None = None
    silence: str | None = None
    if about is not None:
        scopes, topic, silence = narrowed(library, scopes, about)
    taken = take(pooled(library, scopes, length.chars is None, topic), length)
    citations = tuple(cite(scopes[at].report, ranges) for (at, _), ranges in taken.items())
    chars = sum(len(quote) for citation in citations for quote in citation.quotes)
    ids = tuple(report.id for report in chosen)
    title = heading.title if heading else None
    return Summary(ids, citations, coverage(scopes, taken), chars, title, about, silence, *_told(topic))


def _told(topic: Topic | None) -> tuple[tuple[str, ...], str | None]:
    return (topic.unsaid, topic.doubt) if topic else ((), None)


def _check(length: Length) -> None:
    if length.chars is None and length.sentences is None:
        raise QuestionError("没有写摘要的长度;请写字数或句数。")
    if length.chars is not None and length.chars < 1:
        raise QuestionError(f"摘要长度为 {length.chars};应为 1 字以上。")
    if length.sentences is not None and length.sentences < 1:
        raise QuestionError(f"摘要长度为 {length.sentences} 句;应为 1 句以上。")


def _reports(library: Library, wanted: Sequence[str] | None, about: str | None) -> list[Report]:
    known = "、".join(library.reports) or "(空)"
    if wanted is None and (about is not None or len(library.reports) == 1):
        return list(library.reports.values())
    if not wanted:
        raise QuestionError(f"请写明要摘要的报告;现有 {known}。")
    for report_id in wanted:
        if report_id not in library.reports:
            raise QuestionError(f"库中没有报告 {report_id};现有 {known}。")
    return [library.reports[report_id] for report_id in dict.fromkeys(wanted)]
