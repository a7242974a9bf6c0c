"""Edits of what a plan says of itself: where, what, what for, and where the country starts from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final
from uuid import UUID

from roadmap.domain.drafts import refuse, text_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.parts import GROUND_MAX, Ground
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Statement

SAID: Final = ("area", "activity", "aim", "service_size", "funding_summary")
SAID_MAX: Final = 1000
MOST_OF_CONTEXT: Final = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementsDraft:
    """What a plan says of itself, as typed: one text each, and ``context`` one sentence a line. Nothing said is ""."""

    area: str
    activity: str
    aim: str
    service_size: str
    funding_summary: str
    context: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statements(StatementsDraft):
    """What a plan says of itself as a part of it, with the plan's own id and version."""

    id: UUID
    version: int
    title: str


def statements_of(plan: Plan) -> Statements:
    """The texts of a plan's statements."""
    said = {name: _text(getattr(plan, name)) for name in SAID}
    context = tuple(each.text for each in plan.context)
    return Statements(id=plan.id, version=plan.version, title=plan.title, context=context, **said)


def check_statements(draft: StatementsDraft) -> list[Fault]:
    """Everything that is too long, or too much."""
    faults = [fault for name in SAID for fault in text_faults(name, getattr(draft, name), SAID_MAX)]
    if len(draft.context) > MOST_OF_CONTEXT:
        faults.append(Fault(field="context", message=message("statement.too_many", most=MOST_OF_CONTEXT)))
    too_long = [fault for each in draft.context for fault in text_faults("context", each, SAID_MAX)]
    return [*faults, *too_long[:1]]


def with_statements(plan: Plan, draft: StatementsDraft, ground: Ground) -> Plan:
    """The plan saying this of itself: a sentence that is new stands on the ground given, any other on its own.

    Raises ``RuleBrokenError``.
    """
    before = statements_of(plan)
    new = [
        each.name for each in fields(StatementsDraft) if _added(getattr(before, each.name), getattr(draft, each.name))
    ]
    faults = [*check_statements(draft), *text_faults("ground_reason", ground.reason, GROUND_MAX)]
    if new and not ground.reason:
        key = "ground.source_missing" if ground.kind == "reported" else "ground.reason_missing"
        faults.append(Fault(field="ground_reason", message=message(key)))
    refuse(faults)
    said: dict[str, Any] = {name: _stated(getattr(plan, name), getattr(draft, name), ground) for name in SAID}
    held = {each.text: each for each in plan.context}
    context = tuple(held.get(each) or Statement(text=each, basis=ground.basis) for each in draft.context)
    return replace(plan, context=context, **said)


def _text(statement: Statement | None) -> str:
    return statement.text if statement else ""


def _added(before: str | tuple[str, ...], after: str | tuple[str, ...]) -> bool:
    """Whether something is said that was not."""
    if isinstance(after, tuple):
        return not set(after) <= set(before)
    return bool(after) and after != before


def _stated(before: Statement | None, text: str, ground: Ground) -> Statement | None:
    if text == _text(before):
        return before
    return Statement(text=text, basis=ground.basis) if text else None
