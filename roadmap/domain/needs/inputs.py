"""The parameters of a calculation as somebody chooses them: usual values, a benchmark set, single ones besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.domain.benchmarks import Benchmark
from roadmap.domain.drafts import amount_faults, count_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.needs.calculation import Area, Inputs
from roadmap.domain.needs.models import MONEY, PERCENT, BenchmarkSet, NeedsModel, Parameter, ParameterKey, ReferenceSet
from roadmap.domain.provenance import Provenance

ONE: Final = Decimal(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grounded:
    """A parameter's value with what it stands on."""

    key: ParameterKey
    value: Decimal
    basis: Provenance


def usual_values(
    model: NeedsModel, chosen: BenchmarkSet | None, benchmarks: Iterable[Benchmark]
) -> tuple[Grounded, ...]:
    """Every parameter: as a benchmark set has it, where one was chosen and names it, else the usual one."""
    known = {each.key: each for each in benchmarks}
    named = {each.parameter: known[each.benchmark] for each in (chosen.values if chosen else ())}
    return tuple(
        Grounded(key=each.key, value=named[each.key].value, basis=named[each.key].basis)
        if each.key in named
        else Grounded(key=each.key, value=each.value, basis=each.basis)
        for each in model.parameters
    )


def usual_inputs(model: NeedsModel) -> Inputs:
    """The model's own parameters, the cost counted by posts."""
    return Inputs(values={each.key: each.value for each in model.parameters}, costing="staff", currency=model.currency)


def inputs_of(
    model: NeedsModel,
    chosen: BenchmarkSet | None,
    benchmarks: Iterable[Benchmark],
    own: Mapping[ParameterKey, Decimal],
) -> Inputs:
    """What the calculation is given where somebody chose a benchmark set, or none, and single values besides."""
    values = {each.key: each.value for each in usual_values(model, chosen, benchmarks)}
    return Inputs(values={**values, **own}, costing=chosen.costing if chosen else "staff", currency=model.currency)


def value_faults(field: str, parameter: Parameter, value: Decimal, currency: str) -> list[Fault]:
    """A parameter lies where it means something. A share below one percent may have been meant as one of one."""
    if parameter.key in PERCENT and 0 < value < ONE:
        return [Fault(field=field, message=message("needs.fraction", typed=value, percent=value * 100))]
    if not value.is_finite() or not parameter.least <= value <= parameter.most:
        told = message("needs.range", least=parameter.least, most=parameter.most)
        return [Fault(field=field, message=told)]
    return amount_faults(field, value, currency) if parameter.key in MONEY else count_faults(field, value)


def areas_of_reference(reference: ReferenceSet) -> tuple[Area, ...]:
    """Published areas, to be computed again."""
    return tuple(Area(name=each.title, people=each.people) for each in reference.areas)
