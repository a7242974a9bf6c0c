"""What people do with amendments: see what is not approved, make one, sign it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from roadmap.domain.access import Viewer, require, signing_role
from roadmap.domain.amendment_rules import Classification, check_amendment, classify, tolerances_of
from roadmap.domain.amendments import TO_SIGN, Amendment, Tolerances, waiting
from roadmap.domain.baselines import frozen, next_name
from roadmap.domain.changes import Change
from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.history import at_revision
from roadmap.domain.messages import message
from roadmap.domain.planned_changes import planned
from roadmap.domain.plans import Plan
from roadmap.services.comparisons import Compared, Point, compared
from roadmap.services.edits import edit_plan
from roadmap.services.playbooks import thresholds
from roadmap.store.accounts import account_names
from roadmap.store.changes import changes_since


@dataclass(frozen=True, kw_only=True, slots=True)
class AmendmentDraft:
    """What somebody says of an amendment, as typed."""

    kind: str
    reason: str
    decision: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """Two states of a plan compared, and the kind of the changes between them."""

    found: Compared
    classification: Classification


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """An amendment that waits for a sign-off: ``held`` is what would be signed, ``since`` what came after it.

    ``maker_id`` is the account that made it, which may not sign it.
    """

    amendment: Amendment
    maker_id: UUID | None
    held: Judged
    since: Judged


@dataclass(frozen=True, kw_only=True, slots=True)
class Unapproved(Judged):
    """What of an approved plan is not approved yet, as it stands now: all that differs from its latest baseline.

    ``tolerances`` are the approved ones. ``waiting`` is the amendment that somebody may sign, where there is one.
    """

    tolerances: Tolerances
    waiting: Waiting | None


async def unapproved(viewer: Viewer, plan: Plan) -> Unapproved | None:
    """What of a plan, loaded whole, is not approved yet; nothing for a plan that nobody has approved."""
    require(viewer.rights, "read")
    if plan.approved is None:
        return None
    return _unapproved(plan, await _log(plan))


async def make_amendment(
    viewer: Viewer, plan_id: UUID, *, revision: int, draft: AmendmentDraft, now: datetime
) -> Amendment:
    """Make an amendment of everything that is not approved yet; what needs no sign-off gives a baseline at once.

    Raises ``ConflictError`` when the plan was changed since ``revision``, ``RuleBrokenError`` where there is nothing to
    amend or the draft is not complete.
    """
    require(viewer.rights, "manage")
    changes = await changes_since(plan_id, 0)

    def edit(plan: Plan) -> Plan:
        if plan.revision != revision:
            raise ConflictError(message("error.conflict"), plan)
        amendment = _amendment(plan, changes, draft, viewer, now)
        if amendment.kind in TO_SIGN:
            return replace(plan, amendments=(*plan.amendments, amendment))
        return _settled(plan, plan, amendment, viewer, now)

    edited = await edit_plan(viewer, plan_id, edit, now=now, reason=draft.reason.strip())
    return max(edited.after.amendments, key=lambda each: each.number)


async def sign_amendment(viewer: Viewer, plan_id: UUID, amendment_id: UUID, *, now: datetime) -> None:
    """Sign the amendment that waits: the plan as it then was becomes the baseline, under the signer's role and name.

    What was changed since stays unapproved. Raises ``NotFoundError``, ``ForbiddenError``, ``RuleBrokenError`` for an
    amendment that waits no more and for who made it, and ``ConflictError`` where the plan changes at this very moment.
    """
    require(viewer.rights, "sign")
    changes = await changes_since(plan_id, 0)

    def edit(plan: Plan) -> Plan:
        if all(each.id != amendment_id for each in plan.amendments):
            raise NotFoundError(message("error.not_found"))
        amendment = waiting(plan.amendments)
        if amendment is None or amendment.id != amendment_id:
            raise RuleBrokenError(Fault(field="", message=message("amendment.waits_no_more")))
        if max((each.revision for each in changes), default=0) < plan.revision:
            # A change that the log as read lacks could not be undone, and would be signed along with the rest.
            raise ConflictError(message("error.conflict"), plan)
        if viewer.account_id == _maker_of(amendment, changes):
            raise RuleBrokenError(Fault(field="", message=message("amendment.own")))
        signed = replace(amendment, signed_by=signing_role(viewer), signer_id=viewer.account_id, signed_at=now)
        return _settled(plan, at_revision(plan, changes, amendment.revision), signed, viewer, now)

    await edit_plan(viewer, plan_id, edit, now=now, right="sign")


async def set_tolerances(viewer: Viewer, plan_id: UUID, *, tolerances: Tolerances, version: int, now: datetime) -> None:
    """Say what a plan may change by itself once it is approved. Raises ``ConflictError`` from an old version.

    Of an approved plan this is a change like any other: its approved tolerances hold until the new ones are approved.
    """
    require(viewer.rights, "manage")
    changes = await changes_since(plan_id, 0)

    def edit(plan: Plan) -> Plan:
        if plan.version != version:
            raise ConflictError(message("error.conflict"), plan)
        # What says the same as the approved state is no change, whether that has the numbers itself or the playbook.
        before = _compared(plan, changes).comparison.before if plan.approved else plan
        is_same = tolerances == tolerances_of(before, thresholds(plan.intervention))
        return replace(plan, tolerances=before.tolerances if is_same else tolerances)

    await edit_plan(viewer, plan_id, edit, now=now)


async def signers(plan: Plan) -> dict[UUID, str]:
    """The names of those who signed, as long as they have an account."""
    return await account_names({each.signer_id for each in plan.amendments if each.signer_id})


async def _log(plan: Plan) -> list[Change]:
    """The log since the latest baseline; all of it where the baseline's revision is not known."""
    since = plan.approved.revision if plan.approved else 0
    return [each for each in await changes_since(plan.id, since) if each.revision <= plan.revision]


def _unapproved(plan: Plan, changes: Sequence[Change]) -> Unapproved:
    now, waits = _compared(plan, changes), waiting(plan.amendments)
    return Unapproved(
        found=now,
        classification=_classified(now),
        tolerances=tolerances_of(now.comparison.before, thresholds(plan.intervention)),
        waiting=_waiting(plan, changes, waits) if waits else None,
    )


def _waiting(plan: Plan, changes: Sequence[Change], amendment: Amendment) -> Waiting:
    sent = Point(amendment=amendment)
    held = compared(plan, changes, Point(baseline=plan.approved), sent)
    since = compared(plan, changes, sent, Point())
    return Waiting(
        amendment=amendment,
        maker_id=_maker_of(amendment, changes),
        held=Judged(found=held, classification=_classified(held)),
        since=Judged(found=since, classification=_classified(since)),
    )


def _maker_of(amendment: Amendment, changes: Sequence[Change]) -> UUID | None:
    return next((each.actor_id for each in changes if each.item_id == amendment.id and each.action == "created"), None)


def _compared(plan: Plan, changes: Sequence[Change]) -> Compared:
    """The plan as it was approved, and now."""
    return compared(plan, changes, Point(baseline=plan.approved), Point())


def _classified(found: Compared) -> Classification:
    return classify(planned(found.comparison), thresholds(found.comparison.after.intervention))


def _amendment(
    plan: Plan, changes: Sequence[Change], draft: AmendmentDraft, viewer: Viewer, now: datetime
) -> Amendment:
    if plan.approved is None:
        raise RuleBrokenError(Fault(field="", message=message("amendment.not_approved")))
    classification = _classified(_compared(plan, changes))
    if not classification.count:
        raise RuleBrokenError(Fault(field="", message=message("amendment.nothing")))
    return Amendment(
        id=uuid4(),
        plan_id=plan.id,
        number=max((each.number for each in plan.amendments), default=0) + 1,
        kind=check_amendment(draft.kind, draft.reason, draft.decision, classification.kind),
        reason=draft.reason.strip(),
        decision=draft.decision.strip(),
        baseline_id=plan.approved.id,
        revision=plan.revision,
        made_by=viewer.role,
        made_at=now,
    )


def _settled(plan: Plan, held: Plan, amendment: Amendment, viewer: Viewer, now: datetime) -> Plan:
    """The plan with a new baseline that holds the state ``held``, and the amendment that led to it."""
    baseline = frozen(held, id=uuid4(), name=next_name(plan), by=viewer.role, now=now)
    others = tuple(each for each in plan.amendments if each.id != amendment.id)
    return replace(
        plan,
        status="approved" if plan.status == "draft" else plan.status,
        baselines=(*plan.baselines, baseline),
        amendments=(*others, replace(amendment, new_baseline_id=baseline.id)),
    )
