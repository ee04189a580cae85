"""Traditional characters read as simplified ones, each by itself, so that every place stays where it was.

>>> simplified("四十二萬五千人、3億元、貳佰個項目")
'四十二万五千人、3亿元、贰佰个项目'

The rules of figures are written once, in simplified characters, and read this copy; what they find are places of the
report's own text. Words that only a phrase tells apart (乾坤, 乾燥) come out alike.
"""

from functools import cache, lru_cache

from opencc import OpenCC

_FIRST = "\u2e80"  # below it there are no Chinese characters


@lru_cache(maxsize=512)  # the texts of a library's reports: rules ask for one line of them after the other
def simplified(text: str) -> str:
    """The text, of the same length."""
    return text.translate(_table())


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met: always one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        made = str(_converter().convert(char)) if char >= _FIRST and char.isalpha() else char
        self[code] = made if len(made) == 1 else char
        return self[code]


@cache
def _table() -> _Table:
    return _Table()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
