"""What calendars read of plans: dates and what has become of them, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from asyncpg import Record

from roadmap.domain.calendars import DatedMeeting, DatedMilestone, DatedPlan, PlanPast, Removed
from roadmap.domain.funding_calendar import COMMITMENT, NOUNS, SOURCE, FundingChange, State, funding_events
from roadmap.store.connection import fetch
from roadmap.store.mapping import from_rows

_HEADS = """
    SELECT id, slug, title, intervention, status, currency, created_at FROM plan WHERE id = ANY($1) ORDER BY title, id
"""

# The latest baseline is chosen as `Plan.baseline` does.
_MILESTONES = """
    WITH latest AS (
        SELECT DISTINCT ON (plan_id) milestones FROM baseline WHERE plan_id = ANY($1)
        ORDER BY plan_id, frozen_by = 'file', frozen_on DESC, frozen_at DESC NULLS LAST, name COLLATE "C" DESC
    ), frozen AS (
        SELECT (entry->>'id')::uuid AS id, (entry->>'due')::date AS due
        FROM latest, jsonb_array_elements(latest.milestones) AS entry
    )
    SELECT m.plan_id, m.id, m.title, m.deliverable, m.owner, m.theme, m.status, m.percent, m.planned_start,
           m.planned_due, m.done_on, m.pin IS NOT NULL AS is_pinned, f.due AS baseline_due, m.version, m.changed_at
    FROM milestone m LEFT JOIN frozen f ON f.id = m.id WHERE m.plan_id = ANY($1)
"""

_MEETINGS = """
    SELECT m.plan_id, m.id, m.held_on, c.title, c.purpose, m.version, m.changed_at
    FROM meeting m JOIN committee c ON c.id = m.committee_id WHERE m.plan_id = ANY($1)
"""

_FUNDING = """
    SELECT s.plan_id, s.id AS source_id, s.title, s.deadlines, c.id, c.stage, c.amount, c.decides_on
    FROM funding_source s LEFT JOIN commitment c ON c.source_id = s.id WHERE s.plan_id = ANY($1)
"""

# Of a meeting that was taken out the log knows the committee by its id alone.
_PAST = """
    SELECT c.plan_id, c.noun, c.item_id, c.revision, c.at, c.action,
           CASE WHEN c.noun <> 'plan' AND c.noun <> 'baseline' THEN c.fields END AS fields,
           k.title AS committee, k.purpose,
           CASE WHEN c.action = 'removed' AND c.noun <> ALL($2) THEN (
               SELECT count(*) FILTER (WHERE e.action = 'changed') + 2 * count(*) FILTER (WHERE e.action = 'removed')
               FROM change e WHERE e.item_id = c.item_id AND e.id < c.id
           ) END AS changes
    FROM change c
    LEFT JOIN committee k ON c.noun = 'meeting' AND k.id = (
        SELECT (field->>'before')::uuid FROM jsonb_array_elements(c.fields) AS field
        WHERE field->>'field' = 'committee_id'
    )
    WHERE c.plan_id = ANY($1)
      AND (c.action = 'removed' AND c.noun IN ('milestone', 'meeting')
           OR c.action = 'changed' AND c.noun = 'milestone' AND c.fields @> '[{"field": "owner"}]'
           OR c.noun IN ('plan', 'baseline') OR c.noun = ANY($2))
      AND (c.noun <> 'plan' OR c.action = 'changed' AND (
          c.fields @> '[{"field": "title"}]' OR c.fields @> '[{"field": "status"}]'
      ))
    ORDER BY c.plan_id, c.id
"""


async def dated_plans(plan_ids: Collection[UUID], *, has_meetings: bool = True) -> list[DatedPlan]:
    """Plans by title with their dates; five queries, however many plans."""
    ids = list(plan_ids)
    heads = await fetch(_HEADS, ids)
    milestones = _by_plan(await fetch(_MILESTONES, ids))
    meetings = _by_plan(await fetch(_MEETINGS, ids)) if has_meetings else {}
    funding = _by_plan(await fetch(_FUNDING, ids)) if has_meetings else {}
    past = _by_plan(await fetch(_PAST, ids, list(NOUNS) if has_meetings else []))
    return [
        DatedPlan(
            **dict(head),
            milestones=from_rows(DatedMilestone, milestones.get(head["id"], ())),
            meetings=from_rows(DatedMeeting, meetings.get(head["id"], ())),
            funding=funding_events(_things(funding.get(head["id"], [])), _changes(past.get(head["id"], []))),
            past=_past(past.get(head["id"], [])),
        )
        for head in heads
    ]


def _by_plan(rows: Iterable[Record]) -> dict[UUID, list[Record]]:
    found: dict[UUID, list[Record]] = defaultdict(list)
    for row in rows:
        found[row["plan_id"]].append(row)
    return found


def _things(rows: Iterable[Record]) -> dict[tuple[str, UUID], State]:
    """Sources and commitments as they stand, as the log would hold them."""
    found: dict[tuple[str, UUID], State] = {}
    for row in rows:
        found[SOURCE, row["source_id"]] = {"title": row["title"], "deadlines": row["deadlines"]}
        if row["id"]:
            found[COMMITMENT, row["id"]] = dict(row)
    return found


def _changes(rows: Iterable[Record]) -> list[FundingChange]:
    return [
        FundingChange(
            noun=row["noun"],
            item_id=row["item_id"],
            at=row["at"],
            action=row["action"],
            before={each["field"]: each["before"] for each in row["fields"]},
        )
        for row in rows
        if row["noun"] in NOUNS
    ]


def _past(rows: list[Record]) -> PlanPast:
    shared = [row for row in rows if row["noun"] in {"plan", "baseline"}]
    former: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        if row["noun"] == "milestone" and row["action"] == "changed":
            former[row["item_id"]] |= {each["before"] for each in row["fields"] if each["field"] == "owner"}
    return PlanPast(
        # A baseline and the approval that comes with it are one move.
        moves=len({row["revision"] for row in shared}),
        moved_at=max((row["at"] for row in shared), default=None),
        removed=tuple(
            Removed(
                noun=row["noun"],
                id=row["item_id"],
                at=row["at"],
                fields=_told(row),
                changes=row["changes"],
            )
            for row in rows
            if row["noun"] in {"milestone", "meeting"} and row["action"] == "removed"
        ),
        former_owners={key: frozenset(owners) for key, owners in former.items()},
    )


def _told(row: Record) -> dict[str, object]:
    """What was removed, as it was last."""
    fields = {each["field"]: each["before"] for each in row["fields"]}
    committee = {"title": row["committee"] or "", "purpose": row["purpose"] or ""}
    return {**fields, **committee} if row["noun"] == "meeting" else fields
