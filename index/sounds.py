"""How characters sound, so that a slip (连系 for 联系) is not taken for a word that the report never uses."""

from functools import cache
from itertools import count

from pypinyin import Style, lazy_pinyin

_FIRST, _LAST = 0xE000, 0xF8FF  # the private-use characters; there are some 420 syllables
_MEANINGLESS = "\ufffd"  # for a private-use character of the text itself (Word's bullets), which is no syllable


@cache
def _sound(char: str) -> str:
    """The syllable of one character without its tone (its most common reading); other characters are themselves."""
    return str(lazy_pinyin(char, style=Style.NORMAL, errors="default")[0])


_symbols: dict[str, str] = {}
_numbers = count(_FIRST)


@cache
def _symbol(syllable: str) -> str:
    """Two threads that ask at once draw two numbers; the first one counts, and no other syllable gets either."""
    return _symbols.setdefault(syllable, chr(next(_numbers)))


@cache
def _heard(char: str) -> str:
    """What stands for a character: the symbol of its syllable; itself where it has none."""
    if _FIRST <= ord(char) <= _LAST:
        return _MEANINGLESS
    syllable = _sound(char) if char.isalpha() and not char.isascii() else char
    return char if syllable == char else _symbol(syllable)


def sounds(text: str) -> str:
    """The text with one private-use character for each syllable: equal sounds are equal characters, and of what is
    written no others.

    >>> sounds("连系点") == sounds("联系点"), sounds("副主任") in sounds("常委会主任")
    (True, False)
    """
    return "".join(map(_heard, text))


@cache
def spoken(char: str) -> str:
    """The syllable of one character with its tone, in its most common reading: suo3 of 索 and of 锁."""
    return str(lazy_pinyin(char, style=Style.TONE3, errors="default")[0])
