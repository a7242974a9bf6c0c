"""The money of all plans in one currency: exact on the page and in both files, never without a rate, never too dear."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import asyncpg
import pytest

from roadmap.domain.money_reports import FIGURES
from roadmap.store.connection import fetch
from roadmap.web.views.money_rows import SHOWN
from tests.people import add_person, add_portfolio, browser, give, sign_in
from tests.queries import MOST_QUERIES, counted_queries
from tests.world import PORTFOLIO

if TYPE_CHECKING:
    import httpx

    from tests.world import World

pytestmark = pytest.mark.usefixtures("sample_day")
ROW: Final = re.compile(r'<tr role="row">\s*<th role="rowheader" scope="row">(.*?)</tr>', re.DOTALL)
CELL: Final = re.compile(r'<td role="cell" class="num nb"[^>]*><span>(.*?)</span></td>', re.DOTALL)


def on_screen(page: str) -> dict[str, dict[str, Decimal]]:
    """Read the table of a page: the amounts of each plan, and of the total, by column."""
    found = {}
    for row in ROW.findall(page):
        title = re.sub("<span.*|<[^>]+>", "", row.split("</th>")[0], flags=re.DOTALL).strip()
        amounts = [Decimal(re.sub(r"[^0-9.\-]", "", unescape(cell))) for cell in CELL.findall(row)]
        if amounts:
            found[unescape(title)] = dict(zip(SHOWN, amounts, strict=True))
    return found


async def table_of(client: httpx.AsyncClient, query: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The same table as JSON and as CSV."""
    as_json: dict[str, Any] = (await client.get(f"/money/exports/money.json{query}")).json()
    text = (await client.get(f"/money/exports/money.csv{query}")).content.decode("utf-8-sig")
    return as_json, list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("query", ["", "?currency=GBP", "?currency=CZK", "?currency=DKK&route=learning-community"])
async def test_screen_json_and_csv_agree_to_the_cent(sample_world: World, query: str) -> None:
    client = sample_world.grant_manager
    screen = on_screen((await client.get(f"/money{query}")).text)
    as_json, as_csv = await table_of(client, query)
    totals = {name: Decimal(amount) for name, amount in as_json["totals"].items()}
    assert screen.pop("Total") == {name: totals[name] for name in SHOWN}
    assert len(screen) == len(as_json["plans"]) == len(as_csv) - 1 > 0
    heads = dict(zip(FIGURES, [name for name in as_csv[0] if "own currency" not in name.lower()][4:12], strict=True))
    for plan, row in zip(as_json["plans"], as_csv, strict=False):
        amounts = {name: Decimal(amount) for name, amount in plan["amounts"].items()}
        assert screen[plan["title"]] == {name: amounts[name] for name in SHOWN}
        assert {name: Decimal(row[head]) for name, head in heads.items()} == amounts
        assert {name: row[head] for name, head in heads.items()} == plan["amounts"], "digit by digit"
    for name in FIGURES:
        assert (
            sum(Decimal(plan["amounts"][name]) for plan in as_json["plans"])
            == totals[name]
            == Decimal(as_csv[-1][heads[name]])
        )


async def test_every_conversion_stands_beside_its_rate_and_date(sample_world: World) -> None:
    page = (await sample_world.reader.get("/money")).text
    for rate in ("1 EUR = 24.4 CZK", "1 EUR = 7.46 DKK", "1 EUR = 0.86 GBP"):
        assert rate in page
    assert "20 Nov 2026, " in page
    assert "not one that anybody published" in page
    crossed = (await sample_world.reader.get("/money?currency=GBP")).text
    assert "1 DKK = 0.115282 GBP" in crossed
    assert "from 7.46 DKK and 0.86 GBP for 1 EUR, 20 Nov 2026" in crossed
    as_json, _ = await table_of(sample_world.reader, "?currency=GBP")
    rates = {plan["plan"]: plan["rate"] for plan in as_json["plans"]}
    assert rates["denmark"] == {
        "day": "2026-11-20",
        "source": "sample",
        "reason": "",
        "for_one_euro": {"DKK": "7.46", "GBP": "0.86"},
    }
    assert rates["scotland"] is None


async def test_a_missing_rate_is_a_gap_with_a_name_and_not_a_zero(sample_world: World) -> None:
    client = sample_world.grant_manager
    whole = Decimal((await table_of(client, ""))[0]["totals"]["budget"])
    await fetch("DELETE FROM exchange_rate WHERE currency = 'DKK'")
    await fetch("UPDATE plan SET revision = revision + 1 WHERE slug = 'spain'")
    page = (await client.get("/money")).text
    assert re.search(r"Total without Denmark: no rate for DKK on or before \d+ \w+ \d{4}\.", page)
    assert "No rate for DKK on or before" in page
    assert on_screen(page)["Denmark"]["budget"] == Decimal("56850330.00"), "in its own currency"
    as_json, as_csv = await table_of(client, "")
    assert as_json["without"] == ["denmark"]
    missing = next(plan for plan in as_json["plans"] if plan["plan"] == "denmark")
    assert (missing["amounts"], missing["is_counted"], missing["rate"]) == (None, False, None)
    assert missing["own_amounts"]["budget"] == "56850330.00"
    assert next(row for row in as_csv if row["Plan"] == "Denmark")["Budget"] == ""
    assert Decimal(as_json["totals"]["budget"]) == whole - Decimal("7620687.67")
    assert on_screen(page)["Total without Denmark"]["budget"] == Decimal(as_json["totals"]["budget"])
    into = (await client.get("/money?currency=DKK")).text
    assert "no rate for CZK–DKK on or before" in into
    assert "no rate for DKK on or before" in into, "from the euro it is the krone that has none"


async def test_a_newer_rate_counts_at_the_next_look_and_a_later_one_not_yet(sample_world: World) -> None:
    client = sample_world.grant_manager
    first = await client.get("/money")
    assert (await client.get("/money", headers={"if-none-match": first.headers["etag"]})).status_code == 304
    sent = await client.post(
        "/rates/imports", data={"source": "ecb"}, files={"file": ("r.csv", b"Date,CZK,GBP\n2026-11-23,25,0.9\n")}
    )
    preview = (await client.get(sent.headers["location"])).text
    revision = re.search(r'name="revision" value="([^"]*)"', preview)
    assert revision
    await client.post(sent.headers["location"], data={"revision": revision[1]})
    second = await client.get("/money", headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200
    assert "1 EUR = 25 CZK" in second.text
    assert "European Central Bank, euro foreign exchange reference rates of 23 Nov 2026" in second.text


async def test_filters_are_those_of_the_portfolio(sample_world: World) -> None:
    client = sample_world.grant_manager
    page = (await client.get("/money?status=bad&currency=EUR")).text
    assert "2 of 6 plans" in page
    assert set(on_screen(page)) == {"Czech Republic", "Croatia", "Total"}
    nothing = await client.get("/money?stage=received&status=bad&route=learning-community")
    assert "No plan fits these filters" in nothing.text
    for query in ("status=purple", "within=1e9", "route=nowhere", "stage=gone", "currency=XAU", "currency=eur"):
        assert (await client.get(f"/money?{query}")).status_code == 422, query


async def test_everybody_sees_only_their_plans_and_no_form_that_is_not_theirs(sample_world: World) -> None:
    for name, has_form in (
        ("grant_manager", True),
        ("administrator", True),
        ("country_lead", False),
        ("reader", False),
    ):
        page = (await sample_world.browser(name).get("/money")).text
        assert ("Report in this currency" in page) is has_form, name
        assert len(on_screen(page)) == 7
    outside = (await sample_world.outsider.get("/money")).text
    assert "No plan is open to you yet" in outside
    assert "Denmark" not in outside
    as_json, _ = await table_of(sample_world.outsider, "")
    assert as_json["plans"] == []


async def currency() -> str:
    found: str = (await fetch("SELECT currency FROM portfolio WHERE slug = $1", PORTFOLIO))[0]["currency"]
    return found


async def test_a_portfolio_reports_in_another_currency_and_it_is_kept_who_chose_it(sample_world: World) -> None:
    client, address = sample_world.grant_manager, f"/portfolios/{PORTFOLIO}/currency"
    before = (await sample_world.reader.get("/money")).text
    saved = await client.post(address, data={"before": "EUR", "currency": "GBP"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/money?saved=yes")
    page = (await client.get("/money?saved=yes")).text
    assert "reports in GBP" in page
    assert "EUR to GBP by the Grant manager on" in page
    after = (await sample_world.reader.get("/money")).text
    assert "All amounts in EUR" in before
    assert "All amounts in GBP" in after
    assert await currency() == "GBP"
    for statement in ("UPDATE portfolio_change SET after = 'EUR'", "DELETE FROM portfolio_change"):
        with pytest.raises(asyncpg.RaiseError, match="only grows"):
            await fetch(statement)


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"before": "EUR", "currency": "QQQ"}, 422, "Choose one of the answers on offer."),
        ({"before": "EUR", "currency": ""}, 422, ""),
        ({"before": "CZK", "currency": "GBP"}, 409, "Meanwhile somebody chose EUR."),
        ({}, 422, ""),
    ],
)
async def test_a_wrong_or_late_choice_comes_back_with_the_page(
    sample_world: World, form: dict[str, str], status: int, said: str
) -> None:
    answer = await sample_world.grant_manager.post(f"/portfolios/{PORTFOLIO}/currency", data=form)
    assert answer.status_code == status
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert await currency() == "EUR"


async def test_a_portfolio_is_not_changed_by_who_leads_a_plan_in_it_or_another_portfolio(sample_world: World) -> None:
    form = {"before": "EUR", "currency": "GBP"}
    await add_portfolio("other")
    await give(await add_person(), "grant-manager", portfolio="other")
    async with browser(ROADMAP_SAMPLE="on") as client:
        await sign_in(client, "anna@example.org")
        assert (await client.post(f"/portfolios/{PORTFOLIO}/currency", data=form)).status_code == 404
        assert (await client.post("/portfolios/nowhere/currency", data=form)).status_code == 404
    assert (await sample_world.country_lead.post(f"/portfolios/{PORTFOLIO}/currency", data=form)).status_code == 403
    assert await currency() == "EUR"


@pytest.mark.parametrize("query", ["", "?currency=GBP", "?status=bad", "?currency=GBP&status=bad"])
async def test_the_page_asks_little_when_nothing_is_kept_and_less_later(sample_world: World, query: str) -> None:
    client = sample_world.grant_manager
    with counted_queries() as asked:
        assert (await client.get(f"/money{query}")).status_code == 200
    assert len(asked) <= MOST_QUERIES, asked
    await fetch("UPDATE plan SET revision = revision + 1 WHERE slug = 'spain'")
    with counted_queries() as asked:
        assert (await client.get(f"/money{query}")).status_code == 200
    assert len(asked) <= MOST_QUERIES, asked
    with counted_queries() as asked:
        assert (await client.get(f"/money{query}")).status_code == 200
    assert len(asked) == 1


async def test_figures_are_worked_out_once_for_all_readers(
    sample_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = on_screen((await sample_world.grant_manager.get("/money")).text)

    async def never(*_: object) -> object:
        pytest.fail("worked out again")

    monkeypatch.setattr("roadmap.services.money._worked_out", never)
    assert on_screen((await sample_world.reader.get("/money?currency=EUR")).text) == first


@pytest.mark.parametrize("code", ["USD", "nonsense", "eur"])
async def test_a_file_in_a_currency_that_is_not_on_offer_is_refused_and_not_given_in_another(
    sample_world: World, code: str
) -> None:
    for name in ("money.csv", "money.json"):
        answer = await sample_world.reader.get(f"/money/exports/{name}?currency={code}")
        assert (answer.status_code, f"“{code}”" in answer.text) == (422, True)
