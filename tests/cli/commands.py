"""Commands run as from a shell, on a database that they connect to by themselves."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from click.testing import CliRunner

if TYPE_CHECKING:
    import click
    from click.testing import Result

NOWHERE: Final = "postgresql://nobody@127.0.0.1:1/nothing"
"""The address of a database that is not there, for what needs none."""


async def run_command(command: click.Command, dsn: str, *words: str, given: str = "") -> Result:
    """Run it in a thread, because it starts a loop of its own; ``given`` is its standard input."""
    return await asyncio.to_thread(CliRunner(env={"DATABASE_URL": dsn}).invoke, command, list(words), given)
