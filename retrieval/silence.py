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

ENCODER = "3d961dd326e039ad"
"""The fingerprint of the encoder that the weights were fitted to, the default one."""
ENOUGH = 0.26
"""Below this the report is silent: the highest hundredth with at least 0.95 of the plainly worded questions answered,
on reports left out."""
LIKELY = 0.5
"""From here on more speaks for an answer than against it, where the questions of the calibration are half and half;
between the two it is doubtful, and that is said."""
BIAS = -2.88
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "absent": 1.01, "absent known": -1.39, "absent names": -0.04, "absent names known": -1.93, "covered": 0.84,
    "covered known": 1.78, "date held": 1.15, "date held known": -1.28, "date lacking": -2.67,
    "date lacking known": 0.89, "figure": 0.04, "figure known": 0.22, "focus": 0.05, "focus known": -1.24,
    "known": -1.4, "known known": 2.08, "lacking": -1.92, "lacking known": -4.95, "missed elsewhere": 0.16,
    "missed elsewhere known": -0.66, "missed rare": -0.42, "missed rare known": 1.19, "money held": -0.24,
    "money held known": 1.62, "money lacking": -1.33, "money lacking known": -1.07, "name held": -0.26,
    "name held known": 1.87, "name lacking": -0.28, "name lacking known": -0.12, "near": 11.55, "near known": -4.87,
    "no part": -0.81, "no part known": -1.64, "number asked": -0.62, "number asked known": -2.05, "other part": -2.0,
    "other part known": -1.3, "other period": -1.61, "other period known": -2.78, "place lacking": -0.09,
    "place lacking known": -2.07, "rank held": -0.21, "rank held known": 3.53, "rank lacking": 0.67,
    "rank lacking known": -0.92, "rate held": -1.76, "rate held known": 0.82, "rate lacking": 0.13,
    "rate lacking known": -3.5, "unit held": -0.24, "unit held known": -0.25, "unit lacking": -0.42,
    "unit lacking known": -1.33, "weakest": -1.17, "weakest known": 1.24, "where held": -0.78,
    "where held known": 3.16, "where lacking": -1.5, "where lacking known": -1.74, "who held": 0.27,
    "who held known": -2.07, "who lacking": 0.12, "who lacking known": -3.15, "year unheard": 0.23,
    "year unheard known": -2.27,
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
