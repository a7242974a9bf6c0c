"""The forms of a committee and of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from roadmap.domain.committee_edits import CommitteeDraft, MeetingDraft
from roadmap.domain.committees import Meeting
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Related
from roadmap.web.forms.fields import Day, Field, Flag, Lines, Prose
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage

COMMITTEE: Final = PartForm(
    noun="committee",
    part="committees",
    segment="committees",
    tab="committees",
    anchor="committee-",
    add=N_("Add a committee"),
    draft=CommitteeDraft,
    needs=frozenset({"meetings"}),
    fields=(
        Field(name="title", label=N_("Name"), is_required=True),
        Prose(name="purpose", label=N_("What it is for")),
        Lines(name="members", label=N_("Members"), hint=N_("Organisations and roles, one a line.")),
        Flag(
            name="has_service_users",
            label=N_("Service users are among the members"),
            hint=N_("Plans decide better when those whom they are for have a seat."),
        ),
    ),
)


def _meeting_title(meeting: Meeting, page: PlanPage) -> str:
    held = {each.id: page.words.text(each.title) for each in page.plan.committees}
    return f"{held.get(meeting.committee_id, '')}, {page.words.date(meeting.held_on)}"


def _blank(page: PlanPage) -> Mapping[str, Any]:
    only = page.plan.committees[0].id if len(page.plan.committees) == 1 else None
    return {"committee_id": only, "held_on": None}


MEETING: Final = PartForm(
    noun="meeting",
    part="meetings",
    segment="meetings",
    tab="committees",
    anchor="meeting-",
    add=N_("Add a meeting"),
    draft=MeetingDraft,
    blank=_blank,
    needs=frozenset({"committees"}),
    title=_meeting_title,
    has_ground=False,
    fields=(
        Related(
            name="committee_id",
            label=N_("Committee"),
            among=lambda page: [(str(each.id), page.words.text(each.title)) for each in page.plan.committees],
            none=N_("Choose"),
            is_required=True,
        ),
        Day(
            name="held_on",
            label=N_("Day"),
            hint=N_("A weekend or public holiday is allowed; the list of meetings then says so."),
            is_required=True,
        ),
    ),
)
