"""Edits of a plan's services."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.drafts import TITLE_MAX, count_faults, day_faults, refuse, text_faults, title_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.parts import Ground, filled, ground_faults, grounded, with_part, without_parts
from roadmap.domain.plans import Plan
from roadmap.domain.services import Service

FIGURES: Final = ("specialists", "leaders", "opens")


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceDraft:
    """A service as typed; its fields are those of ``Service``, posts in full-time equivalents."""

    title: str
    area: str
    specialists: Decimal
    leaders: Decimal
    opens: date


def check_service(draft: ServiceDraft, before: Service | None = None) -> list[Fault]:
    """Everything that is wrong with a draft. A service may long have opened."""
    return [
        *title_faults(draft.title),
        *text_faults("area", draft.area, TITLE_MAX),
        *count_faults("specialists", draft.specialists, before.specialists if before else None),
        *count_faults("leaders", draft.leaders, before.leaders if before else None),
        *([] if before and before.opens == draft.opens else day_faults("opens", draft.opens)),
    ]


def with_service(plan: Plan, draft: ServiceDraft, ground: Ground, *, before: Service | None, service_id: UUID) -> Plan:
    """The plan with a service added, or changed from ``before``. Raises ``RuleBrokenError``."""
    made = filled(Service, draft, before, id=service_id, plan_id=plan.id, key="", basis=ground.basis)
    refuse([*check_service(draft, before), *ground_faults(before, made, FIGURES, ground)])
    return with_part(plan, "services", grounded(before, made, FIGURES, ground))


def without_service(plan: Plan, service: Service) -> Plan:
    """The plan without a service; its costs stay, as costs of no service.

    Raises ``RuleBrokenError`` for one that reported, which must not vanish, and for the only one that a source pays
    for: without it that source would seem to pay for all.
    """
    count = sum(1 for each in plan.readings if each.service_id == service.id)
    if count:
        told = message("service.reported", count=count, title=service.title)
        raise RuleBrokenError(Fault(field="", message=told))
    only = next((each for each in plan.sources if each.service_ids == (service.id,)), None)
    if only:
        told = message("service.paid_by", title=service.title, source=only.title)
        raise RuleBrokenError(Fault(field="", message=told))
    sources = tuple(
        replace(each, service_ids=tuple(key for key in each.service_ids if key != service.id))
        if service.id in each.service_ids
        else each
        for each in plan.sources
    )
    budget = tuple(replace(each, service_id=None) if each.service_id == service.id else each for each in plan.budget)
    return without_parts(replace(plan, budget=budget, sources=sources), "services", [service.id])
