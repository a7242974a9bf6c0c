"""`roadmap coverage`: what of a plan's need its money covers, quarter by quarter, and what would close the gaps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import click

from roadmap.cli.plan_argument import BadInputError, day_asked_for, plan_at, refusal
from roadmap.domain.coverage import (
    Amounts,
    Coverage,
    ExitCost,
    Payment,
    Relaxation,
    Unused,
    cover,
    exit_test,
    relaxations,
)
from roadmap.domain.errors import NotFoundError, RuleBrokenError
from roadmap.domain.funding import FundingSource
from roadmap.domain.money import digits
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.exports.coverage_json import AMOUNTS, coverage_document, exit_document
from roadmap.i18n import Language, language
from roadmap.playbook_files import PlaybookFileError
from roadmap.services.playbooks import playbook
from roadmap.settings import read_settings


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """Everything that the command prints."""

    plan: Plan
    playbook: Playbook
    today: date
    coverage: Coverage
    relaxations: tuple[Relaxation, ...]
    exits: tuple[ExitCost, ...]
    words: Language

    def source(self, each: Payment | Unused) -> str:
        """The title of who pays."""
        return next(source.title for source in self.plan.sources if source.id == each.source_id)

    def category(self, key: str) -> str:
        """The title of a cost category; its key where the playbook has none."""
        return {each.key: each.title for each in self.playbook.cost_categories}.get(key, key)

    def exact(self, amount: Decimal) -> str:
        """An amount to its minor unit."""
        return digits(amount, self.plan.currency)


@click.command()
@click.argument("plan")
@click.option("--with-probable", is_flag=True, help="Count money that is likely and not firm as well.")
@click.option("--today", default="", metavar="DATE", help="The day whose quarter and next one are told; else today.")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs; amounts are exact, in quotes.")
def command(plan: str, today: str, *, with_probable: bool, as_json: bool) -> None:
    """Print what of the need of PLAN its money covers, by the restrictions and periods of that money.

    PLAN is the last part of a plan's address, a file of the exchange format, or `-`.
    """
    subject = plan_at(plan, read_settings())
    try:
        told = _told(subject, playbook(subject.intervention), day_asked_for(today), with_probable=with_probable)
    except NotFoundError as error:
        raise BadInputError(f"There is no playbook “{subject.intervention}” here, which this plan follows.") from error
    except PlaybookFileError as error:
        raise click.ClickException(str(error)) from error
    except RuleBrokenError as error:
        raise refusal(error) from error
    if as_json:
        click.echo(json.dumps(_document(told), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(told)))


def _told(plan: Plan, book: Playbook, today: date, *, with_probable: bool) -> _Told:
    return _Told(
        plan=plan,
        playbook=book,
        today=today,
        coverage=cover(plan, book, with_probable=with_probable),
        relaxations=relaxations(plan, book, with_probable=with_probable),
        exits=exit_test(plan, book),
        words=language("en"),
    )


def _lines(told: _Told) -> Iterator[str]:
    found, words = told.coverage, told.words
    heads = ("Need", "Committed", "Probable", "Gap") if found.with_probable else ("Need", "Committed", "Gap")
    yield f"Amounts in {found.currency}, {'with' if found.with_probable else 'without'} probable money."
    yield ""
    rows = [(told.category(key), amounts) for key, amounts in found.by_category.items()]
    yield from _table(told, ("Category", *heads), [*rows, ("In all", found.total)])
    yield ""
    quarters = [(words.quarter(quarter), amounts) for quarter, amounts in found.by_quarter.items()]
    yield from _table(told, ("Quarter", *heads, "Gap in"), quarters, [_open_in(told, each) for each in found.quarters])
    now, following = found.gaps_ahead(told.today)
    yield ""
    yield f"Gap in this quarter: {told.exact(now)}. In the next: {told.exact(following)}."
    yield f"Firm money that lapses unused: {told.exact(found.lapsing)}."
    for left in found.unused:
        yield f"- {told.source(left)}: {told.exact(left.amount)}, until {left.ends}. {words.say(left.why)}"
    if told.relaxations:
        yield "\nWhat would close gaps:"
        yield from (f"- {words.say(each.said)}" for each in told.relaxations)
    if told.exits:
        yield f"\nStill running when the plan ends on {told.plan.end}:"
        yield from (f"- {_heir(told, each)}" for each in told.exits)


def _table(
    told: _Told, head: Sequence[str], rows: Sequence[tuple[str, Amounts]], last: Sequence[str] = ()
) -> Iterator[str]:
    names = AMOUNTS if told.coverage.with_probable else ("need", "committed", "gap")
    lines = [(title, *(told.exact(getattr(amounts, name)) for name in names)) for title, amounts in rows]
    columns = len(names) + 1
    widths = [max(len(row[column]) for row in [head, *lines]) for column in range(columns)]
    ends = [*head[columns:], *last] or [""] * (len(lines) + 1)
    for row, end in zip([tuple(head[:columns]), *lines], ends, strict=True):
        title, *amounts = row
        cells = [title.ljust(widths[0]), *(each.rjust(width) for each, width in zip(amounts, widths[1:], strict=True))]
        yield "  ".join([*cells, end]).rstrip()


def _open_in(told: _Told, quarter: date) -> str:
    cells = told.coverage.cells
    return ", ".join(told.category(key) for key in told.coverage.categories if cells[quarter, key].gap)


def _heir(told: _Told, cost: ExitCost) -> str:
    amount = f"{told.category(cost.category)}: {told.exact(cost.month)} a month, {told.exact(cost.year)} a year."
    match cost.state:
        case "firm" | "probable":
            return f"{amount} {_titles(cost.heirs)}: {cost.state} until then."
        case "asked":
            return f"{amount} {_titles(cost.able)} may pay for it, and no likely money from there reaches that day."
        case "nobody":
            return f"{amount} Nobody."


def _titles(sources: Sequence[FundingSource]) -> str:
    return ", ".join(each.title for each in sources)


def _document(told: _Told) -> dict[str, Any]:
    return {
        "plan": told.plan.slug,
        **coverage_document(told.coverage, told.today, told.words),
        "relaxations": [_relaxation(told, each) for each in told.relaxations],
        "exit": [exit_document(each, told.plan.currency) for each in told.exits],
    }


def _relaxation(told: _Told, each: Relaxation) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "source": str(each.source_id) if each.source_id else None,
        "category": each.category,
        "day": each.day.isoformat() if each.day else None,
        "closes": told.exact(each.amount),
        "first_quarter": each.first.isoformat(),
        "last_quarter": each.last.isoformat(),
        "message": told.words.say(each.said),
    }
