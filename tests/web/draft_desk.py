"""The drafting wizard as somebody goes through it: its forms as shown, what is typed, and where that leads."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from roadmap.services.playbooks import all_playbooks
from roadmap.store.connection import fetch, fetch_one
from tests.web.pages import Tree
from tests.world import PORTFOLIO

if TYPE_CHECKING:
    import httpx

    from tests.world import World

OK, SAVED, FORBIDDEN, MISSING, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422
LEAD: Final = "country_lead"
BOOK: Final = all_playbooks()[0]
QUESTIONS: Final = tuple(f"answer-{each.key}" for each in BOOK.diagnosis.questions)


async def portfolio_id(slug: str = PORTFOLIO) -> str:
    row = await fetch_one("SELECT id FROM portfolio WHERE slug = $1", slug)
    assert row is not None
    return str(row["id"])


async def drafts_of(name: str = LEAD) -> list[Any]:
    return await fetch(
        "SELECT d.* FROM plan_draft d JOIN account a ON a.id = d.account_id WHERE a.email = $1 ORDER BY d.created_at",
        f"{name.replace('_', '-')}@example.org",
    )


def form_on(page: httpx.Response, **typed: Any) -> dict[str, Any]:  # noqa: ANN401
    """The wizard's form as the page shows it, with what somebody types into it."""
    tree = Tree(page.text)
    found: dict[str, Any] = {}
    form = next(each for each in tree.root.walk() if each.attrs.get("id") == "draft")
    for each in form.walk():
        name = each.attrs.get("name", "")
        if not name or each.tag == "button":
            continue
        if each.tag == "select":
            options = [option for option in each.walk() if option.tag == "option"]
            chosen = next((option for option in options if "selected" in option.attrs), options[0])
            found[name] = chosen.attrs["value"]
        elif each.attrs.get("type") in {"radio", "checkbox"}:
            if "checked" in each.attrs:
                found.setdefault(name, []).append(each.attrs["value"])
        else:
            found[name] = each.attrs.get("value", "")
    return {**found, **typed}


async def begin(world: World, who: str = LEAD, **typed: Any) -> httpx.Response:  # noqa: ANN401
    page = await world.browser(who).get("/plans/new")
    return await world.browser(who).post("/drafts", data=form_on(page, **{"country": "HR", **typed}))


async def begun(world: World, who: str = LEAD, **typed: Any) -> str:  # noqa: ANN401
    """Begin a draft and give its address."""
    answer = await begin(world, who, **typed)
    assert answer.status_code == SAVED, answer.text
    return address_in(answer).rpartition("/")[0]


def address_in(answer: httpx.Response) -> str:
    """Where an answer leads, wherever on that page."""
    return answer.headers["location"].partition("#")[0]


async def send(world: World, address: str, who: str = LEAD, **typed: Any) -> httpx.Response:  # noqa: ANN401
    """Open a step, type and press Continue, or another button as ``do``."""
    page = await world.browser(who).get(address)
    assert page.status_code == OK, page.text
    return await world.browser(who).post(address, data=form_on(page, **{"do": "continue", **typed}))


async def through(world: World, who: str = LEAD, first: dict[str, Any] | None = None, **steps: dict[str, Any]) -> str:
    """Go through all steps up to the preview, typing only what is given for each; give the draft's address."""
    draft = await begun(world, who, **(first or {}))
    for step in ("diagnosis", "routes", "scope"):
        answer = await send(world, f"{draft}/{step}", who, **steps.get(step, {}))
        assert answer.status_code == SAVED, answer.text
    assert address_in(answer) == f"{draft}/preview"
    return draft


async def create(world: World, draft: str, who: str = LEAD) -> httpx.Response:
    page = await world.browser(who).get(f"{draft}/preview")
    version = re.search(r'name="version" value="(\d+)"', page.text)
    return await world.browser(who).post(f"{draft}/plan", data={"version": version[1] if version else ""})


def errors(answer: httpx.Response) -> dict[str, str]:
    """The message beside each field."""
    found = re.findall(r'id="f-([\w-]+)-error">(.*?)</p>', answer.text, re.DOTALL)
    return {name: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", said))).strip() for name, said in found}


def ticked(answer: httpx.Response, name: str) -> list[str]:
    return [
        each.attrs["value"]
        for each in Tree(answer.text).root.walk()
        if each.attrs.get("name") == name and "checked" in each.attrs
    ]
