"""A plan that passes every check, to be broken in one place at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from roadmap.domain.checks import CheckResult, run_checks
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.provenance import Provenance
from roadmap.domain.schedule import forecast
from roadmap.domain.services import Service
from roadmap.domain.workdays import working_calendar
from roadmap.i18n import language
from tests.domain.coverage.plans import playbook

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan
    from roadmap.domain.schedule import Dates

TODAY: Final = date(2027, 3, 1)
BASIS: Final = Provenance(kind="assumed", by="Tests", reason="Made up.")


@cache
def sound() -> Plan:
    """A pilot with its money found, one service, and nothing that any check objects to."""
    around = Circumstances(
        new_id=uuid4,
        now=datetime(2027, 3, 1, 9, tzinfo=UTC),
        portfolio_id=UUID(int=3),
        slug="croatia",
        calendar=working_calendar("HR"),
    )
    draft = PlanDraft(title="Croatia", routes=("pilot",), country="HR", start=date(2027, 3, 1), months=24)
    plan = instantiate(playbook(), draft, around)
    every = tuple(each.key for each in playbook().cost_categories)
    sources = tuple(
        FundingSource(
            id=UUID(int=number),
            plan_id=plan.id,
            key=kind,
            title=kind.capitalize(),
            kind=kind,
            rank="main",
            may_pay=every,
            may_not_pay=(),
            note="",
            basis=BASIS,
        )
        for number, kind in enumerate(("central-health", "foundation"), 10)
    )
    commitments = tuple(
        Commitment(
            id=UUID(int=20 + number),
            plan_id=plan.id,
            source_id=source.id,
            stage="committed",
            probability=100,
            amount=Decimal(400_000),
            starts=plan.start,
            ends=plan.end,
            basis=BASIS,
        )
        for number, source in enumerate(sources)
    )
    return replace(plan, sources=sources, commitments=commitments, services=(service(plan, 1),))


def service(plan: Plan, number: int, **more: Any) -> Service:  # noqa: ANN401
    values: dict[str, Any] = {
        "id": UUID(int=30 + number),
        "plan_id": plan.id,
        "key": f"service-{number}",
        "title": f"Service {number}",
        "area": "Zagreb",
        "specialists": Decimal(2),
        "leaders": Decimal("0.5"),
        "opens": date(2028, 1, 3),
        "basis": BASIS,
    }
    return Service(**(values | more))


def checked(plan: Plan, *, is_multi_country: bool = True, today: date = TODAY) -> tuple[CheckResult, ...]:
    return run_checks(plan, playbook(), where_now(plan, today), today, is_multi_country=is_multi_country)


def where_now(plan: Plan, today: date = TODAY) -> dict[UUID, Dates]:
    """Where the plan's dates fall."""
    return dict(forecast(plan, working_calendar(plan.country, plan.subdivision), today))


def result_of(plan: Plan, key: str, **more: Any) -> CheckResult:  # noqa: ANN401
    return next(each for each in checked(plan, **more) if each.check.key == key)


def said(plan: Plan, key: str, **more: Any) -> list[str]:  # noqa: ANN401
    """What a check finds wrong, in English."""
    words = language("en")
    return [words.say(each.message) for each in result_of(plan, key, **more).failing]


def failing(plan: Plan, **more: Any) -> set[str]:  # noqa: ANN401
    """The keys of the checks that fail."""
    return {each.check.key for each in checked(plan, **more) if each.state == "failed"}


def changed(plan: Plan, key: str, **more: Any) -> Plan:  # noqa: ANN401
    """The plan with a milestone of the pilot changed."""
    found = tuple(replace(each, **more) if each.key == f"pilot/{key}" else each for each in plan.milestones)
    assert found != plan.milestones
    return replace(plan, milestones=found)
