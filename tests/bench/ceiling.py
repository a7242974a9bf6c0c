"""The ceiling: a raw ASGI application that sends answers it was given, served exactly as the product is.

    python -m tests.bench.ceiling PORT FILE

FILE holds the answers by path: status, headers and body, as the product sent them.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

FILE = "BENCH_CEILING_FILE"


def application() -> Callable[..., Awaitable[None]]:
    """Build the application in its worker."""
    answers: dict[str, tuple[int, list[tuple[bytes, bytes]], bytes]] = pickle.loads(  # noqa: S301 (our own file)
        Path(os.environ[FILE]).read_bytes()
    )

    async def answer(scope: dict[str, Any], receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:  # noqa: ANN401
        if scope["type"] == "lifespan":
            while (message := await receive())["type"] != "lifespan.shutdown":
                await send({"type": message["type"] + ".complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        status, headers, body = answers[scope["path"]]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return answer


def main(port: int) -> None:
    """Serve with one worker, as `roadmap serve` does."""
    Server(
        "tests.bench.ceiling:application",
        factory=True,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    os.environ[FILE] = sys.argv[2]
    main(int(sys.argv[1]))
