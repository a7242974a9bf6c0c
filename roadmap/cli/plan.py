"""`roadmap plan`: what the pages that start a plan and hold a newer playbook against it do, without a browser."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Final

import click

from roadmap.cli.plan_argument import BadInputError, in_database
from roadmap.cli.plan_files import export, import_, schema
from roadmap.cli.plan_lines import lines_of, told
from roadmap.cli.plan_upgrade import lines_of as lines_of_upgrade
from roadmap.cli.plan_upgrade import told as told_of_upgrade
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.exports import ExportSubject
from roadmap.exports.json_plan import whole_plan
from roadmap.i18n import language
from roadmap.playbook_files import PlaybookFileError
from roadmap.services.database import migrate_database, open_pool, reachable_database
from roadmap.services.operator_plans import StartedPlan, start_plan_in
from roadmap.services.plans import preview_plan
from roadmap.services.playbooks import all_playbooks
from roadmap.services.upgrades import upgrade_of_plan
from roadmap.settings import Settings, read_settings
from roadmap.web.forms.plans import WantedPlan, asked, chosen_routes, parse_plan
from roadmap.web.forms.reading import Typed

OPTIONS: Final = {"routes": "--playbook", "subdivision": "--part", "rate_source": "--rate-source"}
"""How the command line calls a field of the form, where the names differ."""


@click.group()
def command() -> None:
    """Start plans from playbooks, write them to files, bring them back, and see what a newer playbook would change."""


command.add_command(export)
command.add_command(import_)
command.add_command(schema)


@command.command()
@click.option("--playbook", required=True, metavar="NAME/ROUTE", help="The playbook and its route, e.g. ips/pilot.")
@click.option(
    "--route", "more", multiple=True, metavar="ROUTE", help="Another route of that playbook; may be repeated."
)
@click.option("--country", required=True, metavar="CODE", help="ISO 3166-1 code in two letters, e.g. HR.")
@click.option("--part", default="", metavar="CODE", help="A part of it with holidays of its own, e.g. SCT of GB.")
@click.option("--start", required=True, metavar="DATE", help="The plan's first day, e.g. 2027-03-01.")
@click.option("--months", metavar="NUMBER", help="24 to 60; the first route's own when left out.")
@click.option("--title", default="", help="The plan's title; country and route when left out.")
@click.option(
    "--modules", multiple=True, metavar="KEY[,KEY]", help="The modules that are on; the routes' own when left out."
)
@click.option("--specialists", default="", metavar="NUMBER", help="How many, when not as in the playbook.")
@click.option("--services", default="", metavar="NUMBER", help="How many, when not as in the playbook.")
@click.option("--currency", default="", metavar="CODE", help="ISO 4217 code of the plan's money; EUR when left out.")
@click.option("--rate", default="", metavar="NUMBER", help="How many of it one EUR is.")
@click.option("--rate-source", default="", metavar="TEXT", help="Who publishes the rate, and of which day it is.")
@click.option("--portfolio", default="", metavar="SLUG", help="Where the plan goes, when there are several portfolios.")
@click.option("--dry-run", is_flag=True, help="Print the plan and save nothing; needs no database.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the whole plan as JSON, with the provenance of every figure."
)
def new(*, dry_run: bool, as_json: bool, portfolio: str, **given: str | tuple[str, ...] | None) -> None:
    """Start a plan from a playbook, save it, and print it.

    It goes into the only portfolio, or into a first one, “My plans”, when there is none. What was saved is said on
    standard error, so that standard output is the plan alone.
    """
    settings, now = read_settings(), datetime.now(UTC)
    try:
        wanted = parse_plan(form_of(given), all_playbooks(), by="operator", today=now.date())
        plan = preview_plan(wanted.playbook, wanted.draft, now)
        if not dry_run:
            started = save(settings, wanted, portfolio, now)
            plan = started.plan
            click.echo(told(started, settings), err=True)
    except RuleBrokenError as error:
        raise refusal(error) from error
    except PlaybookFileError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        subject = ExportSubject(plan=plan, playbook=wanted.playbook, base_url=settings.base_url, today=now.date())
        click.echo(whole_plan(subject, language("en")).body, nl=False)
        return
    for line in lines_of(plan, wanted.playbook, language("en")):
        click.echo(line)


@command.command()
@click.argument("slug", metavar="SLUG")
@click.option("--json", "as_json", is_flag=True, help="Print every difference as JSON.")
def upgrade(slug: str, *, as_json: bool) -> None:
    """List what a newer playbook would change in a plan, and save nothing.

    SLUG is the last part of the plan's address. What is taken over is chosen on the plan's page.
    """
    settings, now, words = read_settings(), datetime.now(UTC), language("en")
    try:
        offer = in_database(lambda: upgrade_of_plan(slug, now), settings)
    except RuleBrokenError as error:
        raise refusal(error) from error
    except PlaybookFileError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(told_of_upgrade(offer), ensure_ascii=False, indent=1))
        return
    for line in lines_of_upgrade(offer, words):
        click.echo(line)


def form_of(given: dict[str, str | tuple[str, ...] | None]) -> Typed:
    """The options as the form that the page sends; what is left out is the first route's own."""
    values = {name: value for name, value in given.items() if isinstance(value, str)}
    book = values["playbook"].partition("/")[0]
    routes = [values["playbook"], *(each if "/" in each else f"{book}/{each}" for each in given["more"] or ())]
    modules = [key.strip() for each in given["modules"] or () for key in each.split(",") if key.strip()]
    lists = [("routes", each) for each in routes] + [("modules", each) for each in modules]
    # As on the page: modules count as chosen only for the routes whose modules were shown.
    lists += [("shown", each) for each in routes if modules]
    form = asked({**values, "subdivision": values["part"]}, lists)
    chosen = chosen_routes(form, all_playbooks())
    usual = {
        "months": str(chosen[0][1].months) if chosen else "24",
        "title": usual_title(values["country"], chosen[0][1].title if chosen else ""),
    }
    return asked({**usual, **{name: value for name, value in form.values.items() if value}}, lists)


def usual_title(country: str, route: str) -> str:
    """The title of a plan that was given none."""
    name = language("en").locale.territories.get(country.upper(), country)
    return f"{name}: {route}"[:120]


def save(settings: Settings, wanted: WantedPlan, portfolio: str, now: datetime) -> StartedPlan:
    """Save the plan in the database at hand, which is brought up to date first, as `roadmap serve` does."""

    async def connected(dsn: str) -> StartedPlan:
        await migrate_database(dsn)
        async with open_pool(dsn, size=1):
            return await start_plan_in(portfolio, wanted.playbook, wanted.draft, now)

    with reachable_database(settings, say=lambda line: click.echo(line, err=True)) as dsn:
        return asyncio.run(connected(dsn))


def refusal(error: RuleBrokenError) -> click.ClickException:
    """Say what was refused, one line a fault, each with the option that it is about."""
    return BadInputError("\n".join(line_of(each) for each in error.faults))


def line_of(fault: Fault) -> str:
    """One fault with the option that it is about."""
    words = language("en").say(fault.message)
    return f"{OPTIONS.get(fault.field, f'--{fault.field}')}: {words}" if fault.field else words
