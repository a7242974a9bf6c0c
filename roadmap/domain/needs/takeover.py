"""Taking the results of a scenario over into a plan, and bringing them along when the scenario changes.

Three states are held against each other: what was taken over, what stands in the plan, and what the scenario now gives.
A figure that still is as it was taken over follows the scenario; one that somebody changed by hand since, or that was
there before, stays unless it is named in ``overwrite``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.drafts import day_faults, refuse
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.needs.assessments import NeedsAssessment, Scenario, Takeover
from roadmap.domain.needs.linking import Linking, Outcome
from roadmap.domain.needs.results import results_of
from roadmap.domain.plan_drafts import MOST_OF_A_DRIVER
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance

ONE: Final = Decimal(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeoverDraft:
    """How somebody wants results taken over; ``rate`` and its source only where currencies differ.

    ``overwrite`` names the results (``Result.name``) that replace what was made by hand.
    """

    opens: date
    due: date
    rate: Decimal | None = None
    rate_source: str = ""
    overwrite: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenOver:
    """The plan with the results in it, and what became of each."""

    plan: Plan
    outcomes: tuple[Outcome, ...]


def with_takeover(
    plan: Plan, playbook: Playbook, scenario_id: UUID, draft: TakeoverDraft, *, by: str, today: date
) -> TakenOver:
    """The plan with a scenario's results, which stay linked. Raises ``RuleBrokenError``."""
    held = plan.needs or NeedsAssessment()
    scenario, model = held.scenario(scenario_id), playbook.needs
    if scenario is None or model is None:
        raise RuleBrokenError(Fault(field="scenario", message=message("choice.unknown")))
    refuse(_faults(plan, scenario, draft))
    is_foreign = scenario.currency != plan.currency
    basis = Provenance(kind="assumed", by=by, on=today, reason=draft.rate_source) if is_foreign else None
    made = Takeover(
        scenario_id=scenario_id,
        opens=draft.opens,
        due=draft.due,
        rate=draft.rate if is_foreign else None,
        rate_basis=basis,
        items=held.takeover.items if held.takeover else (),
    )
    return _taken(replace(plan, needs=replace(held, chosen_id=scenario_id, takeover=made)), playbook, draft.overwrite)


def refreshed(plan: Plan, playbook: Playbook) -> Plan:
    """The plan with what it took over following its scenario; what was changed by hand stays."""
    held = plan.needs
    if held is None or held.takeover is None or playbook.needs is None:
        return plan
    scenario = held.scenario(held.takeover.scenario_id)
    if scenario and scenario.currency != plan.currency and held.takeover.rate is None:
        told = message("needs.rate_missing", own=plan.currency, other=scenario.currency)
        raise RuleBrokenError(Fault(field="currency", message=told))
    return _taken(plan, playbook, frozenset()).plan if scenario else plan


def unlinked(plan: Plan) -> Plan:
    """The plan with what it took over as its own: nothing follows the assessment any more."""
    return replace(plan, needs=replace(plan.needs, takeover=None)) if plan.needs else plan


def outcomes_of(plan: Plan, playbook: Playbook) -> tuple[Outcome, ...]:
    """How what was taken over stands to its scenario today; nothing where nothing was."""
    held = plan.needs
    if held is None or held.takeover is None or held.scenario(held.takeover.scenario_id) is None:
        return ()
    return _taken(plan, playbook, frozenset()).outcomes


def _faults(plan: Plan, scenario: Scenario, draft: TakeoverDraft) -> list[Fault]:
    faults = [*day_faults("opens", draft.opens), *day_faults("due", draft.due)]
    if scenario.currency != plan.currency:
        if draft.rate is None or draft.rate <= 0:
            told = message("needs.rate_missing", own=plan.currency, other=scenario.currency)
            faults.append(Fault(field="rate", message=told))
        if not draft.rate_source:
            faults.append(Fault(field="rate_source", message=message("needs.rate_source")))
    sizes = [each for each in _sizes(scenario) if each > MOST_OF_A_DRIVER]
    if sizes:
        faults.append(Fault(field="", message=message("needs.too_big", most=MOST_OF_A_DRIVER)))
    return faults


def _sizes(scenario: Scenario) -> Iterable[Decimal]:
    total = scenario.assessed.total
    return (total.posts, total.leaders, total.to_reach)


def _taken(plan: Plan, playbook: Playbook, overwrite: frozenset[str]) -> TakenOver:
    model, held = playbook.needs, plan.needs
    if model is None or held is None or held.takeover is None:
        return TakenOver(plan=plan, outcomes=())
    scenario = held.scenario(held.takeover.scenario_id)
    if scenario is None:
        return TakenOver(plan=plan, outcomes=())
    work = Linking(plan, playbook, model, held.takeover, overwrite)
    results = results_of(scenario, model, plan.currency, held.takeover.rate or ONE)
    for each in results:
        work.put(each)
    work.clear({each.name for each in results})
    takeover = replace(held.takeover, items=tuple(work.items))
    return TakenOver(plan=replace(work.plan, needs=replace(held, takeover=takeover)), outcomes=tuple(work.outcomes))
