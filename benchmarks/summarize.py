"""python -m benchmarks.summarize DIR [PART…]: summaries, measured. DIR is the folder `eval` beside `reports`.

    points     of the 25 telling points of a report, the share that 600 characters keep; the 31 provincial reports
               with weights that never saw the report (benchmarks/summaries); also those of a second reader
    sections   of the headings with text of their own, the share that 600 characters reach, 31 provincial reports
    rouge      ROUGE on characters against the reference summaries of the CRUD event set, as long as the reference
    verbatim   of all citations, at three lengths, the share whose words are the report's at their place
    time       seconds for a whole report, vectors in place

Beside them lead-k, TextRank and LexRank of sumy, at equal length. Intervals are 95 % bootstrap; differences are paired.
`verbatim` and `time` have the vectors of a fake: which words are chosen does not matter there, whose they are does.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.baselines import BASELINES, filled
from benchmarks.intervals import interval
from benchmarks.rouge import rouge
from benchmarks.sentences import sentence_library
from benchmarks.summaries import calibrate
from index.encoder import load_encoder
from index.library import Library
from report.model import Report, Source, Span
from report.parse import parse, read_report
from report.reading import Decoded
from retrieval.summary import summarize
from retrieval.summing import telling
from retrieval.summing.scope import Scope, scope
from retrieval.summing.taking import Length
from tests.fakes import BigramEncoder

SCREEN = 600
LENGTHS = (200, 600, 2000)
OURS = "ours"
SEEN = 300  # texts

SIX = ("points.jsonl",)

Values = Mapping[str, Sequence[float]]
Points = Sequence[Mapping[str, Any]]


def main() -> int:
    """Prints a table for each part asked for (all of them where none is)."""
    folder = Path(sys.argv[1])
    parts: dict[str, Callable[[Path], Iterable[str]]] = {
        "points": points,
        "sections": sections,
        "rouge": rouges,
        "verbatim": verbatim,
        "time": timed,
    }
    for name in sys.argv[2:] or parts:
        print("\n".join(parts[name](folder)), flush=True)
    return 0


def points(folder: Path) -> Iterator[str]:
    """Kept points of the six reports first read and of the 26 others, by their first and by their second reader."""
    first, every = (calibrate.points(names) for names in (SIX, calibrate.FIRST))
    second = calibrate.points(calibrate.SECOND + calibrate.AGAIN)
    bundled = next(report_id for report_id in first if report_id.startswith("邵阳"))
    files = [f"provincial2025/{i}.docx" for i in every if i != bundled]
    library = _library(folder, [f"{bundled}.txt", *files])
    taught = calibrate.taught(folder.parent / "reports" / "provincial2025")
    rows: dict[str, dict[str, list[float]]] = {}
    again: dict[str, dict[str, list[float]]] = {}
    for report_id, told in every.items():
        weights = calibrate.fitted([row for i, row in taught if i != report_id])
        with patch.multiple(
            telling, _WEIGHTS=weights.signs, _CONSTANT=weights.constant, vocabulary=lambda known=weights.pairs: known
        ):
            taken = dict(_systems(library, report_id))
        rows[report_id] = {name: _kept(library, report_id, spans, told) for name, spans in taken.items()}
        if report_id in second:
            own = second[report_id]
            again[report_id] = {name: _kept(library, report_id, spans, own) for name, spans in taken.items()}
            rows[report_id]["second reader"] = _met(library, report_id, told, own)
    six = {report_id: rows[report_id] for report_id in first}
    yield f"### Points kept of 25, {SCREEN} characters\n"
    yield from _table(six)
    yield from _against("five provincial reports", _joined([row for i, row in six.items() if i != bundled]))
    provinces = {i: row for i, row in again.items() if i != bundled}
    yield from _against("… the second reader's points", _joined([row for i, row in provinces.items() if i in six]))
    yield from _against("the 26 other provincial reports", _joined([row for i, row in rows.items() if i not in six]))
    yield from _against("… the second readers' points", _joined([row for i, row in provinces.items() if i not in six]))
    yield from _against(bundled, rows[bundled])
    yield from _against(f"{bundled}, the second reader's points", again[bundled])


def sections(folder: Path) -> Iterator[str]:
    """Headings reached."""
    library = _library(folder, [f"provincial2025/{f.name}" for f in _files(folder, "provincial2025")])
    found: dict[str, list[float]] = {}
    parts: list[float] = []
    for report_id, report in library.reports.items():
        whole = scope(library, report)
        for name, spans in _systems(library, report_id):
            found.setdefault(name, []).append(_reached(whole, spans))
        parts.append(np.divide(*summarize(library, [report_id], Length(SCREEN)).coverage.parts))
    yield f"### Headings reached of 31 provincial reports, {SCREEN} characters\n"
    yield from _against("headings", found)
    yield f"\nParts reached: {np.mean(parts):.3f}."


def rouges(folder: Path) -> Iterator[str]:
    """ROUGE of the 900 news texts, each as long as its reference; OPENING was set on 150 of the first 300."""
    file = folder / "summaries" / "crud_event.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    reports = [parse(Decoded(r["text"], (), Source(f"{r['id']}.txt", "0" * 64)), r["id"]) for r in rows]
    library = sentence_library(reports, load_encoder())
    found: dict[str, dict[str, list[float]]] = {"1": {}, "2": {}, "L": {}}
    for row, report in zip(rows, reports, strict=True):
        for name, spans in _systems(library, report.id, len(row["summary"])):
            said = "".join(report.text[a:b] for a, b in spans)
            for kind, value in rouge(said, row["summary"]).items():
                found[kind].setdefault(name, []).append(value)
    yield f"### ROUGE on characters, news texts as long as the reference: {SEEN} looked at, then the others\n"
    for first, last in ((0, SEEN), (SEEN, len(rows))):
        for kind, values in found.items():
            some = {name: row[first:last] for name, row in values.items()}
            yield from _against(f"ROUGE-{kind}, {last - first} texts", some)


def verbatim(folder: Path) -> Iterator[str]:
    """Citations that are the report's words at their place, and not longer than asked."""
    right = total = longer = 0
    for path in ("provincial2025", "national", "messy", "."):
        for file in _files(folder, path):
            library = sentence_library([read_report(file)], BigramEncoder())
            report = next(iter(library.reports.values()))
            for chars in LENGTHS:
                cited = summarize(library, None, Length(chars)).citations
                pairs = [pair for c in cited for pair in zip(c.ranges, c.quotes, strict=True)]
                right += sum(report.text[a:b] == quote for (a, b), quote in pairs)
                total += len(pairs)
                longer += sum(b - a for (a, b), _ in pairs) > chars and len(cited) > 1
    told = f"{right} of {total} quotations at their place ({right / total:.4f}); {longer} summaries too long."
    yield f"### Verbatim\n\n{told}"


def timed(folder: Path) -> Iterator[str]:
    """Seconds for each of the 31 provincial reports."""
    files = [f"provincial2025/{f.name}" for f in _files(folder, "provincial2025")]
    library = _library(folder, files, fake=True)
    yield f"### Time, {SCREEN} characters of each of {len(files)} reports\n"
    for name, clock in (("on the wall", time.perf_counter), ("of the processor", time.process_time)):
        seconds = []
        for report_id in library.reports:
            began = clock()
            summarize(library, [report_id], Length(SCREEN))
            seconds.append(clock() - began)
        yield f"{name}: median {np.median(seconds):.2f} s, longest {max(seconds):.2f} s"


def _systems(library: Library, report_id: str, chars: int = SCREEN) -> Iterator[tuple[str, list[Span]]]:
    """What each system takes."""
    cited = summarize(library, [report_id], Length(chars)).citations
    yield OURS, [span for citation in cited for span in citation.ranges]
    report = library.reports[report_id]
    spans = [said.span for said in scope(library, report).sentences]
    for name, ranking in BASELINES.items():
        yield name, filled(spans, ranking([report.text[a:b] for a, b in spans]), chars)


def _kept(library: Library, report_id: str, spans: Sequence[Span], wanted: Points) -> list[float]:
    quotes = [library.reports[report_id].text[a:b] for a, b in spans]
    return [
        float(any(all(any(s in quote for quote in quotes) for s in way) for way in row["evidence"])) for row in wanted
    ]


def _met(library: Library, report_id: str, wanted: Points, other: Points) -> list[float]:
    """The points that another reader's points touch: all spans of an alternative."""
    text = library.reports[report_id].text
    spans = [_found(text, span) for row in other for way in row["evidence"] for span in way]

    def touched(span: str) -> bool:
        start, end = _found(text, span)
        return any(start < b and a < end for a, b in spans)

    return [float(any(all(map(touched, way)) for way in row["evidence"])) for row in wanted]


def _found(text: str, span: str) -> Span:
    start = text.index(span)
    return Span(start, start + len(span))


def _reached(whole: Scope, spans: Sequence[Span]) -> float:
    every = {said.section for said in whole.sentences if said.section is not None}
    held = {said.section for said in whole.sentences for a, b in spans if said.span.start < b and a < said.span.end}
    return len(held & every) / len(every)


def _library(folder: Path, names: Sequence[str], fake: bool = False) -> Library:
    reports: list[Report] = [read_report(folder.parent / "reports" / name) for name in names]
    return sentence_library(reports, BigramEncoder() if fake else load_encoder())


def _files(folder: Path, name: str) -> list[Path]:
    return sorted(f for f in (folder.parent / "reports" / name).iterdir() if f.suffix in (".txt", ".docx"))


def _joined(rows: Sequence[Values]) -> Values:
    return {name: [value for row in rows for value in row[name]] for name in rows[0]}


def _table(rows: Mapping[str, Values]) -> Iterator[str]:
    names = list(next(iter(rows.values())))
    yield f"| report | {' | '.join(names)} |\n|{' --- |' * (len(names) + 1)}"
    for title, row in rows.items():
        yield f"| {title} | {' | '.join(f'{np.mean(row[name]):.2f}' for name in names)} |"


def _against(title: str, values: Values) -> Iterator[str]:
    """The mean of each system, and ours less it, with intervals."""
    yield f"\n| {title} | mean | ours less it |\n| --- | --- | --- |"
    for name, row in values.items():
        low, high = interval(row, lambda sample: float(np.mean(sample)))
        apart = np.array(values[OURS]) - np.array(row)
        least, most = interval(apart.tolist(), lambda sample: float(np.mean(sample)))
        told = "" if name == OURS else f"{np.mean(apart):+.3f} ({least:+.3f} to {most:+.3f})"
        yield f"| {name} | {np.mean(row):.3f} ({low:.3f}–{high:.3f}) | {told} |"


if __name__ == "__main__":
    sys.exit(main())
