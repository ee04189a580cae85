"""Text as a comparison of quotations sees it: what a typist may change is made equal, with a map back to the text.

>>> typed, printed = folded("全年 GDP增長５.３％、\\n約70餘萬人次"), folded("全年GDP增长5.3%，约70余万人次")
>>> typed.text == printed.text, printed.span(5, 11), folded("5.3%").text == folded("53%").text
(True, Span(start=5, end=11), False)

Equal are widths, traditional and simplified characters (each by itself, so that the map holds), white space and marks
of punctuation, which are left out. A mark stays where it may be part of a number:

- `.` and `,` behind a digit, `.` before a digit, and any mark between two digits;
- a dash or a tilde beside a digit or a Chinese numeral, a run of them as one; % and ‰ always.

Letters keep their case: MW is not mW.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from report.model import Span
from report.numerals import CN_DIGITS
from report.segment import ZERO_WIDTH
from report.simplified import simplified
from retrieval.checking.kept import Kept

_DASHES = dict.fromkeys("-—–－−―‒‐‑─﹣﹘", "-")
_TILDES = dict.fromkeys("~～〜∼﹋", "~")
# Characters that s2t, s2tw or s2hk write and t2s gives back as they are: each is a word of simplified Chinese too.
_VARIANTS = {"著": "着", "瞭": "了", "覆": "复", "甦": "苏", "藉": "借", "衞": "卫", "敍": "叙", "痺": "痹"}
_MARKS = ".,;:!?。、·…⋯•●■◆▪○□★※|*—()[]{}<>〈〉《》「」『』【】〔〕〖〗“”‘’\"'`´′″«»﹁﹂﹃﹄"
_BLANK = "\0"
_NUMERAL = re.compile(rf"[\d%‰{CN_DIGITS}十百千万亿]")
_RUN = re.compile(rf"[{re.escape(_MARKS)}~\-]+")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_BRACKETS = frozenset("()[]{}<>〈〉《》「」『』【】〔〕〖〗“”‘’\"'`´′″«»﹁﹂﹃﹄*|")


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """`text[i]` was made of the character at `places[i]` of what was folded; (len(text),) int32, ascending."""

    text: str
    places: NDArray[np.int32]

    def span(self, start: int, end: int) -> Span:
        """The characters that `text[start:end]` was made of; an empty one stands behind the character before it."""
        if start == end:
            at = int(self.places[start - 1]) + 1 if start else 0
            return Span(at, at)
        return Span(int(self.places[start]), int(self.places[end - 1]) + 1)


def folded(text: str) -> Folded:
    """The folded text; "" for one of nothing but marks and white space."""
    return _statement(text) if len(text) <= _LONG else _kept(text)


def _made(text: str) -> Folded:
    places = np.flatnonzero(_codes(text.translate(_table()))).astype(np.int32)
    plain = unblanked(text)
    dropped = [at for run in _RUN.finditer(plain) for at in _dropped(plain, run)]
    kept = np.ones(len(plain), np.bool_)
    kept[dropped] = False
    return Folded(_codes(plain)[kept].tobytes().decode("utf-32-le"), places[kept])


_LONG = 2000
_statement = lru_cache(maxsize=512)(_made)  # the statements of the draft in hand, 8 MB at most
_MOST = 2_000_000  # characters of whole reports and drafts, of 8 bytes each: 16 MB
_kept = Kept(_made, len, _MOST)


def unblanked(text: str) -> str:
    """The text with its characters folded and its marks kept, without white space: what can still be read."""
    return text.translate(_table()).replace(_BLANK, "")


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def _dropped(plain: str, run: re.Match[str]) -> Iterable[int]:
    """The places of a run of marks, but for those that may be part of a number."""
    start, end = run.span()
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if not (_NUMERAL.match(before) or _NUMERAL.match(after)):
        return range(start, end)
    return [at for at in range(start, end) if not _is_kept(plain, at, run)]


def _is_kept(plain: str, at: int, run: re.Match[str]) -> bool:
    mark, (start, end) = plain[at], run.span()
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if mark in "-~":
        return mark != plain[at - 1 : at]
    if before.isdigit() and after.isdigit():
        return mark not in _BRACKETS or all(other in _BRACKETS for other in run[0])
    if at == start and before.isdigit():
        return mark in ".,"
    return mark == "." and at == end - 1 and after.isdigit() and not _YEAR.match(plain, end)


class _Table(dict[int, str]):
    """What each character is folded to, worked out when it is first met: always one character, NUL for a blank."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _character(chr(code))
        return made


@cache
def _table() -> _Table:
    return _Table()


def _character(char: str) -> str:
    if char.isspace() or char in ZERO_WIDTH or unicodedata.category(char) in ("Cf", "Cc"):
        return _BLANK
    if mark := _DASHES.get(char) or _TILDES.get(char):
        return mark
    wide = unicodedata.normalize("NFKC", char)
    if len(wide) == 1 and unicodedata.category(char) != "No":  # ① and ² are not the digits 1 and 2
        char = wide
    made = simplified(char)
    return _VARIANTS.get(made, made)
