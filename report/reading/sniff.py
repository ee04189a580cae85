"""What a file is, told from its first bytes (and, for an archive, from the names in it)."""

import io
import re
import zipfile

_OTHER_FORMATS = (  # first bytes, what that is, what to do
    (b"%PDF", "是 PDF 文件", "请复制其中文字存为 .txt"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧版 Office 文件(.doc、.wps、.xls)", "请用 Word 或 WPS 另存为 .docx"),
    (b"{\\rtf", "是 RTF 文件", "请用 Word 或 WPS 另存为 .docx"),
    (b"\x89PNG", "是图片(PNG)", "请先识别文字存为 .txt"),
    (b"\xff\xd8\xff", "是图片(JPEG)", "请先识别文字存为 .txt"),
    (b"GIF8", "是图片(GIF)", "请先识别文字存为 .txt"),
    (b"II*\x00", "是图片(TIFF)", "请先识别文字存为 .txt"),
    (b"MM\x00*", "是图片(TIFF)", "请先识别文字存为 .txt"),
    (b"\x1f\x8b", "是压缩文件(gzip)", "请先解压"),
    (b"Rar!", "是压缩文件(RAR)", "请先解压"),
    (b"7z\xbc\xaf\x27\x1c", "是压缩文件(7z)", "请先解压"),
    (b"\x7fELF", "是程序", "请检查文件"),
    (b"MZ\x90", "是程序", "请检查文件"),
    (b"SQLite format 3", "是数据库", "请检查文件"),
)
_IN_ARCHIVES = (  # a name in the archive, what that makes it, what to do
    ("xl/workbook.xml", "是 Excel 表格(.xlsx)", "请把其中文字存为 .txt"),
    ("ppt/presentation.xml", "是幻灯片(.pptx)", "请把其中文字存为 .txt"),
    ("OFD.xml", "是 OFD 版式文件", "请复制其中文字存为 .txt"),
    ("META-INF/container.xml", "是电子书(.epub)", "请把其中文字存为 .txt"),
    ("content.xml", "是 ODF 文件(.odt)", "请用 Word 或 WPS 另存为 .docx"),
)
_WEB_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|div|table)\b", re.I | re.S
)


def what_it_is(data: bytes) -> tuple[str, str]:
    """("docx", "") for a Word document, ("", "") for what may be plain text; else what it is and what to do, in
    Chinese."""
    head = data[:4096]
    for mark, found, advice in _OTHER_FORMATS:
        if head.startswith(mark):
            return found, advice
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _archive(data)
    if _WEB_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "是网页(HTML)", "请在浏览器里复制正文存为 .txt"
    return "", ""


def _archive(data: bytes) -> tuple[str, str]:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "是损坏的压缩文件或文档(zip 目录读不出)", "请重新下载或另存一次"
    if "word/document.xml" in names:
        return "docx", ""
    for name, found, advice in _IN_ARCHIVES:
        if name in names:
            return found, advice
    return "是压缩文件(zip),里面没有 word/document.xml", "请先解压,再逐个添加其中的报告"
