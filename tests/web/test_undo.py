"""Undo of the last change, beside what was saved and in the log: by who may, never of what somebody else did since."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import msgspec
import pytest

from roadmap.domain.access import Viewer
from roadmap.domain.errors import ForbiddenError
from roadmap.domain.milestones import Evidence
from roadmap.domain.plans import Phase, Plan
from roadmap.services.edits import edit_plan
from roadmap.services.history import undo_last_change
from roadmap.store.calendars import dated_plans
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.plans import EVERYTHING, load_plan
from tests.web.filled import form_of, said_in, text_of
from tests.web.pages import tree_of
from tests.world import PLAN, footprint, milestone_ids, plan_id_of, revision_of, viewer_of

if TYPE_CHECKING:
    import httpx

    from tests.world import World

SAVED, FORBIDDEN, CONFLICT, REFUSED = 303, 403, 409, 422
UNDO: Final = f"/plans/{PLAN}/undo"
SETTINGS: Final = f"/plans/{PLAN}/settings"
NOW: Final = datetime(2026, 11, 25, 9, tzinfo=UTC)
UNTOLD: Final = frozenset({"version", "changed_at", "revision"})


def undo_form(answer: httpx.Response) -> dict[str, str]:
    """What the button on a page sends; nothing without a button."""
    found = re.search(r'<form class="undo[^"]*"[^>]*>(.*?)</form>', answer.text, re.DOTALL)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[1])) if found else {}


async def whole() -> Plan:
    return await load_plan(await plan_id_of(), EVERYTHING)


def content(plan: Plan) -> Any:  # noqa: ANN401 (plain values)
    """All that a plan holds, without what counts."""

    def bare(told: Any) -> Any:  # noqa: ANN401
        if isinstance(told, dict):
            return {name: bare(value) for name, value in told.items() if name not in UNTOLD}
        return sorted((bare(each) for each in told), key=str) if isinstance(told, (list, tuple)) else told

    return bare(msgspec.to_builtins(plan))


def without_first(plan: Plan) -> Plan:
    """The plan without its first milestone and what hangs on it, under another title."""
    gone = plan.milestones[0]
    return replace(
        plan,
        title="Another title",
        milestones=tuple(
            replace(each, after=tuple(link for link in each.after if link.milestone_id != gone.id))
            for each in plan.milestones[1:]
        ),
        evidence=tuple(each for each in plan.evidence if each.milestone_id != gone.id),
    )


async def rename(world: World, who: str = "grant_manager", title: str = "Renamed") -> httpx.Response:
    """Rename the plan as the page does and give the page that follows."""
    version = str((await whole()).version)
    client = world.browser(who)
    answer = await client.post(f"/plans/{PLAN}/title", data={"version": version, "title": title})
    return await client.get(answer.headers["location"])


async def test_undo_stands_beside_what_was_saved_and_takes_it_back(sample_world: World) -> None:
    before = await whole()
    page = await rename(sample_world)
    form = undo_form(page)
    assert page.url.query == f"saved=yes&revision={before.revision + 1}".encode()
    assert form == {"revision": str(before.revision + 1), "back": SETTINGS, "own": "yes"}
    answer = await sample_world.grant_manager.post(UNDO, data=form)
    undone = f"{SETTINGS}?saved=undone&revision={before.revision + 2}"
    assert (answer.status_code, answer.headers["location"]) == (SAVED, undone)
    assert content(await whole()) == content(before)
    assert await revision_of() == before.revision + 2
    log = await fetch_one("SELECT * FROM change ORDER BY id DESC LIMIT 1")
    assert log is not None
    assert (log["action"], log["reason"]) == ("changed", f"Undo of revision {before.revision + 1}")


async def test_an_undo_can_be_undone(sample_world: World) -> None:
    page = await rename(sample_world)
    answer = await sample_world.grant_manager.post(UNDO, data=undo_form(page))
    page = await sample_world.grant_manager.get(answer.headers["location"])
    assert "The last change is undone. Redo" in text_of(page)
    await sample_world.grant_manager.post(UNDO, data=undo_form(page))
    assert (await whole()).title == "Renamed"


async def test_everything_of_the_last_revision_comes_back_at_once(sample_world: World) -> None:
    plan_id, before = await plan_id_of(), await whole()
    await edit_plan(await viewer_of(), plan_id, without_first, now=NOW)
    page = await sample_world.country_lead.get(f"/plans/{PLAN}/activity")
    assert "were made together" in text_of(page)
    answer = await sample_world.country_lead.post(UNDO, data=undo_form(page))
    assert said_in(answer) == f"/plans/{PLAN}/activity?saved=undone"
    assert content(await whole()) == content(before)
    assert "Undo of revision" in text_of(await sample_world.reader.get(f"/plans/{PLAN}/activity"))


async def test_a_milestone_saved_by_htmx_offers_undo_and_its_page_to_come_back_to(sample_world: World) -> None:
    key = (await milestone_ids(where="status = 'not-started' AND pin IS NULL"))[0]
    milestone = (await whole()).milestone(key)
    form = {
        "version": str(milestone.version),
        "status": "not-started",
        "percent": "0",
        "planned_start": milestone.planned_start.isoformat(),
        "planned_due": milestone.planned_due.isoformat(),
        "note": "Called the ministry",
    }
    path = f"/plans/{PLAN}/milestones/{key}"
    part = await sample_world.country_lead.post(f"{path}/progress", data=form, headers={"hx-request": "true"})
    assert undo_form(part)["back"] == path
    await sample_world.country_lead.post(UNDO, data=undo_form(part))
    assert (await whole()).milestone(key).note == milestone.note


async def test_the_calendar_entry_of_what_came_back_is_the_same_and_newer(sample_world: World) -> None:  # noqa: ARG001
    plan_id, viewer = await plan_id_of(), await viewer_of()
    key = (await milestone_ids())[0]

    async def event() -> tuple[int, str]:
        from roadmap.domain.calendars import calendar_items  # noqa: PLC0415
        from roadmap.services.playbooks import playbook  # noqa: PLC0415

        (plan,) = await dated_plans([plan_id])
        (found,) = [each for each in calendar_items(plan, playbook("ips").intervention) if each.id == key]
        return found.sequence, found.state

    seen = [await event()]
    for _ in range(2):
        await edit_plan(viewer, plan_id, without_first, now=NOW)
        seen.append(await event())
        await undo_last_change(viewer, plan_id, revision=await revision_of(), now=NOW)
        seen.append(await event())
    assert [state for _, state in seen] == [seen[0][1], "cancelled", seen[0][1], "cancelled", seen[0][1]]
    sequences = [number for number, _ in seen]
    assert sequences == sorted(set(sequences)), "it rises with every change"


async def test_what_somebody_else_changed_since_is_told_and_nothing_is_undone(sample_world: World) -> None:
    page = await rename(sample_world)
    await rename(sample_world, "country_lead", "By the country lead")
    before = await footprint()
    answer = await sample_world.grant_manager.post(UNDO, data=undo_form(page))
    assert answer.status_code == CONFLICT
    assert "The plan was changed meanwhile" in text_of(answer)
    assert "Country lead" in text_of(answer)
    assert "By the country lead" in text_of(answer)
    assert await footprint() == before


async def test_a_page_made_after_another_change_offers_no_undo_of_it(sample_world: World) -> None:
    """Between saving and seeing the page, or before it is loaded anew, others or oneself may save something else."""
    for who in ("country_lead", "grant_manager"):
        page = await rename(sample_world, title=f"Before {who}")
        await rename(sample_world, who, f"By {who}")
        again = await sample_world.grant_manager.get(page.url.raw_path.decode())
        assert "Saved." in text_of(again)
        assert undo_form(again) == {}
        before = await footprint()
        answer = await sample_world.grant_manager.post(UNDO, data=undo_form(page))
        assert answer.status_code == CONFLICT
        assert f"By {who}" in text_of(answer)
        assert await footprint() == before


async def test_whoever_asks_for_the_undo_of_somebody_elses_change_as_their_own_is_refused(sample_world: World) -> None:
    await rename(sample_world, "country_lead", "By the country lead")
    before = await footprint()
    asked = await sample_world.grant_manager.get(f"{SETTINGS}?saved=yes&revision={await revision_of()}")
    answer = await sample_world.grant_manager.post(UNDO, data=undo_form(asked))
    assert answer.status_code == CONFLICT
    assert "By the country lead" in text_of(answer)
    assert await footprint() == before


async def test_saving_without_a_change_says_so_and_offers_no_undo_of_what_was_changed_before(
    sample_world: World,
) -> None:
    await rename(sample_world)
    title, before = (await whole()).title, await footprint()
    again = await rename(sample_world, title=title)
    assert "Nothing changed: all of this was saved already." in text_of(again)
    assert "Saved." not in text_of(again)
    assert undo_form(again) == {}
    assert await footprint() == before


@pytest.mark.parametrize("end", ["title", "edit"])
async def test_a_form_in_place_is_told_which_revision_it_made_or_none(sample_world: World, end: str) -> None:
    key = (await milestone_ids())[0]
    address = f"/plans/{PLAN}/milestones/{key}"
    form = form_of(await sample_world.country_lead.get(f"{address}/edit"), str(key))
    typed = form.typed(title="Another title") if end == "title" else form.values
    headers = {"hx-request": "true", "hx-request-type": "partial"}
    answer = await sample_world.country_lead.post(address, data=typed, headers=headers)
    told = json.loads(answer.headers["hx-trigger"])["saved"]["told"]
    made = {"saved": "yes", "revision": str(await revision_of())}
    assert told == (made if end == "title" else {"saved": "nothing"})


async def test_a_new_plan_offers_no_undo_of_its_beginning(sample_world: World) -> None:
    await fetch("UPDATE plan SET revision = 1 WHERE slug = $1", PLAN)
    page = await sample_world.country_lead.get(f"/plans/{PLAN}?saved=yes")
    assert "Saved." in text_of(page)
    assert undo_form(page) == {}


async def test_who_only_tracks_undoes_only_their_own(sample_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_id, tracker = await plan_id_of(), await viewer_of("grant-manager")
    await rename(sample_world, "country_lead")
    monkeypatch.setattr(Viewer, "rights", frozenset({"read", "track"}))
    before = await footprint()
    with pytest.raises(ForbiddenError):
        await undo_last_change(tracker, plan_id, revision=await revision_of(), now=NOW)
    assert await footprint() == before
    monkeypatch.undo()
    await rename(sample_world, "grant_manager", "Once more")
    monkeypatch.setattr(Viewer, "rights", frozenset({"read", "track"}))
    await undo_last_change(tracker, plan_id, revision=await revision_of(), now=NOW)
    assert (await whole()).title == "Renamed"


async def test_a_frozen_baseline_stays_and_offers_no_undo(sample_world: World) -> None:
    version = str((await whole()).version)
    await fetch("DELETE FROM baseline WHERE plan_id = $1", await plan_id_of())
    answer = await sample_world.grant_manager.post(
        f"/plans/{PLAN}/baselines", data={"version": version, "name": "As voted"}
    )
    assert undo_form(await sample_world.grant_manager.get(answer.headers["location"])) == {}
    assert undo_form(await sample_world.grant_manager.get(f"/plans/{PLAN}/activity")) == {}
    before = await footprint()
    answer = await sample_world.grant_manager.post(UNDO, data={"revision": str(await revision_of())})
    assert answer.status_code == REFUSED
    assert "The baseline “As voted” stays" in text_of(answer)
    assert await footprint() == before


async def test_a_file_that_was_removed_is_gone_for_good(sample_world: World) -> None:
    plan_id = await plan_id_of()
    evidence = Evidence(
        id=uuid4(),
        plan_id=plan_id,
        milestone_id=(await milestone_ids())[0],
        title="Agreement",
        file_name="agreement.pdf",
        media_type="application/pdf",
        size=3,
        added_by="country-lead",
        added_at=NOW,
    )
    for held in ((evidence,), ()):

        def edit(plan: Plan, held: tuple[Evidence, ...] = held) -> Plan:
            others = tuple(each for each in plan.evidence if each.id != evidence.id)
            return replace(plan, evidence=(*others, *held))

        await edit_plan(await viewer_of(), plan_id, edit, now=NOW)
    answer = await sample_world.country_lead.post(UNDO, data={"revision": str(await revision_of())})
    assert answer.status_code == REFUSED
    assert "“agreement.pdf” was removed for good" in text_of(answer)


async def test_how_a_plan_began_cannot_be_undone(sample_world: World) -> None:
    await fetch("UPDATE plan SET revision = 1 WHERE slug = $1", PLAN)
    await fetch("ALTER TABLE change DISABLE TRIGGER USER")
    await fetch("DELETE FROM change WHERE plan_id = $1 AND revision > 1", await plan_id_of())
    answer = await sample_world.administrator.post(UNDO, data={"revision": "1"})
    assert answer.status_code == REFUSED
    assert "This is how the plan began" in text_of(answer)


async def test_after_undoing_what_a_page_shows_one_is_led_to_the_log(sample_world: World) -> None:
    plan_id, key = await plan_id_of(), uuid4()

    def with_phase(plan: Plan) -> Plan:
        phase = Phase(
            id=key,
            plan_id=plan.id,
            route="",
            key="",
            title="Afterwards",
            summary="",
            starts=plan.start,
            ends=plan.end,
            position=9,
        )
        return replace(plan, phases=(*plan.phases, phase))

    await edit_plan(await viewer_of(), plan_id, with_phase, now=NOW)
    form = {"revision": str(await revision_of()), "back": f"/plans/{PLAN}/phases/{key}"}
    answer = await sample_world.country_lead.post(UNDO, data=form)
    assert said_in(answer) == f"/plans/{PLAN}/activity?saved=undone"


@pytest.mark.parametrize(
    "back", ["", "//evil.example", "https://evil.example", "/plans/spainer", "/", "/plans/croatia"]
)
async def test_undo_leads_back_only_into_the_plan(sample_world: World, back: str) -> None:
    form = undo_form(await rename(sample_world)) | {"back": back}
    answer = await sample_world.grant_manager.post(UNDO, data=form)
    assert said_in(answer) == f"/plans/{PLAN}?saved=undone"


@pytest.mark.parametrize("revision", ["", "0", "-3", "x", "9" * 30])
async def test_a_form_without_its_revision_is_refused(sample_world: World, revision: str) -> None:
    before = await footprint()
    answer = await sample_world.grant_manager.post(UNDO, data={"revision": revision})
    assert answer.status_code == REFUSED
    assert "came in incomplete" in text_of(answer)
    assert await footprint() == before


async def test_a_revision_that_never_was_is_refused(sample_world: World) -> None:
    answer = await sample_world.grant_manager.post(UNDO, data={"revision": "99999"})
    assert answer.status_code == REFUSED
    assert "There is nothing to undo" in text_of(answer)


async def test_readers_see_no_undo(sample_world: World) -> None:
    await rename(sample_world)
    for name in ("reader", "committee"):
        assert undo_form(await sample_world.browser(name).get(f"/plans/{PLAN}/activity?saved=yes")) == {}
        assert (await sample_world.browser(name).post(UNDO, data={"revision": "1"})).status_code == FORBIDDEN


async def test_the_button_is_a_form_of_its_own_and_needs_no_script(sample_world: World) -> None:
    page = tree_of((await rename(sample_world)).text)
    (form,) = page.nodes("form", "undo")
    assert form.attrs["action"] == UNDO
    assert form.text() == "Undo"
