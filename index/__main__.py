"""python -m index add FILE|DIR… | list | remove ID | check | rebuild   [--library DIR]

Exit codes: 0 done, 1 `check` found something wrong, 2 bad input, with one line on stderr that says what to do.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from index.check import check
from index.encoder import Encoder, load_encoder
from index.errors import ModelError
from index.folder import stored_report
from index.manifest import NAME, is_library, is_vacant, read_manifest
from index.places import library_dir
from index.weights import ensure_model
from index.writing import add, create, rebuild, remove
from report.command import BAD_INPUT, DONE, WRONG, Parser, run
from report.errors import ReadError
from report.model import Meta
from report.reading import SUFFIXES


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code; everything a user can cause is told in one line on stderr."""
    return run(lambda: _called(arguments))


def _called(arguments: Sequence[str] | None) -> int:
    args = _parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = args.run
    return work(args)


def report_files(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files to read and, of folders, what is left out: hidden files, READMEs, formats that are not read, and whole
    libraries, whose files are not reports but what was made of them.

    A file that is named itself is always read. Raises ReadError for a folder without a report.
    """
    taken, left = list[Path](), list[Path]()
    for path in paths:
        if not path.is_dir():
            taken.append(path)
            continue
        libraries = sorted(found.parent for found in path.rglob(NAME) if is_library(found.parent))
        below = (file for file in path.rglob("*") if not any(map(file.is_relative_to, libraries)))
        inside = sorted(file for file in below if file.is_file())
        fit = [file for file in inside if _looks_like_report(file.relative_to(path))]
        if not fit:
            raise ReadError(f"文件夹 {path} 中没有报告文件;应有 {'、'.join(filter(None, SUFFIXES))} 文件")
        taken += fit
        left += [*libraries, *(file for file in inside if file not in set(fit))]
    return taken, left


def _looks_like_report(file: Path) -> bool:
    """Of a folder nothing is taken that only its bytes could tell: LICENSE and Makefile have no suffix either."""
    hidden = any(part.startswith((".", "~$")) for part in file.parts)
    return not hidden and file.stem.upper() != "README" and file.suffix != "" and file.suffix.lower() in SUFFIXES


def _add(args: argparse.Namespace) -> int:
    files, left = report_files(args.files)
    ensure_model()
    encoder = load_encoder()
    if is_vacant(args.library):
        create(args.library, encoder)
    added = add(args.library, encoder, files, progress=sys.stderr.isatty())
    for report_id in added.reports:
        print(f"已加入 {report_id}")
    for report_id in added.unchanged:
        print(f"已在库中,未变 {report_id}")
    if left:
        names = "、".join(f"{one.name}(报告库)" if one.is_dir() else one.name for one in left)
        print(f"未读文件夹中的 {len(left)} 项:{names}", file=sys.stderr)
    for failure in added.failed:
        print(f"错误:未加入 {failure.why}", file=sys.stderr)
    return BAD_INPUT if added.failed else DONE


def _list(args: argparse.Namespace) -> int:
    for entry in read_manifest(args.library).reports:
        meta = stored_report(args.library, entry).meta
        known = [meta.title, meta.organ, meta.delivered, f"{entry.passages} 段", _warning(meta)]
        print("\t".join([entry.id, *(told or "—" for told in known)]).removesuffix("\t—"))
    return DONE


def _warning(meta: Meta) -> str | None:
    where = f"下转{meta.continued_on}," if meta.continued_on else ""
    return f"不完整:原报{where}此文件不含续文" if meta.incomplete else None


def _remove(args: argparse.Namespace) -> int:
    remove(args.library, args.id)
    print(f"已移除 {args.id}")
    return DONE


def _check(args: argparse.Namespace) -> int:
    problems = check(args.library, _encoder_if_there())
    for line in problems:
        print(line)
    if not problems:
        print(f"库 {args.library} 无误:{len(read_manifest(args.library).reports)} 份报告")
    return WRONG if problems else DONE


def _encoder_if_there() -> Encoder | None:
    try:
        return load_encoder()
    except ModelError as error:
        print(f"未重算向量:{error}", file=sys.stderr)
        return None


def _rebuild(args: argparse.Namespace) -> int:
    ensure_model()
    encoder = load_encoder()
    rebuild(args.library, encoder, progress=sys.stderr.isatty())
    print(f"已用编码器 {encoder.name} 重建 {len(read_manifest(args.library).reports)} 份报告")
    return DONE


def _parser() -> Parser:
    parser = Parser(prog="python -m index", description="报告库:加入、列出、移除、检查、重建")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for name, work, told in (
        ("add", _add, "加入报告文件,或文件夹中的全部报告"),
        ("list", _list, "列出库中的报告:编号、题名、机关、日期、段数、提醒"),
        ("remove", _remove, "移除一份报告"),
        ("check", _check, "逐项检查库中的文件;有误时退出码为 1"),
        ("rebuild", _rebuild, "用当前编码器与切分重建全库"),
    ):
        command = commands.add_parser(name, help=told, description=told)
        command.add_argument("--library", type=Path, default=library_dir(), help="库的文件夹(默认 %(default)s)")
        command.set_defaults(run=work)
        if name == "add":
            command.add_argument("files", type=Path, nargs="+", metavar="文件或文件夹")
        if name == "remove":
            command.add_argument("id", metavar="报告编号")
    return parser


if __name__ == "__main__":
    sys.exit(main())
