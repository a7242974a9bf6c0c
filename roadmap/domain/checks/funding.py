"""Checks of money: support is paid for, posts are paid to their end, no payer is indispensable, costs have heirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roadmap.domain.budgets import quarter_of
from roadmap.domain.checks.funds import ZERO, last_day
from roadmap.domain.checks.results import Finding, Outcome, Place
from roadmap.domain.checks.situations import Situation
from roadmap.domain.coverage import Amounts, ExitCost, exit_test, may_pay
from roadmap.domain.funding import FundingSource
from roadmap.domain.messages import Message, Quarter, Share, message
from roadmap.domain.plan_checks import PlanCheck

HUNDRED = 100


def support_funded(here: Situation, check: PlanCheck) -> Outcome:
    """Supporting infrastructure is budgeted, and likely sources that may pay for it pay in every month."""
    findings = []
    for category in check.categories:
        if category not in here.funds.costs:
            said = message("check.not_budgeted", category=here.category(category))
            findings.append(Finding(item=category, message=said, place=_line(category)))
        elif said_of := _unpaid(here, category):
            findings.append(Finding(item=category, message=said_of, place=_ask(here.plan.sources, category)))
    return Outcome(findings=tuple(findings), message=message("check.paid", categories=_names(here, check.categories)))


def posts_funded(here: Situation, check: PlanCheck) -> Outcome:
    """Likely money that may pay for the posts lasts as long as the posts do."""
    posts = [category for category in check.categories if category in here.funds.costs]
    if not posts:
        return Outcome(message=message("check.no_posts"), applies=False)
    found = {category: _outlasted(here, category) or _unpaid(here, category) for category in posts}
    return Outcome(
        findings=tuple(
            Finding(item=category, message=said, place=_ask(here.plan.sources, category))
            for category, said in found.items()
            if said is not None
        ),
        message=message("check.paid", categories=_names(here, posts)),
    )


def _unpaid(here: Situation, category: str) -> Message | None:
    """What is wrong with the money for a category: none at all, none in some months, or too little in all."""
    need = sum(here.funds.costs[category].values(), ZERO)
    payers, open_months = here.funds.payers(category), here.funds.unpaid(category)
    title = here.category(category)
    if not payers:
        return message("check.unpaid", category=title, need=here.money(need))
    if open_months:
        return message(
            "check.unpaid_months",
            category=title,
            need=here.money(need),
            amount=here.money(open_months.amount),
            first=open_months.first,
            last=open_months.last,
        )
    gap = here.funds.coverage.by_category[category].gap
    return message("check.short", category=title, need=here.money(need), gap=here.money(gap)) if gap else None


def _outlasted(here: Situation, category: str) -> Message | None:
    """What a category costs after the last likely commitment that may pay for it has ended."""
    ends = max((each.ends for each in here.funds.payers(category)), default=None)
    after = {month: amount for month, amount in here.funds.costs[category].items() if ends and month > ends}
    if ends is None or not after:
        return None
    return message(
        "check.outlasted",
        category=here.category(category),
        ends=ends,
        amount=here.money(sum(after.values(), ZERO)),
        last=last_day(max(after)),
    )


def quarters_funded(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001 (every check takes both)
    """Likely money covers the quarters ahead, each by itself."""
    held, first = here.funds.coverage, quarter_of(max(here.today, here.plan.start))
    ahead = [each for each in held.quarters if each >= first][: int(here.thresholds["check-funded-quarters"])]
    sums = {quarter: held.by_quarter[quarter] for quarter in ahead}
    if not any(each.need for each in sums.values()):
        return Outcome(message=message("check.nothing_ahead"), applies=False)
    return Outcome(
        findings=tuple(_open_quarter(here, quarter, amounts) for quarter, amounts in sums.items() if amounts.gap),
        message=message("check.quarters_paid", quarters=tuple(Quarter(each) for each in ahead)),
    )


def _open_quarter(here: Situation, quarter: date, amounts: Amounts) -> Finding:
    held = here.funds.coverage
    short = [category for category in held.categories if held.cells[quarter, category].gap]
    said = message(
        "check.quarter_open",
        quarter=Quarter(quarter),
        need=here.money(amounts.need),
        gap=here.money(amounts.gap),
        categories=_names(here, short),
    )
    return Finding(item=quarter.isoformat(), message=said, place=_ask(here.plan.sources, short[0]))


def single_payer(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """No source brings more than a share of the funding to be expected: amounts times their probability."""
    expected = {source.id: ZERO for source in here.plan.sources}
    for each in here.plan.commitments:
        expected[each.source_id] += each.amount * (HUNDRED if each.is_firm else each.probability) / HUNDRED
    whole = sum(expected.values(), ZERO)
    if not whole:
        return Outcome(message=message("check.no_money"), applies=False)
    most = here.thresholds["check-max-single-payer"] / HUNDRED
    shares = [(expected[source.id] / whole, source) for source in here.plan.sources]
    share, top = max(shares, key=lambda pair: pair[0])
    return Outcome(
        findings=tuple(
            Finding(
                item=str(source.id),
                message=message("check.single_payer", source=source.title, share=Share(share), most=Share(most)),
                place=Place(noun="funding-source"),
            )
            for share, source in shares
            if share > most
        ),
        message=message("check.several_payers", source=top.title, share=Share(share)),
    )


def exit_payer(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """The exit test: a permanent payer takes over every recurrent cost that still runs in the plan's last month."""
    costs = exit_test(here.plan, here.playbook)
    if not costs:
        return Outcome(message=message("check.nothing_runs_on", end=here.plan.end), applies=False)
    return Outcome(
        findings=tuple(
            Finding(item=each.category, message=_no_heir(here, each), place=_ask(each.able, each.category))
            for each in costs
            if each.state in {"asked", "nobody"}
        ),
        message=message(
            "check.taken_over",
            costs=tuple(
                message(
                    "check.heir",
                    category=here.category(each.category),
                    payers=tuple(payer.title for payer in each.heirs),
                )
                for each in costs
            ),
        ),
    )


def _no_heir(here: Situation, cost: ExitCost) -> Message:
    return message(
        "check.not_agreed" if cost.state == "asked" else "check.no_heir",
        category=here.category(cost.category),
        amount=here.money(cost.month),
        end=here.plan.end,
        payers=tuple(each.title for each in cost.able),
    )


def translation_and_travel(here: Situation, check: PlanCheck) -> Outcome:
    """A plan in a portfolio of several countries budgets for what working across borders takes."""
    names = _names(here, check.categories)
    if not here.is_multi_country:
        return Outcome(message=message("check.one_country"), applies=False)
    missing = not any(category in here.funds.costs for category in check.categories)
    said = message("check.no_exchange", categories=names)
    found = (Finding(message=said, place=_line(check.categories[0])),) if missing else ()
    return Outcome(findings=found, message=message("check.exchange", categories=names))


def _line(category: str) -> Place:
    """A new budget line of a category."""
    return Place(noun="budget-line", fill=(("category", category),))


def _ask(sources: Sequence[FundingSource], category: str) -> Place:
    """Money of the first of these sources that may pay for a category; where none may, a source that does."""
    able = next((each for each in sources if may_pay(each, category)), None)
    if able:
        return Place(noun="commitment", fill=(("source_id", str(able.id)),))
    return Place(noun="funding-source", fill=(("may_pay", category),))


def _names(here: Situation, categories: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(here.category(each) for each in categories)
