"""python -m benchmarks.verify REPORTS [--mutants 2000] [--quotations 1000] [--errors FILE]

REPORTS is a folder with reports, read with its subfolders; a text that two files hold is read once. From their
sentences mutants (mutants.py) and disguised true quotations (disguises.py) are made and verified against all of them:

    alone        the sentence is the whole draft             quoted      “…” is the whole draft
    in a draft   it stands among other sentences             in a quote  “…” stands in another's sentence

A mutant is *accepted* where a statement or quotation that covers what was changed comes back exact or equal, *located*
where each that covers it has a place that overlaps the sentence it was made of (or another one with the same words).
Names that are looked up for themselves count for neither. Mutants that a report has in these words, after folding, are
discarded.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tqdm import tqdm

from benchmarks.intervals import interval
from benchmarks.verify.disguises import DISGUISES
from benchmarks.verify.mutants import RULES, mutated
from report.errors import ReadError
from report.model import Report, Span
from report.parse import read_report
from report.passages import body
from report.reading import SUFFIXES
from report.segment import clauses, sentences
from retrieval.checking.folded import folded
from retrieval.checking.grams import grams
from retrieval.verify import Statement, verify_in

SHORTEST = 10  # characters after folding
DRAWN = 3_000  # sources at most until a rule finds something to change; a rule that finds nothing makes no mutant
CLAUSES = 0.25  # so many of the sources are clauses and not sentences
FORMS = {
    "alone": ("", ""),
    "quoted": ("“", "”"),
    "in a draft": ("各位同志，现将有关情况说明如下。", "以上情况供大家讨论时参考。"),
    "in a quote": ("有关负责同志在座谈时强调，“", "”，与会人员深受鼓舞。"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A draft and what is to come of it: `changed` in the draft is covered, the place is `span` of `report`."""

    rule: str
    form: str
    draft: str
    changed: Span
    report: Report
    span: Span


def main() -> int:
    """Prints two tables; --errors writes the drafts that went wrong."""
    args = _arguments()
    reports = read_all(args.reports)
    made = list(mutants(reports, args.mutants, args.seed))
    rows = measured(reports, made)
    print(f"{len(reports)} reports, {len(made)} mutants\n\n{table(rows)}\n")
    true = list(quotations(reports, args.quotations, args.seed))
    more = measured(reports, true)
    print(f"{len(true)} true quotations\n\n{table(more)}")
    if args.errors:
        missed = [w for w in rows if w["accepted"] or not w["located"]]
        missed += [w for w in more if not (w["accepted"] and w["located"])]
        args.errors.write_text("".join(json.dumps(w, ensure_ascii=False) + "\n" for w in missed), "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verify")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--quotations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--errors", type=Path)
    return parser.parse_args()


def read_all(folder: Path) -> list[Report]:
    """The reports of a folder, each text once, in the order of their names."""
    found: dict[str, Report] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file() and path.suffix:
            try:
                report = read_report(path)
            except ReadError as error:
                print(error, file=sys.stderr)
                continue
            found.setdefault(folded(report.text).text, report)
    return list(found.values())


def mutants(reports: Sequence[Report], count: int, seed: int) -> Iterator[Case]:
    """`count` mutants, the rules and the forms in turn; none that a report has in its words."""
    rng = random.Random(seed)
    whole, sources = grams(reports).whole, _sources(reports, rng)
    for turn in range(count):
        name, form = list(RULES)[turn % len(RULES)], list(FORMS)[turn // len(RULES) % len(FORMS)]
        for report, span in islice(sources, DRAWN):
            sentence = report.text[span.start : span.end]
            edit = RULES[name](sentence, rng)
            if edit and folded(mutant := mutated(sentence, edit)).text not in whole:
                changed = Span(edit.start, edit.start + len(edit.put))
                yield _case(name, form, mutant, changed, report, span)
                break


def quotations(reports: Sequence[Report], count: int, seed: int) -> Iterator[Case]:
    """`count` true quotations, the disguises and the forms in turn."""
    rng = random.Random(seed + 1)
    sources = _sources(reports, rng)
    for turn in range(count):
        name, form = list(DISGUISES)[turn % len(DISGUISES)], list(FORMS)[turn // len(DISGUISES) % len(FORMS)]
        report, span = next(sources)
        text = DISGUISES[name](report.text[span.start : span.end], rng)
        yield _case(name, form, text, Span(0, len(text)), report, span)


def _sources(reports: Sequence[Report], rng: random.Random) -> Iterator[tuple[Report, Span]]:
    """Sentences and clauses drawn at random, with replacement: first a report, then a place in it."""
    grains = [
        ([s for row in body(r) for s in sentences(r.text, row)], [c for row in body(r) for c in clauses(r.text, row)])
        for r in reports
    ]
    while True:
        own = rng.randrange(len(reports))
        spans = grains[own][rng.random() < CLAUSES]
        span = rng.choice(spans)
        if len(folded(reports[own].text[span.start : span.end]).text) >= SHORTEST:
            yield reports[own], span


def _case(rule: str, form: str, text: str, changed: Span, report: Report, span: Span) -> Case:
    before, after = FORMS[form]
    if form == "in a draft":  # what follows is another sentence
        text = re.sub(r"[，,；;：:、。.\s]*$", "。", text)
    end = len(before) + len(text)
    moved = Span(min(changed.start + len(before), end), min(changed.end + len(before), end))
    return Case(rule, form, before + text + after, moved, report, span)


def measured(reports: Sequence[Report], cases: Sequence[Case]) -> list[dict[str, Any]]:
    """What became of each case."""
    rows = []
    for case in tqdm(cases, disable=None):
        found = verify_in(reports, case.draft).statements
        own = [one for one in found if _covers(one, case.changed)]
        rows.append(
            {
                "rule": case.rule,
                "form": case.form,
                "draft": case.draft,
                "report": case.report.id,
                "source": case.report.text[case.span.start : case.span.end],
                "told": [
                    [
                        one.truth,
                        case.draft[one.span.start : one.span.end],
                        one.place
                        and [one.place.report.id, one.place.report.text[one.place.span.start : one.place.span.end]],
                    ]
                    for one in own
                ],
                "accepted": bool(own) and any(one.truth in ("exact", "equal") for one in own),
                "located": bool(own) and all(_is_there(case, one) for one in own),
            }
        )
    return rows


def _covers(one: Statement, changed: Span) -> bool:
    """Whether the statement holds of what was changed, or the seam where something was left out."""
    seam = changed.start == changed.end
    return one.kind != "name" and one.span.start < changed.end + seam and changed.start < one.span.end + seam


def _is_there(case: Case, one: Statement) -> bool:
    """Whether the place, or one that is as good, overlaps the source or stands in the same words."""
    if one.place is None:
        return False
    source = folded(case.report.text[case.span.start : case.span.end]).text
    for place in (one.place,):
        near = place.report.text[max(0, place.span.start - len(source)) : place.span.end + len(source)]
        same = (
            place.report.id == case.report.id and place.span.start < case.span.end and case.span.start < place.span.end
        )
        if same or source in folded(near).text:
            return True
    return False


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Markdown, a line for each rule and each form and one for all."""
    lines = ["| | n | accepted | located |", "| --- | --- | --- | --- |", _line("all", rows)]
    for key in ("rule", "form"):
        for name in dict.fromkeys(row[key] for row in rows):
            lines.append(_line(name, [row for row in rows if row[key] == name]))
    return "\n".join(lines)


def _line(name: str, rows: Sequence[dict[str, Any]]) -> str:
    cells = []
    for key in ("accepted", "located"):
        values = [float(row[key]) for row in rows]
        mean = sum(values) / len(values)
        low, high = interval(values, lambda drawn: float(drawn.mean()))
        cells.append(f"{mean:.3f} ({low:.3f} to {high:.3f})")
    return f"| {name} | {len(rows)} | {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
