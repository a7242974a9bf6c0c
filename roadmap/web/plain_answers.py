"""Short refusals given before the application is reached: one sentence, without a page around it."""

from __future__ import annotations

from litestar.types import HTTPScope, Send

from roadmap.domain.messages import Message
from roadmap.i18n import language, negotiate


async def refuse(scope: HTTPScope, send: Send, status: int, reason: Message, *more: tuple[bytes, bytes]) -> None:
    """Answer with a status and the sentence that says why, in the browser's language."""
    accepted = header(scope, b"accept-language")
    body = (language(negotiate(accepted)).say(reason) + "\n").encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def header(scope: HTTPScope, name: bytes) -> str:
    """Give the first header of this name (in lower case), or nothing."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
