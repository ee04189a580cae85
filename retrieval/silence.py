"""Evidence → how sure it is that the report answers, and what it is silent about.

Gradient-boosted trees over retrieval/support.py and, where that leaves doubt, over what a cross-encoder reads
(index/crossencoder.py): first the question with the best clauses, then, where that leaves doubt too, what the pointer
(index/pointer.py) finds round them, at last the clauses of the next passages and others of the sentence (readings.py).
They were grown on the questions of benchmarks/silence by its calibrate.py; docs/evaluation.md has what they refuse on
reports that they have not seen. Nearness in meaning is a cosine, and cosines of another encoder mean something else: so
they are loaded for no other.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import exp, nan
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from index.crossencoder import trained_for
from index.pointer import trained_for as pointer_trained_for
from retrieval.held import Asked
from retrieval.readings import PASSAGES, POINTED, READINGS, RUN
from retrieval.reranking import limited
from retrieval.support import Support
from retrieval.trees import Trees, read_trees

Verdict: TypeAlias = Literal["answered", "doubtful", "silent"]

FOLDER = Path(__file__).parent / "silences"
ENOUGH, STRANGE = 0.45, 0.1
"""Below this the report is silent: of a question in words that it knows, and of one in other words; between them by how
much of it is known. Of provincial reports left out so much keeps at least 0.95 of the answered ones, plain and everyday
alike; of formal paraphrases 0.91, of those in other words on invented reports 0.94 (docs/evaluation.md)."""
LIKELY = 0.5
"""From here on more speaks for an answer than against it, where the questions of the calibration are half and half;
between the two it is doubtful, and that is said."""
STEPS = ((PASSAGES[:1], 0.4, 0.7), ((POINTED,), 0.4, 0.7), ((*PASSAGES[1:], RUN), 0.5, 0.6))
"""What is read next, while it is as sure as this: more than a share of what is `enough`, and less than that. Of reports
left out, what was not read, for these, turned eleven verdicts in a thousand, three or four of them a refusal."""
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

Odds: TypeAlias = Callable[[Sequence[str]], Mapping[str, float]]

logger = logging.getLogger(__name__)


@cache
def trees_for(fingerprint: str, folder: Path = FOLDER) -> Trees | None:
    """Those that hold for the encoder of that fingerprint; None for one without a cross-encoder and a pointer. Where it
    has both, but no trees grown with them and what they read, that is said. ModelError for a damaged file."""
    trained, pointer = trained_for(fingerprint), pointer_trained_for(fingerprint)
    if trained is None or pointer is None:
        return None
    read = (trained.factors.checksum, pointer.factors.checksum)
    for path in sorted(folder.glob("*.safetensors")):
        trees, about = read_trees(path)
        if about.get("encoder") != fingerprint:
            continue
        if read == (about.get("crossencoder"), about.get("pointer")) and set(READINGS) <= set(trees.names):
            return trees
        logger.warning("判断模型 %s 与交叉编码器或指针不符,不用;请重新校准", path.name)
    logger.warning("%s 里没有合用的判断模型,改按规则判断;请重新安装,或重新校准", folder)
    return None


def sure(trees: Trees, values: Mapping[str, float]) -> float:
    """How sure it is that the report answers, in [0, 1]; what is not read is NaN."""
    return 1 / (1 + exp(-trees.odds(values)))


def enough(known: float) -> float:
    """From which on it is not silent, where so much of the question is in words that the report knows, in [0, 1]."""
    return STRANGE * (1 - known) + ENOUGH * known


def verdict(support: Support, trees: Trees, read: Odds) -> Verdict:
    """Whether the report answers; "doubtful" where little speaks for it, yet too much to refuse. Reading is slow:
    `read` gets the names of what is to be read next, while there is doubt, and gives log odds by name; none for what it
    cannot read."""
    values = {**support.values, **dict.fromkeys(READINGS, nan)}
    least, told = enough(values["known"]), sure(trees, values)
    for names, low, high in STEPS:
        if not low * least < told < high:
            break
        values |= {name: limited(odds) for name, odds in read(names).items()}
        told = sure(trees, values)
    return "answered" if told >= LIKELY else "doubtful" if told >= least else "silent"


def silent_about(support: Support) -> str:
    """What is missing, to follow 报告未提及: the noun missed most, the kind asked for, the year or the whole."""
    word, missed = support.lacking[0] if support.lacking else ("", 0.0)
    if missed >= MISSED:
        return f"“{word}”"
    if support.kinds:
        return f"所问的{SAID[support.kinds[0]]}"
    return "所问年份的情况" if support.values.get("other part") else "所问的内容"
