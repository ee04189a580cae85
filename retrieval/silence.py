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

ENCODER = "a3cbfd0834c723f9"
"""The fingerprint of the encoder that the weights were fitted to, the default one."""
ENOUGH = 0.28
"""Below this the report is silent: of a hundred answered questions about five fall below, of reports left out."""
BIAS = 0.97
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "absent": 1.37, "absent known": -1.77, "absent names": -0.4, "absent names known": -1.7, "covered": 2.92,
    "covered known": 1.31, "date held": 0.33, "date held known": -0.65, "date lacking": -1.61,
    "date lacking known": -0.85, "figure": 0.07, "figure known": 0.22, "focus": -0.02, "focus known": -1.34,
    "known": -3.08, "known known": 3.3, "lacking": -2.42, "lacking known": -4.16, "missed elsewhere": 0.66,
    "missed elsewhere known": -2.23, "missed rare": -0.04, "missed rare known": -0.13, "money held": -0.0,
    "money held known": 1.55, "money lacking": -1.24, "money lacking known": -0.57, "name held": 0.02,
    "name held known": 1.52, "name lacking": -0.15, "name lacking known": -0.4, "no part": -1.27,
    "no part known": -0.65, "number asked": -0.39, "number asked known": -2.03, "other part": 0.1,
    "other part known": -2.48, "other period": -2.61, "other period known": -3.23, "place lacking": -0.27,
    "place lacking known": -1.78, "rate held": -1.74, "rate held known": 0.03, "rate lacking": -2.88,
    "rate lacking known": -2.86, "unit held": -0.27, "unit held known": -0.08, "unit lacking": -0.31,
    "unit lacking known": -2.1, "weakest": -1.3, "weakest known": 0.31, "where held": -2.05,
    "where held known": 4.71, "where lacking": -0.53, "where lacking known": -2.31, "who held": 0.8,
    "who held known": -2.1, "who lacking": 0.67, "who lacking known": -3.48, "year unheard": -0.73,
    "year unheard known": -2.78,
})
# fmt: on
SAID: Mapping[Asked, str] = MappingProxyType(
    {"who": "人名", "where": "地点", "name": "名称", "rate": "比率", "date": "时间", "money": "金额", "unit": "数量"}
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
