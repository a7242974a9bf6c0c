"""Edits of a plan's needs assessment: scenarios come, change and go, and one of them is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from roadmap.domain.drafts import refuse, title_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.needs.areas import count_faults
from roadmap.domain.needs.assessments import NAMES, GroundedValue, NeedsAssessment, Scenario, ScenarioValues
from roadmap.domain.needs.calculation import Area
from roadmap.domain.needs.inputs import usual_values, value_faults
from roadmap.domain.needs.models import MONEY, PRICE_OF, Costing, NeedsModel, ParameterKey, ReferenceSet
from roadmap.domain.needs.takeover import refreshed
from roadmap.domain.parts import GROUND_MAX, Ground
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance

MOST_SCENARIOS: Final = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioDraft:
    """A scenario as typed: its head, its areas, and the value of every parameter."""

    title: str
    benchmarks: str
    costing: Costing
    currency: str
    areas: tuple[Area, ...]
    share_in_work: Decimal
    share_interested: Decimal
    coverage: Decimal
    clients_per_specialist: Decimal
    span: Decimal
    outcomes_per_specialist: Decimal
    cost_per_specialist: Decimal
    cost_per_leader: Decimal
    cost_per_client: Decimal
    cost_per_outcome: Decimal

    def value(self, key: ParameterKey) -> Decimal:
        """The value of a parameter."""
        found: Decimal = getattr(self, NAMES[key])
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedScenario(ScenarioDraft):
    """A scenario as its form fills it, with what a part of a plan has: an id, and the plan's version."""

    id: UUID
    version: int


def named_scenarios(plan: Plan) -> tuple[NamedScenario, ...]:
    """The scenarios of a plan as their form knows them."""
    return tuple(
        NamedScenario(
            id=each.id,
            version=plan.version,
            title=each.title,
            benchmarks=each.benchmarks,
            costing=each.costing,
            currency=each.currency,
            areas=each.areas,
            **{name: getattr(each.values, name).value for name in NAMES.values()},
        )
        for each in (plan.needs.scenarios if plan.needs else ())
    )


def model_of(playbook: Playbook) -> NeedsModel:
    """The calculation of a playbook. Raises ``RuleBrokenError`` where it has none."""
    if playbook.needs is None:
        raise RuleBrokenError(Fault(field="", message=message("needs.no_model")))
    return playbook.needs


def with_scenario(plan: Plan, playbook: Playbook, draft: ScenarioDraft, ground: Ground, scenario_id: UUID) -> Plan:
    """The plan with a scenario added or changed, and with everything that was taken over from it brought along.

    Figures that somebody changed by hand since stay. Raises ``RuleBrokenError``.
    """
    held = plan.needs or NeedsAssessment()
    before = held.scenario(scenario_id)
    told = _with_set(playbook, draft, before)
    maker = _Grounds(playbook, told, before, ground)
    refuse([*_faults(held, told, before), *maker.faults()])
    made = Scenario(
        id=scenario_id,
        title=told.title,
        currency=told.currency,
        costing=told.costing,
        benchmarks=told.benchmarks,
        areas=told.areas,
        areas_basis=maker.areas(),
        values=ScenarioValues(**{name: maker.value(key) for key, name in NAMES.items()}),
    )
    scenarios = (
        tuple(made if each.id == scenario_id else each for each in held.scenarios)
        if before
        else (*held.scenarios, made)
    )
    chosen = held.chosen_id if held.scenarios else scenario_id
    return refreshed(replace(plan, needs=replace(held, scenarios=scenarios, chosen_id=chosen)), playbook)


def without_scenario(plan: Plan, scenario_id: UUID) -> Plan:
    """The plan without a scenario. Raises ``RuleBrokenError`` for one whose results the plan took over."""
    held = plan.needs or NeedsAssessment()
    gone = held.scenario(scenario_id)
    if gone and held.takeover and held.takeover.scenario_id == scenario_id:
        raise RuleBrokenError(Fault(field="", message=message("needs.taken_over", title=gone.title)))
    left = tuple(each for each in held.scenarios if each.id != scenario_id)
    chosen = held.chosen_id if held.chosen_id != scenario_id else next((each.id for each in left), None)
    made = replace(held, scenarios=left, chosen_id=chosen)
    return replace(plan, needs=made if left else None)


def with_choice(plan: Plan, scenario_id: UUID) -> Plan:
    """The plan that goes by another of its scenarios. Raises ``RuleBrokenError`` for one that is not there."""
    held = plan.needs or NeedsAssessment()
    if held.scenario(scenario_id) is None:
        raise RuleBrokenError(Fault(field="scenario", message=message("choice.unknown")))
    return replace(plan, needs=replace(held, chosen_id=scenario_id))


def published_as(model: NeedsModel, areas: tuple[Area, ...]) -> ReferenceSet | None:
    """The published areas that these are, all of them or some."""
    named = {(each.name.casefold(), each.people) for each in areas}
    return next(
        (
            each
            for each in model.references
            if named and named <= {(area.title.casefold(), area.people) for area in each.areas}
        ),
        None,
    )


def _with_set(playbook: Playbook, draft: ScenarioDraft, before: Scenario | None) -> ScenarioDraft:
    """The draft with the values of a benchmark set that was chosen just now, wherever nobody typed another one."""
    was = before.benchmarks if before else ""
    model = model_of(playbook)
    chosen = model.benchmarks(draft.benchmarks)
    if draft.benchmarks == was:
        return draft
    usual = {each.key: each.value for each in usual_values(model, model.benchmarks(was), playbook.benchmarks)}
    held = {key: before.values.of(key).value if before else usual[key] for key in NAMES}
    values: dict[str, Any] = {
        NAMES[each.key]: each.value
        for each in usual_values(model, chosen, playbook.benchmarks)
        if draft.value(each.key) == held[each.key] == usual[each.key]
    }
    is_costing_kept = draft.costing == (before.costing if before else "staff")
    costing = (chosen.costing if chosen else "staff") if is_costing_kept else draft.costing
    return replace(draft, costing=costing, **values)


def _faults(held: NeedsAssessment, draft: ScenarioDraft, before: Scenario | None) -> Iterator[Fault]:
    yield from title_faults(draft.title)
    others = (each for each in held.scenarios if before is None or each.id != before.id)
    if draft.title.casefold() in {each.title.casefold() for each in others}:
        yield Fault(field="title", message=message("needs.title_taken"))
    if before is None and len(held.scenarios) >= MOST_SCENARIOS:
        yield Fault(field="", message=message("needs.too_many_scenarios", most=MOST_SCENARIOS))
    yield from (Fault(field="areas", message=each) for each in count_faults(len(draft.areas)))


class _Grounds:
    """Finds what each figure of a scenario stands on, and what has no ground yet."""

    def __init__(self, playbook: Playbook, draft: ScenarioDraft, before: Scenario | None, ground: Ground) -> None:
        self.model = model_of(playbook)
        self.draft, self.before, self.ground = draft, before, ground
        chosen = self.model.benchmarks(draft.benchmarks)
        usual = usual_values(self.model, None, playbook.benchmarks)
        self.known: Mapping[ParameterKey, tuple[GroundedValue, ...]] = {
            each.key: (
                GroundedValue(value=each.value, basis=each.basis),
                GroundedValue(value=plain.value, basis=plain.basis),
            )
            for each, plain in zip(usual_values(self.model, chosen, playbook.benchmarks), usual, strict=True)
        }

    def faults(self) -> Iterator[Fault]:
        """What is wrong with the values, and whether a reason is missing."""
        for key, name in NAMES.items():
            value = self.draft.value(key)
            held = self.before.values.of(key).value if self.before else None
            if value != held:
                yield from value_faults(name, self.model.parameter(key), value, self.draft.currency)
            if self._is_foreign(key):
                told = message("needs.other_currency", wanted=self.draft.currency, own=self.model.currency)
                yield Fault(field=name, message=told)
        if len(self.ground.reason) > GROUND_MAX:
            told = message("text.too_long", most=GROUND_MAX, length=len(self.ground.reason))
            yield Fault(field="ground_reason", message=told)
        elif not self.ground.reason and self._needs_ground():
            missing = "ground.source_missing" if self.ground.kind == "reported" else "ground.reason_missing"
            yield Fault(field="ground_reason", message=message(missing))

    def value(self, key: ParameterKey) -> GroundedValue:
        """A parameter's value on its ground: what the playbook says it is, else as it stood, else as is said now."""
        return self._held(key) or GroundedValue(value=self.draft.value(key), basis=self.ground.basis)

    def areas(self) -> Provenance:
        """What the areas stand on: their publication, else as it stood, else as is said now."""
        published = published_as(self.model, self.draft.areas)
        if published:
            return published.total.basis
        is_same = self.before is not None and self.before.areas == self.draft.areas
        return self.before.areas_basis if self.before and is_same else self.ground.basis

    def _held(self, key: ParameterKey) -> GroundedValue | None:
        value = self.draft.value(key)
        is_own_money = key in MONEY and self.draft.currency != self.model.currency
        candidates = () if is_own_money else self.known[key]
        before = (self.before.values.of(key),) if self.before else ()
        return next((each for each in (*candidates, *before) if each.value == value), None)

    def _is_foreign(self, key: ParameterKey) -> bool:
        """Whether an amount that counts is the playbook's, although the scenario is in another currency."""
        if key not in PRICE_OF[self.draft.costing] or self.draft.currency == self.model.currency:
            return False
        is_held = self.before is not None and self.before.currency == self.draft.currency
        value = self.draft.value(key)
        if is_held and self.before and self.before.values.of(key).value == value:
            return False
        return value != 0 and value in {each.value for each in self.known[key]}

    def _needs_ground(self) -> bool:
        used = {*NAMES} - (MONEY - {*PRICE_OF[self.draft.costing]})
        is_new_area = published_as(self.model, self.draft.areas) is None and not (
            self.before and self.before.areas == self.draft.areas
        )
        return is_new_area or any(self._held(key) is None for key in used)
