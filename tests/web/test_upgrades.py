"""A newer playbook on a plan's page: seen three ways, previewed, taken over item by item, nothing of its own lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from roadmap.domain.playbook_copies import digest_of
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.plans import EVERYTHING, load_plan
from tests.newer_playbooks import (
    CURRENT,
    DEARER_LINE,
    GONE_MILESTONE,
    LONGER_MILESTONE,
    NAMES,
    NEW_MILESTONE,
    NEW_WORDS,
    REWORDED_MILESTONE,
    STRICTER_SOURCE,
    VERSION,
    installed,
    newer_ips,
)
from tests.queries import MOST_QUERIES, counted_queries
from tests.web.filled import said_in
from tests.web.pages import tree_of
from tests.web.upgrade_desk import (
    ADDRESS,
    CONFLICT,
    FORBIDDEN,
    NOT_FOUND,
    OK,
    OURS,
    REFUSED,
    SAMPLES,
    SAVED,
    edit_reworded,
    hidden,
    offered,
    plan_now,
    send,
    shown,
    the,
    ticked,
)
from tests.world import PLAN, footprint, plan_id_of, revision_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmap.domain.playbooks import Playbook
    from tests.world import World


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    """Read the newer playbook from its folder, once."""
    return newer_ips(tmp_path_factory.mktemp("newer"))


@pytest.fixture
def upgraded(newer: Playbook) -> Iterator[Playbook]:
    """Run the product with the newer playbook."""
    with installed(newer):
        yield newer


async def test_a_plan_of_the_newest_playbook_says_so_and_is_quiet(sample_world: World) -> None:
    page = await shown(sample_world)
    assert f"follows the IPS playbook {CURRENT}, the newest there is" in page.text
    assert offered(page) == set()
    for path in ("", "/settings"):
        assert ADDRESS not in (await sample_world.country_lead.get(f"/plans/{PLAN}{path}")).text


@pytest.mark.usefixtures("upgraded")
async def test_the_overview_and_the_settings_say_quietly_that_a_newer_one_is_there(sample_world: World) -> None:
    for path in ("", "/settings"):
        page = tree_of((await sample_world.country_lead.get(f"/plans/{PLAN}{path}")).text)
        assert f"The IPS playbook {VERSION} is there; this plan follows {CURRENT}" in page.text
        assert page.all("a", href=ADDRESS)
    assert ADDRESS not in (await sample_world.reader.get(f"/plans/{PLAN}")).text


@pytest.mark.usefixtures("upgraded")
async def test_every_difference_is_shown_three_ways_and_what_nobody_touched_is_ticked(sample_world: World) -> None:
    await edit_reworded()
    page = await shown(sample_world)
    assert set(NAMES.values()) <= offered(page)
    assert NAMES["reworded"] not in ticked(page)
    assert NAMES["dearer"] not in ticked(page), "the sample plan has a figure of its own there"
    assert {NAMES["longer"], NAMES["new"], NAMES["gone"]} <= ticked(page)
    for text in (
        "changed here too: they stay as they are unless you choose them.",
        "Services have agreed on sharing their data",
        "No longer in the playbook",
        "60 working days",
        "€78,500",
        NEW_WORDS,
        OURS,
        "Changed here too",
    ):
        assert text in page.text, text


@pytest.mark.usefixtures("upgraded")
async def test_the_page_asks_at_most_twelve_statements(sample_world: World) -> None:
    with counted_queries() as asked:
        await shown(sample_world)
    assert len(asked) <= MOST_QUERIES, asked


@pytest.mark.usefixtures("upgraded")
async def test_a_preview_says_what_would_follow_and_saves_nothing(sample_world: World) -> None:
    before = await footprint()
    answer = await send(sample_world, NAMES["longer"], NAMES["dearer"], do="preview", reason="As agreed")
    assert answer.status_code == OK
    page = tree_of(answer.text)
    assert "This is a preview. Nothing is saved yet." in page.text
    assert "milestone moves" in page.text or "milestones move" in page.text
    assert "Amounts that change" in page.text
    assert ticked(page) == {NAMES["longer"], NAMES["dearer"]}
    assert "As agreed" in page.text
    assert await footprint() == before


@pytest.mark.usefixtures("upgraded")
async def test_a_preview_names_what_has_begun_and_would_be_dropped(sample_world: World) -> None:
    key = NAMES["gone"].removeprefix("milestone/").removesuffix("/removed")
    await fetch(
        "UPDATE milestone SET status = 'in-progress', percent = 10, started_on = '2026-11-02', done_on = NULL"
        " WHERE plan_id = $1 AND key = $2",
        await plan_id_of(),
        key,
    )
    answer = await send(sample_world, NAMES["gone"], do="preview")
    assert answer.status_code == OK
    assert "which has begun and is 10" in tree_of(answer.text).text


async def test_what_is_chosen_is_taken_over_and_the_rest_stays(sample_world: World, upgraded: Playbook) -> None:
    await edit_reworded()
    before, revision = await plan_now(), await revision_of()
    chosen = [NAMES[each] for each in ("longer", "new", "gone", "dearer", "stricter")]
    answer = await send(sample_world, *chosen, reason="The steering group wants it.")
    assert (answer.status_code, said_in(answer)) == (SAVED, f"/plans/{PLAN}?saved=yes")
    after = await plan_now()
    assert await revision_of() == revision + 1
    assert (after.playbook_version, after.playbook_digest) == (VERSION, digest_of(upgraded))
    keys = {each.key for each in after.milestones}
    assert NEW_MILESTONE in keys
    assert GONE_MILESTONE not in keys
    assert (await the(LONGER_MILESTONE)).likely == 60
    assert (await the(REWORDED_MILESTONE)).deliverable == OURS
    assert next(each for each in after.budget if each.key == DEARER_LINE).unit_cost == Decimal(78500)
    source = next(each for each in after.sources if each.key == STRICTER_SOURCE)
    assert "training" in source.may_not_pay
    touched = {NEW_MILESTONE, GONE_MILESTONE, LONGER_MILESTONE}
    dates = ("planned_start", "planned_due", "wanted_start", "wanted_due", "moved_because", "version", "changed_at")
    was = {each.id: each for each in before.milestones}
    for each in after.milestones:
        if each.key not in touched:
            assert replace(each, **{name: getattr(was[each.id], name) for name in (*dates, "after")}) == was[each.id]
    activity = tree_of((await sample_world.reader.get(f"/plans/{PLAN}/activity")).text).text
    assert "The steering group wants it." in activity
    assert "Left as it was: " in activity
    page = await shown(sample_world)
    assert f"follows the IPS playbook {VERSION}, the newest there is" in page.text


@pytest.mark.usefixtures("upgraded")
async def test_a_conflict_that_is_chosen_takes_the_playbooks_words(sample_world: World) -> None:
    await edit_reworded()
    assert (await send(sample_world, NAMES["reworded"])).status_code == SAVED
    assert (await the(REWORDED_MILESTONE)).deliverable == NEW_WORDS


@pytest.mark.usefixtures("upgraded")
async def test_a_take_over_is_undone_whole_and_then_offered_again(sample_world: World) -> None:
    before = await plan_now()
    answer = await send(sample_world, *NAMES.values())
    page = tree_of((await sample_world.country_lead.get(answer.headers["location"])).text)
    form = {each.attrs["name"]: each.attrs.get("value", "") for each in page.nodes("input") if "name" in each.attrs}
    assert (await sample_world.country_lead.post(f"/plans/{PLAN}/undo", data=form)).status_code == SAVED
    after = await plan_now()
    assert (after.playbook_version, after.playbook_digest) == (before.playbook_version, before.playbook_digest)
    assert {each.key for each in after.milestones} == {each.key for each in before.milestones}
    assert set(NAMES.values()) <= offered(await shown(sample_world))


@pytest.mark.usefixtures("upgraded")
async def test_nothing_chosen_is_refused_with_the_reason_as_typed(sample_world: World) -> None:
    before = await footprint()
    for names in ((), ("milestone/nowhere/added",)):
        answer = await send(sample_world, *names, reason="We agreed on it")
        assert answer.status_code == REFUSED
        page = tree_of(answer.text)
        assert "Tick at least one thing to take over" in page.text
        assert "We agreed on it" in page.text
        assert ticked(page) == set()
    assert await footprint() == before


@pytest.mark.usefixtures("upgraded")
async def test_a_reason_that_is_too_long_is_refused_with_the_choices_kept(sample_world: World) -> None:
    answer = await send(sample_world, NAMES["dearer"], reason="x" * 501)
    assert answer.status_code == REFUSED
    page = tree_of(answer.text)
    assert "Write at most 500 characters. These are 501." in page.text
    assert ticked(page) == {NAMES["dearer"]}


@pytest.mark.usefixtures("upgraded")
async def test_who_would_take_nothing_follows_the_newer_version_and_keeps_the_plan(sample_world: World) -> None:
    before = await plan_now()
    answer = await send(sample_world, do="nothing")
    assert answer.status_code == SAVED
    after = await plan_now()
    assert after.playbook_version == VERSION
    assert (after.milestones, after.budget, after.sources) == (before.milestones, before.budget, before.sources)
    assert ADDRESS not in (await sample_world.country_lead.get(f"/plans/{PLAN}")).text


@pytest.mark.usefixtures("upgraded")
@pytest.mark.parametrize("do", ["", "preview"])
async def test_a_plan_that_changed_meanwhile_is_shown_anew_with_the_choices_kept(sample_world: World, do: str) -> None:
    page = await shown(sample_world)
    form = {"revision": hidden(page, "revision"), "digest": hidden(page, "digest"), "reason": "Agreed", "do": do}
    await edit_reworded()
    before = await footprint()
    chosen = {NAMES["dearer"], NAMES["reworded"]}
    answer = await sample_world.country_lead.post(ADDRESS, data={**form, "item": [*chosen]})
    assert answer.status_code == CONFLICT
    again = tree_of(answer.text)
    assert "Somebody changed this plan while you were choosing" in again.text
    assert OURS in again.text
    assert "Agreed" in again.text
    assert ticked(again) == chosen
    assert await footprint() == before
    form["revision"] = hidden(again, "revision")
    if not do:
        assert (await sample_world.country_lead.post(ADDRESS, data={**form, "item": [*chosen]})).status_code == SAVED


@pytest.mark.usefixtures("upgraded")
async def test_a_playbook_that_changed_meanwhile_is_shown_anew(sample_world: World) -> None:
    answer = await send(sample_world, NAMES["dearer"], digest="0" * 64)
    assert answer.status_code == CONFLICT
    assert ticked(tree_of(answer.text)) == {NAMES["dearer"]}


@pytest.mark.usefixtures("upgraded")
async def test_a_form_sent_twice_takes_over_once(sample_world: World) -> None:
    page = await shown(sample_world)
    form = {"revision": hidden(page, "revision"), "digest": hidden(page, "digest"), "item": [NAMES["new"]]}
    for _ in range(2):
        assert (await sample_world.country_lead.post(ADDRESS, data=form)).status_code == SAVED
    assert len([each for each in (await plan_now()).milestones if each.key == NEW_MILESTONE]) == 1


@pytest.mark.usefixtures("upgraded")
async def test_who_comes_second_chooses_from_what_was_left_with_the_ticks_and_the_reason_kept(
    sample_world: World,
) -> None:
    page = await shown(sample_world)
    form = {name: hidden(page, name) for name in ("revision", "digest", "since")} | {"reason": "Agreed in May."}
    chosen = [NAMES["dearer"], NAMES["new"]]
    assert (await send(sample_world, NAMES["dearer"], who="grant_manager")).status_code == SAVED
    before = await footprint()
    answer = await sample_world.country_lead.post(ADDRESS, data={**form, "item": chosen})
    assert answer.status_code == CONFLICT
    again = tree_of(answer.text)
    assert "Somebody changed this plan while you were choosing" in again.text
    assert "by now. This is what was not taken over." in again.text
    assert "Agreed in May." in again.text
    assert ticked(again) == {NAMES["new"]}
    assert await footprint() == before
    form |= {name: hidden(again, name) for name in ("revision", "digest", "since")}
    assert (await sample_world.country_lead.post(ADDRESS, data={**form, "item": [NAMES["new"]]})).status_code == SAVED
    after = await plan_now()
    assert after.playbook_version == VERSION
    assert [each.key for each in after.milestones].count(NEW_MILESTONE) == 1


@pytest.mark.usefixtures("upgraded")
@pytest.mark.parametrize("since", ["", "nonsense", "0" * 64])
async def test_a_playbook_that_nobody_keeps_is_chosen_from_by_nobody(sample_world: World, since: str) -> None:
    assert (await send(sample_world, NAMES["dearer"])).status_code == SAVED
    before = await footprint()
    form = {"revision": "1", "digest": "x", "since": since, "item": [NAMES["new"]]}
    answer = await sample_world.country_lead.post(ADDRESS, data=form)
    assert (answer.status_code, answer.headers["location"]) == (SAVED, f"{ADDRESS}?saved=nothing")
    assert await footprint() == before


@pytest.mark.usefixtures("upgraded")
async def test_readers_and_strangers_take_over_nothing(sample_world: World) -> None:
    before = await footprint()
    for who, status in (("reader", FORBIDDEN), ("committee", FORBIDDEN), ("outsider", NOT_FOUND)):
        assert (await sample_world.browser(who).get(ADDRESS)).status_code == status
        assert (await send(sample_world, NAMES["new"], who=who)).status_code == status
    assert await footprint() == before


@pytest.mark.usefixtures("upgraded")
async def test_without_a_copy_of_the_old_one_nothing_is_guessed(sample_world: World) -> None:
    await fetch("DELETE FROM playbook_copy")
    page = await shown(sample_world)
    assert "No copy of the version that this plan follows is kept" in page.text
    assert offered(page) == set()


@pytest.mark.usefixtures("upgraded")
async def test_a_plan_from_before_copies_were_kept_finds_its_version(sample_world: World) -> None:
    await fetch("UPDATE plan SET playbook_digest = ''")
    assert set(NAMES.values()) <= offered(await shown(sample_world))


@pytest.mark.parametrize("slug", SAMPLES)
async def test_every_sample_plan_shows_a_sensible_upgrade(sample_world: World, upgraded: Playbook, slug: str) -> None:
    plan = await load_plan(await plan_id_of(slug), EVERYTHING)
    page = await shown(sample_world, slug=slug)
    if "learning-community" in plan.routes:
        assert NAMES["new"] in ticked(page)
    else:
        assert "Nothing that this plan could take over has changed." in page.text
    form = {"revision": hidden(page, "revision"), "digest": hidden(page, "digest")}
    more = {"item": sorted(offered(page))} if offered(page) else {"do": "nothing"}
    answer = await sample_world.country_lead.post(f"/plans/{slug}/upgrade", data=form | more)
    assert answer.status_code == SAVED
    row = await fetch_one("SELECT playbook_version FROM plan WHERE slug = $1", slug)
    assert row is not None
    assert row["playbook_version"] == upgraded.intervention.version
    assert (await sample_world.reader.get(f"/plans/{slug}")).status_code == OK
