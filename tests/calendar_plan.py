"""A small plan with dates in it, made up, with everything fixed that a calendar could show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from roadmap.domain.calendars import Calendar, DatedMeeting, DatedMilestone, DatedPlan, PlanPast, calendar_items
from roadmap.domain.funding_calendar import FundingDay, FundingEvent
from roadmap.services.playbooks import playbook

CREATED: Final = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CHANGED: Final = datetime(2026, 11, 20, 14, 30, 5, 123456, tzinfo=UTC)
INTERVENTION: Final = playbook("ips").intervention


def milestone(number: int = 1, **more: Any) -> DatedMilestone:  # noqa: ANN401 (any field)
    """A milestone due on 5 January 2027; the first was due two weeks earlier by the baseline."""
    given = {
        "id": UUID(int=100 + number),
        "title": f"Milestone {number}",
        "deliverable": "A signed agreement",
        "owner": "country-lead",
        "theme": "funding",
        "status": "not-started",
        "percent": 0,
        "planned_start": date(2026, 12, 1),
        "planned_due": date(2027, 1, 5),
        "baseline_due": date(2026, 12, 22) if number == 1 else None,
        "version": 1,
        "changed_at": CHANGED,
    }
    return DatedMilestone(**{**given, **more})


def meeting(**more: Any) -> DatedMeeting:  # noqa: ANN401
    """A meeting on 26 March 2027."""
    given = {
        "id": UUID(int=200),
        "held_on": date(2027, 3, 26),
        "title": "Steering committee",
        "purpose": "Decides, and unblocks",
        "version": 1,
        "changed_at": CREATED,
    }
    return DatedMeeting(**{**given, **more})


def decision(**more: Any) -> FundingEvent:  # noqa: ANN401
    """A foundation decides on 20,000 euros on 15 February 2027."""
    shown = FundingDay(
        kind="decision",
        day=date(2027, 2, 15),
        source_id=UUID(int=300),
        source="Foundation; for training",
        commitment_id=UUID(int=301),
        amount=Decimal(20_000),
        stage="applied",
    )
    told = {"id": UUID(int=302), "shown": shown, "sequence": 2, "changed_at": CHANGED, "is_gone": False}
    return FundingEvent(**{**told, **more})


def report(**more: Any) -> FundingEvent:  # noqa: ANN401
    """The same foundation wants to hear on 31 March 2028."""
    shown = FundingDay(
        kind="report",
        day=date(2028, 3, 31),
        source_id=UUID(int=300),
        source="Foundation; for training",
        title="First report",
    )
    told = {"id": UUID(int=303), "shown": shown, "sequence": 0, "changed_at": None, "is_gone": False}
    return FundingEvent(**{**told, **more})


def plan(*milestones: DatedMilestone, **more: Any) -> DatedPlan:  # noqa: ANN401
    """An approved plan with these milestones."""
    made = DatedPlan(
        id=UUID(int=1),
        slug="croatia",
        title="Croatia, Zagreb; pilot",
        intervention="ips",
        status="approved",
        created_at=CREATED,
        currency="EUR",
        milestones=milestones,
        past=PlanPast(),
    )
    return replace(made, **more)


def calendar(made: DatedPlan, past: PlanPast | None = None) -> Calendar:
    """The calendar of a plan."""
    return Calendar(
        id=made.id,
        scope="plan",
        title=made.title,
        path=f"/plans/{made.slug}",
        created_at=made.created_at,
        items=tuple(calendar_items(replace(made, past=past or made.past), INTERVENTION)),
    )
