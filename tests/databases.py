"""Databases for the tests: a throwaway server, templates filled once, and a copy of one for each test.

Copying a template takes some hundredths of a second, so every test starts from the same known state and none cleans up
after another.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import asyncpg
import psutil

from db.embedded import EmbeddedServer
from db.schema import migrate
from db.server_place import find_place
from roadmap.store.database import open_pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

PREFIX = "roadmap-tests-"
POOL_SIZE = 5
# A throwaway database need not survive a power cut; where durability is tested, a server without these is started.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=512MB")
MEMORY: Final = Path("/dev/shm")  # noqa: S108 (what is made there is private, as by `tempfile`)
ROOM: Final = 4 * 1024**3
"""Bytes; four processes of tests, each with a server and a product, take less than half of it."""


class Databases:
    """Makes databases on the tests' server."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self._templates: set[str] = set()
        self._count = 0

    def address(self, name: str) -> str:
        """Give the address of a database by its name."""
        return urlsplit(self.dsn)._replace(path=f"/{name}").geturl()

    async def template(self, name: str, fill: Callable[[], Awaitable[object]] | None = None) -> str:
        """Make a migrated template once, filled by `fill` with the engine pointing at it; give its name."""
        if name not in self._templates:
            await self.run(f"CREATE DATABASE {name}")
            await migrate(self.address(name))
            if fill:
                async with open_pool(self.address(name), POOL_SIZE):
                    await fill()
            self._templates.add(name)
        return name

    @contextlib.asynccontextmanager
    async def copy(self, template: str) -> AsyncIterator[str]:
        """Give the address of a fresh copy of a template, gone afterwards."""
        self._count += 1
        name = f"test_{self._count}"
        await self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield self.address(name)
        finally:
            await self.run(f"DROP DATABASE {name} WITH (FORCE)")

    async def run(self, statement: str) -> None:
        """Run a statement that stands outside all databases."""
        connection = await asyncpg.connect(self.dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@contextlib.contextmanager
def throwaway_server(folder: Path) -> Iterator[str]:
    """Run a quick server in a folder; give the address of its empty database."""
    with EmbeddedServer(folder / "var", options=QUICK) as server:
        yield server.dsn


@cache
def throwaway_place() -> Path:
    """Find where throwaway folders go: into memory if it has room, where copying a database costs a tenth."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        return MEMORY
    return Path(tempfile.gettempdir())


@contextlib.contextmanager
def throwaway_folder() -> Iterator[Path]:
    """Give a temporary folder that the server's account can pass through when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=throwaway_place()))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_killed_runs() -> None:
    """Stop the servers of test runs that were killed, and remove their folders."""
    # In both places: whoever was killed may have left too little room in memory.
    for folder in [each for place in (MEMORY, Path(tempfile.gettempdir())) for each in place.glob(f"{PREFIX}*")]:
        found = re.match(rf"{PREFIX}(\d+)-", folder.name)
        # Another run may sweep the same folder just now.
        with contextlib.suppress(FileNotFoundError):
            if found and folder.stat().st_uid == os.geteuid() and not psutil.pid_exists(int(found[1])):
                if (folder / "var").is_dir():
                    find_place(folder / "var").cluster().stop()
                shutil.rmtree(folder, ignore_errors=True)
