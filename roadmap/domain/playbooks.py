"""A playbook as data: an intervention and its routes to scale.

These types are the format of the files in ``playbooks/``: the loader reads YAML into them and the published JSON Schema
is made from them, so a field's meaning is said here once. Lengths of time are working days of the plan's country unless
a name says months; amounts are exact decimals in the stated ISO 4217 currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from msgspec import Meta

from roadmap.domain.benchmarks import Benchmark, History, Indicator, QualityScale
from roadmap.domain.needs.models import NeedsModel
from roadmap.domain.plan_checks import PlanCheck, Threshold
from roadmap.domain.playbook_texts import Key, Text
from roadmap.domain.provenance import Provenance, Source, Statement
from roadmap.domain.questionnaires import NOTHING_ASKED, Questionnaire
from roadmap.domain.routes import Route
from roadmap.domain.terms import Level


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
