"""A plan's coverage: its need held against its money, shared out as well as its restrictions allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from roadmap.domain.budgets import quarters
from roadmap.domain.coverage.allocation import Need, Purse, Share, allocate
from roadmap.domain.coverage.demand import Cell, Cost, amount_of, cells_of, costs_of, positions, priority_order, units
from roadmap.domain.coverage.leftovers import Leftover, why_unused
from roadmap.domain.coverage.restrictions import first_month, is_likely, likely_from
from roadmap.domain.coverage.results import Amounts, Coverage, Payment, Unused
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is to be covered, and by what. ``commitments`` count, the first to end first; ``left_out`` do not."""

    currency: str
    with_probable: bool
    start: date
    end: date
    categories: tuple[str, ...]
    costs: tuple[Cost, ...]
    sources: Mapping[UUID, FundingSource]
    commitments: tuple[Commitment, ...]
    left_out: tuple[UUID, ...] = ()

    @cached_property
    def cells(self) -> list[Cell]:
        """The need as the allocation sees it."""
        return cells_of(self.costs, self.sources, self.commitments)

    @cached_property
    def reach(self) -> list[int]:
        """How much of the need each commitment could pay, whatever its amount."""
        found = [0] * len(self.commitments)
        for cell in self.cells:
            for at in positions(cell.payers):
                found[at] += cell.need
        return found

    @cached_property
    def shares(self) -> list[Share]:
        """Who pays what: needs by priority and then by time, the most restricted money first, firm before probable."""
        rank = {category: at for at, category in enumerate(self.categories)}
        keys = [(rank[cell.category], cell.month) for cell in self.cells]
        place = {key: at for at, key in enumerate(sorted(set(keys)))}
        needs = [
            Need(amount=cell.need, place=place[key], payers=cell.payers)
            for cell, key in zip(self.cells, keys, strict=True)
        ]
        return allocate(needs, self._purses())

    def _purses(self) -> Sequence[Purse]:
        held = self.commitments
        order = sorted(range(len(held)), key=lambda at: (not held[at].is_firm, self.reach[at], at))
        place = {at: rank for rank, at in enumerate(order)}
        return [
            Purse(amount=units(each.amount, self.currency), place=place[at], is_firm=each.is_firm)
            for at, each in enumerate(held)
        ]


def cover(plan: Plan, playbook: Playbook, *, with_probable: bool = False) -> Coverage:
    """The coverage of a plan loaded with budget, sources and commitments; with firm money alone unless asked.

    Money goes to needs in the plan's order of priority, within a category to what comes first. Of the money that may
    pay, firm money is used before probable, and what could pay for least before what could pay for more.
    """
    return covered(case_of(plan, playbook, with_probable=with_probable))


def case_of(plan: Plan, playbook: Playbook, *, with_probable: bool) -> Case:
    """A plan's case. Probable money counts from the playbook's threshold on."""
    costs = costs_of(plan)
    least = likely_from(playbook)
    counted = [each for each in plan.commitments if each.is_firm or (with_probable and is_likely(each, least))]
    months = [month for cost in costs for month, _ in cost.by_month]
    return Case(
        currency=plan.currency,
        with_probable=with_probable,
        start=min([plan.start, *months]),
        end=max([plan.end, *months]),
        categories=priority_order(plan, playbook, {cost.category for cost in costs}),
        costs=costs,
        sources={each.id: each for each in plan.sources},
        commitments=in_order(counted),
        left_out=tuple(each.id for each in in_order([each for each in plan.commitments if each not in counted])),
    )


def in_order(commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Commitments in the one order in which the allocation is given them: the first to end first."""
    return tuple(sorted(commitments, key=lambda each: (each.ends, first_month(each), str(each.id))))


def covered(case: Case) -> Coverage:
    """The coverage of a case."""
    return Coverage(
        currency=case.currency,
        with_probable=case.with_probable,
        quarters=quarters(case.start, case.end),
        categories=case.categories,
        cells=_amounts(case),
        payments=_payments(case),
        unused=_unused(case),
        left_out=case.left_out,
    )


def _amounts(case: Case) -> Mapping[tuple[date, str], Amounts]:
    needed: dict[tuple[date, str], int] = defaultdict(int)
    paid: dict[tuple[date, str, bool], int] = defaultdict(int)
    for cell in case.cells:
        needed[cell.quarter, cell.category] += cell.need
    for share in case.shares:
        cell = case.cells[share.need]
        paid[cell.quarter, cell.category, case.commitments[share.purse].is_firm] += share.amount
    return {
        (quarter, category): Amounts(
            need=amount_of(needed[quarter, category], case.currency),
            committed=amount_of(paid[quarter, category, True], case.currency),
            probable=amount_of(paid[quarter, category, False], case.currency),
        )
        for quarter in quarters(case.start, case.end)
        for category in case.categories
    }


def _payments(case: Case) -> tuple[Payment, ...]:
    """By quarter, category and service, then in the order in which the money ends."""
    rank = {category: at for at, category in enumerate(case.categories)}
    sums: dict[tuple[date, int, str, int], int] = defaultdict(int)
    services: dict[str, UUID | None] = {}
    for share in case.shares:
        cell = case.cells[share.need]
        service = str(cell.service_id or "")
        services[service] = cell.service_id
        sums[cell.quarter, rank[cell.category], service, share.purse] += share.amount
    return tuple(
        Payment(
            commitment_id=case.commitments[purse].id,
            source_id=case.commitments[purse].source_id,
            quarter=quarter,
            category=case.categories[category],
            service_id=services[service],
            amount=amount_of(amount, case.currency),
            is_firm=case.commitments[purse].is_firm,
        )
        for (quarter, category, service, purse), amount in sorted(sums.items())
    )


def _unused(case: Case) -> tuple[Unused, ...]:
    """What is left of each commitment, in the order in which it lapses; less than a minor unit is not told."""
    paid = [0] * len(case.commitments)
    for share in case.shares:
        paid[share.purse] += share.amount
    return tuple(
        Unused(
            commitment_id=each.id,
            source_id=each.source_id,
            amount=each.amount - amount_of(paid[at], case.currency),
            ends=each.ends,
            is_firm=each.is_firm,
            why=why_unused(_leftover(case, at, paid[at]), case.currency),
        )
        for at, each in enumerate(case.commitments)
        if units(each.amount, case.currency) > paid[at]
    )


def _leftover(case: Case, at: int, paid: int) -> Leftover:
    held = case.commitments[at]
    mine = {number for number, cell in enumerate(case.cells) if cell.payers >> at & 1}
    payers = sorted({share.purse for share in case.shares if share.need in mine and share.purse != at})
    titles = dict.fromkeys(case.sources[case.commitments[each].source_id].title for each in payers)
    return Leftover(
        commitment=held,
        source=case.sources[held.source_id],
        reach=case.reach[at],
        paid=paid,
        others=tuple(titles),
        costs=case.costs,
    )
