"""`roadmap backup`: everything in the database as one file."""

from __future__ import annotations

from pathlib import Path

import click

from roadmap.services.database import reachable_database, write_backup
from roadmap.settings import read_settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Write everything in the database, evidence files too, into a new FILE. The product may go on meanwhile."""
    with reachable_database(read_settings(), say=lambda line: click.echo(line, err=True)) as dsn:
        write_backup(dsn, file)
    click.echo(f"written to {file}: keep it where nobody else can read it, for it holds everything")
