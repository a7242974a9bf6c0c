"""What of a plan's need its money covers: an optimal, explained, deterministic allocation under restrictions.

``restrictions`` says what money may pay for, ``demand`` what is needed and when, ``allocation`` shares whole minor
units out and knows nothing of plans, ``covering`` puts a plan's coverage together. ``relaxations`` are the changes that
would close gaps, ``exits`` asks who goes on paying after the end. Everything is pure, and no amount is ever a float.
"""

from roadmap.domain.coverage.covering import cover
from roadmap.domain.coverage.demand import priority_order
from roadmap.domain.coverage.exits import ExitCost, ExitState, exit_test
from roadmap.domain.coverage.relaxations import Relaxation, RelaxationKind, relaxations
from roadmap.domain.coverage.restrictions import is_in_force, is_likely, likely_from, may_pay, may_pay_for
from roadmap.domain.coverage.results import NOTHING, Amounts, Coverage, Paid, Payment, Unused

__all__ = [
    "NOTHING",
    "Amounts",
    "Coverage",
    "ExitCost",
    "ExitState",
    "Paid",
    "Payment",
    "Relaxation",
    "RelaxationKind",
    "Unused",
    "cover",
    "exit_test",
    "is_in_force",
    "is_likely",
    "likely_from",
    "may_pay",
    "may_pay_for",
    "priority_order",
    "relaxations",
]
