"""What a route costs at its usual size, and who pays."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.money import Money
from roadmap.domain.provenance import Provenance
from roadmap.domain.routes import BudgetLineTemplate, FundingArchetype, Route
from roadmap.services.route_costs import UsualCost, summed, usual_costs
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.playbooks import BookPage, TextView
from roadmap.web.views.playbooks_amounts import quantity, sums, unit_cost, usual_size
from roadmap.web.views.playbooks_anchors import Points
from roadmap.web.views.playbooks_milestones import points_of
from roadmap.web.views.words import stage_word


@dataclass(frozen=True, kw_only=True, slots=True)
class CostView:
    """A budget line; ``amount`` is the whole cost at the usual size, nothing where its module is off."""

    title: str
    category: str
    module: str
    quantity: str
    unit_cost: TextView
    runs: str
    amount: TextView | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryView:
    """What a category of cost comes to."""

    title: str
    amount: TextView
    is_support: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PayerView:
    """Who typically pays on a route, for what, and for what not."""

    title: str
    kind: str
    standing: str
    summary: str
    may_pay: str
    may_not_pay: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyView:
    """The money of a route."""

    size: TextView
    total: TextView
    costs: tuple[CostView, ...]
    categories: tuple[CategoryView, ...]
    payers: tuple[PayerView, ...]


def money_view(page: BookPage, route: Route) -> MoneyView:
    """The money of a route: lines, sums by category, payers."""
    costs = {each.key: each for each in usual_costs(page.book.intervention.key, route.key)}
    points = points_of(page, route)
    return MoneyView(
        size=TextView(text=usual_size(page.words, route), prov=page.notes.mark(_chosen(page))),
        total=TextView(text=total(page, route), prov=page.notes.mark(sum_basis(page, route))),
        costs=tuple(_cost(page, route, each, costs.get(each.key), points) for each in route.budget),
        categories=tuple(
            CategoryView(
                title=page.words.text(each.title),
                amount=_summed(page, route, sums(page.words, amounts)),
                is_support=each.is_support,
            )
            for each in page.book.cost_categories
            if (amounts := by_category(page, route).get(each.key))
        ),
        payers=tuple(payer(page, each) for each in route.funding),
    )


def by_category(page: BookPage, route: Route) -> dict[str, tuple[Money, ...]]:
    """What each category comes to at the route's usual size, in each currency."""
    costs = usual_costs(page.book.intervention.key, route.key)
    keys = dict.fromkeys(each.category for each in costs)
    return {key: summed(each for each in costs if each.category == key) for key in keys}


def total(page: BookPage, route: Route) -> str:
    """What a route comes to at its usual size."""
    return sums(page.words, summed(usual_costs(page.book.intervention.key, route.key)))


def sum_basis(page: BookPage, route: Route) -> Provenance:
    """How a sum was reckoned."""
    formula = page.words.gettext(
        "Quantity × unit cost × number of times, summed over %(months)s at the usual size (%(size)s), with the modules "
        "that are on by default. Unit costs have their own marks on the route’s page."
    )
    return Provenance(
        kind="derived", formula=formula % {"months": page.months(route.months), "size": usual_size(page.words, route)}
    )


def _summed(page: BookPage, route: Route, amount: str) -> TextView:
    return TextView(text=amount, prov=page.notes.mark(sum_basis(page, route)))


def _chosen(page: BookPage) -> Provenance:
    return page.judged(page.words.gettext("Usual quantities of the route; a plan states its own."))


def _cost(page: BookPage, route: Route, line: BudgetLineTemplate, cost: UsualCost | None, points: Points) -> CostView:
    words = page.words
    module = next((words.text(each.title) for each in route.modules if each.key == line.module), "")
    return CostView(
        title=words.text(line.title),
        category=page.titles.category(line.category),
        module=words.gettext("Only with the module “%(module)s”.") % {"module": module} if module else "",
        quantity=quantity(words, line),
        unit_cost=TextView(text=unit_cost(words, line), prov=page.notes.mark(line.basis)),
        runs=_runs(line, points),
        amount=_summed(page, route, words.money(cost.amount)) if cost else None,
    )


def _runs(line: BudgetLineTemplate, points: Points) -> str:
    if line.recurrence == "once" and line.starts:
        return points.day(line.starts)
    return points.span(line.starts, line.ends)


def payer(page: BookPage, source: FundingArchetype) -> PayerView:
    """A typical payer of a route."""
    _, words = page.words.gettext, page.words
    rank = _("Main source") if source.rank == "main" else _("Secondary source")
    return PayerView(
        title=words.text(source.title),
        kind=page.titles.funding_kind(source.kind),
        standing=_("%(rank)s, usually at the start: %(stage)s")
        % {"rank": rank, "stage": stage_word(words, source.stage).lower()},
        summary=words.text(source.summary),
        may_pay=page.listed(page.titles.category(key) for key in source.may_pay),
        may_not_pay=page.listed(page.titles.category(key) for key in source.may_not_pay),
        prov=page.notes.mark(source.basis),
    )
