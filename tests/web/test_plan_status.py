"""A person's judgement over the computed status, with its reason, and taken away again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.web.filled import said_in, text_of
from tests.world import PLAN, footprint, plan_row, revision_of

if TYPE_CHECKING:
    import httpx

    from tests.world import World

SAVED, CONFLICT, REFUSED = 303, 409, 422
STATUS: Final = f"/plans/{PLAN}/status"
REASON: Final = "The ministry changed, and the vote with it."


async def judge(world: World, who: str = "country_lead", **typed: str) -> httpx.Response:
    form = {"version": str((await plan_row())["version"]), **typed}
    return await world.browser(who).post(STATUS, data=form)


async def test_the_page_shows_the_computed_status_with_its_rule(sample_world: World) -> None:
    page = text_of(await sample_world.country_lead.get(STATUS))
    assert "As computed" in page
    assert "Nobody has judged" in page
    assert "at least this many days after its baseline date. (30)" in page
    assert "falls below this. (0.8)" in page


async def test_a_judgement_stands_over_the_rule_and_readers_see_both(sample_world: World) -> None:
    before = await revision_of()
    answer = await judge(sample_world, kind="bad", reason=f" {REASON} ")
    assert (answer.status_code, said_in(answer)) == (SAVED, f"{STATUS}?saved=yes")
    assert await revision_of() == before + 1
    override = (await plan_row())["rag_override"]
    assert (override["kind"], override["reason"], override["by"]) == ("bad", REASON, "country-lead")
    for path in (f"/plans/{PLAN}", "/"):
        page = text_of(await sample_world.reader.get(path))
        assert REASON in page
        assert "Computed" in page
    assert f"Judged by a person: {REASON}" in text_of(await sample_world.reader.get(f"/plans/{PLAN}"))
    page = text_of(await sample_world.country_lead.get(STATUS))
    assert "Off track" in page
    assert "Country lead, " in page
    assert REASON in text_of(await sample_world.reader.get(f"/plans/{PLAN}/activity"))


async def test_a_judgement_is_taken_away_again(sample_world: World) -> None:
    await judge(sample_world, kind="bad", reason=REASON)
    assert (await judge(sample_world, do="remove")).status_code == SAVED
    assert (await plan_row())["rag_override"] is None
    assert "Nobody has judged" in text_of(await sample_world.country_lead.get(STATUS))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "bad", "reason": ""}, "Say why you judge it so."),
        ({"kind": "bad", "reason": "  "}, "Say why you judge it so."),
        ({"kind": "bad", "reason": "x" * 501}, "Write at most 500 characters. These are 501."),
        ({"kind": "purple", "reason": REASON}, "Choose one of the answers on offer."),
        ({"reason": REASON}, "Choose one of the answers on offer."),
        ({"kind": "bad", "reason": "No\x00pe"}, "cannot be kept"),
        ({"kind": "bad", "reason": REASON, "version": "x"}, "came in incomplete"),
    ],
)
async def test_a_judgement_that_cannot_be_is_refused_as_typed(
    sample_world: World, typed: dict[str, str], said: str
) -> None:
    before = await footprint()
    answer = await judge(sample_world, **typed)
    assert answer.status_code == REFUSED
    assert said in text_of(answer)
    if REASON in typed.values():
        assert REASON in text_of(answer)
    assert await footprint() == before


async def test_the_second_of_two_judges_sees_both_judgements_and_chooses(sample_world: World) -> None:
    version = str((await plan_row())["version"])
    await judge(sample_world, "grant_manager", kind="good", reason="It will be fine.")
    before = await footprint()
    answer = await judge(sample_world, kind="bad", reason=REASON, version=version)
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    page = text_of(answer)
    assert "Grant manager saved it on" in page
    assert [each in page for each in ("On track", "Off track", "It will be fine.", REASON)] == [True] * 4
    current = re.search(r'name="version" value="(\d+)"', answer.text)
    assert current
    assert (await judge(sample_world, kind="bad", reason=REASON, version=current[1], do="chosen")).status_code == SAVED
    assert (await plan_row())["rag_override"]["reason"] == REASON


async def test_taking_away_what_somebody_changed_shows_both_and_can_still_be_done(sample_world: World) -> None:
    await judge(sample_world, kind="bad", reason=REASON)
    version = str((await plan_row())["version"])
    await judge(sample_world, "grant_manager", kind="warn", reason="Not that bad.")
    answer = await judge(sample_world, do="remove", version=version)
    assert answer.status_code == CONFLICT
    assert "Not that bad." in text_of(answer)
    assert (await judge(sample_world, kind="", reason="", do="chosen")).status_code == SAVED
    assert (await plan_row())["rag_override"] is None


async def test_a_judgement_is_changed_in_the_form_that_holds_it(sample_world: World) -> None:
    await judge(sample_world, kind="bad", reason=REASON)
    page = (await sample_world.country_lead.get(STATUS)).text
    form = page.partition("Judge it again")[2]
    assert re.search(r'value="bad"[^>]*checked', form)
    assert REASON in form
    assert (await judge(sample_world, "grant_manager", kind="warn", reason="Less bad by now.")).status_code == SAVED
    override = (await plan_row())["rag_override"]
    assert (override["kind"], override["reason"], override["by"]) == ("warn", "Less bad by now.", "grant-manager")
