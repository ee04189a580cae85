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
ENOUGH = 0.33
"""Below this the report is silent: of a hundred answered questions about five fall below, of reports left out."""
WITH_KNOWN = (
    "covered", "weakest", "lacking", "focus", "absent", "absent names", "missed elsewhere", "missed rare", "figure",
    "number asked",
)  # fmt: skip
"""Evidence that also counts times how much of the question is in words that the report knows: of a question in other
words, a word that is not found says little."""
BIAS = 0.0
# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType({
})
# fmt: on
SAID: Mapping[Asked, str] = MappingProxyType(
    {"who": "人名", "where": "地点", "name": "名称", "rate": "比率", "date": "时间", "money": "金额", "unit": "数量"}
)
MISSED = 0.15  # how much a word must be missed to be named as what the report is silent about


def calibrated(fingerprint: str) -> bool:
    """Whether the model holds for the encoder of that fingerprint."""
    return fingerprint == ENCODER


def with_known(values: Mapping[str, float]) -> dict[str, float]:
    """The evidence, and that of `WITH_KNOWN` once more, times `known`."""
    return {**values, **{f"{name} known": values.get(name, 0.0) * values["known"] for name in WITH_KNOWN}}


def sure(support: Support) -> float:
    """How sure it is that the report answers, in [0, 1]."""
    values = with_known(support.values)
    return 1 / (1 + exp(-BIAS - sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items())))


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
