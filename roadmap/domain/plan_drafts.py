"""What somebody decides when starting a plan, and what must be right about it before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.routes import Route
from roadmap.domain.terms import Driver
from roadmap.domain.workdays import FIRST_YEAR, LAST_YEAR, is_country, subdivisions

SHORTEST, LONGEST = 24, 60
"""Months that a plan may last, both included."""
LAST_START = LAST_YEAR - 6
TITLE_MAX = 120
MOST_OF_A_DRIVER = 100_000
FOLLOWS: tuple[Driver, ...] = ("leaders", "clients")
"""What grows with the number of specialists where nobody says otherwise."""
PLAYBOOK_CURRENCY = "EUR"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanDraft:
    """What somebody decides when starting a plan. Empty ``drivers`` and ``modules`` mean the playbook's own.

    ``rate`` is how many units of ``currency`` one unit of the playbook's currency is.
    """

    title: str
    routes: tuple[str, ...]
    country: str
    subdivision: str = ""
    start: date
    months: int
    modules: tuple[str, ...] | None = None
    drivers: dict[Driver, int] | None = None
    currency: str = PLAYBOOK_CURRENCY
    rate: Decimal | None = None
    rate_basis: Provenance | None = None


def check_draft(playbook: Playbook, draft: PlanDraft) -> None:
    """Raise ``RuleBrokenError`` with everything that hinders making a plan, in the order of the draft's fields.

    The country is left aside: a trial of a route, which nobody keeps, may be nowhere.
    """
    _refuse([*_title(draft), *_routes(playbook, draft), *_time(draft), *_figures(draft)])


def check_real_draft(playbook: Playbook, draft: PlanDraft) -> None:
    """Do the same for a plan that is to be kept: its country must be one, and a part of it must be known."""
    _refuse([*_title(draft), *_routes(playbook, draft), *_place(draft), *_time(draft), *_figures(draft)])


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise RuleBrokenError(*faults)


def _title(draft: PlanDraft) -> Iterator[Fault]:
    if not draft.title.strip():
        yield Fault(field="title", message=message("title.empty"))
    if len(draft.title) > TITLE_MAX:
        yield Fault(field="title", message=message("text.too_long", most=TITLE_MAX, length=len(draft.title)))


def _routes(playbook: Playbook, draft: PlanDraft) -> Iterator[Fault]:
    known = {route.key: route for route in playbook.routes}
    if not draft.routes:
        yield Fault(field="routes", message=message("plan.no_route"))
    for key in draft.routes:
        if key not in known:
            yield Fault(field="routes", message=message("plan.unknown_route", key=key[:60]))
    modules = {module.key for key in draft.routes if key in known for module in known[key].modules}
    for key in draft.modules or ():
        if key not in modules:
            yield Fault(field="modules", message=message("plan.unknown_module", key=key[:60]))


def _place(draft: PlanDraft) -> Iterator[Fault]:
    if not draft.country:
        yield Fault(field="country", message=message("plan.no_country"))
    elif not is_country(draft.country):
        yield Fault(field="country", message=message("plan.unknown_country", typed=draft.country[:40]))
    elif draft.subdivision and draft.subdivision not in subdivisions(draft.country):
        known = ", ".join(subdivisions(draft.country))
        key = "plan.unknown_part" if known else "plan.no_parts"
        yield Fault(field="subdivision", message=message(key, typed=draft.subdivision[:40], known=known))


def _time(draft: PlanDraft) -> Iterator[Fault]:
    if not FIRST_YEAR <= draft.start.year <= LAST_START:
        out_of_range = message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_START))
        yield Fault(field="start", message=out_of_range)
    if not SHORTEST <= draft.months <= LONGEST:
        yield Fault(field="months", message=message("plan.months_range", least=SHORTEST, most=LONGEST))


def _figures(draft: PlanDraft) -> Iterator[Fault]:
    for driver, count in (draft.drivers or {}).items():
        if not 1 <= count <= MOST_OF_A_DRIVER:
            yield Fault(field=driver, message=message("plan.driver_range", most=MOST_OF_A_DRIVER))
    if draft.currency == PLAYBOOK_CURRENCY:
        return
    if draft.rate is None or draft.rate_basis is None:
        missing = message("plan.rate_missing", currency=draft.currency, base=PLAYBOOK_CURRENCY)
        yield Fault(field="rate", message=missing)
    elif draft.rate <= 0:
        yield Fault(field="rate", message=message("plan.rate_positive"))


def chosen_modules(routes: list[Route], draft: PlanDraft) -> frozenset[str]:
    """The modules that are on: those chosen, or each route's own default."""
    if draft.modules is not None:
        return frozenset(draft.modules)
    return frozenset(module.key for route in routes for module in route.modules if module.is_on)


def drivers_of(routes: list[Route], draft: PlanDraft) -> dict[Driver, int]:
    """How many specialists, services and so on the plan has: those chosen, else those of the first route that says.

    Where only the specialists are chosen, leaders and clients follow them in the route's own proportion, rounded up.
    """
    usual: dict[Driver, int] = {}
    for route in routes:
        for driver, count in route.drivers.items():
            usual.setdefault(driver, count)
    chosen = draft.drivers or {}
    follow: dict[Driver, int] = {}
    if "specialists" in chosen and usual.get("specialists"):
        share = Decimal(chosen["specialists"]) / usual["specialists"]
        follow = {each: int((usual[each] * share).to_integral_value(ROUND_UP)) for each in FOLLOWS if each in usual}
    return {**usual, **follow, **chosen}
