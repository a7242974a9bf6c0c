"""`roadmap restore`: a backup brought back into an empty database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from roadmap.services.database import migrate_database, reachable_database, restore_backup
from roadmap.settings import read_settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Bring the backup in FILE into an empty database, and its schema to this version."""
    with reachable_database(read_settings(), say=lambda line: click.echo(line, err=True)) as dsn:
        restore_backup(dsn, file)
        asyncio.run(migrate_database(dsn))
    click.echo(f"restored from {file}")
