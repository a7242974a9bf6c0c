"""What a new plan would be, before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.domain.budgets import total
from roadmap.domain.milestones import Milestone
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.i18n import Language
from roadmap.web.views.frame import ProvenanceNote
from roadmap.web.views.plans import FactView
from roadmap.web.views.provenance import Notes


@dataclass(frozen=True, kw_only=True, slots=True)
class SpanView:
    """A phase and its days."""

    title: str
    span: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewView:
    """The plan in a few facts, with what the country's calendar moved and what would lie outside of it."""

    facts: tuple[FactView, ...]
    phases: tuple[SpanView, ...]
    holidays: tuple[str, ...]
    holidays_head: str
    weekends: str
    beyond: str
    notes: tuple[ProvenanceNote, ...]


def preview_view(words: Language, plan: Plan, book: Playbook) -> PreviewView:
    """A plan that is not saved, for its reader to judge."""
    notes = Notes(words, book.sources)
    facts = _facts(words, plan, notes)
    moved = [each for each in plan.milestones if each.moved_because]
    off = [each for each in moved if each.moved_because != "weekend"]
    weekends = len(moved) - len(off)
    counted = words.ngettext(
        "%(count)s date moved off a public holiday", "%(count)s dates moved off public holidays", len(off)
    )
    return PreviewView(
        facts=facts,
        phases=tuple(
            SpanView(title=words.text(each.title), span=_span(words, each.starts, each.ends)) for each in plan.phases
        ),
        holidays=tuple(_moved(words, each) for each in off),
        holidays_head=counted % {"count": words.number(len(off))}
        if off
        else words.gettext("No date falls on a public holiday."),
        weekends=words.ngettext("%(count)s date moved off a weekend.", "%(count)s dates moved off weekends.", weekends)
        % {"count": words.number(weekends)}
        if weekends
        else "",
        beyond=_beyond(words, plan),
        notes=notes.notes(),
    )


def _span(words: Language, starts: date, ends: date) -> str:
    return f"{words.date(starts)} – {words.date(ends)}"


def _facts(words: Language, plan: Plan, notes: Notes) -> tuple[FactView, ...]:
    _ = words.gettext
    ordered = sorted(plan.milestones, key=lambda each: (each.planned_due, each.number))
    horizon = _("%(start)s to %(end)s, %(months)s months") % {
        "start": words.date(plan.start),
        "end": words.date(plan.end),
        "months": words.number(plan.months),
    }
    rows = [
        FactView(term=_("Horizon"), text=horizon),
        FactView(term=_("Milestones"), text=words.number(len(plan.milestones))),
    ]
    if ordered:
        rows.append(FactView(term=_("First milestone"), text=_due(words, ordered[0])))
        rows.append(FactView(term=_("Last milestone"), text=_due(words, ordered[-1])))
    formula = _("The sum of the playbook’s budget lines for this plan’s number of specialists, services and so on.")
    if plan.rate is not None and plan.rate_basis is not None:
        formula += " " + _("In %(currency)s at %(rate)s for one unit of the playbook’s currency: %(source)s.") % {
            "currency": plan.currency,
            "rate": words.number(plan.rate),
            "source": plan.rate_basis.reason,
        }
    rows.append(
        FactView(
            term=_("Budget"),
            text=words.money(Money(amount=total(plan.budget, plan.currency), currency=plan.currency)),
            prov=notes.mark(Provenance(kind="derived", formula=formula)),
        )
    )
    size = {"specialists": _("Specialists"), "services": _("Services")}
    rows += [
        FactView(term=term, text=words.number(plan.drivers[name]))
        for name, term in size.items()
        if name in plan.drivers
    ]
    return tuple(rows)


def _due(words: Language, milestone: Milestone) -> str:
    return words.gettext("%(title)s, due %(day)s") % {
        "title": words.text(milestone.title),
        "day": words.date(milestone.planned_due),
    }


def _moved(words: Language, milestone: Milestone) -> str:
    """Which way a date moved off a public holiday, and which."""
    due = milestone.wanted_due is not None
    wanted = milestone.wanted_due or milestone.wanted_start or milestone.planned_start
    values = {
        "title": words.text(milestone.title),
        "wanted": words.date(wanted),
        "now": words.date(milestone.planned_due if due else milestone.planned_start),
        "why": words.text(milestone.moved_because),
    }
    if due:
        return words.gettext("%(title)s: due %(now)s, not %(wanted)s (%(why)s).") % values
    return words.gettext("%(title)s: begins %(now)s, not %(wanted)s (%(why)s).") % values


def _beyond(words: Language, plan: Plan) -> str:
    """A plan that is too short for its milestones still is a plan, but nobody should start it unawares."""
    late = [each for each in plan.milestones if each.planned_due > plan.end]
    if not late:
        return ""
    last = max(late, key=lambda each: each.planned_due)
    return words.ngettext(
        "%(count)s milestone ends after the plan: %(title)s on %(day)s. Give the plan more months, or fewer routes.",
        "%(count)s milestones end after the plan, the last %(title)s on %(day)s. Give it more months, or fewer routes.",
        len(late),
    ) % {"count": words.number(len(late)), "title": f"“{words.text(last.title)}”", "day": words.date(last.planned_due)}
