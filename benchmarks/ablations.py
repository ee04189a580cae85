"""What each part of the ranking earns: it is taken out, and the same questions are asked again.

The sets: the known questions, and the answered questions of benchmarks/silence, each asked of its own report; nothing
of the ranking was fitted to the second. The figure without the part less the figure with all of them, with the 95 %
bootstrap interval of the paired differences; refusal is left aside.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias
from unittest.mock import patch

import numpy as np
from tqdm import tqdm

from benchmarks import score
from benchmarks.intervals import interval
from index.library import Library
from retrieval import query, search
from retrieval.hit import Hit

Floats: TypeAlias = search.Floats
Part: TypeAlias = Mapping[str, Any]
Row: TypeAlias = dict[str, Any]
Asked: TypeAlias = tuple[Library, Row, str]
"""The library, the question's row as benchmarks/score.py reads it, and the one report that is looked in."""


def _sentences(library: Library, vector: Floats, rows: Any) -> Floats:
    return 2.5 * search.z(library.sentences.dense.scores(vector)[rows])


def _without_headings(library: Library, vector: Floats, rows: Any) -> Floats:
    passages = library.whole.dense.scores(vector)[library.sentences.passage[rows]]
    return 2 * search.z(library.sentences.dense.scores(vector)[rows]) + 0.5 * search.z(passages)


def _without_passages(library: Library, vector: Floats, rows: Any) -> Floats:
    return 1.25 * (
        search.z(library.sentences.dense.scores(vector)[rows]) + search.z(library.context.scores(vector)[rows])
    )


def _without_meaning(library: Library, vector: Floats, rows: Any) -> Floats:
    return np.zeros(len(rows), np.float32)


def _everywhere(share: Floats) -> float:
    return 1.0


def _nowhere(folded: str, counts: bool) -> int:
    return 0


def _as_found(library: Library, asked: str, hits: Sequence[Hit]) -> list[Hit]:
    return list(hits)


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "meaning": {"nearness": _without_meaning},
        "words (trust 0)": {"LEXICAL_WEIGHT": 0.0},
        "trust (1 for every question)": {"trust": _everywhere},
        "headings before the sentence": {"nearness": _without_headings},
        "the passage round the sentence": {"nearness": _without_passages},
        "both, only sentences": {"nearness": _sentences},
        "the asked kind of answer": {"KIND_WEIGHT": 0.0},
        "the year asked for": {"PERIOD_WEIGHT": 0.0},
        "what was done before what is planned": {"leaning": _nowhere},
        "official terms": {"TERM_WEIGHT": 0.0},
        "close hits read again": {"reranked": _as_found},
    }
)
"""What is put in the place of a part, by the name it has in retrieval/search.py."""


def ablations_table(sets: Mapping[str, Sequence[Asked]]) -> str:
    """Markdown: a row for each part, two columns for each set."""
    whole = {name: _hits(asked, {}) for name, asked in sets.items()}
    head = " | ".join(f"{name} ({len(asked)}), hit@1 | hit@5" for name, asked in sets.items())
    lines = ["### What each part earns", "", f"| without | {head} |", f"|{' --- |' * (1 + 2 * len(sets))}"]
    lines.append(f"| nothing (what runs) | {' | '.join(f'{x:.3f}' for hits in whole.values() for x in hits.mean(0))} |")
    for part, instead in tqdm(PARTS.items(), desc="ablations", disable=None):
        cells = [_differences(_hits(asked, instead) - whole[name]) for name, asked in sets.items()]
        lines.append(f"| {part} | {' | '.join(cells)} |")
    return "\n".join(lines)


def questions_of(library: Library, path: Path, report: str | None = None) -> Iterator[Asked]:
    """The answerable questions of a file, each with the report it names; where `report` is given, that one for all.
    Questions on reports that the library lacks are left out."""
    for row in score.read(path):
        own = report or Path(row["report"]).stem
        if row["answerable"] and own in library.reports:
            yield library, row, own


def _differences(change: Floats) -> str:
    cells = []
    for column in change.T:
        low, high = interval(column.tolist(), lambda sample: float(np.mean(sample)))
        cells.append(f"{column.mean():+.3f} ({low:+.3f} to {high:+.3f})")
    return " | ".join(cells)


def _hits(asked: Sequence[Asked], instead: Part) -> Floats:
    """Shape (questions, 2): hit@1 and hit@5."""
    with _replaced(instead):
        run = [_run_row(*one) for one in asked]
    rows = score.score([row for _, row, _ in asked], run)
    return np.array([(row["hit@1"], row["hit@5"]) for row in rows], np.float32)


def _run_row(library: Library, row: Row, report: str) -> Row:
    found = search.search(library, query.understand(row["question"], (), [report]), 5)
    text = library.reports[report].text
    hits = [{"text": text[h.passage.start : h.passage.end], "section": [], "highlights": []} for h in found]
    return {"id": row["id"], "answerable": True, "answer": None, "hits": hits}


@contextmanager
def _replaced(instead: Part) -> Iterator[None]:
    with ExitStack() as stack:
        for name, value in instead.items():
            stack.enter_context(patch.object(search, name, value))
        yield
