"""The short form that starts a plan, and the preview of what it would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from roadmap.domain.budgets import quarter_of
from roadmap.domain.errors import Fault
from roadmap.domain.plan_drafts import LONGEST, PLAYBOOK_CURRENCY, SHORTEST
from roadmap.domain.playbooks import Playbook, Route
from roadmap.domain.workdays import add_months, subdivision_names
from roadmap.i18n import Language
from roadmap.i18n.territories import countries, currencies
from roadmap.web.forms.plans import DRIVERS, chosen_routes, routes_by_name
from roadmap.web.forms.reading import Typed
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.plan_previews import PreviewView
from roadmap.web.views.words import Titles

RARE: Final = (*DRIVERS, "currency", "rate", "rate_source")
"""Fields that most plans leave as they are; folded away until one is filled in or wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPlanView:
    """The form as typed, and the preview once there is one. ``shown`` are the routes whose modules it shows."""

    errors: tuple[ErrorView, ...]
    title: FieldView
    routes: FieldView
    country: FieldView
    subdivision: FieldView | None
    modules: tuple[FieldView, ...]
    shown: tuple[str, ...]
    start: FieldView
    months: FieldView
    drivers: tuple[FieldView, ...]
    currency: FieldView
    rate: FieldView
    rate_source: FieldView
    are_rare_open: bool
    portfolio: FieldView | None
    only_portfolio: str
    preview: PreviewView | None


def new_plan_view(
    words: Language,
    books: tuple[Playbook, ...],
    portfolios: Mapping[str, str],
    form: Typed,
    *,
    today: date,
    faults: Sequence[Fault] = (),
    preview: PreviewView | None = None,
) -> NewPlanView:
    """The form for somebody who may start plans in these portfolios (titles by id)."""
    _, fields = words.gettext, Fields(words, faults)
    chosen = chosen_routes(form, books)
    shown = [(book, route) for book, route in chosen if route.modules]
    several = len(portfolios) > 1
    return NewPlanView(
        errors=fields.errors(),
        title=fields.field(
            "title", _("Title"), form.text("title"), hint=_("For example the country, or the region."), is_required=True
        ),
        routes=_routes(words, fields, books, form),
        country=fields.field(
            "country",
            _("Country"),
            form.text("country").upper(),
            hint=_("No date falls on its weekends and public holidays."),
            options=[("", _("Choose a country")), *countries(words.locale)],
            is_required=True,
        ),
        subdivision=_subdivision(words, fields, form),
        modules=_modules(words, fields, shown, form),
        shown=tuple(f"{book.intervention.key}/{route.key}" for book, route in shown),
        start=fields.field(
            "start",
            _("Start"),
            form.text("start") if "start" in form.values else add_months(quarter_of(today), 3).isoformat(),
            hint=_("The first day of the plan."),
            is_required=True,
        ),
        months=fields.field(
            "months",
            _("Length"),
            form.text("months") if "months" in form.values else str(chosen[0][1].months if chosen else SHORTEST),
            hint=_("%(least)s to %(most)s months.") % {"least": SHORTEST, "most": LONGEST},
            affix=_("months"),
            is_required=True,
        ),
        drivers=_drivers(words, fields, chosen, form),
        currency=fields.field(
            "currency",
            _("Currency"),
            form.text("currency") or PLAYBOOK_CURRENCY,
            options=[(code, f"{code} · {name}") for code, name in currencies(words.locale)],
            is_required=True,
        ),
        rate=fields.field(
            "rate",
            _("Exchange rate"),
            form.text("rate"),
            hint=_("How many of this currency one %(base)s is. The playbook’s amounts are in %(base)s.")
            % {"base": PLAYBOOK_CURRENCY},
        ),
        rate_source=fields.field(
            "rate_source",
            _("Where the rate is from"),
            form.text("rate_source"),
            hint=_("Who publishes it, and of which day: European Central Bank, 20 November 2026."),
        ),
        are_rare_open=_are_rare_open(form, faults),
        portfolio=fields.field(
            "portfolio", _("Portfolio"), form.text("portfolio"), options=portfolios.items(), is_required=True
        )
        if several
        else None,
        only_portfolio="" if several else next(iter(portfolios), ""),
        preview=preview,
    )


def _are_rare_open(form: Typed, faults: Sequence[Fault]) -> bool:
    typed = [form.text(name) for name in RARE if name != "currency"]
    is_own_currency = form.text("currency") in {"", PLAYBOOK_CURRENCY}
    return any(typed) or not is_own_currency or any(fault.field in RARE for fault in faults)


def _routes(words: Language, fields: Fields, books: tuple[Playbook, ...], form: Typed) -> FieldView:
    _ = words.gettext
    options = []
    ordered = sorted(routes_by_name(books).items(), key=lambda pair: _by_letter(pair[1][1]))
    for name, (book, route) in ordered:
        label = _("%(route)s (usually %(months)s months)") % {
            "route": Titles(words, book).route(route.key),
            "months": words.number(route.months),
        }
        options.append((name, f"{book.intervention.name}: {label}" if len(books) > 1 else label))
    return fields.field(
        "routes",
        _("Routes of the playbook"),
        hint=_("One, or several that go together: a network that also starts new services, for example."),
        options=options,
        chosen=form.all("routes"),
        is_required=True,
    )


def _by_letter(route: Route) -> tuple[bool, str, str]:
    """Routes as the sources count them, then those without a letter."""
    return (not route.letter, route.letter, route.title)


def _subdivision(words: Language, fields: Fields, form: Typed) -> FieldView | None:
    """The parts of the chosen country, where they have holidays of their own; as typed when that was wrong."""
    _ = words.gettext
    names, typed = subdivision_names(form.text("country").upper()), form.text("subdivision")
    if not names and not fields.is_wrong("subdivision"):
        return None
    options = [(code, f"{code} · {name}" if name else code) for code, name in names.items()]
    return fields.field(
        "subdivision",
        _("Part of the country"),
        typed,
        hint=_("Where public holidays are its own."),
        options=[("", _("Holidays of the whole country")), *options],
    )


def _modules(
    words: Language, fields: Fields, shown: Sequence[tuple[Playbook, Route]], form: Typed
) -> tuple[FieldView, ...]:
    """The modules of each chosen route: as ticked where they were on offer before, else as the route has them."""
    _ = words.gettext
    found: list[FieldView] = []
    for book, route in shown:
        was_shown = f"{book.intervention.key}/{route.key}" in form.all("shown")
        ticked = form.all("modules") if was_shown else [each.key for each in route.modules if each.is_on]
        group = fields.field(
            "modules",
            _("Modules of “%(route)s”") % {"route": words.text(route.title)},
            options=[(each.key, words.text(each.title)) for each in route.modules],
            chosen=ticked,
        )
        # The first keeps the address to which a line of the error summary leads.
        found.append(replace(group, id=f"{group.id}-{route.key}") if found else group)
    return tuple(found)


def _drivers(
    words: Language, fields: Fields, chosen: Sequence[tuple[Playbook, Route]], form: Typed
) -> tuple[FieldView, ...]:
    _ = words.gettext
    labels = {"specialists": _("Specialists"), "services": _("Services")}
    found = []
    for name in DRIVERS:
        usual = next((route.drivers[name] for _book, route in chosen if name in route.drivers), None)
        hint = _("As in the playbook when left empty.")
        if usual is not None:
            hint = _("%(count)s in the playbook; the same here when left empty.") % {"count": words.number(usual)}
        found.append(fields.field(name, labels[name], form.text(name), hint=hint))
    return tuple(found)
