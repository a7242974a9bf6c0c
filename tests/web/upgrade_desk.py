"""A newer playbook as somebody looks at it and takes it over: what is offered, ticked and sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from roadmap.services.edits import edit_plan
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.web import clock
from tests.newer_playbooks import REWORDED_MILESTONE
from tests.web.pages import Tree, tree_of
from tests.world import PLAN, plan_id_of, viewer_of

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.milestones import Milestone
    from roadmap.domain.plans import Plan
    from tests.world import World

OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422
ADDRESS: Final = f"/plans/{PLAN}/upgrade"
SAMPLES: Final = ("croatia", "czech-republic", "denmark", "france", "scotland", "spain")
OURS: Final = "Minutes of the second meeting, in Spanish and Catalan"


async def shown(world: World, who: str = "country_lead", slug: str = PLAN) -> Tree:
    answer = await world.browser(who).get(f"/plans/{slug}/upgrade")
    assert answer.status_code == OK
    return tree_of(answer.text)


def ticked(page: Tree) -> set[str]:
    return {each.attrs["value"] for each in page.nodes("input") if "checked" in each.attrs}


def offered(page: Tree) -> set[str]:
    return {each.attrs["value"] for each in page.nodes("input") if each.attrs.get("name") == "item"}


def hidden(page: Tree, name: str) -> str:
    return next(each.attrs["value"] for each in page.nodes("input") if each.attrs.get("name") == name)


async def send(world: World, *names: str, who: str = "country_lead", **typed: Any) -> httpx.Response:  # noqa: ANN401
    page = await shown(world, "country_lead")
    form = {"revision": hidden(page, "revision"), "digest": hidden(page, "digest"), "item": list(names), **typed}
    return await world.browser(who).post(ADDRESS, data=form)


async def plan_now() -> Plan:
    return await load_plan(await plan_id_of(), EVERYTHING)


async def the(key: str) -> Milestone:
    return next(each for each in (await plan_now()).milestones if each.key == key)


async def edit_reworded(text: str = OURS) -> None:
    """Let the plan's people change what the newer playbook changes too."""

    def edit(plan: Plan) -> Plan:
        return replace(
            plan,
            milestones=tuple(
                replace(each, deliverable=text) if each.key == REWORDED_MILESTONE else each for each in plan.milestones
            ),
        )

    await edit_plan(await viewer_of(), await plan_id_of(), edit, now=clock.now())
