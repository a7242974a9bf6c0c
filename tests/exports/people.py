"""Whom the plan of these tests works with, what may go wrong, who decides, and its service."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.indicators import Reading
from roadmap.domain.risks import Risk
from roadmap.domain.services import Service
from roadmap.domain.stakeholders import Stakeholder
from tests.exports.grounds import ASSUMED, CHANGED, DERIVED, PLAN_ID

STAKEHOLDERS: Final = (
    Stakeholder(
        id=UUID(int=70),
        plan_id=PLAN_ID,
        key="ministry",
        title="Ministry",
        archetype="ministry",
        level="national",
        sector="health",
        influence=5,
        interest=2,
        stance="sceptical",
        wanted="supports",
        wants="-a short list-",
        ask="A decree",
        owner="country-lead",
        basis=ASSUMED,
    ),
)

RISKS: Final = (
    Risk(
        id=UUID(int=80),
        plan_id=PLAN_ID,
        barrier="funding-barrier",
        title="Money comes late",
        situation="Yearly calls",
        likelihood=4,
        impact=4,
        trend="rising",
        response="Ask early",
        residual_likelihood=2,
        residual_impact=4,
        owner="country-lead",
        review_on=date(2027, 3, 1),
        basis=DERIVED,
    ),
)

COMMITTEES: Final = (
    Committee(
        id=UUID(int=90),
        plan_id=PLAN_ID,
        key="steering",
        title="Steering group",
        purpose="Decides",
        members=("ministry",),
        has_service_users=True,
        basis=ASSUMED,
    ),
)

MEETINGS: Final = (
    Meeting(id=UUID(int=91), plan_id=PLAN_ID, committee_id=UUID(int=90), held_on=date(2027, 3, 1), changed_at=CHANGED),
)

SERVICES: Final = (
    Service(
        id=UUID(int=92),
        plan_id=PLAN_ID,
        key="first",
        title="First service",
        area="Prague",
        specialists=Decimal("3.0"),
        leaders=Decimal("0.5"),
        opens=date(2027, 2, 1),
        basis=DERIVED,
    ),
)

READINGS: Final = (
    Reading(
        id=UUID(int=93),
        plan_id=PLAN_ID,
        service_id=UUID(int=92),
        indicator="people",
        quarter=date(2027, 1, 1),
        value=Decimal("8.30"),
        entered_by="grant-manager",
        entered_at=CHANGED,
    ),
)
