"""A small plan with one of everything, made up, and the files that were once made of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from roadmap.domain.exports import ExportSubject
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.milestones import Dependency, Evidence, Milestone, Mitigation, Pin
from roadmap.domain.plans import Baseline, BaselineMilestone, Phase, Plan, RagOverride
from roadmap.domain.provenance import Statement
from tests.exports.grounds import ASSUMED, CHANGED, DERIVED, MADE, PLAN_ID, PUBLISHED
from tests.exports.money import BUDGET, COMMITMENTS, SOURCES, SPENDING
from tests.exports.people import COMMITTEES, MEETINGS, READINGS, RISKS, SERVICES, STAKEHOLDERS
from tests.exports.playbooks import PLAYBOOK

GOLDEN: Final = Path(__file__).resolve().parent.parent / "golden"
BASE_URL: Final = "https://plans.example.org"

PHASE: Final = Phase(
    id=UUID(int=10),
    plan_id=PLAN_ID,
    route="pilot",
    key="start",
    title="Start",
    summary="Begin",
    starts=date(2027, 1, 1),
    ends=date(2027, 6, 30),
    position=1,
)


def milestone(number: int, **more: object) -> Milestone:
    values: dict[str, object] = {
        "id": UUID(int=100 + number),
        "plan_id": PLAN_ID,
        "phase_id": PHASE.id,
        "number": number,
        "title": f"Milestone {number}",
        "deliverable": "A signed agreement",
        "owner": "country-lead",
        "theme": "funding",
        "lever": "build-evidence",
        "evidence_wanted": "The letter",
        "weight": 3,
        "best": 10,
        "likely": 15,
        "worst": 30,
        "planned_start": date(2027, 1, 4),
        "planned_due": date(2027, 2, 26),
        "basis": ASSUMED,
        "changed_at": CHANGED,
    }
    return Milestone(**(values | more))  # type: ignore[arg-type]


PLAN: Final = Plan(
    id=PLAN_ID,
    slug="bohemia",
    portfolio_id=UUID(int=2),
    title="Bohemia, “tried out”",
    intervention="ips",
    playbook_version="1.0",
    routes=("pilot",),
    modules=(),
    country="CZ",
    start=date(2027, 1, 1),
    months=24,
    currency="CZK",
    rate=Decimal("24.40"),
    rate_basis=ASSUMED,
    drivers={"specialists": 3, "services": 1},
    is_sample=True,
    area=Statement(text="One region", basis=PUBLISHED),
    targets=(IndicatorTarget(indicator="people", due=date(2027, 12, 31), value=Decimal(120), basis=DERIVED),),
    rag_override=RagOverride(kind="warn", reason="A feeling", by="country-lead", at=CHANGED),
    revision=7,
    created_at=MADE,
    changed_at=CHANGED,
    phases=(PHASE,),
    milestones=(
        milestone(1, key="pilot/letter", status="done", percent=100, done_on=date(2027, 2, 25), basis=PUBLISHED),
        milestone(
            2,
            title='Train, "coach"; review',
            note="=HYPERLINK(0)\nSecond line",
            pin=Pin(day=date(2027, 3, 26), reason="Budget vote"),
            after=(Dependency(milestone_id=UUID(int=101), lag=5),),
            mitigates=(Mitigation(barrier="funding-barrier", by=1),),
            engages=("ministry",),
        ),
    ),
    evidence=(
        Evidence(
            id=UUID(int=20),
            plan_id=PLAN_ID,
            milestone_id=UUID(int=101),
            title="Letter",
            link="https://example.org/letter",
            added_by="country-lead",
            added_at=CHANGED,
        ),
    ),
    budget=BUDGET,
    spending=SPENDING,
    sources=SOURCES,
    commitments=COMMITMENTS,
    stakeholders=STAKEHOLDERS,
    risks=RISKS,
    committees=COMMITTEES,
    meetings=MEETINGS,
    services=SERVICES,
    readings=READINGS,
    baselines=(
        Baseline(
            id=UUID(int=94),
            plan_id=PLAN_ID,
            name="Baseline 1",
            frozen_on=date(2026, 12, 1),
            frozen_by="country-lead",
            milestones=(
                BaselineMilestone(
                    id=UUID(int=101), title="Milestone 1", start=date(2027, 1, 4), due=date(2027, 2, 12), weight=3
                ),
            ),
            budget=Decimal("4200001.00"),
        ),
    ),
)


def subject(plan: Plan = PLAN) -> ExportSubject:
    """The plan with its playbook, ready to export."""
    return ExportSubject(plan=plan, playbook=PLAYBOOK, base_url=BASE_URL, today=date(2027, 2, 1))
