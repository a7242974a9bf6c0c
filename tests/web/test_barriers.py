"""The page of a plan's barriers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmap.i18n import language
from roadmap.services.plans import scheduled
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from tests.web.filled import errors_of, form_of, seen, text_of
from tests.world import PLAN, plan_id_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.world import World

PATH = f"/plans/{PLAN}/barriers"


async def shown(world: World) -> str:
    """What a reader sees, in one line."""
    return text_of(await world.reader.get(PATH))


async def section(world: World, barrier: str) -> str:
    """What a reader sees of one barrier."""
    page = (await world.reader.get(PATH)).text
    found = re.search(rf'<section[^>]* aria-labelledby="barrier-{barrier}">.*?</section>', page, re.DOTALL)
    assert found
    return seen(found[0])


async def test_the_page_begins_with_how_many_are_high_now_and_after_the_responses(sample_world: World) -> None:
    rows = await fetch("SELECT * FROM risk WHERE plan_id = $1", await plan_id_of())
    high = sum(row["likelihood"] * row["impact"] >= 15 for row in rows)
    assert f"{high} of {len(rows)} barriers is high now. When the responses work, 1 still is." in await shown(
        sample_world
    )
    assert "No milestone lowers" not in await shown(sample_world)


async def test_none_high_is_said_in_words(sample_world: World) -> None:
    await fetch("UPDATE risk SET likelihood = 1, residual_likelihood = 1")
    assert "None of 7 barriers is high now. When the responses work, none is." in await shown(sample_world)


async def test_a_high_barrier_that_no_milestone_lowers_is_named_on_top_and_in_its_place(sample_world: World) -> None:
    await fetch("""UPDATE milestone SET mitigates = '[]' WHERE mitigates @> '[{"barrier": "funding"}]'""")
    assert "No milestone lowers “Funding”, although it is high." in await shown(sample_world)
    assert "It needs a milestone that does." in await section(sample_world, "funding")


async def test_a_dropped_milestone_lowers_nothing(sample_world: World) -> None:
    await fetch("UPDATE milestone SET status = 'dropped'")
    assert "No milestone lowers “Funding”, although it is high." in await shown(sample_world)


async def test_each_barrier_tells_its_situation_levels_response_owner_review_and_lesson(sample_world: World) -> None:
    said = await section(sample_world, "government-policy")
    for piece in (
        "Supported employment is not in national law",
        "3 × 4 = 12, medium",
        "Steady",
        "have a text ready for the next national strategy",
        "2 × 4 = 8, medium",
        "Policy lead",
        "A change of policy is slow and hard to predict",
    ):
        assert piece in said, piece
    page = await shown(sample_world)
    assert "Appendix C" in page
    assert "1) Government policy" in page


async def test_what_lowers_a_barrier_is_linked_with_by_how_much(sample_world: World) -> None:
    rows = await fetch(
        """SELECT id FROM milestone WHERE plan_id = $1 AND mitigates @> '[{"barrier": "funding"}]'""",
        await plan_id_of(),
    )
    page = (await sample_world.reader.get(PATH)).text
    assert rows
    for row in rows:
        assert f"/plans/{PLAN}/milestones/{row['id']}" in page
    assert "lowers the likelihood by 2 levels" in await section(sample_world, "funding")


async def test_what_lowers_a_barrier_shows_the_day_it_was_done_and_else_its_forecast(
    sample_world: World, sample_day: datetime
) -> None:
    plan = await load_plan(await plan_id_of())
    dates = scheduled(plan, sample_day.date()).dates
    lowering = [each for each in plan.milestones if each.mitigates and each.status != "dropped"]
    moved = [each for each in lowering if dates[each.id].due != each.planned_due]
    assert {each.status for each in moved} >= {"done", "in-progress"}
    text = text_of(await sample_world.reader.get(PATH))
    for each in moved:
        said = rf"{re.escape(f'{each.number} · {each.title}')} lowers the likelihood by \d levels?; ([^,]+),"
        assert set(re.findall(said, text)) == {language("en").date(dates[each.id].due)}


async def test_a_review_that_was_missed_says_so(sample_world: World) -> None:
    await fetch("UPDATE risk SET review_on = '2026-01-05' WHERE barrier = 'funding'")
    assert "5 Jan 2026, overdue" in await section(sample_world, "funding")


async def test_a_milestone_leads_to_the_very_barrier_it_lowers(sample_world: World) -> None:
    row = (
        await fetch(
            """SELECT id FROM milestone WHERE plan_id = $1 AND mitigates @> '[{"barrier": "funding"}]'""",
            await plan_id_of(),
        )
    )[0]
    page = (await sample_world.reader.get(f"/plans/{PLAN}/milestones/{row['id']}")).text
    assert f'href="{PATH}#barrier-funding"' in page
    assert 'id="barrier-funding"' in (await sample_world.reader.get(PATH)).text


async def test_a_risk_added_by_hand_is_offered_to_milestones_and_named_by_its_title(sample_world: World) -> None:
    lead = sample_world.country_lead
    form = form_of(await lead.get(f"{PATH}/new"), "/barriers")
    typed = form.typed(title="Floods", likelihood="5", impact="5", ground_reason="A river runs through it.")
    added = await lead.post(form.action, data=typed)
    assert added.status_code == 303, errors_of(added)
    (risk,) = await fetch("SELECT id, barrier FROM risk WHERE title = 'Floods'")
    assert "No milestone lowers “Floods”, although it is high." in await shown(sample_world)
    (first,) = await fetch("SELECT id FROM milestone WHERE plan_id = $1 AND number = 1", await plan_id_of())
    own = f"/plans/{PLAN}/milestones/{first['id']}"
    form = form_of(await lead.get(f"{own}/edit"), str(first["id"]))
    assert form.values[f"mitigates_{risk['barrier']}"] == "0"
    changed = await lead.post(form.action, data=form.typed(**{f"mitigates_{risk['barrier']}": "2"}))
    assert changed.status_code == 303, errors_of(changed)
    for path in (own, f"/plans/{PLAN}/activity", f"/plans/{PLAN}/compare", f"/plans/{PLAN}/exports/milestones.csv"):
        page = await lead.get(path)
        assert "Floods" in text_of(page), path
        assert risk["barrier"] not in text_of(page), path
    assert "No milestone lowers “Floods”" not in await shown(sample_world)
    form = form_of(await lead.get(f"{PATH}/{risk['id']}/removal"), "/removal")
    assert (await lead.post(form.action, data=form.typed())).status_code == 303
    assert "a risk that is gone by 2" in text_of(await lead.get(f"/plans/{PLAN}/activity"))


async def test_a_plan_without_barriers_says_so(sample_world: World) -> None:
    await fetch("DELETE FROM risk")
    assert "None yet." in await shown(sample_world)
