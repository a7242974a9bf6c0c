"""Who pays: what restrictions allow, how far each source has come, and every commitment with its ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.budgets import quarter_of, quarters
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.money import Money
from roadmap.domain.payers import Payability, Payable, may_pay
from roadmap.pictures.budget_bars import BudgetInput, BudgetPart, BudgetPeriod, BudgetPicture, budget_bars
from roadmap.pictures.figures import Figure
from roadmap.pictures.funding_stages import StagedSource, StagesPicture, funding_stages
from roadmap.web.views.amounts import amount_or_dash, amount_said, derived
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import rank_words, stage_word


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
class CommitmentView:
    """An amount of a source, with its stage, chance and period; ``id`` is its place on the page."""

    id: str
    amount: str
    prov: Provenanced
    told: str
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceView:
    """A funding source with its restrictions and commitments; ``id`` is its place on the page."""

    id: str
    title: str
    prov: Provenanced
    kind: str
    note: str
    may_pay: str
    may_not_pay: str
    commitments: tuple[CommitmentView, ...]
    edit_href: str
    add_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingView:
    """The funding half of the page."""

    payers: tuple[PayersRowView, ...]
    payers_prov: Provenanced
    bars: BudgetPicture
    stages: StagesPicture
    stages_prov: Provenanced
    sources: tuple[SourceView, ...]
    add_href: str


def funding(page: PlanPage, held: Payability, categories: Iterable[str]) -> FundingView:
    """The funding of a plan loaded with budget, sources and commitments; ``categories`` in the order shown."""
    _ = page.words.gettext
    rule = _(
        "Each month’s cost held against the commitments in force that month, by what their sources say they may pay "
        "for. Amounts are not shared out: “at most” is all that the committed sources of a category have committed, "
        "from which they may have to pay for others too."
    )
    listed = _("As entered for each source; the ground of every amount stands beside it in the table of sources.")
    return FundingView(
        payers=tuple(_payers(page, category, held) for category in categories),
        payers_prov=derived(page, rule),
        bars=_bars(page, held),
        stages=funding_stages(tuple(_staged(page)), page.words),
        stages_prov=derived(page, listed),
        sources=tuple(_source(page, each) for each in page.plan.sources),
        add_href=add_href(page, "funding-sources"),
    )


def _payers(page: PlanPage, category: str, held: Payability) -> PayersRowView:
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


def _staged(page: PlanPage) -> Iterable[StagedSource]:
    """One row a commitment; a source without any stands where it begins."""
    for source in page.plan.sources:
        found = [each for each in page.plan.commitments if each.source_id == source.id]
        for each in found:
            yield _stage(page, source, each)
        if not found:
            yield _stage(page, source)


def _stage(page: PlanPage, source: FundingSource, held: Commitment | None = None) -> StagedSource:
    return StagedSource(
        title=page.words.text(source.title),
        href=f"#source-{source.id}",
        stage=held.stage if held else "identified",
        amount=Money(amount=held.amount, currency=page.plan.currency) if held else None,
        probability=held.probability if held else None,
        kind=page.titles.funding_kind(source.kind),
        when=_period(page, held) if held else "",
    )


def _source(page: PlanPage, source: FundingSource) -> SourceView:
    words = page.words
    rank = rank_words(words)[source.rank]
    return SourceView(
        id=f"source-{source.id}",
        title=words.text(source.title),
        prov=page.notes.mark(source.basis),
        kind=f"{rank} · {page.titles.funding_kind(source.kind)}",
        note=words.text(source.note),
        may_pay=_categories(page, source.may_pay) or words.gettext("Not known"),
        may_not_pay=_categories(page, source.may_not_pay) or words.gettext("Nothing is ruled out"),
        commitments=tuple(_commitment(page, each) for each in _held(page, source)),
        edit_href=edit_href(page, "funding-sources", source.id),
        add_href=add_href(page, "commitments", source_id=source.id),
    )


def _held(page: PlanPage, source: FundingSource) -> list[Commitment]:
    return [each for each in page.plan.commitments if each.source_id == source.id]


def commitments_said(page: PlanPage, source: FundingSource) -> tuple[str, ...]:
    """The commitments of a source, each in one line."""
    return tuple(f"{amount_said(page, each.amount)}: {_told(page, each)}" for each in _held(page, source))


def _commitment(page: PlanPage, held: Commitment) -> CommitmentView:
    return CommitmentView(
        id=f"held-{held.id}",
        amount=amount_or_dash(page, held.amount),
        prov=page.notes.mark(held.basis),
        told=_told(page, held),
        edit_href=edit_href(page, "commitments", held.id),
    )


def _told(page: PlanPage, held: Commitment) -> str:
    """Stage, chance and period."""
    _, words = page.words.gettext, page.words
    told = {
        "stage": stage_word(words, held.stage),
        "chance": words.percent_of_hundred(held.probability),
        "period": _period(page, held),
    }
    return (_("%(stage)s, %(period)s") if held.is_firm else _("%(stage)s, %(chance)s likely, %(period)s")) % told


def _period(page: PlanPage, held: Commitment) -> str:
    return f"{page.words.date(held.starts)} – {page.words.date(held.ends)}"


def _categories(page: PlanPage, keys: Iterable[str]) -> str:
    return page.words.sentence_list(page.titles.category(key) for key in keys)
