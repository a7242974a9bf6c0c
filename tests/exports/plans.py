"""A small plan with one of everything, made up, with a playbook as small, and the files that were once made of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from roadmap.domain.benchmarks import QualityScale
from roadmap.domain.budgets import BudgetLine, Spending
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.exports import ExportSubject
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.indicators import IndicatorTarget, Reading
from roadmap.domain.milestones import Dependency, Evidence, Milestone, Mitigation, Pin
from roadmap.domain.plans import Baseline, BaselineMilestone, Phase, Plan, RagOverride
from roadmap.domain.playbooks import CostCategory, Entry, FundingKind, Intervention, Playbook
from roadmap.domain.provenance import Citation, Provenance, Source, Statement
from roadmap.domain.risks import Risk
from roadmap.domain.services import Service
from roadmap.domain.stakeholders import Stakeholder

GOLDEN: Final = Path(__file__).resolve().parent.parent / "golden"
BASE_URL: Final = "https://plans.example.org"
MADE: Final = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CHANGED: Final = datetime(2026, 11, 20, 15, 30, 5, tzinfo=timezone(timedelta(hours=1)))
PLAN_ID: Final = UUID(int=1)

PUBLISHED: Final = Provenance(kind="published", citations=(Citation(source="000", section="Route B", line=244),))
ASSUMED: Final = Provenance(kind="assumed", by="Authors", on=date(2026, 11, 1), reason="Made up, for a test")
DERIVED: Final = Provenance(kind="derived", formula="3 × 780,000")


def _playbook() -> Playbook:
    def entry(key: str, title: str) -> Entry:
        return Entry(key=key, title=title, summary=title, basis=ASSUMED)

    return Playbook(
        intervention=Intervention(
            key="ips",
            name="IPS",
            title="Individual Placement and Support",
            version="1.0",
            summary="Support into work",
            principles=(),
            building_blocks=(),
            themes=(entry("funding", "Funding"),),
            levers=(entry("build-evidence", "Build evidence"),),
            roles=(entry("country-lead", "Country lead"),),
            evidence=(),
        ),
        sources=(
            Source(key="000", title="Scaling employment support", publisher="Social Finance", year=2022),
            Source(key="001", title="Nobody cites this", publisher="Nobody", year=2020),
        ),
        barriers=(),
        cost_categories=(
            CostCategory(key="training", title="Training", summary="Courses", is_support=True, basis=ASSUMED),
        ),
        funding_kinds=(
            FundingKind(
                key="foundation",
                title="Foundation",
                summary="Gives",
                is_permanent=False,
                usually_pays=(),
                rarely_pays=(),
                basis=ASSUMED,
            ),
        ),
        archetypes=(),
        indicators=(),
        quality_scale=QualityScale(title="Scale", lowest_item=1, highest_item=5, sections=(), bands=(), basis=ASSUMED),
        benchmarks=(),
        histories=(),
        thresholds=(),
    )


PLAYBOOK: Final = _playbook()

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
    budget=(
        BudgetLine(
            id=UUID(int=30),
            plan_id=PLAN_ID,
            key="courses",
            title="Courses",
            category="training",
            driver="services",
            quantity=Decimal("1.5"),
            unit_cost=Decimal("1.40E+6"),
            recurrence="yearly",
            starts=date(2027, 1, 1),
            ends=date(2028, 12, 31),
            basis=DERIVED,
            growth=Decimal("2.5"),
            service_id=UUID(int=92),
        ),
        BudgetLine(
            id=UUID(int=31),
            plan_id=PLAN_ID,
            key="posts",
            title="@posts",
            category="specialist-posts",
            driver="specialists",
            quantity=Decimal(3),
            unit_cost=Decimal("0.335"),
            recurrence="once",
            starts=date(2027, 3, 1),
            ends=date(2027, 3, 1),
            basis=ASSUMED,
        ),
    ),
    spending=(
        Spending(
            id=UUID(int=40),
            plan_id=PLAN_ID,
            line_id=UUID(int=30),
            month=date(2027, 1, 1),
            amount=Decimal("1234.50"),
            entered_by="grant-manager",
            entered_at=CHANGED,
        ),
        Spending(
            id=UUID(int=41),
            plan_id=PLAN_ID,
            line_id=UUID(int=31),
            month=date(2027, 3, 1),
            amount=Decimal("-0.25"),
            entered_by="grant-manager",
            entered_at=CHANGED,
        ),
    ),
    sources=(
        FundingSource(
            id=UUID(int=50),
            plan_id=PLAN_ID,
            key="trust",
            title="+Trust",
            kind="foundation",
            rank="main",
            may_pay=("training", "specialist-posts"),
            may_not_pay=("evaluation",),
            note="",
            basis=PUBLISHED,
        ),
        FundingSource(
            id=UUID(int=51),
            plan_id=PLAN_ID,
            key="insurer",
            title="Insurer",
            kind="insurance",
            rank="secondary",
            may_pay=(),
            may_not_pay=(),
            note="Not asked yet",
            basis=ASSUMED,
        ),
    ),
    commitments=(
        Commitment(
            id=UUID(int=60),
            plan_id=PLAN_ID,
            source_id=UUID(int=50),
            stage="contracted",
            probability=100,
            amount=Decimal("2E+6"),
            starts=date(2027, 1, 1),
            ends=date(2027, 12, 31),
            basis=ASSUMED,
        ),
    ),
    stakeholders=(
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
    ),
    risks=(
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
    ),
    committees=(
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
    ),
    meetings=(
        Meeting(
            id=UUID(int=91), plan_id=PLAN_ID, committee_id=UUID(int=90), held_on=date(2027, 3, 1), changed_at=CHANGED
        ),
    ),
    services=(
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
    ),
    readings=(
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
    ),
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
