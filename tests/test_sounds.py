"""Equal sounds are equal characters, and nothing else is."""

import threading
from collections.abc import Callable

import pytest

from index import sounds as module
from index.sounds import sounds


def test_a_slip_sounds_the_same_and_another_word_does_not() -> None:
    assert sounds("连系点") == sounds("联系点") != sounds("连系人")
    assert sounds("GDP增长5.3%") != sounds("GDP增加5.3%")


def test_all_syllables_have_room_among_the_private_characters() -> None:
    every = "".join(map(chr, range(0x3400, 0xA000)))
    heard = {one for one, char in zip(sounds(every), every, strict=True) if one != char}
    assert 400 < len(heard) < 1000 and all(0xE000 <= ord(one) <= 0xF8FF for one in heard)


def test_a_private_character_of_the_text_is_no_syllable() -> None:
    bullets = "".join(map(chr, range(0xE000, 0xF900)))
    assert not set(sounds(bullets)) & set(sounds("联系点"))
    assert len(sounds(bullets)) == len(bullets)


class Interrupted(dict[str, str]):
    """In the midst of the first writing another thread does its own, as threads may."""

    def __init__(self, other: Callable[[], object]) -> None:
        super().__init__()
        self._others = [other]

    def setdefault(self, key: str, value: str = "") -> str:
        if self._others:
            thread = threading.Thread(target=self._others.pop())
            thread.start()
            thread.join()
        return super().setdefault(key, value)


@pytest.mark.parametrize("other", ["bei", "jia"])
def test_two_threads_at_once_give_one_symbol_to_one_syllable(monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    told: list[str] = []
    symbol = module._symbol.__wrapped__
    monkeypatch.setattr(module, "_symbols", Interrupted(lambda: told.append(symbol(other))))
    told.append(symbol("jia"))
    assert len(set(told)) == len({"jia", other})
