"""A verified draft as plain dictionaries (`verify --json` and the REST interface) and as lines for a terminal."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from report.citation import cite, source_line
from report.model import Report
from retrieval.checking.differ import Change
from retrieval.checking.found import Unchecked
from retrieval.checking.locate import Place
from retrieval.consistent.draft import Contradiction
from retrieval.marking.marked import Unmarked
from retrieval.render import citation_json
from retrieval.verify import Statement, Truth, Verified

_ROUNDED = re.compile(
    r"(?:将?近|接近|大?约|超过?了?|突?破了?|逾|达到?|至少|差不多|几乎|不足|不到)?[\d.,%％一二三四五六七八九十百千万亿两余多来成]+"
    r"[^\W\d]{0,4}"
)  # a number with what bounds it, and nothing else
_PLACE = ("report", "quote", "headings", "start", "end", "citation")
TRUTHS: dict[Truth, str] = {
    "exact": "与原文一致",
    "equal": "与原文相同(标点、全半角、繁简、换行或数字写法有别)",
    "altered": "与原文有出入",
    "figure": "数字与报告不符",
    "absent": "报告中没有",
}


def verdict(one: Statement) -> str:
    """The truth in words; of a figure in the draft's own words that is right or honestly rounded, so much."""
    if one.truth != "altered" or one.place is None:
        return TRUTHS[one.truth]
    if one.figures == "near" and _only_rounded(one.place):
        return "数字取了约数,与报告不矛盾"
    return "数字与报告相符,表述不同" if one.figures == "same" and not one.place.changes else TRUTHS[one.truth]


def _only_rounded(place: Place) -> bool:
    return all(_ROUNDED.fullmatch(one.was) and _ROUNDED.fullmatch(one.words) for one in place.changes)


def unplaced(one: Statement) -> str:
    """What is said where a figure may be of any of several places; "" where it may not."""
    return f"这句话没有写明是哪里;另有 {len(one.others)} 份报告说到这一项" if one.others else ""


PRINTED = "报告没有这句话;同一数字见于此处,是否一回事请核对"


def verified_json(
    reports: Mapping[str, Report], draft: str, found: Verified, contradictions: Sequence[Contradiction] = ()
) -> dict[str, Any]:
    """`counts` has every truth; offsets named `at` and `draft` are those of the draft, `report` those of the report."""
    counts = Counter(one.truth for one in found.statements)
    return {
        "statements": [statement_json(reports, draft, one) for one in found.statements],
        "consistency": [contradiction_json(one) for one in contradictions],
        "counts": {truth: counts[truth] for truth in get_args(Truth)},
        "unchecked": [_unchecked_json(draft, one) for one in found.unchecked],
    }


def statement_json(reports: Mapping[str, Report], draft: str, one: Statement) -> dict[str, Any]:
    """`report`, `quote`, `headings`, `start`, `end` and `citation` are None where the statement is absent; `also` are
    other places where it stands as well, `others` reports of other places that may be meant, `printed` the citation
    where a report prints the figure of what is absent."""
    told = {
        "text": draft[one.span.start : one.span.end],
        "at": list(one.span),
        "kind": one.kind,
        "truth": one.truth,
        "figures": one.figures,
    }
    if one.place is None:
        printed = _printed_json(reports, one)
        return {**told, **dict.fromkeys(_PLACE), "difference": [], "also": [], "others": [], "printed": printed}
    span = one.place.span
    citation = citation_json(reports[one.place.report.id], cite(one.place.report, [span]))
    return {
        **told,
        "report": citation["report"],
        "quote": citation["quotes"][0],
        "headings": citation["headings"],
        "start": span.start,
        "end": span.end,
        "citation": citation,
        "difference": [_change_json(change) for change in one.place.changes],
        "also": [{"report": p.report.id, "start": p.span.start, "end": p.span.end} for p in one.also],
        "others": list(one.others),
        "printed": None,
    }


def _printed_json(reports: Mapping[str, Report], one: Statement) -> dict[str, Any] | None:
    if one.printed is None:
        return None
    place = one.printed
    return citation_json(reports[place.report.id], cite(place.report, [place.span]))


def contradiction_json(one: Contradiction) -> dict[str, Any]:
    return {"kind": one.kind, "at": [list(span) for span in one.at], "message": one.message}


def contradiction_line(draft: str, one: Contradiction) -> dict[str, Any]:
    """A contradiction with the keys of a statement, for readers of `verify --json`; `at` has all its places."""
    told = contradiction_json(one)
    first, last = one.at[0].start, max(span.end for span in one.at)
    return {
        "text": draft[first:last],
        "at": told["at"],
        "kind": one.kind,
        "truth": "inconsistent",
        "message": one.message,
        **dict.fromkeys(_PLACE),
        "difference": [],
    }


def unmarked_json(draft: str, unmarked: Sequence[Unmarked]) -> list[dict[str, Any]]:
    return [{"at": list(one.span), "text": draft[slice(*one.span)], "why": one.why} for one in unmarked]


def unmarked_lines(draft: str, unmarked: Sequence[Unmarked]) -> list[str]:
    """What was checked and could not be written into the file."""
    return [f"未写入批注或修订  {draft[slice(*one.span)]}\n    {one.why}" for one in unmarked]


def _change_json(change: Change) -> dict[str, Any]:
    return {"draft": list(change.draft), "report": list(change.report), "was": change.was, "is": change.words}


def _change_line(change: Change) -> str:
    if not change.was.strip():
        return f"报告多出「{change.words}」"
    return f"稿作「{change.was}」,报告" + (f"作「{change.words}」" if change.words.strip() else "没有")


def _unchecked_json(draft: str, one: Unchecked) -> dict[str, Any]:
    return {"at": list(one.span), "text": draft[one.span.start : one.span.end], "why": one.why}


def verified_lines(draft: str, found: Verified, contradictions: Sequence[Contradiction] = ()) -> list[str]:
    """What a person reads: each statement with its verdict, what differs, and the place."""
    lines = [line for one in found.statements for line in _statement_lines(draft, one)]
    lines += [f"前后不一致  {one.message}" for one in contradictions]
    lines += [f"未核对  {draft[u.span.start : u.span.end]}\n    {u.why}" for u in found.unchecked]
    counts = Counter(one.truth for one in found.statements)
    told = ",".join(f"{TRUTHS[truth].split('(')[0]} {counts[truth]} 处" for truth in TRUTHS if counts[truth])
    return [*lines, f"共核对 {len(found.statements)} 处" + (f":{told}" if told else "")]


def _statement_lines(draft: str, one: Statement) -> list[str]:
    lines = [f"{verdict(one)}  {draft[one.span.start : one.span.end]}"]
    if one.printed is not None:
        citation = cite(one.printed.report, [one.printed.span])
        return [*lines, f"    {PRINTED}:{citation.quotes[0]}", f"    {source_line(one.printed.report, citation)}"]
    if one.place is None:
        return lines
    lines += [f"    {_change_line(c)}" for c in one.place.changes]
    citation = cite(one.place.report, [one.place.span])
    if one.truth != "exact":
        lines.append(f"    原文:{citation.quotes[0]}")
    if one.others:
        lines.append(f"    {unplaced(one)}")
    return [*lines, f"    {source_line(one.place.report, citation)}"]
