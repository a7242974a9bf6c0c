"""Checks of services: big enough and led, not overloaded, reviewed, and growing no faster than any before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from roadmap.domain.checks.funds import ZERO
from roadmap.domain.checks.results import Finding, Outcome, Place
from roadmap.domain.checks.situations import Situation, titles
from roadmap.domain.indicators import Reading
from roadmap.domain.messages import Message, message
from roadmap.domain.plan_checks import PlanCheck
from roadmap.domain.services import Service
from roadmap.domain.workdays import add_months

NO_SERVICES = message("check.no_services")
SERVICES = "services"
"""What grows where it is no indicator: the specialists of all services."""
TARGETS = Place(noun="target")
DAYS_A_YEAR = Decimal("365.25")
HUNDREDTH = Decimal("0.01")


def service_size(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001 (every check takes both)
    """Every service has enough specialists to be a team, and some leadership."""
    least = here.thresholds["check-min-specialists"]
    services = here.plan.services
    if not services:
        return _usual_size(here, least)
    said = [(each, _too_small(each, least)) for each in services]
    return Outcome(
        findings=tuple(_finding(each, wrong) for each, wrong in said if wrong),
        message=message("check.big_enough", number=len(services), least=least),
    )


def _too_small(service: Service, least: Decimal) -> Message | None:
    if service.specialists < least:
        key = "check.few_specialists" if service.leaders else "check.few_and_unled"
        return message(key, service=service.title, specialists=service.specialists, least=least)
    return None if service.leaders else message("check.unled", service=service.title)


def _usual_size(here: Situation, least: Decimal) -> Outcome:
    """Before services are entered: what the plan's size makes of each on average."""
    specialists, services = here.plan.drivers.get("specialists", 0), here.plan.drivers.get("services", 0)
    if not specialists or not services:
        return Outcome(message=NO_SERVICES, applies=False)
    each = (Decimal(specialists) / services).quantize(HUNDREDTH)
    few = message("check.few_on_average", specialists=specialists, services=services, each=each, least=least)
    return Outcome(
        findings=(Finding(message=few, place=Place(noun="service")),) if each < least else (),
        message=message("check.enough_on_average", each=each),
    )


def caseload(here: Situation, check: PlanCheck) -> Outcome:
    """No service reports, and no target asks for, more clients for each specialist than can be helped well."""
    most = here.thresholds["check-max-caseload"]
    names = {each.key: each.title for each in here.playbook.indicators}
    readings = _latest(here, check.indicators)
    targets = [each for each in here.plan.targets if each.indicator in check.indicators]
    if not readings and not targets:
        return Outcome(message=message("check.no_caseload"), applies=False)
    services = {each.id: each for each in here.plan.services}
    findings = [
        Finding(
            item=str(each.service_id),
            message=message(
                "check.caseload_read",
                service=services[each.service_id].title,
                indicator=names.get(each.indicator, each.indicator),
                value=each.value,
                quarter=each.quarter,
                most=most,
            ),
            place=Place(noun="service", id=each.service_id),
        )
        for each in readings
        if each.value > most and each.service_id in services
    ]
    findings += [
        Finding(
            item=each.indicator,
            message=message(
                "check.caseload_aim",
                indicator=names.get(each.indicator, each.indicator),
                value=each.value,
                due=each.due,
                most=most,
            ),
            place=TARGETS,
        )
        for each in targets
        if each.value > most
    ]
    return Outcome(findings=tuple(findings), message=message("check.caseload_right", most=most))


def _latest(here: Situation, indicators: tuple[str, ...]) -> list[Reading]:
    """The latest reading of each service."""
    found: dict[tuple[object, str], Reading] = {}
    for each in sorted(here.plan.readings, key=lambda each: each.quarter):
        if each.indicator in indicators:
            found[each.service_id, each.indicator] = each
    return list(found.values())


def quality_reviews(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """For every service a review of its quality is dated, in time after it opens or after the plan begins.

    A service that opens shortly before the plan's end is reviewed after it.
    """
    plan, months = here.plan, here.thresholds
    latest_opening = add_months(plan.end, -int(months["check-review-after-months"]))
    services = [each for each in plan.services if each.opens <= latest_opening]
    if not services:
        return Outcome(message=NO_SERVICES, applies=False)
    reviews = here.marked("review")
    spans = [(min(each.planned_start, here.due(each)), here.due(each)) for each in reviews]
    findings = []
    for each in services:
        until = min(plan.end, add_months(max(each.opens, plan.start), int(months["check-review-months"])))
        if not any(start <= until and due > each.opens for start, due in spans):
            said = message("check.no_review", service=each.title, opens=each.opens, until=until)
            place = Place(noun="milestone", fill=(("marks", "review"),))
            findings.append(Finding(item=str(each.id), message=said, place=place))
    return Outcome(findings=tuple(findings), message=message("check.reviews", titles=titles(reviews)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """Something counted that grows from a day to another, in the plan's own figures."""

    item: str
    title: str | Message
    before: Decimal
    after: Decimal
    start: date
    end: date

    @property
    def factor(self) -> Decimal:
        """Times the year before; growth within less than a year counts as that of a year."""
        years = max(Decimal(1), (self.end - self.start).days / DAYS_A_YEAR)
        return (self.after / self.before) ** (1 / years)


def growth(here: Situation, check: PlanCheck) -> Outcome:
    """Nothing grows faster in a year than the fastest history; growth from nothing has no rate."""
    most = here.thresholds["check-growth-per-year"]
    grown = [*_of_services(here), *_of_targets(here, check.indicators)]
    if not grown:
        return Outcome(message=message("check.from_nothing"), applies=False)
    fast: dict[str, Growth] = {}
    for each in grown:
        if each.factor > most and (each.item not in fast or each.factor > fast[each.item].factor):
            fast[each.item] = each
    return Outcome(
        findings=tuple(Finding(item=key, message=_too_fast(each, most), place=TARGETS) for key, each in fast.items()),
        message=message("check.growth", factor=max(each.factor for each in grown).quantize(HUNDREDTH), most=most),
    )


def _too_fast(each: Growth, most: Decimal) -> Message:
    return message(
        "check.too_fast",
        title=each.title,
        before=each.before,
        after=each.after,
        start=each.start,
        end=each.end,
        factor=each.factor.quantize(HUNDREDTH),
        most=most,
    )


def _of_services(here: Situation) -> Iterator[Growth]:
    """Specialists of all services: those that there are when the plan begins, and those at its end."""
    before = sum((each.specialists for each in here.plan.services if each.opens < here.plan.start), ZERO)
    after = sum((each.specialists for each in here.plan.services if each.opens <= here.plan.end), ZERO)
    if before:
        title = message("check.specialists_of_services")
        yield Growth(item=SERVICES, title=title, before=before, after=after, start=here.plan.start, end=here.plan.end)


def _of_targets(here: Situation, indicators: tuple[str, ...]) -> Iterator[Growth]:
    """Each target of an indicator and the next one."""
    names = {each.key: each.title for each in here.playbook.indicators}
    for key in indicators:
        targets = sorted((each for each in here.plan.targets if each.indicator == key), key=lambda each: each.due)
        for first, second in pairwise(targets):
            if first.value > 0 and second.due > first.due:
                yield Growth(
                    item=key,
                    title=names.get(key, key),
                    before=first.value,
                    after=second.value,
                    start=first.due,
                    end=second.due,
                )


def _finding(service: Service, said: Message) -> Finding:
    field = "leaders" if said.key == "check.unled" else "specialists"
    return Finding(item=str(service.id), message=said, place=Place(noun="service", id=service.id, field=field))
