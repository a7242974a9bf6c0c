"""`roadmap languages`: how much of the interface and of each playbook every language has."""

from __future__ import annotations

import click

from roadmap.i18n import DEFAULT, LANGUAGES
from roadmap.i18n.catalogues import coverage
from roadmap.playbook_files import playbook_texts, playbooks, read_texts


@click.command()
def command() -> None:
    """List the languages and how many texts each lacks; what is lacking is shown in English."""
    for code, name in LANGUAGES.items():
        if code == DEFAULT:
            click.echo(f"{code}  {name}: the language of the texts")
            continue
        have, count = coverage(code)
        click.echo(f"{code}  {name}: interface {have} of {count}{playbook_counts(code)}")


def playbook_counts(code: str) -> str:
    """The playbooks' share of a language's line."""
    counts = []
    for book in playbooks():
        key = book.intervention.key
        texts, said = set(playbook_texts(key)), read_texts(key, code)
        counts.append(f", playbook {key} {len(texts & set(said))} of {len(texts)}")
    return "".join(counts)
