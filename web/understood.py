"""What was understood of a question → chips below it, each with a button that asks again without it.

A field of Query is told here when it is one of UNDOABLE and has its words in `words.UNDERSTOOD`.
"""

from collections.abc import Iterator
from html import escape

from retrieval.query import Query
from retrieval.undo import UNDOABLE
from web import html, words


def chips(query: Query) -> str:
    """Empty where the question was taken as it stands."""
    told = [_chip(field, value, query.follows is not None) for field, value in _understood(query)]
    return f'<ul class="understood" aria-label="{words.UNDERSTOOD_ALL}">{"".join(told)}</ul>' if told else ""


def _understood(query: Query) -> Iterator[tuple[str, str]]:
    for field in UNDOABLE:
        value = getattr(query, field)
        said = value if isinstance(value, str) else words.AND.join(str(one) for one in value)
        if said and said != " ".join(query.text.split()):
            yield field, said


def _chip(field: str, value: str, follows: bool) -> str:
    form = words.UNDERSTOOD[field] if follows or field != "understood" else words.REWORDED
    said = escape(form.format(html.short(value)))
    name = words.UNDO.format(said)
    button = (
        f'<button type="button" data-do="chat.undo" data-undo="{field}" aria-label="{name}" title="{name}">×</button>'
    )
    return f'<li class="chip"><bdi title="{escape(value)}">{said}</bdi>{button}</li>'
