"""Sentences that a line end cut in two: joined again, each joint recorded, all of them can be undone.

Two kinds of break occur in these reports. A newspaper (or a page of a saved book) goes on in the next column, and the
text has a blank line in mid-sentence:

    …质量评估等机制,健

    全立法协商机制。…

And a saved web page has a single line end before and after each link, where paragraphs are apart by blank lines:

    在聽了劉少奇同志
    關於憲法草案的報告
    並進行了三天的討論以後,…

A line is a candidate when it ends in no sentence mark and the next is no heading, list item or address. That alone
joins nothing: headings end so too, and editors forget full stops. Each joint needs a sign that the sentence goes on
(`_signs`), or to stand between two body paragraphs of a text in which another break carries such a sign.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from report.front import front_matter
from report.lines import BLANK, Line, lines
from report.model import Repair

LONGEST_CHAIN = 50  # lines of a broken paragraph that are looked back on
PAGE_BREAK, LINE_BREAK = "断句接回:换栏或换页处多出空行", "断句接回:句中换行"
CLOSERS = "”’」』）)》〉】\\]\"'"
PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("（", "）"), ("(", ")"), ("《", "》"))
NUMBER = "[一二三四五六七八九十百]+"

_FINISHED = re.compile(rf"(?:[。！？!?；;：:…]|[^\d]\.)[{CLOSERS}{BLANK}]*$")
_INNER_END = re.compile(r"[。！？；]")
_ITEM = re.compile(
    rf"^(?:{NUMBER}[、.．是要]|[（(]{NUMBER}[)）]|第{NUMBER}(?:[章节编部项]|部分|[，,、])|\d+[、.．)）](?!\d)|[（(]\d+[)）]"
    r"|[①-⑳]|——|--|[#*•·●■◆▲|>])"
)
_ADDRESS = re.compile(r"^(?:各位|同志们|尊敬的|女士们)[^，,。]{0,14}[，,：:！!]$")
_LABEL = re.compile(
    r"^(?:来\s*源|注\s*[:：]|〔注〕|附\s*[件表注]|名词解释|目\s*录|[＠※])|[（(](?:下转|上接)[^（()）]{1,10}[)）]$"
)
_BARE_NUMBER = re.compile(rf"^(?:{NUMBER}[、是要]|[（(]{NUMBER}[)）]|第{NUMBER}[，、]|{NUMBER}条是|——)$")
_MID = re.compile(r"^[，。、；：,;:？！》」』”’）)]")  # no paragraph begins with these
_NEVER_FIRST = re.compile(r"^[的了着们吗呢吧]")
_OPEN_END = re.compile(r"[，,、《「『“‘（(]$")
_NEVER_LAST = re.compile(r"[或而且但把被很最再又仍未不各每某虽若这那第既]$")
_CJK = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Break:
    """A place between two lines, and what may tell that the sentence goes on across it."""

    above: Line
    below: Line
    paragraph: str  # all of the broken paragraph so far, `above` being its end
    soft: bool  # a single line end, in a text whose paragraphs are apart by blank lines
    chained: bool  # `above` was itself joined to what stands before it
    goes_on: bool  # `below` too is cut by a soft break


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text with its cut sentences joined, and the joints in the order of the new text (`after` is always "")."""
    cuts = _cuts(text, known_broken=False)
    if any(not cut.soft and cut.above.text[-1] not in "，," for cut in cuts):  # a comma may be a slip for a full stop
        cuts = _cuts(text, known_broken=True)
    pieces: list[str] = []
    repairs: list[Repair] = []
    at = length = 0
    for cut in cuts:
        pieces.append(text[at : cut.above.end])
        length += cut.above.end - at
        why = LINE_BREAK if cut.soft else PAGE_BREAK
        repairs.append(Repair(length, text[cut.above.end : cut.below.start], "", why))
        at = cut.below.start
    return "".join([*pieces, text[at:]]), tuple(repairs)


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """`text` as it was before `repairs` (sorted by start, not overlapping, offsets in `text`)."""
    pieces: list[str] = []
    at = 0
    for change in repairs:
        pieces += (text[at : change.start], change.before)
        at = change.start + len(change.after)
    return "".join([*pieces, text[at:]])


def compose(first: Sequence[Repair], second: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs of two steps as those of one, with offsets in the last text.

    `first` made the text that `second` changed. A joint that swallows line ends takes their repairs into its own
    `before`: "\\r\\n\\r\\n" read as "\\n\\n" and joined away is one repair from "\\r\\n\\r\\n" to "".
    No repair of `first` may lie across the edge of one of `second`; line ends and joints never do.
    """
    made: list[Repair] = []
    shift = 0  # last text minus middle text
    rest = deque(first)
    for change in second:
        start = change.start - shift
        end = start + len(change.before)
        while rest and rest[0].start + len(rest[0].after) <= start:
            made.append(_moved(rest.popleft(), shift))
        inside = []
        while rest and rest[0].start < end:
            inside.append(_moved(rest.popleft(), -start))
        made.append(Repair(change.start, undo(change.before, inside), change.after, change.why))
        shift += len(change.after) - len(change.before)
    return (*made, *(_moved(change, shift) for change in rest))


def _moved(change: Repair, by: int) -> Repair:
    return Repair(change.start + by, change.before, change.after, change.why)


def _cuts(text: str, known_broken: bool) -> list[_Break]:
    """The breaks to be joined. `known_broken`: the text has breaks between paragraphs, so that a paragraph without
    its end is one more of them and not a full stop forgotten."""
    body = list(lines(text, front_matter(text).end))
    blank_apart, indented = _habits(body)
    found: list[_Break] = []
    first = 0  # the paragraph so far is the lines from `first` to `at`
    for at, (above, below) in enumerate(pairwise(body)):
        goes_on = at + 2 < len(body) and body[at + 2].gap == 1 and not _FINISHED.search(below.text)
        paragraph = "".join(line.text for line in body[max(first, at - LONGEST_CHAIN) : at + 1])
        cut = _Break(above, below, paragraph, blank_apart and below.gap == 1, first < at, goes_on)
        new_paragraph = indented and below.indented and not cut.soft
        no_indent = indented and body[first].indented and not below.indented
        if (
            _candidate(cut)
            and not new_paragraph
            and (_signs(cut, text) or ((no_indent or (known_broken and not cut.soft)) and _between_bodies(cut)))
        ):
            found.append(cut)
        else:
            first = at + 1
    return found


def _habits(body: Sequence[Line]) -> tuple[bool, bool]:
    """How the text sets its paragraphs: apart by blank lines; with an indent."""
    whole = [(one, two) for one, two in pairwise(body) if _FINISHED.search(one.text)]
    apart = sum(two.gap > 1 for _, two in whole)
    indented = sum(two.indented for _, two in whole)
    return 2 * apart > len(whole), 2 * indented > len(whole)


def _candidate(cut: _Break) -> bool:
    """Neither line forbids a joint."""
    above, below = cut.above.text, cut.below.text
    if _FINISHED.search(above) or _ADDRESS.match(above) or _LABEL.search(above) or _LABEL.search(below):
        return False
    if _ITEM.match(below) or _ADDRESS.match(below) or "\t" in above + below:
        return False
    if re.search(r"[A-Za-z0-9]$", above) and re.match(r"[A-Za-z]", below):
        return False  # the blank between two words is gone: they cannot be put together again
    numbered = _ITEM.match(cut.paragraph) and not _INNER_END.search(cut.paragraph)
    begun = _BARE_NUMBER.match(cut.paragraph) or (cut.chained and cut.paragraph.startswith("——"))
    return not numbered or bool(begun) or _open(above) or _unclosed(cut) or _mid(cut)


def _signs(cut: _Break, text: str) -> bool:
    """Something at the break itself says that the sentence goes on."""
    if _open(cut.above.text) or _mid(cut) or _unclosed(cut):
        return True
    if cut.soft:
        return (
            cut.chained
            or cut.goes_on
            or bool(_INNER_END.search(cut.paragraph))
            or bool(_BARE_NUMBER.match(cut.paragraph))
        )
    return _between_bodies(cut) and (_bound(cut) or _word_across(cut, text))


def _between_bodies(cut: _Break) -> bool:
    return _is_body(cut.paragraph) and _is_body(cut.below.text)


def _is_body(text: str) -> bool:
    """More than a heading: it holds a sentence that ended."""
    return bool(_INNER_END.search(text))


def _open(above: str) -> bool:
    return bool(_OPEN_END.search(above))


def _mid(cut: _Break) -> bool:
    return bool(_MID.match(cut.below.text) or (_NEVER_FIRST.match(cut.below.text) and _is_body(cut.paragraph)))


def _unclosed(cut: _Break) -> bool:
    """A quotation opened above is closed below before another opens: “专用 / 通道”."""
    for opener, closer in PAIRS:
        last = cut.paragraph.rfind(opener)
        if last > cut.paragraph.rfind(closer):
            closed, opened = cut.below.text.find(closer), cut.below.text.find(opener)
            if closed >= 0 and (opened < 0 or closed < opened):
                return True
    return False


def _bound(cut: _Break) -> bool:
    """The line ends in what ends no sentence: a clause of one character, a digit, a conjunction."""
    above = cut.above.text
    return bool(re.search(r"[，,、][\u4e00-\u9fff]$|[\d０-９]$", above) or _NEVER_LAST.search(above))


def _word_across(cut: _Break, text: str) -> bool:
    """The characters on both sides make a word that the report uses elsewhere: 健 / 全."""
    above, below = cut.above.text, cut.below.text
    if not (_CJK.match(above[-1]) and _CJK.match(below[0])):
        return False
    return _pairs(text)[above[-1] + below[0]] > 1


@lru_cache(maxsize=1)
def _pairs(text: str) -> Counter[str]:
    """How often each two characters stand side by side."""
    return Counter(map("".join, pairwise(text)))
