"""The fourth step of the wizard: when the plan runs, how big it is, and in which money."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.drafting import Answers
from roadmap.domain.plan_drafts import LONGEST, PLAYBOOK_CURRENCY, SHORTEST
from roadmap.domain.playbooks import Playbook
from roadmap.i18n import Language
from roadmap.i18n.territories import currencies
from roadmap.web.forms.plans import DRIVERS
from roadmap.web.views.drafts import first
from roadmap.web.views.fields import Fields, FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeView:
    """The step as typed."""

    start: FieldView
    months: FieldView
    drivers: tuple[FieldView, ...]
    currency: FieldView
    rate: FieldView
    rate_source: FieldView


def scope_view(words: Language, typed: Answers, book: Playbook, fields: Fields) -> ScopeView:
    """The step as typed, or with what is usual for the chosen routes."""
    _ = words.gettext
    return ScopeView(
        start=fields.field(
            "start", _("Start"), first(typed, "start"), hint=_("The first day of the plan."), is_required=True
        ),
        months=fields.field(
            "months",
            _("Length"),
            first(typed, "months"),
            hint=_("%(least)s to %(most)s months.") % {"least": SHORTEST, "most": LONGEST},
            affix=_("months"),
            is_required=True,
        ),
        drivers=_drivers(words, fields, typed, book),
        currency=fields.field(
            "currency",
            _("Currency"),
            first(typed, "currency").strip().upper() or PLAYBOOK_CURRENCY,
            options=[(code, f"{code} · {name}") for code, name in currencies(words.locale)],
            is_required=True,
        ),
        rate=fields.field(
            "rate",
            _("Exchange rate"),
            first(typed, "rate"),
            hint=_("How many of this currency one %(base)s is. The playbook’s amounts are in %(base)s.")
            % {"base": PLAYBOOK_CURRENCY},
        ),
        rate_source=fields.field(
            "rate_source",
            _("Where the rate is from"),
            first(typed, "rate_source"),
            hint=_("Who publishes it, and of which day: European Central Bank, 20 November 2026."),
        ),
    )


def _drivers(words: Language, fields: Fields, typed: Answers, book: Playbook) -> tuple[FieldView, ...]:
    _ = words.gettext
    labels = {"specialists": _("Specialists"), "services": _("Services")}
    chosen = [each.partition("/")[2] for each in typed.get("routes", ())]
    routes = [route for key in chosen for route in book.routes if route.key == key]
    found = []
    for name in DRIVERS:
        usual = next((route.drivers[name] for route in routes if name in route.drivers), None)
        hint = _("As in the playbook when left empty.")
        if usual is not None:
            hint = _("%(count)s in the playbook; the same here when left empty.") % {"count": words.number(usual)}
        found.append(fields.field(name, labels[name], first(typed, name), hint=hint))
    return tuple(found)
