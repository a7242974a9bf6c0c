"""The budget as a table: whatever the periods, its sums are the plan's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.budget_tables import MONTHS, Period, budget_table, period_of
from roadmap.domain.budgets import BudgetLine, total
from roadmap.domain.workdays import add_months
from tests.domain.plans import plan_of
from tests.domain.test_budgets import line, lines

PERIODS: tuple[Period, ...] = ("month", "quarter", "year")
CATEGORIES = ("posts", "training", "travel")


@given(
    st.lists(st.tuples(lines(), st.sampled_from(CATEGORIES)), max_size=6),
    st.sampled_from(PERIODS),
    st.sampled_from(("EUR", "JPY", "KWD")),
)
def test_rows_columns_and_subtotals_add_up_to_the_total(
    drawn: list[tuple[BudgetLine, str]], period: Period, currency: str
) -> None:
    budget = tuple(replace(each, id=uuid4(), category=category) for each, category in drawn)
    table = budget_table(plan_of(budget=budget, currency=currency), period, CATEGORIES)
    assert table.sum.total == total(budget, currency) == sum(table.sum.cells, Decimal(0))
    for group in table.groups:
        assert (
            group.sum.total == sum((each.total for each in group.rows), Decimal(0)) == sum(group.sum.cells, Decimal(0))
        )
        for row in group.rows:
            assert row.line is not None
            assert row.total == row.line.total(currency) == sum(row.cells, Decimal(0))
    for place in range(len(table.periods)):
        assert table.sum.cells[place] == sum((each.sum.cells[place] for each in table.groups), Decimal(0))


@given(lines(), st.sampled_from(PERIODS))
def test_periods_follow_one_another_without_a_gap(one: BudgetLine, period: Period) -> None:
    table = budget_table(plan_of(budget=(one,)), period, [one.category])
    assert table.periods[0] == period_of(one.starts, period)
    following = [add_months(each, MONTHS[period]) for each in table.periods[:-1]]
    assert following == list(table.periods[1:])


@pytest.mark.parametrize(
    ("period", "cells"),
    [("month", ["100.00"] * 12), ("quarter", ["300.00"] * 4), ("year", ["1200.00"])],
)
def test_a_yearly_cost_falls_in_its_periods(period: Period, cells: list[str]) -> None:
    table = budget_table(plan_of(budget=(line(),)), period, ["training"])
    assert [str(each) for each in table.sum.cells] == cells


def test_a_plan_without_lines_has_no_period() -> None:
    table = budget_table(plan_of(), "quarter", [])
    assert (table.periods, table.groups, table.sum.total) == ((), (), Decimal(0))


def test_a_category_keeps_its_place_in_the_order_that_is_given() -> None:
    budget = (line(category="travel"), replace(line(category="posts", starts=date(2027, 5, 1)), id=uuid4()))
    table = budget_table(plan_of(budget=budget), "year", ["posts", "travel"])
    assert [each.category for each in table.groups] == ["posts", "travel"]
