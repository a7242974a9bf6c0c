"""A budget line's form: money in the reader's own separators, and what happens with a line that was spent on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.i18n import language
from roadmap.store.connection import fetch_one
from tests.web.filled import errors_of, form_of, text_of
from tests.world import PLAN, footprint, plan_id_of, speak

if TYPE_CHECKING:
    from tests.world import World

OK, SAVED, REFUSED = 200, 303, 422
ADDRESS: Final = f"/plans/{PLAN}/budget-lines"


async def line(where: str = "unit_cost >= 1000") -> dict[str, Any]:
    row = await fetch_one(
        f"SELECT * FROM budget_line WHERE plan_id = $1 AND {where} ORDER BY id LIMIT 1",  # noqa: S608 (a test's own words)
        await plan_id_of(),
    )
    assert row is not None
    return dict(row)


@pytest.mark.parametrize(
    ("code", "typed", "cost"),
    [
        ("en", "1,234.56", "1234.56"),
        ("fr", "1.234,56", "1234.56"),
        ("fr", "1 234,56", "1234.56"),
        ("hr", "1.234,56", "1234.56"),
        ("cs", "1 234,56", "1234.56"),
        ("da", "1.234,56", "1234.56"),
        ("es", "1234,56", "1234.56"),
    ],
)
async def test_money_is_typed_in_the_separators_of_the_reader(
    sample_world: World, code: str, typed: str, cost: str
) -> None:
    await speak(sample_world.country_lead, code)
    held = await line()
    form = form_of(await sample_world.country_lead.get(f"{ADDRESS}/{held['id']}/edit"), str(held["id"]))
    answer = await sample_world.country_lead.post(form.action, data=form.typed(unit_cost=typed, ground_reason="Offer."))
    assert answer.status_code == SAVED
    assert (await line(f"id = '{held['id']}'"))["unit_cost"] == Decimal(cost)


@pytest.mark.parametrize(
    ("code", "typed", "said"),
    [
        ("en", "1.234,56", "Write a number in digits, for example 1,234.5. You wrote “1.234,56”."),
        ("en", "1.234", "EUR has 2 decimal places: write an amount such as 1,234.5, not a finer one."),
        ("en", "", "Write a number, for example 1,234.5."),
        ("en", "NaN", "Write a number in digits, for example 1,234.5. You wrote “NaN”."),
        ("en", "-3", "Write a number that is not below zero."),
        (
            "fr",
            "1.234",
            "«\u00a01.234\u00a0» peut se lire 1\u202f234 ou 1,234. Écrivez le nombre que vous voulez dire.",
        ),
    ],
)
async def test_an_amount_that_is_unclear_is_asked_again_and_never_guessed(
    sample_world: World, code: str, typed: str, said: str
) -> None:
    await speak(sample_world.country_lead, code)
    before, held = await footprint(), await line()
    form = form_of(await sample_world.country_lead.get(f"{ADDRESS}/{held['id']}/edit"), str(held["id"]))
    answer = await sample_world.country_lead.post(form.action, data=form.typed(unit_cost=typed, ground_reason="Offer."))
    assert answer.status_code == REFUSED
    words = language(code)
    summary = words.gettext("%(field)s: %(problem)s") % {"field": words.gettext("Unit cost"), "problem": said}
    assert " ".join(summary.split()) in " ".join(text_of(answer).split())
    assert errors_of(answer)["unit_cost"].replace("\u202f", " ") == said.replace("\u00a0", " ").replace("\u202f", " ")
    assert form_of(answer, str(held["id"])).values["unit_cost"] == typed
    assert await footprint() == before


async def test_a_changed_line_changes_every_sum_that_shows_it(sample_world: World) -> None:
    held = await line("recurrence = 'once' AND quantity = 1")
    pages = [f"/plans/{PLAN}/budget", f"/plans/{PLAN}"]
    before = [(await sample_world.reader.get(page)).headers["etag"] for page in pages]
    form = form_of(await sample_world.country_lead.get(f"{ADDRESS}/{held['id']}/edit"), str(held["id"]))
    answer = await sample_world.country_lead.post(
        form.action, data=form.typed(unit_cost="1,000,000", ground_kind="reported", ground_reason="Tender.")
    )
    assert answer.status_code == SAVED
    after = [await sample_world.reader.get(page) for page in pages]
    assert [page.headers["etag"] for page in after] != before
    shown = text_of(after[0])
    assert "€1,000,000" in shown
    assert "Reported. Country lead" in shown
    assert "Tender." in shown


async def test_a_line_that_was_spent_on_stays_and_says_what_to_do_instead(sample_world: World) -> None:
    held = await line("id IN (SELECT line_id FROM spending)")
    before = await footprint()
    shown = await sample_world.country_lead.get(f"{ADDRESS}/{held['id']}/removal")
    assert shown.status_code == OK
    assert "so it cannot be taken out. To plan no more money on it, let it end on" in text_of(shown)
    assert 'value="Take it out"' not in shown.text
    answer = await sample_world.country_lead.post(
        f"{ADDRESS}/{held['id']}/removal", data={"version": str(held["version"])}
    )
    assert answer.status_code == REFUSED
    assert "cannot be taken out" in text_of(answer)
    assert await footprint() == before


async def test_the_address_can_fill_in_fields(sample_world: World) -> None:
    answer = await sample_world.country_lead.get(f"{ADDRESS}/new", params={"category": "training", "title": "Courses"})
    form = form_of(answer, "budget-lines")
    assert (form.values["category"], form.values["title"], form.values["quantity"]) == ("training", "Courses", "1")


async def test_a_source_with_committed_money_is_taken_out_only_with_what_was_shown(sample_world: World) -> None:
    row = await fetch_one(
        "SELECT s.id, s.version FROM funding_source s JOIN commitment c ON c.source_id = s.id"
        " WHERE s.plan_id = $1 AND c.stage IN ('committed', 'contracted', 'received') LIMIT 1",
        await plan_id_of(),
    )
    assert row is not None
    address, before = f"/plans/{PLAN}/funding-sources/{row['id']}/removal", await footprint()
    blind = await sample_world.country_lead.post(address, data={"version": str(row["version"])})
    assert blind.status_code == REFUSED
    assert "Take those amounts out first, or take them out along with it" in text_of(blind)
    assert await footprint() == before
    shown = await sample_world.country_lead.get(address)
    assert "What goes with it" in text_of(shown)
    assert (await sample_world.country_lead.post(address, data=form_of(shown, "removal").values)).status_code == SAVED
    assert await fetch_one("SELECT 1 FROM commitment WHERE source_id = $1", row["id"]) is None
