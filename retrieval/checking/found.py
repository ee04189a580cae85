"""What of a draft was looked up, and what could not be."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from report.model import Span
from retrieval.checking.locate import Place
from retrieval.checking.rounding import Agreement

What: TypeAlias = Literal["quotation", "statement", "name"]


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked up, and the places, one as good as the other; none: absent. `figures`: whether the numbers agree,
    where the words are the draft's own (None: the words tell)."""

    span: Span
    kind: What
    places: tuple[Place, ...]
    figures: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What could not be looked up, and why, in Chinese."""

    span: Span
    why: str
