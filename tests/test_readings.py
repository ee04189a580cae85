"""What the cross-encoder reads of the hits, and the mark that is chosen where it read other clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import SentenceEncoder
from index.folding import fold
from index.library import Library
from index.writing import add, create
from retrieval import judging, silence
from retrieval import readings as readings_module
from retrieval import search as search_module
from retrieval.answer import ask
from retrieval.hit import Hit
from retrieval.pointing import Pointing
from retrieval.query import understand
from retrieval.readings import MARK_ODDS, NOTHING, READINGS, RUN, Reader, Reading, readings
from retrieval.reranking import LIMIT
from retrieval.runs import RUNS, SAME
from retrieval.search import search
from retrieval.silence import ENOUGH
from retrieval.support import support
from tests.county import TEXT, county_fixture, told

__all__ = ["county_fixture"]

QUESTION = "充电桩建成了多少个?"


def first(library: Library, question: str) -> Hit:
    return search(library, understand(question, reports=library.reports))[0]


def reader(library: Library, own: Mapping[str, Reading], hit: Hit) -> Reader:
    return Reader(library, own["answers"].asked, own, hit, Pointing(library))


def test_question_and_best_clauses_are_read_together(county: Library) -> None:
    known, strange = told(county, QUESTION), told(county, "充电桩每度电收费多少?")
    best = known.readings["answers"]
    assert best.texts[0] in fold(TEXT) and "充电桩" in best.texts[0] and best.asked == QUESTION
    assert best.texts[0] == known.readings["answers run"].texts[0]
    hit = first(county, QUESTION)
    said, other = (reader(county, one.readings, hit)(READINGS) for one in (known, strange))
    for name, one in known.readings.items():
        direct = county.encoder.answers(one.asked, one.texts)
        assert direct is not None and said[name] == pytest.approx(float(direct.max()), abs=1e-4)
    assert said["answers"] > other["answers"] and list(said) == list(READINGS)


def test_a_passage_that_is_not_there_does_not_answer(encoder: SentenceEncoder, tmp_path: Path) -> None:
    file = tmp_path / "短.txt"
    file.write_text("云溪县人民政府工作报告\n开通通勤公交线路9条。\n", encoding="utf-8")
    create(tmp_path / "library", encoder)
    add(tmp_path / "library", encoder, [file])
    library = Library.open(tmp_path / "library", encoder)
    question = "开通了几条公交线路?"
    said = reader(library, told(library, question).readings, first(library, question))(READINGS)
    assert len(library.passages) < 3 and said["answers third"] == NOTHING and said["answers"] > NOTHING
    assert ask(library, question).refusal is None


def test_no_text_is_read_twice(bundled: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Library.open(bundled, encoder)
    seen = told(report, "听取了哪些报告")  # several did that: they stand close together, and ranking has read them
    best = seen.readings["answers"]
    again = encoder.answers(best.asked, best.texts)
    assert again is not None and best.odds == pytest.approx(float(again[0]), abs=1e-4)
    read: list[str] = []

    def answers(_: SentenceEncoder, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        read.extend(texts)
        return np.zeros(len(texts), np.float32)

    monkeypatch.setattr(SentenceEncoder, "answers", answers)
    asks = reader(report, seen.readings, first(report, "听取了哪些报告"))
    read.clear()
    assert asks(READINGS[:1]) == {"answers": best.odds} and not read
    asks(READINGS)
    asks(READINGS)
    assert len(read) == len(set(read)) > 0 and best.texts[0] not in read


def test_the_runs_of_a_hit_are_places_of_its_passage_nearest_first(bundled: Path, encoder: SentenceEncoder) -> None:
    report = Library.open(bundled, encoder)
    for hit in search(report, understand("代表建议办得怎么样")):
        scores = [run.score for run in hit.runs]
        assert 1 <= len(scores) <= RUNS and scores == sorted(scores, reverse=True)
        assert hit.marks == (hit.runs[0].span,)
        for i, (a, _) in enumerate((run.span, run.score) for run in hit.runs):
            assert hit.passage.start <= a.start < a.end <= hit.passage.end
            for b in (run.span for run in hit.runs[:i]):
                assert min(a.end, b.end) - max(a.start, b.start) <= SAME * min(a.end - a.start, b.end - b.start)


def told_of(library: Library, hit: Hit, odds: Sequence[float], monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader that has read the runs of the hit and is told these log odds."""
    said = np.array(odds, np.float32)
    monkeypatch.setattr(SentenceEncoder, "answers", lambda _, question, texts: said[: len(texts)])
    asks = reader(library, readings(library, QUESTION, [hit]), hit)
    asks([RUN])
    return asks


def test_the_mark_is_the_run_that_nearness_and_odds_speak_for(county: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    found = first(county, QUESTION)
    assert len(found.runs) > 1
    hit = replace(found, odds=None, runs=tuple(replace(run, score=0.5 - i / 1000) for i, run in enumerate(found.runs)))
    assert reader(county, readings(county, QUESTION, [hit]), hit).marked() is hit  # nothing was read
    for best in range(len(hit.runs)):
        odds = [99.0 if i == best else -99.0 for i in range(len(hit.runs))]
        marked = told_of(county, hit, odds, monkeypatch).marked()
        assert marked.marks == (hit.runs[best].span,) and marked.odds == 99.0
        near = replace(hit.runs[0], score=0.5 + 2 * LIMIT * MARK_ODDS)  # odds beyond the limit move no more
        far = replace(hit, runs=(near, *hit.runs[1:]))
        assert told_of(county, far, odds, monkeypatch).marked().marks == far.marks


def test_a_hit_without_runs_keeps_its_mark(county: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    hit = replace(first(county, QUESTION), runs=(), odds=None)
    assert told_of(county, hit, [3.0], monkeypatch).marked() is hit


def test_an_answer_in_doubt_is_marked_anew_and_its_reason_is_of_that_mark(
    county: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = first(county, QUESTION)
    last = fold(county.reports[found.passage.report_id].text[slice(*found.runs[-1].span)])

    def answers(_: SentenceEncoder, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([99.0 if text == last else -99.0 for text in texts], np.float32)

    monkeypatch.setattr(SentenceEncoder, "answers", answers)
    monkeypatch.setattr(silence, "sure", lambda *_: 0.55 * ENOUGH)  # in doubt at every step, and silent in the end
    monkeypatch.setattr(readings_module, "MARK_ODDS", 1.0)  # whatever nearness says
    monkeypatch.setattr(search_module, "reranked", lambda _, __, hits: list(hits))
    looked_at = Mock(wraps=support)
    monkeypatch.setattr(judging, "support", looked_at)
    refused = ask(county, QUESTION)
    assert refused.refusal is not None and refused.hits[0].marks == (found.runs[-1].span,)
    assert looked_at.call_args.args[2][0] == refused.hits[0]
    assert search(county, refused.query)[0].marks == (found.runs[0].span,)
