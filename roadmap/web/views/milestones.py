"""Milestones of a plan as a list to filter, and one as a record with its forms and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.changes import Change
from roadmap.domain.errors import Fault
from roadmap.domain.milestones import STATUSES, Evidence, Milestone
from roadmap.web.views.changes import LogEntry, log_entries
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.filters import Filter, FiltersView, filters_view
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.milestone_actions import MilestoneActions, milestone_actions
from roadmap.web.views.milestone_batches import BatchFields, batch_bar
from roadmap.web.views.milestone_words import (
    anchor_term,
    anchor_words,
    link_words,
    link_words_back,
    pin_kind_word,
    slack_words,
)
from roadmap.web.views.plan_frame import PlanPage, Standing
from roadmap.web.views.plans import FactView, is_behind, milestone_kind
from roadmap.web.views.words import mark_words, status_word

FILTERS = ("phase", "theme", "status", "owner", "late")


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneRowView:
    """A milestone in the list."""

    id: str
    version: str
    number: str
    title: str
    href: str
    phase: str
    due: str
    due_iso: str
    baseline: str
    kind: str
    status: str
    percent: str
    owner: str
    theme: str
    prov: Provenanced
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestonesView:
    """The list, its filters and how many it shows."""

    rows: tuple[MilestoneRowView, ...]
    filters: FiltersView
    count: str
    is_filtered: bool
    add_href: str
    batch: BatchFields | None
    notes: tuple[ProvenanceNote, ...]


def milestones(page: PlanPage, stands: Standing, chosen: Mapping[str, str]) -> MilestonesView:
    """The milestones that the filters let through; an unknown filter value lets nothing through."""
    plan, _ = page.plan, page.words.gettext
    phases = {each.id: each for each in plan.phases}
    # What was added later has a higher number than its neighbours, and stands with its phase all the same.
    in_order = sorted(plan.milestones, key=lambda each: (phases[each.phase_id].position, each.number))
    shown = [each for each in in_order if _is_wanted(page, stands, each, str(phases[each.phase_id].id), chosen)]
    counted = page.words.ngettext(
        "%(shown)s of %(count)s milestone", "%(shown)s of %(count)s milestones", len(plan.milestones)
    )
    return MilestonesView(
        rows=tuple(_row(page, stands, each, phases[each.phase_id].title) for each in shown),
        filters=_filters(page, chosen),
        count=counted % {"shown": page.words.number(len(shown)), "count": page.words.number(len(plan.milestones))},
        is_filtered=any(chosen.values()),
        add_href=add_href(page, "milestones"),
        batch=batch_bar(page) if page.may_manage and shown else None,
        notes=page.notes.notes(),
    )


def _is_wanted(page: PlanPage, stands: Standing, milestone: Milestone, phase: str, chosen: Mapping[str, str]) -> bool:
    held = {"phase": phase, "theme": milestone.theme, "status": milestone.status, "owner": milestone.owner}
    if chosen.get("late") and not is_behind(milestone, stands.dates[milestone.id], page.today):
        return False
    return all(not chosen.get(name) or chosen[name] == value for name, value in held.items())


def _row(page: PlanPage, stands: Standing, milestone: Milestone, phase: str) -> MilestoneRowView:
    words, dates = page.words, stands.dates[milestone.id]
    late = milestone.is_late(page.today)
    return MilestoneRowView(
        id=str(milestone.id),
        version=str(milestone.version),
        number=str(milestone.number),
        title=words.text(milestone.title),
        href=f"{page.address}/milestones/{milestone.id}",
        phase=words.text(phase),
        due=words.date(dates.due),
        due_iso=dates.due.isoformat(),
        baseline=words.date(dates.reference_due) if dates.due != dates.reference_due else "",
        kind=milestone_kind(milestone, dates, page.today),
        status=words.gettext("Late") if late else status_word(words, milestone.status),
        percent=words.percent_of_hundred(milestone.share_done),
        owner=page.titles.role(milestone.owner),
        theme=page.titles.theme(milestone.theme),
        prov=page.notes.mark(milestone.basis),
        edit_href=edit_href(page, "milestones", milestone.id),
    )


def _filters(page: PlanPage, chosen: Mapping[str, str]) -> FiltersView:
    """The filters; a theme or role of the playbook may be asked for although no milestone has it."""
    _, plan, about = page.words.gettext, page.plan, page.playbook.intervention
    every = ("", _("All"))
    phases = [(str(each.id), page.words.text(each.title)) for each in plan.phases]
    themes = sorted({(each.theme, page.titles.theme(each.theme)) for each in plan.milestones}, key=lambda pair: pair[1])
    owners = sorted({(each.owner, page.titles.role(each.owner)) for each in plan.milestones}, key=lambda pair: pair[1])
    statuses = [(each, status_word(page.words, each)) for each in STATUSES]
    filters = (
        Filter(name="phase", label=_("Phase"), options=[every, *phases]),
        Filter(name="theme", label=_("Theme"), options=[every, *themes], known={each.key for each in about.themes}),
        Filter(name="status", label=_("Status"), options=[every, *statuses]),
        Filter(name="owner", label=_("Owner"), options=[every, *owners], known={each.key for each in about.roles}),
        Filter(name="late", label=_("Late"), options=[every, ("yes", _("Late only"))]),
    )
    return filters_view(page.words, f"{page.address}/milestones", filters, chosen)


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedView:
    """Another milestone, a barrier or a stakeholder that this one touches."""

    title: str
    href: str
    sub: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceView:
    """A piece of evidence, with the address that takes it away when the viewer may."""

    title: str
    href: str
    is_file: bool
    sub: str
    remove_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressForm:
    """The form that records progress; ``fields`` by name."""

    action: str
    version: str
    errors: tuple[ErrorView, ...]
    status: FieldView
    percent: FieldView
    planned_start: FieldView
    planned_due: FieldView
    done_on: FieldView
    note: FieldView
    reason: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceForm:
    """The form that attaches a link or a file."""

    action: str
    errors: tuple[ErrorView, ...]
    title: FieldView
    link: FieldView
    file: FieldView
    accept: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneView:
    """One milestone, ready to print."""

    id: str
    kind: str
    status: str
    facts: tuple[FactView, ...]
    moved: str
    note: str
    evidence: tuple[EvidenceView, ...]
    evidence_wanted: str
    waits_for: tuple[LinkedView, ...]
    holds_up: tuple[LinkedView, ...]
    mitigates: tuple[LinkedView, ...]
    engages: tuple[LinkedView, ...]
    history: tuple[LogEntry, ...]
    progress_form: ProgressForm | None
    evidence_form: EvidenceForm | None
    notes: tuple[ProvenanceNote, ...]
    actions: MilestoneActions | None
    notice: str = ""
    """What was saved just now, where this part of the page is all that comes back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A refused form: what was typed, and what is wrong with it. ``form`` is ``progress`` or ``evidence``."""

    form: str
    typed: Mapping[str, str]
    faults: Sequence[Fault]


NOTHING_REFUSED = Refusal(form="", typed={}, faults=())


def milestone_view(
    page: PlanPage,
    stands: Standing,
    milestone: Milestone,
    history: Sequence[Change],
    refusal: Refusal = NOTHING_REFUSED,
) -> MilestoneView:
    """One milestone; a refused form is shown as typed."""
    words = page.words
    others = {each.id: each for each in page.plan.milestones}
    late = milestone.is_late(page.today)
    return MilestoneView(
        id=str(milestone.id),
        kind=milestone_kind(milestone, stands.dates[milestone.id], page.today),
        status=words.gettext("Late") if late else status_word(words, milestone.status),
        facts=_facts(page, stands, milestone),
        moved=_moved(page, milestone),
        note=milestone.note,
        evidence=tuple(_evidence(page, each) for each in page.plan.evidence if each.milestone_id == milestone.id),
        evidence_wanted=words.text(milestone.evidence_wanted),
        waits_for=tuple(
            _linked(page, stands, others[each.milestone_id], link_words(page.words, each))
            for each in milestone.after
            if each.milestone_id in others
        ),
        holds_up=tuple(
            _linked(page, stands, each, link_words_back(page.words, link))
            for each in page.plan.milestones
            for link in each.after
            if link.milestone_id == milestone.id
        ),
        mitigates=tuple(
            LinkedView(
                title=page.titles.barrier(each.barrier), href=f"{page.address}/barriers#barrier-{each.barrier}", sub=""
            )
            for each in milestone.mitigates
        ),
        engages=tuple(
            LinkedView(title=page.titles.archetype(each), href=f"{page.address}/stakeholders", sub="")
            for each in milestone.engages
        ),
        history=log_entries(page, history),
        progress_form=progress_form(page, milestone, refusal) if page.may_track else None,
        evidence_form=evidence_form(page, milestone, refusal) if page.may_track else None,
        notes=page.notes.notes(),
        actions=milestone_actions(page, milestone),
    )


def _facts(page: PlanPage, stands: Standing, milestone: Milestone) -> tuple[FactView, ...]:
    _, words, dates = page.words.gettext, page.words, stands.dates[milestone.id]
    phase = next(each for each in page.plan.phases if each.id == milestone.phase_id)
    span = _("%(start)s to %(due)s") % {
        "start": words.date(milestone.planned_start),
        "due": words.date(milestone.planned_due),
    }
    rows = [
        FactView(term=_("Deliverable"), text=words.text(milestone.deliverable), prov=page.notes.mark(milestone.basis)),
        FactView(term=_("Done"), text=words.percent_of_hundred(milestone.share_done)),
        FactView(term=_("Planned"), text=span),
        FactView(term=_("Forecast"), text=words.date(dates.due)),
        FactView(term=_("Baseline"), text=words.date(dates.reference_due)),
        FactView(term=_("Owner"), text=page.titles.role(milestone.owner)),
        FactView(term=_("Phase"), text=words.text(phase.title)),
        FactView(term=_("Theme"), text=page.titles.theme(milestone.theme)),
        FactView(term=_("Strategic lever"), text=page.titles.lever(milestone.lever)),
        FactView(
            term=_("Working days"),
            text=_("%(likely)s likely, %(best)s at best, %(worst)s at worst")
            % {
                "likely": words.number(milestone.likely),
                "best": words.number(milestone.best),
                "worst": words.number(milestone.worst),
            },
        ),
        FactView(term=_("Effort weight"), text=words.number(milestone.weight)),
    ]
    if milestone.marks:
        names = mark_words(words)
        counted = words.sentence_list(names[each] for each in milestone.marks)
        rows.append(FactView(term=_("What checks count it as"), text=counted))
    if milestone.done_on:
        rows.insert(2, FactView(term=_("Done on"), text=words.date(milestone.done_on)))
    if milestone.pin:
        reason = words.text(milestone.pin.reason)
        day = words.date(milestone.pin.day)
        said = _("%(day)s: %(reason)s") % {"day": day, "reason": reason} if reason else day
        rows.insert(3, FactView(term=pin_kind_word(words, milestone.pin.kind), text=said))
    if milestone.anchor and milestone.is_open:
        rows.append(FactView(term=anchor_term(words, milestone.anchor), text=anchor_words(page, milestone.anchor)))
    if milestone.is_open:
        rows.append(FactView(term=_("Slack"), text=slack_words(words, dates.total_slack)))
    return tuple(rows)


def _moved(page: PlanPage, milestone: Milestone) -> str:
    """Which way a date moved off a day without work, and why."""
    _, words = page.words.gettext, page.words
    # A due date may be kept as wanted although nothing moved it, so that a moved plan finds it again.
    due = milestone.wanted_due if milestone.wanted_due != milestone.planned_due else None
    wanted = due or milestone.wanted_start
    if not wanted or not milestone.moved_because:
        return ""
    now = milestone.planned_due if due else milestone.planned_start
    values = {
        "wanted": words.long_date(wanted),
        "now": words.long_date(now),
        "why": words.text(milestone.moved_because),
    }
    if milestone.moved_because == "weekend":
        return _("The schedule gave %(wanted)s. That is a weekend, so the date is %(now)s.") % values
    return _("The schedule gave %(wanted)s. That is a public holiday (%(why)s), so the date is %(now)s.") % values


def _linked(page: PlanPage, stands: Standing, milestone: Milestone, how: str) -> LinkedView:
    now = f"{page.words.date(stands.dates[milestone.id].due)}, {status_word(page.words, milestone.status)}"
    return LinkedView(
        title=f"{milestone.number} · {page.words.text(milestone.title)}",
        href=f"{page.address}/milestones/{milestone.id}",
        sub=f"{now}; {how}",
    )


def _evidence(page: PlanPage, evidence: Evidence) -> EvidenceView:
    _, words = page.words.gettext, page.words
    base = f"{page.address}/milestones/{evidence.milestone_id}/evidence/{evidence.id}"
    added = _("Added by %(who)s, %(when)s") % {
        "who": page.titles.role(evidence.added_by),
        "when": words.instant(evidence.added_at),
    }
    size = _("%(name)s, %(size)s kB") % {
        "name": evidence.file_name,
        "size": words.number(max(1, evidence.size // 1000)),
    }
    return EvidenceView(
        title=evidence.title,
        href=evidence.link or base,
        is_file=bool(evidence.file_name),
        sub=f"{size}. {added}." if evidence.file_name else f"{added}.",
        remove_href=f"{base}/removal" if page.may_track else "",
    )


def progress_form(page: PlanPage, milestone: Milestone, refusal: Refusal = NOTHING_REFUSED) -> ProgressForm:
    """The progress form: as saved, or as typed when it was refused."""
    _, words = page.words.gettext, page.words
    is_refused = refusal.form == "progress"
    fields = Fields(words, refusal.faults if is_refused else (), prefix="progress")
    held = {
        "status": milestone.status,
        "percent": str(milestone.percent),
        "planned_start": milestone.planned_start.isoformat(),
        "planned_due": milestone.planned_due.isoformat(),
        "done_on": milestone.done_on.isoformat() if milestone.done_on else "",
        "note": milestone.note,
        "reason": "",
        "version": str(milestone.version),
    }
    value = {**held, **refusal.typed} if is_refused else held
    statuses = [(each, status_word(words, each)) for each in STATUSES]
    return ProgressForm(
        action=f"{page.address}/milestones/{milestone.id}/progress",
        version=value["version"],
        errors=fields.errors(),
        status=fields.field("status", _("Status"), value["status"], options=statuses, is_required=True),
        percent=fields.field(
            "percent", _("Percent done"), value["percent"], hint=_("A whole number from 0 to 100."), affix="%"
        ),
        planned_start=fields.field("planned_start", _("Planned start"), value["planned_start"], is_required=True),
        planned_due=fields.field(
            "planned_due",
            _("Planned due date"),
            value["planned_due"],
            hint=_("On a weekend or public holiday it moves to the working day before."),
            is_required=True,
        ),
        done_on=fields.field("done_on", _("Done on"), value["done_on"], hint=_("When the status is done.")),
        note=fields.field("note", _("Note"), value["note"], hint=_("What happened, what comes next.")),
        reason=fields.reason(value["reason"]),
    )


def evidence_form(page: PlanPage, milestone: Milestone, refusal: Refusal = NOTHING_REFUSED) -> EvidenceForm:
    """The evidence form, as typed when it was refused; a browser never sends a file name back."""
    _, words = page.words.gettext, page.words
    typed = refusal.typed if refusal.form == "evidence" else {}
    fields = Fields(words, refusal.faults if refusal.form == "evidence" else (), prefix="evidence")
    return EvidenceForm(
        action=f"{page.address}/milestones/{milestone.id}/evidence",
        errors=fields.errors(),
        title=fields.field("title", _("What it is"), typed.get("title", "")),
        link=fields.field("link", _("Link"), typed.get("link", ""), hint=_("It begins with https:// or http://.")),
        file=fields.field(
            "file",
            _("Or a file"),
            hint=_("PDF, picture, text, spreadsheet or document, up to %(most)s MB.") % {"most": 10},
        ),
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.odt,.ods,.txt,.csv",
    )
