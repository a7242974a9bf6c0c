"""An archived plan is read and brought back; until then it stays as it is, whatever is sent to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.store.connection import fetch
from tests.web.access_rules import RULES
from tests.web.filled import Form, Values, form_of, text_of
from tests.web.part_desk import Noun, Office, every_noun
from tests.web.places import place_in
from tests.web.sent_plans import OK, OVER, REFUSED, SAVED, exported, waiting
from tests.web.settings_forms import SETTINGS, send
from tests.world import PLAN, footprint, milestone_ids, plan_row, revision_of

if TYPE_CHECKING:
    import httpx

    from tests.world import World

AT: Final = f"/plans/{PLAN}"
SENTENCE: Final = "This plan is archived, so nothing was saved."
TYPED: Final = "What somebody typed with care"


async def archive(world: World) -> None:
    assert (await send(world, "archive", archived="yes")).status_code == SAVED


async def form_at(browser: httpx.AsyncClient, address: str, action: str) -> Form:
    """The form of a page that is sent to an address."""
    return form_of(await browser.get(f"{AT}{address}"), f"{AT}{action}")


def single(values: Values) -> dict[str, object]:
    """Values of a form, a box that is ticked alone as one value."""
    return {name: held[0] if isinstance(held, list) and len(held) == 1 else held for name, held in values.items()}


@pytest.mark.parametrize("path", ["", "/milestones", "/budget", "/amendments", "/status", "/settings", "/activity"])
async def test_every_page_says_that_the_plan_is_archived_and_how_it_comes_back(sample_world: World, path: str) -> None:
    await archive(sample_world)
    page = await sample_world.grant_manager.get(f"{AT}{path}")
    assert page.status_code == OK
    assert "This plan is archived: it can be read, and stays as it is." in text_of(page)
    assert f'href="{SETTINGS}#archive">Bring it back' in page.text
    forms = [tag for tag in re.findall(r"<form[^>]*>", page.text) if 'method="post"' in tag and AT in tag]
    assert all(f'action="{AT}/archive"' in tag for tag in forms), "nothing is offered that would be refused"
    assert not re.findall(rf'href="{AT}/[^"]*(?:/new|/edit|/table)\b', page.text)
    reader = await sample_world.reader.get(AT)
    assert "This plan is archived: it can be read, and stays as it is." in text_of(reader)
    assert "Bring it back" not in reader.text


async def test_whatever_can_be_read_of_a_plan_can_be_read_when_it_is_archived(sample_world: World) -> None:
    place = await place_in(sample_world)
    pages = [place.address(path) for verb, path in RULES if verb == "GET" and path.startswith("/plans/{slug:str}")]
    before = [(await sample_world.grant_manager.get(page)).status_code for page in pages]
    await archive(sample_world)
    for page, status in zip(pages, before, strict=True):
        assert (await sample_world.grant_manager.get(page)).status_code == status, page


async def test_a_milestone_of_an_archived_plan_is_read_and_neither_edited_nor_reported_on(sample_world: World) -> None:
    at = f"/milestones/{(await milestone_ids())[0]}"
    forms = [
        (await form_at(sample_world.country_lead, f"{at}/edit", at), "title"),
        (await form_at(sample_world.country_lead, at, f"{at}/progress"), "note"),
    ]
    await archive(sample_world)
    page = await sample_world.country_lead.get(f"{AT}{at}")
    assert page.status_code == OK
    assert f'action="{AT}{at}/progress"' not in page.text
    before = await footprint()
    for form, field in forms:
        answer = await sample_world.country_lead.post(form.action, data=form.typed(**{field: TYPED}))
        assert answer.status_code == REFUSED, form.action
        assert SENTENCE in text_of(answer), form.action
        assert TYPED in answer.text, form.action
    assert await footprint() == before


@pytest.mark.parametrize(
    ("path", "action", "field"),
    [
        ("/settings", "/title", "title"),
        ("/amendments", "/amendments/tolerances", "category_percent"),
        ("/status", "/status", "reason"),
    ],
)
async def test_a_form_that_was_open_when_the_plan_was_archived_is_refused_as_typed(
    sample_world: World, path: str, action: str, field: str
) -> None:
    form = await form_at(sample_world.country_lead, path, action)
    await archive(sample_world)
    typed = "33" if field == "category_percent" else TYPED
    more = {"kind": "bad"} if path == "/status" else {}
    data = form.typed(**{field: typed, "version": str((await plan_row())["version"]), **more})
    before = await footprint()
    answer = await sample_world.country_lead.post(form.action, data=data)
    assert answer.status_code == REFUSED
    assert SENTENCE in text_of(answer)
    assert typed in answer.text
    assert await footprint() == before


@every_noun
async def test_nothing_is_added_to_an_archived_plan_changed_or_taken_out(sample_world: World, noun: Noun) -> None:
    office = Office(world=sample_world, noun=noun)
    new, old = await office.form(), await office.form((await office.ids())[0])
    added = await office.new_values()
    await archive(sample_world)
    before = await footprint()
    for form, typed in ((new, added), (old, {**noun.change, **office.why()})):
        answer = await office.send(form, **typed)
        assert answer.status_code == REFUSED
        assert SENTENCE in text_of(answer)
        assert single(form_of(answer, form.action).typed()) == single(form.typed(**typed)), "what was typed is kept"
    page = await sample_world.country_lead.get(f"{AT}{noun.tab}")
    assert page.status_code == OK
    assert f"{office.address}/new" not in page.text
    assert await footprint() == before


async def test_no_baseline_amendment_file_or_other_start_goes_into_an_archived_plan(sample_world: World) -> None:
    document = await exported()
    document["plan"]["title"] = TYPED
    address = await waiting(sample_world.country_lead, OVER, document)
    await fetch("DELETE FROM baseline")
    await archive(sample_world)
    before = await footprint()
    sent = [
        await send(sample_world, "baselines", name=TYPED),
        await send(sample_world, "start", start="2026-09-01", do="preview"),
        await send(sample_world, "start", start="2026-09-01", do="move"),
        await sample_world.country_lead.post(address, data={"revision": str(await revision_of()), "reason": TYPED}),
    ]
    for answer in sent:
        assert answer.status_code == REFUSED
        assert SENTENCE in text_of(answer)
    assert TYPED in sent[0].text
    assert await footprint() == before


async def test_brought_back_it_is_edited_again(sample_world: World) -> None:
    await archive(sample_world)
    assert (await send(sample_world, "archive", archived="no")).status_code == SAVED
    assert (await send(sample_world, "title", title=TYPED)).status_code == SAVED
    page = await sample_world.grant_manager.get(AT)
    assert "This plan is archived" not in text_of(page)


async def test_archiving_can_be_undone_at_once(sample_world: World) -> None:
    await archive(sample_world)
    undo = {"revision": str(await revision_of())}
    assert (await sample_world.grant_manager.post(f"{AT}/undo", data=undo)).status_code == SAVED
    assert (await plan_row())["status"] == "approved"
