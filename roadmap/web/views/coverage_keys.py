"""The two numbers that a grant manager needs first: what the next two quarters lack, and what lapses unused."""

from __future__ import annotations

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import Coverage, cover
from roadmap.domain.plans import Plan
from roadmap.domain.workdays import add_months
from roadmap.web.views.amounts import amount_said, derived
from roadmap.web.views.coverage_words import red_quarters, unfunded
from roadmap.web.views.frame import KeyNumber
from roadmap.web.views.plan_frame import PlanPage

MONEY = frozenset({"budget", "sources", "commitments", "services"})
"""The parts of a plan that its coverage needs."""


def coverage_of(page: PlanPage, plan: Plan | None = None, *, with_probable: bool = False) -> Coverage:
    """The coverage of the page's plan loaded with ``MONEY``, or of the same plan as it would be."""
    return cover(plan or page.plan, page.playbook, with_probable=with_probable)


def coverage_keys(page: PlanPage, found: Coverage) -> tuple[KeyNumber, ...]:
    """Both numbers, leading to what explains them; none where there is no need."""
    if not found.total.need:
        return ()
    return (_ahead(page, found), _lapsing(page, found))


def _ahead(page: PlanPage, found: Coverage) -> KeyNumber:
    _, words = page.words.gettext, page.words
    now, following = found.gaps_ahead(page.today)
    quarter = quarter_of(page.today)
    sub = _("%(now)s in %(quarter)s, %(next)s in %(following)s.") % {
        "now": amount_said(page, now),
        "quarter": words.quarter(quarter),
        "next": amount_said(page, following),
        "following": words.quarter(add_months(quarter, 3)),
    }
    red = unfunded(words, red_quarters(found), page.today)
    told = [sub] if now + following else []
    told.append(f"{red}." if red else _("No quarter ahead has a gap."))
    return KeyNumber(
        label=_("Gap in this quarter and the next"),
        value=amount_said(page, now + following),
        sub=" ".join(told),
        prov=derived(
            page,
            _(
                "Need by quarter − what committed money may pay of it: amounts shared out by their restrictions and "
                "periods so that the least is left uncovered, in the plan’s order of cost categories."
            )
            if not found.with_probable
            else _(
                "Need by quarter − what committed and probable money may pay of it: amounts shared out by their "
                "restrictions and periods so that the least is left uncovered, in the plan’s order of cost categories."
            ),
        ),
        tone="bad" if now + following else "warn" if found.total.gap else "good",
        href=f"{page.address}/coverage#strip",
    )


def _lapsing(page: PlanPage, found: Coverage) -> KeyNumber:
    _ = page.words.gettext
    firm = [each for each in found.unused if each.is_firm]
    first = min((each.ends for each in firm), default=None)
    is_any = any(each.is_firm for each in page.plan.commitments)
    spent = _("All of it finds something that it may pay for.") if is_any else _("Nothing is committed yet.")
    return KeyNumber(
        label=_("Committed money that lapses unused"),
        value=amount_said(page, found.lapsing),
        sub=_("The first of it on %(day)s.") % {"day": page.words.date(first)} if first else spent,
        prov=derived(page, _("Committed amounts − what of them the plan’s need takes before they end.")),
        tone="warn" if found.lapsing else "good" if is_any else "",
        href=f"{page.address}/coverage#unused",
    )
