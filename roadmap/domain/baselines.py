"""Freezing a plan: an immutable dated copy of its dates and money, and the revision that gives all the rest."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from roadmap.domain.budgets import total
from roadmap.domain.plans import Baseline, BaselineMilestone, Plan


def frozen(plan: Plan, *, id: UUID, name: str, by: str, now: datetime) -> Baseline:  # noqa: A002 (the field's name)
    """The plan as a baseline under a name; it holds the plan's revision."""
    return Baseline(
        id=id,
        plan_id=plan.id,
        name=name,
        frozen_on=now.date(),
        frozen_at=now,
        frozen_by=by,
        milestones=tuple(
            BaselineMilestone(
                id=each.id, title=each.title, start=each.planned_start, due=each.planned_due, weight=each.weight
            )
            for each in plan.milestones
        ),
        budget=total(plan.budget, plan.currency),
        revision=plan.revision,
    )


def next_name(plan: Plan) -> str:
    """The first of “Baseline 2”, “Baseline 3” … that no baseline of the plan has."""
    taken = {each.name.casefold() for each in plan.baselines}
    numbers = range(len(plan.baselines) + 1, 2 * len(plan.baselines) + 2)
    return next(name for number in numbers if (name := f"Baseline {number}").casefold() not in taken)
