"""PLAN on the command line: the last part of a plan's address, or a file of the exchange format."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, TypeVar

import click

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.exchange import PlanFile, read_plan
from roadmap.domain.plans import Plan
from roadmap.i18n import language
from roadmap.services.database import migrate_database, open_pool, reachable_database
from roadmap.services.operator_plans import plan_of
from roadmap.settings import Settings

STDIN: Final = "-"
Found = TypeVar("Found")


class BadInputError(click.ClickException):
    """Input that cannot be used, as for click's own."""

    exit_code = 2


def plan_at(argument: str, settings: Settings) -> Plan:
    """The plan that PLAN names, with all its parts; a file needs no database.

    A file is what exists as one, ends in .json, has a folder in its name, or is ``-`` for standard input. Raises
    ``BadInputError`` with one line for everything that is wrong.
    """
    if is_file(argument):
        return file_at(argument, settings).plan
    try:
        return plan_called(argument, settings)
    except RuleBrokenError as error:
        raise refusal(error) from error


def is_file(argument: str) -> bool:
    """Whether PLAN names a file rather than a plan in the database."""
    return argument == STDIN or argument.endswith(".json") or "/" in argument or Path(argument).is_file()


def file_at(name: str, settings: Settings) -> PlanFile:
    """What a file holds. Raises ``BadInputError``."""
    try:
        return read_plan(content_of(name, settings))
    except RuleBrokenError as error:
        raise refusal(error) from error


def content_of(name: str, settings: Settings) -> bytes:
    """The bytes of a file that is not bigger than what may be uploaded. Raises ``BadInputError``."""
    most = settings.upload_max_mb * 1_048_576
    try:
        if name == STDIN:
            content = sys.stdin.buffer.read(most + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(most + 1)
    except OSError as error:
        raise BadInputError(f"{name}: {error.strerror or 'cannot be read'}") from error
    if len(content) > most:
        raise BadInputError(f"{name}: bigger than {settings.upload_max_mb} MB; ROADMAP_UPLOAD_MAX_MB sets the most")
    return content


def plan_called(slug: str, settings: Settings) -> Plan:
    """A plan in the database at hand. Raises ``RuleBrokenError`` where there is none."""
    return in_database(lambda: plan_of(slug), settings)


def in_database(read: Callable[[], Awaitable[Found]], settings: Settings) -> Found:
    """What somebody reads in the database at hand, which is brought up to date first."""

    async def connected(dsn: str) -> Found:
        await migrate_database(dsn)
        async with open_pool(dsn, size=1):
            return await read()

    with reachable_database(settings, say=lambda line: click.echo(line, err=True)) as dsn:
        return asyncio.run(connected(dsn))


def day_asked_for(text: str) -> date:
    """The day of ``--today``, or the day that it is. Raises ``BadInputError``."""
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError:
        raise BadInputError(f"--today: write a day as 2027-03-01; you wrote {text[:40]!r}") from None


def refusal(error: RuleBrokenError) -> click.ClickException:
    """Say what was refused, one line a fault, each with the place in the file that it is about."""
    return BadInputError("\n".join(line_of(each) for each in error.faults))


def line_of(fault: Fault) -> str:
    """One fault with its place."""
    words = language("en").say(fault.message)
    return f"{fault.field}: {words}" if fault.field else words
