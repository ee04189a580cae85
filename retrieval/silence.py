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

ENCODER = "db52d97deef551d0"
"""The fingerprint of the encoder that the weights were fitted to, the default one."""
CROSSENCODER = "b8fd1e55649d89c1"
"""The beginning of the SHA-256 of the cross-encoder that they were fitted with."""
ENOUGH, STRANGE = 0.36, 0.16
"""Below this the report is silent: of a question in words that it knows, and of one in other words; between them by how
much of it is known. On reports left out so much keeps 0.95 of the answered ones, plainly worded and everyday alike."""
LIKELY = 0.5
"""From here on more speaks for an answer than against it, where the questions of the calibration are half and half;
between the two it is doubtful, and that is said."""
BIAS = -3.82
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "absent": 0.08, "absent known": -0.61, "absent names": 0.34, "absent names known": -1.94, "answers": 0.43,
    "answers known": -0.2, "covered": 0.88, "covered known": 0.83, "date held": 0.58, "date held known": -1.28,
    "date lacking": -2.38, "date lacking known": 0.09, "figure": 0.12, "figure known": 0.1, "focus": 0.87,
    "focus known": -1.55, "known": -0.69, "known known": 1.22, "lacking": -0.6, "lacking known": -2.87,
    "missed elsewhere": 1.35, "missed elsewhere known": -0.98, "missed rare": 0.04, "missed rare known": -0.69,
    "money held": -1.19, "money held known": 1.78, "money lacking": -3.36, "money lacking known": 1.33,
    "name held": -0.12, "name held known": 1.6, "name lacking": -0.06, "name lacking known": -0.74, "near": 8.29,
    "near known": -3.87, "no part": -0.07, "no part known": -2.59, "number asked": -0.91, "number asked known": -1.0,
    "other part": -2.38, "other part known": -0.13, "other period": -1.26, "other period known": -0.48,
    "place lacking": -0.18, "place lacking known": -1.92, "rank held": 0.26, "rank held known": 2.23,
    "rank lacking": -0.39, "rank lacking known": -1.08, "rate held": 0.02, "rate held known": 0.99,
    "rate lacking": -1.29, "rate lacking known": 3.14, "unit held": -0.47, "unit held known": -0.39,
    "unit lacking": -0.15, "unit lacking known": -1.41, "weakest": -0.23, "weakest known": 2.71, "where held": -0.95,
    "where held known": 2.97, "where lacking": -1.07, "where lacking known": -1.68, "who held": 0.32,
    "who held known": -1.43, "who lacking": 0.04, "who lacking known": -2.78, "year unheard": 0.38,
    "year unheard known": -2.38,
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
    return STRANGE + (ENOUGH - STRANGE) * known


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
