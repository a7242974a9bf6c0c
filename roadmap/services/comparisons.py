"""Comparing two states of a plan: now, as a baseline or an amendment holds it, or as it stood at the end of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from roadmap.domain.access import Viewer, require
from roadmap.domain.amendments import Amendment
from roadmap.domain.changes import Change
from roadmap.domain.comparisons import Comparison, compare
from roadmap.domain.history import at_revision, revision_at
from roadmap.domain.plans import Baseline, Plan
from roadmap.store.changes import changes_since
from roadmap.store.plans import EVERYTHING

WHOLE = EVERYTHING
"""The parts of a plan that a comparison needs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A state of a plan: of a baseline, as an amendment was made, at the end of a day, or now where it is none."""

    baseline: Baseline | None = None
    amendment: Amendment | None = None
    day: date | None = None
    revision: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A comparison of two points, the earlier one first."""

    first: Point
    second: Point
    comparison: Comparison


async def compare_plan(viewer: Viewer, plan: Plan, first: Point, second: Point) -> Compared:
    """Compare two states of a plan that is loaded whole, in whatever order they are named."""
    require(viewer.rights, "read")
    changes = [each for each in await changes_since(plan.id, 0) if each.revision <= plan.revision]
    return compared(plan, changes, first, second)


def compared(plan: Plan, changes: Sequence[Change], first: Point, second: Point) -> Compared:
    """Compare two states of a plan; ``changes`` are its whole log."""
    placed = sorted((_placed(plan, changes, each) for each in (first, second)), key=lambda each: each.revision)
    before, after = (at_revision(plan, changes, each.revision) for each in placed)
    between = [each for each in changes if before.revision < each.revision <= after.revision]
    return Compared(first=placed[0], second=placed[1], comparison=compare(before, after, between))


def point_of(plan: Plan, text: str, today: date) -> Point | None:
    """The point that an address names: ``now``, the id of a baseline or an amendment, or a day.

    A day lies between the plan's beginning and today. What a baseline holds that came with a file is not known whole.
    """
    if text == "now":
        return Point()
    frozen = (each for each in plan.baselines if not each.is_from_file)
    held = [*(Point(baseline=each) for each in frozen), *(Point(amendment=each) for each in plan.amendments)]
    for point in held:
        if (thing := point.baseline or point.amendment) and text == str(thing.id):
            return point
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Point(day=day) if plan.created_at.date() <= day <= today else None


def _placed(plan: Plan, changes: Sequence[Change], point: Point) -> Point:
    """The point with its revision."""
    if point.baseline:
        return Point(baseline=point.baseline, revision=_frozen_at(plan, changes, point.baseline))
    if point.amendment:
        return Point(amendment=point.amendment, revision=min(point.amendment.revision, plan.revision))
    if point.day:
        return Point(day=point.day, revision=revision_at(plan, changes, _end_of(point.day)))
    return Point(revision=plan.revision)


def _frozen_at(plan: Plan, changes: Sequence[Change], baseline: Baseline) -> int:
    """The revision that a baseline holds; before it was kept, the last one written before it was frozen."""
    if baseline.revision:
        return min(baseline.revision, plan.revision)
    moment = baseline.frozen_at - timedelta(microseconds=1) if baseline.frozen_at else _end_of(baseline.frozen_on)
    return revision_at(plan, changes, moment)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)
