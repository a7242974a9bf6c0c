"""The form that starts a plan, and those that settle it: its start, and a judgement of its status.

The command line reads its options as the same form, so that both refuse the same things in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plan_drafts import PLAYBOOK_CURRENCY, PlanDraft, check_real_draft
from roadmap.domain.plans import RagKind
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.routes import Route
from roadmap.domain.terms import Driver
from roadmap.domain.workdays import subdivisions
from roadmap.i18n.language import DEFAULT
from roadmap.i18n.territories import codes_in_use
from roadmap.web.forms.reading import MOVES, Typed, day, no_day, no_whole, whole

DRIVERS: Final[tuple[Driver, ...]] = ("specialists", "services")
"""What the form asks for; the rest follows, or is the playbook's."""
KINDS: Final[tuple[RagKind, ...]] = ("good", "warn", "bad")
RATE: Final = re.compile(r"[0-9]{1,8}([.,][0-9]{1,8})?")
SOURCE_MAX = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedPlan:
    """A plan as asked for, and the playbook that it follows."""

    playbook: Playbook
    draft: PlanDraft


def chosen_routes(form: Typed, books: Iterable[Playbook]) -> list[tuple[Playbook, Route]]:
    """The routes that are ticked and exist, each once; a value is ``playbook/route``."""
    known = routes_by_name(books)
    return [known[name] for name in dict.fromkeys(form.all("routes")) if name in known]


def routes_by_name(books: Iterable[Playbook]) -> dict[str, tuple[Playbook, Route]]:
    """Every route under the name by which a form and the command line ask for it."""
    return {f"{book.intervention.key}/{route.key}": (book, route) for book in books for route in book.routes}


def parse_plan(form: Typed, books: tuple[Playbook, ...], *, by: str, today: date) -> WantedPlan:
    """What was typed as a draft. Raises ``RuleBrokenError`` with everything that is wrong, in the order of the form.

    ``by`` is the key of the role in which somebody reports an exchange rate.
    """
    book, faults = _playbook(form, books)
    start, start_faults = _start(form)
    months = whole(form.text("months"))
    if months is None:
        unreadable = no_whole(form.text("months"))
        start_faults.append(Fault(field="months", message=unreadable))
    drivers, driver_faults = _drivers(form)
    country, part = form.text("country").strip().upper(), form.text("subdivision").strip()
    currency = form.text("currency").strip().upper() or PLAYBOOK_CURRENCY
    rate, basis, rate_faults = _rate(form, currency, role_of(book, by), today)
    draft = PlanDraft(
        title=" ".join(form.text("title").split()),
        routes=tuple(name.partition("/")[2] for name in dict.fromkeys(form.all("routes"))),
        country=country,
        subdivision=part if part in subdivisions(country) else part.upper(),
        start=start or today,
        months=months if months is not None else 24,
        modules=_modules(form, book) if book else None,
        drivers=drivers or None,
        currency=currency,
        rate=rate,
        rate_basis=basis,
    )
    own = [*form.faults, *faults, *start_faults, *driver_faults, *rate_faults]
    _check(book, draft, own)
    if book is None:
        raise RuleBrokenError(*own)
    return WantedPlan(playbook=book, draft=draft)


def role_of(book: Playbook | None, by: str) -> str:
    """The role in which somebody says something, as the playbook calls it."""
    roles = {role.key: role.title for role in book.intervention.roles} if book else {}
    return roles.get(by, by.capitalize())


def _check(book: Playbook | None, draft: PlanDraft, own: list[Fault]) -> None:
    """Raise what the form and the domain find together; of one field only what the form found first."""
    found = list(own)
    try:
        if book:
            check_real_draft(book, draft)
    except RuleBrokenError as error:
        named = {fault.field for fault in own}
        named |= {"rate"} if named & {"currency", "rate_source"} else set()
        found += [fault for fault in error.faults if fault.field not in named]
    if found:
        raise RuleBrokenError(*sorted(found, key=lambda fault: ORDER.index(fault.field) if fault.field in ORDER else 0))


ORDER: Final = (
    "title", "routes", "modules", "country", "subdivision", "start", "months",
    *DRIVERS, "currency", "rate", "rate_source", "portfolio",
)  # fmt: skip


def _playbook(form: Typed, books: tuple[Playbook, ...]) -> tuple[Playbook | None, list[Fault]]:
    """The one playbook whose routes are asked for; the first where no route is named, for the other faults."""
    names = list(dict.fromkeys(form.all("routes")))
    by_key = {book.intervention.key: book for book in books}
    wanted = list(dict.fromkeys(name.partition("/")[0] for name in names))
    for key in wanted:
        if key not in by_key:
            unknown = message("plan.unknown_playbook", typed=key[:60], known=", ".join(by_key))
            return None, [Fault(field="routes", message=unknown)]
    if len(wanted) > 1:
        return None, [Fault(field="routes", message=message("plan.one_playbook"))]
    return (by_key[wanted[0]] if wanted else books[0]), []


def _modules(form: Typed, book: Playbook) -> tuple[str, ...] | None:
    """The modules that are on: as ticked for routes whose modules were shown, a route's own default for others."""
    chosen = [route for name, (_book, route) in routes_by_name([book]).items() if name in form.all("routes")]
    shown = {name.partition("/")[2] for name in form.all("shown")}
    if not shown:
        return None
    left = [route for route in book.routes if route.key in shown and route not in chosen]
    hidden = {module.key for route in left for module in route.modules}
    hidden -= {module.key for route in chosen for module in route.modules}
    ticked = [key for key in form.all("modules") if key not in hidden]
    usual = [module.key for route in chosen if route.key not in shown for module in route.modules if module.is_on]
    return tuple(dict.fromkeys([*ticked, *usual]))


def _start(form: Typed) -> tuple[date | None, list[Fault]]:
    start = day(form.text("start"), form.code)
    if start is None:
        return None, [Fault(field="start", message=no_day(form.text("start"), form.code))]
    return start, []


def _drivers(form: Typed) -> tuple[dict[Driver, int], list[Fault]]:
    found: dict[Driver, int] = {}
    faults = []
    for name in DRIVERS:
        text = form.text(name).strip()
        count = whole(text) if text else None
        if count is not None:
            found[name] = count
        elif text:
            faults.append(Fault(field=name, message=no_whole(text)))
    return found, faults


def _rate(form: Typed, currency: str, by: str, today: date) -> tuple[Decimal | None, Provenance | None, list[Fault]]:
    """The rate with where it is from; nothing for the playbook's own currency."""
    if currency == PLAYBOOK_CURRENCY:
        return None, None, []
    if currency not in codes_in_use():
        return None, None, [Fault(field="currency", message=message("plan.unknown_currency", typed=currency[:10]))]
    typed, source = re.sub(r"[\s\u00a0\u202f]", "", form.text("rate")), " ".join(form.text("rate_source").split())
    faults = []
    if typed and not RATE.fullmatch(typed):
        faults.append(Fault(field="rate", message=message("plan.rate_unreadable", typed=form.text("rate")[:40])))
    if typed and not source:
        faults.append(Fault(field="rate_source", message=message("plan.rate_source_missing")))
    if len(source) > SOURCE_MAX:
        too_long = message("text.too_long", most=SOURCE_MAX, length=len(source))
        faults.append(Fault(field="rate_source", message=too_long))
    if faults or not typed:
        return None, None, faults
    return Decimal(typed.replace(",", ".")), Provenance(kind="reported", by=by, on=today, reason=source), []


def asked(values: Mapping[str, str], lists: Iterable[tuple[str, str]], code: str = DEFAULT) -> Typed:
    """A form as an address or a command line fills it in: fields with one value, and those that may have several."""
    found: dict[str, list[str]] = {}
    for name, value in lists:
        found.setdefault(name, []).append(value)
    return Typed(values=values, lists={name: tuple(each) for name, each in found.items()}, code=code)


def parse_start(form: Typed) -> date:
    """The new start of a plan. Raises ``RuleBrokenError``."""
    start, faults = _start(form)
    if start is None or form.faults:
        raise RuleBrokenError(*form.faults, *faults)
    return start


def parse_judgement(form: Typed) -> tuple[RagKind | None, str]:
    """A judgement with its reason; nothing for taking it away. Raises ``RuleBrokenError``."""
    faults = list(form.faults)
    kind = next((each for each in KINDS if each == form.text("kind")), None)
    # Of two versions, or by its own button: no judgement at all.
    is_removed = form.text("do") == "remove" or (form.text("do") == "chosen" and not form.text("kind"))
    if kind is None and not is_removed:
        faults.append(Fault(field="kind", message=message("choice.unknown")))
    if faults:
        raise RuleBrokenError(*faults)
    return (None, "") if is_removed else (kind, form.text("reason").strip())


def wants_preview(form: Typed) -> bool:
    """Whether the button that was pressed saves nothing."""
    return form.text("do").startswith(("preview", *MOVES))
