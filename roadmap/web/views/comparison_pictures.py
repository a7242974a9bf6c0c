"""Two states of a plan on one time axis: the later one's bars over the earlier one's marks, without what was done."""

from __future__ import annotations

from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Phase, Plan
from roadmap.pictures.figures import Figure
from roadmap.pictures.timeline import (
    TimelineInput,
    TimelineMilestone,
    TimelinePhase,
    TimelinePicture,
    TimelineWords,
    timeline,
)
from roadmap.services.comparisons import Compared
from roadmap.web.views.comparison_words import over_words, point_words
from roadmap.web.views.plan_frame import PlanPage


def comparison_picture(page: PlanPage, found: Compared, finding: str) -> TimelinePicture | None:
    """The picture, or nothing where neither state has a milestone. Deleted milestones stand where they were."""
    before, after = found.comparison.before, found.comparison.after
    phases = tuple(_phases(page, before, after))
    if not phases:
        return None
    _ = page.words.gettext
    first, second = point_words(page, found.first), point_words(page, found.second)
    return timeline(
        TimelineInput(
            figure=Figure(
                dom_id="compared",
                finding=finding,
                name=_("Timeline of %(plan)s, compared") % {"plan": page.plan.title},
                measure=over_words(page, found.first, found.second),
                number=1,
            ),
            today=page.today,
            starts=min(before.start, after.start),
            ends=max(before.end, after.end),
            phases=phases,
            words=TimelineWords(
                forecast=second,
                difference=_("Difference"),
                reference=first,
                gone=_("deleted"),
                new=_("added"),
                later=_("moved later"),
            ),
        ),
        page.words,
    )


def _phases(page: PlanPage, before: Plan, after: Plan) -> list[TimelinePhase]:
    held = {each.id: each for each in before.milestones}
    kept = {each.id for each in after.milestones}
    places = {each.id: each for each in (*before.phases, *after.phases)}
    rows: dict[object, list[TimelineMilestone]] = {key: [] for key in places}
    for each in after.milestones:
        rows[each.phase_id].append(_row(page, held.get(each.id), each))
    for each in before.milestones:
        if each.id not in kept:
            rows[each.phase_id].append(_row(page, each, None))
    ordered = sorted(places.values(), key=lambda each: (each.position, each.starts))
    return [_phase(page, each, rows[each.id]) for each in ordered if rows[each.id]]


def _phase(page: PlanPage, phase: Phase, rows: list[TimelineMilestone]) -> TimelinePhase:
    return TimelinePhase(
        key=str(phase.id),
        title=page.words.text(phase.title),
        starts=phase.starts,
        ends=phase.ends,
        percent=0,
        milestones=tuple(sorted(rows, key=lambda each: each.number)),
    )


def _row(page: PlanPage, before: Milestone | None, after: Milestone | None) -> TimelineMilestone:
    shown = after or before
    assert shown is not None  # noqa: S101 (one of them is always there)
    is_gone = after is None or (after.status == "dropped" and (before is None or before.status != "dropped"))
    return TimelineMilestone(
        id=str(shown.id),
        number=shown.number,
        title=page.words.text(shown.title),
        href=f"{page.address}/milestones/{shown.id}" if _is_there(page, shown) else f"{page.address}/activity",
        planned_start=shown.planned_start,
        planned_due=shown.planned_due,
        baseline_start=before.planned_start if before else None,
        baseline_due=before.planned_due if before else None,
        forecast_start=shown.planned_start,
        forecast_due=shown.planned_due,
        percent=0,
        status="dropped" if is_gone else "not-started",
        is_pinned=shown.is_pinned,
    )


def _is_there(page: PlanPage, milestone: Milestone) -> bool:
    return any(each.id == milestone.id for each in page.plan.milestones)
