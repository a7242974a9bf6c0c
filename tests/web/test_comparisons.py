"""Two states of a plan compared as a page: what moved, came and went, and changed in money, with who, when and why."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.domain.milestones import Dependency
from roadmap.domain.plans import Plan
from roadmap.i18n import language
from roadmap.services.edits import edit_plan
from roadmap.store.connection import fetch
from roadmap.store.plans import EVERYTHING, load_plan
from tests.queries import MOST_QUERIES, counted_queries
from tests.web.pages import tree_of
from tests.world import footprint, plan_id_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from tests.world import World

PLAN: Final = "france"
"""A sample plan in which nothing has changed since its baseline."""
COMPARE: Final = f"/plans/{PLAN}/compare"
NOW: Final = datetime(2026, 11, 25, 9, tzinfo=UTC)


def text_of(answer: httpx.Response) -> str:
    return tree_of(answer.text).text


async def whole() -> Plan:
    return await load_plan(await plan_id_of(PLAN), EVERYTHING)


async def edit(change: Callable[[Plan], Plan], reason: str = "", who: str = "country-lead", hour: int = 9) -> None:
    now = NOW.replace(hour=hour)
    await edit_plan(await viewer_of(who, PLAN), await plan_id_of(PLAN), change, now=now, reason=reason)


def slipped(number: int, days: int) -> Callable[[Plan], Plan]:
    """The plan with one open milestone due later."""

    def change(plan: Plan) -> Plan:
        each = [milestone for milestone in plan.milestones if milestone.is_open][number]
        later = replace(each, planned_due=each.planned_due + timedelta(days=days))
        return replace(plan, milestones=tuple(later if m.id == each.id else m for m in plan.milestones))

    return change


def without_last(plan: Plan) -> Plan:
    gone = plan.milestones[-1]
    return replace(
        plan,
        milestones=tuple(
            replace(each, after=tuple(link for link in each.after if link.milestone_id != gone.id))
            for each in plan.milestones[:-1]
        ),
        evidence=tuple(each for each in plan.evidence if each.milestone_id != gone.id),
    )


def cut(percent: int) -> Callable[[Plan], Plan]:
    """The plan with its training budget cut."""

    def change(plan: Plan) -> Plan:
        return replace(
            plan,
            budget=tuple(
                replace(each, unit_cost=each.unit_cost * (100 - percent) / Decimal(100))
                if each.category == "training"
                else each
                for each in plan.budget
            ),
        )

    return change


async def five_changes() -> Plan:
    """Slip three milestones, delete one, cut a budget by 21 %; give the plan as it was."""
    before = await whole()
    for number, days in ((0, 7), (1, 14), (2, 28)):
        await edit(slipped(number, days), f"Slip {number}", hour=10 + number)
    await edit(without_last, "Nobody asked for it", "grant-manager", hour=14)
    await edit(cut(21), "The foundation gives less", "grant-manager", hour=15)
    return before


async def test_all_five_changes_are_told_with_who_when_and_why(sample_world: World) -> None:
    before = await five_changes()
    page = await sample_world.reader.get(COMPARE)
    text = text_of(page)
    assert "5 changes since “Baseline 1”: 3 milestones moved, 1 milestone deleted and the budget cut by" in text
    for number, days in ((0, 7), (1, 14), (2, 28)):
        each = [milestone for milestone in before.milestones if milestone.is_open][number]
        row = next(found.text() for found in tree_of(page.text).nodes("tr") if found.text().startswith(each.title))
        assert f"{days} days later" in row
        assert f"Country lead, 25 Nov 2026, {10 + number}:00" in row
        assert f"Slip {number}" in row
    gone = before.milestones[-1]
    row = next(found.text() for found in tree_of(page.text).nodes("tr") if found.text().startswith(gone.title))
    assert "Grant manager" in row
    assert "Nobody asked for it" in row
    assert "(−21%)" in text
    assert "The foundation gives less" in text
    assert tree_of(page.text).nodes("span", "st-bad"), "the category is marked"


async def test_a_link_to_what_was_deleted_is_told_by_its_title_as_it_was(sample_world: World) -> None:
    plan = await whole()
    other = next(each for each in plan.milestones[::-1] if each.after)
    gone, first = plan.milestone(other.after[0].milestone_id), plan.milestones[0]
    links = {
        each.id: tuple(link for link in each.after if link.milestone_id != gone.id)
        for each in plan.milestones
        if each.id != gone.id
    } | {other.id: (Dependency(milestone_id=first.id),)}
    kept = tuple(replace(each, after=links[each.id]) for each in plan.milestones if each.id != gone.id)
    await edit(lambda now: replace(now, milestones=kept), "Not needed")
    text = text_of(await sample_world.reader.get(COMPARE))
    assert f"{gone.number} · {gone.title} (begins" in text
    assert "a milestone that is gone" not in text


async def test_the_picture_strikes_out_what_was_deleted_and_holds_both_dates(sample_world: World) -> None:
    before = await five_changes()
    page = (await sample_world.reader.get(COMPARE)).text
    struck = [node.text() for node in tree_of(page).nodes("text") if "gone" in node.classes]
    assert any(before.milestones[-1].title.startswith(each[:20]) for each in struck)
    assert "3 milestones moved and 1 milestone deleted" in unescape(page)
    assert "Dates as planned now, over those of “Baseline 1”." in unescape(page)
    assert "3 have moved later." in page
    picture = tree_of(page).nodes("figure")[0].text()
    assert "moved later" in picture
    assert not re.search(r"part done|\d ?% done|\b(late|slip|early|on date)\b|Waits for", picture)


async def test_a_plan_without_changes_says_so(sample_world: World) -> None:
    await fetch("DELETE FROM baseline WHERE plan_id = $1", await plan_id_of(PLAN))
    text = text_of(await sample_world.reader.get(f"{COMPARE}?a=now&b=now"))
    assert "Both are the plan as it stands now: nothing differs." in text


async def test_any_two_points_can_be_compared_in_any_order(sample_world: World) -> None:
    plan = await whole()
    await edit(lambda held: replace(held, title="Another title"), "It was too long")
    (baseline,) = plan.baselines
    seen = [
        text_of(await sample_world.reader.get(f"{COMPARE}?{query}"))
        for query in (f"a={baseline.id}&b=now", f"a=now&b={baseline.id}", f"a=day&a_day={plan.created_at.date()}&b=now")
    ]
    for text in seen:
        assert "Another title" in text
        assert "It was too long" in text
    day = (NOW - timedelta(days=30)).date()
    earlier = text_of(await sample_world.reader.get(f"{COMPARE}?a={baseline.id}&b={day}"))
    assert "It was too long" not in earlier
    assert "Nothing of the plan differs between" in earlier


async def test_an_old_baseline_without_its_revision_is_found_by_its_day(sample_world: World) -> None:
    await fetch("UPDATE baseline SET revision = 0, frozen_at = NULL WHERE plan_id = $1", await plan_id_of(PLAN))
    await edit(slipped(0, 7), "Late")
    assert "1 change since “Baseline 1”: 1 milestone moved." in text_of(await sample_world.reader.get(COMPARE))


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("a=day&a_day=soon", 422, "You wrote “soon”."),
        ("a=day&a_day=1999-01-01", 422, "Choose a day from the plan’s beginning"),
        ("a=day&a_day=2094-01-01", 422, "Choose a day from the plan’s beginning"),
        ("a=nonsense", 422, "“nonsense” is no state of this plan."),
        ("b=2026-02-30", 422, "“2026-02-30” is no state of this plan."),
        ("a=00000000-0000-4000-8000-000000000000", 404, "This plan has no such baseline, or no longer."),
    ],
)
async def test_a_point_that_never_was_is_told_and_what_was_typed_stays(
    sample_world: World, query: str, status: int, said: str
) -> None:
    await edit(slipped(0, 7), "Late")
    page = await sample_world.reader.get(f"{COMPARE}?{query}")
    assert (page.status_code, page.headers.get("etag")) == (status, None)
    assert said in text_of(page)
    assert "1 change since “Baseline 1”: 1 milestone moved." in text_of(page)
    assert re.search(r'<option value="[0-9a-f-]{36}" selected>', page.text) or "a=day" in query
    typed = re.search(r"a_day=([^&]+)", query)
    assert not typed or f'value="{typed[1]}"' in page.text


async def test_progress_counts_as_reported_and_not_as_a_change(sample_world: World) -> None:
    before = text_of(await sample_world.reader.get(COMPARE))

    def worked(plan: Plan) -> Plan:
        each = next(milestone for milestone in plan.milestones if milestone.status == "not-started")
        done = replace(each, status="in-progress", percent=20, started_on=date(2026, 11, 24))
        return replace(plan, milestones=tuple(done if m.id == each.id else m for m in plan.milestones))

    await edit(worked)
    after = text_of(await sample_world.reader.get(COMPARE))
    assert before.partition("From")[0] == after.partition("From")[0]
    assert "Reported meanwhile" in after


async def test_comparing_asks_little_and_writes_nothing(sample_world: World) -> None:
    await five_changes()
    before = await footprint()
    with counted_queries() as asked:
        assert (await sample_world.reader.get(COMPARE)).status_code == 200
    assert len(asked) <= MOST_QUERIES
    assert await footprint() == before


async def test_a_day_of_a_comparison_is_taken_as_people_type_it(sample_world: World) -> None:
    plan = await whole()
    day = plan.created_at.date()
    answer = await sample_world.reader.get(f"{COMPARE}?a=day&a_day={day:%d/%m/%Y}&b=now")
    assert answer.status_code == 200
    assert f"since the end of {day.day} " in text_of(answer)


async def test_a_day_of_a_comparison_is_read_in_the_language_of_the_page(sample_world: World) -> None:
    sample_world.reader.cookies.set("language", "hr")
    day = (await whole()).created_at.date()
    answer = await sample_world.reader.get(f"{COMPARE}?a=day&a_day={language('hr').date(day)}&b=now")
    assert answer.status_code == 200
    assert language("hr").date(day) in text_of(answer)
