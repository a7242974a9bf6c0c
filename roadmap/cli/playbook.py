"""`roadmap playbook`: check playbooks, publish the schemas of their files, bring their texts to translators."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from roadmap.i18n import DEFAULT, LANGUAGES
from roadmap.playbook_files import PlaybookFileError
from roadmap.playbook_files.checking import check as problems_of
from roadmap.playbook_files.schemas import schema_text, schemas, write_schemas
from roadmap.playbook_files.texts import languages_in, missing_in, texts_in, update_catalogue

ANY_PATH = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
TRANSLATED = [code for code in LANGUAGES if code != DEFAULT]


@click.group()
def command() -> None:
    """Check playbooks, publish the schemas of their files, and collect their texts for translation."""


@command.command()
@click.argument("path", type=ANY_PATH)
def check(path: Path) -> None:
    """Say everything that is wrong with a playbook.

    PATH is a playbook's folder, or one file in it. Each line says file, line, place, what is wrong and what would be
    right. Nothing is printed when all is well.
    """
    found = problems_of(path)
    for problem in found:
        click.echo(str(problem))
    sys.exit(1 if found else 0)


@command.command()
@click.argument("kind", required=False, type=click.Choice(list(schemas())))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write one file a kind into this folder.")
def schema(kind: str | None, out: Path | None) -> None:
    """Print the JSON Schema of a kind of file, or of all, so that editors can complete and check.

    A YAML file names its schema in its first line: # yaml-language-server: $schema=../../schema/route.json
    """
    if out:
        for file in write_schemas(out):
            click.echo(f"wrote {file}")
    else:
        click.echo(schema_text(kind) if kind else json.dumps(schemas(), indent=2, ensure_ascii=False))


@command.command()
@click.argument("path", type=FOLDER)
@click.option("--language", "wanted", multiple=True, type=click.Choice(TRANSLATED), help="A language; again for more.")
@click.option("--missing", is_flag=True, help="Change nothing; count what is not translated.")
def texts(path: Path, wanted: tuple[str, ...], *, missing: bool) -> None:
    """Bring the catalogues in texts/ to the texts of today, keeping what is translated.

    PATH is a playbook's folder. Without --language, all languages that have a catalogue are meant.
    """
    try:
        if missing:
            _count(path, wanted or tuple(TRANSLATED))
        else:
            _update(path, wanted or tuple(languages_in(path)))
    except PlaybookFileError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _count(folder: Path, languages: tuple[str, ...]) -> None:
    count = len(texts_in(folder))
    for language in languages:
        click.echo(f"{language}: {len(missing_in(folder, language))} of {count} texts are not translated")


def _update(folder: Path, languages: tuple[str, ...]) -> None:
    if not languages:
        raise click.UsageError(f"There is no catalogue yet; begin one with --language, for example {TRANSLATED[0]}.")
    for language in languages:
        state = "brought to the texts of today" if update_catalogue(folder, language) else "as it should be"
        click.echo(f"{language}: {state}, {len(missing_in(folder, language))} texts are not translated")
