"""A plan's timeline: what the picture is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.milestones import Milestone
from roadmap.domain.progress import roll_up
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import working_calendar
from roadmap.pictures.figures import Figure
from roadmap.pictures.timeline import TimelineInput, TimelineMilestone, TimelinePhase, TimelinePicture, timeline
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage, Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineView:
    """The timeline page."""

    picture: TimelinePicture
    may_edit: bool
    dates_prov: Provenanced
    notes: tuple[ProvenanceNote, ...]


def timeline_view(page: PlanPage, stands: Standing) -> TimelineView:
    """The timeline of a plan loaded with phases, milestones and baselines."""
    plan, words = page.plan, page.words
    phases = tuple(
        TimelinePhase(
            key=str(phase.id),
            title=words.text(phase.title),
            starts=phase.starts,
            ends=phase.ends,
            percent=int((roll_up(inside, plan, page.today).earned * 100).to_integral_value()),
            milestones=tuple(_row(page, stands, each) for each in inside),
        )
        for phase in plan.phases
        if (inside := [each for each in plan.milestones if each.phase_id == phase.id])
    )
    dates = page.notes.mark(dates_basis(page))
    return TimelineView(
        may_edit=page.may_manage,
        dates_prov=dates,
        notes=page.notes.notes(),
        picture=timeline(
            TimelineInput(
                figure=_figure(page, stands),
                today=page.today,
                starts=plan.start,
                ends=plan.end,
                phases=phases,
                calendar=working_calendar(plan.country, plan.subdivision) if page.may_manage else None,
            ),
            words,
        ),
    )


def dates_basis(page: PlanPage) -> Provenance:
    """Where a plan's dates come from: never from a source, which gives no dates of milestones."""
    _ = page.words.gettext
    formula = _(
        "Planned dates are the playbook’s anchors and likely durations, counted in the country’s working days from the "
        "plan’s start; the forecast adds what has been reported since."
    )
    reason = _("Sample plan: its start, progress and slips are samples.") if page.plan.is_sample else ""
    return Provenance(kind="derived", formula=formula, reason=reason)


def _figure(page: PlanPage, stands: Standing) -> Figure:
    _, words, plan = page.words.gettext, page.words, page.plan
    late = sum(1 for each in plan.milestones if each.is_open and stands.dates[each.id].days_late > 0)
    finding = (
        words.ngettext(
            "%(count)s milestone is forecast later than planned",
            "%(count)s milestones are forecast later than planned",
            late,
        )
        % {"count": words.number(late)}
        if late
        else _("Every open milestone is forecast on its date")
    )
    held = plan.baseline
    measure = (
        _("Forecast of %(today)s against %(baseline)s of %(day)s.")
        % {"today": words.date(page.today), "baseline": held.name, "day": words.date(held.frozen_on)}
        if held
        else _("Forecast of %(today)s against the plan; no baseline is frozen yet.") % {"today": words.date(page.today)}
    )
    return Figure(
        dom_id="timeline",
        finding=finding,
        name=_("Timeline of %(plan)s") % {"plan": plan.title},
        measure=measure,
        number=1,
    )


def _row(page: PlanPage, stands: Standing, milestone: Milestone) -> TimelineMilestone:
    dates = stands.dates[milestone.id]
    has_baseline = page.plan.baseline is not None
    return TimelineMilestone(
        id=str(milestone.id),
        number=milestone.number,
        title=page.words.text(milestone.title),
        href=f"{page.address}/milestones/{milestone.id}",
        planned_start=milestone.planned_start,
        planned_due=milestone.planned_due,
        baseline_start=dates.reference_start if has_baseline else None,
        baseline_due=dates.reference_due if has_baseline else None,
        forecast_start=dates.start,
        forecast_due=dates.due,
        percent=milestone.share_done,
        status=milestone.status,
        done_on=milestone.done_on,
        is_pinned=milestone.is_pinned,
        has_begun=milestone.started_on is not None,
        is_critical=dates.is_critical and milestone.is_open,
        slack_days=dates.slack,
        predecessors=tuple(str(each.milestone_id) for each in milestone.after),
    )
