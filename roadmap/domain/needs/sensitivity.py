"""Which parameter moves the answer most: each tried alone at both ends of its range, all others as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from roadmap.domain.needs.calculation import Area, Inputs, Need, assess
from roadmap.domain.needs.models import MONEY, PRICE_OF, NeedsModel, Parameter, ParameterKey

Measure = Literal["posts", "cost", "outcomes"]
MEASURES: Final[tuple[Measure, ...]] = ("posts", "cost", "outcomes")
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """A parameter at the ends of its range, and the areas' totals there. ``is_stated`` when the sources give the range.

    Without it the ends are a tenth less and more than what is assumed.
    """

    parameter: ParameterKey
    low: Decimal
    high: Decimal
    is_stated: bool
    at_low: Need
    at_high: Need

    def swing(self, measure: Measure) -> Decimal:
        """How far the measure goes between both ends, never below zero."""
        return abs(figure_of(self.at_high, measure) - figure_of(self.at_low, measure))


def figure_of(need: Need, measure: Measure) -> Decimal:
    """A measure of a need."""
    return {"posts": need.posts, "cost": need.cost, "outcomes": need.outcomes}[measure]


def effects(areas: Sequence[Area], inputs: Inputs, model: NeedsModel) -> tuple[Effect, ...]:
    """The effect of every parameter that counts, in the order of the calculation."""
    used = PRICE_OF[inputs.costing]
    counting = (each for each in model.parameters if each.key not in MONEY or each.key in used)
    return tuple(_effect(areas, inputs, each) for each in counting)


def ranked(found: Iterable[Effect], measure: Measure) -> tuple[Effect, ...]:
    """Effects, that which moves a measure most first; those that move it alike in their order."""
    return tuple(sorted(found, key=lambda each: each.swing(measure), reverse=True))


def _effect(areas: Sequence[Area], inputs: Inputs, parameter: Parameter) -> Effect:
    low, high, is_stated = ends_of(parameter, inputs.values[parameter.key])
    at_low, at_high = (
        assess(areas, replace(inputs, values={**inputs.values, parameter.key: each})).total for each in (low, high)
    )
    return Effect(parameter=parameter.key, low=low, high=high, is_stated=is_stated, at_low=at_low, at_high=at_high)


def ends_of(parameter: Parameter, value: Decimal) -> tuple[Decimal, Decimal, bool]:
    """The ends between which a parameter is tried, and whether the sources state them.

    A stated range counts only where the value lies in it; where somebody chose one beyond, a tenth is tried.
    """
    low, high = parameter.low, parameter.high
    if low is not None and high is not None and low <= value <= high:
        return low, high, True
    # What is taken at all bounds the trial, but what is held already may lie beyond.
    least, most = min(parameter.least, value), max(parameter.most, value)
    return max(least, value * (1 - TENTH)), min(most, value * (1 + TENTH)), False
