"""`python -m report text|outline|meta|figures FILE`: what was read. A bad file: one line, exit code 2."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from report.command import DONE, Parser, run
from report.figures import figure_row, read_figures
from report.front import continuation
from report.model import Report
from report.parse import read_report


def main(arguments: Sequence[str] | None = None) -> int:
    return run(lambda: _shown(arguments))


def _shown(arguments: Sequence[str] | None) -> int:
    parser = Parser(prog="python -m report", description="读一份报告:正文、标题树、元数据或数据")
    shown = "text 正文;outline 标题树;meta 元数据;figures 数据"
    parser.add_argument("what", choices=("text", "outline", "meta", "figures"), help=shown)
    parser.add_argument("file", type=Path, metavar="FILE", help="报告文件(txt、md、docx)")
    options = parser.parse_args(arguments)
    report = read_report(options.file)
    show = {"text": _text, "outline": _outline, "meta": _meta, "figures": _figures}[options.what]
    for line in show(report):
        print(line)
    return DONE


def warnings(report: Report) -> list[str]:
    """What a person should know before relying on the text, in Chinese."""
    if not report.meta.incomplete:
        return []
    if report.meta.continued_on:
        return [f"原报下转{report.meta.continued_on},此文件不含续文"]
    marks = continuation(report.text)
    return [f"原报{report.text[marks[0].start : marks[0].end].strip('（()）')},此文件不含前文"] if marks else []


def _text(report: Report) -> Iterator[str]:
    yield report.text.removesuffix("\n")


def _outline(report: Report) -> Iterator[str]:
    for section in report.sections:
        row = asdict(section)
        row["heading"] = row.pop("title")
        keys = ("level", "run_in", "heading", "start", "body_start", "end")
        yield json.dumps({key: row[key] for key in keys}, ensure_ascii=False)


def _meta(report: Report) -> Iterator[str]:
    shown = asdict(report.meta) | {
        "repairs": [asdict(change) for change in report.repairs],
        "warnings": warnings(report),
    }
    yield json.dumps(shown, ensure_ascii=False, indent=2)


def _figures(report: Report) -> Iterator[str]:
    """One row a figure; what could not be read goes to stderr, so that it is not missed in silence."""
    reading = read_figures(report)
    for figure in reading.found:
        yield json.dumps(figure_row(report, figure), ensure_ascii=False)
    if reading.unread:
        near = "、".join(f"“{report.text[max(0, a - 6) : b + 6].strip()}”" for a, b in reading.unread)
        print(f"未能判读的数字{len(reading.unread)}处:{near}".replace("\n", " "), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
