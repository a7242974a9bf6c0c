"""What of a comparison changes the plan itself, and what only reports on it or follows from something else.

Progress, spending, readings and how far a payer is are reported against a plan; they need nobody's approval. Dates,
deliverables, money, risks and people are the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from roadmap.domain.comparisons import Comparison, FieldDifference, ItemDifference, Touch, merged
from roadmap.domain.milestones import Milestone
from roadmap.domain.workdays import WorkingCalendar

REPORTED_NOUNS: Final = frozenset({"evidence", "spending", "reading", "meeting", "baseline", "amendment"})
REPORTED_FIELDS: Final[dict[str, frozenset[str]]] = {
    "milestone": frozenset({"status", "percent", "started_on", "done_on", "note"}),
    "commitment": frozenset({"stage", "probability"}),
    "risk": frozenset({"trend", "review_on"}),
    "plan": frozenset({"status", "rag_override", "waivers", "slug", "portfolio_id", "is_sample"}),
}
"""What is reported of a thing that is itself part of the plan, or settles how it is looked after."""
FOLLOWING: Final = frozenset({"basis", "wanted_start", "wanted_due", "moved_because", "number", "position", "key"})
"""What explains or counts something else and is no change of its own."""
DATES: Final = ("planned_start", "planned_due")


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A milestone with other dates, both states of it. ``days`` and ``working_days`` tell how its due date moved."""

    before: Milestone
    after: Milestone
    days: int
    working_days: int
    by: tuple[Touch, ...]


def planned(comparison: Comparison) -> Comparison:
    """The comparison without what is only reported or follows; a dropped milestone counts as deleted."""
    gone = {each.id for each in comparison.of("milestone", "deleted")}
    items = (_planned(each, gone) for each in comparison.items if each.noun not in REPORTED_NOUNS)
    return replace(
        comparison,
        head=tuple(each for each in comparison.head if each.field not in REPORTED_FIELDS["plan"] | FOLLOWING),
        items=tuple(each for each in items if each is not None),
    )


def reported(comparison: Comparison) -> Comparison:
    """The rest: what was only reported in between."""
    return replace(
        comparison,
        head=tuple(each for each in comparison.head if each.field in REPORTED_FIELDS["plan"]),
        items=tuple(
            each if each.noun in REPORTED_NOUNS else replace(each, fields=told)
            for each in comparison.items
            if each.noun not in {"baseline", "amendment"}
            if (told := tuple(field for field in each.fields if field.field in _reported_of(each)))
            or each.noun in REPORTED_NOUNS
        ),
    )


def moved(comparison: Comparison, calendar: WorkingCalendar) -> tuple[Moved, ...]:
    """Milestones whose dates differ, those furthest moved first."""
    found = [
        _moved(each, calendar)
        for each in comparison.of("milestone", "changed")
        if any(field.field in DATES for field in each.fields)
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.days), each.after.planned_due, each.after.number)))


def _moved(difference: ItemDifference, calendar: WorkingCalendar) -> Moved:
    before, after = difference.before, difference.after
    return Moved(
        before=before,
        after=after,
        days=(after.planned_due - before.planned_due).days,
        working_days=calendar.place(after.planned_due) - calendar.place(before.planned_due),
        by=merged(*(each.by for each in difference.fields if each.field in {*DATES, "pin"})),
    )


def _reported_of(difference: ItemDifference) -> frozenset[str]:
    return REPORTED_FIELDS.get(difference.noun, frozenset())


def _planned(difference: ItemDifference, gone: set[UUID]) -> ItemDifference | None:
    if difference.sort != "changed":
        return difference
    if _is_dropped(difference):
        status = difference.field("status")
        return replace(difference, after=None, fields=(), by=status.by if status else ())
    told = tuple(each for each in difference.fields if _is_planned(difference, each, gone))
    return replace(difference, fields=told, by=merged(*(each.by for each in told))) if told else None


def _is_dropped(difference: ItemDifference) -> bool:
    status = difference.field("status")
    return difference.noun == "milestone" and status is not None and status.after == "dropped"


def _is_planned(difference: ItemDifference, field: FieldDifference, gone: set[UUID]) -> bool:
    if field.field in _reported_of(difference) | FOLLOWING:
        return False
    if field.field == "after":
        # What waited for something that was deleted waits for it no more: that is one change, not two.
        still = tuple(each for each in field.before if each.milestone_id not in gone)
        return bool(still != field.after)
    return True
