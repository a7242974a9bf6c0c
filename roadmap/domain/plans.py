"""A plan: one country's (or region's) instance of one or several routes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, Literal
from uuid import UUID

from roadmap.domain.amendments import Amendment, Tolerances
from roadmap.domain.budgets import BudgetLine, Spending
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.diagnosis import Diagnosis
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.indicators import IndicatorTarget, Reading
from roadmap.domain.milestones import Evidence, Milestone
from roadmap.domain.needs.assessments import NeedsAssessment
from roadmap.domain.provenance import Provenance, Statement
from roadmap.domain.risks import Risk
from roadmap.domain.services import Service
from roadmap.domain.stakeholders import Stakeholder
from roadmap.domain.terms import Driver
from roadmap.domain.workdays import DAY, add_months

PlanStatus = Literal["draft", "approved", "archived"]
RagKind = Literal["good", "warn", "bad"]
FROM_FILE: Final = "file"
"""Who froze a baseline that came with a file: nobody here has signed it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """A stretch of a plan, both days included."""

    id: UUID
    plan_id: UUID
    route: str
    key: str
    title: str
    summary: str
    starts: date
    ends: date
    position: int
    version: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class RagOverride:
    """A person's own judgement beside the computed one, with its reason."""

    kind: RagKind
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiver:
    """A failed check that somebody answers for, with the reason. ``item`` narrows it to one thing of the plan by id."""

    check: str
    item: str = ""
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why a published plan fails a check, with its ground; it is shown beside the failure and silences nothing."""

    check: str
    text: str
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineMilestone:
    """What a baseline holds of one milestone."""

    id: UUID
    title: str
    start: date
    due: date
    weight: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """An immutable dated copy of a plan's dates and money, frozen by somebody. ``budget`` is its total then.

    ``frozen_at`` tells apart those of one day, where it is known. ``revision`` is the plan's revision that it holds:
    the log, undone back to it, gives the whole plan as it then was; 0 where that is not known.
    """

    id: UUID
    plan_id: UUID
    name: str
    frozen_on: date
    frozen_at: datetime | None = None
    frozen_by: str
    milestones: tuple[BaselineMilestone, ...]
    budget: Decimal
    revision: int = 0

    @property
    def is_from_file(self) -> bool:
        """Whether it came with a file: history that approves nothing here."""
        return self.frozen_by == FROM_FILE

    @property
    def order(self) -> tuple[bool, date, datetime, str]:
        """What sorts baselines, the latest last; what came with a file stands before everything frozen here."""
        return (not self.is_from_file, self.frozen_on, self.frozen_at or datetime.min.replace(tzinfo=UTC), self.name)

    def of(self, milestone_id: UUID) -> BaselineMilestone | None:
        """What it holds of a milestone; nothing for one added later."""
        return next((each for each in self.milestones if each.id == milestone_id), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A plan with what belongs to it.

    ``start`` is its first day and ``end`` its last. ``rate`` is how many units of ``currency`` one unit of the
    playbook's currency was when the budget was made. ``playbook_digest`` says which copy of its playbook it follows;
    it is empty where that is not known. ``priorities`` are the cost categories in the order in which money goes to them
    first; those left out follow in the playbook's order. ``diagnosis`` are the answers from which it was started, when
    there were any, ``needs`` how many posts it is for and why. ``revision`` rises by one with every write to anything
    in the plan. Tuples of parts that a reader did not ask for are empty.
    """

    id: UUID
    slug: str
    portfolio_id: UUID
    title: str
    intervention: str
    playbook_version: str
    playbook_digest: str = ""
    routes: tuple[str, ...]
    modules: tuple[str, ...]
    country: str
    subdivision: str = ""
    start: date
    months: int
    currency: str
    rate: Decimal | None = None
    rate_basis: Provenance | None = None
    drivers: dict[Driver, int]
    status: PlanStatus = "draft"
    is_sample: bool = False
    area: Statement | None = None
    activity: Statement | None = None
    aim: Statement | None = None
    service_size: Statement | None = None
    funding_summary: Statement | None = None
    context: tuple[Statement, ...] = ()
    diagnosis: Diagnosis | None = None
    targets: tuple[IndicatorTarget, ...] = ()
    rag_override: RagOverride | None = None
    waivers: tuple[Waiver, ...] = ()
    tolerances: Tolerances | None = None
    priorities: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    needs: NeedsAssessment | None = None
    revision: int = 1
    version: int = 1
    created_at: datetime
    changed_at: datetime
    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    spending: tuple[Spending, ...] = ()
    sources: tuple[FundingSource, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    risks: tuple[Risk, ...] = ()
    committees: tuple[Committee, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    services: tuple[Service, ...] = ()
    readings: tuple[Reading, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def end(self) -> date:
        """The last day of the plan."""
        return add_months(self.start, self.months) - DAY

    @property
    def baseline(self) -> Baseline | None:
        """The latest baseline, which progress is held against."""
        return max(self.baselines, key=lambda each: each.order, default=None)

    @property
    def approved(self) -> Baseline | None:
        """The latest baseline that was frozen here, which approves the plan."""
        held = self.baseline
        return None if held is None or held.is_from_file else held

    def milestone(self, milestone_id: UUID) -> Milestone:
        """The milestone with this id; raises ``KeyError``."""
        return {each.id: each for each in self.milestones}[milestone_id]
