"""A newer playbook for a plan: seeing what it would change, and taking over what was chosen of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from roadmap.domain import upgrades as domain
from roadmap.domain.access import Viewer, require
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.domain.playbook_copies import PlaybookCopy, copy_of
from roadmap.domain.playbooks import Playbook
from roadmap.domain.upgrades import Upgrade
from roadmap.domain.workdays import working_calendar
from roadmap.services.edits import Edit, Edited, edit_plan, preview_edit
from roadmap.services.operator_plans import plan_of
from roadmap.services.playbooks import digest, is_behind, playbook
from roadmap.store.plans import EVERYTHING
from roadmap.store.playbook_copies import copy_by_digest, copy_of_version, keep_copy

WHOLE: Final = EVERYTHING
"""The parts of a plan that a playbook is held against: all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """What a plan's playbook would change in it as it now is.

    ``old`` is the copy that the plan follows; without it there is nothing to tell the playbook's changes from the
    plan's own. ``upgrade`` is nothing then, where the plan follows the newest, and where ``faults`` say why one of the
    two gives no plan of this length any more. ``since`` is the digest of ``old``. Somebody else may have taken things
    over while one was choosing: the plan then follows the newest, and what they left is still held against ``old``.
    """

    plan: Plan
    new: Playbook
    digest: str
    old: Playbook | None = None
    since: str = ""
    upgrade: Upgrade | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def is_newest(self) -> bool:
        """Whether the plan follows the playbook as it now is, and nobody is choosing from what was left of it."""
        return not is_behind(self.plan) and self.old is None

    @property
    def is_left(self) -> bool:
        """Whether this is what somebody else left while one was choosing."""
        return not is_behind(self.plan) and self.old is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What somebody chose of an offer, by the items' names: seen at a revision of the plan, of a playbook."""

    names: frozenset[str]
    revision: int
    digest: str


async def see_upgrade(viewer: Viewer, plan: Plan, now: datetime, *, since: str = "") -> Offer:
    """What a newer playbook would change in a plan that is loaded whole. Raises ``ForbiddenError``.

    ``since`` is the digest of the playbook that the plan followed when somebody began to choose: if it follows the
    newest by now, they still choose from what was left.
    """
    require(viewer.rights, "manage")
    return await _offer(plan, now, since)


async def upgrade_of_plan(slug: str, now: datetime) -> Offer:
    """The same from the command line. Raises ``RuleBrokenError`` where there is no such plan."""
    return await _offer(await plan_of(slug), now)


async def preview_upgrade(viewer: Viewer, offer: Offer, choice: Choice, now: datetime) -> Edited:
    """What taking over a choice would give; nothing is saved. Raises as ``take_over`` does."""
    return await preview_edit(viewer, offer.plan.id, _taking(offer, choice, now))


async def take_over(viewer: Viewer, offer: Offer, choice: Choice, reason: str, *, now: datetime) -> Edited:
    """Take over the chosen items, and follow the newer playbook from then on; what was not chosen stays as it is.

    Raises ``ConflictError`` where the plan or the playbook changed since they were looked at, and ``RuleBrokenError``
    with the path of a cycle.
    """
    require(viewer.rights, "manage")
    await keep_copy(copy_of(offer.new, uuid4(), now))
    return await edit_plan(viewer, offer.plan.id, _taking(offer, choice, now), now=now, reason=reason)


async def _offer(plan: Plan, now: datetime, since: str = "") -> Offer:
    offer = Offer(plan=plan, new=playbook(plan.intervention), digest=digest(plan.intervention))
    kept = await (_chosen_from(offer, since) if offer.is_newest else _followed(plan))
    if kept is None:
        return offer
    offer = replace(offer, old=kept.content, since=kept.digest)
    try:
        return replace(offer, upgrade=_held(plan, kept.content, offer.new, now))
    except RuleBrokenError as error:
        return replace(offer, faults=tuple(error.faults))


async def _followed(plan: Plan) -> PlaybookCopy | None:
    """The copy of the playbook that a plan follows, where it is kept."""
    if plan.playbook_digest:
        return await copy_by_digest(plan.playbook_digest)
    return await copy_of_version(plan.intervention, plan.playbook_version)


async def _chosen_from(offer: Offer, since: str) -> PlaybookCopy | None:
    """The copy that somebody began to choose from, if it is another one of this intervention."""
    kept = await copy_by_digest(since) if since and since != offer.digest else None
    return kept if kept and kept.intervention == offer.plan.intervention else None


def _taking(offer: Offer, choice: Choice, now: datetime) -> Edit:
    def edit(plan: Plan) -> Plan:
        if plan.revision != choice.revision or offer.digest != choice.digest:
            raise ConflictError(message("error.conflict"), plan)
        after = plan
        if offer.old and choice.names:
            after = domain.take_over(_held(plan, offer.old, offer.new, now), choice.names)
        return replace(after, playbook_version=offer.new.intervention.version, playbook_digest=offer.digest)

    return edit


def _held(plan: Plan, old: Playbook, new: Playbook, now: datetime) -> Upgrade:
    calendar = working_calendar(plan.country, plan.subdivision)
    return domain.upgrade(plan, old, new, calendar, uuid4, now)
