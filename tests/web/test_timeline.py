"""What dragging on the timeline opens: forms that the address fills in, with what they would move; nothing is saved."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.domain.workdays import working_calendar
from tests.web.filled import errors_of, form_of, text_of
from tests.web.milestone_forms import LIST, OK, REFUSED, SAVED, Editor, free, plan_now
from tests.world import PLAN, READERS, footprint

if TYPE_CHECKING:
    from roadmap.domain.milestones import Milestone

TIMELINE: Final = f"/plans/{PLAN}/timeline"
SHIFT: Final = f"{LIST}/batches/new"


def bars(page: str) -> dict[str, list[str]]:
    """Read what the page says of the bars that can be dragged, by the ids of their milestones."""
    return {key: bar.split() for bar, key in re.findall(r'data-bar="([^"]+)".*?milestones/([0-9a-f-]{36})"', page)}


async def test_who_may_change_the_plan_can_hold_what_is_open_and_others_nothing(editor: Editor) -> None:
    plan = await plan_now()
    page = (await editor.world.country_lead.get(TIMELINE)).text
    calendar = working_calendar(plan.country, plan.subdivision)
    first = calendar.place(date.fromisoformat(re.findall(r'data-first="([^"]+)"', page)[0]))

    def how(milestone: Milestone) -> str:
        return "none" if milestone.pin else "end" if milestone.started_on else "both"

    assert {key: bar[2:] for key, bar in bars(page).items()} == {
        str(each.id): [str(calendar.place(each.planned_due) - first), how(each)]
        for each in plan.milestones
        if each.is_open
    }
    for person in READERS:
        seen = (await editor.world.browser(person).get(TIMELINE)).text
        assert not re.search(r"data-(bar|axis)|timeline\.[^\"]*js", seen), person


async def test_a_shift_in_the_address_is_filled_in_and_previewed(editor: Editor) -> None:
    own, before = (await free())[-1], await footprint()
    answer = await editor.world.country_lead.get(f"{SHIFT}?m={own.id}&days=-10")
    assert answer.status_code == OK
    assert "This is a preview. Nothing is saved yet." in text_of(answer)
    form = form_of(answer, "/batches")
    assert (form.values["m"], form.values["days"]) == (str(own.id), "-10")
    assert await footprint() == before
    assert (await editor.send(form)).status_code == SAVED
    assert (await plan_now()).milestone(own.id).planned_due < own.planned_due


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("&days=521", "Write a whole number from −520 to 520."),
        ("&days=soon", "Write a whole number"),
        ("&phase_id=nowhere", "Choose one of the answers on offer."),
    ],
)
async def test_an_address_that_makes_no_sense_is_refused_as_typed(editor: Editor, query: str, said: str) -> None:
    own = (await free())[0]
    answer = await editor.world.country_lead.get(f"{SHIFT}?m={own.id}{query}")
    assert (answer.status_code, said in text_of(answer)) == (REFUSED, True)


async def test_an_address_that_names_nobody_says_what_to_do_first(editor: Editor) -> None:
    for query in ("", "?m=nobody&days=5"):
        assert "Nothing is selected." in await editor.get(f"{SHIFT}{query}")


async def test_a_link_in_the_address_is_filled_in_and_previewed(editor: Editor) -> None:
    own, *_, other = await free()
    before = await footprint()
    answer = await editor.world.country_lead.get(f"{LIST}/{own.id}/links/new?milestone={other.id}")
    assert (answer.status_code, "Nothing is saved yet." in text_of(answer)) == (OK, True)
    form = form_of(answer, "/links")
    assert (form.values["milestone"], form.values["kind"]) == (str(other.id), "finish-start")
    assert await footprint() == before
    assert (await editor.send(form)).status_code == SAVED
    assert own.id in {link.milestone_id for link in (await plan_now()).milestone(other.id).after}


async def test_a_link_in_the_address_that_would_close_a_circle_is_refused_with_the_path(editor: Editor) -> None:
    waiting = next(each for each in await free() if each.after)
    first = waiting.after[0].milestone_id
    answer = await editor.world.country_lead.get(f"{LIST}/{waiting.id}/links/new?milestone={first}")
    assert (answer.status_code, set(errors_of(answer))) == (REFUSED, {"milestone"})
    assert " → " in text_of(answer)


async def test_in_place_the_forms_come_alone(editor: Editor) -> None:
    own, *_, other = await free()
    alone = {"hx-request": "true", "hx-request-type": "partial"}
    for address in (f"{SHIFT}?m={own.id}&days=5", f"{LIST}/{own.id}/links/new?milestone={other.id}"):
        answer = await editor.world.country_lead.get(address, headers=alone)
        assert answer.text.lstrip().startswith('<form id="edit"'), address
        sent = await editor.world.country_lead.post(
            form_of(answer).action, data=form_of(answer).values, headers={**alone, "sec-fetch-site": "same-origin"}
        )
        assert "saved" in sent.headers["hx-trigger"]
