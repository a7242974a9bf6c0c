"""A milestone that somebody deletes while somebody else writes about it: what was typed comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.web.filled import form_of, text_of
from tests.world import PLAN, footprint, milestone_ids

if TYPE_CHECKING:
    from uuid import UUID

    from tests.world import World

NOT_FOUND, CONFLICT, SAVED = 404, 409, 303
HTMX: Final = {"hx-request": "true"}
NOBODYS: Final = "00000000-0000-4000-8000-000000000000"
PROGRESS: Final = {
    "version": "1",
    "status": "in-progress",
    "percent": "30",
    "planned_start": "2027-03-01",
    "planned_due": "2027-04-01",
    "note": "The ministry called.",
    "reason": "Asked in May.",
}
PARTS: Final = {
    "version": "1",
    "part_rows": "2",
    "part_0_title": "First half",
    "part_0_days": "10",
    "part_0_weight": "1",
    "part_1_title": "Second half",
    "part_1_days": "many",
    "part_1_weight": "2",
}
SENT: Final[dict[str, tuple[dict[str, str], tuple[str, ...]]]] = {
    "progress": (PROGRESS, ("The ministry called.", "In progress", "2027-04-01", "Asked in May.")),
    "evidence": ({"title": "Agreement", "link": "https://example.org/a"}, ("Agreement", "https://example.org/a")),
    "parts": (PARTS, ("First half", "Second half", "many")),
}


async def deleted(world: World) -> UUID:
    """Give a milestone that somebody else deleted."""
    key = (await milestone_ids(where="status = 'not-started' AND pin IS NULL"))[-1]
    path = f"/plans/{PLAN}/milestones/{key}/removal"
    form = form_of(await world.grant_manager.get(path), "/removal")
    assert (await world.grant_manager.post(path, data=form.values)).status_code == SAVED
    return key


@pytest.mark.parametrize("what", SENT)
@pytest.mark.parametrize("wrong", [{}, {"percent": "much", "version": "", "link": "no link", "part_0_days": ""}])
async def test_what_was_typed_is_shown_with_who_deleted_it(sample_world: World, what: str, wrong: Any) -> None:  # noqa: ANN401
    key, (form, kept) = await deleted(sample_world), SENT[what]
    before = await footprint()
    typed = form | {name: text for name, text in wrong.items() if name in form}
    answer = await sample_world.country_lead.post(f"/plans/{PLAN}/milestones/{key}/{what}", data=typed)
    assert answer.status_code == CONFLICT
    shown = text_of(answer)
    assert "Somebody deleted this milestone while you were writing" in shown
    assert "Grant manager deleted" in shown
    assert [text for text in kept if text not in shown and text != form.get("link")] == []
    assert await footprint() == before


async def test_with_htmx_it_stands_in_place_of_the_milestone(sample_world: World) -> None:
    key = await deleted(sample_world)
    address = f"/plans/{PLAN}/milestones/{key}/progress"
    answer = await sample_world.country_lead.post(address, data=PROGRESS, headers=HTMX)
    assert answer.status_code == CONFLICT
    assert answer.text.lstrip().startswith('<div id="milestone">')
    assert "The ministry called." in answer.text


@pytest.mark.parametrize("what", SENT)
async def test_what_never_was_in_the_plan_is_not_found(sample_world: World, what: str) -> None:
    address = f"/plans/{PLAN}/milestones/{NOBODYS}/{what}"
    assert (await sample_world.country_lead.post(address, data=SENT[what][0])).status_code == NOT_FOUND
