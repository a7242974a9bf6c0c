"""What money goes to first: the order is changed with buttons, looked at, saved, refused, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roadmap.domain.coverage import cover
from roadmap.services.playbooks import playbook
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.web.views.coverage_keys import MONEY
from tests.web.filled import Form, errors_of, form_of, said_in, text_of
from tests.world import READERS, footprint, plan_id_of

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.plans import Plan
    from tests.world import World

SLUG = "czech-republic"
OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422


async def address() -> str:
    return f"/plans/{SLUG}/priorities/{await plan_id_of(SLUG)}"


async def opened(client: httpx.AsyncClient) -> Form:
    return form_of(await client.get(f"{await address()}/edit"), await address())


async def send(client: httpx.AsyncClient, **typed: str) -> httpx.Response:
    form = await opened(client)
    return await client.post(form.action, data=form.typed(**typed))


async def plan() -> Plan:
    return await load_plan(await plan_id_of(SLUG), MONEY)


def moved(form: Form, first: str) -> str:
    """The order that a form holds with one of it in front."""
    held = str(form.values["priorities"]).split(",")
    return ",".join([first, *(key for key in held if key != first)])


async def test_the_order_is_saved_with_its_reason_and_money_follows_it(sample_world: World) -> None:
    client, before = sample_world.country_lead, await plan()
    form = await opened(client)
    order = moved(form, "stakeholder-work")
    assert str(form.values["priorities"]).startswith("specialist-posts,")
    saved = await client.post(form.action, data=form.typed(priorities=order, ground_reason="The board of May."))
    assert saved.status_code == SAVED
    assert said_in(saved).startswith(f"/plans/{SLUG}/coverage?saved=yes#priorities-")
    after = await plan()
    assert after.priorities == tuple(order.split(","))
    book = playbook(after.intervention)
    was, now = cover(before, book), cover(after, book)
    assert now.categories[0] == "stakeholder-work"
    assert now.by_category["stakeholder-work"].gap < was.by_category["stakeholder-work"].gap
    assert now.total.gap == was.total.gap
    logged = await fetch(
        "SELECT reason FROM change WHERE plan_id = $1 ORDER BY at DESC, id DESC LIMIT 1", await plan_id_of(SLUG)
    )
    assert logged[0]["reason"] == "The board of May."
    assert "What money goes to first" in text_of(await client.get(f"/plans/{SLUG}/activity"))
    undone = await client.post(
        f"/plans/{SLUG}/undo", data={"revision": str(after.revision), "back": f"/plans/{SLUG}/coverage"}
    )
    assert undone.status_code == SAVED
    assert (await plan()).priorities == before.priorities


async def test_a_button_moves_a_category_shows_what_it_changes_and_saves_nothing(sample_world: World) -> None:
    client, before = sample_world.country_lead, await footprint()
    form = await opened(client)
    keys = str(form.values["priorities"]).split(",")
    answer = await client.post(form.action, data=form.typed(do="up-stakeholder-work"))
    assert answer.status_code == OK
    at = keys.index("stakeholder-work")
    assert str(form_of(answer, form.action).values["priorities"]).split(",")[at - 1] == "stakeholder-work"
    down = await client.post(form.action, data=form.typed(do=f"down-{keys[0]}"))
    assert str(form_of(down, form.action).values["priorities"]).split(",")[:2] == [keys[1], keys[0]]
    order = moved(form, "stakeholder-work")
    shown = text_of(await client.post(form.action, data=form.typed(priorities=order, do="preview")))
    assert "Gaps that change, with committed money only" in shown
    assert "Which costs are left without money changes." in shown
    assert await footprint() == before


@pytest.mark.parametrize(
    "order", ["", "training", "training,training", "nonsense", "{all},nonsense", "{all},training", "{all},{all}"]
)
async def test_an_order_that_is_none_is_refused(sample_world: World, order: str) -> None:
    client, before = sample_world.country_lead, await footprint()
    form = await opened(client)
    wrong = order.replace("{all}", str(form.values["priorities"]))
    answer = await client.post(form.action, data=form.typed(priorities=wrong, ground_reason="Kept as typed."))
    assert (answer.status_code, set(errors_of(answer))) == (REFUSED, {"priorities"})
    assert 'value="Kept as typed."' in answer.text
    assert await footprint() == before


async def test_somebody_else_was_faster(sample_world: World) -> None:
    mine, theirs = await opened(sample_world.country_lead), await opened(sample_world.grant_manager)
    faster = theirs.typed(priorities=moved(theirs, "training"))
    assert (await sample_world.grant_manager.post(theirs.action, data=faster)).status_code == SAVED
    answer = await sample_world.country_lead.post(
        mine.action, data=mine.typed(priorities=moved(mine, "quality-assurance"))
    )
    assert answer.status_code == CONFLICT
    assert "Quality assurance, Employment specialists" in text_of(answer)
    form: Any = form_of(answer, mine.action)
    again = await sample_world.country_lead.post(
        form.action, data=form.typed(priorities=moved(mine, "quality-assurance"))
    )
    assert again.status_code == SAVED
    assert (await plan()).priorities[0] == "quality-assurance"


async def test_readers_see_the_order_and_outsiders_nothing(sample_world: World) -> None:
    form, before = await opened(sample_world.country_lead), await footprint()
    data = form.typed(priorities=moved(form, "training"))
    for name in READERS:
        client = getattr(sample_world, name)
        page = (await client.get(f"/plans/{SLUG}/coverage")).text
        assert "Which category comes first" in page
        assert f"{form.action}/edit" not in page
        assert (await client.post(form.action, data=data)).status_code == FORBIDDEN
    assert (await sample_world.outsider.post(form.action, data=data)).status_code == NOT_FOUND
    assert await footprint() == before
