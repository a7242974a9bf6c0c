"""`roadmap migrate`: bring the database's schema to this version's."""

from __future__ import annotations

import asyncio

import click

from roadmap.services.database import migrate_database, reachable_database
from roadmap.settings import read_settings


@click.command()
def command() -> None:
    """Bring the database to the schema of this version. Safe to run twice, or on several machines at once."""
    with reachable_database(read_settings(), say=click.echo) as dsn:
        done = asyncio.run(migrate_database(dsn))
    for name in done:
        click.echo(f"migrated {name}")
    if not done:
        click.echo("the schema is up to date")
