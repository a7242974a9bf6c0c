"""The needs assessment of a plan: the finding, every area, which parameter moves it most, scenarios, what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.needs.assessments import Scenario
from roadmap.domain.needs.calculation import Assessed, Need
from roadmap.domain.needs.models import NeedsModel
from roadmap.domain.needs.sensitivity import Effect, Measure, effects, figure_of, ranked
from roadmap.domain.provenance import Provenance
from roadmap.pictures.figures import Figure
from roadmap.pictures.tornado import Swing, Tornado, tornado
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.fields import ErrorView, Fields
from roadmap.web.views.frame import KeyNumber, Provenanced, ProvenanceNote
from roadmap.web.views.needs_published import PublishedView, published_view
from roadmap.web.views.needs_scenarios import (
    EffectivenessView,
    ParameterRow,
    ScenarioRow,
    SetView,
    effectiveness,
    parameter_rows,
    scenario_rows,
    set_views,
)
from roadmap.web.views.needs_takeover import LinkView, link_view
from roadmap.web.views.needs_words import HALVES, money_in, parameter_said, rounding_said, title_of
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedRow:
    """What an area needs, a sum of areas, or all people in one calculation."""

    title: str
    people: str
    eligible: str
    to_reach: str
    fte: str
    posts: str
    leaders: str
    cost: str
    outcomes: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StartView:
    """A way to begin: published areas, or areas of one's own."""

    title: str
    told: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessedView:
    """The scenario that the plan goes by, ready to print."""

    title: str
    edit_href: str
    people: str
    areas: tuple[NeedRow, ...]
    sums: tuple[NeedRow, ...]
    areas_prov: Provenanced
    prov: Provenanced
    why: str
    rounding: str
    published: PublishedView | None
    tornado: Tornado
    moves: str
    parameters: tuple[ParameterRow, ...]
    effectiveness: EffectivenessView
    link: LinkView


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedsView:
    """The page, ready to print; ``assessed`` is nothing where there is no scenario yet."""

    lede: str
    keys: tuple[KeyNumber, ...]
    version: str
    assessed: AssessedView | None
    scenarios: tuple[ScenarioRow, ...]
    sets: tuple[SetView, ...]
    starts: tuple[StartView, ...]
    add_href: str
    choice_action: str
    errors: tuple[ErrorView, ...]
    notes: tuple[ProvenanceNote, ...]


def needs_view(page: PlanPage, model: NeedsModel, faults: Sequence[Fault] = ()) -> NeedsView:
    """The assessment of a plan loaded with services and budget."""
    held = page.plan.needs
    scenario = held.by if held else None
    found = scenario.assessed if scenario else None
    assessed = _assessed(page, model, scenario, found) if scenario and found else None
    return NeedsView(
        lede=_lede(page, scenario, found),
        keys=_keys(page, scenario, found) if scenario and found else (),
        version=str(page.plan.version),
        assessed=assessed,
        scenarios=scenario_rows(page, model),
        sets=set_views(page, model),
        starts=_starts(page, model),
        add_href=add_href(page, "needs"),
        choice_action=f"{page.address}/needs/choice" if page.may_manage else "",
        errors=Fields(page.words, faults).errors(),
        notes=page.notes.notes(),
    )


def _lede(page: PlanPage, scenario: Scenario | None, found: Assessed | None) -> str:
    words = page.words
    if scenario is None or found is None:
        return words.gettext("How many posts each area needs has not been worked out yet.")
    total = found.total
    return words.gettext(
        "%(areas)s areas need %(posts)s posts to reach %(reached)s people a year, for about %(cost)s; about "
        "%(outcomes)s outcomes a year can be expected."
    ) % {
        "areas": words.number(len(found.areas)),
        "posts": words.number(total.posts),
        "reached": words.number(total.to_reach),
        "cost": money_in(page, total.cost, scenario.currency),
        "outcomes": words.number(total.outcomes),
    }


def _keys(page: PlanPage, scenario: Scenario, found: Assessed) -> tuple[KeyNumber, ...]:
    _, words, total = page.words.gettext, page.words, found.total
    mark = _sum_mark(page)
    national = _("%(count)s by one national calculation") % {"count": words.number(found.national.posts)}
    return (
        KeyNumber(label=_("Posts"), value=words.number(total.posts), sub=national, prov=mark),
        KeyNumber(
            label=_("Cost a year"),
            value=money_in(page, total.cost, scenario.currency),
            sub=_("%(fte)s full-time specialists, %(leaders)s team leaders")
            % {"fte": words.number(total.fte), "leaders": words.number(total.leaders)},
            prov=mark,
        ),
        KeyNumber(
            label=_("People to reach a year"),
            value=words.number(total.to_reach),
            sub=_("of %(eligible)s eligible") % {"eligible": words.number(total.eligible)},
            prov=mark,
        ),
        KeyNumber(label=_("Outcomes a year"), value=words.number(total.outcomes), prov=mark),
    )


def _sum_mark(page: PlanPage) -> Provenanced:
    formula = page.words.gettext("The sum of all areas, each rounded by itself; see the parameters below.")
    return page.notes.mark(Provenance(kind="derived", formula=formula))


def _assessed(page: PlanPage, model: NeedsModel, scenario: Scenario, found: Assessed) -> AssessedView:
    moving = effects(scenario.areas, scenario.inputs, model)
    return AssessedView(
        title=page.words.text(scenario.title),
        edit_href=edit_href(page, "needs", scenario.id),
        people=page.words.text(model.people),
        areas=tuple(_row(page, page.words.text(area.name), need, scenario.currency) for area, need in found.areas),
        sums=(
            _row(page, page.words.gettext("Sum of the areas"), found.total, scenario.currency),
            _row(page, page.words.gettext("One national calculation"), found.national, scenario.currency),
        ),
        areas_prov=page.notes.mark(scenario.areas_basis),
        prov=_sum_mark(page),
        why=_why(page, found),
        rounding=rounding_said(page),
        published=published_view(page, model, scenario, found),
        tornado=_tornado(page, model, scenario, found, moving),
        moves=_moves(page, model, moving),
        parameters=parameter_rows(page, model, scenario),
        effectiveness=effectiveness(page, model, scenario, found.total),
        link=link_view(page, scenario),
    )


def _row(page: PlanPage, title: str, need: Need, currency: str) -> NeedRow:
    number = page.words.number
    return NeedRow(
        title=title,
        people=number(need.people),
        eligible=number(need.eligible),
        to_reach=number(need.to_reach),
        fte=page.words.fixed(need.fte, HALVES),
        posts=number(need.posts),
        leaders=page.words.fixed(need.leaders, HALVES),
        cost=money_in(page, need.cost, currency),
        outcomes=number(need.outcomes),
    )


def _why(page: PlanPage, found: Assessed) -> str:
    """Why the sum of areas is not the national calculation, with the rule by its name."""
    words = page.words
    total, national = found.total.posts, found.national.posts
    if total == national:
        return words.gettext("The sum of the areas and one national calculation give the same number of posts.")
    return words.gettext(
        "The areas add up to %(total)s posts, one national calculation gives %(national)s. The rule “nearest whole "
        "post, at least one” is applied to each area by itself, so that parts of posts are rounded once in each area "
        "instead of once in all. A plan by areas needs the %(total)s."
    ) % {"total": words.number(total), "national": words.number(national)}


def _tornado(
    page: PlanPage, model: NeedsModel, scenario: Scenario, found: Assessed, moving: tuple[Effect, ...]
) -> Tornado:
    _ = page.words.gettext
    swings = [
        Swing(
            title=title_of(page, model, each.parameter),
            low=parameter_said(page, each.parameter, each.low, scenario.currency),
            high=parameter_said(page, each.parameter, each.high, scenario.currency),
            at_low=each.at_low.cost,
            at_high=each.at_high.cost,
        )
        for each in ranked(moving, "cost")
        if each.swing("cost")
    ]
    figure = Figure(
        dom_id="tornado",
        finding=_("What moves the cost of a year"),
        name=_("Cost of a year at both ends of each parameter’s range"),
        measure=_("Each parameter alone over the range that the sources state, or a tenth less and more"),
        number=1,
    )
    return tornado(
        swings,
        found.total.cost,
        lambda amount: money_in(page, amount, scenario.currency),
        figure,
        page.words,
    )


def _moves(page: PlanPage, model: NeedsModel, moving: tuple[Effect, ...]) -> str:
    """What moves posts and outcomes most, in a sentence."""
    words = page.words

    def first(measure: Measure) -> tuple[str, str, str]:
        most = ranked(moving, measure)[0]
        low, high = sorted((figure_of(most.at_low, measure), figure_of(most.at_high, measure)))
        return title_of(page, model, most.parameter), words.number(low), words.number(high)

    posts, outcomes = first("posts"), first("outcomes")
    return words.gettext(
        "Posts move most with “%(posts)s” (%(posts_low)s to %(posts_high)s), outcomes with “%(outcomes)s” "
        "(%(outcomes_low)s to %(outcomes_high)s)."
    ) % {
        "posts": posts[0],
        "posts_low": posts[1],
        "posts_high": posts[2],
        "outcomes": outcomes[0],
        "outcomes_low": outcomes[1],
        "outcomes_high": outcomes[2],
    }


def _starts(page: PlanPage, model: NeedsModel) -> tuple[StartView, ...]:
    words = page.words
    return tuple(
        StartView(
            title=words.text(each.title),
            told=words.text(each.summary),
            href=add_href(page, "needs", **{"from": each.key}),
        )
        for each in model.references
    )
