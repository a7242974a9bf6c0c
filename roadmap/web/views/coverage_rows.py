"""The tables of a plan's coverage: categories with every payment, sources with what is left over, the exit test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from roadmap.domain.coverage import Coverage, ExitCost, Payment, exit_test, may_pay
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.web.views.amounts import alike, derived, exact_amount
from roadmap.web.views.coverage_words import quarters_said
from roadmap.web.views.frame import Link, Provenanced
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import stage_word


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentView:
    """What one commitment pays in a quarter, for a service where it is for one."""

    payer: Link
    stage: str
    quarter: str
    service: str
    amount: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryRow:
    """A cost category: what it needs and how it is covered, who pays, and every payment. Nothing is a dash.

    ``others`` names who may pay for it as well, with no money that counts.
    """

    key: str
    title: str
    need: str
    committed: str
    probable: str
    gap: str
    when: str
    payers: tuple[str, ...]
    others: str
    payments: tuple[PaymentView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftoverView:
    """What of a commitment nothing takes, when it ends, and why."""

    amount: str
    ends: str
    stage: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """A source whose money counts: how much there is, what of it is used, and what is left over and why."""

    source: Link
    amount: str
    used: str
    unused: str
    leftovers: tuple[LeftoverView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExitRow:
    """A cost that runs on after the plan's end: what it costs, and who takes it over."""

    title: str
    month: str
    year: str
    kind: str
    word: str
    payers: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExitView:
    """The exit test, with its mark."""

    rows: tuple[ExitRow, ...]
    end: str
    prov: Provenanced


def _category_amounts(page: PlanPage, found: Coverage) -> Callable[[Decimal], str]:
    rows = (*found.by_category.values(), found.total)
    return alike(page, (amount for each in rows for amount in (each.need, each.committed, each.probable, each.gap)))


def category_row(page: PlanPage, found: Coverage, key: str) -> CategoryRow:
    """A category's need and cover, who pays, and every payment."""
    _, words = page.words.gettext, page.words
    amounts, said = found.by_category[key], _category_amounts(page, found)
    payments = [each for each in found.payments if each.category == key]
    paid: dict[UUID, Decimal] = defaultdict(Decimal)
    for each in payments:
        paid[each.source_id] += each.amount
    titles = source_titles(page)
    red = [quarter for quarter in found.quarters if found.cells[quarter, key].gap]
    return CategoryRow(
        key=key,
        title=page.titles.category(key),
        need=said(amounts.need),
        committed=said(amounts.committed),
        probable=said(amounts.probable),
        gap=said(amounts.gap),
        when=quarters_said(words, red) if red else "",
        payers=tuple(
            _("%(source)s: %(amount)s") % {"source": titles[source], "amount": exact_amount(page, amount)}
            for source, amount in paid.items()
        )
        or (_("Nobody"),),
        others=_others(page, found, key),
        payments=tuple(_payment(page, each) for each in payments),
    )


def _others(page: PlanPage, found: Coverage, category: str) -> str:
    """Who may pay for a category, and has no money that counts."""
    counted = set(found.by_source)
    others = [each for each in page.plan.sources if may_pay(each, category) and each.id not in counted]
    if not others:
        return ""
    who = page.words.sentence_list(page.words.text(each.title) for each in others)
    return page.words.gettext("May pay for it, and is not counted on: %(who)s.") % {"who": who}


def total_row(page: PlanPage, found: Coverage) -> CategoryRow:
    """The sums of all categories."""
    total, said = found.total, _category_amounts(page, found)
    return CategoryRow(
        key="",
        title=page.words.gettext("All categories"),
        need=said(total.need),
        committed=said(total.committed),
        probable=said(total.probable),
        gap=said(total.gap),
        when="",
        payers=(),
        others="",
        payments=(),
    )


def _payment(page: PlanPage, paid: Payment) -> PaymentView:
    words = page.words
    held = _commitment(page, paid.commitment_id)
    service = next((each.title for each in page.plan.services if each.id == paid.service_id), "")
    return PaymentView(
        payer=Link(label=source_titles(page)[paid.source_id], href=f"{page.address}/commitments/{held.id}"),
        stage=stage_word(words, held.stage),
        quarter=words.quarter(paid.quarter),
        service=words.text(service) if service else "–",
        amount=exact_amount(page, paid.amount),
    )


def source_rows(page: PlanPage, found: Coverage) -> Iterable[SourceRow]:
    """The sources whose money counts, in the plan's order."""
    by_source = found.by_source
    sums = [(each.committed + each.probable, each.unused) for each in by_source.values()]
    said = alike(page, (amount for each in sums for amount in (*each, sum(each, Decimal(0)))))
    for source in page.plan.sources:
        paid = by_source.get(source.id)
        if paid is None:
            continue
        used = paid.committed + paid.probable
        yield SourceRow(
            source=_source_link(page, source),
            amount=said(used + paid.unused),
            used=said(used),
            unused=said(paid.unused),
            leftovers=tuple(
                LeftoverView(
                    amount=exact_amount(page, each.amount),
                    ends=page.words.date(each.ends),
                    stage=stage_word(page.words, _commitment(page, each.commitment_id).stage),
                    why=page.words.say(each.why),
                )
                for each in found.unused
                if each.source_id == source.id
            ),
        )


def _source_link(page: PlanPage, source: FundingSource) -> Link:
    return Link(label=page.words.text(source.title), href=f"{page.address}/funding#source-{source.id}")


def exits_view(page: PlanPage) -> ExitView:
    """What runs on after the plan, the dearest first, and who takes it over."""
    costs = exit_test(page.plan, page.playbook)
    said = alike(page, (amount for each in costs for amount in (each.month, each.year)))
    return ExitView(
        rows=tuple(_exit(page, each, said) for each in costs),
        end=page.words.date(page.plan.end),
        prov=derived(
            page,
            page.words.gettext(
                "Recurrent budget lines that run in the plan’s last month: what they cost then, a month and a year. "
                "Held against the permanent payers that may pay for them, and whether their likely money reaches that "
                "month."
            ),
        ),
    )


def _exit(page: PlanPage, cost: ExitCost, said: Callable[[Decimal], str]) -> ExitRow:
    _ = page.words.gettext
    kind, word = {
        "firm": ("good", _("Agreed")),
        "probable": ("warn", _("Probable")),
        "asked": ("bad", _("Not agreed")),
        "nobody": ("bad", _("Nobody")),
    }[cost.state]
    heirs = page.words.sentence_list(page.words.text(each.title) for each in cost.heirs)
    able = page.words.sentence_list(page.words.text(each.title) for each in cost.able)
    told = [heirs] if heirs else []
    if able:
        told.append(_("May pay for it, and is not counted on: %(who)s.") % {"who": able})
    return ExitRow(
        title=page.titles.category(cost.category),
        month=said(cost.month),
        year=said(cost.year),
        kind=kind,
        word=word,
        payers=" ".join(told) or _("No permanent payer of this plan may pay for it."),
    )


def source_titles(page: PlanPage) -> dict[UUID, str]:
    """The plan's sources by id, in the reader's language."""
    return {each.id: page.words.text(each.title) for each in page.plan.sources}


def _commitment(page: PlanPage, commitment_id: UUID) -> Commitment:
    return next(each for each in page.plan.commitments if each.id == commitment_id)
