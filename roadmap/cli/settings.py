"""`roadmap settings`: every setting, its value here, its default and what it is for."""

from __future__ import annotations

import os

import click

from roadmap.settings import SETTINGS, Setting, read_settings


@click.command()
def command() -> None:
    """List every setting, its value here and what it is for."""
    read_settings()
    for setting in SETTINGS:
        click.echo(f"{setting.name} = {shown(setting)}")
        click.echo(f"    {setting.meaning} Default: {setting.default or 'not set'}.")


def shown(setting: Setting) -> str:
    """Give the value as it stands in the environment, without showing a secret."""
    value = os.environ.get(setting.name, "").strip()
    if setting.is_secret and value:
        return "(set)"
    return value or setting.default or "(not set)"
