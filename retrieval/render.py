"""Answers and summaries as plain dictionaries: one form for `--json` and for the REST interface.

Every quotation in them is checked against the report at the moment it is written (QuoteError, a fault of ours).
"""

from collections.abc import Sequence
from typing import Any

from index.library import Library
from report.citation import Citation, cite, gbt7714, permalink, source_line, verify_quotes
from report.model import Passage, Report, Span
from retrieval.answer import Answer
from retrieval.hit import Hit
from retrieval.query import Query
from retrieval.short import Short
from retrieval.summary import Summary


def to_json(library: Library, answer: Answer) -> dict[str, Any]:
    """`answerable` False: `reason` says what the report is silent about, and the hits are the nearest misses. `doubt`:
    what it may not tell, where it is not sure enough to refuse; None elsewhere. `answer` are the short answers in one
    line, None where none is sure; `short` has their places, and as `of` the place or year that each is of where these
    are compared, "" elsewhere."""
    return {
        **query_json(answer.query),
        "answerable": answer.refusal is None,
        "answer": short_text(library, answer),
        "short": [{"of": one.of, **_short_json(library.reports[one.report_id], one.span)} for one in answer.short],
        "reason": answer.refusal,
        "doubt": answer.doubt,
        "hits": hits_json(library, answer.hits),
    }


def _short_json(report: Report, span: Span) -> dict[str, Any]:
    quote = _checked(report, cite(report, [span])).quotes[0]
    return {"report": report.id, "start": span.start, "end": span.end, "quote": quote}


def short_text(library: Library, answer: Answer) -> str | None:
    """The short answers in one line, each checked, with whose they are where several were asked for; None where there
    is none."""
    told = ((one, _short_json(library.reports[one.report_id], one.span)["quote"]) for one in answer.short)
    return "、".join(f"{whose(one)}{quote}" for one, quote in told) or None


def whose(one: Short) -> str:
    """四川: or 2023年: in front of its short answer, where places or years are compared; "" elsewhere."""
    return f"{one.of}:" if one.of else ""


def query_json(query: Query) -> dict[str, Any]:
    """The question, and what was understood: `within` are the reports looked in, None for all of them; `follows` is the
    earlier question that lent its words or its place, None where there is none."""
    return {
        "question": query.text,
        "understood": query.understood,
        "follows": query.follows,
        "years": list(query.years),
        "places": list(query.places),
        "within": None if query.within is None else list(query.within),
    }


def hits_json(library: Library, hits: tuple[Hit, ...] | list[Hit]) -> list[dict[str, Any]]:
    """The hits in their order, each with the citation of its whole passage and the clauses marked in it."""
    return [_hit_json(library.reports[hit.passage.report_id], hit, rank) for rank, hit in enumerate(hits, start=1)]


def passages_json(library: Library, found: Sequence[Passage]) -> list[dict[str, Any]]:
    """The citations of whole passages, in their order."""
    reports = [library.reports[one.report_id] for one in found]
    return [
        citation_json(report, cite(report, [Span(one.start, one.end)]))
        for report, one in zip(reports, found, strict=True)
    ]


def _hit_json(report: Report, hit: Hit, rank: int) -> dict[str, Any]:
    marks = [cite(report, [mark]) for mark in hit.marks]
    return {
        "rank": rank,
        "score": round(hit.score, 4),
        "citation": citation_json(report, cite(report, [Span(hit.passage.start, hit.passage.end)])),
        "marks": [
            {"start": m.ranges[0].start, "end": m.ranges[0].end, "quote": _checked(report, m).quotes[0]} for m in marks
        ],
    }


def citation_json(report: Report, citation: Citation) -> dict[str, Any]:
    """A citation with what people copy of it. `page` is None for formats without pages."""
    _checked(report, citation)
    return {
        "report": citation.report,
        "file": report.source.file,
        "headings": list(citation.headings),
        "ranges": [list(span) for span in citation.ranges],
        "quotes": list(citation.quotes),
        "page": citation.page,
        "paragraph": citation.paragraph,
        "permalink": permalink(citation),
        "source": source_line(report, citation),
        "gbt7714": gbt7714(report),
    }


def summary_json(library: Library, summary: Summary) -> dict[str, Any]:
    """Citations in reading order, and how much of what was asked for they cover. `reason`: why there are none;
    `unsaid`: the words of `about` that the reports do not print; `doubt`: as of an answer."""
    held = summary.coverage
    return {
        "reports": list(summary.reports),
        "section": summary.section,
        "about": summary.about,
        "reason": summary.silence,
        "unsaid": list(summary.unsaid),
        "doubt": summary.doubt,
        "citations": [citation_json(library.reports[c.report], c) for c in summary.citations],
        "coverage": {
            "line": coverage_line(summary),
            "sections": held.sections[0],
            "sections_total": held.sections[1],
            "parts": held.parts[0],
            "parts_total": held.parts[1],
            "figures": held.figures[0],
            "figures_total": held.figures[1],
            "sentences": len(summary.citations),
            "chars": summary.chars,
        },
    }


def coverage_line(summary: Summary) -> str:
    """覆盖 18/21 节,含 34/61 项数据; in front of it the doubt, and the topic's words that no report prints."""
    held = summary.coverage
    figures = f",含 {held.figures[0]}/{held.figures[1]} 项数据" if held.figures[1] else ""
    words = "".join(f"“{word}”" for word in summary.unsaid)
    doubt = f"拿不准:报告{summary.doubt};" if summary.doubt else ""
    unsaid = f"报告没有{words}的字样;" if words else ""
    return f"{doubt}{unsaid}覆盖 {held.sections[0]}/{held.sections[1]} 节{figures}"


def _checked(report: Report, citation: Citation) -> Citation:
    verify_quotes(report, citation)
    return citation
