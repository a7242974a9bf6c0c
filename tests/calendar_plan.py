"""A small plan with dates in it, made up, with everything fixed that a calendar could show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from roadmap.domain.calendars import Calendar, PlanPast, calendar_items
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Baseline, BaselineMilestone, Plan
from roadmap.domain.provenance import Provenance
from roadmap.services.playbooks import playbook

CREATED: Final = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CHANGED: Final = datetime(2026, 11, 20, 14, 30, 5, 123456, tzinfo=UTC)
PLAN_ID: Final = UUID(int=1)
MADE_UP: Final = Provenance(kind="assumed", by="Tests", on=CREATED.date(), reason="Made up for a test")
INTERVENTION: Final = playbook("ips").intervention


def milestone(number: int = 1, **more: Any) -> Milestone:  # noqa: ANN401 (any field)
    """A milestone due on 5 January 2027."""
    given = {
        "id": UUID(int=100 + number),
        "plan_id": PLAN_ID,
        "phase_id": UUID(int=50),
        "number": number,
        "title": f"Milestone {number}",
        "deliverable": "A signed agreement",
        "owner": "country-lead",
        "theme": "funding",
        "lever": "build-evidence",
        "evidence_wanted": "",
        "weight": 1,
        "best": 10,
        "likely": 15,
        "worst": 20,
        "planned_start": date(2026, 12, 1),
        "planned_due": date(2027, 1, 5),
        "basis": MADE_UP,
        "changed_at": CHANGED,
    }
    return Milestone(**{**given, **more})


def meeting(**more: Any) -> Meeting:  # noqa: ANN401
    """A meeting on 26 March 2027."""
    given = {
        "id": UUID(int=200),
        "plan_id": PLAN_ID,
        "committee_id": UUID(int=60),
        "held_on": date(2027, 3, 26),
        "changed_at": CREATED,
    }
    return Meeting(**{**given, **more})


COMMITTEE: Final = Committee(
    id=UUID(int=60),
    plan_id=PLAN_ID,
    key="steering",
    title="Steering committee",
    purpose="Decides, and unblocks",
    members=("Ministry of Health",),
    has_service_users=True,
    basis=MADE_UP,
)
BASELINE: Final = Baseline(
    id=UUID(int=70),
    plan_id=PLAN_ID,
    name="Baseline 1",
    frozen_on=date(2026, 9, 2),
    frozen_by="country-lead",
    milestones=(
        BaselineMilestone(
            id=UUID(int=101), title="Milestone 1", start=date(2026, 12, 1), due=date(2026, 12, 22), weight=1
        ),
    ),
    budget=Decimal(0),
)


def plan(*milestones: Milestone, **more: Any) -> Plan:  # noqa: ANN401
    """An approved plan with these milestones, a committee and a baseline."""
    made = Plan(
        id=PLAN_ID,
        slug="croatia",
        portfolio_id=UUID(int=2),
        title="Croatia, Zagreb; pilot",
        intervention="ips",
        playbook_version="1.0",
        routes=("pilot",),
        modules=(),
        country="HR",
        start=date(2026, 9, 1),
        months=24,
        currency="EUR",
        drivers={},
        status="approved",
        created_at=CREATED,
        changed_at=CHANGED,
        milestones=milestones,
        committees=(COMMITTEE,),
        baselines=(BASELINE,),
    )
    return replace(made, **more)


def calendar(made: Plan, past: PlanPast | None = None) -> Calendar:
    """The calendar of a plan."""
    return Calendar(
        id=made.id,
        scope="plan",
        title=made.title,
        path=f"/plans/{made.slug}",
        created_at=made.created_at,
        items=tuple(calendar_items(made, INTERVENTION, past or PlanPast())),
    )
