"""The money of all plans as a picture."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from roadmap.domain.money_reports import MoneyLine, MoneyReport
from roadmap.i18n import Language
from roadmap.pictures.budget_bars import BudgetInput, BudgetPart, BudgetPeriod, BudgetPicture, budget_bars
from roadmap.pictures.figures import Figure

DRAWN: Final = 24
"""Plans that the picture shows, those with the largest gap ahead first; the table has all."""
LONGEST: Final = 28
"""Characters of a plan's title in the picture."""


def money_picture(words: Language, report: MoneyReport) -> BudgetPicture | None:
    """A bar a plan: what committed money covers, what probable money would, and what is left."""
    _ = words.gettext
    lines = [each for each in report.lines if each.is_counted][:DRAWN]
    if not lines:
        return None
    left = report.totals["open"]
    finding = _("Even with all probable money a gap of %(amount)s stays") % {"amount": words.money(left)}
    measure = _("Need of each plan over its whole course, in %(currency)s.") % {"currency": report.currency}
    if len(lines) < len(report.lines):
        fewer = words.ngettext(
            "The %(count)s plan with the largest gap ahead.",
            "The %(count)s plans with the largest gaps ahead.",
            len(lines),
        )
        measure += " " + fewer % {"count": words.number(len(lines))}
    return budget_bars(
        BudgetInput(
            figure=Figure(
                dom_id="coverage",
                finding=finding if left.amount else _("With all probable money no gap stays"),
                name=_("Need of each plan by what covers it"),
                measure=measure,
                number=1,
            ),
            currency=report.currency,
            parts=(
                BudgetPart(title=_("Covered by committed money"), look="committed"),
                BudgetPart(title=_("Probable money would cover"), look="probable"),
                BudgetPart(title=_("Gap: nobody pays yet"), look="open"),
            ),
            periods=tuple(BudgetPeriod(title=_short(each.plan.title), amounts=_stack(each)) for each in lines),
            of="plans",
        ),
        words,
    )


def _stack(line: MoneyLine) -> tuple[Decimal, ...]:
    """The need in three parts that add up to it, as converted."""
    budget, gap, left = (line.converted[name].money.amount for name in ("budget", "gap", "open"))
    return tuple(max(each, Decimal(0)) for each in (budget - gap, gap - left, left))


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
