"""`roadmap schedule`: a plan's network of milestones: dates, slack, the critical path, pins that cannot be met."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

import click

from roadmap.cli.plan_argument import day_asked_for, plan_at, refusal
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import Dates, Schedule, forecast, plan_schedule
from roadmap.domain.workdays import working_calendar
from roadmap.settings import read_settings

HEAD: Final = ("No.", "Start", "Due", "Latest due", "Slack", "Forecast", "Title")


@click.command()
@click.argument("plan")
@click.option("--today", default="", metavar="DATE", help="The day from which dates are forecast; today when left out.")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def command(plan: str, today: str, *, as_json: bool) -> None:
    """Print the schedule of PLAN, which is the last part of a plan's address, a file of the exchange format, or `-`.

    Slack is in working days of the plan's country; what has none is critical and marked with an asterisk.
    """
    subject = plan_at(plan, read_settings())
    calendar = working_calendar(subject.country, subject.subdivision)
    try:
        schedule = plan_schedule(subject, calendar)
        dates = forecast(subject, calendar, day_asked_for(today))
    except RuleBrokenError as error:
        raise refusal(error) from error
    if as_json:
        click.echo(json.dumps(_document(subject, schedule, dates), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(subject, schedule, dates)))


def _lines(plan: Plan, schedule: Schedule, dates: dict[UUID, Dates]) -> Iterator[str]:
    rows = [HEAD, *(_row(each, schedule, dates) for each in _present(plan))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()
    numbers = {each.id: each for each in plan.milestones}
    yield f"\nCritical path: {' → '.join(str(numbers[_id(key)].number) for key in schedule.critical_path()) or 'none'}"
    for conflict in schedule.conflicts:
        pinned = numbers[_id(conflict.key)]
        yield f"Pin missed by {conflict.days} days: {pinned.number} {pinned.title}"


def _row(milestone: Milestone, schedule: Schedule, dates: dict[UUID, Dates]) -> tuple[str, ...]:
    timing = schedule[milestone.id]
    is_over = milestone.status == "done"
    return (
        str(milestone.number),
        timing.start.isoformat(),
        timing.due.isoformat(),
        "done" if is_over else timing.late_due.isoformat(),
        "" if is_over else f"{timing.total_slack}{'*' if timing.is_critical else ''}",
        dates[milestone.id].due.isoformat(),
        milestone.title,
    )


def _document(plan: Plan, schedule: Schedule, dates: dict[UUID, Dates]) -> dict[str, Any]:
    ends = [dates[each.id].due for each in _present(plan)]
    return {
        "plan": plan.slug,
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "forecast_end": max(ends).isoformat() if ends else None,
        "critical_path": [str(key) for key in schedule.critical_path()],
        "milestones": [_item(each, schedule, dates[each.id]) for each in _present(plan)],
        "conflicts": [
            {
                "id": str(each.key),
                "days": each.days,
                "driver": str(each.driver) if each.driver else None,
            }
            for each in schedule.conflicts
        ],
    }


def _item(milestone: Milestone, schedule: Schedule, dates: Dates) -> dict[str, Any]:
    timing, wanted = schedule[milestone.id], milestone.wanted_due or milestone.wanted_start
    return {
        "id": str(milestone.id),
        "number": milestone.number,
        "title": milestone.title,
        "status": milestone.status,
        "start": timing.start.isoformat(),
        "due": timing.due.isoformat(),
        "late_start": timing.late_start.isoformat(),
        "late_due": timing.late_due.isoformat(),
        "total_slack": timing.total_slack,
        "free_slack": timing.free_slack,
        "is_critical": timing.is_critical and milestone.is_open,
        "driver": str(timing.driver) if timing.driver else None,
        "forecast_start": dates.start.isoformat(),
        "forecast_due": dates.due.isoformat(),
        "moved": {"wanted": wanted.isoformat(), "because": milestone.moved_because} if wanted else None,
    }


def _present(plan: Plan) -> list[Milestone]:
    return [each for each in plan.milestones if each.status != "dropped"]


def _id(key: object) -> UUID:
    return UUID(str(key))
