"""Newer versions of a playbook for tests: changes as an author might make them, alone or together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.routes import MilestoneTemplate, Module, PhaseTemplate, Predecessor, Route

OWN = Provenance(kind="assumed", by="Authors", reason="Seen in practice.")
Change = Callable[[Playbook, str], Playbook]


def newer(playbook: Playbook, *changes: Change, route: str = "pilot", version: str = "9.0") -> Playbook:
    """The playbook in a newer version, with these changes of one of its routes."""
    for change in changes:
        playbook = change(playbook, route)
    return replace(playbook, intervention=replace(playbook.intervention, version=version))


def _with_route(playbook: Playbook, key: str, change: Callable[[Route], Route]) -> Playbook:
    return replace(playbook, routes=tuple(change(each) if each.key == key else each for each in playbook.routes))


def _first(items: tuple[Any, ...], place: int = 0, **values: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return (*items[:place], replace(items[place], **values), *items[place + 1 :])


def of_milestone(place: int, **values: Any) -> Change:  # noqa: ANN401
    """Other fields of a milestone."""

    def change(route: Route) -> Route:
        return replace(route, milestones=_first(route.milestones, place, **values))

    return lambda playbook, key: _with_route(playbook, key, change)


def longer(playbook: Playbook, key: str) -> Playbook:
    """The route's first milestone takes thirty days more."""

    def change(route: Route) -> Route:
        length = route.milestones[0].duration
        more = replace(length, best=length.best + 30, likely=length.likely + 30, worst=length.worst + 30)
        return replace(route, milestones=_first(route.milestones, duration=more))

    return _with_route(playbook, key, change)


def with_new_milestone(playbook: Playbook, key: str) -> Playbook:
    """A milestone more, between the first one and those that waited for it."""

    def change(route: Route) -> Route:
        first, *rest = route.milestones
        new = replace(
            first,
            key="brand-new",
            title="Agree on data protection",
            after=(Predecessor(key=first.key, lag=3),),
            starts=None,
            due=None,
            basis=OWN,
        )
        return replace(route, milestones=(first, new, *(_behind(each, first.key, new.key) for each in rest)))

    return _with_route(playbook, key, change)


def _behind(milestone: MilestoneTemplate, old: str, new: str) -> MilestoneTemplate:
    after = tuple(replace(link, key=new) if link.key == old else link for link in milestone.after)
    return replace(milestone, after=after)


def without_milestone(playbook: Playbook, key: str) -> Playbook:
    """The first milestone that others wait for is gone; they wait for what it waited for."""

    def change(route: Route) -> Route:
        waited = {link.key for each in route.milestones for link in each.after}
        gone = next(each for each in route.milestones[1:] if each.key in waited)
        kept = [each for each in route.milestones if each.key != gone.key]
        return replace(route, milestones=tuple(_without(each, gone) for each in kept))

    return _with_route(playbook, key, change)


def _without(milestone: MilestoneTemplate, gone: MilestoneTemplate) -> MilestoneTemplate:
    kept = [link for link in milestone.after if link.key != gone.key]
    if len(kept) != len(milestone.after):
        kept += [link for link in gone.after if link.key not in {each.key for each in kept}]
    return replace(milestone, after=tuple(kept))


def dearer(playbook: Playbook, key: str) -> Playbook:
    """The first budget line costs a tenth more a unit."""

    def change(route: Route) -> Route:
        cost = route.budget[0].unit_cost
        return replace(
            route, budget=_first(route.budget, unit_cost=replace(cost, amount=cost.amount * Decimal("1.1")), basis=OWN)
        )

    return _with_route(playbook, key, change)


def with_new_line(playbook: Playbook, key: str) -> Playbook:
    """A budget line more, and the second one gone."""

    def change(route: Route) -> Route:
        first, _second, *rest = route.budget
        return replace(route, budget=(first, *rest, replace(first, key="insurance", title="Insurance")))

    return _with_route(playbook, key, change)


def stricter(playbook: Playbook, key: str) -> Playbook:
    """The first payer pays for one category less."""

    def change(route: Route) -> Route:
        payer = route.funding[0]
        moved = payer.may_pay[:1]
        return replace(
            route,
            funding=_first(
                route.funding, may_pay=payer.may_pay[1:], may_not_pay=(*payer.may_not_pay, *moved), basis=OWN
            ),
        )

    return _with_route(playbook, key, change)


def reworded(playbook: Playbook, key: str) -> Playbook:
    """Other words: of a milestone, a phase, a barrier and a stakeholder."""

    def change(route: Route) -> Route:
        return replace(
            route,
            milestones=_first(
                route.milestones, deliverable="A signed paper that everybody has read", marks=("evidence", "review")
            ),
            phases=_first(route.phases, title="Beginnings"),
            barriers=_first(route.barriers, response="Talk to them early", likelihood=5, impact=5),
        )

    archetypes = tuple(replace(each, ask="Take part") for each in playbook.archetypes)
    return _with_route(replace(playbook, archetypes=archetypes), key, change)


def rearranged(playbook: Playbook, key: str) -> Playbook:
    """A phase more in the middle, with a milestone of its own; the last phase begins a month earlier."""

    def change(route: Route) -> Route:
        first, *rest, last = route.phases
        new = PhaseTemplate(
            key="pause", title="A pause", summary="To think", starts=first.starts, ends=replace(first.ends, days=-8)
        )
        last = replace(last, starts=replace(last.starts, months=last.starts.months - 1))
        moment = replace(route.milestones[-1], key="thought", title="Thought over", phase="pause", after=(), due=None)
        return replace(
            route,
            phases=(first, new, *rest, last),
            milestones=(*route.milestones, replace(moment, starts=None, is_pinned=True)),
        )

    return _with_route(playbook, key, change)


def governed(playbook: Playbook, key: str) -> Playbook:
    """A committee that meets more often, one that is new, another stance, another target."""

    def change(route: Route) -> Route:
        first = route.committees[0]
        return replace(
            route,
            committees=(
                replace(first, meets_every_months=1 + first.meets_every_months % 3),
                *route.committees[1:],
                replace(first, key="users-council", title="Council of users"),
            ),
            stakeholders=_first(route.stakeholders, stance="opposes", wanted="neutral"),
            targets=_first(route.targets, value=route.targets[0].value + 7, basis=OWN) if route.targets else (),
        )

    return _with_route(playbook, key, change)


def with_new_module(playbook: Playbook, key: str) -> Playbook:
    """A module that is on by itself, with a milestone; something that depends on regions."""

    def change(route: Route) -> Route:
        module = Module(key="newsletter", title="Newsletter", summary="Monthly", is_on=True, basis=OWN)
        letter = replace(route.milestones[0], key="letter", title="First letter", module="newsletter", after=())
        return replace(route, modules=(*route.modules, module), milestones=(*route.milestones, letter))

    return _with_route(playbook, key, change)


EVERY: tuple[Change, ...] = (
    longer,
    with_new_milestone,
    without_milestone,
    dearer,
    with_new_line,
    stricter,
    reworded,
    rearranged,
    governed,
    with_new_module,
)
