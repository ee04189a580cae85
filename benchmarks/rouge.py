"""ROUGE-1, 2 and L of Chinese texts, on characters (Lin, ACL 2004): F1 of shared n-grams, or of the longest common
subsequence. White space does not count.

>>> rouge("增长5%", "增长6%")["1"], rouge("增长5%", "增长6%")["2"], rouge("增长5%", "增长6%")["L"]
(0.75, 0.3333333333333333, 0.75)
"""

from collections import Counter


def rouge(said: str, reference: str) -> dict[str, float]:
    """The three figures, each in [0, 1]; 0 where one of the texts is empty."""
    a, b = "".join(said.split()), "".join(reference.split())
    return {
        "1": _f1(_shared(a, b, 1), len(a), len(b)),
        "2": _f1(_shared(a, b, 2), len(a) - 1, len(b) - 1),
        "L": _f1(common(a, b), len(a), len(b)),
    }


def _shared(a: str, b: str, n: int) -> int:
    left, right = (Counter(text[i : i + n] for i in range(len(text) - n + 1)) for text in (a, b))
    return (left & right).total()


def _f1(shared: int, a: int, b: int) -> float:
    return 2 * shared / (a + b) if a > 0 and b > 0 else 0.0


def common(a: str, b: str) -> int:
    """The length of the longest common subsequence, bit-parallel (Hyyrö 2004).

    >>> common("走访群众70余万人次", "走访70万人")
    6
    """
    places: dict[str, int] = {}
    for i, char in enumerate(a):
        places[char] = places.get(char, 0) | 1 << i
    full = (1 << len(a)) - 1
    row = full
    for char in b:
        at = row & places.get(char, 0)
        row = (row + at | row - at) & full
    return len(a) - row.bit_count()
