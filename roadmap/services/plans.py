"""What people do with plans: preview one from a playbook, rename it, move its start, archive it, judge its status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from roadmap.domain.access import Viewer, require
from roadmap.domain.archiving import check_open
from roadmap.domain.baselines import frozen
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.domain.instantiation import TITLE_MAX, Circumstances, PlanDraft, instantiate
from roadmap.domain.messages import message
from roadmap.domain.plan_drafts import LAST_START, check_real_draft
from roadmap.domain.plans import Baseline, Plan, PlanStatus, RagKind, RagOverride
from roadmap.domain.playbooks import Playbook
from roadmap.domain.schedule import Dates, forecast
from roadmap.domain.shifting import Shifted, shifted
from roadmap.domain.workdays import FIRST_YEAR, working_calendar
from roadmap.services.milestones import actor
from roadmap.store.plans import EVERYTHING, SCHEDULE, is_slug_taken, load_plan, lock_slugs
from roadmap.store.writing import writing

MONEY_PARTS = SCHEDULE | {"budget", "spending"}
REASON_MAX = 500
BASELINE_NAME_MAX = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """A plan with where its dates now fall."""

    plan: Plan
    dates: Mapping[UUID, Dates]


def scheduled(plan: Plan, today: date) -> Schedule:
    """The plan with its forecast as of a day."""
    return Schedule(plan=plan, dates=forecast(plan, working_calendar(plan.country, plan.subdivision), today))


def preview_plan(playbook: Playbook, draft: PlanDraft, now: datetime) -> Plan:
    """The plan that a draft would give; nothing is saved. Raises ``RuleBrokenError``."""
    check_real_draft(playbook, draft)
    return instantiate(playbook, draft, _around(draft, UUID(int=0), "preview", now))


async def make_plan(playbook: Playbook, draft: PlanDraft, portfolio_id: UUID, now: datetime) -> Plan:
    """Make a plan with a slug of its own, ready to save in the current transaction. Raises ``RuleBrokenError``."""
    check_real_draft(playbook, draft)
    return instantiate(playbook, draft, _around(draft, portfolio_id, await free_slug(draft.title), now))


def _around(draft: PlanDraft, portfolio_id: UUID, slug: str, now: datetime) -> Circumstances:
    return Circumstances(
        new_id=uuid4,
        now=now,
        portfolio_id=portfolio_id,
        slug=slug,
        calendar=working_calendar(draft.country, draft.subdivision),
    )


async def free_slug(title: str) -> str:
    """A slug for a title, which no plan has or gets before the current transaction ends: letters, digits, dashes."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")[:50].strip("-") or "plan"
    stem = f"plan-{stem}" if stem in RESERVED else stem
    await lock_slugs()
    slug, number = stem, 1
    while await is_slug_taken(slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug


RESERVED = frozenset({"import", "new", "preview"})
"""Words that stand in addresses where a plan's slug could."""


async def rename_plan(viewer: Viewer, plan_id: UUID, *, title: str, version: int, now: datetime) -> Plan:
    """Give a plan another title; its address stays. Raises ``ConflictError`` from an old version."""
    require(viewer.rights, "manage")
    if not title.strip():
        raise RuleBrokenError(Fault(field="title", message=message("title.empty")))
    if len(title) > TITLE_MAX:
        raise RuleBrokenError(Fault(field="title", message=message("text.too_long", most=TITLE_MAX, length=len(title))))
    async with writing(plan_id, actor(viewer), now, ()) as unit:
        _expect(unit.plan, version)
        renamed: Plan = unit.change(unit.plan, replace(unit.plan, title=title.strip()))
        return renamed


async def preview_start(viewer: Viewer, plan_id: UUID, start: date, today: date) -> Shifted:
    """What moving a plan's start would change; nothing is saved. Raises ``RuleBrokenError``."""
    require(viewer.rights, "manage")
    plan = await load_plan(plan_id, EVERYTHING)
    found = _shift(plan, start, today)
    check_open(plan, found.plan)
    return found


async def move_start(viewer: Viewer, plan_id: UUID, *, start: date, version: int, now: datetime) -> Plan:
    """Move a plan's start and with it every unpinned, unfinished date. Raises ``ConflictError`` from an old version."""
    require(viewer.rights, "manage")
    async with writing(plan_id, actor(viewer), now, SCHEDULE | {"budget", "services"}) as unit:
        _expect(unit.plan, version)
        changes = _shift(unit.plan, start, now.date())
        for before, after in [*changes.phases, *changes.milestones, *changes.budget, *changes.services]:
            unit.change(before, after)
        head = replace(unit.plan, start=start, targets=changes.plan.targets, needs=changes.plan.needs)
        moved: Plan = unit.change(unit.plan, head)
        return moved


def _shift(plan: Plan, start: date, today: date) -> Shifted:
    if not FIRST_YEAR <= start.year <= LAST_START:
        out_of_range = message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_START))
        raise RuleBrokenError(Fault(field="start", message=out_of_range))
    return shifted(plan, start, working_calendar(plan.country, plan.subdivision), today)


async def set_archived(viewer: Viewer, plan_id: UUID, *, is_archived: bool, version: int, now: datetime) -> Plan:
    """Archive a plan, or bring it back as a draft (approved, where it has a baseline that was frozen here)."""
    require(viewer.rights, "manage")
    async with writing(plan_id, actor(viewer), now, {"baselines"}) as unit:
        _expect(unit.plan, version)
        active: PlanStatus = "approved" if unit.plan.approved else "draft"
        changed: Plan = unit.change(unit.plan, replace(unit.plan, status="archived" if is_archived else active))
        return changed


async def judge_status(
    viewer: Viewer, plan_id: UUID, *, kind: RagKind | None, reason: str, version: int, now: datetime
) -> Plan:
    """Put a person's judgement over the computed status, with its reason; ``kind`` nothing takes it away."""
    require(viewer.rights, "track")
    if kind and not reason.strip():
        raise RuleBrokenError(Fault(field="reason", message=message("rag.reason_needed")))
    if len(reason) > REASON_MAX:
        raise RuleBrokenError(
            Fault(field="reason", message=message("text.too_long", most=REASON_MAX, length=len(reason)))
        )
    async with writing(plan_id, actor(viewer), now, ()) as unit:
        _expect(unit.plan, version)
        override = RagOverride(kind=kind, reason=reason.strip(), by=viewer.role, at=now) if kind else None
        changed: Plan = unit.change(unit.plan, replace(unit.plan, rag_override=override))
        return changed


async def freeze_baseline(viewer: Viewer, plan_id: UUID, *, name: str, version: int, now: datetime) -> Baseline:
    """Freeze the plan's dates and money as its first baseline here, which approves it; others come with amendments.

    Raises ``RuleBrokenError`` for a name that is empty, too long or taken and for a plan that is approved, and
    ``ConflictError`` from an old version.
    """
    require(viewer.rights, "manage")
    name = checked_baseline_name(name)
    async with writing(plan_id, actor(viewer), now, MONEY_PARTS) as unit:
        plan = unit.plan
        _expect(plan, version)
        if plan.approved:
            raise RuleBrokenError(Fault(field="name", message=message("baseline.by_amendment")))
        if name.casefold() in {each.name.casefold() for each in plan.baselines}:
            raise RuleBrokenError(Fault(field="name", message=message("baseline.name_taken", name=name)))
        baseline = frozen(plan, id=uuid4(), name=name, by=actor(viewer).name, now=now)
        unit.add(baseline)
        if plan.status == "draft":
            unit.change(plan, replace(plan, status="approved"))
        return baseline


def checked_baseline_name(name: str) -> str:
    """The name without spaces around it. Raises ``RuleBrokenError`` when it is empty or too long."""
    plain = " ".join(name.split())
    if not plain:
        raise RuleBrokenError(Fault(field="name", message=message("baseline.name_empty")))
    if len(plain) > BASELINE_NAME_MAX:
        too_long = message("text.too_long", most=BASELINE_NAME_MAX, length=len(plain))
        raise RuleBrokenError(Fault(field="name", message=too_long))
    return plain


def _expect(plan: Plan, version: int) -> None:
    if plan.version != version:
        raise ConflictError(message("error.conflict"), plan)


async def plan_with(viewer: Viewer, plan_id: UUID, parts: frozenset[str]) -> Plan:
    """A plan with some of its parts, for a viewer who may read it. Raises ``NotFoundError``."""
    require(viewer.rights, "read")
    return await load_plan(plan_id, parts)
