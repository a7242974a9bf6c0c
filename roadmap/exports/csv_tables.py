"""Tables of a plan as CSV (RFC 4180): one table a file, for spreadsheets and for programs.

UTF-8 with the mark by which Excel knows it, dates as ISO 8601, exact decimals with a point and their currency in a
column beside them. Column heads and the playbook's texts are in the reader's language; keys, such as a status, are as
stored. The columns at the end of every row say where its figures come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from roadmap.domain.asks import Ask
from roadmap.domain.asks import asks as asks_of
from roadmap.domain.budgets import Spending
from roadmap.domain.csv_writing import MEDIA_TYPE, Cell, Number, csv_file
from roadmap.domain.exports import Export, ExportSubject
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.milestones import Dependency, Milestone
from roadmap.domain.money import digits
from roadmap.domain.provenance import Citation, Provenance
from roadmap.domain.risks import own_risks
from roadmap.i18n import Language


class Titled(Protocol):
    """An entry of a playbook."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def title(self) -> str:
        """Its title in English."""


def milestones(subject: ExportSubject, words: Language) -> Export:
    """Milestones with their dates, progress and links; needs phases, milestones, baselines and risks."""
    _, plan, known = words.gettext, subject.plan, subject.playbook.intervention
    heads = (
        _("Number"), _("Key"), _("Milestone"), _("Deliverable"), _("Phase"), _("Owner"), _("Theme"),
        _("Strategic lever"), _("Planned start"), _("Planned due date"), _("Baseline start"), _("Baseline due date"),
        _("Kind of fixed date"), _("Fixed date"), _("Reason for the fixed date"),
        _("Status"), _("Percent done"), _("Begun on"), _("Done on"), _("Effort weight"),
        _("Working days at best"), _("Working days likely"), _("Working days at worst"),
        _("Waits for"), _("Lowers barriers"), _("Engages"), _("Evidence wanted"), _("Note"),
    )  # fmt: skip
    phases = {each.id: each.title for each in plan.phases}
    numbers = {each.id: each.number for each in plan.milestones}
    lowered = {each.key: each.title for each in subject.playbook.barriers} | own_risks(plan.risks)
    archetypes = subject.playbook.archetypes

    def row(each: Milestone) -> tuple[Cell, ...]:
        held = plan.baseline.of(each.id) if plan.baseline else None
        waits = (_waits(numbers[link.milestone_id], link) for link in each.after if link.milestone_id in numbers)
        return (
            each.number, each.key, words.text(each.title), words.text(each.deliverable),
            words.text(phases.get(each.phase_id, "")),
            _title(words, known.roles, each.owner), _title(words, known.themes, each.theme),
            _title(words, known.levers, each.lever),
            each.planned_start, each.planned_due, held.start if held else None, held.due if held else None,
            each.pin.kind if each.pin else None, each.pin.day if each.pin else None,
            words.text(each.pin.reason) if each.pin else None,
            each.status, each.share_done, each.started_on, each.done_on, each.weight, each.best, each.likely,
            each.worst, "; ".join(waits),
            "; ".join(words.text(lowered.get(link.barrier, link.barrier)) for link in each.mitigates),
            _titles(words, archetypes, each.engages),
            words.text(each.evidence_wanted), each.note, *_grounds(subject, words, each.basis),
        )  # fmt: skip

    return _file(subject, "milestones", (*heads, *_ground_heads(words)), map(row, plan.milestones))


def _waits(number: int, link: Dependency) -> str:
    """A link as a number alone where nothing lies between, else with its kind and lag as stored."""
    kind = "" if link.kind == "finish-start" else f" {link.kind}"
    return f"{number}{kind} +{link.lag} {link.unit}" if link.lag else f"{number}{kind}"


def budget(subject: ExportSubject, words: Language) -> Export:
    """Budget lines with what is needed and spent; needs budget, services and spending."""
    _, plan = words.gettext, subject.plan
    heads = (
        _("Category key"), _("Cost category"), _("Key"), _("Cost"), _("Driver"), _("Quantity"), _("Unit cost"),
        _("How often"), _("From"), _("To"), _("Price growth in percent a year"), _("Service"), _("Needed"), _("Spent"),
        _("Currency"),
        _("Spending reported by"), _("Spending reported on"),
    )  # fmt: skip
    services: dict[UUID | None, str] = {each.id: each.title for each in plan.services}
    paid = {each.id: [entry for entry in plan.spending if entry.line_id == each.id] for each in plan.budget}
    rows = (
        (
            each.category, _title(words, subject.playbook.cost_categories, each.category),
            each.key, words.text(each.title), each.driver, each.quantity, _amount(subject, each.unit_cost),
            each.recurrence, each.starts, each.ends, each.growth, words.text(services.get(each.service_id, "")),
            _amount(subject, each.total(plan.currency)),
            _amount(subject, sum((entry.amount for entry in paid[each.id]), Decimal(0))), plan.currency,
            *_reported(subject, words, paid[each.id]), *_grounds(subject, words, each.basis),
        )
        for each in plan.budget
    )  # fmt: skip
    return _file(subject, "budget", (*heads, *_ground_heads(words)), rows)


def spending_heads(words: Language) -> tuple[str, ...]:
    """What the columns of the table of spending are called; by them it is known when it comes back."""
    _ = words.gettext
    return _("Key"), _("Budget line"), _("Month"), _("Spent"), _("Currency"), *_ground_heads(words)


def spending(subject: ExportSubject, words: Language) -> Export:
    """Every amount spent, by line and month, as it was reported; needs budget and spending."""
    plan = subject.plan
    lines = {each.id: each for each in plan.budget}
    rows = (
        (
            lines[each.line_id].key, words.text(lines[each.line_id].title), each.month, _amount(subject, each.amount),
            plan.currency, *_grounds(subject, words, _report(subject, words, each)),
        )
        for each in plan.spending
    )  # fmt: skip
    return _file(subject, "spending", spending_heads(words), rows)


def _report(subject: ExportSubject, words: Language, entry: Spending) -> Provenance:
    by = _title(words, subject.playbook.intervention.roles, entry.entered_by)
    return Provenance(kind="reported", by=by, on=entry.entered_at.date())


def funding(subject: ExportSubject, words: Language) -> Export:
    """Funding sources, a row for each commitment, and one for a source without any; needs sources and commitments.

    The grounds of the source and its restrictions come first, then those of its terms and of the commitment.
    """
    _, plan, book = words.gettext, subject.plan, subject.playbook
    heads = (
        _("Source key"), _("Source"), _("Kind"), _("Main or secondary"), _("May pay"), _("May not pay"), _("Note"),
        *(_("Source: %(head)s") % {"head": each} for each in _ground_heads(words)),
        _("Conditions"), _("Reports due"),
        *(_("Conditions and reports: %(head)s") % {"head": each} for each in _ground_heads(words)),
        _("Stage"), _("Counts as committed"), _("Chance in percent"), _("Amount"), _("Currency"), _("From"), _("To"),
        _("Months late, likely"), _("Ask or decide by"),
    )  # fmt: skip
    rows = []
    for source in plan.sources:
        about = (
            source.key, words.text(source.title), _title(words, book.funding_kinds, source.kind), source.rank,
            _titles(words, book.cost_categories, source.may_pay),
            _titles(words, book.cost_categories, source.may_not_pay), words.text(source.note),
            *_grounds(subject, words, source.basis), *_terms(subject, words, source),
        )  # fmt: skip
        held = [each for each in plan.commitments if each.source_id == source.id]
        promises: Sequence[Commitment | None] = held or [None]
        rows += [(*about, *_promised(subject, words, each)) for each in promises]
    return _file(subject, "funding", (*heads, *_ground_heads(words)), rows)


def _terms(subject: ExportSubject, words: Language, source: FundingSource) -> tuple[Cell, ...]:
    reports = "; ".join(f"{each.due.isoformat()} {words.text(each.title)}" for each in source.deadlines)
    grounds = (
        _grounds(subject, words, source.terms_basis) if source.terms_basis else (None,) * len(_ground_heads(words))
    )
    return (words.text(source.conditions), reports, *grounds)


def _promised(subject: ExportSubject, words: Language, held: Commitment | None) -> tuple[Cell, ...]:
    if held is None:
        return (None,) * 15
    _ = words.gettext
    return (
        held.stage, _("yes") if held.is_firm else _("no"), held.probability, _amount(subject, held.amount),
        subject.plan.currency, held.starts, held.ends, held.delay, held.decides_on,
        *_grounds(subject, words, held.basis),
    )  # fmt: skip


def asks(subject: ExportSubject, words: Language) -> Export:
    """Who to ask, for what, by when and for how much; needs budget, services, sources, commitments and stakeholders."""
    _, plan, book = words.gettext, subject.plan, subject.playbook
    heads = (
        _("By"), _("Overdue"), _("Source"), _("Kinds of payer that usually pay"), _("Whom we talk to"), _("Owner"),
        _("For what"), _("Stage"), _("Chance in percent"), _("Amount"), _("Currency"), _("From"), _("To"),
    )  # fmt: skip
    people = {each.id: each for each in plan.stakeholders}
    gap = _("Need − committed − amounts likely to come, from the present quarter on.")

    def row(ask: Ask) -> tuple[Cell, ...]:
        talked_to = [people[each.stakeholder_id] for each in ask.sources if each.stakeholder_id in people]
        held = ask.commitment
        basis = held.basis if held else Provenance(kind="derived", formula=gap)
        return (
            ask.by, _("yes") if ask.is_overdue(subject.today) else _("no"),
            "; ".join(words.text(each.title) for each in ask.sources),
            "; ".join(words.text(each.title) for each in ask.kinds),
            "; ".join(words.text(each.title) for each in talked_to),
            _titles(words, book.intervention.roles, dict.fromkeys(each.owner for each in talked_to)),
            _titles(words, book.cost_categories, ask.categories),
            held.stage if held else None, held.probability if held else None,
            _amount(subject, ask.amount), plan.currency, ask.starts, ask.ends, *_grounds(subject, words, basis),
        )  # fmt: skip

    found = asks_of(plan, book, subject.today)
    return _file(subject, "asks", (*heads, *_ground_heads(words)), map(row, found))


def stakeholders(subject: ExportSubject, words: Language) -> Export:
    """Stakeholders with influence, interest and stance; needs stakeholders."""
    _, book = words.gettext, subject.playbook
    heads = (
        _("Key"), _("Stakeholder"), _("Kind"), _("Level"), _("Sector"), _("Influence"), _("Interest"), _("Stance"),
        _("Wanted stance"), _("What they want"), _("What we ask"), _("Owner"),
    )  # fmt: skip
    rows = (
        (
            each.key, words.text(each.title), _title(words, book.archetypes, each.archetype), each.level, each.sector,
            each.influence, each.interest, each.stance, each.wanted, words.text(each.wants), words.text(each.ask),
            _title(words, book.intervention.roles, each.owner), *_grounds(subject, words, each.basis),
        )
        for each in subject.plan.stakeholders
    )  # fmt: skip
    return _file(subject, "stakeholders", (*heads, *_ground_heads(words)), rows)


def risks(subject: ExportSubject, words: Language) -> Export:
    """Risks as assessed, with their response and what is left; needs risks. One of the plan's own is no barrier."""
    _, book = words.gettext, subject.playbook
    heads = (
        _("Barrier"), _("Risk"), _("Situation"), _("Likelihood"), _("Impact"), _("Score"), _("Band"), _("Trend"),
        _("Response"), _("Likelihood left"), _("Impact left"), _("Owner"), _("Review on"),
    )  # fmt: skip
    rows = (
        (
            None if each.is_own else _title(words, book.barriers, each.barrier),
            words.text(each.title), words.text(each.situation),
            each.likelihood, each.impact, each.score, each.band, each.trend, words.text(each.response),
            each.residual_likelihood, each.residual_impact, _title(words, book.intervention.roles, each.owner),
            each.review_on, *_grounds(subject, words, each.basis),
        )
        for each in subject.plan.risks
    )  # fmt: skip
    return _file(subject, "risks", (*heads, *_ground_heads(words)), rows)


def _reported(subject: ExportSubject, words: Language, entries: Sequence[Spending]) -> tuple[Cell, ...]:
    """Who entered the latest of some spending, and on which day."""
    if not entries:
        return None, None
    last = max(entries, key=lambda each: each.entered_at)
    return _title(words, subject.playbook.intervention.roles, last.entered_by), last.entered_at.date()


def _ground_heads(words: Language) -> tuple[str, ...]:
    _ = words.gettext
    return _("Ground"), _("Formula"), _("Said by"), _("Said on"), _("Reason"), _("Citations")


def _grounds(subject: ExportSubject, words: Language, basis: Provenance) -> tuple[Cell, ...]:
    formula, by, reason = (words.text(each) for each in (basis.formula, basis.by, basis.reason))
    cited = "; ".join(_cited(subject, each) for each in basis.citations)
    return basis.kind, formula, by, basis.on, reason, cited


def _cited(subject: ExportSubject, citation: Citation) -> str:
    found = next((each for each in subject.playbook.sources if each.key == citation.source), None)
    title = f"{found.publisher}, {found.title}, {found.year}: " if found else ""
    return f"{title}{citation.section} ({citation.source}#L{citation.line})"


def _title(words: Language, entries: Iterable[Titled], key: str) -> str:
    return next((words.text(each.title) for each in entries if each.key == key), key)


def _titles(words: Language, entries: Sequence[Titled], keys: Iterable[str]) -> str:
    return "; ".join(_title(words, entries, key) for key in keys)


def _amount(subject: ExportSubject, amount: Decimal) -> Number:
    return Number(digits(amount, subject.plan.currency))


def _file(subject: ExportSubject, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Export:
    return Export(body=csv_file(heads, rows), media_type=MEDIA_TYPE, file_name=subject.file_name(name, "csv"))
