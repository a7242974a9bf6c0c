"""The nouns of a plan as they are changed: what is typed of each, and its pages in the hands of somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.web.filled import Form, Values, form_of
from tests.world import PLAN, World, plan_id_of

if TYPE_CHECKING:
    import httpx

OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422
NOBODYS: Final = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Noun:
    """What is tried with one noun: something new, a change of one field and another one, and something wrong."""

    segment: str
    table: str
    tab: str
    new: Values
    change: dict[str, str]
    said: str
    rival: dict[str, str]
    wrong: dict[str, str]
    spare: str = "TRUE"
    has_ground: bool = True
    told: tuple[str, ...] = ("basis", "moved_because")
    why: dict[str, str] = field(default_factory=lambda: {"ground_reason": "Agreed at the meeting."})

    def __str__(self) -> str:
        """Name the test."""
        return self.segment


NOUNS: Final = (
    Noun(
        segment="budget-lines",
        table="budget_line",
        tab="/budget",
        new={"title": "Hire of a hall", "category": "stakeholder-work", "quantity": "2", "unit_cost": "1,250.50"},
        change={"unit_cost": "12,345.67"},
        said="Unit cost",
        rival={"unit_cost": "9"},
        wrong={"title": "", "quantity": "-1", "unit_cost": "1e400", "starts": "soon"},
        spare="id NOT IN (SELECT line_id FROM spending)",
    ),
    Noun(
        segment="funding-sources",
        table="funding_source",
        tab="/funding",
        new={"title": "Lottery fund", "kind": "foundation", "may_pay": ["training", "evaluation"]},
        change={"kind": "own-funds"},
        said="Kind of payer",
        rival={"kind": "employer-levy"},
        wrong={"title": "", "kind": "nonsense"},
    ),
    Noun(
        segment="commitments",
        table="commitment",
        tab="/funding",
        new={"amount": "20,000", "stage": "in-talks", "probability": "40"},
        change={"amount": "77,000.00"},
        said="Amount",
        rival={"amount": "66,000.00"},
        wrong={"amount": "0", "probability": "140", "ends": "1999-01-01"},
    ),
    Noun(
        segment="barriers",
        table="risk",
        tab="/barriers",
        new={"title": "The registry closes", "situation": "It is being merged."},
        change={"situation": "The law is being written."},
        said="How it stands here",
        rival={"situation": "The law was voted down."},
        wrong={"title": "", "likelihood": "7", "review_on": "soon"},
    ),
    Noun(
        segment="stakeholders",
        table="stakeholder",
        tab="/stakeholders",
        new={"title": "Union of nurses", "sector": "health", "influence": "4"},
        change={"wants": "Less paper."},
        said="What they want",
        rival={"wants": "More posts."},
        wrong={"title": "", "influence": "9", "stance": "nonsense"},
    ),
    Noun(
        segment="committees",
        table="committee",
        tab="/committees",
        new={"title": "Group on quality", "members": "Health ministry\nService users", "has_service_users": "on"},
        change={"members": "Health ministry\nEmployers"},
        said="Members",
        rival={"members": "Nobody else"},
        wrong={"title": "", "members": "x" * 201},
    ),
    Noun(
        segment="meetings",
        table="meeting",
        tab="/committees",
        new={"held_on": "2027-06-15"},
        change={"held_on": "2027-05-19"},
        said="Day",
        rival={"held_on": "2027-05-20"},
        wrong={"held_on": "1999-01-01", "committee_id": "nonsense"},
        has_ground=False,
    ),
    Noun(
        segment="services",
        table="service",
        tab="",
        new={"title": "Service of Toledo", "area": "Toledo"},
        change={"specialists": "3.5"},
        said="Specialists",
        rival={"specialists": "7"},
        wrong={"title": "", "specialists": "-2", "opens": "soon"},
        spare="id NOT IN (SELECT service_id FROM reading)",
    ),
    Noun(
        segment="spending",
        table="spending",
        tab="/budget/spending",
        new={"month": "2026-11", "amount": "1,234.56"},
        change={"amount": "12,345.67"},
        said="Spent",
        rival={"amount": "9.00"},
        wrong={"line_id": "nonsense", "month": "soon", "amount": "1e400"},
        has_ground=False,
        told=("entered_by", "entered_at"),
    ),
    Noun(
        segment="phases",
        table="phase",
        tab="",
        new={"title": "After the plan", "starts": "2028-05-01", "ends": "2028-12-31"},
        change={"title": "Beginnings"},
        said="Title",
        rival={"title": "First steps"},
        wrong={"title": "", "ends": "1999-01-01"},
        has_ground=False,
    ),
)
OF: Final = {
    "commitments": ("source_id", "funding_source", "TRUE"),
    "meetings": ("committee_id", "committee", "TRUE"),
    "spending": (
        "line_id",
        "budget_line",
        (
            "recurrence <> 'once' AND starts <= '2026-11-01' AND ends >= '2026-11-30'"
            " AND id NOT IN (SELECT line_id FROM spending WHERE month = '2026-11-01')"
        ),
    ),
}
"""Nouns that belong to another one: the field that says to which, its table, and which of them will do."""
every_noun = pytest.mark.parametrize("noun", NOUNS, ids=str)


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """Somebody who manages the plan, and others, at the pages of one noun."""

    world: World
    noun: Noun

    @property
    def address(self) -> str:
        """Where the noun is sent."""
        return f"/plans/{PLAN}/{self.noun.segment}"

    async def ids(self) -> list[str]:
        """Give the ids of those in the plan."""
        rows = await fetch(
            f"SELECT id FROM {self.noun.table} WHERE plan_id = $1 AND {self.noun.spare} ORDER BY id",  # noqa: S608
            await plan_id_of(),
        )
        return [str(row["id"]) for row in rows]

    async def row(self, part_id: str) -> dict[str, Any] | None:
        """Give one as it is saved."""
        row = await fetch_one(f"SELECT * FROM {self.noun.table} WHERE id = $1", part_id)  # noqa: S608
        return dict(row) if row else None

    async def form(self, part_id: str = "", who: str = "country_lead", **asked: str) -> Form:
        """Open a form, of a new one without an id."""
        path = f"{self.address}/{part_id}/edit" if part_id else f"{self.address}/new"
        answer = await self.world.browser(who).get(path, params=asked)
        assert answer.status_code == OK
        return form_of(answer, part_id or self.noun.segment)

    async def send(self, form: Form, who: str = "country_lead", **typed: Any) -> httpx.Response:  # noqa: ANN401
        """Send a form with this typed into it; what a phase leaves behind goes to another one."""
        if form.values.get("to") == "":
            row = await fetch_one("SELECT id FROM phase WHERE plan_id = $1 ORDER BY id DESC", await plan_id_of())
            assert row is not None
            typed["to"] = str(row["id"])
        return await self.world.browser(who).post(form.action, data=form.typed(**typed))

    async def new_values(self) -> dict[str, Any]:
        """What makes a new one; an amount belongs to a source of the plan."""
        more: dict[str, Any] = dict(self.noun.why) if self.noun.has_ground else {}
        if self.noun.segment in OF:
            name, table, which = OF[self.noun.segment]
            row = await fetch_one(
                f"SELECT id FROM {table} WHERE plan_id = $1 AND {which} ORDER BY id",  # noqa: S608
                await plan_id_of(),
            )
            assert row is not None
            more[name] = str(row["id"])
        return {**self.noun.new, **more}

    def why(self) -> dict[str, str]:
        """What is said of a changed figure."""
        return self.noun.why if self.noun.has_ground else {}
