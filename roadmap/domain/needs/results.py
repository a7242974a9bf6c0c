"""What a scenario gives for a plan: services, budget lines, targets and sizes, each with its ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from typing import Final

from roadmap.domain.money import plain, rounded
from roadmap.domain.needs.assessments import LinkedFigure, LinkedPart, Scenario
from roadmap.domain.needs.calculation import Area, Need
from roadmap.domain.needs.models import NeedsModel, ParameterKey
from roadmap.domain.provenance import Citation, Provenance
from roadmap.domain.terms import Driver

DRIVERS: Final[tuple[Driver, ...]] = ("specialists", "leaders", "services", "clients")


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """Something that a plan can take over: of one area, or of all where ``area`` is empty.

    ``category`` is a budget line's, ``driver`` what its quantity counts; ``key`` a target's indicator or a size.
    """

    part: LinkedPart
    area: str = ""
    key: str = ""
    category: str = ""
    driver: Driver = "fixed"
    figures: tuple[LinkedFigure, ...]
    basis: Provenance

    @property
    def name(self) -> str:
        """What tells it from the others of a scenario, as a form sends it."""
        return f"{self.part}:{self.area or self.key}"


def results_of(scenario: Scenario, model: NeedsModel, currency: str, rate: Decimal) -> tuple[Result, ...]:
    """All results in the plan's currency; ``rate`` is how many units of it one of the scenario's is."""
    maker = _Maker(scenario, model, currency, rate)
    found = scenario.assessed
    return (
        *(maker.service(area, need) for area, need in found.areas),
        *(line for area, need in found.areas for line in maker.lines(area, need)),
        *maker.targets(found.total),
        *maker.sizes(found.total, len(found.areas)),
    )


class _Maker:
    """Makes the results of one scenario."""

    def __init__(self, scenario: Scenario, model: NeedsModel, currency: str, rate: Decimal) -> None:
        self.scenario, self.model, self.currency, self.rate = scenario, model, currency, rate
        self.values = scenario.inputs.values

    def service(self, area: Area, need: Need) -> Result:
        value = self.values
        how = (
            f"{self._people(area.people)} = {plain(need.to_reach)} people to reach ÷ "
            f"{plain(value['clients-per-specialist'])} = {plain(need.fte)} FTE (nearest half, at least 0.5); leaders = "
            f"{plain(need.fte)} ÷ {plain(value['span'])} = {plain(need.leaders)} (nearest half, at least 0.5)"
        )
        return Result(
            part="service",
            area=area.name,
            figures=_figures(specialists=need.fte, leaders=need.leaders),
            basis=self._derived(how),
        )

    def lines(self, area: Area, need: Need) -> Iterator[Result]:
        """Posts and their leadership; or one line, where the cost is counted by people or by outcomes."""
        if self.scenario.costing == "staff":
            yield self._line(area, "specialists", need.fte, "cost-per-specialist", "specialists")
            yield self._line(area, "leaders", need.leaders, "cost-per-leader", "leaders")
        elif self.scenario.costing == "client":
            yield self._line(area, "specialists", need.to_reach, "cost-per-client", "clients")
        else:
            yield self._line(area, "specialists", need.outcomes, "cost-per-outcome", "fixed")

    def _line(self, area: Area, part: LinkedPart, quantity: Decimal, price: ParameterKey, driver: Driver) -> Result:
        amount = rounded(self.values[price] * self.rate, self.currency)
        how = f"{plain(quantity)} × {self._money(self.values[price])} a year, from the needs of the area"
        if self.rate != 1:
            how += f", at {plain(self.rate)} {self.currency} for one {self.scenario.currency}"
        places = self.model.results
        return Result(
            part=part,
            area=area.name,
            category=places.specialists if part == "specialists" else places.leaders,
            driver=driver,
            figures=_figures(quantity=quantity, unit_cost=amount),
            basis=self._derived(how),
        )

    def targets(self, total: Need) -> Iterator[Result]:
        places = self.model.results
        for key, value, what in (
            (places.reached, total.to_reach, "people to reach"),
            (places.outcomes, total.outcomes, "outcomes in a year"),
            (places.posts, total.fte, "full-time equivalents"),
        ):
            if key:
                how = f"Sum of the {what} of {len(self.scenario.areas)} areas, each rounded by itself"
                yield Result(part="target", key=key, figures=_figures(value=value), basis=self._derived(how))

    def sizes(self, total: Need, services: int) -> Iterator[Result]:
        """The plan's workforce in whole numbers, as what its costs are driven by."""
        counts = (total.posts, total.leaders.to_integral_value(ROUND_UP), Decimal(services), total.to_reach)
        for key, count in zip(DRIVERS, counts, strict=True):
            how = self._derived(f"Sum over {len(self.scenario.areas)} areas, each rounded by itself")
            yield Result(part="driver", key=key, figures=_figures(value=count), basis=how)

    def _people(self, people: int) -> str:
        value = self.values
        shares = f"(1 − {plain(value['share-in-work'])} %) × {plain(value['share-interested'])} %"
        return f"{people} people in contact × {shares} × {plain(value['coverage'])} %"

    def _money(self, amount: Decimal) -> str:
        return f"{self.scenario.currency} {plain(amount)}"

    def _derived(self, how: str) -> Provenance:
        return Provenance(
            kind="derived", formula=f"Needs assessment “{self.scenario.title}”: {how}", citations=self._citations()
        )

    def _citations(self) -> tuple[Citation, ...]:
        """Where the areas were published, as far as they were; the parameters' own stand in the assessment."""
        return self.scenario.areas_basis.citations


def _figures(**values: Decimal) -> tuple[LinkedFigure, ...]:
    return tuple(LinkedFigure(name=name, value=value) for name, value in values.items())
