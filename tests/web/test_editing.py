"""Forms that open in place: alone for htmx, in a page of their own for others, saved without leaving the page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.store.connection import fetch_one
from tests.web.filled import Form, chosen_in, errors_of, form_of, text_of
from tests.web.pages import tree_of
from tests.world import PLAN, World, footprint, plan_id_of, revision_of

if TYPE_CHECKING:
    import httpx

OK, DONE, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 200, 204, 303, 403, 404, 409, 422
IN_PLACE: Final = {"hx-request": "true", "hx-request-type": "partial"}
"""What htmx sends of a form that opens in place."""
WHOLE: Final = {"hx-request": "true", "hx-request-type": "full"}
"""What htmx sends when it brings back a whole page, or takes a piece of one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Noun:
    """What is tried with one noun: the page it stands on, a change, what somebody else changes, and something wrong."""

    segment: str
    table: str
    page: str
    change: dict[str, str]
    rival: dict[str, str]
    wrong: dict[str, str]
    why: dict[str, str]

    def __str__(self) -> str:
        """Name the test."""
        return self.segment

    @property
    def address(self) -> str:
        """Where the noun is sent."""
        return f"/plans/{PLAN}/{self.segment}"


GROUND: Final = {"ground_reason": "Agreed at the meeting."}
NOUNS: Final = (
    Noun(
        segment="budget-lines",
        table="budget_line",
        page=f"/plans/{PLAN}/budget",
        change={"unit_cost": "12,345.67"},
        rival={"unit_cost": "9"},
        wrong={"title": "", "quantity": "-1"},
        why=GROUND,
    ),
    Noun(
        segment="phases",
        table="phase",
        page=f"/plans/{PLAN}",
        change={"title": "Beginnings"},
        rival={"title": "First steps"},
        wrong={"title": "", "ends": "1999-01-01"},
        why={},
    ),
    Noun(
        segment="milestones",
        table="milestone",
        page=f"/plans/{PLAN}/milestones",
        change={"title": "The minister has signed"},
        rival={"title": "The ministry has signed"},
        wrong={"title": "", "weight": "about 3"},
        why={},
    ),
)
every_noun = pytest.mark.parametrize("noun", NOUNS, ids=str)


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """Somebody at a page of the plan, with one form of a noun open in place."""

    world: World
    noun: Noun
    key: str

    @property
    def edit(self) -> str:
        """The address of its form."""
        return f"{self.noun.address}/{self.key}/edit"

    async def open(self, who: str = "country_lead") -> Form:
        """Open the form in place."""
        answer = await self.world.browser(who).get(self.edit, headers=IN_PLACE)
        assert answer.status_code == OK
        return form_of(answer, self.key)

    async def send(self, form: Form, who: str = "country_lead", **typed: Any) -> httpx.Response:  # noqa: ANN401
        """Send it from its place."""
        return await self.world.browser(who).post(form.action, data=form.typed(**typed), headers=IN_PLACE)


@pytest.fixture
async def office(sample_world: World, noun: Noun) -> Office:
    row = await fetch_one(f"SELECT id FROM {noun.table} WHERE plan_id = $1 ORDER BY id", await plan_id_of())  # noqa: S608
    assert row is not None
    return Office(world=sample_world, noun=noun, key=str(row["id"]))


def is_alone(answer: httpx.Response) -> bool:
    """Whether a form came without the page around it, as what opens in place."""
    first = next(each for each in tree_of(answer.text).root.children if not isinstance(each, str))
    return "<html" not in answer.text and first.attrs["id"] == "edit"


@every_noun
async def test_a_form_comes_alone_in_place_and_in_its_page_for_everybody_else(office: Office) -> None:
    for address in (office.edit, f"{office.noun.address}/new"):
        alone = await office.world.country_lead.get(address, headers=IN_PLACE)
        assert is_alone(alone)
        assert "Save this first" in alone.text
        for headers in ({}, WHOLE):
            page = await office.world.country_lead.get(address, headers=headers)
            assert "<html" in page.text
            assert "Save this first" not in page.text
            assert set(form_of(page, office.noun.segment if "new" in address else office.key).values) == set(
                form_of(alone, office.noun.segment if "new" in address else office.key).values
            )


@every_noun
async def test_a_form_that_came_alone_is_kept_nowhere(office: Office) -> None:
    answer = await office.world.country_lead.get(office.edit, headers=IN_PLACE)
    assert answer.headers["cache-control"] == "no-store"
    page = await office.world.country_lead.get(office.noun.page, headers=WHOLE)
    again = await office.world.country_lead.get(office.noun.page)
    assert page.text == again.text
    assert "<html" in again.text


@every_noun
async def test_every_way_to_a_form_opens_it_in_place(office: Office) -> None:
    page = tree_of((await office.world.country_lead.get(office.noun.page)).text)
    ways = {each.attrs["href"]: each.attrs for each in page.nodes("a")}
    for address in (office.edit, f"{office.noun.address}/new"):
        assert "data-in-place" in ways[address]


@every_noun
async def test_what_is_saved_in_place_is_told_with_the_way_to_its_form(office: Office) -> None:
    before = await revision_of()
    answer = await office.send(await office.open(), **office.noun.change, **office.noun.why)
    assert (answer.status_code, answer.text) == (DONE, "")
    told = {"saved": "yes", "revision": str(before + 1)}
    assert json.loads(answer.headers["hx-trigger"]) == {"saved": {"form": office.edit, "told": told}}
    assert await revision_of() == before + 1
    ((name, typed),) = office.noun.change.items()
    assert (await office.open()).values[name] == typed
    page = await office.world.country_lead.get(office.noun.page, params=told, headers=WHOLE)
    assert f'href="{office.edit}"' in page.text
    assert "Saved." in text_of(page)
    assert "Undo" in text_of(page)


@every_noun
async def test_what_cannot_be_is_refused_in_place_and_kept_as_typed(office: Office) -> None:
    before = await footprint()
    answer = await office.send(await office.open(), **office.noun.wrong, **office.noun.why)
    assert answer.status_code == REFUSED
    assert is_alone(answer)
    assert set(office.noun.wrong) <= set(errors_of(answer))
    again = form_of(answer, office.key)
    assert {name: again.values[name] for name in office.noun.wrong} == office.noun.wrong
    assert await footprint() == before


@every_noun
async def test_a_preview_stands_in_place_and_says_that_nothing_is_saved(office: Office) -> None:
    before = await footprint()
    answer = await office.send(await office.open(), **office.noun.change, **office.noun.why, do="preview")
    assert answer.status_code == OK
    assert is_alone(answer)
    assert 'id="preview"' in answer.text
    assert "Nothing is saved yet." in text_of(answer)
    ((name, typed),) = office.noun.change.items()
    assert form_of(answer, office.key).values[name] == typed
    assert await footprint() == before


@every_noun
async def test_who_comes_second_chooses_in_place_and_nothing_is_lost(office: Office) -> None:
    mine, theirs = await office.open(), await office.open("grant_manager")
    assert (await office.send(theirs, "grant_manager", **office.noun.rival, **office.noun.why)).status_code == DONE
    before = await footprint()
    answer = await office.send(mine, **office.noun.change, **office.noun.why)
    assert answer.status_code == CONFLICT
    assert is_alone(answer)
    assert "Grant manager saved it on" in text_of(answer)
    assert await footprint() == before
    chosen = await office.send(form_of(answer, office.key), **chosen_in(answer))
    assert chosen.status_code == DONE
    assert json.loads(chosen.headers["hx-trigger"])["saved"]["form"] == office.edit
    ((name, typed),) = office.noun.change.items()
    assert (await office.open()).values[name] == typed


@every_noun
async def test_in_place_readers_are_refused_and_outsiders_know_of_nothing(office: Office) -> None:
    form, before = await office.open(), await footprint()
    for who, status in (("reader", FORBIDDEN), ("outsider", NOT_FOUND)):
        assert (await office.world.browser(who).get(office.edit, headers=IN_PLACE)).status_code == status
        assert (await office.send(form, who, **office.noun.change, **office.noun.why)).status_code == status
    assert await footprint() == before


async def test_who_is_no_longer_signed_in_gets_no_form_but_the_way_to_sign_in(sample_world: World) -> None:
    answer = await sample_world.anonymous.get(f"{NOUNS[0].address}/new", headers=IN_PLACE)
    assert answer.status_code == SAVED
    assert answer.headers["location"].startswith("/sign-in?next=")
