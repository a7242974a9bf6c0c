"""CSV: exact, readable by any program, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.budgets import total
from roadmap.domain.milestones import Dependency, Pin
from roadmap.domain.plans import Plan
from roadmap.exports import EXPORTS
from roadmap.i18n import language
from tests.exports.plans import PLAN, subject

TABLES = [name for name, each in EXPORTS.items() if each.kind == "CSV"]
WITH_TEXTS = [name for name in TABLES if name != "coverage.csv"]
"""Tables with texts that people write."""
ENGLISH = language("en")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def read(name: str, plan: Plan = PLAN, code: str = "en") -> list[list[str]]:
    """Read a table as a program would: heads first."""
    body = EXPORTS[name].make(subject(plan), language(code)).body
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def records(name: str, plan: Plan = PLAN) -> list[dict[str, str]]:
    heads, *rows = read(name, plan)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def with_texts(value: Any, text: str) -> Any:  # noqa: ANN401 (any domain value)
    """Put a text wherever a person could have written one; ids, keys and choices are not written by hand."""
    kept = {
        "slug",
        "key",
        "kind",
        "status",
        "stage",
        "recurrence",
        "driver",
        "rank",
        "trend",
        "stance",
        "wanted",
        "country",
    }
    kept |= {"currency", "intervention", "category", "line_id"}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            each.name: text if isinstance(found := getattr(value, each.name), str) else with_texts(found, text)
            for each in dataclasses.fields(value)
            if each.name not in kept
        }
        return dataclasses.replace(value, **changed)
    return tuple(with_texts(each, text) for each in value) if isinstance(value, tuple) else value


def is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdecimal()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("start", [*DANGEROUS, "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_as_a_formula_would(name: str, start: str) -> None:
    nasty = with_texts(PLAN, f"{start}cmd|'/c calc'!A1")
    cells = [cell for row in read(name, nasty) for cell in row]
    assert [cell for cell in cells if cell.startswith((*DANGEROUS, start)) and not is_number(cell)] == []
    assert name not in WITH_TEXTS or any(cell.startswith(f"'{start}cmd") for cell in cells)


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(WITH_TEXTS))
def test_any_text_comes_back_as_it_was_or_led_by_an_apostrophe(text: str, name: str) -> None:
    cells = {cell for row in read(name, with_texts(PLAN, text)) for cell in row}
    assert cells & {text, f"'{text}"}
    assert not [cell for cell in cells if cell.startswith(DANGEROUS) and not is_number(cell)]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_as_the_standard_wants_it_and_known_by_excel(name: str) -> None:
    made = EXPORTS[name].make(subject(), ENGLISH)
    assert made.body.startswith(b"\xef\xbb\xbf")
    assert made.body.endswith(b"\r\n")
    assert made.media_type == "text/csv; charset=utf-8; header=present"
    rows = read(name)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_its_figures_come_from(name: str) -> None:
    rows = records(name)
    assert rows
    for row in rows:
        ground = row["Ground"] or row["Source: Ground"]
        before = "" if row["Ground"] else "Source: "
        needed = {"published": "Citations", "derived": "Formula", "assumed": "Reason", "reported": "Said by"}[ground]
        assert row[f"{before}{needed}"]


def test_a_citation_can_be_looked_up_without_the_product() -> None:
    cited = records("milestones.csv")[0]["Citations"]
    assert cited == "Social Finance, Scaling employment support, 2022: Route B (000#L244)"


def test_amounts_are_exact_and_name_their_currency() -> None:
    courses, posts = records("budget.csv")
    assert (courses["Unit cost"], courses["Needed"], courses["Spent"]) == ("1400000.00", "4252500.00", "1234.50")
    # 3 × 0.335 is 1.005: half a heller goes to the even neighbour, and a refund stays negative.
    assert (posts["Unit cost"], posts["Needed"], posts["Spent"]) == ("0.335", "1.00", "-0.25")
    assert {courses["Currency"], posts["Currency"]} == {"CZK"}
    assert sum(Decimal(row["Needed"]) for row in (courses, posts)) == total(PLAN.budget, "CZK")


@pytest.mark.parametrize(("currency", "amount"), [("JPY", "2000000"), ("EUR", "2000000.00"), ("KWD", "2000000.000")])
def test_amounts_have_the_places_of_their_currency(currency: str, amount: str) -> None:
    promised = records("funding.csv", dataclasses.replace(PLAN, currency=currency))[0]
    assert (promised["Amount"], promised["Currency"]) == (amount, currency)


def test_a_source_without_a_commitment_has_a_row_of_its_own() -> None:
    trust, insurer = records("funding.csv")
    assert (trust["Stage"], trust["Counts as committed"], trust["From"]) == ("contracted", "yes", "2027-01-01")
    assert (insurer["Source"], insurer["Stage"], insurer["Amount"], insurer["Currency"]) == ("Insurer", "", "", "")
    assert (insurer["Source: Ground"], insurer["Ground"]) == ("assumed", "")
    assert (trust["Source: Ground"], trust["Ground"]) == ("published", "assumed")


def test_spending_says_who_reported_it() -> None:
    courses = records("budget.csv")[0]
    assert (courses["Spending reported by"], courses["Spending reported on"]) == ("grant-manager", "2026-11-20")


def test_restrictions_are_told_by_their_titles() -> None:
    trust = records("funding.csv")[0]
    assert trust["May pay"] == "Training; specialist-posts"
    assert trust["May not pay"] == "evaluation"


def test_dates_are_year_month_day_and_missing_ones_are_empty() -> None:
    first, second = records("milestones.csv")
    assert (first["Planned due date"], first["Baseline due date"], first["Done on"]) == (
        "2027-02-26",
        "2027-02-12",
        "2027-02-25",
    )
    assert (second["Baseline due date"], second["Done on"], second["Waits for"]) == ("", "", "1 +5 working")


def test_a_reader_of_french_gets_the_same_figures() -> None:
    french, english = read("budget.csv", code="fr"), read("budget.csv")
    assert len(french) == len(english)
    assert [row[5:7] for row in french[1:]] == [row[5:7] for row in english[1:]]


def test_links_say_their_kind_and_lag_and_pins_their_day_and_reason() -> None:
    first, second, *rest = PLAN.milestones
    after = (
        Dependency(milestone_id=first.id, kind="start-start", lag=5, unit="calendar"),
        Dependency(milestone_id=first.id, lag=2),
    )
    pinned = dataclasses.replace(second, after=after, pin=Pin(kind="not-after", day=date(2027, 6, 1), reason="Vote"))
    row = records("milestones.csv", dataclasses.replace(PLAN, milestones=(first, pinned, *rest)))[1]
    assert row["Waits for"] == f"{first.number} start-start +5 calendar; {first.number} +2 working"
    assert [row[head] for head in ("Kind of fixed date", "Fixed date", "Reason for the fixed date")] == [
        "not-after",
        "2027-06-01",
        "Vote",
    ]
