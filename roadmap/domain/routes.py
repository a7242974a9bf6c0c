"""A route to scale as a playbook has it: its phases, milestones, money, barriers, people, targets and modules.

Lengths of time are working days of the plan's country unless a name says months.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from roadmap.domain.money import Money
from roadmap.domain.playbook_texts import Key, Text, TextOrNothing
from roadmap.domain.provenance import Provenance, Statement
from roadmap.domain.terms import Driver, Level, Mark, Rank, Recurrence, Stage, Stance, Trend


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """A date relative to another: ``months`` then ``days`` (calendar) after it; negative numbers are before it.

    ``at`` is ``plan-start``, ``plan-end`` (the last day of the plan), ``phase-start`` or ``phase-end`` (of the
    milestone's own phase, or of ``phase`` when that names another).
    """

    at: Literal["plan-start", "plan-end", "phase-start", "phase-end"]
    months: Annotated[int, Meta(ge=-60, le=60)] = 0
    days: Annotated[int, Meta(ge=-366, le=366)] = 0
    phase: Key | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseTemplate:
    """A stretch of the route. ``ends`` is its last day, inclusive. Phases may overlap and leave gaps."""

    key: Key
    title: Text
    summary: Text
    starts: Anchor
    ends: Anchor


@dataclass(frozen=True, kw_only=True, slots=True)
class Duration:
    """A three-point estimate in working days, first and last day included: 1 is done on the day it starts."""

    best: Annotated[int, Meta(ge=1, le=1300)]
    likely: Annotated[int, Meta(ge=1, le=1300)]
    worst: Annotated[int, Meta(ge=1, le=1300)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Predecessor:
    """A milestone that must be done before. ``lag`` is working days between its due date and the next start."""

    key: Key
    lag: Annotated[int, Meta(ge=0, le=520)] = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class MitigationTemplate:
    """The milestone lowers the likelihood of a barrier by ``by`` levels once it is done."""

    barrier: Key
    by: Annotated[int, Meta(ge=1, le=4)]


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneTemplate:
    """A milestone of a route.

    It starts at ``starts`` (default: the start of its phase) or, when ``due`` is given instead, so that it ends
    there; in both cases not before its predecessors allow. ``weight`` is relative effort, for the roll-up of
    progress. ``is_pinned`` marks a date that others set, and ``pin_reason`` says which: a budget vote, a grant
    deadline. ``marks`` say what plan checks may count it as.
    """

    key: Key
    title: Text
    deliverable: Text
    phase: Key
    owner: Key
    theme: Key
    lever: Key
    duration: Duration
    weight: Annotated[int, Meta(ge=1, le=100)]
    evidence: Text
    basis: Provenance
    after: tuple[Predecessor, ...] = ()
    starts: Anchor | None = None
    due: Anchor | None = None
    is_pinned: bool = False
    pin_reason: TextOrNothing = ""
    mitigates: tuple[MitigationTemplate, ...] = ()
    engages: tuple[Key, ...] = ()
    marks: tuple[Mark, ...] = ()
    module: Key | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLineTemplate:
    """A cost: quantity (``per_driver`` × the plan's number of ``driver``) × ``unit_cost``, once or each period.

    ``unit_cost`` is per unit and per occurrence (per year when yearly). ``fixed`` counts as one. It runs from
    ``starts`` to ``ends`` (default: the whole plan); a one-off falls on ``starts``.
    """

    key: Key
    title: Text
    category: Key
    driver: Driver
    unit_cost: Money
    recurrence: Recurrence
    basis: Provenance
    per_driver: Decimal = Decimal(1)
    starts: Anchor | None = None
    ends: Anchor | None = None
    module: Key | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingArchetype:
    """Who typically pays for what on this route, and what they will not pay for."""

    key: Key
    title: Text
    kind: Key
    rank: Rank
    stage: Stage
    may_pay: tuple[Key, ...]
    may_not_pay: tuple[Key, ...]
    summary: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class BarrierPrior:
    """How a barrier usually stands at the start of this route."""

    barrier: Key
    likelihood: Level
    impact: Level
    trend: Trend
    reason: Text
    response: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class StakeholderTemplate:
    """An archetype as this route usually meets it. ``influence`` and ``interest`` default to the archetype's."""

    archetype: Key
    stance: Stance
    wanted: Stance
    influence: Level | None = None
    interest: Level | None = None
    module: Key | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """The value an indicator should reach ``month`` months after the plan's start."""

    indicator: Key
    month: Annotated[int, Meta(ge=1, le=96)]
    value: Decimal
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteeTemplate:
    """A committee that governs the route. ``members`` are archetypes; service users are among them."""

    key: Key
    title: Text
    purpose: Text
    members: tuple[Key, ...]
    meets_every_months: Annotated[int, Meta(ge=1, le=24)]
    has_service_users: bool
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """A part of the route that can be switched on and off."""

    key: Key
    title: Text
    summary: Text
    is_on: bool
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """A route to scale. ``letter`` is how the sources call it, when they do. ``drivers`` are usual quantities."""

    key: Key
    title: Text
    letter: str
    essence: Text
    summary: Text
    fits: tuple[Statement, ...]
    building_blocks: tuple[Key, ...]
    months: Annotated[int, Meta(ge=24, le=60)]
    drivers: dict[Driver, int]
    phases: tuple[PhaseTemplate, ...]
    milestones: tuple[MilestoneTemplate, ...]
    budget: tuple[BudgetLineTemplate, ...]
    funding: tuple[FundingArchetype, ...]
    barriers: tuple[BarrierPrior, ...]
    stakeholders: tuple[StakeholderTemplate, ...]
    targets: tuple[Target, ...]
    committees: tuple[CommitteeTemplate, ...]
    seeds: tuple[Statement, ...]
    modules: tuple[Module, ...] = ()
