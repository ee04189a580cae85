"""What a follow-up brings itself: 那立法呢 asks of 立法, whatever the question before asked of.

Its subject stands beside the question before (retrieval/follow.py), whose words find the passage as well; a short
answer of it must be of the new one.
"""

from index.folding import fold
from index.spelled import spelled
from index.tagged import FRAME, matters, tagged
from retrieval.cover import ASKS, is_name
from retrieval.query import Query

_FIGURE = frozenset(("数字", "数据", "是多少"))


def brought(query: Query) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nouns and names of a follow-up that the question before lacks, of one that asks nothing itself (那立法呢) all
    words; and its verbs (改建). None where nothing was taken from the question before."""
    if query.follows is None:
        return (), ()
    said, before = fold(spelled(query.text)), fold(spelled(query.follows))
    bare = not ASKS.search(said)  # 立法 by itself is tagged an adverb
    own = [w for w in tagged(said) if len(w.text) > 1 and w.text not in before and w.text not in FRAME | _FIGURE]
    things = tuple(word.text for word in own if bare or (matters(word) and is_name(word)))
    return things, tuple(word.text for word in own if word.tag[0] == "v" and word.text not in things)


def is_of(clause: str, subjects: tuple[str, ...]) -> bool:
    """Whether a folded clause prints one of the subjects or what it begins with (立法 of 立法工作); true of none."""
    return not subjects or any(subject in clause or subject[:2] in clause for subject in subjects)
