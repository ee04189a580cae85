"""Evidence → how sure it is that the report answers, and what it is silent about.

A logistic model over retrieval/support.py, fitted to the questions of benchmarks/silence by its calibrate.py, which
prints these weights; docs/evaluation.md has what it refuses on reports that it was not fitted to. Nearness in meaning
is a cosine, and cosines of another encoder mean something else: so it only holds for the encoder named here.
"""

from collections.abc import Mapping
from math import exp
from types import MappingProxyType

from retrieval.held import Asked
from retrieval.support import Support

ENCODER = "3d961dd326e039ad"
"""The fingerprint of the encoder that the weights were fitted to, the default one."""
ENOUGH = 0.28
"""Below this the report is silent: of a hundred answered questions about five fall below, of reports left out."""
BIAS = -2.81
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "absent": 1.36, "absent known": -1.94, "absent names": -0.36, "absent names known": -1.53, "covered": 1.0,
    "covered known": 1.7, "date held": 1.31, "date held known": -1.49, "date lacking": -2.5,
    "date lacking known": 0.66, "figure": 0.04, "figure known": 0.22, "focus": 0.43, "focus known": -1.93,
    "known": -2.05, "known known": 2.88, "lacking": -2.09, "lacking known": -5.01, "missed elsewhere": 0.86,
    "missed elsewhere known": -1.89, "missed rare": -0.31, "missed rare known": 1.08, "money held": 0.11,
    "money held known": 0.99, "money lacking": -1.36, "money lacking known": -1.18, "name held": -0.35,
    "name held known": 2.06, "name lacking": -0.4, "name lacking known": 0.08, "near": 11.38, "near known": -4.29,
    "no part": -0.76, "no part known": -1.54, "number asked": -0.77, "number asked known": -1.81, "other part": -1.69,
    "other part known": -1.69, "other period": -2.26, "other period known": -2.31, "place lacking": -0.35,
    "place lacking known": -1.68, "rank held": 0.56, "rank held known": 2.64, "rank lacking": 0.73,
    "rank lacking known": -1.07, "rate held": -1.98, "rate held known": 1.12, "rate lacking": -2.26,
    "rate lacking known": -2.41, "unit held": -0.36, "unit held known": -0.09, "unit lacking": -0.31,
    "unit lacking known": -1.61, "weakest": -1.1, "weakest known": 0.8, "where held": -0.95, "where held known": 3.45,
    "where lacking": -1.82, "where lacking known": -1.44, "who held": 0.1, "who held known": -1.86,
    "who lacking": 0.81, "who lacking known": -4.05, "year unheard": -0.15, "year unheard known": -2.06,
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


def silent_about(support: Support) -> str:
    """What is missing, to follow 报告未提及: the noun missed most, the kind asked for, the year or the whole."""
    word, missed = support.lacking[0] if support.lacking else ("", 0.0)
    if missed >= MISSED:
        return f"“{word}”"
    if support.kinds:
        return f"所问的{SAID[support.kinds[0]]}"
    return "所问年份的情况" if support.values.get("other part") else "所问的内容"
