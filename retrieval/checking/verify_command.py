"""python -m retrieval verify FILE|-: a draft checked, and a .docx given back with comments and tracked changes."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.library import Library
from report.command import DONE, WRONG
from report.reading import file_bytes, read_file
from report.reading.sniff import what_it_is
from retrieval.checking.checked import Checked, check_docx, check_text
from retrieval.checking.render_checked import contradiction_line, statement_json, unmarked_lines, verified_lines
from retrieval.errors import QuestionError
from retrieval.sheets.output import refuse_input, write_output

Open = Callable[[], Library]


def run_verify(opened: Open, file: str, within: Sequence[str] | None, out: Path | None, as_json: bool) -> int:
    """The exit code: 1 where the reports do not say so, or the draft contradicts itself. `opened` is called once the
    draft is read, so that a bad file is told at once. ExportError where `out` cannot be written, or is the draft."""
    path = None if file == "-" else Path(file)
    inputs = [path] if path else []
    if out:
        refuse_input(out, inputs)
    data = file_bytes(path, path.name) if path else sys.stdin.buffer.read()
    if what_it_is(data)[0] == "docx":
        library = opened()
        done = check_docx(library, data, path.name if path else "标准输入", within)
        if out:
            write_output(out, done.marked.data, inputs)
        checked, extra = done.checked, [*unmarked_lines(done.checked.text, done.marked.unmarked)] if out else []
    elif out:
        raise QuestionError(f"{file}:不是 docx 文档,不能写回批注;去掉 --out 再核对,或先用 Word 另存为 .docx。")
    else:
        text = read_file(path).text if path else _typed(data)
        library, extra = opened(), []
        checked = check_text(library, text, within)
    told = verified_lines(checked.text, checked.verified, checked.contradictions)
    for line in _json(library, checked) if as_json else [*told, *extra, *checked.unread]:
        print(line)
    return DONE if checked.right else WRONG


def _json(library: Library, checked: Checked) -> Iterator[str]:
    """A line for each statement, then one for each contradiction, with the same keys."""
    for one in checked.verified.statements:
        yield json.dumps(statement_json(library.reports, checked.text, one), ensure_ascii=False)
    for contradiction in checked.contradictions:
        yield json.dumps(contradiction_line(checked.text, contradiction), ensure_ascii=False)


def _typed(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QuestionError("标准输入不是 UTF-8 编码的文字;请先转换编码,或改为指明文件。") from None
