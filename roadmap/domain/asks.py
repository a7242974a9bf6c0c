"""The ask list of a plan: who is to be asked for money, for what, by when and for how much.

Amounts that are not firm yet are asked for by the day on which their payer decides. What nobody has been asked for yet
is the gap that is left when all likely money comes: it is asked for by the first day of the first quarter in which it
is missing. Amounts are in the plan's currency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import cover, may_pay
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import FundingKind, Playbook
from roadmap.domain.workdays import add_months


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """One thing to ask for, from ``starts`` to ``ends`` (both included).

    For a ``commitment`` there is one source. For a gap there is none, ``sources`` are those of the plan that may pay
    for its only category, and ``kinds`` of payers those that by the playbook usually do.
    """

    sources: tuple[FundingSource, ...]
    categories: tuple[str, ...]
    amount: Decimal
    starts: date
    ends: date
    by: date | None
    commitment: Commitment | None = None
    kinds: tuple[FundingKind, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.by is not None and self.by < today


def asks(plan: Plan, playbook: Playbook, today: date) -> tuple[Ask, ...]:
    """The ask list of a plan loaded with budget, sources and commitments, by day; what has no day comes last.

    Raises ``RuleBrokenError`` where the amounts are beyond counting.
    """
    found = [*_commitments(plan), *_gaps(plan, playbook, today)]
    return tuple(sorted(found, key=lambda each: each.by or date.max))


def _commitments(plan: Plan) -> Iterator[Ask]:
    sources = {each.id: each for each in plan.sources}
    for held in sorted(plan.commitments, key=lambda each: (each.starts, each.id)):
        if not held.is_firm:
            source = sources[held.source_id]
            yield Ask(
                sources=(source,),
                categories=tuple(each for each in source.may_pay if may_pay(source, each)),
                amount=held.amount,
                starts=held.starts,
                ends=held.ends,
                by=held.decides_on,
                commitment=held,
            )


def _gaps(plan: Plan, playbook: Playbook, today: date) -> Iterator[Ask]:
    """What of each category is missing from the present quarter on, in the order in which categories are paid."""
    coverage = cover(plan, playbook, with_probable=True)
    ahead = [quarter for quarter in coverage.quarters if quarter >= quarter_of(today)]
    for category in coverage.categories:
        missing = {quarter: coverage.cells[quarter, category].gap for quarter in ahead}
        open_ = [quarter for quarter, gap in missing.items() if gap]
        if open_:
            yield Ask(
                sources=tuple(each for each in plan.sources if may_pay(each, category)),
                categories=(category,),
                amount=sum(missing.values(), Decimal(0)),
                starts=open_[0],
                ends=add_months(open_[-1], 3) - timedelta(days=1),
                by=open_[0],
                kinds=tuple(each for each in playbook.funding_kinds if category in each.usually_pays),
            )
