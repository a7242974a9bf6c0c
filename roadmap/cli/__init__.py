"""The command line: one module a command, imported only when it is called, so that `roadmap --help` is quick."""

from __future__ import annotations

import importlib
import sys

import click

from roadmap.settings import StartError

# Each name is a module of this package whose `command` is the click command; the text is its line in `roadmap --help`.
COMMANDS = {
    "backup": "Write everything in the database into one file.",
    "check": "Hold a plan against the checks of its playbook.",
    "coverage": "Print what of a plan's need its money covers, by quarter and category, and what would close gaps.",
    "languages": "List the languages and how much of each is translated.",
    "migrate": "Bring the database to the schema of this version.",
    "needs": "Work out posts, cost and outcomes from the people in contact with services in each area.",
    "plan": "Start plans from playbooks, export and import them, without a browser.",
    "playbook": "Check playbooks, publish their schemas, collect their texts for translation.",
    "rates": "Bring exchange rates, and list the latest.",
    "restore": "Bring a backup back into an empty database.",
    "schedule": "Print a plan's schedule: dates, slack, the critical path, pins that cannot be met.",
    "serve": "Start the product: database, migrations, workers.",
    "settings": "List every setting, its value here and what it is for.",
    "user": "Add people who can sign in, and say what they may do.",
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """Name the commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"roadmap.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup)
@click.version_option(package_name="roadmap")
def roadmap() -> None:
    """Plan, fund and track the scaling of a proven social intervention across a country."""


def main() -> None:
    """Run a command; what hinders it is one readable line, not a trace."""
    try:
        roadmap(prog_name="roadmap")
    except StartError as error:
        click.echo(f"roadmap: {error}", err=True)
        sys.exit(2)
