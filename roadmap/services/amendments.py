"""What people do with amendments: see what is not approved, make one, sign it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from roadmap.domain.access import Viewer, require
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
class Unapproved:
    """What of an approved plan is not approved yet: the comparison with its latest baseline, and its kind."""

    found: Compared
    classification: Classification


async def unapproved(viewer: Viewer, plan: Plan) -> Unapproved | None:
    """What of a plan, loaded whole, is not approved yet; nothing for a plan that nobody has approved."""
    require(viewer.rights, "read")
    if plan.baseline is None:
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

    What was changed since stays unapproved. Raises ``NotFoundError``, ``ForbiddenError`` and, for an amendment that
    waits no more, ``RuleBrokenError``.
    """
    require(viewer.rights, "sign")
    changes = await changes_since(plan_id, 0)

    def edit(plan: Plan) -> Plan:
        if all(each.id != amendment_id for each in plan.amendments):
            raise NotFoundError(message("error.not_found"))
        amendment = waiting(plan.amendments)
        if amendment is None or amendment.id != amendment_id:
            raise RuleBrokenError(Fault(field="", message=message("amendment.waits_no_more")))
        signed = replace(amendment, signed_by=viewer.role, signer_id=viewer.account_id, signed_at=now)
        return _settled(plan, at_revision(plan, changes, amendment.revision), signed, viewer, now)

    await edit_plan(viewer, plan_id, edit, now=now, right="sign")


async def set_tolerances(viewer: Viewer, plan_id: UUID, *, tolerances: Tolerances, version: int, now: datetime) -> None:
    """Say what a plan may change by itself once it is approved. Raises ``ConflictError`` from an old version."""

    def edit(plan: Plan) -> Plan:
        if plan.version != version:
            raise ConflictError(message("error.conflict"), plan)
        return replace(plan, tolerances=tolerances)

    await edit_plan(viewer, plan_id, edit, now=now)


async def signers(plan: Plan) -> dict[UUID, str]:
    """The names of those who signed, as long as they have an account."""
    return await account_names({each.signer_id for each in plan.amendments if each.signer_id})


async def _log(plan: Plan) -> list[Change]:
    """The log since the latest baseline; all of it where the baseline's revision is not known."""
    since = plan.baseline.revision if plan.baseline else 0
    return [each for each in await changes_since(plan.id, since) if each.revision <= plan.revision]


def _unapproved(plan: Plan, changes: Sequence[Change]) -> Unapproved:
    found = compared(plan, changes, Point(baseline=plan.baseline), Point())
    tolerances = tolerances_of(plan, thresholds(plan.intervention))
    return Unapproved(found=found, classification=classify(planned(found.comparison), tolerances))


def _amendment(
    plan: Plan, changes: Sequence[Change], draft: AmendmentDraft, viewer: Viewer, now: datetime
) -> Amendment:
    if plan.baseline is None:
        raise RuleBrokenError(Fault(field="", message=message("amendment.not_approved")))
    classification = _unapproved(plan, changes).classification
    if not classification.count:
        raise RuleBrokenError(Fault(field="", message=message("amendment.nothing")))
    return Amendment(
        id=uuid4(),
        plan_id=plan.id,
        number=max((each.number for each in plan.amendments), default=0) + 1,
        kind=check_amendment(draft.kind, draft.reason, draft.decision, classification.kind),
        reason=draft.reason.strip(),
        decision=draft.decision.strip(),
        baseline_id=plan.baseline.id,
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
        baselines=(*plan.baselines, baseline),
        amendments=(*others, replace(amendment, new_baseline_id=baseline.id)),
    )
