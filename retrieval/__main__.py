"""python -m retrieval ask | search "…" [--before "…"]… [--within ID]…
                    | verify FILE|- [--within ID]… [--out FILE.docx]
                    | diff OLD NEW [--out FILE.docx|.md|.html]
                    | summarize [REPORT]… [--chars 600 | --sentences N] [--section "…"] [--about "…"]
                    | evaluate --questions F --run OUT              [--library DIR] [--json]

ask takes --related too: questions that lie beside the answer. summarize --sentences 1 is a report in one sentence.

Exit codes: 0 done (a refusal is 0 too), 1 `verify` found what the reports do not say so, 2 bad input, with one line on
stderr that says what to do.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from index.encoder import load_encoder
from index.library import Library
from index.places import library_dir
from index.weights import ensure_model
from report.citation import cite, joined, source_line, verify_quotes
from report.command import DONE, Parser, run
from report.model import Span
from retrieval.answer import ask
from retrieval.checking.verify_command import run_verify
from retrieval.comparing.diff_command import diff
from retrieval.evaluate import evaluate
from retrieval.hit import Hit
from retrieval.query import Query, understand
from retrieval.related import related
from retrieval.render import coverage_line, hits_json, query_json, short_text, summary_json, to_json
from retrieval.search import search
from retrieval.summary import FEWEST_CHARS, MOST_CHARS, ONE_SCREEN, Summary, summarize
from retrieval.summing.taking import Length


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code; everything a user can cause is told in one line on stderr."""
    return run(lambda: _called(arguments))


def _called(arguments: Sequence[str] | None) -> int:
    args = _parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int | None] = args.run
    return work(args) or DONE


def _open(args: argparse.Namespace) -> Library:
    ensure_model()
    return Library.open(args.library or library_dir(), load_encoder())


def _ask(args: argparse.Namespace) -> None:
    library = _open(args)
    answer = ask(library, args.question, args.before, args.within, args.k)
    beside = {"related": list(related(library, answer))} if args.related else {}
    if args.json:
        _print_json({**to_json(library, answer), **beside})
        return
    _print_understood(library, answer.query)
    if answer.refusal is not None:
        print(answer.refusal)
    if answer.doubt is not None:
        print(f"拿不准:报告{answer.doubt};以下是意思最近的原文")
    if told := short_text(library, answer):
        print(f"答:{told}")
    _print_hits(library, answer.hits)
    for question in beside.get("related", ()):
        print(f"接着问:{question}")


def _search(args: argparse.Namespace) -> None:
    library = _open(args)
    query = understand(args.question, args.before, args.within, library.reports)
    hits = search(library, query, args.k)
    if args.json:
        _print_json({**query_json(query), "hits": hits_json(library, hits)})
    else:
        _print_understood(library, query)
        _print_hits(library, hits)


def _summarize(args: argparse.Namespace) -> None:
    library = _open(args)
    length = ONE_SCREEN if args.chars is None and args.sentences is None else Length(args.chars, args.sentences)
    summary = summarize(library, args.report or None, length, args.section, args.about)
    if args.json:
        _print_json(summary_json(library, summary))
        return
    if summary.silence is not None:
        print(summary.silence)
    _print_outline(library, summary)
    print(f"{coverage_line(summary)},共 {summary.chars} 字")


def _print_outline(library: Library, summary: Summary) -> None:
    """The headings as an outline, each printed once, and below them the quotations."""
    above: tuple[str, ...] = ()
    for citation in summary.citations:
        verify_quotes(library.reports[citation.report], citation)
        path = tuple(dict.fromkeys((citation.report, *citation.headings)))  # a report may be named by its title
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(above, path, strict=False)))
        for depth, title in enumerate(path[same:], start=same):
            print(f"{'  ' * depth}{title}")
        print(f"{'  ' * len(path)}{joined(citation)}")
        above = path


def _verify(args: argparse.Namespace) -> int:
    return run_verify(lambda: _open(args), args.file, args.within, args.out, args.json)


def _evaluate(args: argparse.Namespace) -> None:
    ensure_model()
    evaluate(args.questions, args.run_file, args.library)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _print_understood(library: Library, query: Query) -> None:
    """What was understood beyond the words, and how to undo it."""
    if query.understood != " ".join(query.text.split()):
        said = f"查的是「{query.understood}」"
        print(f"({said})" if query.follows is None else f"(承接前面的提问,{said};不要承接,请去掉 --before)")
    if query.years:
        print(f"(问的是 {'、'.join(map(str, query.years))} 年)")
    if query.places and query.within is not None and len(query.within) < len(library.reports):
        told = f"按问题中的地名 {'、'.join(query.places)},只在 {'、'.join(query.within)} 中找"
        print(f"({told};要在别处找,用 --within 指明报告)")


def _print_hits(library: Library, hits: Sequence[Hit]) -> None:
    for rank, hit in enumerate(hits, start=1):
        report = library.reports[hit.passage.report_id]
        citation = cite(report, [Span(hit.passage.start, hit.passage.end)])
        place = f"第{citation.paragraph}自然段" if citation.paragraph else "报告开头"
        print(f"\n{rank}. {source_line(report, citation)} {place}")
        print(f"   {_shown(report.text, hit)}")


def _shown(text: str, hit: Hit) -> str:
    """The passage with its marks, in bold on a terminal and in 【】 elsewhere."""
    left, right = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("【", "】")
    at, parts = hit.passage.start, []
    for start, end in sorted(hit.marks):
        parts += [text[at:start], left, text[start:end], right]
        at = end
    return "".join([*parts, text[at : hit.passage.end]]).replace("\n", " ")


def _parser() -> Parser:
    parser = Parser(prog="python -m retrieval", description="问报告、检索、摘要、核对、对比、评测")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for name, work, told in (
        ("ask", _ask, "问一个问题;报告未提及时说明"),
        ("search", _search, "只检索,按相关程度列出"),
    ):
        command = _command(commands, name, work, told)
        command.add_argument("question", metavar="问题")
        command.add_argument(
            "--before", action="append", default=[], metavar="问题", help="同一对话中此前的问题,可多次"
        )
        command.add_argument("--within", action="append", metavar="报告", help="只在这些报告中找,可多次")
        if work is _ask:
            command.add_argument("--related", action="store_true", help="另列两三个可以接着问的问题")
        command.add_argument("-k", type=_hits, default=10, metavar="N", help="至多几段(1 至 50)")
    command = _command(commands, "verify", _verify, "核对:引文、数字、法规名称与报告是否一致;不一致时退出码为 1")
    command.add_argument("file", metavar="文件", help="稿件;- 为标准输入")
    command.add_argument("--out", type=Path, metavar="文件", help="稿件是 docx 时,写出带批注和修订的一份")
    command.add_argument("--within", action="append", metavar="报告", help="只与这些报告核对,可多次")
    command = _command(commands, "diff", diff, "对比:两份报告(或两稿)逐句对照")
    command.add_argument("old", metavar="旧", help="库中的报告编号,或文件")
    command.add_argument("new", metavar="新", help="库中的报告编号,或文件")
    command.add_argument("--out", type=Path, metavar="文件", help="写入 .docx、.md 或 .html 文件")
    command = _command(commands, "summarize", _summarize, "摘要:最要紧的原句和数据,按原文顺序")
    command.add_argument("report", nargs="*", metavar="报告")
    command.add_argument(
        "--chars", type=_chars, metavar="N", help=f"至多多少字({FEWEST_CHARS} 至 {MOST_CHARS},默认 600)"
    )
    command.add_argument("--sentences", type=int, help="至多多少句;1 是一句话摘要")
    command.add_argument("--section", metavar="标题", help="只摘要这个标题下的内容")
    command.add_argument("--about", metavar="主题", help="只摘要与这个主题或问题有关的内容")
    command = _command(commands, "evaluate", _evaluate, "答一份题,写出供评分的结果")
    command.add_argument("--questions", type=Path, required=True, metavar="文件")
    command.add_argument("--run", dest="run_file", type=Path, required=True, metavar="文件")
    return parser


def _hits(said: str) -> int:
    return _between(said, 1, 50)


def _chars(said: str) -> int:
    return _between(said, FEWEST_CHARS, MOST_CHARS)


def _between(said: str, least: int, most: int) -> int:
    if not (re.fullmatch("[0-9]{1,9}", said) and least <= int(said) <= most):
        raise argparse.ArgumentTypeError(f"应为 {least} 至 {most} 的整数,现为 {said[:20]}")
    return int(said)


def _command(commands: Any, name: str, work: Callable[[argparse.Namespace], int | None], told: str) -> Any:
    command = commands.add_parser(name, help=told, description=told)
    command.add_argument("--library", type=Path, help="库的文件夹(默认 CHUCHU_LIBRARY 或 data/library)")
    command.add_argument("--json", action="store_true", help="以 JSON 输出")
    command.set_defaults(run=work)
    return command


if __name__ == "__main__":
    sys.exit(main())
