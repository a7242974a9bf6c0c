"""A route as a document: essence, conditions, phases and milestones, money, barriers, people, targets, committees."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.routes import BarrierPrior, CommitteeTemplate, Module, Route, StakeholderTemplate, Target
from roadmap.web.views.frame import KeyNumber, Link, Provenanced, ProvenanceNote
from roadmap.web.views.playbooks import BookPage, TextView, ToldView, contents, start_href
from roadmap.web.views.playbooks_amounts import with_unit
from roadmap.web.views.playbooks_milestones import StageView, stages
from roadmap.web.views.playbooks_money import MoneyView, money_view, sum_basis, total
from roadmap.web.views.words import stance_word, trend_word


@dataclass(frozen=True, kw_only=True, slots=True)
class BarrierView:
    """How a barrier usually stands at the start."""

    title: str
    level: str
    trend: str
    reason: str
    response: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class StakeholderView:
    """A stakeholder as the route usually meets it."""

    title: str
    stance: TextView
    levels: TextView
    wants: str
    ask: str
    module: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetView:
    """What an indicator should reach, and when."""

    title: str
    value: str
    when: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteeView:
    """A committee of the route."""

    title: str
    purpose: str
    meets: str
    members: str
    has_service_users: bool
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class ModuleView:
    """A part of the route that can be switched on and off."""

    title: str
    summary: str
    state: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteView:
    """A route, ready to print."""

    title: str
    essence: ToldView
    summary: ToldView
    crumbs: tuple[Link, ...]
    keys: tuple[KeyNumber, ...]
    contents: tuple[Link, ...]
    start_href: str
    compare_href: str
    fits: tuple[TextView, ...]
    blocks: str
    stages: tuple[StageView, ...]
    modules: tuple[ModuleView, ...]
    money: MoneyView
    barriers: tuple[BarrierView, ...]
    stakeholders: tuple[StakeholderView, ...]
    targets: tuple[TargetView, ...]
    committees: tuple[CommitteeView, ...]
    seeds: tuple[TextView, ...]
    notes: tuple[ProvenanceNote, ...]


def route_view(page: BookPage, route: Route) -> RouteView:
    """The document of a route. Notes are numbered in the order in which the page shows the figures."""
    words, _ = page.words, page.words.gettext
    others = [each.key for each in page.book.routes if each.key != route.key]
    blocks = {each.key: words.text(each.title) for each in page.book.intervention.building_blocks}
    return RouteView(
        title=page.titles.route(route.key),
        essence=page.told(route.essence),
        summary=page.told(route.summary),
        crumbs=crumbs(page),
        keys=_keys(page, route),
        contents=_contents(page, route),
        start_href=start_href(route),
        compare_href=f"{page.address}/compare?a={route.key}&b={others[0]}" if others else "",
        fits=tuple(page.said(each) for each in route.fits),
        blocks=page.listed(blocks[key] for key in route.building_blocks if key in blocks),
        stages=stages(page, route),
        modules=tuple(_module(page, each) for each in route.modules),
        money=money_view(page, route),
        barriers=tuple(_barrier(page, each) for each in route.barriers),
        stakeholders=tuple(_stakeholder(page, route, each) for each in route.stakeholders),
        targets=tuple(_target(page, each) for each in route.targets),
        committees=tuple(committee(page, each) for each in route.committees),
        seeds=tuple(page.said(each) for each in route.seeds),
        notes=page.notes.notes(),
    )


def crumbs(page: BookPage) -> tuple[Link, ...]:
    """The way to a page below an intervention's."""
    name = page.words.text(page.book.intervention.name)
    return (Link(label=page.words.gettext("Playbooks"), href="/playbooks"), Link(label=name, href=page.address))


def _keys(page: BookPage, route: Route) -> tuple[KeyNumber, ...]:
    words, _ = page.words, page.words.gettext
    own = sum(each.basis.kind == "assumed" for each in route.milestones)
    added = words.ngettext(
        "%(count)s of them is a practitioner’s addition.", "%(count)s of them are practitioners’ additions.", own
    )
    return (
        KeyNumber(
            label=_("Usual length"),
            value=page.months(route.months),
            prov=page.notes.mark(page.length),
        ),
        KeyNumber(
            label=_("Milestones"),
            value=words.number(len(route.milestones)),
            sub=added % {"count": words.number(own)} if own else "",
            prov=page.notes.mark(page.counted),
        ),
        KeyNumber(
            label=_("Cost at the usual size"),
            value=total(page, route),
            sub=_("Not a price: what the budget lines below come to."),
            prov=page.notes.mark(sum_basis(page, route)),
        ),
    )


def _contents(page: BookPage, route: Route) -> tuple[Link, ...]:
    _ = page.words.gettext
    return contents(
        (
            ("fits", _("For whom it fits"), route.fits),
            ("phases", _("Phases and milestones"), route.phases),
            ("modules", _("Modules"), route.modules),
            ("costs", _("What it costs"), route.budget),
            ("payers", _("Who pays"), route.funding),
            ("barriers", _("Barriers at the start"), route.barriers),
            ("stakeholders", _("Stakeholders"), route.stakeholders),
            ("targets", _("Targets"), route.targets),
            ("committees", _("Committees"), route.committees),
            ("seeds", _("Where it comes from"), route.seeds),
        )
    )


def _module(page: BookPage, module: Module) -> ModuleView:
    _ = page.words.gettext
    return ModuleView(
        title=page.words.text(module.title),
        summary=page.words.text(module.summary),
        state=_("On unless switched off") if module.is_on else _("Off unless switched on"),
        prov=page.notes.mark(module.basis),
    )


def level(page: BookPage, prior: BarrierPrior) -> str:
    """Likelihood and impact in one figure."""
    return page.words.gettext("%(likelihood)s × %(impact)s") % {
        "likelihood": page.words.number(prior.likelihood),
        "impact": page.words.number(prior.impact),
    }


def _barrier(page: BookPage, prior: BarrierPrior) -> BarrierView:
    return BarrierView(
        title=page.titles.barrier(prior.barrier),
        level=level(page, prior),
        trend=trend_word(page.words, prior.trend),
        reason=page.words.text(prior.reason),
        response=page.words.text(prior.response),
        prov=page.notes.mark(prior.basis),
    )


def _stakeholder(page: BookPage, route: Route, known: StakeholderTemplate) -> StakeholderView:
    words, _ = page.words, page.words.gettext
    kind = next(each for each in page.book.archetypes if each.key == known.archetype)
    stance, wanted = stance_word(words, known.stance), stance_word(words, known.wanted)
    judged = page.judged(_("How this route usually meets the stakeholder, in their judgement."))
    is_routes_own = bool(known.influence or known.interest)
    levels = _("Influence %(influence)s, interest %(interest)s") % {
        "influence": words.number(known.influence or kind.influence),
        "interest": words.number(known.interest or kind.interest),
    }
    module = next((words.text(each.title) for each in route.modules if each.key == known.module), "")
    return StakeholderView(
        title=words.text(kind.title),
        stance=TextView(
            text=stance if known.stance == known.wanted else f"{stance} → {wanted}", prov=page.notes.mark(judged)
        ),
        levels=TextView(text=levels, prov=page.notes.mark(judged if is_routes_own else kind.basis)),
        wants=words.text(kind.wants),
        ask=words.text(kind.ask),
        module=_("Only with the module “%(module)s”.") % {"module": module} if module else "",
    )


def _target(page: BookPage, target: Target) -> TargetView:
    words = page.words
    indicator = next(each for each in page.book.indicators if each.key == target.indicator)
    when = words.ngettext("%(count)s month after the start", "%(count)s months after the start", target.month)
    return TargetView(
        title=words.text(indicator.title),
        value=with_unit(words, target.value, indicator.unit),
        when=when % {"count": words.number(target.month)},
        prov=page.notes.mark(target.basis),
    )


def committee(page: BookPage, template: CommitteeTemplate) -> CommitteeView:
    """A committee of a route."""
    words = page.words
    meets = words.ngettext("Meets every month", "Meets every %(count)s months", template.meets_every_months)
    return CommitteeView(
        title=words.text(template.title),
        purpose=words.text(template.purpose),
        meets=meets % {"count": words.number(template.meets_every_months)},
        members=page.listed(page.titles.archetype(key) for key in template.members),
        has_service_users=template.has_service_users,
        prov=page.notes.mark(template.basis),
    )
