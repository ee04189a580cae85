"""A cache bounded by how much it holds, not by how many entries: one may be a sentence, another a whole library."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """What `make` gave for the keys asked for last, as many as weigh `most` together; the newest stays in any case.

    What was longest not asked for goes first: the reports of a library that was replaced among it.
    """

    def __init__(self, make: Callable[[K], V], weight: Callable[[K], int], most: int) -> None:
        self._make, self._weight, self._most = make, weight, most
        self._found: OrderedDict[K, V] = OrderedDict()
        self.held = 0
        self._turn = threading.Lock()

    def __call__(self, key: K) -> V:
        with self._turn:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = self._make(key)  # others need not wait; two that make the same make equal things
        with self._turn:
            if key not in self._found:
                self.held += self._weight(key)
            self._found[key] = made
            while self.held > self._most and len(self._found) > 1:
                self.held -= self._weight(self._found.popitem(last=False)[0])
        return made
