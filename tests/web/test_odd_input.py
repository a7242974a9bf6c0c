"""Whatever is typed into whichever field: a clear answer, nothing half-done, and the plan's pages open afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.web.forms.all_parts import PART_FORMS
from roadmap.web.forms.statements import STATEMENTS
from roadmap.web.forms.targets import TARGET
from tests.web.filled import form_of
from tests.world import PLAN, footprint, plan_id_of

if TYPE_CHECKING:
    from tests.web.filled import Form
    from tests.world import World

OK, SAVED, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 404, 409, 422
BASE: Final = f"/plans/{PLAN}"
ODD: Final = (
    "x" * 5_000,
    "x" * 30_000,
    "😀👩‍👩‍👧",
    "\u202eمرحبا",
    "a\x00b",
    "\x1b[31mred",
    "\ufffd",
    "0001-01-01",
    "0000-12-31",
    "9999-12-31",
    "2027-02-29",
    "31/12/2027",
    "NaN",
    "-Infinity",
    "1e400",
    "-1",
    "999999999",
    "9" * 40,
    "00000000-0000-4000-8000-000000000000",
    "nonsense",
)
"""All of them stand in all fields at once, in turn, so that each comes to each field."""
ALONE: Final = ("999999999", "9999-12-31", "")
"""What is typed into one field while the others hold what they held."""
FORMS: Final = {
    **{f"{each.segment}/new": each.segment for each in (*PART_FORMS.values(), TARGET)},
    "milestones/{milestone}/edit": "/{milestone}",
    "milestones/{milestone}/split": "/parts",
    "milestones/{milestone}/links/new": "/links",
    "milestones/{milestone}/removal": "/drop",
    "milestones/{milestone}": "/progress",
    "milestones": "/batches",
    "milestones/merge?m={milestone}&m={other}": "/merges",
    f"{STATEMENTS.segment}/{{plan}}/edit": "/{plan}",
    "settings": "/start",
    "status": "/status",
    "waivers/new?check=exit-payer&item=evaluation": "/waivers",
    "amendments": "/tolerances",
}
"""Forms of a plan by the page that they stand on, with the end of the address that they are sent to."""
AFTERWARDS: Final = ("", "/timeline", "/milestones", "/budget", "/checks", "/compare", "/activity", "/exports/plan.ics")


async def opened(world: World, page: str) -> Form:
    """The form of a page; the last milestone, which has not begun, stands for all."""
    plan = await load_plan(await plan_id_of(), EVERYTHING)
    milestone, other = (str(each.id) for each in (plan.milestones[-1], plan.milestones[-2]))
    known = {"milestone": milestone, "other": other, "plan": str(plan.id)}
    answer = await world.country_lead.get(f"{BASE}/{page.format(**known)}")
    assert answer.status_code == OK
    return form_of(answer, FORMS[page].format(**known))


async def tried(world: World, form: Form, **typed: str) -> int:
    """Send it; what is refused has changed nothing."""
    before = await footprint()
    answer = await world.country_lead.post(form.action, data=form.typed(**typed))
    assert answer.status_code in {OK, SAVED, NOT_FOUND, CONFLICT, REFUSED}, typed
    if answer.status_code != SAVED:
        assert await footprint() == before, typed
    return answer.status_code


@pytest.mark.parametrize("page", FORMS)
async def test_no_form_breaks_whatever_is_typed_into_it(sample_world: World, page: str) -> None:
    form = await opened(sample_world, page)
    names = [each for each in form.names if each not in {"version", "do"}]
    assert names
    for turn in range(len(ODD)):
        odd = {name: ODD[(turn + index) % len(ODD)] for index, name in enumerate(names)}
        await tried(sample_world, form, **odd)
    for name in names:
        for text in ALONE:
            if await tried(sample_world, form, **{name: text}) == SAVED:
                form = await opened(sample_world, page)
    for address in AFTERWARDS:
        assert (await sample_world.country_lead.get(f"{BASE}{address}")).status_code == OK, address
