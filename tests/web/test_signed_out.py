"""A form that is sent when the session has ended: nothing is saved, it is said, and the way leads back to the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from roadmap.store.connection import fetch_one
from tests.web.filled import text_of
from tests.web.pages import tree_of
from tests.world import PLAN, footprint, milestone_ids, speak

if TYPE_CHECKING:
    import httpx

    from tests.world import World

NOT_SIGNED_IN: Final = 401
HERE: Final = "http://127.0.0.1:8000"
STAKEHOLDERS: Final = f"/plans/{PLAN}/stakeholders"


def led_to(answer: httpx.Response) -> str:
    """Where signing in leads, on both ways to it."""
    links = [each["href"] for each in tree_of(answer.text).all("a") if each["href"].startswith("/sign-in?")]
    (address,) = {parse_qs(urlsplit(link).query)["next"][0] for link in links}
    return address


async def test_it_says_that_nothing_was_saved_and_how_what_was_typed_is_sent_again(sample_world: World) -> None:
    before = await footprint()
    answer = await sample_world.anonymous.post(STAKEHOLDERS, data={"name": "Typed"})
    assert answer.status_code == NOT_SIGNED_IN
    assert "You are not signed in, so nothing was saved" in text_of(answer)
    assert "Come back to this window and reload the page" in text_of(answer)
    assert "Typed" not in answer.text, "nothing that a stranger sends is read"
    assert await footprint() == before
    await speak(sample_world.anonymous, "fr")
    answer = await sample_world.anonymous.post(STAKEHOLDERS, data={"name": "Typed"})
    assert "You are" not in text_of(answer)


@pytest.mark.parametrize(
    ("named", "address"),
    [
        (f"{HERE}{STAKEHOLDERS}/new?archetype=ministry", f"{STAKEHOLDERS}/new?archetype=ministry"),
        (f"{HERE}{STAKEHOLDERS}/new?archetype={'x' * 2_000}", f"{STAKEHOLDERS}/new"),
        ("", STAKEHOLDERS),
        (f"{HERE}/plans/{PLAN}/title", STAKEHOLDERS),
        (f"https://evil.example{STAKEHOLDERS}/new", STAKEHOLDERS),
        (f"{HERE}//evil.example/", STAKEHOLDERS),
        (f"{HERE}@evil.example/", STAKEHOLDERS),
        ("http://[", STAKEHOLDERS),
        ("javascript:alert(1)", STAKEHOLDERS),
    ],
)
async def test_signing_in_leads_back_to_the_form_and_never_elsewhere(
    sample_world: World, named: str, address: str
) -> None:
    headers = {"referer": named} if named else {}
    answer = await sample_world.anonymous.post(STAKEHOLDERS, data={"name": "Typed"}, headers=headers)
    assert led_to(answer) == address


async def test_without_its_page_the_way_leads_to_what_it_is_about(sample_world: World) -> None:
    key = (await milestone_ids())[0]
    ways = {
        f"/plans/{PLAN}/milestones/{key}/progress": f"/plans/{PLAN}/milestones/{key}",
        f"/plans/{PLAN}/title": f"/plans/{PLAN}",
        "/drafts/5d3c9f0e-1111-4222-8333-444455556666/scope": "/drafts/5d3c9f0e-1111-4222-8333-444455556666/scope",
        "/feeds": "/",
    }
    for sent, address in ways.items():
        assert led_to(await sample_world.anonymous.post(sent, data={})) == address


async def test_sent_once_more_after_signing_in_it_is_saved(sample_world: World) -> None:
    key = (await milestone_ids())[0]
    row = await fetch_one("SELECT * FROM milestone WHERE id = $1", key)
    assert row is not None
    form = {"version": str(row["version"]), "do": "down"}
    address = f"/plans/{PLAN}/milestones/{key}/place"
    assert (await sample_world.anonymous.post(address, data=form)).status_code == NOT_SIGNED_IN
    assert (await sample_world.country_lead.post(address, data=form)).status_code == 303
