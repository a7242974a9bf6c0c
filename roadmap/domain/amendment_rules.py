"""Which kind of amendment the changes of an approved plan are, and why, in words.

A change of results is one in what the plan delivers: a milestone given up or with another deliverable, other targets,
services or aims. Beyond tolerance is a cost category that changed by more than the agreed percentage, or a pinned date
that moved further than agreed or was given up; so is a tolerance that was widened. The most serious reason decides.

Agreed are the tolerances that were approved: those that the plan has by now hold once they are approved too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.domain.amendments import AMENDMENT_KINDS, AmendmentKind, Tolerances
from roadmap.domain.comparisons import Comparison, ItemDifference
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.money_changes import AmountChange, count_changes, money_changes
from roadmap.domain.plans import Plan

REASON_MAX: Final = 1_000
HEAD_RESULTS: Final = frozenset({"targets", "aim", "activity", "area", "service_size", "routes", "months"})
SERVICE_RESULTS: Final = frozenset({"specialists", "leaders", "opens"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Why a change weighs as much as it does. ``name`` is the key of a category or field that the sentence names."""

    kind: AmendmentKind
    message: Message
    category: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Classification:
    """The kind of an amendment, with every reason for more than within tolerance; ``count`` is of all changes."""

    kind: AmendmentKind
    grounds: tuple[Ground, ...]
    count: int


def tolerances_of(plan: Plan, thresholds: Mapping[str, Decimal]) -> Tolerances:
    """What a plan may change by itself: its own tolerances, else the playbook's."""
    return plan.tolerances or Tolerances(
        category_percent=thresholds["amendment-category-percent"],
        pinned_days=int(thresholds["amendment-pinned-days"]),
    )


def classify(planned: Comparison, thresholds: Mapping[str, Decimal]) -> Classification:
    """The kind of the changes since a plan was approved, what is only reported being left out of the comparison.

    They are judged by the tolerances of the approved state, the playbook's ``thresholds`` where it has none.
    """
    money = money_changes(planned)
    approved, wanted = tolerances_of(planned.before, thresholds), tolerances_of(planned.after, thresholds)
    grounds = (
        *_results(planned),
        *_widened(approved, wanted),
        *_beyond_money(money.categories, approved),
        *_beyond_dates(planned, approved),
    )
    kinds = {each.kind for each in grounds}
    return Classification(
        kind="results" if "results" in kinds else "beyond" if kinds else "within",
        grounds=tuple(grounds),
        count=count_changes(planned, money),
    )


def kinds_open(computed: AmendmentKind) -> tuple[AmendmentKind, ...]:
    """The kinds that somebody may choose: what the rule says or more, and a correction where it says within."""
    if computed == "within":
        return AMENDMENT_KINDS
    return AMENDMENT_KINDS[AMENDMENT_KINDS.index(computed) :]


def check_amendment(kind: str, reason: str, decision: str, computed: AmendmentKind) -> AmendmentKind:
    """The chosen kind. Raises ``RuleBrokenError`` for a kind below what the rule says, and a missing or long reason."""
    faults = []
    chosen = next((each for each in AMENDMENT_KINDS if each == kind), None)
    if chosen is None:
        faults.append(Fault(field="kind", message=message("choice.unknown")))
    elif chosen not in kinds_open(computed):
        faults.append(Fault(field="kind", message=message("amendment.only_upward")))
    if not reason.strip():
        faults.append(Fault(field="reason", message=message("amendment.reason_needed")))
    for name, text in (("reason", reason), ("decision", decision)):
        if len(text) > REASON_MAX:
            too_long = message("text.too_long", most=REASON_MAX, length=len(text))
            faults.append(Fault(field=name, message=too_long))
    if faults or chosen is None:
        raise RuleBrokenError(*faults)
    return chosen


def _results(planned: Comparison) -> Iterable[Ground]:
    for each in planned.of("milestone", "deleted"):
        yield _ground("results", "amendment.milestone_gone", each)
    for each in planned.of("milestone", "changed"):
        if each.field("deliverable"):
            yield _ground("results", "amendment.other_deliverable", each)
    for each in planned.of("service"):
        if each.sort != "changed" or any(field.field in SERVICE_RESULTS for field in each.fields):
            yield _ground("results", "amendment.other_service", each)
    if any(each.field in HEAD_RESULTS for each in planned.head):
        yield Ground(kind="results", message=message("amendment.other_aims"))


def _widened(approved: Tolerances, wanted: Tolerances) -> Iterable[Ground]:
    if wanted.category_percent > approved.category_percent:
        said = message("amendment.percent_widened", percent=wanted.category_percent, allowed=approved.category_percent)
        yield Ground(kind="beyond", message=said)
    if wanted.pinned_days > approved.pinned_days:
        days = {"allowed": approved.pinned_days}
        yield Ground(
            kind="beyond", message=Message(key="amendment.days_widened", values=days, count=wanted.pinned_days)
        )


def _beyond_money(categories: Iterable[AmountChange], tolerances: Tolerances) -> Iterable[Ground]:
    for each in categories:
        if each.exceeds(tolerances.category_percent):
            yield Ground(kind="beyond", message=_amount(each, tolerances), category=each.key)


def _amount(each: AmountChange, tolerances: Tolerances) -> Message:
    if each.percent is None:
        return message("amendment.category_new", allowed=tolerances.category_percent)
    told = abs(each.percent).quantize(Decimal("0.01")).normalize() + Decimal(0)
    key = "amendment.category_cut" if each.percent < 0 else "amendment.category_raised"
    return message(key, percent=told, allowed=tolerances.category_percent)


def _beyond_dates(planned: Comparison, tolerances: Tolerances) -> Iterable[Ground]:
    for each in planned.of("milestone", "changed"):
        before, after = each.before, each.after
        if before.pin is None:
            continue
        if after.pin is None:
            yield _ground("beyond", "amendment.pin_given_up", each)
            continue
        days = max(abs((after.pin.day - before.pin.day).days), abs((after.planned_due - before.planned_due).days))
        if days > tolerances.pinned_days:
            yield _ground("beyond", "amendment.pin_moved", each, count=days, allowed=tolerances.pinned_days)


def _ground(
    kind: AmendmentKind, key: str, each: ItemDifference, *, count: int | None = None, **values: object
) -> Ground:
    return Ground(kind=kind, message=Message(key=key, values={"title": each.thing.title, **values}, count=count))
