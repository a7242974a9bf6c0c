"""What people do with a needs assessment, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from roadmap.domain.errors import ConflictError
from roadmap.domain.messages import message
from roadmap.domain.needs.scenario_edits import (
    ScenarioDraft,
    named_scenarios,
    with_choice,
    with_scenario,
    without_scenario,
)
from roadmap.domain.needs.takeover import TakenOver, TakeoverDraft, unlinked, with_takeover
from roadmap.domain.parts import Ground
from roadmap.domain.plans import Plan
from roadmap.services.edits import Edit, putting, taking_out
from roadmap.services.playbooks import playbook


def save_scenario(draft: ScenarioDraft, ground: Ground, scenario_id: UUID, version: int | None = None) -> Edit:
    """Add a scenario, or change the one with this id, with everything of the plan that follows it."""
    return putting(
        named_scenarios,
        scenario_id,
        version,
        lambda plan, _before: with_scenario(plan, playbook(plan.intervention), draft, ground, scenario_id),
    )


def remove_scenario(scenario_id: UUID, version: int) -> Edit:
    """Take a scenario out."""
    return taking_out(named_scenarios, scenario_id, version, lambda plan, each: without_scenario(plan, each.id))


def choose_scenario(scenario_id: UUID) -> Edit:
    """Let the plan go by a scenario."""
    return lambda plan: with_choice(plan, scenario_id)


def take_over(scenario_id: UUID, draft: TakeoverDraft, version: int | None, *, by: str, today: date) -> Edit:
    """Take the results of a scenario over, as the plan's head was at ``version``; without one as it stands.

    The edit raises ``ConflictError`` with the plan where somebody changed its head since.
    """

    def edit(plan: Plan) -> Plan:
        taken = taken_over(plan, scenario_id, draft, by=by, today=today)
        if version is not None and plan.version != version and taken.plan != plan:
            raise ConflictError(message("error.conflict"), plan)
        return taken.plan

    return edit


def taken_over(plan: Plan, scenario_id: UUID, draft: TakeoverDraft, *, by: str, today: date) -> TakenOver:
    """What taking over would give, item by item. Raises ``RuleBrokenError``."""
    return with_takeover(plan, playbook(plan.intervention), scenario_id, draft, by=by, today=today)


def cut_link() -> Edit:
    """Let what was taken over be the plan's own."""
    return unlinked
