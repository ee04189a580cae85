"""Hits that stand close together are read again with the question; the others stay as they were."""

import random
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import Mock

import numpy as np

from index.library import Library
from report.model import Passage, Span
from retrieval.hit import Hit
from retrieval.reranking import LIMIT, READ, WEIGHT, reranked
from tests.reports import made


def hits(scores: list[float]) -> list[Hit]:
    return [Hit(Passage("made", i, i + 1), score, (Span(i, i + 1),), 0.5) for i, score in enumerate(scores)]


def library(answers: Any, place: str | None = None) -> Library:
    report = made("甲乙丙丁戊己庚辛壬癸子丑\n")
    report = replace(report, meta=replace(report.meta, place=place))
    found = SimpleNamespace(reports={"made": report}, encoder=SimpleNamespace(answers=answers))
    return cast("Library", found)


def test_a_hit_gains_a_fifth_of_its_log_odds_where_that_may_bring_it_to_the_front() -> None:
    chance = random.Random(0)
    moved = 0
    for _ in range(300):
        scores = sorted((chance.uniform(0, 4) for _ in range(8)), reverse=True)
        odds = {char: chance.uniform(-6, 6) for char in "甲乙丙丁戊己庚辛"}
        answers = Mock(side_effect=lambda _, texts, odds=odds: np.array([odds[text] for text in texts], np.float32))
        found = reranked(library(answers), "问", hits(scores))
        close = np.array(scores[:READ]) > scores[0] - 2 * WEIGHT * LIMIT
        told = np.clip([odds[char] for char in "甲乙丙丁戊己庚辛"[:READ]], -LIMIT, LIMIT)
        count = int(close.sum())
        order = np.argsort(-(np.array(scores[:count]) + WEIGHT * told[:count]), kind="stable")
        assert [hit.passage.start for hit in found] == [*order, *range(count, 8)]
        assert [hit.score for hit in found] == scores
        assert answers.call_count == (count > 1)
        moved += found[0].passage.start != 0
    assert 30 < moved < 270


def test_nothing_moves_without_a_cross_encoder_or_without_a_doubt() -> None:
    close, apart = hits([2.0, 1.9, 1.8]), hits([9.0, 1.9, 1.8])
    assert reranked(library(lambda *_: None), "问", close) == close
    never = Mock()
    assert reranked(library(never), "问", apart) == apart and reranked(library(never), "问", []) == []
    never.assert_not_called()


def test_a_report_is_asked_in_its_own_words() -> None:
    answers = Mock(return_value=np.zeros(2, np.float32))
    reranked(library(answers, "湖南省"), "湖南粮食产量", hits([2.0, 1.9]))
    answers.assert_called_once_with("粮食产量", ["甲", "乙"])
