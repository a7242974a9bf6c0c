"""Needs in words: figures with their unit, parameters, costs in the scenario's currency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import msgspec

from roadmap.domain.money import Money
from roadmap.domain.needs.assessments import LinkedFigure, NeedsAssessment
from roadmap.domain.needs.linking import Fate, Outcome
from roadmap.domain.needs.models import MONEY, PERCENT, NeedsModel, ParameterKey
from roadmap.web.views.amounts import exact_amount
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.provenance import Noted

HALVES: Final = 1
"""Decimals of what is rounded to the nearest half, so that those of a column stand below one another."""
OWN: Final[frozenset[Fate]] = frozenset({"kept", "gone"})
"""What is as somebody made it, unless it is ticked."""


def money_in(page: Noted, amount: Decimal, currency: str) -> str:
    """An amount in whole units of a currency."""
    return page.words.money(Money(amount=amount, currency=currency))


def parameter_said(page: Noted, key: ParameterKey, value: Decimal, currency: str) -> str:
    """A parameter's value: a percentage, an amount, or a number."""
    if key in PERCENT:
        return page.words.gettext("%(count)s%%") % {"count": page.words.number(value)}
    if key in MONEY:
        is_exact = value != value.to_integral_value()
        return page.words.money(Money(amount=value, currency=currency), exact=is_exact)
    return page.words.number(value)


def title_of(page: Noted, model: NeedsModel, key: ParameterKey) -> str:
    """A parameter's title."""
    return page.words.text(model.parameter(key).title)


def rounding_said(page: PlanPage) -> str:
    """The rounding rules by name."""
    return page.words.gettext(
        "People, posts and outcomes are rounded to the nearest whole one, full-time equivalents and team leaders to "
        "the nearest half. Every area has at least one post, half a full-time equivalent and half a team leader."
    )


def assessment_said(page: PlanPage, value: Any) -> str:  # noqa: ANN401 (a plain JSON value)
    """An assessment in a sentence: the result of each scenario, which one the plan goes by, and what is linked."""
    _, words, held = page.words.gettext, page.words, msgspec.convert(value, NeedsAssessment, strict=False)
    said = [
        _("“%(title)s”: %(posts)s posts, %(cost)s a year")
        % {
            "title": words.text(each.title),
            "posts": words.number(each.assessed.total.posts),
            "cost": money_in(page, each.assessed.total.cost, each.currency),
        }
        for each in held.scenarios
    ]
    if len(held.scenarios) > 1 and held.by:
        said.append(_("the plan goes by “%(title)s”") % {"title": words.text(held.by.title)})
    if held.takeover:
        count = len(held.takeover.items)
        linked = words.ngettext("%(count)s item is linked", "%(count)s items are linked", count)
        said.append(linked % {"count": words.number(count)})
    return "; ".join(said)


def own_edit_said(page: PlanPage, each: Outcome) -> str:
    """What somebody changed by hand since it was taken over, and what the assessment gives instead."""
    _ = page.words.gettext
    if each.fate == "gone":
        return _("%(what)s was taken out by hand; it stays out.") % {"what": item_title(page, each)}
    return _("%(what)s stays as somebody made it: %(now)s; the assessment gives %(wanted)s.") % {
        "what": item_title(page, each),
        "now": figures_said(page, each, each.before),
        "wanted": figures_said(page, each, each.wanted),
    }


def item_title(page: PlanPage, each: Outcome) -> str:
    """What an item is: an area's service or line, a target, a size of the plan."""
    _, words = page.words.gettext, page.words
    if each.part == "target":
        indicator = next((one for one in page.playbook.indicators if one.key == each.key), None)
        return _("Target “%(what)s”") % {"what": words.text(indicator.title) if indicator else each.key}
    if each.part == "driver":
        return _("Size of the plan: %(what)s") % {"what": _sizes(page)[each.key]}
    places = page.playbook.needs.results if page.playbook.needs else None
    if each.part == "service" or places is None:
        return _("Service “%(what)s”") % {"what": words.text(each.area)}
    category = places.specialists if each.part == "specialists" else places.leaders
    return words.labelled(page.titles.category(category), words.text(each.area))


def _sizes(page: PlanPage) -> dict[str, str]:
    _ = page.words.gettext
    return {
        "specialists": _("specialists"),
        "leaders": _("team leaders"),
        "services": _("services"),
        "clients": _("people reached"),
    }


def team_said(page: PlanPage, specialists: Decimal, leaders: Decimal) -> str:
    """Who works at a service: "1 specialist and 0.5 leaders"."""
    words = page.words
    counted = (
        (words.ngettext("%(count)s specialist", "%(count)s specialists", specialists), specialists),
        (words.ngettext("%(count)s leader", "%(count)s leaders", leaders), leaders),
    )
    return words.sentence_list(said % {"count": words.number(count)} for said, count in counted)


def figures_said(page: PlanPage, each: Outcome, figures: Iterable[LinkedFigure]) -> str:
    """The figures of an item in words; nothing where there are none."""
    _, values = page.words.gettext, {one.name: one.value for one in figures}
    if not values:
        return ""
    if each.part == "service":
        return team_said(page, values["specialists"], values["leaders"])
    if "unit_cost" in values:
        return f"{page.words.number(values['quantity'])} × {exact_amount(page, values['unit_cost'])}"
    return page.words.number(next(iter(values.values()), Decimal(0)))
