"""The preview of a change says in words what it would bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

from roadmap.domain.milestones import Dependency, Pin
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import replanned
from roadmap.domain.visits import Visit
from roadmap.domain.workdays import working_calendar
from roadmap.i18n import language
from roadmap.services.edits import Edited
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.templating import environment
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.plan_frame import plan_page
from tests.world import PLAN, plan_id_of

if TYPE_CHECKING:
    from tests.world import World

TODAY = date(2026, 11, 25)


def slipped(plan: Plan, days: int) -> Plan:
    """The plan with its first milestone that has not begun taking so many days more."""
    calendar = working_calendar(plan.country, plan.subdivision)
    first = next(each for each in plan.milestones if each.status == "not-started" and not each.is_pinned)
    waiting = [
        replace(each, planned_due=calendar.plus(each.planned_due, days)) if each is first else each
        for each in plan.milestones
    ]
    return replanned(replace(plan, milestones=tuple(waiting)), calendar)


def told(before: Plan, after: Plan) -> ConsequencesView:
    page = plan_page(language("en"), Visit(language="en"), before, TODAY, "/")
    return consequences_view(page, Edited(before=before, after=after))


async def test_nothing_is_said_to_be_nothing(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    assert told(plan, plan).summary == "No date and no amount changes."


async def test_of_other_dates_is_only_spoken_where_something_is_dated(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    dearer = replace(plan, budget=(replace(plan.budget[0], unit_cost=Decimal(1)), *plan.budget[1:]))
    assert told(plan, dearer).summary == "No date moves."
    assert told(plan, replace(plan, milestones=plan.milestones[:-1])).summary == "No other date moves."


async def test_a_slip_says_how_many_move_and_where_the_end_is_then(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    view = told(plan, slipped(plan, 30))
    assert "move" in view.summary
    assert view.dates
    assert all("later" in row.change for row in view.dates)


async def test_what_is_expected_when_it_was_is_said_with_why(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    calendar = working_calendar(plan.country, plan.subdivision)
    begun = next(each for each in plan.milestones if each.status == "not-started" and not each.pin)
    late = replace(begun, status="in-progress", percent=10, started_on=TODAY, planned_due=calendar.plus(TODAY, 900))
    waits = replace(begun, id=uuid4(), number=99, after=(Dependency(milestone_id=begun.id),))
    starts, due = (calendar.plus(day, 2) for day in (waits.planned_start, waits.planned_due))
    later = replace(waits, planned_start=starts, planned_due=due)
    before, after = (replace(plan, milestones=(late, each)) for each in (waits, later))
    view = told(before, after)
    assert view.summary == "The planned dates of 1 milestone change, its forecast does not."
    assert f"as “{late.number} · {late.title}” comes first." in view.dates[0].note


async def test_a_broken_pin_is_a_warning_with_its_cause(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    links = {link.milestone_id for each in plan.milestones if each.status == "not-started" for link in each.after}
    first = next(each for each in plan.milestones if each.status == "not-started" and each.id in links)
    after = next(each for each in plan.milestones if any(link.milestone_id == first.id for link in each.after))
    pinned = replace(after, pin=Pin(day=after.planned_due, reason="Vote"), anchor=None)
    before = replace(plan, milestones=tuple(pinned if each.id == after.id else each for each in plan.milestones))
    late = replace(first, planned_due=first.planned_due + timedelta(days=200))
    then = replace(before, milestones=tuple(late if each.id == first.id else each for each in before.milestones))
    view = told(before, then)
    assert any(first.title in sentence and after.title in sentence for sentence in view.warnings)


async def test_a_check_that_would_fail_is_said_before_it_does(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    lonely = replace(plan.services[0], specialists=Decimal(1))
    then = replace(plan, services=(lonely, *plan.services[1:]))
    raised = told(plan, then).checks
    assert {turn.kind for turn in raised} == {"bad"}
    assert any(lonely.title in turn.text for turn in raised)
    settled = told(then, plan).checks
    assert [(turn.kind, turn.text) for turn in settled] == [("good", turn.text) for turn in raised]


async def test_the_partial_prints_rows_and_warnings(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    view = told(plan, slipped(plan, 30))
    made = environment("en").get_template("components/consequences.html").module.consequences(view)  # type: ignore[attr-defined]
    assert "Dates that move" in made
    assert view.dates[0].title in made
