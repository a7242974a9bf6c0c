"""What coverage costs: the need of ten services over three years, and twenty-five sources with restrictions."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID

from roadmap.domain.coverage import cover, relaxations
from roadmap.domain.workdays import DAY, add_months
from tests.bench.report import Figure
from tests.bench.rounds import milliseconds
from tests.domain.coverage.plans import START, cost, money, plan, playbook, source

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan

QUARTERS, SERVICES, SOURCES = 12, 10, 25
CATEGORIES: Final = 8
AIM: Final = 60.0
"""Most milliseconds."""


def coverage_figures() -> list[Figure]:
    """Time the coverage, and beside it all changes that would close gaps, of which each is a coverage."""
    subject, book = big_plan(), playbook()
    size = f"{QUARTERS} quarters, {CATEGORIES} categories, {SERVICES} services, {SOURCES} sources"
    middle, least, most = milliseconds(lambda: cover(subject, book))
    tried, *_ = milliseconds(lambda: relaxations(subject, book))
    return [
        Figure(name=f"Coverage of {size}", value=middle, unit="ms", aim=AIM, detail=f"{least:.1f} to {most:.1f}"),
        Figure(name="Changes that would close its gaps, each tried", value=tried, unit="ms"),
    ]


def big_plan() -> Plan:
    """A need in every month, category and service, and sources with any restrictions; the same every time."""
    draw = random.Random(1)  # noqa: S311 (no secret)
    months = QUARTERS * 3
    end = add_months(START, months) - DAY
    services = [UUID(int=900 + number) for number in range(SERVICES)]
    keys = [each.key for each in playbook().cost_categories][:CATEGORIES]
    lines = [
        replace(
            cost(key, str(draw.randint(500, 90_000)), START, end, service),
            id=UUID(int=1_000 + 100 * rank + number),
            growth=Decimal(2),
        )
        for rank, key in enumerate(keys)
        for number, service in enumerate(services)
    ]
    sources = [
        source(
            number,
            *draw.sample(keys, draw.randint(1, CATEGORIES)),
            service_ids=tuple(draw.sample(services, draw.randint(1, SERVICES))) if draw.random() < 0.5 else (),
        )
        for number in range(SOURCES)
    ]
    commitments = []
    for number in range(SOURCES):
        starts, ends = _period(draw, months)
        commitments.append(money(number, str(draw.randint(100_000, 9_000_000)), of=number, starts=starts, ends=ends))
    return plan(lines, sources, commitments, months=months)


def _period(draw: random.Random, months: int) -> tuple[date, date]:
    first = draw.randrange(months - 3)
    return add_months(START, first), add_months(START, draw.randint(first + 3, months)) - DAY
