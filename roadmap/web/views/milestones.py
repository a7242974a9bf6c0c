"""One milestone as a record, with its forms and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.domain.changes import Change
from roadmap.domain.milestones import Milestone
from roadmap.web.views.changes import LogEntry, log_entries
from roadmap.web.views.coming_dates import is_behind, milestone_kind, milestone_word
from roadmap.web.views.evidence import EvidenceView, evidence_view
from roadmap.web.views.facts import FactView
from roadmap.web.views.frame import ProvenanceNote
from roadmap.web.views.milestone_actions import MilestoneActions, milestone_actions
from roadmap.web.views.milestone_progress import (
    NOTHING_REFUSED,
    EvidenceForm,
    ProgressForm,
    Refusal,
    evidence_form,
    progress_form,
)
from roadmap.web.views.milestone_words import (
    anchor_term,
    anchor_words,
    link_words,
    link_words_back,
    making_basis,
    origin_words,
    pin_kind_word,
    slack_words,
)
from roadmap.web.views.plan_frame import PlanPage, Standing
from roadmap.web.views.words import capitalised, mark_words, status_word


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedView:
    """Another milestone, a barrier or a stakeholder that this one touches."""

    title: str
    href: str
    sub: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneView:
    """One milestone, ready to print."""

    id: str
    kind: str
    status: str
    progress: str
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
    return MilestoneView(
        id=str(milestone.id),
        kind=milestone_kind(milestone, stands.dates[milestone.id], page.today),
        status=milestone_word(page, milestone, stands.dates[milestone.id]),
        progress=status_word(words, milestone.status)
        if is_behind(milestone, stands.dates[milestone.id], page.today)
        else "",
        facts=_facts(page, stands, milestone),
        moved=_moved(page, milestone),
        note=milestone.note,
        evidence=tuple(evidence_view(page, each) for each in page.plan.evidence if each.milestone_id == milestone.id),
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
    origin, made = page.notes.mark(milestone.basis), page.notes.mark(making_basis(words, milestone))
    rows = [
        FactView(term=_("Origin of the step"), text=origin_words(words, milestone.basis), prov=origin),
        FactView(term=_("Deliverable"), text=words.text(milestone.deliverable), prov=made),
        FactView(term=_("Done"), text=words.percent_of_hundred(milestone.share_done)),
        FactView(term=_("Planned"), text=span),
        FactView(term=_("Forecast"), text=words.date(dates.due)),
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
            prov=made,
        ),
        FactView(term=_("Effort weight"), text=words.number(milestone.weight), prov=made),
    ]
    if baseline := page.plan.baseline:
        is_in = any(each.id == milestone.id for each in baseline.milestones)
        said = words.date(dates.reference_due) if is_in else _("Added since “%(name)s”") % {"name": baseline.name}
        rows.insert(5, FactView(term=_("Baseline"), text=said))
    if milestone.marks:
        names = mark_words(words)
        counted = words.sentence_list(names[each] for each in milestone.marks)
        rows.append(FactView(term=_("What checks count it as"), text=counted))
    if milestone.done_on:
        rows.insert(3, FactView(term=_("Done on"), text=words.date(milestone.done_on)))
    if milestone.pin:
        reason = words.text(milestone.pin.reason)
        day = words.date(milestone.pin.day)
        pinned = _("%(day)s: %(reason)s") % {"day": day, "reason": reason} if reason else day
        rows.insert(4, FactView(term=pin_kind_word(words, milestone.pin.kind), text=pinned))
    if milestone.anchor and milestone.is_open:
        own_day = capitalised(anchor_words(page, milestone.anchor))
        rows.append(FactView(term=anchor_term(words, milestone.anchor), text=own_day))
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
