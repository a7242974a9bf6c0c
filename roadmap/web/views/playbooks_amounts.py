"""Figures of a playbook in words: values with their unit, quantities, unit costs, sums."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from roadmap.domain.benchmarks import Benchmark
from roadmap.domain.money import Money
from roadmap.domain.routes import BudgetLineTemplate, Duration, Route
from roadmap.domain.terms import Driver, Recurrence
from roadmap.i18n import Language

DRIVERS: tuple[Driver, ...] = ("services", "specialists", "leaders", "regions", "clients")


def money(words: Language, amount: Money) -> str:
    """An amount, with its minor units only where it has some."""
    return words.money(amount, exact=amount.amount != amount.amount.to_integral_value())


def sums(words: Language, amounts: Iterable[Money]) -> str:
    """Sums in whole units, several currencies side by side, or a dash for none."""
    return words.sentence_list(words.money(each) for each in amounts) or "–"


def with_unit(words: Language, value: Decimal, unit: str) -> str:
    """A value of an indicator or a history with its unit."""
    values = {"count": words.number(value)}
    match unit:
        case "percent":
            sentence = words.gettext("%(count)s%%")
        case "people":
            sentence = words.ngettext("%(count)s person", "%(count)s people", int(value))
        case "posts":
            sentence = words.ngettext("%(count)s post", "%(count)s posts", int(value))
        case "score":
            sentence = words.ngettext("%(count)s point", "%(count)s points", int(value))
        case "services":
            sentence = words.ngettext("%(count)s service", "%(count)s services", int(value))
        case _:
            sentence = "%(count)s"
    return sentence % values


def benchmark(words: Language, figure: Benchmark) -> str:
    """A benchmark's value or range, in its currency where it has one."""

    def said(value: Decimal) -> str:
        return money(words, Money(amount=value, currency=figure.currency)) if figure.currency else words.number(value)

    if figure.highest is None:
        return said(figure.value)
    return words.gettext("%(lowest)s to %(highest)s") % {"lowest": said(figure.value), "highest": said(figure.highest)}


def quantity(words: Language, line: BudgetLineTemplate) -> str:
    """How many of a budget line a plan takes."""
    _ = words.gettext
    sentence = {
        "fixed": _("%(count)s in all"),
        "specialists": _("%(count)s for each specialist"),
        "leaders": _("%(count)s for each team leader"),
        "services": _("%(count)s for each service"),
        "regions": _("%(count)s for each region"),
        "clients": _("%(count)s for each client"),
    }[line.driver]
    return sentence % {"count": words.number(line.per_driver)}


def unit_cost(words: Language, line: BudgetLineTemplate) -> str:
    """What one of it costs, and how often."""
    _ = words.gettext
    sentences: dict[Recurrence, str] = {
        "once": _("%(money)s once"),
        "monthly": _("%(money)s a month"),
        "quarterly": _("%(money)s a quarter"),
        "yearly": _("%(money)s a year"),
    }
    return sentences[line.recurrence] % {"money": money(words, line.unit_cost)}


def usual_size(words: Language, route: Route) -> str:
    """The quantities that a route usually has, as a list."""
    return words.sentence_list(
        _counted(words, driver, route.drivers[driver]) for driver in DRIVERS if driver in route.drivers
    )


def _counted(words: Language, driver: Driver, count: int) -> str:
    values = {"count": words.number(count)}
    match driver:
        case "services":
            return words.ngettext("%(count)s service", "%(count)s services", count) % values
        case "specialists":
            return words.ngettext("%(count)s specialist", "%(count)s specialists", count) % values
        case "leaders":
            return words.ngettext("%(count)s team leader", "%(count)s team leaders", count) % values
        case "regions":
            return words.ngettext("%(count)s region", "%(count)s regions", count) % values
        case _:
            return words.ngettext("%(count)s client", "%(count)s clients", count) % values


def duration(words: Language, estimate: Duration) -> str:
    """A three-point estimate."""
    return words.gettext("%(best)s to %(worst)s working days, most likely %(likely)s") % {
        "best": words.number(estimate.best),
        "worst": words.number(estimate.worst),
        "likely": words.number(estimate.likely),
    }
