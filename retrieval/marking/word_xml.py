"""The XML of marks as Word writes it (ECMA-376 part 1, 17.13.4 and 17.13.5): comments, insertions, deletions."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from xml.sax.saxutils import escape

from report.reading.placed import Tree

AUTHOR = "出处"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBER = re.compile(rb"\bid=[\"'](\d+)[\"']")


def free_numbers(trees: Iterable[Tree]) -> Iterator[int]:
    """Numbers that no mark of the document has yet."""
    used = {int(number) for tree in trees for number in _NUMBER.findall(tree.xml)}
    return (number for number in count(1) if number not in used)


class Pen:
    """Writes marks by the one author, each under a number of its own."""

    def __init__(self, word: str, when: datetime, numbers: Iterator[int]) -> None:
        """`word`: the name space of Word's elements in this file."""
        self.numbers = numbers
        self._space = f'xmlns:w="{word}"'
        self._by = f'w:author="{AUTHOR}" w:date="{when:%Y-%m-%dT%H:%M:%SZ}"'

    def begin(self, number: int) -> bytes:
        return f'<w:commentRangeStart {self._space} w:id="{number}"/>'.encode()

    def end(self, number: int) -> bytes:
        """The end of the range, and behind it the run that refers to the comment."""
        reference = f'<w:r {self._space}><w:commentReference w:id="{number}"/></w:r>'
        return f'<w:commentRangeEnd {self._space} w:id="{number}"/>{reference}'.encode()

    def comment(self, number: int, words: str) -> bytes:
        """A paragraph for each line of the words."""
        lines = "".join(f"<w:p><w:r>{content(line)}</w:r></w:p>" for line in words.split("\n"))
        head = f'<w:comment {self._space} w:id="{number}" {self._by} w:initials="{AUTHOR}">'
        return f"{head}{lines}</w:comment>".encode()

    def deleted(self, words: str, properties: bytes) -> bytes:
        """`properties` is the w:rPr of the run that the words stood in."""
        run = properties + content(words, "delText").encode()
        return self._change("del", run)

    def inserted(self, words: str, properties: bytes) -> bytes:
        return self._change("ins", properties + content(words).encode())

    def _change(self, what: str, run: bytes) -> bytes:
        head = f'<w:{what} {self._space} w:id="{next(self.numbers)}" {self._by}><w:r>'.encode()
        return head + run + f"</w:r></w:{what}>".encode()


def content(words: str, tag: str = "t") -> str:
    """Characters as the content of a run; tabs and line ends as Word has them."""
    parts = re.split(r"([\t\n])", _NOT_XML.sub("", words))
    signs = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    return "".join(
        signs.get(part) or f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>' for part in parts if part
    )
