"""What a .docx holds beside the text that is read of it, in words for the person who asks to have it checked."""

import io
import re
import zipfile

from report.reading.parts import text_parts

_PARTS = (  # names of parts, what stands in them
    (re.compile(r"word/(?:header|footer)\d*\.xml"), "页眉页脚 {} 个:没有核对其中文字"),
    (re.compile(r"word/comments\.xml"), "原有批注:没有核对其中文字"),
    (re.compile(r"word/media/.+"), "图片等媒体 {} 个:图中文字没有核对"),
    (re.compile(r"word/charts/chart\d*\.xml"), "图表 {} 个:其中数字没有核对"),
    (re.compile(r"word/diagrams/data\d*\.xml"), "SmartArt 图形 {} 个:其中文字没有核对"),
    (re.compile(r"word/embeddings/.+"), "嵌入的表格或文件 {} 个:其中内容没有核对"),
    (re.compile(r"word/vbaProject\.bin"), "宏:没有查看"),
    (re.compile(r"_xmlsignatures/.+\.xml"), "数字签名:写入批注后即告失效"),
)
_MARKS = (  # elements of the document, what they stand for
    (re.compile(rb"<\w*:?(?:delText|moveFrom)\b"), "修订中已删去的文字:没有核对"),
    (re.compile(rb"<\w*:?numPr\b"), "自动编号(由 Word 生成,不在文字里):没有核对"),
    (re.compile(rb"<\w*:?oMath\b"), "公式:没有核对"),
)


def left_out(data: bytes, name: str) -> tuple[str, ...]:
    """One line for each kind of thing that is not in the text. ReadError as in report/reading/docx.py."""
    (_, document), *_ = text_parts(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    counted = ((told, sum(bool(form.fullmatch(part)) for part in names)) for form, told in _PARTS)
    told = [words.format(count) for words, count in counted if count]
    return (*told, *(words for form, words in _MARKS if form.search(document)))
