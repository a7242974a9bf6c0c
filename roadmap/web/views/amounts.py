"""Amounts of a plan as its pages show them, and the mark of what is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from roadmap.domain.money import Money
from roadmap.domain.provenance import Provenance
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage


def amount_said(page: PlanPage, amount: Decimal) -> str:
    """An amount in the plan's currency, in whole units."""
    return page.words.money(Money(amount=amount, currency=page.plan.currency))


def exact_amount(page: PlanPage, amount: Decimal) -> str:
    """An amount in the plan's currency to the smallest unit, where it has any of them."""
    exact = amount != amount.to_integral_value()
    return page.words.money(Money(amount=amount, currency=page.plan.currency), exact=exact)


def alike(page: PlanPage, amounts: Iterable[Decimal]) -> Callable[[Decimal], str]:
    """How the amounts of one column are said: all to the smallest unit where any has some of them, nothing a dash."""
    exact = any(each != each.to_integral_value() for each in amounts)

    def said(amount: Decimal) -> str:
        return page.words.money(Money(amount=amount, currency=page.plan.currency), exact=exact) if amount else "–"

    return said


def amount_or_dash(page: PlanPage, amount: Decimal) -> str:
    """The same, with a dash for nothing, as tables have it."""
    return amount_said(page, amount) if amount else "–"


def derived(page: PlanPage, formula: str) -> Provenanced:
    """The mark of a figure that is computed from others on the page."""
    return page.notes.mark(Provenance(kind="derived", formula=formula))
