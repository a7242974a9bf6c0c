"""The best coverage found another way: by greatest flows over single months, one for each beginning of an order.

What the first needs of an order can get at most is the greatest flow to them alone, and the best coverage gives every
beginning of the order that much; the same holds for purses. No costs, no merged months and another solver are involved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage.restrictions import first_month
from roadmap.domain.money import minor_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from roadmap.domain.funding import Commitment
    from roadmap.domain.plans import Plan


class Month(NamedTuple):
    """A month's first day, a cost category, and the service that it is for, if one."""

    month: date
    category: str
    service_id: UUID | None


@dataclass
class Network:
    """A plan's months and money; amounts in minor units."""

    plan: Plan
    commitments: Sequence[Commitment]
    needs: dict[Month, int] = field(init=False)

    def __post_init__(self) -> None:
        """Add the lines up by month."""
        self.needs = {}
        for line in self.plan.budget:
            for month, amount in line.by_month(self.plan.currency):
                key = Month(month, line.category, line.service_id)
                self.needs[key] = self.needs.get(key, 0) + self.units(amount)

    def units(self, amount: Decimal) -> int:
        """Whole minor units."""
        return int(amount * 10 ** minor_units(self.plan.currency))

    def may(self, held: Commitment, need: Month) -> bool:
        """The rules once more, as they stand in words."""
        month, category, service = need
        source = {each.id: each for each in self.plan.sources}[held.source_id]
        return (
            category in source.may_pay
            and category not in source.may_not_pay
            and (not source.service_ids or service in source.service_ids)
            and first_month(held) <= month <= held.ends
        )

    def most(self, commitments: Iterable[Commitment], needs: Iterable[Month]) -> int:
        """The most that these can pay of those."""
        graph = nx.DiGraph()
        graph.add_nodes_from(("all money", "all needs"))
        wanted = list(needs)
        for need in wanted:
            graph.add_edge(need, "all needs", capacity=self.needs[need])
        for held in commitments:
            graph.add_edge("all money", held.id, capacity=self.units(held.amount))
            graph.add_edges_from((held.id, need) for need in wanted if self.may(held, need))
        return int(nx.maximum_flow_value(graph, "all money", "all needs"))

    def covered(self, groups: Sequence[tuple[str, date | None]]) -> list[int]:
        """What each group of needs gets, the first as much as it can: a category, or a category in a quarter."""
        totals = [self.most(self.commitments, self._in(groups[:count])) for count in range(len(groups) + 1)]
        return [after - before for before, after in pairwise(totals)]

    def used(self, order: Sequence[Commitment]) -> list[int]:
        """What each purse gives, the first as much as it can."""
        totals = [self.most(order[:count], self.needs) for count in range(len(order) + 1)]
        return [after - before for before, after in pairwise(totals)]

    def in_order_of_use(self) -> list[Commitment]:
        """Firm money first, then what could pay for least, then what ends first."""
        return sorted(
            self.commitments,
            key=lambda each: (not each.is_firm, self.reach(each), each.ends, first_month(each), str(each.id)),
        )

    def reach(self, held: Commitment) -> int:
        """How much of the need it could pay."""
        return sum(amount for need, amount in self.needs.items() if self.may(held, need))

    def _in(self, groups: Iterable[tuple[str, date | None]]) -> Iterator[Month]:
        wanted = set(groups)
        for need in self.needs:
            month, category, _ = need
            if (category, None) in wanted or (category, quarter_of(month)) in wanted:
                yield need
