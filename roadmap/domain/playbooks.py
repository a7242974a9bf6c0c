"""A playbook as data: an intervention and its routes to scale.

These types are the format of the files in ``playbooks/``: the loader reads YAML into them and the published JSON Schema
is made from them, so a field's meaning is said here once. Lengths of time are working days of the plan's country unless
a name says months; amounts are exact decimals in the stated ISO 4217 currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final, Literal

from msgspec import Meta

from roadmap.domain.money import Money
from roadmap.domain.needs.models import NeedsModel
from roadmap.domain.playbook_texts import Key, Text, TextOrNothing
from roadmap.domain.provenance import Provenance, Source, Statement

Level = Annotated[int, Meta(ge=1, le=5)]
Trend = Literal["falling", "steady", "rising"]
Stance = Literal["opposes", "sceptical", "neutral", "supports", "champions"]
Recurrence = Literal["once", "monthly", "quarterly", "yearly"]
Driver = Literal["fixed", "specialists", "leaders", "services", "regions", "clients"]
Stage = Literal["identified", "in-talks", "applied", "committed", "contracted", "received"]
Rank = Literal["main", "secondary"]
Mark = Literal["support", "opening", "review", "evidence"]
"""What checks count a milestone as: people are trained or supervised, a service takes its first clients, quality is
reviewed, results come from the country itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A named thing of the intervention: a theme, a strategic lever, a building block, a role, a principle."""

    key: Key
    title: Text
    summary: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Barrier:
    """One of the recurring barriers to scale. ``lesson`` says what the sources learnt about it."""

    key: Key
    title: Text
    summary: Text
    lesson: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class CostCategory:
    """A kind of cost. ``is_support`` marks the supporting infrastructure that governments rarely pay for."""

    key: Key
    title: Text
    summary: Text
    is_support: bool
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingKind:
    """A kind of payer. ``is_permanent`` marks those that can take over a recurrent cost for good."""

    key: Key
    title: Text
    summary: Text
    is_permanent: bool
    usually_pays: tuple[Key, ...]
    rarely_pays: tuple[Key, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Archetype:
    """A typical stakeholder: an organisation or a role, never a person."""

    key: Key
    title: Text
    level: Literal["national", "regional", "local", "international"]
    sector: Key
    summary: Text
    wants: Text
    ask: Text
    influence: Level
    interest: Level
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """Something counted. ``unit`` is ``people``, ``percent``, ``posts``, ``score`` or ``services``.

    ``is_average`` marks a count for each of something, which a bigger plan does not raise.
    """

    key: Key
    title: Text
    definition: Text
    unit: Literal["people", "percent", "posts", "score", "services"]
    is_higher_better: bool
    per: Literal["service", "plan"]
    basis: Provenance
    is_average: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """A band of the quality scale; both ends are inclusive total scores."""

    key: Key
    title: Text
    lowest: int
    highest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityItem:
    """One item of the quality scale, scored 1 to 5."""

    key: Key
    title: Text
    summary: TextOrNothing = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class QualitySection:
    """A section of the quality scale."""

    key: Key
    title: Text
    items: tuple[QualityItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityScale:
    """The scale by which a service's fidelity is reviewed."""

    title: Text
    lowest_item: int
    highest_item: int
    sections: tuple[QualitySection, ...]
    bands: tuple[Band, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Benchmark:
    """A published or derived figure to compare a plan with. ``unit`` is plain words, e.g. ``clients a year``."""

    key: Key
    title: Text
    value: Decimal
    unit: Text
    basis: Provenance
    highest: Decimal | None = None
    currency: str = ""
    caveat: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryPoint:
    """A dated figure of a country's history. ``is_goal`` marks an aim, not a result."""

    year: int
    value: Decimal
    basis: Provenance
    is_goal: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """How one country really grew, in one measure."""

    key: Key
    country: Text
    measure: Text
    unit: Literal["people", "percent", "services", "programmes", "organisations", "centres", "sites", "specialists"]
    points: tuple[HistoryPoint, ...]
    summary: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Threshold:
    """A number that a rule uses: of the red/amber/green rule or of a plan check."""

    key: Key
    value: Decimal
    unit: Text
    summary: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanCheck:
    """A rule that every plan passes or fails; ``key`` is one that the product knows.

    ``why`` says why it matters, ``rule`` how it is judged, ``lesson`` what a source learnt about it, with ``basis``,
    and ``remedy`` what to do. ``gravity`` orders failed checks, 5 first. What it looks at is named where its rule needs
    it: cost ``categories``, ``barriers``, ``indicators``.
    """

    key: Key
    title: Text
    gravity: Level
    why: Text
    rule: Text
    lesson: Text
    remedy: Text
    basis: Provenance
    categories: tuple[Key, ...] = ()
    barriers: tuple[Key, ...] = ()
    indicators: tuple[Key, ...] = ()


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """How far an answer speaks for a route (points above zero) or against it (below), and why."""

    route: Key
    points: Annotated[int, Meta(ge=-3, le=3)]
    reason: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class BarrierEffect:
    """How a barrier stands where this is the answer; ``situation`` is a sentence ready for the plan."""

    barrier: Key
    likelihood: Level
    impact: Level
    trend: Trend
    situation: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerOption:
    """One of the answers that a question offers, in plain words."""

    key: Key
    title: Text
    weights: tuple[Weight, ...] = ()
    barriers: tuple[BarrierEffect, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question on the starting position. ``why`` says what the answer decides; one option is chosen, or none."""

    key: Key
    title: Text
    ask: Text
    why: Text
    options: tuple[AnswerOption, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAnswer:
    """What a source says of a country, as one of a question's options."""

    question: Key
    option: Key
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class CountryContext:
    """A country's starting position as the sources describe it, and the routes that it took."""

    key: Key
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    as_of: Text
    answers: tuple[KnownAnswer, ...]
    routes: tuple[Key, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Combination:
    """Two routes that go together in one plan when their fits are at most ``within`` points apart."""

    routes: tuple[Key, ...]
    within: Annotated[int, Meta(ge=0, le=100)]
    reason: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Questionnaire:
    """The diagnosis: a short guided assessment of the starting position, and what countries would have answered."""

    questions: tuple[Question, ...]
    combinations: tuple[Combination, ...] = ()
    contexts: tuple[CountryContext, ...] = ()

    def option(self, question: str, option: str) -> AnswerOption | None:
        """A question's option by both keys, when there is such a one."""
        found = next((each for each in self.questions if each.key == question), None)
        return next((each for each in found.options if each.key == option), None) if found else None

    def context_of(self, country: str) -> CountryContext | None:
        """What the sources say of a country (ISO 3166-1 alpha-2), when they do."""
        return next((each for each in self.contexts if each.country == country), None)


NOTHING_ASKED: Final = Questionnaire(questions=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Intervention:
    """What is brought to scale. Its short ``name`` is used in titles, its ``title`` in full."""

    key: Key
    name: Text
    title: Text
    version: Annotated[str, Meta(pattern=r"^\d+\.\d+$")]
    summary: Text
    principles: tuple[Entry, ...]
    building_blocks: tuple[Entry, ...]
    themes: tuple[Entry, ...]
    levers: tuple[Entry, ...]
    roles: tuple[Entry, ...]
    evidence: tuple[Statement, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Playbook:
    """Everything in one folder of ``playbooks/``."""

    intervention: Intervention
    sources: tuple[Source, ...]
    barriers: tuple[Barrier, ...]
    cost_categories: tuple[CostCategory, ...]
    funding_kinds: tuple[FundingKind, ...]
    archetypes: tuple[Archetype, ...]
    indicators: tuple[Indicator, ...]
    quality_scale: QualityScale
    benchmarks: tuple[Benchmark, ...]
    histories: tuple[History, ...]
    thresholds: tuple[Threshold, ...]
    checks: tuple[PlanCheck, ...] = ()
    diagnosis: Questionnaire = NOTHING_ASKED
    needs: NeedsModel | None = None
    routes: tuple[Route, ...] = field(default=())

    def route(self, key: str) -> Route:
        """The route with this key; raises ``KeyError`` when the playbook has none."""
        return {route.key: route for route in self.routes}[key]
