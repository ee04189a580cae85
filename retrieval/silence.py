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
ENOUGH = 0.25
"""Below this the report is silent: the highest hundredth with at least 0.95 of the plainly worded questions answered,
on reports left out."""
LIKELY = 0.5
"""From here on more speaks for an answer than against it, where the questions of the calibration are half and half;
between the two it is doubtful, and that is said."""
BIAS = -2.95
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "absent": 1.01, "absent known": -1.4, "absent names": -0.04, "absent names known": -1.92, "covered": 0.83,
    "covered known": 1.84, "date held": 1.14, "date held known": -1.25, "date lacking": -2.66,
    "date lacking known": 0.87, "figure": 0.04, "figure known": 0.22, "focus": 0.05, "focus known": -1.23,
    "known": -1.45, "known known": 2.01, "lacking": -1.83, "lacking known": -4.75, "missed elsewhere": 0.19,
    "missed elsewhere known": -0.73, "missed rare": -0.45, "missed rare known": 1.14, "money held": -0.23,
    "money held known": 1.58, "money lacking": -1.34, "money lacking known": -1.09, "name held": -0.27,
    "name held known": 1.88, "name lacking": -0.28, "name lacking known": -0.12, "near": 11.53, "near known": -4.82,
    "no part": -0.84, "no part known": -1.58, "number asked": -0.63, "number asked known": -2.03, "other part": -1.96,
    "other part known": -1.35, "other period": -1.62, "other period known": -2.77, "place lacking": -0.09,
    "place lacking known": -2.09, "rank held": -0.22, "rank held known": 3.54, "rank lacking": 0.65,
    "rank lacking known": -0.91, "rate held": -1.77, "rate held known": 0.83, "rate lacking": 0.09,
    "rate lacking known": -3.43, "unit held": -0.23, "unit held known": -0.26, "unit lacking": -0.42,
    "unit lacking known": -1.28, "weakest": -1.08, "weakest known": 1.26, "where held": -0.79,
    "where held known": 3.17, "where lacking": -1.51, "where lacking known": -1.72, "who held": 0.26,
    "who held known": -2.04, "who lacking": 0.1, "who lacking known": -3.12, "year unheard": 0.22,
    "year unheard known": -2.26,
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
