"""A sample plan as data: what the sources say of one country's plan, and labelled sample progress.

These types are the format of ``playbooks/<intervention>/samples/*.yaml``. A sample plan is instantiated from its
routes; the file then says what is particular to the country. Every statement and figure has its basis; whatever the
sources do not give is derived or assumed and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from roadmap.domain.money import Money
from roadmap.domain.playbook_texts import Key, Text, TextOrNothing
from roadmap.domain.provenance import Provenance, Statement
from roadmap.domain.terms import Driver, Level, Rank, Stage, Stance, Trend


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleService:
    """A delivery site. ``opens`` is a month offset from the plan's start; a negative one already runs."""

    key: Key
    title: Text
    area: Text
    specialists: Decimal
    leaders: Decimal
    opens: Annotated[int, Meta(ge=-240, le=60)]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleBudget:
    """The country's own quantity or unit cost for one of the route's budget lines; the currency is the plan's."""

    line: Key
    basis: Provenance
    quantity: Decimal | None = None
    unit_cost: Money | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleCommitment:
    """An amount of a funding source over a period of months of the plan: ``starts`` 0 is the first month.

    ``decides_on`` is the day by which the payer has to be asked, or decides.
    """

    stage: Stage
    probability: Annotated[int, Meta(ge=0, le=100)]
    amount: Money
    starts: Annotated[int, Meta(ge=0, le=60)]
    months: Annotated[int, Meta(ge=1, le=60)]
    basis: Provenance
    decides_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleDeadline:
    """What a payer wants by a day, such as a report."""

    title: Text
    due: date


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleTerms:
    """What a payer ties its money to and when it wants to hear, on a ground of their own, apart from the payer's."""

    basis: Provenance
    conditions: TextOrNothing = ""
    deadlines: tuple[SampleDeadline, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleFunding:
    """A funding source of the country. It replaces the route's archetype with the same ``key``, or adds one.

    ``stakeholder`` is whom of the sample's stakeholders one talks to about its money.
    """

    key: Key
    title: Text
    kind: Key
    rank: Rank
    may_pay: tuple[Key, ...]
    may_not_pay: tuple[Key, ...]
    note: Text
    basis: Provenance
    commitments: tuple[SampleCommitment, ...] = ()
    terms: SampleTerms | None = None
    stakeholder: Key | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleStakeholder:
    """An organisation or role of the country, never a person."""

    key: Key
    title: Text
    archetype: Key
    influence: Level
    interest: Level
    stance: Stance
    wanted: Stance
    wants: Text
    ask: Text
    owner: Key
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleRisk:
    """The country's own situation at one of the barriers."""

    barrier: Key
    situation: Text
    likelihood: Level
    impact: Level
    trend: Trend
    response: Text
    residual_likelihood: Level
    residual_impact: Level
    owner: Key
    review_months: Annotated[int, Meta(ge=1, le=24)]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleCommittee:
    """A committee of the country; ``meetings`` are dates. It replaces the route's with the same key, or adds one."""

    key: Key
    title: Text
    purpose: Text
    members: tuple[Text, ...]
    has_service_users: bool
    meetings: tuple[date, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleProgress:
    """Sample progress of a milestone (``route/key``), as somebody in a role would have reported it on a day.

    ``starts`` and ``due`` move the planned dates, which is how a slip is told; ``note`` says why.
    """

    milestone: Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    on: date
    by: Literal["country-lead", "grant-manager"]
    status: Literal["not-started", "in-progress", "done", "blocked", "dropped"]
    percent: Annotated[int, Meta(ge=0, le=100)] = 0
    done_on: date | None = None
    starts: date | None = None
    due: date | None = None
    note: str = ""
    evidence_title: str = ""
    evidence_link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleSpending:
    """Sample money spent on a budget line in a month (its first day)."""

    line: Key
    month: date
    amount: Money
    on: date
    by: Literal["country-lead", "grant-manager"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleReading:
    """A sample reading of an indicator for one service in a quarter (its first day)."""

    indicator: Key
    service: Key
    quarter: date
    value: Decimal
    on: date
    by: Literal["country-lead", "grant-manager"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleExplanation:
    """Why the sample plan fails a check: what its source says, or does not say, about it."""

    check: Key
    text: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleScenario:
    """A needs assessment of published areas (``reference``), with a benchmark set or the playbook's usual figures."""

    key: Key
    title: Text
    reference: Key
    benchmarks: Key | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SamplePlan:
    """One country's sample plan.

    ``country`` is ISO 3166-1 alpha-2, ``subdivision`` an ISO 3166-2 part (``SCT``) whose holidays differ. ``rate`` is
    how many units of the plan's currency one unit of the playbook's currency (EUR) is, with its basis, when they
    differ. The plan goes by the first of its ``scenarios``. ``baseline_on`` is when the sample plan was approved: the
    baseline holds the dates as instantiated.
    """

    key: Key
    title: Text
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    routes: tuple[Key, ...]
    start: date
    months: Annotated[int, Meta(ge=24, le=60)]
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    area: Statement
    activity: Statement
    aim: Statement
    service_size: Statement
    funding_summary: Statement
    drivers: dict[Driver, int]
    services: tuple[SampleService, ...]
    funding: tuple[SampleFunding, ...]
    stakeholders: tuple[SampleStakeholder, ...]
    risks: tuple[SampleRisk, ...]
    committees: tuple[SampleCommittee, ...]
    context: tuple[Statement, ...]
    baseline_on: date
    subdivision: str = ""
    rate: Decimal | None = None
    rate_basis: Provenance | None = None
    modules_on: tuple[Key, ...] = ()
    modules_off: tuple[Key, ...] = ()
    budget: tuple[SampleBudget, ...] = ()
    progress: tuple[SampleProgress, ...] = ()
    spending: tuple[SampleSpending, ...] = ()
    readings: tuple[SampleReading, ...] = ()
    explanations: tuple[SampleExplanation, ...] = ()
    scenarios: tuple[SampleScenario, ...] = ()
