"""A plan's money in a few figures: those of the plan's own pages, and parts that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from uuid import UUID

import msgspec
import pytest

from roadmap.domain.budgets import total
from roadmap.domain.coverage import cover
from roadmap.domain.funding import committed, probable
from roadmap.domain.instantiation import Circumstances
from roadmap.domain.plan_money import PlanMoney, plan_money
from roadmap.domain.plans import Plan
from roadmap.domain.sampling import sample_plan
from roadmap.domain.workdays import working_calendar
from roadmap.playbook_files import load_samples, playbooks

BOOK = next(each for each in playbooks() if each.intervention.key == "ips")
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def sample(key: str) -> Plan:
    found = next(each for each in load_samples("ips") if each.key == key)
    ids = count(1)
    around = Circumstances(
        new_id=lambda: UUID(int=next(ids)),
        now=NOW,
        portfolio_id=UUID(int=0),
        slug=key,
        calendar=working_calendar(found.country, found.subdivision),
    )
    return sample_plan(BOOK, found, around)


@pytest.mark.parametrize("key", ["croatia", "czech-republic", "denmark", "scotland"])
def test_figures_are_those_of_the_plans_own_pages(key: str) -> None:
    plan = sample(key)
    figures = plan_money(plan, BOOK).figures
    firm = cover(plan, BOOK)
    assert figures.budget == total(plan.budget, plan.currency) == firm.total.need
    assert (figures.committed, figures.probable) == (committed(plan.commitments), probable(plan.commitments))
    assert figures.gap == firm.total.gap == sum((each.gap for each in figures.gaps), Decimal(0))
    assert figures.ahead(NOW.date()) == sum(firm.gaps_ahead(NOW.date()), Decimal(0))
    assert figures.lapsing == firm.lapsing
    assert 0 <= figures.open <= figures.gap <= figures.budget


def test_figures_come_back_exactly_from_json() -> None:
    found = plan_money(sample("czech-republic"), BOOK)
    assert msgspec.json.decode(msgspec.json.encode(found), type=PlanMoney) == found


def test_figures_stand_however_big_the_amounts() -> None:
    plan = sample("croatia")
    huge = replace(plan.budget[0], unit_cost=Decimal(10) ** 17)
    found = plan_money(replace(plan, budget=(huge,)), BOOK).figures
    assert found.gap == found.budget - (found.committed - found.lapsing) > Decimal(10) ** 16
