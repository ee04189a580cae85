"""True quotations in other clothes: what a typist, another keyboard or a page break does to them, and nothing else."""

import random
import re
from collections.abc import Callable
from typing import TypeAlias

from opencc import OpenCC

Disguise: TypeAlias = Callable[[str, random.Random], str]

_HALF = str.maketrans({"，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "。": "."})
_QUOTES = (("“", "”", "「", "」"), ("“", "”", '"', '"'), ("‘", "’", "『", "』"), ("《", "》", "〈", "〉"))
_DIGITS = re.compile(r"[0-9A-Za-z%.+~-]")


def half_width(text: str, rng: random.Random) -> str:
    """Half-width marks for full-width ones."""
    return text.translate(_HALF)


def full_width(text: str, rng: random.Random) -> str:
    """Full-width digits, letters and signs."""
    return _DIGITS.sub(lambda found: chr(ord(found[0]) + 0xFEE0), text)


def quotes(text: str, rng: random.Random) -> str:
    """Other quotation marks."""
    for left, right, opening, closing in rng.sample(_QUOTES, 2):
        text = text.replace(left, opening).replace(right, closing)
    return text


def dashes(text: str, rng: random.Random) -> str:
    """Another dash, another ellipsis."""
    return text.replace("——", "--").replace("—", rng.choice("-–－")).replace("～", "~").replace("……", "...")


def other_marks(text: str, rng: random.Random) -> str:
    """A mark between words becomes another one, or goes."""
    found = list(re.finditer(r"(?<=[\u4e00-\u9fff])[，；、。](?=[\u4e00-\u9fff])", text))
    for match in rng.sample(found, min(2, len(found))):
        text = text[: match.start()] + rng.choice("，；、 ") + text[match.end() :]
    return text


def line_breaks(text: str, rng: random.Random) -> str:
    """Line ends anywhere, with and without blanks behind them."""
    for at in sorted(rng.sample(range(1, len(text)), min(3, len(text) - 1)), reverse=True):
        text = text[:at] + rng.choice(["\n", "\n  ", "\r\n", "\n\u3000\u3000"]) + text[at:]
    return text


def blanks(text: str, rng: random.Random) -> str:
    """Blanks and characters without width between the words."""
    for at in sorted(rng.sample(range(1, len(text)), min(4, len(text) - 1)), reverse=True):
        text = text[:at] + rng.choice([" ", "\u3000", "\u200b", "\u00a0"]) + text[at:]
    return text


def _traditional(variant: str) -> Disguise:
    converter = OpenCC(variant)

    def disguise(text: str, rng: random.Random) -> str:
        return str(converter.convert(text))

    return disguise


DISGUISES: dict[str, Disguise] = {
    "half-width marks": half_width,
    "full-width digits": full_width,
    "other quotation marks": quotes,
    "other dashes": dashes,
    "other marks": other_marks,
    "line breaks": line_breaks,
    "blanks": blanks,
    "traditional": _traditional("s2t"),
    "traditional, Taiwan": _traditional("s2tw"),
    "traditional, Hong Kong": _traditional("s2hk"),
}
