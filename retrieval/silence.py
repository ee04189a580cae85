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
ENOUGH = 0.25
"""Below this the report is silent: of a hundred answered questions about five fall below, of reports left out."""
BIAS = -6.42
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "covered": 5.78,
        "weakest": 4.44,
        "lacking": -4.43,
        "focus": -1.49,
        "absent names": -0.8,
        "place lacking": -1.32,
        "number asked": -1.47,
        "figure": 0.2,
        "other period": -3.22,
        "year unheard": -2.44,
        "other part": -3.36,
        "no part": -1.15,
        "unit held": -0.16,
        "unit lacking": -1.38,
        "money held": 2.15,
        "money lacking": -1.97,
        "rate held": -1.72,
        "rate lacking": -4.04,
        "date held": 1.07,
        "date lacking": -2.23,
        "name held": 1.97,
        "name lacking": 0.29,
        "where held": 1.34,
        "where lacking": -2.15,
        "who held": 0.47,
        "who lacking": -2.18,
    }  # fmt: skip
)
SAID: Mapping[Asked, str] = MappingProxyType(
    {
        "who": "人名",
        "where": "地点",
        "name": "名称",
        "rate": "比率",
        "date": "时间",
        "money": "金额",
        "unit": "数量",
    }  # fmt: skip
)
MISSED = 0.15  # how much a word must be missed to be named as what the report is silent about


def calibrated(fingerprint: str) -> bool:
    """Whether the model holds for the encoder of that fingerprint."""
    return fingerprint == ENCODER


def sure(support: Support) -> float:
    """How sure it is that the report answers, in [0, 1]."""
    return 1 / (1 + exp(-BIAS - sum(WEIGHTS.get(name, 0.0) * value for name, value in support.values.items())))


def silent_about(support: Support) -> str:
    """What is missing, in words that follow 报告未提及: the word missed most, the kind asked for, or the whole."""
    word, missed = support.lacking[0] if support.lacking else ("", 0.0)
    if missed >= MISSED:
        return f"“{word}”"
    if support.kinds:
        return f"所问的{SAID[support.kinds[0]]}"
    if support.values.get("no part") or support.values.get("year unheard"):
        return "所问年份的情况"
    return "所问的内容"
