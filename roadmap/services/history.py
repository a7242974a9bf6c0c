"""What people do with a plan's past: undo the last change, and know which one was theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmap.domain.access import Viewer, require
from roadmap.domain.changes import Change
from roadmap.domain.errors import ConflictError, Fault, ForbiddenError, RuleBrokenError
from roadmap.domain.history import brought_back, leaving, may_undo, returning, undo_reason, undone, why_not
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.services.edits import edit_plan
from roadmap.store.changes import changes_since, versions_on_return


@dataclass(frozen=True, kw_only=True, slots=True)
class Undone:
    """What an undo did: the changes that it undid, and what is gone with them."""

    changes: tuple[Change, ...]
    gone: tuple[UUID, ...]


async def undo_last_change(
    viewer: Viewer, plan_id: UUID, *, revision: int, is_own: bool = False, now: datetime
) -> Undone:
    """Undo all changes of a plan's last revision, which is logged as a change of its own and can itself be undone.

    ``revision`` is the one that somebody saw as the last, and ``is_own`` says that they took it for their own change.
    Raises ``ConflictError`` with the changes that they did not know of, ``RuleBrokenError`` for what cannot be undone,
    ``ForbiddenError`` for a change of somebody else's by who does not manage the plan.
    """
    require(viewer.rights, "track")
    found = await changes_since(plan_id, revision - 1)
    last = [each for each in found if each.revision == revision]
    unknown = [each for each in found if each.revision > revision]
    if is_own and any(each.actor_id != viewer.account_id for each in last):
        unknown = found
    if unknown:
        raise ConflictError(message("undo.stale"), tuple(unknown))
    if reason := why_not(last):
        raise RuleBrokenError(Fault(field="", message=reason))
    if not may_undo(viewer.rights, viewer.account_id, last):
        raise ForbiddenError(message("undo.not_yours"))
    versions = await versions_on_return(plan_id, returning(last))

    def edit(plan: Plan) -> Plan:
        if plan.revision != revision:
            raise ConflictError(message("undo.stale"), ())
        return brought_back(undone(plan, last), versions, now)

    await edit_plan(viewer, plan_id, edit, now=now, reason=undo_reason(revision), right="track")
    return Undone(changes=tuple(last), gone=leaving(last))


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnSave:
    """What somebody saved just now: the revision that it made, and whether that can be undone."""

    revision: int
    can_be_undone: bool


async def own_save(viewer: Viewer, plan_id: UUID, since: int) -> OwnSave | None:
    """What somebody saved last in a plan after a revision; nothing where all that they sent stood there already."""
    require(viewer.rights, "read")
    own = [each for each in await changes_since(plan_id, since) if each.actor_id == viewer.account_id]
    if not own:
        return None
    last = [each for each in own if each.revision == own[-1].revision]
    return OwnSave(revision=last[0].revision, can_be_undone=why_not(last) is None)


async def later_changes(viewer: Viewer, plan_id: UUID, revision: int) -> Sequence[Change]:
    """What was written to a plan after a revision, newest first. Raises ``NotFoundError``."""
    require(viewer.rights, "read")
    return (await changes_since(plan_id, revision))[::-1]
