"""How characters sound, so that a slip (连系 for 联系) is not taken for a word that the report never uses."""

from functools import cache

from pypinyin import Style, lazy_pinyin

_FIRST = 0xE000  # of the private-use characters, which no report has


@cache
def _sound(char: str) -> str:
    """The syllable of one character without its tone (its most common reading); other characters are themselves."""
    return str(lazy_pinyin(char, style=Style.NORMAL, errors="default")[0])


@cache
def _symbol(syllable: str) -> str:
    return chr(_FIRST + _symbols.setdefault(syllable, len(_symbols)))


_symbols: dict[str, int] = {}


def sounds(text: str) -> str:
    """The text with one private-use character for each syllable: equal sounds are equal characters.

    >>> sounds("连系点") == sounds("联系点"), sounds("副主任") in sounds("常委会主任")
    (True, False)
    """
    return "".join(_symbol(_sound(char)) if char.isalpha() and not char.isascii() else char for char in text)


@cache
def spoken(char: str) -> str:
    """The syllable of one character with its tone, in its most common reading: suo3 of 索 and of 锁."""
    return str(lazy_pinyin(char, style=Style.TONE3, errors="default")[0])
