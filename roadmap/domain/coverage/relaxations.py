"""The changes that would close gaps: a restriction lifted, money in time or agreed, and, failing that, new money.

Each is tried on the whole plan and told with what it then closes, so none promises what the rest of the plan would eat
up. How many are tried is bounded: those first that could close most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal
from uuid import UUID

from roadmap.domain.coverage.covering import Case, case_of, in_order
from roadmap.domain.coverage.demand import Cell, amount_of, units
from roadmap.domain.coverage.restrictions import first_month, may_pay, may_pay_for
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.messages import Message, Quarter, message
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import DAY, add_months

RelaxationKind = Literal["commit", "category", "service", "on-time", "earlier", "longer", "ask"]
KINDS: Final[tuple[RelaxationKind, ...]] = ("commit", "on-time", "category", "service", "earlier", "longer", "ask")
"""The easiest to ask for first; of changes that close as much, that one is told first."""
MOST_TRIED: Final = 16
MOST_ASKS: Final = 8
NOBODY: Final = UUID(int=0)
"""A payer that the plan does not have yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Relaxation:
    """A change, and by how much the plan's whole gap would fall, from the quarter of ``first`` to that of ``last``.

    ``source_id`` is nothing for new money, whose sum is ``amount`` as well. ``category`` is a cost category's key where
    the change is about one, ``day`` when money would have to come or might still be spent.
    """

    kind: RelaxationKind
    source_id: UUID | None
    category: str | None
    day: date | None
    amount: Decimal
    first: date
    last: date
    said: Message


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """A change to be tried; ``most`` is what it could close at best, in minor units."""

    kind: RelaxationKind
    case: Case
    most: int
    source: FundingSource | None = None
    category: str | None = None
    day: date | None = None
    money: int = 0


def relaxations(plan: Plan, playbook: Playbook, *, with_probable: bool = False) -> tuple[Relaxation, ...]:
    """The changes that would close gaps of a plan loaded as for ``cover``: first those of sources that it has.

    Those are ranked by what they close; new money follows in the plan's order of priority. Where other categories would
    do as well for the money of a source, the one that comes first stands for them.
    """
    titles = {each.key: each.title for each in playbook.cost_categories}
    trial = _Trial(plan, case_of(plan, playbook, with_probable=with_probable), titles)
    changes = sorted(trial.changes(), key=lambda each: (-each.most, trial.order(each)))[:MOST_TRIED]
    tried = [(each, trial.told(each)) for each in changes]
    found = sorted(
        ((each, told) for each, told in tried if told), key=lambda pair: (-pair[1].amount, trial.order(pair[0]))
    )
    first = {(each.kind, told.source_id, told.amount): told for each, told in reversed(found)}
    asks = [told for each in list(trial.asks())[:MOST_ASKS] if (told := trial.told(each))]
    return (*(told for each, told in found if first[each.kind, told.source_id, told.amount] is told), *asks)


class _Trial:
    """A plan's case with its gaps, and what changes of it would do."""

    def __init__(self, plan: Plan, case: Case, titles: Mapping[str, str]) -> None:
        self._plan, self._case, self._titles = plan, case, titles
        self._gaps = _gaps(case)

    def order(self, change: _Change) -> tuple[int, int, str, str]:
        """Tells changes apart that close as much."""
        rank = self._case.categories.index(change.category) if change.category else 0
        source = change.source
        return (KINDS.index(change.kind), rank, source.title if source else "", str(source.id if source else ""))

    def told(self, change: _Change) -> Relaxation | None:
        """What a change closes, found by covering the plan with it; nothing where it closes nothing."""
        after = _gaps(change.case)
        closed: dict[date, int] = defaultdict(int)
        for (quarter, category), gap in self._gaps.items():
            closed[quarter] += gap - after.get((quarter, category), 0)
        fallen = [quarter for quarter in sorted(closed) if closed[quarter] > 0]
        total = sum(closed.values())
        if total <= 0:
            return None
        return Relaxation(
            kind=change.kind,
            source_id=change.source.id if change.source else None,
            category=change.category,
            day=change.day,
            amount=amount_of(total, self._case.currency),
            first=fallen[0],
            last=fallen[-1],
            said=self._said(change, total, fallen[0], fallen[-1]),
        )

    def changes(self) -> Iterator[_Change]:
        """Every change of a source that the plan has which could close something."""
        for source in self._case.sources.values():
            for change in self._of_source(source):
                if change.most:
                    yield change

    def asks(self) -> Iterator[_Change]:
        """New money for each category with a gap, in the order of priority."""
        for category in self._case.categories:
            open_in = sorted(quarter for (quarter, key), gap in self._gaps.items() if key == category and gap)
            if not open_in:
                continue
            gap = sum(self._gaps[quarter, category] for quarter in open_in)
            case = _with_new(self._case, self._plan, category, gap, (open_in[0], open_in[-1]))
            yield _Change(kind="ask", case=case, most=gap, category=category, money=gap)

    def _of_source(self, source: FundingSource) -> Iterator[_Change]:
        yield self._commit(source)
        held = [each for each in self._case.commitments if each.source_id == source.id]
        if not held or not self._left:
            return
        for category in self._case.categories:
            if not may_pay(source, category):
                yield self._category(source, category, held)
        if source.service_ids:
            free = replace(source, service_ids=())
            yield self._change("service", source, self._open(free, held), sources={source.id: free})
        if any(each.delay for each in held):
            yield self._moved("on-time", source, [replace(each, delay=0) for each in held])
        yield from self._stretched(source, held)

    def _commit(self, source: FundingSource) -> _Change:
        undecided = [
            replace(each, stage="committed")
            for each in self._plan.commitments
            if each.source_id == source.id and each.id in self._case.left_out
        ]
        amount = sum(units(each.amount, self._case.currency) for each in undecided)
        case = replace(self._case, commitments=in_order([*self._case.commitments, *undecided]))
        most = min(amount, self._open(source, undecided))
        return _Change(kind="commit", case=case, most=most, source=source, money=amount)

    def _category(self, source: FundingSource, category: str, held: list[Commitment]) -> _Change:
        free = replace(
            source,
            may_pay=(*source.may_pay, category),
            may_not_pay=tuple(each for each in source.may_not_pay if each != category),
        )
        only = replace(free, may_pay=(category,))
        return self._change("category", source, self._open(only, held), sources={source.id: free}, category=category)

    def _stretched(self, source: FundingSource, held: list[Commitment]) -> Iterator[_Change]:
        """The money in time for the first gap that it may pay, or there until the last."""
        cells = [cell for cell, _ in self._open_cells if _allowed(source, cell)]
        if not cells:
            return
        first, last = min(each.month for each in cells), add_months(max(each.last for each in cells), 1) - DAY
        early = [replace(each, starts=first, delay=0) if first_month(each) > first else each for each in held]
        if early != held:
            yield self._moved("earlier", source, early, day=first)
        late = [replace(each, ends=max(each.ends, last)) for each in held]
        if late != held:
            yield self._moved("longer", source, late, day=last)

    def _moved(
        self, kind: RelaxationKind, source: FundingSource, moved: list[Commitment], day: date | None = None
    ) -> _Change:
        others = [each for each in self._case.commitments if each.source_id != source.id]
        return self._change(kind, source, self._open(source, moved), commitments=in_order([*others, *moved]), day=day)

    def _change(
        self,
        kind: RelaxationKind,
        source: FundingSource,
        most: int,
        *,
        sources: Mapping[UUID, FundingSource] | None = None,
        commitments: tuple[Commitment, ...] | None = None,
        category: str | None = None,
        day: date | None = None,
    ) -> _Change:
        """A change that spends what is left over; it can close no more than that."""
        case = replace(
            self._case,
            sources={**self._case.sources, **(sources or {})},
            commitments=self._case.commitments if commitments is None else commitments,
        )
        return _Change(kind=kind, case=case, most=min(most, self._left), source=source, category=category, day=day)

    @cached_property
    def _left(self) -> int:
        """What of all money that counts nothing takes."""
        held = sum(units(each.amount, self._case.currency) for each in self._case.commitments)
        return held - sum(share.amount for share in self._case.shares)

    @cached_property
    def _open_cells(self) -> list[tuple[Cell, int]]:
        """What is not covered, with how much."""
        paid: dict[int, int] = defaultdict(int)
        for share in self._case.shares:
            paid[share.need] += share.amount
        left = [(cell, cell.need - paid[at]) for at, cell in enumerate(self._case.cells)]
        return [(cell, gap) for cell, gap in left if gap]

    def _open(self, source: FundingSource, held: list[Commitment]) -> int:
        """How much of the gap a source could pay by its restrictions, with money over those periods."""
        return sum(
            gap
            for cell, gap in self._open_cells
            if _allowed(source, cell)
            and any(first_month(each) <= cell.last and each.ends >= cell.month for each in held)
        )

    def _said(self, change: _Change, closed: int, first: date, last: date) -> Message:
        values: dict[str, object] = {
            "closed": self._money(closed),
            "when": message("coverage.quarter", quarter=Quarter(first))
            if first == last
            else message("coverage.quarters", first=Quarter(first), last=Quarter(last)),
        }
        if change.source:
            values["source"] = change.source.title
        if change.category:
            values["category"] = self._titles.get(change.category, change.category)
        if change.day:
            values["day"] = change.day
        if change.money:
            values["amount"] = self._money(change.money)
        return Message(key=f"coverage.relaxation.{change.kind}", values=values)

    def _money(self, whole: int) -> Money:
        return Money(amount=amount_of(whole, self._case.currency), currency=self._case.currency)


def _allowed(source: FundingSource, cell: Cell) -> bool:
    return may_pay(source, cell.category) and may_pay_for(source, cell.service_id)


def _gaps(case: Case) -> dict[tuple[date, str], int]:
    """What nobody pays, by quarter and category, in minor units."""
    found: dict[tuple[date, str], int] = defaultdict(int)
    for cell in case.cells:
        found[cell.quarter, cell.category] += cell.need
    for share in case.shares:
        cell = case.cells[share.need]
        found[cell.quarter, cell.category] -= share.amount
    return found


def _with_new(case: Case, plan: Plan, category: str, amount: int, between: tuple[date, date]) -> Case:
    """The case with a new payer of one category over some quarters."""
    ground = Provenance(kind="assumed", reason="New money that is asked for.")
    payer = FundingSource(
        id=NOBODY,
        plan_id=plan.id,
        key="",
        title="",
        kind="",
        rank="secondary",
        may_pay=(category,),
        may_not_pay=(),
        note="",
        basis=ground,
    )
    first, last = between
    given = Commitment(
        id=NOBODY,
        plan_id=plan.id,
        source_id=NOBODY,
        stage="committed",
        probability=100,
        amount=amount_of(amount, case.currency),
        starts=first,
        ends=add_months(last, 3) - DAY,
        basis=ground,
    )
    return replace(case, sources={**case.sources, NOBODY: payer}, commitments=in_order([*case.commitments, given]))
