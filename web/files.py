"""Files that come with a request and go out with an answer."""

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response

from retrieval.sheets.export import MEDIA, Form, written
from retrieval.sheets.sheet import Block
from web import words
from web.errors import RequestError

LIMIT = 20_000_000  # bytes of a draft sent to be checked


def handed(blocks: Sequence[Block], form: Form) -> Response:
    """A sheet as a file to save."""
    return attached(written(blocks, form), form, f"chuchu.{form}")


def attached(data: bytes, form: Form, name: str) -> Response:
    """A file to save under that name."""
    return Response(
        data, media_type=MEDIA[form], headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )


async def whole_body(request: Request) -> bytes:
    """The body as it was sent; RequestError where there is none or more than `LIMIT` bytes."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LIMIT:
            raise RequestError(words.TOO_BIG.format(limit=LIMIT // 1_000_000))
    if not data:
        raise RequestError(words.NO_FILE)
    return bytes(data)
