"""What a new plan would be, before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from roadmap.domain.budgets import total
from roadmap.domain.checks import CheckResult, failed
from roadmap.domain.milestones import Milestone
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Driver
from roadmap.i18n import Language
from roadmap.web.views.coming_dates import NEXT_DAYS
from roadmap.web.views.facts import FactView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.provenance import Notes
from roadmap.web.views.words import Titles, band_word, trend_word


@dataclass(frozen=True, kw_only=True, slots=True)
class SpanView:
    """A phase and its days."""

    title: str
    span: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CostView:
    """What a kind of cost comes to."""

    title: str
    amount: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class BarrierLevel:
    """A barrier as the plan would begin with it. ``kind`` is the shape of its band."""

    title: str
    kind: str
    band: str
    levels: str
    situation: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class FailingView:
    """A check that the plan would not pass, with what it finds, why it matters and what to do."""

    title: str
    findings: tuple[str, ...]
    why: str
    remedy: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewView:
    """The plan in a few facts, its money, its barriers, its first days, and what the country's calendar moved."""

    facts: tuple[FactView, ...]
    costs: tuple[CostView, ...]
    barriers: tuple[BarrierLevel, ...]
    checks: tuple[FailingView, ...]
    checks_head: str
    first_days: tuple[SpanView, ...]
    phases: tuple[SpanView, ...]
    holidays: tuple[str, ...]
    holidays_head: str
    weekends: str
    beyond: str
    notes: tuple[ProvenanceNote, ...]


def preview_view(words: Language, plan: Plan, book: Playbook, results: Sequence[CheckResult] = ()) -> PreviewView:
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
        costs=_costs(words, plan, book, notes),
        barriers=_barriers(words, plan, notes),
        checks=tuple(_failing(words, each) for each in failed(results)),
        checks_head=_checks_head(words, len(failed(results))),
        first_days=_first_days(words, plan),
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
    size: dict[Driver, str] = {
        "specialists": _("Specialists"),
        "leaders": _("Team leaders"),
        "services": _("Services"),
        "clients": _("Clients"),
    }
    rows += [
        FactView(term=term, text=words.number(plan.drivers[name]))
        for name, term in size.items()
        if name in plan.drivers
    ]
    return tuple(rows)


def _costs(words: Language, plan: Plan, book: Playbook, notes: Notes) -> tuple[CostView, ...]:
    """The budget by kind of cost, the greatest first."""
    titles = Titles(words, book)
    sums: dict[str, Decimal] = {}
    for line in plan.budget:
        sums[line.category] = sums.get(line.category, Decimal(0)) + line.total(plan.currency)
    formula = words.gettext("The sum of the budget lines of this kind; each line says where its unit cost is from.")
    return tuple(
        CostView(
            title=titles.category(key),
            amount=words.money(Money(amount=amount, currency=plan.currency)),
            prov=notes.mark(Provenance(kind="derived", formula=formula)),
        )
        for key, amount in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _barriers(words: Language, plan: Plan, notes: Notes) -> tuple[BarrierLevel, ...]:
    """The barriers, the gravest first."""
    return tuple(
        BarrierLevel(
            title=words.text(each.title),
            kind={"high": "bad", "medium": "warn", "low": "good"}[each.band],
            band=band_word(words, each.band),
            levels=words.gettext("%(likelihood)s × %(impact)s, %(trend)s")
            % {
                "likelihood": words.number(each.likelihood),
                "impact": words.number(each.impact),
                "trend": trend_word(words, each.trend).lower(),
            },
            situation=words.text(each.situation),
            prov=notes.mark(each.basis),
        )
        for each in sorted(plan.risks, key=lambda each: (-each.score, each.title))
    )


def _failing(words: Language, result: CheckResult) -> FailingView:
    return FailingView(
        title=words.text(result.check.title),
        findings=tuple(words.say(each.message) for each in result.failing),
        why=words.text(result.check.why),
        remedy=words.text(result.check.remedy),
    )


def _checks_head(words: Language, count: int) -> str:
    if not count:
        return words.gettext("No check fails")
    said = words.ngettext("%(count)s check would fail at first", "%(count)s checks would fail at first", count)
    return said % {"count": words.number(count)}


def _first_days(words: Language, plan: Plan) -> tuple[SpanView, ...]:
    """What is due in the first 90 days, in order."""
    last = plan.start + timedelta(days=NEXT_DAYS)
    due = sorted((each.planned_due, each.number, each) for each in plan.milestones if each.planned_due <= last)
    return tuple(SpanView(title=words.text(each.title), span=words.date(day)) for day, _number, each in due)


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
    ) % {
        "count": words.number(len(late)),
        "title": words.quoted(words.text(last.title)),
        "day": words.date(last.planned_due),
    }
