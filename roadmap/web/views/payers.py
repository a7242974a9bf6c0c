"""Who may pay for what: the need of each cost category held against what the sources' restrictions allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.budgets import quarter_of, quarters
from roadmap.domain.coverage import may_pay
from roadmap.domain.payers import Payability, Payable
from roadmap.pictures.budget_bars import BudgetInput, BudgetPart, BudgetPeriod, BudgetPicture, budget_bars
from roadmap.pictures.figures import Figure
from roadmap.web.views.amounts import amount_or_dash, amount_said, derived
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class PayersRowView:
    """A cost category: what it needs, and who may pay for it. An amount of nothing is a dash."""

    title: str
    need: str
    kind: str
    verdict: str
    firm: str
    possible: str
    none: str
    at_most: str
    payers: str
    others: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PayersView:
    """Every cost category in the playbook's order, and the need by quarter as bars, and the mark of both."""

    rows: tuple[PayersRowView, ...]
    prov: Provenanced
    bars: BudgetPicture


def payers(page: PlanPage, held: Payability) -> PayersView:
    """Who may pay for what in a plan loaded with budget, sources and commitments."""
    rule = page.words.gettext(
        "Each month’s cost held against the commitments in force that month, by what their sources say they may pay "
        "for. Amounts are not shared out: “at most” is all that the committed sources of a category have committed, "
        "from which they may have to pay for others too."
    )
    return PayersView(
        rows=tuple(_row(page, category, held) for category in page.titles.in_order(held.by_category)),
        prov=derived(page, rule),
        bars=_bars(page, held),
    )


def finding(page: PlanPage, held: Payability) -> str:
    """What the restrictions leave without a committed payer, or with too little."""
    _, categories = page.words.gettext, page.titles.in_order(held.by_category)
    unpaid = [key for key in categories if held.by_category[key].need and not held.by_category[key].firm]
    short = [key for key in categories if held.is_short(key)]
    told = []
    if unpaid:
        rest = sum((held.by_category[key].need for key in unpaid), Decimal(0))
        told.append(
            _("No committed source may pay for %(what)s, %(amount)s in all.")
            % {"what": _named(page, unpaid), "amount": amount_said(page, rest)}
        )
    if short:
        told.append(
            _("Even all that the allowed sources have committed is too little for %(what)s.")
            % {"what": _named(page, short)}
        )
    return " ".join(told) or _("Every category has a committed source that may pay for it, at least for a time.")


def _named(page: PlanPage, categories: Sequence[str]) -> str:
    return page.words.sentence_list(page.words.quoted(page.titles.category(key)) for key in categories)


def _row(page: PlanPage, category: str, held: Payability) -> PayersRowView:
    _, firm = page.words.gettext, {each.source_id for each in page.plan.commitments if each.is_firm}
    allowed = [each for each in page.plan.sources if may_pay(each, category)]
    others = page.words.sentence_list(page.words.text(each.title) for each in allowed if each.id not in firm)
    need = held.by_category[category]
    kind, verdict = _verdict(page, need, is_short=held.is_short(category))
    return PayersRowView(
        title=page.titles.category(category),
        need=amount_or_dash(page, need.need),
        kind=kind,
        verdict=verdict,
        firm=amount_or_dash(page, need.firm),
        possible=amount_or_dash(page, need.possible),
        none=amount_or_dash(page, need.none),
        at_most=amount_or_dash(page, held.at_most[category]),
        payers=page.words.sentence_list(page.words.text(each.title) for each in allowed if each.id in firm)
        or _("Nobody"),
        others=_("Not committed: %(who)s") % {"who": others} if others else "",
    )


def _verdict(page: PlanPage, need: Payable, *, is_short: bool) -> tuple[str, str]:
    _ = page.words.gettext
    if not need.firm and need.need:
        return "bad", _("Never")
    if need.firm != need.need:
        return "warn", _("For a time")
    return ("warn", _("Too little")) if is_short else ("good", _("Throughout"))


def _bars(page: PlanPage, held: Payability) -> BudgetPicture:
    say, plan = page.words.gettext, page.plan
    days = [plan.start, plan.end, *held.by_quarter]
    periods = {each: held.by_quarter.get(each, Payable()) for each in quarters(min(days), max(days))}
    committed = BudgetPart(title=say("A committed source may pay"), look="committed")
    others = BudgetPart(title=say("Only a source that has not committed may"), look="probable")
    nobody = BudgetPart(title=say("No source may pay yet"), look="open")
    # What is nowhere needs no place in the key.
    shown = [
        (part, amounts)
        for part, amounts in (
            (committed, [need.firm for need in periods.values()]),
            (others, [need.possible for need in periods.values()]),
            (nobody, [need.none for need in periods.values()]),
        )
        if any(amounts) or part is committed
    ]
    return budget_bars(
        BudgetInput(
            figure=_figure(page, held),
            currency=plan.currency,
            parts=tuple(part for part, _ in shown),
            periods=tuple(
                BudgetPeriod(
                    title=page.words.quarter(quarter),
                    amounts=tuple(amounts[place] for _, amounts in shown),
                    is_now=quarter == quarter_of(page.today),
                )
                for place, quarter in enumerate(periods)
            ),
        ),
        page.words,
    )


def _figure(page: PlanPage, held: Payability) -> Figure:
    _ = page.words.gettext
    unpaid = sum((each.possible + each.none for each in held.by_quarter.values()), Decimal(0))
    return Figure(
        dom_id="need",
        finding=_("No committed source may pay for %(amount)s of the need") % {"amount": amount_or_dash(page, unpaid)}
        if unpaid
        else _("In every month and category, a committed source may pay"),
        name=_("Need by quarter, and whether a source may pay for it"),
        measure=_("Need by quarter, in %(currency)s, by what restrictions allow") % {"currency": page.plan.currency},
        number=1,
    )
