"""What both drawings of a timeline and its table say of each milestone, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from roadmap.i18n.language import Language
from roadmap.pictures.differences import difference, shift
from roadmap.pictures.time_axis import whole_months
from roadmap.pictures.timeline_inputs import TimelineInput, TimelineMilestone, TimelineWords


class Fact(NamedTuple):
    """A milestone with the dates to draw and the words to write. ``reference`` is the baseline, or else the plan."""

    milestone: TimelineMilestone
    starts: date
    ends: date
    reference: tuple[date, date] | None
    is_done: bool
    is_dropped: bool
    is_late: bool
    is_gone: bool
    forecast: str
    difference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """All milestones of a plan by phase, and the whole months that hold every date."""

    phases: tuple[tuple[Fact, ...], ...]
    by_id: dict[str, Fact]
    first: date
    last: date
    has_baseline: bool


def facts_of(plan: TimelineInput, language: Language) -> Facts:
    """The facts of every milestone; where no milestone has a baseline they are measured by the plan itself."""
    milestones = [each for phase in plan.phases for each in phase.milestones]
    has_baseline = any(each.baseline_due for each in milestones)
    phases = tuple(
        tuple(_fact(each, language, plan.words, has_baseline=has_baseline) for each in phase.milestones)
        for phase in plan.phases
    )
    every = [fact for phase in phases for fact in phase]
    days = [plan.starts, plan.ends]
    for phase in plan.phases:
        days += (phase.starts, phase.ends)
    for fact in every:
        days += (fact.starts, fact.ends, *(fact.reference or ()))
    first, last = whole_months(days)
    by_id = {fact.milestone.id: fact for fact in every}
    return Facts(phases=phases, by_id=by_id, first=first, last=last, has_baseline=has_baseline)


def _fact(milestone: TimelineMilestone, language: Language, told: TimelineWords | None, *, has_baseline: bool) -> Fact:
    is_done = milestone.status == "done"
    is_dropped = milestone.status == "dropped"
    ends = milestone.done_on if is_done and milestone.done_on else milestone.forecast_due
    reference = _reference(milestone, has_baseline=has_baseline)
    days = (ends - reference[1]).days if reference else None
    words = language.gettext("dropped") if is_dropped else difference(days, language, is_done=is_done)
    if told:
        words = told.gone if is_dropped else told.new if days is None else shift(days, language)
    return Fact(
        milestone=milestone,
        starts=min(milestone.forecast_start, ends),
        ends=ends,
        reference=reference,
        is_done=is_done,
        is_dropped=is_dropped,
        is_late=days is not None and days > 0 and not is_done and not is_dropped,
        is_gone=is_dropped and told is not None,
        forecast="–" if is_dropped else language.date(ends),
        difference=words,
    )


def _reference(milestone: TimelineMilestone, *, has_baseline: bool) -> tuple[date, date] | None:
    if not has_baseline:
        return min(milestone.planned_start, milestone.planned_due), milestone.planned_due
    if milestone.baseline_due is None:
        return None
    return min(milestone.baseline_start or milestone.baseline_due, milestone.baseline_due), milestone.baseline_due
