"""Sharing money out among needs: a transportation problem in whole units, solved as a flow of least cost.

Which amounts of needs can be covered together is a polymatroid, and so is which amounts of purses can be used. Two
things follow. Any strictly falling weights of the needs give the same cover as filling them one after the other in
their order, and never less cover in all. And the best cover of the needs goes together with the best use of the
purses (Mendelsohn and Dulmage, "Some generalizations of the problem of distinct representatives", 1958), so neither has
to be traded for the other, and one cost a unit made of plain ranks decides all of it exactly:

1. needs in the order of their ``place``, the first as far as it can be;
2. purses in the order of their ``place``, no more of a later one than the earlier ones leave open;
3. among what is left to choose, firm money on the needs that come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeVar

MOST: Final = 2**62
"""Needs, and what of the purses could go to them, stay below this together, or the solver's numbers could run over."""
ROOT: Final = 0
"""Where all flow comes from: through the purses, or past them for what nobody pays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Purse:
    """So many units of money. One with a lower ``place`` is used first; places tell purses apart."""

    amount: int
    place: int
    is_firm: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """So many units wanted. ``payers`` has a bit for each purse that may pay, by its position.

    One with a lower ``place`` is covered first; needs with the same place are alike.
    """

    amount: int
    place: int
    payers: int


Amount = TypeVar("Amount", Need, Purse)


class Share(NamedTuple):
    """What a purse pays towards a need, both by position."""

    purse: int
    need: int
    amount: int


class _Arc(NamedTuple):
    tail: int
    head: int
    most: int
    cost: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hub:
    """Needs that the same purses may pay, firm ones or others: purses meet them here, which spares most arcs."""

    node: int
    purses: tuple[int, ...]
    needs: list[int]


def allocate(needs: Sequence[Need], purses: Sequence[Purse]) -> list[Share]:
    """The best allocation; who pays first of several alike is who stands first, needs likewise.

    The same input gives the same result. Amounts that together are beyond ``MOST`` units, which no country has, are
    shared out in tens of units, in hundreds and so on, and what is less than one of those stays open.
    """
    hubs = list(_hubs(needs, purses))
    if not hubs:
        return []
    size, flow = 1, _flow(needs, purses, hubs)
    while flow is None:
        size *= 10
        flow = _flow(_in_units(needs, size), _in_units(purses, size), hubs)
    return [Share(each.purse, each.need, each.amount * size) for each in _shares(purses, hubs, flow)]


def _in_units(things: Sequence[Amount], size: int) -> list[Amount]:
    return [replace(each, amount=each.amount // size) for each in things]


def _flow(needs: Sequence[Need], purses: Sequence[Purse], hubs: Sequence[_Hub]) -> dict[tuple[int, int], int] | None:
    """What flows along each arc that anything flows along; nothing at all where numbers would run over."""
    arcs = list(_arcs(needs, purses, hubs))
    flows = _solve(arcs, [each.amount for each in needs])
    if flows is None:
        return None
    return {(arc.tail, arc.head): amount for arc, amount in zip(arcs, flows, strict=True) if amount}


def _shares(purses: Sequence[Purse], hubs: Sequence[_Hub], flow: Mapping[tuple[int, int], int]) -> list[Share]:
    first_need = _first_need(purses, hubs)
    return [
        share
        for hub in hubs
        for share in _paired(
            [(purse, flow.get((1 + purse, hub.node), 0)) for purse in hub.purses],
            [(need, flow.get((hub.node, first_need + need), 0)) for need in hub.needs],
        )
    ]


def _hubs(needs: Sequence[Need], purses: Sequence[Purse]) -> Iterator[_Hub]:
    node = 1 + len(purses)
    for is_firm in (True, False):
        same = sum(1 << at for at, purse in enumerate(purses) if purse.is_firm is is_firm)
        grouped: dict[int, list[int]] = defaultdict(list)
        for at, need in enumerate(needs):
            if need.payers & same:
                grouped[need.payers & same].append(at)
        for payers, found in grouped.items():
            yield _Hub(node=node, purses=tuple(at for at in range(len(purses)) if payers >> at & 1), needs=found)
            node += 1


def _first_need(purses: Sequence[Purse], hubs: Sequence[_Hub]) -> int:
    return 1 + len(purses) + len(hubs)


def _arcs(needs: Sequence[Need], purses: Sequence[Purse], hubs: Sequence[_Hub]) -> Iterator[_Arc]:
    """The network. Costs of purses and of leaving open are so dear that all of the third wish cannot outweigh one."""
    last = 1 + max(each.place for each in needs)
    dear = 1 + sum(last - each.place for each in needs)
    wanted = sum(each.amount for each in needs)
    first_need = _first_need(purses, hubs)
    for at, purse in enumerate(purses):
        yield _Arc(ROOT, 1 + at, min(purse.amount, wanted), dear * purse.place)
    over = 1 + max(each.place for each in purses)
    for at, need in enumerate(needs):
        yield _Arc(ROOT, first_need + at, need.amount, dear * (over + last - need.place))
    for hub in hubs:
        is_firm = purses[hub.purses[0]].is_firm
        for at in hub.purses:
            yield _Arc(1 + at, hub.node, min(purses[at].amount, wanted), 0)
        for at in hub.needs:
            yield _Arc(hub.node, first_need + at, needs[at].amount, 0 if is_firm else last - needs[at].place)


def _solve(arcs: Sequence[_Arc], wanted: Sequence[int]) -> list[int] | None:
    """The flow of each arc, or nothing where numbers would run over. The last nodes are the needs, in their order."""
    # Imported here: it brings 20 MB and a tenth of a second, which only those who ask for a coverage should pay.
    import numpy as np  # noqa: PLC0415
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415

    if sum(arc.most for arc in arcs if arc.tail == ROOT) >= MOST:
        return None
    solver = SimpleMinCostFlow()
    tails, heads, most, costs = (list(column) for column in zip(*arcs, strict=True))
    numbers = solver.add_arcs_with_capacity_and_unit_cost(
        np.array(tails, dtype=np.int32),
        np.array(heads, dtype=np.int32),
        np.array(most, dtype=np.int64),
        np.array(costs, dtype=np.int64),
    )
    end = 1 + max(heads)
    solver.set_node_supply(ROOT, sum(wanted))
    solver.set_nodes_supplies(
        np.arange(end - len(wanted), end, dtype=np.int32), np.array([-each for each in wanted], dtype=np.int64)
    )
    # What nobody pays goes past the purses, so there always is a flow: only numbers can be out of range.
    if solver.solve() != solver.OPTIMAL:
        return None
    return [int(each) for each in solver.flows(numbers)]


def _paired(given: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> Iterator[Share]:
    """The flow through a hub, taken apart: the first purses pay the first needs. Both sides add up to the same."""
    rest = iter(given)
    purse, left = next(rest)
    for need, wanted in taken:
        open_amount = wanted
        while open_amount:
            if not left:
                purse, left = next(rest)
                continue
            paid = min(left, open_amount)
            yield Share(purse, need, paid)
            left, open_amount = left - paid, open_amount - paid
