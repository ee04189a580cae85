"""Sentences → the pieces a summary may take: short sentences whole, long ones as runs of clauses that stand alone.

A clause does not stand alone where what its figure counts is named before it (技术合同成交额达到241亿元,实现两个翻番),
where it opens with a word that points back (其中), or where it is too short to say anything; it is only taken together
with what it leans on. A clause that closes with a colon leads in those behind it and goes with each (预期目标是:…).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report.model import Figure, Span
from report.segment import clauses
from retrieval.summing.scope import Scope

WHOLE = 30  # characters; a sentence no longer than this is never cut
SHORTEST = 8  # characters; a shorter clause says nothing alone
LONGEST_LEAD = 40
_LEANS = re.compile(
    r"其中|并(?!购|网|轨|联)|也|且|同时|以及|从而|使|为此|对此|由此|这|该|其(?!他)|均|分别|占|居|位居|名列|排名|比|较|是|成为"
    r"|为(?:全国|全省|全市|全区|我国|历史|近)|[降增涨]幅|增速|总[量数]|[高低快好优多]于|创(?!新|建|业|造|作|评)"
)
_MARKS = "，,；;：:、 \u3000"


@dataclass(frozen=True, slots=True)
class Piece:
    """`span` without the comma that closes it; `lead`, where there is one, is quoted in front of it. `sentence` is the
    place of its sentence in `Scope.sentences`; `figures` are those inside the span. Pieces that begin at the same place
    are one run of clauses, cut shorter and longer."""

    span: Span
    lead: Span | None
    sentence: int
    figures: tuple[Figure, ...]


def pieces(scope: Scope) -> list[Piece]:
    """All pieces, in reading order, of one run the shorter first; none that is too short to say anything (各位代表!),
    unless there is no other."""
    made: list[Piece] = []
    waiting = list(reversed(scope.figures))
    for at, said in enumerate(scope.sentences):
        inside: list[Figure] = []
        while waiting and waiting[-1].start < said.span.end:
            inside.append(waiting.pop())
        lead, runs = _cut(scope.report.text, said.span, inside)
        for run in runs:
            made.append(Piece(run, lead, at, tuple(f for f in inside if run.start <= f.start < run.end)))
    return [piece for piece in made if piece.span.end - piece.span.start >= SHORTEST] or made


def _cut(text: str, sentence: Span, figures: Sequence[Figure]) -> tuple[Span | None, list[Span]]:
    if sentence.end - sentence.start <= WHOLE:
        return None, [sentence]
    parts = clauses(text, sentence)
    lead = None
    if len(parts) > 1 and text[parts[0].end - 1] in "：:" and parts[0].end - parts[0].start <= LONGEST_LEAD:
        lead, parts = parts[0], parts[1:]
    runs: list[Span] = []
    for part in parts:
        opening = bool(runs) and runs[-1].end - runs[-1].start < SHORTEST  # 这一年, alone is no run
        start = runs[-1].start if runs and (opening or _leans(text, part, figures)) else part.start
        runs.append(Span(start, part.end))
    return lead, [_trimmed(text, run) for run in runs]


def _leans(text: str, part: Span, figures: Sequence[Figure]) -> bool:
    outside = any(f.what.start < part.start for f in figures if part.start <= f.start < part.end)
    return outside or part.end - part.start < SHORTEST or bool(_LEANS.match(text, part.start))


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start + 1 and text[end - 1] in _MARKS:
        end -= 1
    return Span(span.start, end)
