"""`roadmap user`: who can sign in, and what they may do. The first administrator is made here.

No password is taken from the command line, where other users of the machine could read it, and none is printed.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

import click

from roadmap.domain.access import ROLES
from roadmap.domain.accounts import Member, account_faults
from roadmap.domain.errors import RoadmapError, RuleBrokenError
from roadmap.i18n import language
from roadmap.services import accounts
from roadmap.services.accounts import Scope
from roadmap.services.database import open_pool, reachable_database
from roadmap.settings import read_settings

Result = TypeVar("Result")


@click.group()
def command() -> None:
    """Add people, let them do things, and list who may do what."""


def password_option(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command read the password from its standard input."""
    return click.option(
        "--password-stdin", is_flag=True, help="Read the password from the first line of standard input."
    )(function)


def scope_options(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command name a plan or a portfolio."""
    plan = click.option("--plan", metavar="SLUG", help="The plan, as in its address.")
    return plan(click.option("--portfolio", metavar="SLUG", help="All plans of a portfolio.")(function))


@command.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as others see it.")
@click.option("--administrator", is_flag=True, help="May see and change everything.")
@password_option
def add(email: str, name: str, *, administrator: bool, password_stdin: bool) -> None:
    """Add somebody who can sign in."""
    account = accounts.new_account(email, name, datetime.now(UTC), is_administrator=administrator)
    password = read_password(from_stdin=password_stdin)
    # Before the database is reached, which may have to be started for it.
    if faults := account_faults(email, name, password):
        raise refusal(RuleBrokenError(*faults))
    run(lambda: accounts.add_account(account, password))
    click.echo(f"added {account.email}{' as administrator' if administrator else ''}")


@command.command()
@click.argument("email")
@password_option
def password(email: str, *, password_stdin: bool) -> None:
    """Give somebody a new password and sign them out everywhere."""
    new = read_password(from_stdin=password_stdin)
    run(lambda: accounts.reset_password(email, new))
    click.echo(f"{email} has a new password and is signed out everywhere")


@command.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
@scope_options
def grant(email: str, role: str, plan: str | None, portfolio: str | None) -> None:
    """Give somebody a role on a plan, or on all plans of a portfolio."""
    scope = scope_of(plan, portfolio)
    is_new = run(lambda: accounts.grant(email, role, scope))
    click.echo(f"{email} is {role} of {scope.slug}{'' if is_new else ' already'}")


@command.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
@scope_options
def revoke(email: str, role: str, plan: str | None, portfolio: str | None) -> None:
    """Take a role from somebody."""
    scope = scope_of(plan, portfolio)
    is_gone = run(lambda: accounts.revoke(email, role, scope))
    click.echo(f"{email} {'is no longer' if is_gone else 'was not'} {role} of {scope.slug}")


@command.command()
@click.argument("email")
def disable(email: str) -> None:
    """Let somebody sign in no longer, and sign them out everywhere."""
    run(lambda: accounts.disable(email))
    click.echo(f"{email} can sign in no longer and is signed out everywhere")


@command.command()
@click.argument("email")
def enable(email: str) -> None:
    """Let somebody sign in again."""
    run(lambda: accounts.enable(email))
    click.echo(f"{email} can sign in again")


@command.command(name="list")
def list_all() -> None:
    """List who can sign in and what they may do."""
    members = run(accounts.list_members)
    for member in members:
        click.echo(line_of(member))
    if not members:
        click.echo("nobody can sign in yet: roadmap user add EMAIL --name NAME --administrator")


def line_of(member: Member) -> str:
    """Write one account with what it may do."""
    account = member.account
    marks = {"administrator": account.is_administrator, "sample": account.is_sample, "disabled": not account.is_active}
    parts = [mark for mark, is_set in marks.items() if is_set]
    parts += [f"{grant.role} of {'portfolio ' if grant.is_portfolio else ''}{grant.scope}" for grant in member.grants]
    return f"{account.email}  {account.name}  {', '.join(parts) or 'no role'}"


def scope_of(plan: str | None, portfolio: str | None) -> Scope:
    """Read the two options, of which exactly one has to be given."""
    if plan and not portfolio:
        return Scope(slug=plan, is_portfolio=False)
    if portfolio and not plan:
        return Scope(slug=portfolio, is_portfolio=True)
    raise click.UsageError("name either --plan or --portfolio")


def read_password(*, from_stdin: bool) -> str:
    """Read a password from standard input, or ask for it twice at a terminal."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise click.UsageError("no terminal to ask for the password: give --password-stdin")
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return answer


def run(work: Callable[[], Awaitable[Result]]) -> Result:
    """Do something with the database at hand; what is refused is one readable line."""
    settings = read_settings()

    async def connected(dsn: str) -> Result:
        async with open_pool(dsn, size=1):
            return await work()

    with reachable_database(settings, say=lambda line: click.echo(line, err=True)) as dsn:
        try:
            return asyncio.run(connected(dsn))
        except RoadmapError as error:
            raise refusal(error) from error


def refusal(error: RoadmapError) -> click.ClickException:
    """Say what was refused, one line a fault."""
    english = language("en")
    faults = [fault.message for fault in error.faults] if isinstance(error, RuleBrokenError) else [error.message]
    return click.ClickException("\n".join(english.say(each) for each in faults))
