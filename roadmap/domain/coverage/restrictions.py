"""What money may pay for: the one reading of a source's restrictions and of a commitment's period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.playbooks import Playbook
from roadmap.domain.workdays import add_months

LIKELY: Final = "check-likely-money"
"""The threshold of a playbook from which on money that is not firm is counted on, as a percentage."""


def may_pay(source: FundingSource, category: str) -> bool:
    """Whether a source is known to be allowed to pay for a cost category; what is not said is not allowed."""
    return category in source.may_pay and category not in source.may_not_pay


def may_pay_for(source: FundingSource, service_id: UUID | None) -> bool:
    """Whether a source may pay for costs of a service, or for those of no single one where that is nothing."""
    return not source.service_ids or service_id in source.service_ids


def first_month(commitment: Commitment) -> date:
    """The first day of the month from which on the money is there: that of ``starts``, later by its delay."""
    return add_months(commitment.starts.replace(day=1), commitment.delay)


def is_in_force(commitment: Commitment, month: date) -> bool:
    """Whether the money can pay for what falls in the month that begins on ``month``; a month begun counts."""
    return first_month(commitment) <= month <= commitment.ends


def likely_from(playbook: Playbook) -> Decimal:
    """The least percentage of probability at which money is counted on; any will do where the playbook has none."""
    return next((each.value for each in playbook.thresholds if each.key == LIKELY), Decimal(0))


def is_likely(commitment: Commitment, least: Decimal) -> bool:
    """Whether money is counted on: it is firm, or at least as probable as that."""
    return commitment.is_firm or commitment.probability >= least
