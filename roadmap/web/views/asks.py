"""The ask list of a plan: who to ask for money, for what, by when and for how much, the next day first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.domain.asks import Ask, asks
from roadmap.domain.funding import in_all
from roadmap.web.views.amounts import amount_or_dash, amount_said, derived
from roadmap.web.views.coming_dates import away
from roadmap.web.views.editing import add_href
from roadmap.web.views.frame import Link, Provenanced
from roadmap.web.views.pipeline import chance_said, commitment_href
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import stage_word


@dataclass(frozen=True, kw_only=True, slots=True)
class PayerKindView:
    """A kind of payer that usually pays, and how the playbook knows."""

    title: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class AskView:
    """One thing to ask for. ``sources`` may pay for it; where nobody was asked yet, ``kinds`` of payers usually do.

    ``href`` leads to the amount, ``add_href`` to the form of a new one; either may be empty.
    """

    by: str
    by_iso: str
    away: str
    is_overdue: bool
    is_gap: bool
    sources: tuple[Link, ...]
    kinds: tuple[PayerKindView, ...]
    through: tuple[str, ...]
    what: str
    period: str
    amount: str
    prov: Provenanced
    state: str
    href: str
    add_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AsksView:
    """The list, and its finding in a sentence."""

    finding: str
    rows: tuple[AskView, ...]


def asks_view(page: PlanPage) -> AsksView:
    """The ask list of a plan loaded with budget, services, sources, commitments and stakeholders."""
    found = asks(page.plan, page.playbook, page.today)
    return AsksView(finding=_finding(page, found), rows=tuple(_row(page, each) for each in found))


def _finding(page: PlanPage, found: Iterable[Ask]) -> str:
    """How much is to be asked for, and how much of it is late."""
    _, words = page.words.gettext, page.words
    everything = list(found)
    overdue = [each for each in everything if each.is_overdue(page.today)]
    if not everything:
        return _("Every amount is firm and nothing is missing: nobody has to be asked.")
    said = _("%(amount)s is to be asked for.") % {"amount": amount_said(page, in_all(everything))}
    if not overdue:
        return said
    late = words.ngettext(
        "%(count)s of %(all)s asks is overdue, %(amount)s in all.",
        "%(count)s of %(all)s asks are overdue, %(amount)s in all.",
        len(overdue),
    )
    values = {
        "count": words.number(len(overdue)),
        "all": words.number(len(everything)),
        "amount": amount_said(page, in_all(overdue)),
    }
    return f"{said} {late % values}"


def _row(page: PlanPage, ask: Ask) -> AskView:
    words, held = page.words, ask.commitment
    gap = words.gettext("Need − committed − amounts likely to come, from the present quarter on.")
    return AskView(
        by=words.date(ask.by) if ask.by else "–",
        by_iso=ask.by.isoformat() if ask.by else "",
        away=away(page, ask.by) if ask.by else words.gettext("No day is set"),
        is_overdue=ask.is_overdue(page.today),
        is_gap=held is None,
        sources=tuple(Link(label=words.text(each.title), href=f"#source-{each.id}") for each in ask.sources),
        kinds=tuple(
            PayerKindView(title=words.text(each.title), prov=page.notes.mark(each.basis)) for each in ask.kinds
        ),
        through=tuple(_through(page, ask)),
        what=words.sentence_list(page.titles.category(each) for each in ask.categories),
        period=f"{words.date(ask.starts)} – {words.date(ask.ends)}",
        amount=amount_or_dash(page, ask.amount),
        prov=page.notes.mark(held.basis) if held else derived(page, gap),
        state=", ".join((stage_word(words, held.stage), chance_said(page, held))) if held else "",
        href=commitment_href(page, held) if held else "",
        add_href="" if held else _add_href(page, ask),
    )


def _through(page: PlanPage, ask: Ask) -> Iterable[str]:
    """Whom one talks to about its sources, and who owns that relation."""
    people = {each.id: each for each in page.plan.stakeholders}
    for source in ask.sources:
        found = people.get(source.stakeholder_id) if source.stakeholder_id else None
        if found:
            yield page.words.gettext("%(role)s asks %(who)s") % {
                "role": page.titles.role(found.owner),
                "who": page.words.text(found.title),
            }


def _add_href(page: PlanPage, ask: Ask) -> str:
    """The form of an amount of the source that may pay, where there is one alone; else of a new source."""
    if not ask.sources:
        return add_href(page, "funding-sources", may_pay=",".join(ask.categories))
    sole = {"source_id": ask.sources[0].id} if len(ask.sources) == 1 else {}
    return add_href(page, "commitments", **sole, amount=ask.amount, starts=ask.starts, ends=ask.ends)
