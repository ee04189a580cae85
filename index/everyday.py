"""The official terms whose everyday wordings lie near a question; data/thesaurus.tsv, made ready for one encoder.

People say 没地方停车 where a report prints 停车难. The wordings were encoded once (benchmarks/training/wordings.py)
and lie beside this file as whole numbers from -127 to 127, a row for each wording in the order of the thesaurus, so
that at run time only the question is encoded.
"""

import csv
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.folding import fold
from index.places import ROOT

FOLDER = Path(__file__).parent / "wordings"
THESAURUS = ROOT / "data" / "thesaurus.tsv"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Everyday:
    """`terms` are folded; `wordings` is (n, dim), rows of length 1; `term` is (n,), which term each wording is said
    for."""

    terms: tuple[str, ...]
    wordings: NDArray[np.float32]
    term: NDArray[np.intp]

    def nearest(self, vector: NDArray[np.float32]) -> Iterator[tuple[str, float]]:
        """All terms and the cosine of their nearest wording to the question, the nearest first."""
        near = np.full(len(self.terms), -1.0, np.float32)
        np.maximum.at(near, self.term, self.wordings @ vector)
        for at in np.argsort(-near, kind="stable"):
            yield self.terms[at], float(near[at])


@cache
def everyday_for(fingerprint: str, folder: Path = FOLDER, thesaurus: Path = THESAURUS) -> Everyday | None:
    """The thesaurus for the encoder of this fingerprint; None for every other encoder, and where the thesaurus is
    not the one that was encoded, which is said."""
    from safetensors import safe_open

    for path in sorted(folder.glob("*.safetensors")):
        with safe_open(path, framework="np") as file:
            about = file.metadata() or {}
            if about.get("encoder") != fingerprint:
                continue
            if not thesaurus.is_file() or about.get("thesaurus") != checksum(thesaurus):
                logger.warning("词表 %s 与编好的 %s 不符,暂不使用;请重新编码", thesaurus, path.name)
                return None
            rows = file.get_tensor("wordings").astype(np.float32)
        terms, said = read_thesaurus(thesaurus)
        owner = np.array([at for at, wordings in enumerate(said) for _ in wordings], np.intp)
        return Everyday(terms, rows / np.linalg.norm(rows, axis=1, keepdims=True), owner)
    return None


def read_thesaurus(path: Path) -> tuple[tuple[str, ...], list[list[str]]]:
    """The official terms and the wordings of each, folded."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(fold(row["official"]) for row in rows), [[fold(w) for w in row["everyday"].split("|")] for row in rows]


@cache
def said_for(thesaurus: Path = THESAURUS) -> dict[str, tuple[str, ...]]:
    """Each wording, folded, and the official terms it is said for: GDP, 地区生产总值. Nothing without the file."""
    if not thesaurus.is_file():
        return {}
    found: dict[str, list[str]] = {}
    for term, wordings in zip(*read_thesaurus(thesaurus), strict=True):
        for wording in wordings:
            found.setdefault(wording, []).append(term)
    return {wording: tuple(terms) for wording, terms in found.items()}


def checksum(path: Path) -> str:
    """SHA-256 of a text file, whatever line ends a checkout has given it."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
