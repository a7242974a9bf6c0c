"""The overview of a plan: what, why, how it stands, what comes next and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.domain.budgets import total
from roadmap.domain.earned_value import earned_value
from roadmap.domain.funding import committed
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan
from roadmap.domain.progress import roll_up
from roadmap.domain.provenance import Provenance, Statement
from roadmap.pictures.progress_bar import ProgressBar, progress_bar
from roadmap.web.views.amounts import amount_said, derived
from roadmap.web.views.checks import ChecksAtAGlance, at_a_glance
from roadmap.web.views.coming_dates import NEXT_DAYS, DateView, coming, late_dates
from roadmap.web.views.coverage_keys import coverage_keys, coverage_of
from roadmap.web.views.earned_value import INDEX_PLACES
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.facts import FactView
from roadmap.web.views.frame import KeyNumber, Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import CheckedPage, PlanPage, Standing, share
from roadmap.web.views.targets import TargetView, targets_view
from roadmap.web.views.unapproved import DraftView, UnapprovedView, draft_view
from roadmap.web.views.upgrades import NewerView, newer_view


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseView:
    """A phase and its progress; ``id`` is its place on the page."""

    id: str
    title: str
    span: str
    done: str
    due: str
    bar: ProgressBar
    milestones: str
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceView:
    """A delivery site; ``id`` is its place on the page."""

    id: str
    title: str
    area: str
    specialists: str
    leaders: str
    opens: str
    prov: Provenanced
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementView:
    """A sentence and its mark."""

    text: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class EditLinks:
    """The ways from the overview to forms; empty for who may only read. ``place`` is where the statements stand."""

    place: str
    statements: str
    phase: str
    service: str
    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OverviewView:
    """The overview, ready to print."""

    keys: tuple[KeyNumber, ...]
    facts: tuple[FactView, ...]
    phases: tuple[PhaseView, ...]
    coming: tuple[DateView, ...]
    coming_until: str
    late: tuple[DateView, ...]
    services: tuple[ServiceView, ...]
    targets: tuple[TargetView, ...]
    context: tuple[StatementView, ...]
    links: EditLinks
    notes: tuple[ProvenanceNote, ...]
    draft: DraftView | None
    unapproved: UnapprovedView | None
    amendments_href: str
    status_href: str
    manage_href: str
    checks: ChecksAtAGlance
    newer: NewerView | None


def overview(page: CheckedPage, stands: Standing, unapproved: UnapprovedView | None) -> OverviewView:
    """The overview of a plan that is loaded whole, with what of it is not approved yet."""
    until = page.today + timedelta(days=NEXT_DAYS)
    return OverviewView(
        keys=_keys(page, stands),
        facts=_facts(page),
        phases=_phases(page),
        coming=coming(page, stands, until),
        coming_until=page.words.date(until),
        late=late_dates(page, stands),
        services=tuple(
            ServiceView(
                id=f"service-{each.id}",
                title=page.words.text(each.title),
                area=page.words.text(each.area),
                specialists=page.words.number(each.specialists),
                leaders=page.words.number(each.leaders),
                opens=page.words.date(each.opens),
                prov=page.notes.mark(each.basis),
                edit_href=edit_href(page, "services", each.id),
            )
            for each in page.plan.services
        ),
        targets=targets_view(page),
        context=tuple(_statement(page, each) for each in page.plan.context),
        links=EditLinks(
            place=f"statements-{page.plan.id}",
            statements=edit_href(page, "statements", page.plan.id),
            phase=add_href(page, "phases"),
            service=add_href(page, "services"),
            target=add_href(page, "targets"),
        ),
        notes=page.notes.notes(),
        draft=draft_view(page),
        unapproved=unapproved,
        amendments_href=f"{page.address}/amendments",
        status_href=f"{page.address}/status" if page.may_track else "",
        manage_href=f"{page.address}/settings" if page.may_manage else "",
        checks=at_a_glance(page),
        newer=newer_view(page),
    )


def _statement(page: PlanPage, statement: Statement) -> StatementView:
    return StatementView(text=page.words.text(statement.text), prov=page.notes.mark(statement.basis))


def _keys(page: PlanPage, stands: Standing) -> tuple[KeyNumber, ...]:
    """Progress, the next date that holds, and between them what a grant manager needs first."""
    _, words, plan = page.words.gettext, page.words, page.plan
    progress = stands.progress
    index = progress.schedule_index
    pinned = _next_pinned(plan, page.today)
    due = _("%(due)s was due. Schedule index by weight: %(index)s.") % {
        "due": words.percent(progress.planned),
        "index": words.fixed(index, INDEX_PLACES) if index is not None else "–",
    }
    formula = _("Weight of milestones done ÷ weight of all, against the weight that the baseline had due by today.")
    return (
        KeyNumber(
            label=_("Progress, by weight"),
            value=words.percent(progress.earned),
            sub=due,
            prov=page.notes.mark(Provenance(kind="derived", formula=formula)),
        ),
        *coverage_keys(page, coverage_of(page)),
        KeyNumber(
            label=_("Next date that cannot move"),
            value=words.date(pinned.planned_due) if pinned else "–",
            sub=words.text(pinned.title) if pinned else _("No pinned date lies ahead."),
        ),
    )


def _money_facts(page: PlanPage) -> tuple[FactView, ...]:
    """How much of the need is committed and spent; nothing of no need."""
    _, words, plan = page.words.gettext, page.words, page.plan
    need, firm = total(plan.budget, plan.currency), committed(plan.commitments)
    if not need:
        return ()
    figures = earned_value(plan, page.today).whole
    told = {"share": words.percent(share(firm, need)), "firm": amount_said(page, firm), "need": amount_said(page, need)}
    spent = {"spent": amount_said(page, figures.actual_cost), "earned": amount_said(page, figures.earned_value)}
    return (
        FactView(
            term=_("Committed, of what is needed"),
            text=_("%(share)s: %(firm)s of %(need)s") % told,
            href=f"{page.address}/funding",
            prov=derived(page, _("Committed, contracted and received amounts ÷ the sum of all budget lines.")),
        ),
        FactView(
            term=_("Spent so far"),
            text=_("%(spent)s, for work worth %(earned)s") % spent,
            href=f"{page.address}/budget",
            prov=derived(
                page,
                _("Sum of reported spending; earned value is each phase’s budget × its progress by weight."),
            ),
        ),
    )


def _next_pinned(plan: Plan, today: date) -> Milestone | None:
    ahead = [each for each in plan.milestones if each.is_pinned and each.is_open and each.planned_due >= today]
    return min(ahead, key=lambda each: each.planned_due, default=None)


def _facts(page: PlanPage) -> tuple[FactView, ...]:
    _, plan, words = page.words.gettext, page.plan, page.words
    told = (
        (_("Where"), plan.area),
        (_("Main activity"), plan.activity),
        (_("Aim"), plan.aim),
        (_("Service size"), plan.service_size),
        (_("Funding"), plan.funding_summary),
    )
    facts = [
        FactView(term=term, text=words.text(said.text), prov=page.notes.mark(said.basis)) for term, said in told if said
    ]
    span = _("%(start)s to %(end)s, %(months)s months") % {
        "start": words.date(plan.start),
        "end": words.date(plan.end),
        "months": plan.months,
    }
    facts.append(FactView(term=_("Horizon"), text=span))
    facts += [
        FactView(term=_("Route"), text=page.titles.route(key), href=f"/playbooks/{plan.intervention}/{key}")
        for key in plan.routes
    ]
    if plan.diagnosis:
        said = _("How well each route fits, and why")
        facts.append(FactView(term=_("Diagnosis"), text=said, href=f"{page.address}/diagnosis"))
    if plan.baseline:
        said = (
            _("%(name)s, frozen on %(day)s and taken from a file")
            if plan.baseline.is_from_file
            else _("%(name)s, frozen on %(day)s")
        )
        held = said % {"name": plan.baseline.name, "day": words.date(plan.baseline.frozen_on)}
        facts.append(FactView(term=_("Measured against"), text=held))
    return (*facts, *_money_facts(page))


def _phases(page: PlanPage) -> tuple[PhaseView, ...]:
    words, plan = page.words, page.plan
    found = []
    for phase in plan.phases:
        inside = [each for each in plan.milestones if each.phase_id == phase.id]
        progress = roll_up(inside, plan, page.today)
        found.append(
            PhaseView(
                id=f"phase-{phase.id}",
                title=words.text(phase.title),
                span=f"{words.date(phase.starts)} – {words.date(phase.ends)}",
                done=words.percent(progress.earned),
                due=words.percent(progress.planned),
                bar=progress_bar(progress.earned, progress.planned, words),
                milestones=words.gettext("%(done)s of %(count)s done")
                % {"done": words.number(progress.done), "count": words.number(progress.count)},
                edit_href=edit_href(page, "phases", phase.id),
            )
        )
    return tuple(found)
