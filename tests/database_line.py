"""A line to the database that can be cut or fall silent, as when its server stops or hangs."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Line:
    """Passes bytes on between the product and the database, until told otherwise."""

    def __init__(self, dsn: str) -> None:
        self._to = urlsplit(dsn)
        self._open = asyncio.Event()
        self._open.set()
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._port = 0

    @property
    def dsn(self) -> str:
        """The address of the database at this end of the line."""
        user = self._to.netloc.rpartition("@")[0]
        return f"postgresql://{user + '@' if user else ''}127.0.0.1:{self._port}{self._to.path}"

    async def mend(self) -> None:
        """Let connections through, for the first time or again."""
        self._open.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._connect, "127.0.0.1", self._port)
            self._port = self._server.sockets[0].getsockname()[1]

    async def hush(self) -> None:
        """Let nothing through, and end nothing: whoever asks waits."""
        self._open.clear()

    async def cut(self) -> None:
        """End all connections, and take no new ones."""
        self._open.set()
        if self._server:
            self._server.close()
            self._server = None
        for each in self._ends:
            each.transport.abort()
        await asyncio.sleep(0.05)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        place = parse_qs(self._to.query).get("host", [self._to.hostname or ""])[0]
        if place.startswith("/"):
            far = await asyncio.open_unix_connection(f"{place}/.s.PGSQL.{self._to.port or 5432}")
        else:
            far = await asyncio.open_connection(place, self._to.port)
        self._ends.update({writer, far[1]})
        await asyncio.gather(self._pass_on(reader, far[1]), self._pass_on(far[0], writer))

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while received := await reader.read(65_536):
                await self._open.wait()
                writer.write(received)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def line_to(dsn: str) -> AsyncIterator[Line]:
    """Give a line to a database."""
    line = Line(dsn)
    await line.mend()
    try:
        yield line
    finally:
        await line.cut()
