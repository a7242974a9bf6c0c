"""Plans as one aggregate, loaded with one query, whole or in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Final
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
from roadmap.store.mapping import insert


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

NEW_SLUGS: Final = 7_623_014_356
"""What is locked while a plan gets a slug: any number that nothing else takes, as ``db.schema`` has one of its own."""

HEAD: Final = "plan"
"""What a plan's own row is called beside its parts."""


def _aggregate(name: str, table: type[Table], key: str, order: str) -> str:
    # The names are the product's own; no value of anybody's stands in the statement.
    of = table._meta.tablename  # noqa: SLF001 (Piccolo's documented way to a table's name)
    return f"SELECT '{name}' AS part, json_agg(t ORDER BY {order})::text AS items FROM {of} t WHERE {key} = ANY($1)"  # noqa: S608


_SELECTS: Final = {
    HEAD: _aggregate(HEAD, PlanRow, "id", "title, id"),
    **{name: _aggregate(name, part.table, "plan_id", part.order) for name, part in PARTS.items()},
}
_KINDS: Final[dict[str, type[Any]]] = {HEAD: Plan, **{name: part.kind for name, part in PARTS.items()}}


@cache
def _select(names: tuple[str, ...]) -> str:
    """Rows of several tables in one statement, each table's as one text: quicker to send and to read than as rows."""
    return " UNION ALL ".join(_SELECTS[name] for name in names)


@cache
def _reader(name: str) -> msgspec.json.Decoder[tuple[Any, ...]]:
    kind: Any = _KINDS[name]
    return msgspec.json.Decoder(tuple[kind, ...], float_hook=Decimal)


async def load_plans(plan_ids: Collection[UUID], parts: Iterable[str] = SCHEDULE) -> list[Plan]:
    """Plans by id with the asked parts, by title, in one query, however many plans and parts."""
    found = await _things([HEAD, *parts], plan_ids)
    return _put_together(found.pop(HEAD), found)


async def plan_heads(plan_ids: Collection[UUID]) -> tuple[Plan, ...]:
    """Plans by id without any of their parts, by title."""
    heads: tuple[Plan, ...] = (await _things([HEAD], plan_ids))[HEAD]
    return heads


async def load_plan(plan_id: UUID, parts: Iterable[str] = SCHEDULE, *, lock: bool = False) -> Plan:
    """One plan; ``lock`` keeps other writers out until the transaction ends. Raises ``NotFoundError``."""
    if lock:
        # What another writer saved meanwhile is seen only by a statement that begins once the lock is held. Its key
        # stays as it is: whoever only keeps something beside the plan, as readers of its money do, need not wait.
        await fetch("SELECT 1 FROM plan WHERE id = $1 FOR NO KEY UPDATE", plan_id)
    plans = await load_plans([plan_id], parts)
    if not plans:
        raise NotFoundError(message("error.not_found"))
    return plans[0]


async def with_parts(heads: Collection[Plan], parts: Iterable[str]) -> list[Plan]:
    """Plans with the asked parts, in one query, however many plans and parts."""
    return _put_together(heads, await _things(parts, [plan.id for plan in heads]))


def _put_together(heads: Collection[Plan], found: Mapping[str, tuple[Any, ...]]) -> list[Plan]:
    held: dict[UUID, dict[str, list[Any]]] = {plan.id: defaultdict(list) for plan in heads}
    for name, things in found.items():
        for thing in things:
            held[thing.plan_id][name].append(thing)
    parts_of: dict[UUID, dict[str, Any]] = {
        key: {name: tuple(things) for name, things in own.items()} for key, own in held.items()
    }
    return [replace(plan, **parts_of[plan.id]) for plan in heads]


async def _things(names: Iterable[str], plan_ids: Collection[UUID]) -> dict[str, tuple[Any, ...]]:
    """The rows of some tables that belong to some plans, as domain values."""
    wanted = tuple(sorted(names))
    rows = await fetch(_select(wanted), list(plan_ids)) if wanted and plan_ids else []
    found = {row["part"]: row["items"] for row in rows}
    return {name: _reader(name).decode(found[name]) if found.get(name) else () for name in wanted}


async def insert_plan(plan: Plan) -> None:
    """Save a new plan with everything in it."""
    await insert(PlanRow, [plan])
    for name, part in PARTS.items():
        await insert(part.table, getattr(plan, name))


async def lock_slugs() -> None:
    """Let no other new plan get a slug until the current transaction ends: two of one title would get the same."""
    await fetch("SELECT pg_advisory_xact_lock($1)", NEW_SLUGS)


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
