"""Scenarios side by side, the parameters of one with their ground, and what a result costs beside published figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.benchmarks import Benchmark
from roadmap.domain.needs.assessments import Scenario
from roadmap.domain.needs.calculation import Need
from roadmap.domain.needs.models import MONEY, PARAMETERS, PRICE_OF, NeedsModel
from roadmap.domain.provenance import Provenance
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.needs_words import HALVES, money_in, parameter_said, title_of
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.playbooks_amounts import benchmark


@dataclass(frozen=True, kw_only=True, slots=True)
class ScenarioRow:
    """A scenario beside the others; ``told`` says in what it differs from the one that the plan goes by."""

    id: str
    key: str
    title: str
    told: str
    is_chosen: bool
    areas: str
    to_reach: str
    posts: str
    leaders: str
    cost: str
    outcomes: str
    prov: Provenanced
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SetView:
    """A benchmark set that another scenario can begin with."""

    title: str
    summary: str
    caveat: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterRow:
    """A parameter as the scenario has it, on its ground, beside the playbook's."""

    title: str
    unit: str
    value: str
    prov: Provenanced
    usual: str
    range: str
    caveat: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CostRow:
    """A published figure beside the scenario's own."""

    title: str
    value: str
    unit: str
    caveat: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectivenessView:
    """What one person reached and one outcome cost here, and what the sources say of that and of savings."""

    sentence: str
    prov: Provenanced
    rows: tuple[CostRow, ...]
    ratios: tuple[CostRow, ...]


def scenario_rows(page: PlanPage, model: NeedsModel) -> tuple[ScenarioRow, ...]:
    """Every scenario, the chosen one first."""
    held = page.plan.needs
    by = held.by if held else None
    if held is None or by is None:
        return ()
    ordered = (by, *(each for each in held.scenarios if each.id != by.id))
    return tuple(_row(page, model, each, by) for each in ordered)


def _row(page: PlanPage, model: NeedsModel, each: Scenario, by: Scenario) -> ScenarioRow:
    words, need = page.words, each.assessed.total
    how = words.gettext("Sum over the areas of “%(title)s”, each rounded by itself.") % {"title": each.title}
    return ScenarioRow(
        id=f"scenario-{each.id}",
        key=str(each.id),
        title=words.text(each.title),
        told="; ".join(_differences(page, model, each, by)),
        is_chosen=each.id == by.id,
        areas=words.number(len(each.areas)),
        to_reach=words.number(need.to_reach),
        posts=words.number(need.posts),
        leaders=words.fixed(need.leaders, HALVES),
        cost=money_in(page, need.cost, each.currency),
        outcomes=words.number(need.outcomes),
        prov=page.notes.mark(Provenance(kind="derived", formula=how)),
        edit_href=edit_href(page, "needs", each.id),
    )


def _differences(page: PlanPage, model: NeedsModel, each: Scenario, by: Scenario) -> Iterator[str]:
    if each.id == by.id:
        return
    for key in PARAMETERS:
        value = each.values.of(key).value
        if key in MONEY and key not in PRICE_OF[each.costing]:
            continue
        if value != by.values.of(key).value or (key in MONEY and each.costing != by.costing):
            yield f"{title_of(page, model, key)} {parameter_said(page, key, value, each.currency)}"
    if each.areas != by.areas:
        yield page.words.gettext("other areas")


def set_views(page: PlanPage, model: NeedsModel) -> tuple[SetView, ...]:
    """The benchmark sets of the playbook."""
    words = page.words
    return tuple(
        SetView(
            title=words.text(each.title),
            summary=words.text(each.summary),
            caveat=words.text(each.caveat),
            href=add_href(page, "needs", benchmarks=each.key),
        )
        for each in model.sets
    )


def parameter_rows(page: PlanPage, model: NeedsModel, scenario: Scenario) -> tuple[ParameterRow, ...]:
    """The parameters that count in a scenario."""
    counting = (key for key in PARAMETERS if key not in MONEY or key in PRICE_OF[scenario.costing])
    rows = []
    for key in counting:
        parameter, held = model.parameter(key), scenario.values.of(key)
        low, high = parameter.low, parameter.high
        said = (
            page.words.gettext("%(lowest)s to %(highest)s")
            % {
                "lowest": parameter_said(page, key, low, model.currency),
                "highest": parameter_said(page, key, high, model.currency),
            }
            if low is not None and high is not None
            else "–"
        )
        rows.append(
            ParameterRow(
                title=page.words.text(parameter.title),
                unit=page.words.text(parameter.unit),
                value=parameter_said(page, key, held.value, scenario.currency),
                prov=page.notes.mark(held.basis),
                usual=parameter_said(page, key, parameter.value, model.currency),
                range=said,
                caveat=page.words.text(parameter.caveat),
            )
        )
    return tuple(rows)


def effectiveness(page: PlanPage, model: NeedsModel, scenario: Scenario, total: Need) -> EffectivenessView:
    """The scenario's costs beside those of the sources."""
    _ = page.words.gettext
    known = {each.key: each for each in page.playbook.benchmarks}
    sentence = _("Here one person reached costs %(client)s, and one outcome %(outcome)s.") % {
        "client": _each(page, total.cost, total.to_reach, scenario.currency),
        "outcome": _each(page, total.cost, total.outcomes, scenario.currency),
    }
    how = _("Yearly cost ÷ people to reach, and ÷ outcomes of a year.")
    return EffectivenessView(
        sentence=sentence,
        prov=page.notes.mark(Provenance(kind="derived", formula=how)),
        rows=tuple(_costs(page, (known[key] for key in (*model.per_client, *model.per_outcome)))),
        ratios=tuple(_costs(page, (known[key] for key in model.ratios))),
    )


def _each(page: PlanPage, cost: Decimal, count: Decimal, currency: str) -> str:
    return money_in(page, cost / count, currency) if count else "–"


def _costs(page: PlanPage, found: Iterable[Benchmark]) -> Iterator[CostRow]:
    words = page.words
    for each in found:
        yield CostRow(
            title=words.text(each.title),
            value=benchmark(words, each),
            unit=words.text(each.unit),
            caveat=words.text(each.caveat),
            prov=page.notes.mark(each.basis),
        )
