"""What a summary is compared with: lead-k, and TextRank and LexRank of sumy (`pip install -e .[benchmarks]`).

All are given the same sentences and words (jieba's, as BM25 counts them) and the same number of characters: the last
sentence is cut where the room ends, which can only help them.
"""

from collections.abc import Callable, Sequence

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from index.lexical import words
from report.model import Span


class _Words:
    """sumy's tokenizer: a text's words."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(words(text)) or (text,)


Ranking = Callable[[Sequence[str]], list[int]]


def lead(texts: Sequence[str]) -> list[int]:
    """The sentences as they stand."""
    return list(range(len(texts)))


def textrank(texts: Sequence[str]) -> list[int]:
    """Best first: Mihalcea & Tarau 2004."""
    return _ranked(TextRankSummarizer(), texts)


def lexrank(texts: Sequence[str]) -> list[int]:
    """Best first: Erkan & Radev 2004."""
    return _ranked(LexRankSummarizer(), texts)


BASELINES: dict[str, Ranking] = {"lead-k": lead, "TextRank": textrank, "LexRank": lexrank}


def _ranked(summarizer: Callable[..., object], texts: Sequence[str]) -> list[int]:
    order: list[int] = []

    def all_of(infos: Sequence[object]) -> Sequence[object]:
        order.extend(info.order for info in infos)  # type: ignore[attr-defined]
        return infos

    if len(texts) > 1:
        summarizer(ObjectDocumentModel([Paragraph([Sentence(text, _Words()) for text in texts])]), all_of)
    return order or list(range(len(texts)))


def filled(spans: Sequence[Span], order: Sequence[int], chars: int) -> list[Span]:
    """The ranges of the first sentences in that order that `chars` characters hold, in reading order."""
    taken: list[Span] = []
    for at in order:
        start, end = spans[at]
        if chars <= 0:
            break
        taken.append(Span(start, min(end, start + chars)))
        chars -= end - start
    return sorted(taken)
