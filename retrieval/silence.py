"""Evidence → how sure it is that the report answers, and what it is silent about.

A logistic model over retrieval/support.py and, where that is in doubt, a cross-encoder (index/crossencoder.py), fitted
to the questions of benchmarks/silence by its calibrate.py, which prints these weights; docs/evaluation.md has what it
refuses on reports that it was not fitted to. Nearness in meaning is a cosine, and cosines of another encoder mean
something else: so it only holds for the encoder named here.
"""

from collections.abc import Callable, Mapping
from math import exp
from types import MappingProxyType
from typing import Literal, TypeAlias

from retrieval.held import Asked
from retrieval.support import Support

Verdict: TypeAlias = Literal["answered", "doubtful", "silent"]

ENCODER = "d0b7d64d7b15f0af"
"""The fingerprint of the encoder that the weights were fitted to, the default one."""
CROSSENCODER = "6a6788932b1206cb"
"""The beginning of the SHA-256 of the cross-encoder that they were fitted with."""
ENOUGH, STRANGE = 0.36, 0.16
"""Below this the report is silent: of a question in words that it knows, and of one in other words; between them by how
much of it is known. On reports left out so much keeps at least 0.95 of the answered ones, plain and everyday alike."""
LIKELY = 0.5
"""From here on more speaks for an answer than against it, where the questions of the calibration are half and half;
between the two it is doubtful, and that is said."""
BIAS = -3.01
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "absent": -0.12, "absent known": -0.25, "absent names": 0.36, "absent names known": -1.64, "answers": 0.42,
    "answers known": -0.06, "covered": -0.18, "covered known": 0.31, "date held": 0.73, "date held known": -1.47,
    "date lacking": -2.94, "date lacking known": 0.52, "figure": 0.09, "figure known": 0.12, "focus": 0.81,
    "focus known": -1.25, "known": -0.42, "known known": 1.34, "lacking": -1.21, "lacking known": -1.16,
    "missed elsewhere": 1.09, "missed elsewhere known": -0.01, "missed rare": 0.57, "missed rare known": -2.23,
    "money held": -1.01, "money held known": 1.33, "money lacking": -2.66, "money lacking known": 1.31,
    "name held": 0.32, "name held known": 0.77, "name lacking": 0.65, "name lacking known": -1.61, "near": 8.09,
    "near known": -4.44, "no part": -1.8, "no part known": -2.54, "number asked": -1.1, "number asked known": -1.12,
    "other part": -2.66, "other part known": 0.76, "other period": -0.41, "other period known": -0.61,
    "place lacking": -0.08, "place lacking known": -2.02, "rank held": 0.38, "rank held known": 1.9,
    "rank lacking": -0.7, "rank lacking known": -0.46, "rate held": 0.18, "rate held known": 1.36,
    "rate lacking": -3.44, "rate lacking known": 6.51, "unit held": -0.4, "unit held known": -0.17,
    "unit lacking": -0.18, "unit lacking known": -0.7, "weakest": -0.12, "weakest known": 2.41, "where held": -0.67,
    "where held known": 2.13, "where lacking": -1.53, "where lacking known": -0.72, "who held": 0.75,
    "who held known": -1.58, "who lacking": -0.4, "who lacking known": -2.14, "year unheard": 0.97,
    "year unheard known": -1.19,
})
# fmt: on
SAID: Mapping[Asked, str] = MappingProxyType(
    {
        "who": "人名",
        "where": "地点",
        "name": "名称",
        "rate": "比率",
        "date": "时间",
        "money": "金额",
        "rank": "名次",
        "unit": "数量",
    }
)
LIMIT = 5.0  # the log odds of the cross-encoder count up to here
MISSED = 0.25  # how much a noun must be missed to be named as what the report is silent about


def calibrated(fingerprint: str) -> bool:
    """Whether the model holds for the encoder of that fingerprint."""
    return fingerprint == ENCODER


def with_known(values: Mapping[str, float]) -> dict[str, float]:
    """The evidence, and all of it once more times how much of the question is in words that the report knows: of a
    question in other words, a word that is not found says little."""
    return {**values, **{f"{name} known": value * values["known"] for name, value in values.items()}}


def sure(values: Mapping[str, float]) -> float:
    """How sure it is that the report answers, in [0, 1]."""
    told = with_known(values)
    return 1 / (1 + exp(-BIAS - sum(WEIGHTS.get(name, 0.0) * value for name, value in told.items())))


def enough(known: float) -> float:
    """From which on it is not silent, where so much of the question is in words that the report knows, in [0, 1]."""
    return STRANGE * (1 - known) + ENOUGH * known


def with_answers(values: Mapping[str, float], odds: float) -> dict[str, float]:
    """The evidence, and the log odds of the cross-encoder that the best clauses answer."""
    return {**values, "answers": min(max(odds, -LIMIT), LIMIT)}


def verdict(support: Support, odds: Callable[[], float]) -> Verdict:
    """Whether the report answers; "doubtful" where little speaks for it, yet too much to refuse. The cross-encoder is
    slow: `odds` is asked only where what it says can change the verdict."""
    bounds = {_verdict(with_answers(support.values, said)) for said in (-LIMIT, LIMIT)}
    return bounds.pop() if len(bounds) == 1 else _verdict(with_answers(support.values, odds()))


def _verdict(values: Mapping[str, float]) -> Verdict:
    told = sure(values)
    return "answered" if told >= LIKELY else "doubtful" if told >= enough(values["known"]) else "silent"


def silent_about(support: Support) -> str:
    """What is missing, to follow 报告未提及: the noun missed most, the kind asked for, the year or the whole."""
    word, missed = support.lacking[0] if support.lacking else ("", 0.0)
    if missed >= MISSED:
        return f"“{word}”"
    if support.kinds:
        return f"所问的{SAID[support.kinds[0]]}"
    return "所问年份的情况" if support.values.get("other part") else "所问的内容"
