"""The forms of milestones in the hands of somebody who edits a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from roadmap.store.plans import load_plan
from tests.web.filled import Form, form_of, text_of
from tests.world import PLAN, World, plan_id_of

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.milestones import Milestone
    from roadmap.domain.plans import Plan

OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422
LIST: Final = f"/plans/{PLAN}/milestones"


async def plan_now() -> Plan:
    return await load_plan(await plan_id_of(), {"phases", "milestones", "evidence"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Editor:
    """Somebody who edits the plan's milestones."""

    world: World

    async def open(self, path: str, action: str, who: str = "country_lead") -> Form:
        """Open a form."""
        answer = await self.world.browser(who).get(path)
        assert answer.status_code == OK, answer.status_code
        return form_of(answer, action)

    async def send(self, form: Form, who: str = "country_lead", **typed: str | list[str]) -> httpx.Response:
        """Send a form with this typed into it."""
        return await self.world.browser(who).post(form.action, data=form.typed(**typed))

    async def edit(self, milestone: Milestone, who: str = "country_lead") -> Form:
        """Open the form of a milestone."""
        return await self.open(f"{LIST}/{milestone.id}/edit", str(milestone.id), who)

    async def get(self, path: str, who: str = "country_lead") -> str:
        """Read a page."""
        return text_of(await self.world.browser(who).get(path))


async def free() -> list[Milestone]:
    """Milestones that have not begun and that nobody pinned, the first of which others wait for."""
    plan = await plan_now()
    found = [each for each in plan.milestones if each.status == "not-started" and not each.pin]
    waited = {link.milestone_id for each in plan.milestones for link in each.after}
    return sorted(found, key=lambda each: (each.id not in waited, each.number))
