"""A small load: a few connections kept alive on the loopback, each sending its next request when an answer is whole."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Final

CONNECTIONS: Final = 16
SECONDS: Final = 0.8
LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A request to send again and again, and the status that has to come back."""

    path: str
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    body: bytes = b""

    @property
    def wire(self) -> bytes:
        """The request as it goes over the line."""
        lines = [
            f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1",
            f"host: {LOOPBACK}",
            *(f"{name}: {value}" for name, value in self.headers),
            *([f"content-length: {len(self.body)}"] if self.body else []),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A whole answer: its status, its headers by lower-case name, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes


class WrongAnswerError(Exception):
    """The server answered something else than was wished, so that its speed says nothing."""


class Line(asyncio.Protocol):
    """One connection. Every answer is as long as the first, so only its length and its status are looked at."""

    def __init__(self, wish: Wish, length: int, until: float) -> None:
        self.request, self.length, self.until = wish.wire, length, until
        self.start = f"HTTP/1.1 {wish.status}".encode()
        self.count, self.got, self.failure = 0, 0, ""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer; ask again when it was the last one."""
        if not self.got and not data.startswith(self.start):
            self.failure = data[:60].decode("latin-1")
            self.finish()
        self.got += len(data)
        if self.got < self.length:
            return
        self.failure = self.failure or ("longer than the first" if self.got > self.length else "")
        self.count, self.got = self.count + 1, 0
        if self.failure or time.perf_counter() >= self.until:
            self.finish()
        else:
            self.transport.write(self.request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note a connection that the server closed."""
        if not self.done.done():
            self.failure = self.failure or f"closed: {exc}"
            self.done.set_result(None)

    def finish(self) -> None:
        """End this connection."""
        if not self.done.done():
            self.done.set_result(None)
        self.transport.close()


async def ask(port: int, wish: Wish) -> Answer:
    """Ask once, on a connection of its own."""
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        writer.write(wish.wire)
        async with asyncio.timeout(30):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")) if " 304 " not in head[0] else 0)
    finally:
        writer.close()
    return Answer(status=int(head[0].split()[1]), headers=headers, body=body)


async def length_of(port: int, wish: Wish) -> int:
    """Count the bytes of an answer, head included. Raises ``WrongAnswerError``."""
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        writer.write(wish.wire)
        async with asyncio.timeout(30):
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(f"HTTP/1.1 {wish.status}".encode()):
                raise WrongAnswerError(f"{wish.path}: {head[:60]!r}")
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if line)
            return len(head) + (0 if wish.status == 304 else int(fields[b"content-length"]))
    finally:
        writer.close()


async def drive(port: int, wish: Wish, seconds: float = SECONDS, connections: int = CONNECTIONS) -> float:
    """Ask as fast as answers come; give answers per second. Raises ``WrongAnswerError``."""
    length = await length_of(port, wish)
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    lines = [
        (await loop.create_connection(lambda: Line(wish, length, began + seconds), LOOPBACK, port))[1]
        for _ in range(connections)
    ]
    async with asyncio.timeout(seconds + 30):
        await asyncio.gather(*(line.done for line in lines))
    took = time.perf_counter() - began
    if failure := next((line.failure for line in lines if line.failure), ""):
        raise WrongAnswerError(f"{wish.path}: {failure}")
    return sum(line.count for line in lines) / took
