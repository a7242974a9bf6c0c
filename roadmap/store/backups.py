"""Backups: everything in the database as one file, written and read by PostgreSQL's own programs.

They come with the embedded server, and reach a server of one's own as well.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import asyncpg

from db.server_place import carried_programs
from roadmap.settings import StartError
from roadmap.store.connection import UNREACHABLE
from roadmap.store.database import DatabaseUnavailableError

PRIVATE = 0o600


class BackupError(StartError):
    """A backup cannot be written or read; the message is one line for the person at the machine."""


def write_backup(dsn: str, file: Path) -> None:
    """Write the whole database into a new file that only its owner may read, all or nothing.

    Raises ``BackupError`` where there is a file of that name, no room, or no database.
    """
    draft = file.with_name(f"{file.name}.part")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    except OSError as error:
        raise BackupError(f"{draft} cannot be written: {error.strerror}.") from error
    try:
        _run("pg_dump", dsn, "--format=custom", f"--file={draft}")
        # Not `rename`: that would take the place of a file that is there.
        os.link(draft, file)
    except FileExistsError as error:
        raise BackupError(f"there is a file {file} already: name another one.") from error
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def restore_backup(dsn: str, file: Path) -> None:
    """Bring a backup into an empty database, all or nothing.

    Raises ``BackupError`` where the database holds something or the file is no whole backup.
    """
    if not file.is_file():
        raise BackupError(f"there is no file {file}.")
    if asyncio.run(_tables(dsn)):
        raise BackupError("the database is not empty: restore into a new one, or with ROADMAP_DATA into a new folder.")
    _run("pg_restore", dsn, "--exit-on-error", "--single-transaction", str(file))


async def _tables(dsn: str) -> int:
    try:
        connection = await asyncpg.connect(dsn)
    except UNREACHABLE as error:
        raise DatabaseUnavailableError(f"the database cannot be used: {error or type(error).__name__}.") from error
    try:
        found: int = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    finally:
        await connection.close()
    return found


def _run(program: str, dsn: str, *arguments: str) -> None:
    parts = urlsplit(dsn)
    # Every user of the machine can read a program's arguments, so that the password goes another way.
    known = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    plain = dsn.replace(f":{parts.password}@", "@", 1)
    command = [str(carried_programs() / program), "--no-owner", "--no-privileges", f"--dbname={plain}", *arguments]
    done = subprocess.run(command, env={**os.environ, **known}, capture_output=True, text=True, check=False)  # noqa: S603 (PostgreSQL's own program)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"{program} ended with {done.returncode}"]
        raise BackupError(said[0].removeprefix(f"{program}: ").removeprefix("error: ") + ".")
