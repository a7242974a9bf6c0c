"""Red, amber, green: one documented rule, its thresholds from the playbook, its reason in words.

A plan is red when a pinned milestone is forecast after its date, when a milestone's forecast lies later than the
baseline by ``rag-red-days-late`` calendar days or more, or when the schedule performance index is under
``rag-red-schedule-index``. It is amber when a milestone is blocked, is late by ``rag-amber-days-late`` days, or the
index is under ``rag-amber-schedule-index``. Otherwise it is green. The first rule that holds, in this order, gives the
reason; of several late milestones the one that was due first, which is the cause rather than what it holds up.
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
        return Rag(
            kind=plan.rag_override.kind, reason=message("rag.override", reason=plan.rag_override.reason), computed=rule
        )
    return rule


def _rule(plan: Plan, dates: Mapping[UUID, Dates], progress: Progress, thresholds: Mapping[str, Decimal]) -> Rag:
    still = [each for each in plan.milestones if each.is_open]
    return (
        _pinned(still, dates)
        or _behind(
            "bad", still, dates, progress, (thresholds["rag-red-days-late"], thresholds["rag-red-schedule-index"])
        )
        or _blocked(still)
        or _behind(
            "warn", still, dates, progress, (thresholds["rag-amber-days-late"], thresholds["rag-amber-schedule-index"])
        )
        or Rag(kind="good", reason=message("rag.on_track"))
    )


def _pinned(milestones: list[Milestone], dates: Mapping[UUID, Dates]) -> Rag | None:
    for each in milestones:
        days = dates[each.id].misses_pin
        if days:
            return Rag(kind="bad", reason=message("rag.pin_missed", count=days, title=each.title))
    return None


def _blocked(milestones: list[Milestone]) -> Rag | None:
    blocked = next((each for each in milestones if each.status == "blocked"), None)
    return Rag(kind="warn", reason=message("rag.blocked", title=blocked.title)) if blocked else None


def _behind(
    kind: RagKind,
    milestones: list[Milestone],
    dates: Mapping[UUID, Dates],
    progress: Progress,
    limits: tuple[Decimal, Decimal],
) -> Rag | None:
    """Late by so many calendar days, or a schedule index under so much."""
    days, least = limits
    late = _first_late(milestones, dates, days)
    if late:
        return Rag(kind=kind, reason=message("rag.late", count=dates[late.id].days_late, title=late.title))
    index = progress.schedule_index
    if index is not None and index < least:
        return Rag(kind=kind, reason=message("rag.index", index=index))
    return None


def _first_late(milestones: list[Milestone], dates: Mapping[UUID, Dates], days: Decimal) -> Milestone | None:
    """Of the milestones that are late by so many days the one that was due first: the cause before what it holds up."""
    late = [each for each in milestones if dates[each.id].days_late >= days]
    return min(late, key=lambda each: (dates[each.id].reference_due, each.number), default=None)
