"""What people do with a plan's file: send it, look at what it would give, take it over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from roadmap.domain.access import ROLES, Viewer, require, rights_of
from roadmap.domain.changes import Change
from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.exchange import (
    IMPORTED,
    NewPlace,
    PlanFile,
    as_new_plan,
    left_out_files,
    over_plan,
    playbook_of,
    read_plan,
)
from roadmap.domain.imports import PlanImport
from roadmap.domain.messages import message
from roadmap.domain.milestones import Evidence
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.services.edits import Edited, edit_plan
from roadmap.services.milestones import actor
from roadmap.services.plans import REASON_MAX, free_slug
from roadmap.services.playbooks import all_playbooks
from roadmap.services.portfolios import ManagedPortfolio, lead_new_plan
from roadmap.store import imports
from roadmap.store.connection import transaction
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.store.playbook_copies import copy_by_digest
from roadmap.store.writing import Actor, Writing, save_new_plan


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPlanPreview:
    """The plan that a file would give, not saved, and what of the file does not come along.

    ``known_at`` is the address of the plan in the file where it is here and the viewer's to change, else empty.
    """

    plan: Plan
    file: PlanFile
    file_name: str
    playbook: Playbook
    left_out: tuple[Evidence, ...]
    known_at: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OverPreview:
    """A plan before and after a file is taken over it, what the log would hold of that, and what stays behind."""

    edited: Edited
    changes: tuple[Change, ...]
    file_name: str
    left_out: tuple[Evidence, ...]


async def receive_file(
    viewer: Viewer, content: bytes, *, file_name: str, plan_id: UUID | None = None, now: datetime
) -> UUID:
    """Keep a file that can be taken over, for a plan that the viewer manages or for a new one; its id.

    Raises ``RuleBrokenError`` with the place of everything that is wrong in it, and ``ForbiddenError``.
    """
    require(viewer.rights, "manage")
    file = read_plan(content)
    playbook_of(file.plan, all_playbooks())
    if plan_id is not None:
        over_plan(await load_plan(plan_id, EVERYTHING), file, by=viewer.role, now=now)
    waiting = PlanImport(
        id=uuid4(),
        account_id=viewer.account_id,
        plan_id=plan_id,
        file_name=file_name,
        content=content,
        created_at=now,
    )
    async with transaction():
        await imports.keep_import(waiting)
    return waiting.id


async def preview_new_plan(viewer: Viewer, import_id: UUID, *, now: datetime) -> NewPlanPreview:
    """What a file would give as a new plan. Raises ``NotFoundError`` for a file that is not the viewer's."""
    waiting = await _own(viewer, import_id, now)
    file = read_plan(waiting.content)
    place = NewPlace(id=uuid4(), slug="preview", portfolio_id=UUID(int=0), now=now)
    return NewPlanPreview(
        plan=as_new_plan(file, place),
        file=file,
        file_name=waiting.file_name,
        playbook=playbook_of(file.plan, all_playbooks()),
        left_out=tuple(each for each in file.plan.evidence if each.file_name),
        known_at=await _known_at(viewer, file),
    )


async def import_new_plan(portfolio: ManagedPortfolio, import_id: UUID, *, now: datetime) -> Plan:
    """Save a file as a new plan in a portfolio that its viewer manages. Raises as ``preview_new_plan`` does."""
    viewer = portfolio.viewer
    require(viewer.rights, "manage")
    waiting = await _own(viewer, import_id, now)
    file = read_plan(waiting.content)
    async with transaction():
        # First, so that of two who take it over at the same time the second waits, and finds nothing.
        if not await imports.remove_import(import_id):
            raise NotFoundError(message("import.gone"))
        plan = await save_imported(file, portfolio.id, actor(viewer), now)
        await lead_new_plan(portfolio, plan.id)
    return plan


async def save_imported(file: PlanFile, portfolio_id: UUID, by: Actor, now: datetime) -> Plan:
    """Save a file as a new plan with an address of its own, in the current transaction. Raises ``RuleBrokenError``."""
    playbook_of(file.plan, all_playbooks())
    slug = await free_slug(file.plan.title)
    plan = as_new_plan(file, NewPlace(id=uuid4(), slug=slug, portfolio_id=portfolio_id, now=now))
    if not await copy_by_digest(plan.playbook_digest):
        plan = replace(plan, playbook_digest="")
    await save_new_plan(plan, by, IMPORTED)
    return plan


async def preview_over(viewer: Viewer, plan_id: UUID, import_id: UUID, *, now: datetime) -> OverPreview:
    """What a file would change in a plan. Raises ``NotFoundError`` and ``RuleBrokenError``."""
    require(viewer.rights, "manage")
    waiting = await _for_plan(viewer, plan_id, import_id, now)
    file, before = read_plan(waiting.content), await load_plan(plan_id, EVERYTHING)
    edited = Edited(before=before, after=over_plan(before, file, by=viewer.role, now=now))
    return OverPreview(
        edited=edited,
        changes=would_log(edited, actor(viewer), now),
        file_name=waiting.file_name,
        left_out=left_out_files(before, file),
    )


async def import_over(
    viewer: Viewer, plan_id: UUID, import_id: UUID, *, revision: int, reason: str, now: datetime
) -> Edited:
    """Take a file over a plan as it was previewed at ``revision``.

    Raises ``RuleBrokenError`` without a reason, and ``ConflictError`` where the plan was changed since.
    """
    waiting = await _for_plan(viewer, plan_id, import_id, now)
    file, why = read_plan(waiting.content), checked_reason(reason)

    def edit(plan: Plan) -> Plan:
        if plan.revision != revision:
            raise ConflictError(message("error.conflict"), plan)
        return over_plan(plan, file, by=viewer.role, now=now)

    edited = await edit_plan(viewer, plan_id, edit, now=now, reason=why)
    await imports.remove_import(import_id)
    return edited


async def forget_import(viewer: Viewer, import_id: UUID, *, plan_id: UUID | None = None, now: datetime) -> None:
    """Let go of a file that is not to be taken over. Raises ``NotFoundError``."""
    await (_own(viewer, import_id, now) if plan_id is None else _for_plan(viewer, plan_id, import_id, now))
    await imports.remove_import(import_id)


def would_log(edited: Edited, by: Actor, now: datetime) -> tuple[Change, ...]:
    """The entries that the log would get for an edit."""
    unit = Writing(edited.before, by, now)
    unit.become(edited.after)
    return unit.changes


def checked_reason(reason: str) -> str:
    """The reason without spaces around it. Raises ``RuleBrokenError`` when it is empty or too long."""
    if not reason.strip():
        raise RuleBrokenError(Fault(field="reason", message=message("import.reason_needed")))
    if len(reason) > REASON_MAX:
        too_long = message("text.too_long", most=REASON_MAX, length=len(reason))
        raise RuleBrokenError(Fault(field="reason", message=too_long))
    return reason.strip()


async def _own(viewer: Viewer, import_id: UUID, now: datetime) -> PlanImport:
    """A file that the viewer sent."""
    waiting = await imports.find_import(import_id, now)
    if waiting is None or waiting.account_id != viewer.account_id:
        raise NotFoundError(message("import.gone"))
    return waiting


async def _for_plan(viewer: Viewer, plan_id: UUID, import_id: UUID, now: datetime) -> PlanImport:
    """A file for a plan that the viewer manages, whoever of those who do sent it; or one of the viewer's own."""
    require(viewer.rights, "manage")
    waiting = await imports.find_import(import_id, now)
    if waiting is None or (waiting.plan_id != plan_id and waiting.account_id != viewer.account_id):
        raise NotFoundError(message("import.gone"))
    return waiting


async def _known_at(viewer: Viewer, file: PlanFile) -> str:
    """The address of the very plan that is in a file, where the viewer may change it."""
    managing = [role for role in ROLES if "manage" in rights_of(frozenset({role}))]
    return await imports.slug_of_managed_plan(
        file.plan.id, viewer.account_id, managing, is_administrator=viewer.is_administrator
    )
