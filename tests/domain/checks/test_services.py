"""Checks of services: their size, their caseload, reviews of their quality, their growth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from roadmap.domain.indicators import IndicatorTarget, Reading
from tests.domain.checks.plans import BASIS, changed, failing, result_of, said, service, sound
from tests.domain.plans import NOW

TEAM = "the 2 full-time specialists that a team needs at least"


def test_a_service_of_one_specialist_is_raised_at_once() -> None:
    plan = sound()
    assert "service-size" not in failing(plan)
    alone = replace(plan, services=(service(plan, 1, specialists=Decimal(1)),))
    assert said(alone, "service-size") == [f"Service 1 has 1 of {TEAM}."]
    assert [each.item for each in result_of(alone, "service-size").findings] == [str(alone.services[0].id)]


@pytest.mark.parametrize(
    ("specialists", "leaders", "wrong"),
    [
        ("2", "0", ["Service 1 has no team leadership."]),
        ("1.5", "0", [f"Service 1 has 1.5 of {TEAM}, and nobody who leads it."]),
        ("2", "0.1", []),
    ],
)
def test_a_service_needs_a_team_and_some_leadership(specialists: str, leaders: str, wrong: list[str]) -> None:
    plan = sound()
    one = service(plan, 1, specialists=Decimal(specialists), leaders=Decimal(leaders))
    assert said(replace(plan, services=(one,)), "service-size") == wrong


def test_before_services_are_entered_the_plans_size_is_judged() -> None:
    plan = replace(sound(), services=())
    assert result_of(plan, "service-size").state == "passed"
    small = replace(plan, drivers={"specialists": 3, "services": 2})
    assert said(small, "service-size") == [
        "Specialists 3, services 2: that is 1.5 for each on average. A team needs at least 2."
    ]
    assert result_of(replace(plan, drivers={}), "service-size").state == "not-applicable"


def test_a_caseload_above_the_benchmark_is_raised_as_aimed_at_and_as_read() -> None:
    plan = sound()
    aim = IndicatorTarget(indicator="caseload", due=date(2028, 3, 1), value=Decimal(30), basis=BASIS)
    assert said(replace(plan, targets=(aim,)), "caseload") == [
        "Caseload: the plan aims at 30 by 1 Mar 2028. Above 25 not everyone is helped."
    ]
    read = tuple(
        Reading(
            id=UUID(int=50 + number),
            plan_id=plan.id,
            service_id=plan.services[0].id,
            indicator="caseload",
            quarter=quarter,
            value=Decimal(value),
            entered_by="country-lead",
            entered_at=NOW,
        )
        for number, (quarter, value) in enumerate([(date(2028, 4, 1), 31), (date(2028, 1, 1), 40)])
    )
    assert said(replace(plan, targets=(), readings=read), "caseload") == [
        "Service 1: Caseload is 31 in the quarter from 1 Apr 2028. Above 25 not everyone is helped."
    ], "the latest reading counts"
    assert result_of(replace(plan, targets=()), "caseload").state == "not-applicable"


def test_a_service_without_a_dated_review_is_raised() -> None:
    plan = sound()
    unreviewed = changed(changed(plan, "first-fidelity-review", status="dropped"), "second-fidelity-review", marks=())
    assert said(unreviewed, "quality-reviews") == [
        "Service 1 opens on 3 Jan 2028, and no review is dated from then to 28 Feb 2029."
    ]


def test_a_review_before_the_service_opens_does_not_count() -> None:
    plan = sound()
    late = replace(plan, services=(service(plan, 1, opens=date(2028, 8, 28)),))
    early = changed(
        changed(late, "second-fidelity-review", marks=()), "first-fidelity-review", done_on=date(2028, 3, 1)
    )
    assert "quality-reviews" in failing(early)


def test_a_service_that_opens_at_the_end_is_reviewed_after_the_plan() -> None:
    plan = sound()
    late = replace(plan, services=(service(plan, 1, opens=date(2028, 10, 2)),))
    assert result_of(late, "quality-reviews").state == "not-applicable"


def test_growth_beyond_every_history_is_raised() -> None:
    plan = sound()
    old = service(plan, 2, specialists=Decimal(2), opens=date(2020, 1, 6))
    new = service(plan, 3, specialists=Decimal(4))
    (found,) = said(replace(plan, services=(old, new)), "growth")
    assert found == (
        "Specialists of all services: from 2 on 1 Mar 2027 to 6 on 28 Feb 2029 is 1.73 times a year. No history grew "
        "by more than 1.61 times."
    )
    smaller = replace(new, specialists=Decimal(3))
    assert "growth" not in failing(replace(plan, services=(old, smaller)))


def test_growth_between_two_targets_within_a_year_counts_as_a_years() -> None:
    plan = sound()
    targets = tuple(
        IndicatorTarget(indicator="people-reached", due=due, value=Decimal(value), basis=BASIS)
        for due, value in [(date(2028, 6, 1), 100), (date(2028, 9, 1), 170)]
    )
    (found,) = said(replace(plan, targets=targets), "growth")
    assert "is 1.7 times a year" in found


def test_growth_from_nothing_has_no_rate() -> None:
    assert result_of(sound(), "growth").state == "not-applicable"
