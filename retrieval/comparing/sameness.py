"""When two wordings are the same but for their print, and in which characters they differ where they are not."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from report.model import Span

_WIDTHS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "–—―−"), "-") | {ord("〜"): "~"}
_SIGNS = frozenset("+-±~<>≤≥")
_SAYING = "%‰/&#@*"  # words, though Unicode calls them punctuation
_BETWEEN = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"\d+(?:[.,．，]\d+)*|[A-Za-z]+|.", re.DOTALL)
_DIGIT = re.compile(r"\d")


def key(text: str) -> str:
    """The text without what is only print: widths, white space, punctuation. What stands between two digits, or as a
    sign before one, is part of a number and stays. A text of nothing else is its own key.

    >>> key("增长５．３％，为“十四五”以来最高。"), key("增长53%")
    ('增长5.3%为十四五以来最高', '增长53%')
    >>> key("——2021—2023年,气温-0.5, 3件")
    '2021-2023年气温-0.5 3件'
    """
    return _BETWEEN.sub(_said, text.translate(_WIDTHS).translate(_DASHES)) or text


def _said(found: re.Match[str]) -> str:
    """What a run of other characters than letters and digits says."""
    run, text = found[0], found.string
    before, after = text[found.start() - 1 : found.start()].isdigit(), text[found.end() : found.end() + 1].isdigit()
    if before and after and len(run) == 1:
        return run
    kept = "".join(char for char in run if char in _SAYING or unicodedata.category(char)[0] not in "PZC")
    sign = run[-1] if after and run[-1] in _SIGNS and run[-2:-1] not in _SIGNS and run[-1] != kept[-1:] else ""
    return kept + (sign or " " * (before and after))


def difference(old: str, new: str) -> list[tuple[Span, Span]]:
    """Where two texts differ, as pairs of ranges in reading order, the first of the old text, the second of the new;
    one of a pair may be empty. Putting the new characters in the place of the old ones gives the new text.

    Numbers and Latin words count as one character. The longest common subsequence (Indel distance), and then kept runs
    that are shorter than the changes round them are given up, since they only look alike by chance (Fraser 2009,
    diff_cleanupSemantic of diff-match-patch).

    >>> old, new = "增长5.3%,居全省第二位。", "增长8.3%,居全国第二位。"
    >>> [(old[slice(*a)], new[slice(*b)]) for a, b in difference(old, new)]
    [('5.3', '8.3'), ('省', '国')]
    """
    cuts = [[*(m.start() for m in _TOKEN.finditer(text)), len(text)] for text in (old, new)]
    words = [[text[a:b] for a, b in pairwise(cut)] for text, cut in zip((old, new), cuts, strict=True)]
    blocks = Indel.editops(*words).as_matching_blocks()
    kept = [(Span(cuts[0][a], cuts[0][a + size]), Span(cuts[1][b], cuts[1][b + size])) for a, b, size in blocks]
    kept = [(Span(0, 0), Span(0, 0)), *kept]
    while (chance := _by_chance(old, kept)) is not None:
        del kept[chance]
    return [(a, b) for a, b in _gaps(kept) if a.start < a.end or b.start < b.end]


def _by_chance(old: str, kept: Sequence[tuple[Span, Span]]) -> int | None:
    """A kept run, not the first or the last, that is no longer than the change before it nor than the one behind it."""
    sizes = [max(a.end - a.start, b.end - b.start) for a, b in _gaps(kept)]
    for at, (before, after) in enumerate(pairwise(sizes), start=1):
        start, end = kept[at][0]
        if end - start <= min(before, after) and not _DIGIT.search(old, start, end):
            return at
    return None


def _gaps(kept: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    return [(Span(a.end, c.start), Span(b.end, d.start)) for (a, b), (c, d) in pairwise(kept)]
