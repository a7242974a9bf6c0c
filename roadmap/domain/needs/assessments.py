"""The needs assessment of a plan: scenarios side by side, one of them chosen, and what the plan took over from it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final, Literal
from uuid import UUID

from roadmap.domain.needs.calculation import Area, Assessed, Inputs, assess
from roadmap.domain.needs.models import PARAMETERS, Costing, ParameterKey
from roadmap.domain.provenance import Provenance

LinkedPart = Literal["service", "specialists", "leaders", "target", "driver"]
"""What of a plan came from an assessment: a service, the lines for its posts and its leadership, a target, a size."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroundedValue:
    """A parameter's value with what it stands on."""

    value: Decimal
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioValues:
    """Every parameter of a calculation, see ``models.ParameterKey``. Shares are in percent."""

    share_in_work: GroundedValue
    share_interested: GroundedValue
    coverage: GroundedValue
    clients_per_specialist: GroundedValue
    span: GroundedValue
    outcomes_per_specialist: GroundedValue
    cost_per_specialist: GroundedValue
    cost_per_leader: GroundedValue
    cost_per_client: GroundedValue
    cost_per_outcome: GroundedValue

    def of(self, key: ParameterKey) -> GroundedValue:
        """The value of a parameter."""
        found: GroundedValue = getattr(self, NAMES[key])
        return found


NAMES: Final[dict[ParameterKey, str]] = dict(
    zip(PARAMETERS, (each.name for each in fields(ScenarioValues)), strict=True)
)
"""The field of each parameter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """One calculation by name: areas, parameters, and what its cost is counted by and in.

    ``benchmarks`` is the key of the benchmark set that it began with, empty for the playbook's usual values.
    """

    id: UUID
    title: str
    currency: str
    costing: Costing
    benchmarks: str = ""
    areas: tuple[Area, ...]
    areas_basis: Provenance
    values: ScenarioValues

    @property
    def inputs(self) -> Inputs:
        """What the calculation is given."""
        values = {key: self.values.of(key).value for key in PARAMETERS}
        return Inputs(values=values, costing=self.costing, currency=self.currency)

    @property
    def assessed(self) -> Assessed:
        """What it gives."""
        return assess(self.areas, self.inputs)


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedFigure:
    """A figure as it was taken over, by the name of its field."""

    name: str
    value: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedItem:
    """Something of the plan that came from an area, or from all of them where ``area`` is empty.

    ``item_id`` is the id of a service or a budget line, ``key`` names a target's indicator or a size. A figure that is
    no longer as it was taken over has been changed by hand since.
    """

    part: LinkedPart
    area: str = ""
    item_id: UUID | None = None
    key: str = ""
    figures: tuple[LinkedFigure, ...]

    def figure(self, name: str) -> Decimal | None:
        """A figure as it was taken over."""
        return next((each.value for each in self.figures if each.name == name), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Takeover:
    """What a plan took over from a scenario, and how.

    New services open on ``opens``, targets are due on ``due``. ``rate`` is how many units of the plan's currency one of
    the scenario's is, where they differ.
    """

    scenario_id: UUID
    opens: date
    due: date
    rate: Decimal | None = None
    rate_basis: Provenance | None = None
    items: tuple[LinkedItem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedsAssessment:
    """The scenarios of a plan; ``chosen_id`` is the one it goes by."""

    scenarios: tuple[Scenario, ...] = ()
    chosen_id: UUID | None = None
    takeover: Takeover | None = None

    def scenario(self, scenario_id: UUID | None) -> Scenario | None:
        """The scenario with an id, if there is one."""
        return next((each for each in self.scenarios if each.id == scenario_id), None)

    @property
    def by(self) -> Scenario | None:
        """The scenario that the plan goes by: the chosen one, else the first."""
        return self.scenario(self.chosen_id) or next(iter(self.scenarios), None)
