"""Plans as one aggregate, loaded with one query a table, whole or in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from piccolo.table import Table

from db.tables import (
    AmendmentRow,
    BaselineRow,
    BudgetLineRow,
    CommitmentRow,
    CommitteeRow,
    EvidenceRow,
    FundingSourceRow,
    MeetingRow,
    MilestoneRow,
    PhaseRow,
    PlanRow,
    ReadingRow,
    RiskRow,
    ServiceRow,
    SpendingRow,
    StakeholderRow,
)
from roadmap.domain.amendments import Amendment
from roadmap.domain.budgets import BudgetLine, Spending
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.errors import NotFoundError
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.indicators import Reading
from roadmap.domain.messages import message
from roadmap.domain.milestones import Evidence, Milestone
from roadmap.domain.plans import Baseline, Phase, Plan
from roadmap.domain.risks import Risk
from roadmap.domain.services import Service
from roadmap.domain.stakeholders import Stakeholder
from roadmap.store.connection import fetch
from roadmap.store.mapping import from_rows, insert


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A field of the plan that holds the rows of one table. ``noun`` names one of them in the change log."""

    kind: type[Any]
    table: type[Table]
    noun: str
    order: str


PARTS: dict[str, Part] = {
    "phases": Part(kind=Phase, table=PhaseRow, noun="phase", order="position, key"),
    "milestones": Part(kind=Milestone, table=MilestoneRow, noun="milestone", order="number, id"),
    "evidence": Part(kind=Evidence, table=EvidenceRow, noun="evidence", order="added_at, id"),
    "budget": Part(kind=BudgetLine, table=BudgetLineRow, noun="budget-line", order="category, key, id"),
    "spending": Part(kind=Spending, table=SpendingRow, noun="spending", order="month, id"),
    "sources": Part(kind=FundingSource, table=FundingSourceRow, noun="funding-source", order="rank, title, id"),
    "commitments": Part(kind=Commitment, table=CommitmentRow, noun="commitment", order="starts, id"),
    "stakeholders": Part(kind=Stakeholder, table=StakeholderRow, noun="stakeholder", order="influence DESC, title, id"),
    "risks": Part(kind=Risk, table=RiskRow, noun="risk", order="likelihood * impact DESC, title, id"),
    "committees": Part(kind=Committee, table=CommitteeRow, noun="committee", order="title, id"),
    "meetings": Part(kind=Meeting, table=MeetingRow, noun="meeting", order="held_on, id"),
    "services": Part(kind=Service, table=ServiceRow, noun="service", order="opens, title, id"),
    "readings": Part(kind=Reading, table=ReadingRow, noun="reading", order="quarter, indicator, id"),
    "baselines": Part(
        kind=Baseline, table=BaselineRow, noun="baseline", order="frozen_on, frozen_at NULLS FIRST, name"
    ),
    "amendments": Part(kind=Amendment, table=AmendmentRow, noun="amendment", order="number, id"),
}
EVERYTHING = frozenset(PARTS)
SCHEDULE = frozenset({"phases", "milestones", "baselines"})
"""What progress, forecast and colour need."""

MANY = 8
"""From more parts than this on they are loaded in one statement: no page asks more than twelve queries."""


def _select(part: Part) -> str:
    # The names are the product's own; no value of anybody's stands in the statement.
    return f"SELECT * FROM {part.table._meta.tablename} WHERE plan_id = ANY($1) ORDER BY {part.order}"  # noqa: S608, SLF001


@cache
def _select_together(names: tuple[str, ...]) -> str:
    """Several parts in one statement: a row is a part's name and its row as JSON, in the part's own order."""
    each = (
        f"SELECT '{name}' AS part, row_number() OVER (ORDER BY {PARTS[name].order}) AS place, to_jsonb(t) AS item"  # noqa: S608
        f" FROM {PARTS[name].table._meta.tablename} t WHERE plan_id = ANY($1)"  # noqa: SLF001
        for name in names
    )
    return " UNION ALL ".join(each) + " ORDER BY part, place"


_SELECT = {name: _select(part) for name, part in PARTS.items()}


async def load_plans(
    plan_ids: Collection[UUID], parts: Iterable[str] = SCHEDULE, *, together: bool = False
) -> list[Plan]:
    """Plans by id with the asked parts, by title; one query for the heads and one a part, however many plans.

    ``together`` loads all parts in one query, for pages that ask much else.
    """
    return await with_parts(await plan_heads(plan_ids), parts, together=together)


async def plan_heads(plan_ids: Collection[UUID]) -> tuple[Plan, ...]:
    """Plans by id without any of their parts, by title."""
    return from_rows(Plan, await fetch("SELECT * FROM plan WHERE id = ANY($1) ORDER BY title, id", list(plan_ids)))


async def load_plan(plan_id: UUID, parts: Iterable[str] = SCHEDULE, *, lock: bool = False) -> Plan:
    """One plan; ``lock`` keeps other writers out until the transaction ends. Raises ``NotFoundError``."""
    locking = " FOR UPDATE" if lock else ""
    heads = from_rows(Plan, await fetch(f"SELECT * FROM plan WHERE id = $1{locking}", plan_id))  # noqa: S608
    if not heads:
        raise NotFoundError(message("error.not_found"))
    return (await with_parts(heads, parts))[0]


async def with_parts(heads: Collection[Plan], parts: Iterable[str], *, together: bool = False) -> list[Plan]:
    """Plans with the asked parts, however many plans: one query a part, or one in all where most parts are asked."""
    ids = [plan.id for plan in heads]
    held: dict[UUID, dict[str, list[Any]]] = {plan_id: defaultdict(list) for plan_id in ids}
    for name, things in (await _things(sorted(parts), ids, together=together)).items():
        for thing in things:
            held[thing.plan_id][name].append(thing)
    parts_of: dict[UUID, dict[str, Any]] = {
        key: {name: tuple(things) for name, things in found.items()} for key, found in held.items()
    }
    return [replace(plan, **parts_of[plan.id]) for plan in heads]


async def _things(names: list[str], ids: list[UUID], *, together: bool) -> dict[str, tuple[Any, ...]]:
    """The rows of some parts of some plans as domain values."""
    if len(names) <= MANY and not together:
        return {name: from_rows(PARTS[name].kind, await fetch(_SELECT[name], ids)) for name in names}
    found: dict[str, list[Any]] = defaultdict(list)
    for row in await fetch(_select_together(tuple(names)), ids):
        kind: Any = PARTS[row["part"]].kind
        found[row["part"]].append(msgspec.convert(row["item"], kind))
    return {name: tuple(found[name]) for name in names}


async def insert_plan(plan: Plan) -> None:
    """Save a new plan with everything in it."""
    await insert(PlanRow, [plan])
    for name, part in PARTS.items():
        await insert(part.table, getattr(plan, name))


async def is_slug_taken(slug: str) -> bool:
    """Whether a plan has this slug."""
    return bool(await fetch("SELECT 1 FROM plan WHERE slug = $1", slug))


async def plan_with_slug(slug: str) -> UUID:
    """The id of the plan at an address. Raises ``NotFoundError``."""
    rows = await fetch("SELECT id FROM plan WHERE slug = $1", slug)
    if not rows:
        raise NotFoundError(message("error.not_found"))
    plan_id: UUID = rows[0]["id"]
    return plan_id


async def plan_of_milestone(milestone_id: UUID) -> UUID:
    """The plan that a milestone belongs to. Raises ``NotFoundError``."""
    rows = await fetch("SELECT plan_id FROM milestone WHERE id = $1", milestone_id)
    if not rows:
        raise NotFoundError(message("error.not_found"))
    plan_id: UUID = rows[0]["plan_id"]
    return plan_id
