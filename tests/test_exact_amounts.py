"""No amount is ever a binary fraction on its way from a form to the database, its log and every export."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NoReturn
from uuid import UUID, uuid4

import pytest

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.exchange import read_plan, write_plan
from roadmap.domain.exports import ExportSubject
from roadmap.domain.money import digits, minor_units, plain
from roadmap.domain.plans import Plan
from roadmap.domain.visits import Visit
from roadmap.exports.csv_tables import budget
from roadmap.i18n import LANGUAGES, language
from roadmap.i18n.numbers import written
from roadmap.services.playbooks import playbook
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.store.writing import Actor, save_new_plan, writing
from roadmap.web.forms.budgets import BUDGET_LINE
from roadmap.web.forms.reading import Typed
from roadmap.web.views.plan_frame import plan_page
from tests.people import add_portfolio
from tests.world import PLAN, plan_id_of, sample_world_of

if TYPE_CHECKING:
    from tests.databases import Databases

CURRENCIES: Final = ("JPY", "EUR", "CZK", "KWD", "TND")
"""Without decimal places, with two, and with three."""
EACH: Final = 2_000
NOW: Final = datetime(2026, 11, 25, 9, tzinfo=UTC)
SOMEBODY: Final = Actor(account_id=None, name="country-lead")


def amounts_of(currency: str) -> list[Decimal]:
    """Give random amounts of up to 12 digits before the decimals, with all places of the currency."""
    chance, places = random.Random(currency), minor_units(currency)  # noqa: S311 (test data)
    return [Decimal(chance.randrange(10 ** (chance.randrange(1, 13) + places))).scaleb(-places) for _ in range(EACH)]


def typed_amounts(amounts: list[Decimal], plan: Plan) -> list[Decimal]:
    """Type amounts into the form in the separators of all languages in turn, and read them as a request is read."""
    field = BUDGET_LINE.field("unit_cost")
    assert field is not None
    found = []
    for index, amount in enumerate(amounts):
        code = sorted(LANGUAGES)[index % len(LANGUAGES)]
        page = plan_page(language(code), Visit(language=code), plan, NOW.date(), "/")
        text = written(amount, code, minor_units(plan.currency) if index % 2 else 0)
        found.append(field.value(Typed(values={"unit_cost": text}, lists={"unit_cost": (text,)}), page, None))
    return found


def no_fraction(digits_of_it: str) -> NoReturn:
    pytest.fail(f"{digits_of_it} stands as a number in JSON, which programs read as a binary fraction")


def lines_with(model: BudgetLine, amounts: list[Decimal], plan_id: UUID) -> tuple[BudgetLine, ...]:
    return tuple(
        replace(
            model,
            id=uuid4(),
            plan_id=plan_id,
            key=f"line-{index:05}",
            title=f"Line {index}",
            unit_cost=amount,
            quantity=Decimal(1),
            recurrence="once",
            growth=Decimal(0),
            service_id=None,
        )
        for index, amount in enumerate(amounts)
    )


@pytest.mark.parametrize("currency", CURRENCIES)
async def test_every_amount_leaves_as_it_was_typed(databases: Databases, currency: str) -> None:
    async with sample_world_of(databases):
        model = await load_plan(await plan_id_of(PLAN), {"budget"})
        empty = replace(
            model, id=uuid4(), slug="exact", portfolio_id=await add_portfolio("exact"), currency=currency, budget=()
        )
        await save_new_plan(empty, SOMEBODY)
        amounts = amounts_of(currency)
        typed = typed_amounts(amounts, empty)
        assert typed == amounts
        assert {type(each) for each in typed} == {Decimal}
        lines = lines_with(model.budget[0], typed, empty.id)
        async with writing(empty.id, SOMEBODY, NOW, {"budget"}) as unit:
            unit.become(replace(unit.plan, budget=lines))
        saved = await load_plan(empty.id, {"budget"})
        costs = {line.key: line.unit_cost for line in saved.budget}
        assert [costs[line.key] for line in lines] == amounts
        assert {type(each) for each in costs.values()} == {Decimal}
        assert await logged(empty.id) == {line.title: plain(line.unit_cost) for line in lines}
        assert in_json(saved) == {line.key: plain(line.unit_cost) for line in lines}
        assert in_csv(saved) == {line.key: digits(line.unit_cost, currency) for line in lines}
        assert all(line.total(currency) == amount for line, amount in zip(lines, amounts, strict=True))


async def logged(plan_id: UUID) -> dict[str, str]:
    """Read what the log holds of each line's unit cost."""
    rows = await fetch("SELECT item, fields FROM change WHERE plan_id = $1 AND noun = 'budget-line'", plan_id)
    return {
        row["item"]: next(field["after"] for field in row["fields"] if field["field"] == "unit_cost") for row in rows
    }


def in_json(plan: Plan) -> dict[str, str]:
    """Read the unit costs of an exported plan as a program does that knows nothing of exact numbers."""
    content = write_plan(plan, playbook(plan.intervention).sources)
    found = json.loads(content, parse_float=no_fraction)["plan"]["budget"]
    back = read_plan(content).plan
    assert {line.key: line.unit_cost for line in back.budget} == {line.key: line.unit_cost for line in plan.budget}
    return {line["key"]: line["unit_cost"] for line in found}


def in_csv(plan: Plan) -> dict[str, str]:
    known = playbook(plan.intervention)
    subject = ExportSubject(plan=plan, playbook=known, base_url="https://example.org", today=plan.start)
    text = budget(subject, language("en")).body.decode("utf-8-sig")
    return {row["Key"]: row["Unit cost"] for row in csv.DictReader(io.StringIO(text))}
