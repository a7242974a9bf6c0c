"""`roadmap plan export` and `roadmap plan import`: a whole plan as a file of the exchange format, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import click
import msgspec

from roadmap.cli.plan_argument import file_at, in_database, plan_called, refusal
from roadmap.cli.plan_lines import lines_of, told
from roadmap.domain.changes import Change
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.exchange import NewPlace, PlanFile, as_new_plan, playbook_of, write_plan
from roadmap.domain.exchange.schema import schema_text
from roadmap.domain.plans import Plan
from roadmap.i18n import language
from roadmap.playbook_files.problems import one_line
from roadmap.services.operator_plans import import_over_plan, import_plan_in, preview_import_over
from roadmap.services.playbooks import all_playbooks, playbook
from roadmap.settings import Settings, read_settings
from roadmap.web.views.changes import kind_words

SIGNS = {"created": "+", "changed": "~", "removed": "-"}


@click.command()
@click.argument("slug")
def export(slug: str) -> None:
    """Print a plan with all its parts as JSON (roadmap.plan/1).

    SLUG is the last part of the plan's address.
    """
    try:
        plan = plan_called(slug, read_settings())
    except RuleBrokenError as error:
        raise refusal(error) from error
    click.echo(write_plan(plan, playbook(plan.intervention).sources), nl=False)


@click.command(name="import")
@click.argument("file")
@click.option("--portfolio", default="", metavar="SLUG", help="Where a new plan goes, when there are several.")
@click.option("--over", default="", metavar="SLUG", help="The plan that the file goes over, instead of a new one.")
@click.option("--reason", default="Imported at the command line", help="Why the plan changes, for the log.")
@click.option("--dry-run", is_flag=True, help="Say what would come and save nothing; a new plan needs no database.")
@click.option("--json", "as_json", is_flag=True, help="Print the new plan, or what differs, as JSON.")
def import_(*, file: str, portfolio: str, over: str, reason: str, dry_run: bool, as_json: bool) -> None:
    """Save a plan from a file as a new one, or take it over one that is there.

    FILE is a file of the exchange format, or - for standard input. Everything that is wrong in it is said, a line a
    problem, with its JSON path. Over a plan, + says what is added, ~ what changes and - what is removed.
    """
    settings, now = read_settings(), datetime.now(UTC)
    read = file_at(file, settings)
    try:
        if over:
            changes = over_plan_called(settings, read, over, "" if dry_run else reason, now)
            click.echo(json_of(changes) if as_json else "\n".join(lines_of_changes(changes)))
            return
        plan = new_plan(settings, read, portfolio, now, is_saved=not dry_run)
    except RuleBrokenError as error:
        raise refusal(error) from error
    book = playbook_of(plan, all_playbooks())
    if as_json:
        click.echo(write_plan(plan, book.sources), nl=False)
        return
    for line in lines_of(plan, book, language("en")):
        click.echo(line)


@click.command()
def schema() -> None:
    """Print the JSON Schema of the exchange format."""
    click.echo(schema_text(), nl=False)


def new_plan(settings: Settings, file: PlanFile, portfolio: str, now: datetime, *, is_saved: bool) -> Plan:
    """The plan that a file gives, saved or not; what was saved is said on standard error."""
    playbook_of(file.plan, all_playbooks())
    if not is_saved:
        return as_new_plan(file, NewPlace(id=uuid4(), slug="preview", portfolio_id=UUID(int=0), now=now))
    started = in_database(lambda: import_plan_in(portfolio, file, now), settings)
    click.echo(told(started, settings), err=True)
    return started.plan


def over_plan_called(settings: Settings, file: PlanFile, slug: str, reason: str, now: datetime) -> Sequence[Change]:
    """What a file changes in a plan; without a reason nothing is saved."""
    if not reason:
        return in_database(lambda: preview_import_over(slug, file, now), settings)
    return in_database(lambda: import_over_plan(slug, file, reason, now), settings)


def lines_of_changes(changes: Sequence[Change]) -> Iterator[str]:
    """One line a thing, and below it one a field."""
    kinds = kind_words(language("en"))
    if not changes:
        yield "nothing differs"
    for each in changes:
        yield one_line(f"{SIGNS[each.action]} {kinds.get(each.noun, each.noun)} {each.item}")
        if each.action == "changed":
            for field in each.fields:
                yield one_line(f"    {field.field}: {plain(field.before)} -> {plain(field.after)}")


def plain(value: Any) -> str:  # noqa: ANN401 (a plain JSON value)
    """A value as JSON writes it."""
    return msgspec.json.encode(value).decode()


def json_of(changes: Sequence[Change]) -> str:
    """What differs, for programs."""
    told = [
        {"noun": each.noun, "id": each.item_id, "item": each.item, "action": each.action, "fields": each.fields}
        for each in changes
    ]
    return msgspec.json.format(msgspec.json.encode(told), indent=1).decode()
