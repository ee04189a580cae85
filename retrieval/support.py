"""What speaks for and against that the passages found answer the question, as numbers in fixed units.

A score of the search says which passage is nearest, not whether it answers. Evidence does: is every word of the
question in the best sentence, by letter or by meaning; does the clause hold the kind of thing asked for
(retrieval/held.py); is it about the year and the place asked for; is there a figure that fits (retrieval/short.py).

A word is as good as printed in a sentence (1) or as near as its nearest word there: the cosine of the two words' own
vectors, each the mean of its tokens as the encoder reads them in their sentence. What is lacking is weighed by how rare
the word is in the language at large: 面积 tells more than 工作.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.library import Library
from index.runs import Runs
from index.sounds import sounds
from report.model import Report, Span
from report.passages import heading_path
from report.period import phases
from report.segment import sentences
from retrieval.held import held
from retrieval.periods import relative
from retrieval.query import Query
from retrieval.search import Hit
from retrieval.short import fit
from retrieval.tagged import NAMES, Word, matters, tagged

LOOKED_AT = 3  # passages whose best sentence is read
NEAREST = 2  # words beside the word that asks, which tell what is asked about

ASKS = re.compile("多少|几|哪|什么|谁|多[大长久高远]|百分之|第几|为何|怎么|如何")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Support:
    """`values` are numbers by name, 0 where there is nothing to say. `lacking` are the question's words, the one that
    is missed most in the best clause first, each with how much it is missed, in (0, 1]."""

    values: dict[str, float]
    lacking: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """The best sentence of a hit, folded, with its words and their rows; `head` is its heading path."""

    report: Report
    start: int
    text: str
    head: str
    words: list[Word]
    rows: Floats


def support(library: Library, query: Query, hits: Sequence[Hit]) -> Support:
    """For at least one hit. One pass of the encoder over the question and the best sentences."""
    asked = fold(query.understood)
    (question, rows), read = _read(library, asked, hits[:LOOKED_AT])
    best = read[0]
    at = [i for i, word in enumerate(question) if matters(word) and not _goes_without_saying(word, best.report)]
    words = [question[i] for i in at]
    mark = fold(best.report.text[slice(*hits[0].marks[0])]) if hits[0].marks else best.text
    values = {
        **_covered(library, words, rows[at], read, mark, _focus(question, words)),
        **{
            f"{k} {'held' if is_held else 'lacking'}": 1.0
            for k, is_held in held(asked, mark, _inside(best, mark)).items()
        },
        **{f"{k} far": 1.0 for k, is_held in held(asked, best.text, best.words).items() if not is_held},
        "_share": library.lexical.bigram_share(query.understood, best.text),
        "_gap": hits[0].score - hits[-1].score,
        "_score": hits[0].score,
        **_figure(library, query, hits),
        **_years(asked, query, read),
    }
    return Support(values, _lacking(words, rows[at], best, mark))


def _read(library: Library, asked: str, hits: Sequence[Hit]) -> tuple[tuple[list[Word], Floats], list[_Read]]:
    """The question and the best sentences, cut into words that the encoder sees in their sentence."""
    places = [(library.reports[hit.passage.report_id], _sentence(library, hit)) for hit in hits]
    texts = [asked, *(fold(report.text[slice(*span)]) for report, span in places)]
    cut = [[word for word in tagged(text) if word.text.strip()] for text in texts]
    runs = [Runs([word.text for word in words], [(i, i + 1) for i in range(len(words))]) for words in cut]
    ends = np.cumsum([len(words) for words in cut])
    rows = np.split(library.encoder.encode_runs(runs), ends[:-1])
    read = [
        _Read(report, span.start, text, fold(" ".join(s.title for s in heading_path(report, span.start))), words, own)
        for (report, span), text, words, own in zip(places, texts[1:], cut[1:], rows[1:], strict=True)
    ]
    return (cut[0], rows[0]), read


def _sentence(library: Library, hit: Hit) -> Span:
    """The sentence that is marked; the passage where none is."""
    whole = Span(hit.passage.start, hit.passage.end)
    if not hit.marks:
        return whole
    mark, text = hit.marks[0], library.reports[hit.passage.report_id].text
    return next((s for s in sentences(text, whole) if s.start <= mark.start and mark.end <= s.end), whole)


def _goes_without_saying(word: Word, report: Report) -> bool:
    """The report's own place need not stand in its sentences."""
    return word.tag == "ns" and bool(report.meta.place) and _bare(word.text) in fold(report.meta.place or "")


def _bare(place: str) -> str:
    """Without its rank: 海淀区 is printed 海淀 too."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市县区州" else place


def _covered(
    library: Library, words: Sequence[Word], rows: Floats, read: Sequence[_Read], mark: str, focus: Sequence[bool]
) -> dict[str, float]:
    if not words:
        return {}
    best, rare = read[0], np.array([word.rare for word in words])
    near = [_near(words, rows, one.words, one.rows, one.text) for one in read]
    headed = np.maximum(near[0], _printed(words, best.head))
    absent = _absent(library, words, best.report)
    marked = _near_mark(words, rows, best, mark)
    unplaced = [word.tag == "ns" and _bare(word.text) not in best.text + best.head for word in words]
    return {
        "covered": max(float((one * rare).sum() / rare.sum()) for one in near),
        "weakest": max(float(one.min()) for one in near),
        "lacking": float(((1 - headed) * rare).max()),
        "focus": float(((1 - marked) * rare * focus).sum()),
        "absent": float((absent * rare).max()),
        "absent names": float(sum(absent[i] for i, word in enumerate(words) if word.tag in NAMES)),
        "place lacking": float(sum(unplaced)),
    }


def _near(words: Sequence[Word], rows: Floats, there: Sequence[Word], theirs: Floats, text: str) -> Floats:
    """How near each word comes to one of the text's words, (len(words),) up to 1 for one that is printed."""
    printed = _printed(words, text)
    return np.maximum((rows @ theirs.T).max(axis=1), printed) if len(there) else printed


def _printed(words: Sequence[Word], text: str) -> Floats:
    return np.array([(_bare(w.text) if w.tag == "ns" else w.text) in text for w in words], np.float32)


def _near_mark(words: Sequence[Word], rows: Floats, best: _Read, mark: str) -> Floats:
    inside = [best.words.index(word) for word in _inside(best, mark)]
    return _near(words, rows, [best.words[i] for i in inside], best.rows[inside], mark)


def _inside(best: _Read, mark: str) -> list[Word]:
    """The words of the marked clauses; all, where folding hides where they stand."""
    start = best.text.find(mark)
    return [w for w in best.words if start < 0 or (w.end > start and w.start < start + len(mark))]


def _absent(library: Library, words: Sequence[Word], report: Report) -> Floats:
    """1 for the words that the report never prints, nor one that sounds like them (连系, 联系)."""
    own = library.ranges[report.id]
    first, last = np.searchsorted(library.sentences.passage, [own.start, own.stop])
    text = "\n".join(library.lexical.folded[first:last])
    strange = 1 - _printed(words, text)
    heard = sounds(text) if any(len(w.text) > 1 for w, s in zip(words, strange, strict=True) if s) else ""
    return np.array([s and sounds(w.text) not in heard for w, s in zip(words, strange, strict=True)], np.float32)


def _focus(question: Sequence[Word], words: Sequence[Word]) -> list[bool]:
    """The two words beside each word that asks, of those that matter; without one, the last two."""
    asks = [word for word in question if ASKS.search(word.text)]
    if not asks:
        return [i >= len(words) - NEAREST for i in range(len(words))]
    chosen = {i for ask in asks for i in sorted(range(len(words)), key=lambda i: _away(words[i], ask))[:NEAREST]}
    return [i in chosen for i in range(len(words))]


def _away(word: Word, ask: Word) -> float:
    """Characters between them; what stands in front is a little farther: 多少面积 asks for 面积."""
    return word.start - ask.end if word.start >= ask.end else ask.start - word.end + 0.5


def _lacking(words: Sequence[Word], rows: Floats, best: _Read, mark: str) -> tuple[tuple[str, float], ...]:
    if not words:
        return ()
    missed = (1 - np.maximum(_near_mark(words, rows, best, mark), _printed(words, best.head))) * [w.rare for w in words]
    order = np.argsort(-missed, kind="stable")
    return tuple((words[i].text, float(missed[i])) for i in order if missed[i] > 0)


def _figure(library: Library, query: Query, hits: Sequence[Hit]) -> dict[str, float]:
    """How well the best figure fits where one is asked for, about -1 to 1."""
    found = fit(library, query, hits)
    if found is None:
        return {}
    score, seen = found
    return {
        "figure": float(np.clip(score / 4 - 1, -1, 1)),
        "other period": float(seen.get("other period", 0)),
        "_fscore": score,
        "_num": 1.0,
        "_nofig": float(not seen),
        **{"_e" + k: float(v) for k, v in seen.items()},
    }


def _years(asked: str, query: Query, read: Sequence[_Read]) -> dict[str, float]:
    """Whether the years asked for are those of the part in which the sentences stand, or printed in them."""
    meta = read[0].report.meta
    given = int(meta.delivered[:4]) if meta.delivered else None
    years = {*query.years, *(given + step for step in relative(asked) if given)}
    if not years:
        return {}
    unheard = [y for y in years if y not in (meta.year_covered, meta.year_planned)]
    elsewhere = [not _speaks_of(one, years) for one in read]
    return {
        "year unheard": float(sum(all(str(year) not in one.text for one in read) for year in unheard)),
        "other part": float(elsewhere[0]),
        "no part": float(all(elsewhere)),
    }


def _speaks_of(one: _Read, years: set[int]) -> bool:
    part = next((p.year for p in phases(one.report) if p.span.start <= one.start < p.span.end), None)
    return part is None or part in years or any(str(year) in one.text for year in years)
