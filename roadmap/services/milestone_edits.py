"""What people do to the milestones of a plan, each as an edit; and carrying one out, or only previewing it.

Dates of a milestone move when others do, and every move is a new version. So who comes second is in conflict only where
somebody changed what they looked at: what else became of the milestone is taken on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from roadmap.domain.access import Viewer, require
from roadmap.domain.errors import ConflictError, NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.milestone_batches import BatchDraft, changed_together
from roadmap.domain.milestone_drafts import FIELDS, MilestoneDraft, choices_of
from roadmap.domain.milestone_edits import Hand, Way, added, changed, deleted, dropped, moved
from roadmap.domain.milestone_links import linked
from roadmap.domain.milestone_merges import MergeDraft, merged
from roadmap.domain.milestone_splits import SplitPart, split
from roadmap.domain.milestones import Dependency
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import replanned_with
from roadmap.domain.workdays import WorkingCalendar, working_calendar
from roadmap.services.edits import Edit, Edited, edit_plan, part_of, putting
from roadmap.services.playbooks import playbook
from roadmap.store.changes import changes_of_item
from roadmap.store.plans import EVERYTHING, load_plan

WHOLE: Final = EVERYTHING
"""What has to be loaded of a plan to preview an edit of it."""
Seen = Mapping[UUID, int]
"""The versions of milestones that somebody looked at."""
PROGRESS = frozenset({"status", "percent", "started_on", "done_on"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """An edit of milestones: ``make`` gives it for the versions that were ``seen``.

    It is in conflict where ``fields`` of one of them were changed since.
    """

    seen: Seen
    fields: frozenset[str]
    make: Callable[[Seen], Edit]
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Writer:
    """Who writes, when, and in which role's name, by its English title."""

    viewer: Viewer
    by: str
    now: datetime

    def hand(self, plan: Plan) -> Hand:
        """The writer at a plan."""
        return Hand(by=self.by, now=self.now, calendar=calendar_of(plan))


def calendar_of(plan: Plan) -> WorkingCalendar:
    """The working days of a plan's country."""
    return working_calendar(plan.country, plan.subdivision)


async def carry_out(writer: Writer, plan: Plan, order: Order, *, is_preview: bool = False) -> Edited:
    """Do it, or only say what it would give to the plan as it was loaded, whole. Raises as ``edit_plan`` does."""
    try:
        return await _carry_out(writer, plan, order, order.seen, is_preview=is_preview)
    except ConflictError:
        caught_up = await _caught_up(plan.id, order)
        if caught_up is None:
            raise
        return await _carry_out(writer, plan, order, caught_up, is_preview=is_preview)


async def _carry_out(writer: Writer, plan: Plan, order: Order, seen: Seen, *, is_preview: bool) -> Edited:
    edit = order.make(seen)
    if is_preview:
        require(writer.viewer.rights, "manage")
        return Edited(before=plan, after=edit(plan))
    return await edit_plan(writer.viewer, plan.id, edit, now=writer.now, reason=order.reason)


async def _caught_up(plan_id: UUID, order: Order) -> Seen | None:
    """The versions as they now are, where nothing of the order's fields was changed since those that were seen."""
    now = {each.id: each.version for each in (await load_plan(plan_id, {"milestones"})).milestones}
    for key, version in order.seen.items():
        since = now.get(key, 0) - version
        if since < 0:
            return None
        changes = await changes_of_item(plan_id, key, most=since) if since else []
        told = {each.field for change in changes for each in change.fields}
        if len(changes) < since or told & order.fields or any(each.action != "changed" for each in changes):
            return None
    return {key: now[key] for key in order.seen}


def save_milestone(writer: Writer, draft: MilestoneDraft, milestone_id: UUID, version: int | None = None) -> Order:
    """Add a milestone under an id, or change the one with this id as it was at ``version``."""

    def make(seen: Seen) -> Edit:
        return putting("milestones", milestone_id, seen.get(milestone_id), write)

    def write(plan: Plan, before: object) -> Plan:
        choices, hand = choices_of(playbook(plan.intervention), plan), writer.hand(plan)
        if before is None:
            return added(plan, draft, milestone_id, choices, hand)
        return changed(plan, milestone_id, draft, choices, hand)

    return Order(seen={} if version is None else {milestone_id: version}, fields=frozenset(FIELDS), make=make)


def _order(seen: Seen, fields: Collection[str], write: Callable[[Plan], Plan], reason: str = "") -> Order:
    """An order that is refused first for what is wrong with it, and then where somebody was faster."""

    def make(versions: Seen) -> Edit:
        def edit(plan: Plan) -> Plan:
            _require(plan, versions)
            after = write(plan)
            for key, version in versions.items():
                part_of(plan.milestones, key, version)
            return after

        return edit

    return Order(seen=seen, fields=frozenset(fields), make=make, reason=reason)


def _require(plan: Plan, keys: Collection[UUID]) -> None:
    if not set(keys) <= {each.id for each in plan.milestones}:
        raise NotFoundError(message("error.not_found"))


def drop_milestone(writer: Writer, milestone_id: UUID, version: int, reason: str, *, is_bridged: bool) -> Order:
    """Give a milestone up, for a reason that becomes its note; those behind it wait for what it waited for, or not."""
    return _order(
        {milestone_id: version},
        PROGRESS,
        lambda plan: dropped(plan, milestone_id, reason, writer.hand(plan), is_bridged=is_bridged),
        reason,
    )


def delete_milestone(writer: Writer, milestone_id: UUID, version: int) -> Order:
    """Take a milestone out that has neither progress nor evidence."""
    return _order(
        {milestone_id: version},
        {*FIELDS, *PROGRESS},
        lambda plan: deleted(plan, milestone_id, writer.hand(plan)),
    )


def move_milestone(milestone_id: UUID, version: int, way: Way, position: int = 0) -> Order:
    """Give a milestone another place in its phase."""
    return _order(
        {milestone_id: version}, {"number", "phase_id"}, lambda plan: moved(plan, milestone_id, way, position)
    )


def link_milestone(milestone_id: UUID, link: Dependency) -> Order:
    """Let a milestone wait for another one as well: it takes nothing away, so nobody can have been faster."""
    return _order(
        {},
        (),
        lambda plan: replanned_with(plan, linked(plan, milestone_id, link), calendar_of(plan)),
    )


def split_milestone(writer: Writer, milestone_id: UUID, version: int, parts: Sequence[SplitPart]) -> Order:
    """Split a milestone into parts that follow each other."""
    new_ids = [uuid4() for _ in parts[1:]]
    return _order(
        {milestone_id: version},
        {*FIELDS, *PROGRESS},
        lambda plan: split(plan, milestone_id, parts, new_ids, writer.hand(plan)),
    )


def merge_milestones(writer: Writer, seen: Seen, draft: MergeDraft) -> Order:
    """Make one milestone of several of a phase."""
    return _order(seen, {*FIELDS, *PROGRESS}, lambda plan: merged(plan, list(seen), draft, writer.hand(plan)))


def change_milestones(writer: Writer, seen: Seen, draft: BatchDraft) -> Order:
    """Give several milestones another owner, theme or phase, or shift them by working days."""
    return _order(
        seen,
        {"owner", "theme", "phase_id", "anchor", "pin", "status", "started_on"},
        lambda plan: changed_together(
            plan, set(seen), draft, choices_of(playbook(plan.intervention), plan), writer.hand(plan)
        ),
    )
