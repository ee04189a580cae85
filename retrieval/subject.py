"""What a follow-up brings itself: 那立法呢 asks of 立法, whatever the question before asked of.

Its subject stands beside the question before (retrieval/follow.py), whose words find the passage as well; a short
answer of it must be of the new one.
"""

from index.folding import fold
from index.tagged import FRAME, matters, tagged
from retrieval.cover import ASKS, is_name
from retrieval.query import Query


def brought(query: Query) -> tuple[str, ...]:
    """The nouns and names of a follow-up that the question before lacks, of one that asks nothing itself (那立法呢) all
    words; none where nothing was taken from that."""
    if query.follows is None:
        return ()
    said, before = fold(query.text), fold(query.follows)
    bare = not ASKS.search(said)  # 立法 by itself is tagged an adverb
    own = (word for word in tagged(said) if (matters(word) and is_name(word)) or (bare and len(word.text) > 1))
    return tuple(word.text for word in own if word.text not in before and word.text not in FRAME)


def is_of(clause: str, subjects: tuple[str, ...]) -> bool:
    """Whether a folded clause prints one of the subjects, or an end of it (立法 of 立法工作); true of none."""
    return not subjects or any(part in clause for subject in subjects for part in (subject, subject[:2], subject[-2:]))
