"""What a person types, a question or a draft, is text before anything is asked of it."""

from retrieval.errors import QuestionError


def refuse_broken(typed: str, what: str) -> None:
    """QuestionError, naming what was typed, for half a character (a lone surrogate): bytes that were no UTF-8, or an
    escape of JSON cut in two. No encoder and no file can hold it."""
    if not typed.isprintable() and any("\ud800" <= char <= "\udfff" for char in typed):
        raise QuestionError(f"{what}里有不成字的字节;请用 UTF-8 重新输入。")
