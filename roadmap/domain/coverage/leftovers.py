"""Why money is left over: what keeps a commitment from being used up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from roadmap.domain.coverage.demand import Cost, amount_of
from roadmap.domain.coverage.restrictions import first_month, may_pay, may_pay_for
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.messages import Message, message
from roadmap.domain.money import Money
from roadmap.domain.workdays import DAY, add_months


@dataclass(frozen=True, kw_only=True, slots=True)
class Leftover:
    """A commitment that is not used up. Of ``reach``, which it could have paid, it paid ``paid``, in minor units.

    The rest of that is paid by ``others``, titles of sources. ``costs`` are all of the plan's.
    """

    commitment: Commitment
    source: FundingSource
    reach: int
    paid: int
    others: tuple[str, ...]
    costs: tuple[Cost, ...]


def why_unused(left: Leftover, currency: str) -> Message:
    """The reason in a sentence."""
    if not left.reach:
        return _nothing_to_pay(left)
    could = Money(amount=amount_of(left.reach, currency), currency=currency)
    if left.paid == left.reach:
        return message("coverage.unused.more", amount=could)
    return message("coverage.unused.covered", amount=could, sources=left.others)


def _nothing_to_pay(left: Leftover) -> Message:
    months = sorted(set(_payable(left.source, left.costs)))
    if not months:
        return message("coverage.unused.not_budgeted")
    first, ends = first_month(left.commitment), left.commitment.ends
    if months[-1] < first:
        return message("coverage.unused.too_late", first=first, last=add_months(months[-1], 1) - DAY)
    if months[0] > ends:
        return message("coverage.unused.too_early", ends=ends, first=months[0])
    return message("coverage.unused.between", first=first, ends=ends)


def _payable(source: FundingSource, costs: Iterable[Cost]) -> Iterator[date]:
    """The months of all costs that a source may pay for, whenever its money is there."""
    for cost in costs:
        if may_pay(source, cost.category) and may_pay_for(source, cost.service_id):
            yield from (month for month, _ in cost.by_month)
