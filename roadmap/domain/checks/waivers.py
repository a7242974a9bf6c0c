"""Waiving what a check finds: somebody answers for it with a reason, shown to everybody, until it is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from roadmap.domain.checks.results import CheckResult
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan, Waiver

REASON_MAX = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiverDraft:
    """What somebody says of one finding. ``seen`` is the moment of the waiver that they saw on it, if there was one.

    ``has_others``: the reason holds for everything else too that the check finds now and nobody answers for.
    """

    check: str
    item: str
    reason: str
    seen: datetime | None = None
    has_others: bool = False


def waive(plan: Plan, results: Iterable[CheckResult], draft: WaiverDraft, by: str, now: datetime) -> Plan:
    """The plan with one finding waived. ``results`` are the plan's own.

    Raises ``RuleBrokenError`` without a reason or where nothing fails that could be waived, and ``ConflictError`` with
    the waiver as it stands where somebody else waived it, or took theirs back, meanwhile.
    """
    reason = " ".join(draft.reason.split())
    if not reason:
        raise RuleBrokenError(Fault(field="reason", message=message("check.reason_needed")))
    if len(reason) > REASON_MAX:
        too_long = message("text.too_long", most=REASON_MAX, length=len(reason))
        raise RuleBrokenError(Fault(field="reason", message=too_long))
    _expect(plan, draft)
    held = waiver_of(plan, draft)
    if held and held.reason == reason:
        return plan
    found = {each.item: each for result in results for each in result.findings if each.check == draft.check}
    if draft.item not in found:
        raise RuleBrokenError(Fault(field="", message=message("check.nothing_to_waive")))
    items = [draft.item]
    if draft.has_others:
        items += [item for item, each in found.items() if each.waiver is None and item != draft.item]
    made = (Waiver(check=draft.check, item=item, reason=reason, by=by, at=now) for item in items)
    return replace(plan, waivers=(*_others(plan, draft), *made))


def take_back(plan: Plan, draft: WaiverDraft) -> Plan:
    """The plan without a waiver; one that is gone already stays gone. Raises ``ConflictError`` as ``waive`` does."""
    if waiver_of(plan, draft):
        _expect(plan, draft)
    return replace(plan, waivers=_others(plan, draft))


def waiver_of(plan: Plan, draft: WaiverDraft) -> Waiver | None:
    """The waiver that the plan has for the same finding."""
    return next((each for each in plan.waivers if _is_same(each, draft)), None)


def _expect(plan: Plan, draft: WaiverDraft) -> None:
    held = waiver_of(plan, draft)
    if (held.at if held else None) != draft.seen:
        raise ConflictError(message("error.conflict"), held)


def _others(plan: Plan, draft: WaiverDraft) -> tuple[Waiver, ...]:
    return tuple(each for each in plan.waivers if not _is_same(each, draft))


def _is_same(waiver: Waiver, draft: WaiverDraft) -> bool:
    return (waiver.check, waiver.item) == (draft.check, draft.item)
