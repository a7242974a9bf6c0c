"""How a playbook's dates and figures are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from roadmap.domain.budgets import total
from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.money import Money
from roadmap.domain.playbooks import Playbook
from roadmap.domain.routes import Anchor, Duration
from roadmap.domain.workdays import working_calendar
from roadmap.i18n import language
from roadmap.playbook_files import playbooks
from roadmap.services.route_costs import UsualCost, summed, usual_costs
from roadmap.web.views.playbooks_amounts import benchmark, duration, quantity, sums, unit_cost, usual_size, with_unit
from roadmap.web.views.playbooks_anchors import Points

if TYPE_CHECKING:
    from typing import Literal

    At = Literal["plan-start", "plan-end", "phase-start", "phase-end"]

ENGLISH = language("en")
BOOK = playbooks()[0]
POINTS = Points(ENGLISH, {"set-up": "Team and way of working"})


@pytest.mark.parametrize(
    ("at", "months", "days", "phase", "said"),
    [
        ("plan-start", 0, 0, None, "the start"),
        ("plan-end", 0, 0, None, "the end"),
        ("plan-start", 3, 0, None, "3 months after the start"),
        ("plan-start", 1, 0, None, "1 month after the start"),
        ("plan-end", -6, 0, None, "6 months before the end"),
        ("plan-end", -9, 1, None, "9 months before the end"),
        ("plan-end", 2, 0, None, "2 months after the end"),
        ("plan-start", 0, 10, None, "10 days after the start"),
        ("plan-start", -1, 0, None, "1 month before the start"),
        ("plan-end", 0, -14, None, "14 days before the end"),
        ("plan-start", 3, 10, None, "3 months and 10 days after the start"),
        ("plan-start", 3, -10, None, "3 months less 10 days after the start"),
        ("plan-end", -3, -1, None, "3 months and 1 day before the end"),
        ("phase-start", 0, 0, None, "the start of its phase"),
        ("phase-end", 0, 0, None, "the end of its phase"),
        ("phase-start", 2, 0, None, "2 months after the start of its phase"),
        ("phase-end", -1, 0, None, "1 month before the end of its phase"),
        ("phase-end", 0, 0, "set-up", "the end of “Team and way of working”"),
        ("phase-start", 1, 0, "set-up", "1 month after the start of “Team and way of working”"),
        ("phase-end", 0, -5, "set-up", "5 days before the end of “Team and way of working”"),
        ("phase-end", 0, 0, "unknown", "the end of “unknown”"),
    ],
)
def test_a_first_day_is_said_from_the_point_it_hangs_on(
    at: At, months: int, days: int, phase: str | None, said: str
) -> None:
    assert POINTS.first_day(Anchor(at=at, months=months, days=days, phase=phase)) == said


def test_the_day_before_six_months_are_over_ends_the_first_six_months() -> None:
    assert POINTS.last_day(Anchor(at="plan-start", months=6, days=-1)) == "6 months after the start"
    assert POINTS.first_day(Anchor(at="plan-start", months=6, days=-1)) == "6 months less 1 day after the start"


def test_a_stretch_without_anchors_is_the_whole_plan() -> None:
    assert POINTS.span(None, None) == "The whole plan"
    starts, ends = Anchor(at="plan-start", months=3), Anchor(at="plan-end", months=-6)
    assert POINTS.span(starts, ends) == "From 3 months after the start to 6 months before the end"
    assert POINTS.span(starts, None) == "From 3 months after the start to the end"
    assert POINTS.span(None, ends) == "From the start to 6 months before the end"


@pytest.mark.parametrize("book", playbooks(), ids=lambda book: book.intervention.key)
def test_every_anchor_of_every_playbook_can_be_said(book: Playbook) -> None:
    for route in book.routes:
        points = Points(ENGLISH, {each.key: each.title for each in route.phases})
        said = [points.span(phase.starts, phase.ends) for phase in route.phases]
        said += [points.span(line.starts, line.ends) for line in route.budget]
        said += [points.first_day(step.starts) for step in route.milestones if step.starts]
        said += [points.last_day(step.due) for step in route.milestones if step.due]
        assert all(said)
        assert not any("%" in each or "less" in each for each in said)


def test_values_are_said_with_their_unit() -> None:
    assert with_unit(ENGLISH, Decimal(1), "people") == "1 person"
    assert with_unit(ENGLISH, Decimal(1410), "people") == "1,410 people"
    assert with_unit(ENGLISH, Decimal("26.64"), "percent") == "26.64%"
    assert with_unit(ENGLISH, Decimal(100), "score") == "100 points"
    assert with_unit(ENGLISH, Decimal(2), "posts") == "2 posts"
    assert with_unit(ENGLISH, Decimal(1), "services") == "1 service"
    assert with_unit(language("fr"), Decimal(1410), "") == "1\u202f410"


def test_a_benchmark_is_a_value_or_a_range_in_its_currency() -> None:
    figures = {each.key: each for each in BOOK.benchmarks}
    assert benchmark(ENGLISH, figures["caseload"]) == "20 to 25"
    assert benchmark(ENGLISH, figures["cost-per-engagement"]) == "£1,300"
    assert benchmark(ENGLISH, replace(figures["cost-per-engagement"], value=Decimal("1.41"))) == "£1.41"
    assert benchmark(ENGLISH, figures["plan-cost"]) == "€150,000 to €8,000,000"


def test_quantities_costs_and_durations_are_said_in_words() -> None:
    lines = {each.key: each for each in BOOK.route("pilot").budget}
    assert quantity(ENGLISH, lines["supervisor-share"]) == "0.5 for each service"
    assert quantity(ENGLISH, lines["evaluation-report"]) == "1 in all"
    assert unit_cost(ENGLISH, lines["specialist-salaries"]) == "€49,000 a year"
    assert unit_cost(ENGLISH, lines["core-course"]) == "€2,400 once"
    assert duration(ENGLISH, Duration(best=20, likely=30, worst=50)) == "20 to 50 working days, most likely 30"
    assert usual_size(ENGLISH, BOOK.route("pilot")).startswith("1 service, 2 specialists, 1 team leader")


@pytest.mark.parametrize("route", [each.key for each in BOOK.routes])
def test_a_route_costs_what_a_plan_of_its_usual_size_costs(route: str) -> None:
    draft = PlanDraft(
        title="Usual", routes=(route,), country="HR", start=date(2028, 3, 1), months=BOOK.route(route).months
    )
    around = Circumstances(
        new_id=uuid4,
        now=datetime(2028, 3, 1, tzinfo=UTC),
        portfolio_id=UUID(int=1),
        slug="usual",
        calendar=working_calendar("HR", ""),
    )
    plan = instantiate(BOOK, draft, around)
    assert summed(usual_costs("ips", route)) == (Money(amount=total(plan.budget, "EUR"), currency="EUR"),)


def test_currencies_are_shown_side_by_side_and_never_added() -> None:
    def cost(amount: int, currency: str) -> UsualCost:
        return UsualCost(
            key="x", category="y", quantity=Decimal(1), amount=Money(amount=Decimal(amount), currency=currency)
        )

    assert sums(ENGLISH, summed([cost(1, "EUR"), cost(2, "GBP"), cost(3, "EUR")])) == "€4 and £2"
    assert sums(ENGLISH, summed([])) == "–"
