"""`roadmap rates`: exchange rates from the files of the European Central Bank, without a browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from roadmap.cli.plan_argument import STDIN, BadInputError, in_database
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.money import plain
from roadmap.domain.rate_files import MOST_BYTES, Place
from roadmap.domain.rates import Rate, RateChanges, RateSource
from roadmap.i18n import language
from roadmap.services.rates import import_rate_file, known_rates, preview_rate_file
from roadmap.settings import read_settings

SHOWN: Final = 20
"""Rates that are listed one by one; of more the number is said."""
SAID: Final[dict[RateSource, str]] = {
    "ecb": "European Central Bank, euro foreign exchange reference rates",
    "own": "assumed, entered here",
    "sample": "assumed, from the sample plans",
}


@click.group()
def command() -> None:
    """Bring exchange rates, and list the latest."""


@command.command(name="import")
@click.argument("file")
@click.option(
    "--source",
    type=click.Choice(["ecb", "own"]),
    default="ecb",
    help="ecb: as the European Central Bank published them. own: planning rates of your own in the same format.",
)
@click.option("--reason", default="", help="Why rates of your own are what they are; they need one.")
@click.option("--dry-run", is_flag=True, help="Say what would change and save nothing.")
def import_(file: str, source: RateSource, reason: str, *, dry_run: bool) -> None:
    """Take over a file of rates: eurofxref.csv, eurofxref-hist.csv, or the same as XML.

    FILE is such a file, or - for standard input. Everything that is wrong in it is said, a line a problem, with its
    line and cell, and then nothing is saved. + is a new rate, ~ one that changes.
    """
    content, now, settings = content_of(file), datetime.now(UTC), read_settings()
    name = "" if file == STDIN else Path(file).name
    try:
        changes = in_database(
            lambda: (
                preview_rate_file(content, source, reason=reason.strip(), now=now)
                if dry_run
                else import_rate_file(content, source, file_name=name, reason=reason.strip(), now=now)
            ),
            settings,
        )
    except RuleBrokenError as error:
        raise BadInputError("\n".join(line_of(each) for each in error.faults)) from error
    for line in lines_of(changes):
        click.echo(line)


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, the rates as text so that none is rounded.")
def list_all(*, as_json: bool) -> None:
    """List the latest rate of each currency with its date and source."""
    today = datetime.now(UTC).date()
    latest = in_database(lambda: known_rates(today), read_settings()).latest
    if as_json:
        click.echo(json.dumps([told(each) for each in latest], indent=1))
        return
    for each in latest:
        why = f": {_on_one_line(each.reason)}" if each.reason else ""
        click.echo(f"{each.day}  1 EUR = {plain(each.rate)} {each.currency}  {SAID[each.source]}{why}")
    if not latest:
        click.echo("there is no rate yet: roadmap rates import eurofxref.csv")


def told(rate: Rate) -> dict[str, Any]:
    """A rate for programs: units of the currency for one euro."""
    return {
        "currency": rate.currency,
        "day": str(rate.day),
        "rate": plain(rate.rate),
        "source": rate.source,
        "reason": rate.reason,
    }


def content_of(name: str) -> bytes:
    """The bytes of a file that is not bigger than all rates since 1999. Raises ``BadInputError``."""
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInputError(f"{name}: {error.strerror or 'cannot be read'}") from error


def lines_of(changes: RateChanges) -> Iterator[str]:
    """What a file changes, and how much in all."""
    yield from (f"+ {each.day}  1 EUR = {plain(each.rate)} {each.currency}" for each in changes.new[:SHOWN])
    for each in changes.changed[:SHOWN]:
        now, before = each.after, each.before
        line = f"~ {now.day}  1 EUR = {plain(now.rate)} {now.currency}"
        if each.has_other_rate:
            line += f", was {plain(before.rate)}"
        if each.has_other_reason:
            line += f", now because “{_on_one_line(now.reason)}”"
            line += f", was because “{_on_one_line(before.reason)}”" if before.reason else ", had no reason"
        yield line
    yield f"new {len(changes.new)}, changed {len(changes.changed)}, the same {changes.same}"


def _on_one_line(reason: str) -> str:
    return " ".join(reason.split())


def line_of(fault: Fault) -> str:
    """One fault with its line and cell."""
    words, place = language("en").say(fault.message), Place.of(fault.field)
    if place is None:
        return f"--{fault.field}: {words}" if fault.field == "reason" else words
    return f"line {place.line}{f', {place.cell}' if place.cell else ''}: {words}"
