"""Edits of what money goes to first: the order of a plan's cost categories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from roadmap.domain.drafts import refuse
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan


@dataclass(frozen=True, kw_only=True, slots=True)
class PrioritiesDraft:
    """Keys of cost categories, the first to be paid first."""

    priorities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Priorities(PrioritiesDraft):
    """The order as a part of its plan, with the plan's own id and version."""

    id: UUID
    version: int
    title: str


def priorities_of(plan: Plan) -> Priorities:
    """The order that a plan holds; empty where it goes by its playbook's."""
    return Priorities(id=plan.id, version=plan.version, title=plan.title, priorities=plan.priorities)


def with_priorities(plan: Plan, draft: PrioritiesDraft) -> Plan:
    """The plan with money going to categories in this order; those that it held before and that are not named follow.

    Raises ``RuleBrokenError`` where a category stands twice.
    """
    if len(set(draft.priorities)) != len(draft.priorities):
        refuse([Fault(field="priorities", message=message("order.incomplete"))])
    return replace(plan, priorities=tuple(dict.fromkeys((*draft.priorities, *plan.priorities))))
