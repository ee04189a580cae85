"""A summary → an outline: headings of the upper two levels, below them what was taken, each a link to its place."""

from collections import Counter
from html import escape
from itertools import groupby

from index.library import Library
from report.citation import Citation, verify_quotes
from report.model import Report
from retrieval.render import coverage_line
from retrieval.summary import Summary
from web import html, words

PART_DEPTH = 2  # of the headings that can be summarised alone


def summary(library: Library, summary: Summary) -> str:
    """Report by report where it is of several; the reason where there is nothing."""
    if not summary.citations:
        told = f'<div class="refusal"><p>{escape(summary.silence)}</p></div>' if summary.silence else ""
        return told or f'<p class="lead">{words.SUMMARY_EMPTY}</p>'
    covered = words.COVERAGE.format(n=len(summary.citations), chars=summary.chars, line=coverage_line(summary))
    reports = [library.reports[name] for name in summary.reports]
    body = "".join(_report(report, summary, several=len(reports) > 1) for report in reports)
    return f'<p class="lead">{covered}</p><div class="outline">{body}</div>'


def _report(report: Report, summary: Summary, several: bool) -> str:
    mine = [citation for citation in summary.citations if citation.report == report.id]
    title = f'<h2 class="of">{escape(html.name(report))}</h2>' if several and mine else ""
    groups = groupby(mine, key=lambda citation: html.below_title(report, citation)[:2])
    return title + "".join(_group(report, path, list(members)) for path, members in groups)


def _group(report: Report, path: tuple[str, ...], citations: list[Citation]) -> str:
    title = escape(html.short(path[-1])) if path else words.NO_HEADING
    return f"<h2>{title}</h2><ul>{''.join(_sentence(report, c) for c in citations)}</ul>"


def _sentence(report: Report, citation: Citation) -> str:
    verify_quotes(report, citation)
    body = html.quotations(report.text, citation)
    return f"<li>{html.link(citation, citation.ranges, body, 'jump said')}{html.keep(citation)}</li>"


def parts(report: Report) -> str:
    """The headings that can be summarised alone, as options; one whose words stand twice cannot be told apart."""
    titles = [section.title.strip() for section in report.sections if 0 < section.level <= PART_DEPTH]
    once = [title for title, times in Counter(titles).items() if times == 1]
    return "".join(f'<option value="{escape(title)}">{escape(html.short(title))}</option>' for title in once)
