"""Red, amber, green: one documented rule, its thresholds from the playbook, its reason in words.

A plan is red when a pinned milestone is forecast after its date, when a milestone's forecast lies later than the baseline
by ``rag-red-days-late`` calendar days, or when the schedule performance index is under ``rag-red-schedule-index``. It is
amber when a milestone is late by ``rag-amber-days-late`` days, is blocked, or the index is under
``rag-amber-schedule-index``. Otherwise it is green. The first rule that holds, in this order, gives the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from roadmap.domain.messages import Message, message
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan, RagKind
from roadmap.domain.progress import Progress
from roadmap.domain.schedule import Dates


@dataclass(frozen=True, kw_only=True, slots=True)
class Rag:
    """A judgement with its reason. ``computed`` is the rule's where a person's stands over it."""

    kind: RagKind
    reason: Message
    computed: Rag | None = None


def judge(plan: Plan, dates: Mapping[UUID, Dates], progress: Progress, thresholds: Mapping[str, Decimal]) -> Rag:
    """The plan's colour: a person's override when there is one, else the rule's."""
    rule = _rule(plan, dates, progress, thresholds)
    if plan.rag_override:
        return Rag(kind=plan.rag_override.kind, reason=message("rag.override", reason=plan.rag_override.reason), computed=rule)
    return rule


def _rule(plan: Plan, dates: Mapping[UUID, Dates], progress: Progress, thresholds: Mapping[str, Decimal]) -> Rag:
    still = [each for each in plan.milestones if each.is_open]
    red, amber = (_first_late(still, dates, thresholds[key]) for key in ("rag-red-days-late", "rag-amber-days-late"))
    index = progress.schedule_index
    pinned = _missed_pin(still, dates)
    if pinned:
        return Rag(kind="bad", reason=message("rag.pin_missed", title=pinned.title, days=_past_pin(pinned, dates)))
    if red:
        return Rag(kind="bad", reason=message("rag.late", count=dates[red.id].days_late, title=red.title))
    if index is not None and index < thresholds["rag-red-schedule-index"]:
        return Rag(kind="bad", reason=message("rag.index", index=index))
    if amber:
        return Rag(kind="warn", reason=message("rag.late", count=dates[amber.id].days_late, title=amber.title))
    blocked = next((each for each in still if each.status == "blocked"), None)
    if blocked:
        return Rag(kind="warn", reason=message("rag.blocked", title=blocked.title))
    if index is not None and index < thresholds["rag-amber-schedule-index"]:
        return Rag(kind="warn", reason=message("rag.index", index=index))
    return Rag(kind="good", reason=message("rag.on_track"))


def _first_late(milestones: list[Milestone], dates: Mapping[UUID, Dates], days: Decimal) -> Milestone | None:
    """Of the milestones that are late by so many days the one that was due first: the cause before what it holds up."""
    late = [each for each in milestones if dates[each.id].days_late >= days]
    return min(late, key=lambda each: (dates[each.id].reference_due, each.number), default=None)


def _missed_pin(milestones: list[Milestone], dates: Mapping[UUID, Dates]) -> Milestone | None:
    return next((each for each in milestones if each.is_pinned and _past_pin(each, dates) > 0), None)


def _past_pin(milestone: Milestone, dates: Mapping[UUID, Dates]) -> int:
    """Calendar days that the forecast lies after the pinned date: the planned due date of a pinned milestone."""
    return (dates[milestone.id].due - milestone.planned_due).days
