"""The calculation: from people in contact to people eligible and to reach, posts, leaders, cost and outcomes.

Source 003, Annex C, made general. Per area, with figures exact until they are rounded by a named rule (``rounding``):

    eligible    = people × (1 − share in work) × share interested, to whole persons
    to reach    = people × (1 − share in work) × share interested × coverage, to whole persons
    specialists = to reach, not rounded ÷ clients per specialist
    FTE         = specialists to the nearest half, at least 0.5       posts = specialists to whole ones, at least 1
    leaders     = FTE ÷ span to the nearest half, at least 0.5
    outcomes    = FTE × outcomes per specialist, to whole persons
    cost        = FTE × cost per specialist + leaders × cost per leader; or people to reach × cost per client; or
                  outcomes × cost per outcome; to the smallest unit of the currency

A total adds rounded areas. One national calculation rounds only once, and so gives another figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.domain.money import rounded
from roadmap.domain.needs.models import Costing, ParameterKey
from roadmap.domain.needs.rounding import FTE, LEADERS, PEOPLE, POSTS

HUNDRED: Final = Decimal(100)
ZERO: Final = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """An area with the number of people in contact with the services that refer."""

    name: str
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """What the calculation is given: every parameter by its key, and what the cost is counted by."""

    values: Mapping[ParameterKey, Decimal]
    costing: Costing
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """What an area, a sum of areas or a whole country needs. ``specialists`` is not rounded; a year's figures all."""

    people: int
    eligible: Decimal
    to_reach: Decimal
    specialists: Decimal
    fte: Decimal
    posts: Decimal
    leaders: Decimal
    cost: Decimal
    outcomes: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessed:
    """Areas with their needs, the total of these, and one calculation over all people at once."""

    areas: tuple[tuple[Area, Need], ...]
    total: Need
    national: Need


def need_of(people: int, inputs: Inputs) -> Need:
    """What so many people in contact need."""
    value = inputs.values
    eligible = people * (1 - value["share-in-work"] / HUNDRED) * value["share-interested"] / HUNDRED
    to_reach = eligible * value["coverage"] / HUNDRED
    specialists = to_reach / value["clients-per-specialist"]
    fte = FTE(specialists)
    leaders = LEADERS(fte / value["span"])
    outcomes = PEOPLE(fte * value["outcomes-per-specialist"])
    return Need(
        people=people,
        eligible=PEOPLE(eligible),
        to_reach=PEOPLE(to_reach),
        specialists=specialists,
        fte=fte,
        posts=POSTS(specialists),
        leaders=leaders,
        cost=_cost(inputs, fte, leaders, PEOPLE(to_reach), outcomes),
        outcomes=outcomes,
    )


def assess(areas: Iterable[Area], inputs: Inputs) -> Assessed:
    """Every area, their total, and the national calculation."""
    found = tuple((each, need_of(each.people, inputs)) for each in areas)
    return Assessed(
        areas=found,
        total=total_of(need for _, need in found),
        national=need_of(sum(each.people for each, _ in found), inputs),
    )


def total_of(needs: Iterable[Need]) -> Need:
    """The sum of needs, each as rounded by itself."""
    each = tuple(needs)
    return Need(
        people=sum(need.people for need in each),
        eligible=sum((need.eligible for need in each), ZERO),
        to_reach=sum((need.to_reach for need in each), ZERO),
        specialists=sum((need.specialists for need in each), ZERO),
        fte=sum((need.fte for need in each), ZERO),
        posts=sum((need.posts for need in each), ZERO),
        leaders=sum((need.leaders for need in each), ZERO),
        cost=sum((need.cost for need in each), ZERO),
        outcomes=sum((need.outcomes for need in each), ZERO),
    )


def _cost(inputs: Inputs, fte: Decimal, leaders: Decimal, to_reach: Decimal, outcomes: Decimal) -> Decimal:
    value = inputs.values
    if inputs.costing == "client":
        cost = to_reach * value["cost-per-client"]
    elif inputs.costing == "outcome":
        cost = outcomes * value["cost-per-outcome"]
    else:
        cost = fte * value["cost-per-specialist"] + leaders * value["cost-per-leader"]
    return rounded(cost, inputs.currency)
