"""What a check says of a plan: what fails, where it is mended, and what turned between two versions of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from roadmap.domain.messages import Message
from roadmap.domain.plan_checks import PlanCheck
from roadmap.domain.plans import Waiver

State = Literal["failed", "waived", "passed", "not-applicable"]
Noun = Literal["budget-line", "commitment", "committee", "funding-source", "milestone", "risk", "service", "target"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something is mended: a part of the plan, or a new one where ``id`` is nothing.

    ``field`` is the part's field that decides; ``fill`` is what is known of a new one's fields, by their names.
    """

    noun: Noun
    id: UUID | None = None
    fill: tuple[tuple[str, str], ...] = ()
    field: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that a check found wrong.

    ``item`` tells it apart from others of the same check: an id or a key, empty where the check is about the whole
    plan. ``waiver`` is set where somebody answers for it.
    """

    item: str = ""
    message: Message
    place: Place
    check: str = ""
    waiver: Waiver | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a check's function says. ``message`` is what holds where nothing is wrong, or why it does not apply."""

    findings: tuple[Finding, ...] = ()
    message: Message
    applies: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckResult:
    """A check held against a plan. ``unused`` are waivers of it that nothing needs any more."""

    check: PlanCheck
    findings: tuple[Finding, ...]
    message: Message
    applies: bool
    unused: tuple[Waiver, ...] = ()

    @property
    def state(self) -> State:
        """``failed`` while anything is wrong that nobody answers for."""
        if not self.applies:
            return "not-applicable"
        if self.failing:
            return "failed"
        return "waived" if self.findings else "passed"

    @property
    def failing(self) -> tuple[Finding, ...]:
        """What is wrong and not waived."""
        return tuple(each for each in self.findings if each.waiver is None)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """What is wrong and waived."""
        return tuple(each for each in self.findings if each.waiver is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """What an edit does to the checks: findings that it raises, and findings that it settles."""

    raised: tuple[Finding, ...]
    settled: tuple[Finding, ...]


def result(check: PlanCheck, outcome: Outcome, waivers: Sequence[Waiver]) -> CheckResult:
    """An outcome with the plan's waivers put to it. A waiver without an item answers for all that the check finds."""
    own = {each.item: each for each in waivers if each.check == check.key}
    findings = tuple(
        replace(each, check=check.key, waiver=own.get(each.item) or own.get("")) for each in outcome.findings
    )
    used = {each.waiver.item for each in findings if each.waiver}
    return CheckResult(
        check=check,
        findings=findings,
        message=outcome.message,
        applies=outcome.applies,
        unused=tuple(each for item, each in own.items() if item not in used),
    )


def failed(results: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """The failed ones, the gravest first, otherwise in the playbook's order."""
    return tuple(sorted((each for each in results if each.state == "failed"), key=lambda each: -each.check.gravity))


def turned(before: Sequence[CheckResult], after: Sequence[CheckResult]) -> Turned:
    """What fails after and did not before, and the other way round. Waived findings do not count as failing."""
    old, new = _failing(before), _failing(after)
    return Turned(
        raised=tuple(each for key, each in new.items() if key not in old),
        settled=tuple(each for key, each in old.items() if key not in new),
    )


def _failing(results: Sequence[CheckResult]) -> dict[tuple[str, str], Finding]:
    return {(each.check, each.item): each for result in results for each in result.failing}
