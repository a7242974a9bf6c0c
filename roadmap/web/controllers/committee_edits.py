"""Committees and their meetings: add, change and take out."""

from __future__ import annotations

from roadmap.services.committees import remove_committee, remove_meeting, save_committee, save_meeting
from roadmap.web import clock
from roadmap.web.forms.committees import COMMITTEE, MEETING
from roadmap.web.part_pages import PartDesk, PartsController
from roadmap.web.views.committees import meetings_said


class CommitteeEditsController(PartsController):
    """``/plans/{slug}/committees``."""

    path = "/plans/{slug:str}/committees"
    desk = PartDesk(
        form=COMMITTEE,
        save=save_committee,
        remove=lambda committee_id, version, form: remove_committee(
            committee_id, version, takes_along=form.text("along") == "yes"
        ),
        along=meetings_said,
    )


class MeetingsController(PartsController):
    """``/plans/{slug}/meetings``."""

    path = "/plans/{slug:str}/meetings"
    desk = PartDesk(
        form=MEETING,
        save=lambda draft, _ground, meeting_id, version: save_meeting(draft, meeting_id, version, now=clock.now()),
        remove=lambda meeting_id, version, _: remove_meeting(meeting_id, version),
    )
