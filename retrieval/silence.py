"""Evidence → how sure it is that the report answers, and what it is silent about.

A logistic model over retrieval/support.py, fitted to the questions of benchmarks/silence by its calibrate.py, which
prints these weights; docs/evaluation.md has what it refuses on reports that it was not fitted to. Nearness in meaning
is a cosine, and cosines of another encoder mean something else: so it only holds for the encoder named here.
"""

from collections.abc import Mapping
from math import exp
from types import MappingProxyType
from typing import Literal, TypeAlias

from retrieval.held import Asked
from retrieval.support import Support

Verdict: TypeAlias = Literal["answered", "doubtful", "silent"]

ENCODER = "db52d97deef551d0"
"""The fingerprint of the encoder that the weights were fitted to, the default one."""
ENOUGH = 0.28
"""Below this the report is silent. On reports left out plainly worded questions would allow 0.32 (0.95 answered); above
0.28 more than a twentieth of the answered everyday ones goes too."""
LIKELY = 0.5
"""From here on more speaks for an answer than against it, where the questions of the calibration are half and half;
between the two it is doubtful, and that is said."""
BIAS = -3.61
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "absent": 0.4, "absent known": -0.73, "absent names": -0.08, "absent names known": -1.71, "covered": 1.72,
    "covered known": 1.38, "date held": 0.41, "date held known": -1.06, "date lacking": -1.96,
    "date lacking known": -0.57, "figure": 0.0, "figure known": 0.19, "focus": 0.46, "focus known": -1.92,
    "known": -1.24, "known known": 2.37, "lacking": -1.38, "lacking known": -5.18, "missed elsewhere": -0.24,
    "missed elsewhere known": -0.16, "missed rare": -0.08, "missed rare known": 1.07, "money held": -0.62,
    "money held known": 1.37, "money lacking": -1.74, "money lacking known": -2.24, "name held": -0.35,
    "name held known": 1.94, "name lacking": -0.2, "name lacking known": -0.29, "near": 11.88, "near known": -5.07,
    "no part": -0.73, "no part known": -1.7, "number asked": -0.85, "number asked known": -1.32, "other part": -2.31,
    "other part known": -0.66, "other period": -1.44, "other period known": -2.89, "place lacking": -0.05,
    "place lacking known": -1.75, "rank held": 1.25, "rank held known": 1.57, "rank lacking": -1.34,
    "rank lacking known": 0.14, "rate held": -2.26, "rate held known": 0.88, "rate lacking": 0.92,
    "rate lacking known": -4.71, "unit held": 0.15, "unit held known": -0.32, "unit lacking": 0.19,
    "unit lacking known": -2.28, "weakest": -1.59, "weakest known": 1.1, "where held": -0.71,
    "where held known": 2.86, "where lacking": -1.55, "where lacking known": -1.3, "who held": -0.57,
    "who held known": -0.05, "who lacking": 0.62, "who lacking known": -3.59, "year unheard": 0.57,
    "year unheard known": -2.55,
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
MISSED = 0.25  # how much a noun must be missed to be named as what the report is silent about


def calibrated(fingerprint: str) -> bool:
    """Whether the model holds for the encoder of that fingerprint."""
    return fingerprint == ENCODER


def with_known(values: Mapping[str, float]) -> dict[str, float]:
    """The evidence, and all of it once more times how much of the question is in words that the report knows: of a
    question in other words, a word that is not found says little."""
    return {**values, **{f"{name} known": value * values["known"] for name, value in values.items()}}


def sure(support: Support) -> float:
    """How sure it is that the report answers, in [0, 1]."""
    values = with_known(support.values)
    return 1 / (1 + exp(-BIAS - sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items())))


def verdict(support: Support) -> Verdict:
    """Whether the report answers; "doubtful" where little speaks for it, yet too much to refuse."""
    told = sure(support)
    return "answered" if told >= LIKELY else "doubtful" if told >= ENOUGH else "silent"


def silent_about(support: Support) -> str:
    """What is missing, to follow 报告未提及: the noun missed most, the kind asked for, the year or the whole."""
    word, missed = support.lacking[0] if support.lacking else ("", 0.0)
    if missed >= MISSED:
        return f"“{word}”"
    if support.kinds:
        return f"所问的{SAID[support.kinds[0]]}"
    return "所问年份的情况" if support.values.get("other part") else "所问的内容"
